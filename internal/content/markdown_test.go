package content

import (
	"slices"
	"strings"
	"testing"

	"terang/internal/photo"
	"terang/internal/source"
)

func TestMarkdown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, in, want string }{
		{
			"quotation marks, dashes and dots", `"Kata" -- kata... 'tidak' Jum'at, "a 'b' c" (2023--2024) << 2 >> https://a.id/--b`,
			"<p>“Kata” – kata… ‘tidak’ Jum’at, “a ‘b’ c” (2023–2024) &lt;&lt; 2 &gt;&gt; <a href=\"https://a.id/--b\">https://a.id/--b</a></p>\n",
		},
		{"code stays as it is", "`\"a\" -- b...`", "<p><code>&quot;a&quot; -- b...</code></p>\n"},
		{"strikethrough", "~~lama~~", "<p><del>lama</del></p>\n"},
		{"an entity and an escape", `\*a\* &copy; &lt;b&gt; &#60;`, "<p>*a* © &lt;b&gt; &lt;</p>\n"},
		{"bare addresses", "https://a.go.id/x, www.b.go.id, ftp://c.id, a@b.id", `<p><a href="https://a.go.id/x">https://a.go.id/x</a>, <a href="http://www.b.go.id">www.b.go.id</a>, ftp://c.id, a@b.id</p>` + "\n"},
		{"addresses in brackets", "<https://a.id> <a@b.id>", `<p><a href="https://a.id">https://a.id</a> <a href="mailto:a@b.id">a@b.id</a></p>` + "\n"},
		{"an address within a link is words", "[<https://a.id>](https://b.id)", `<p><a href="https://b.id">https://a.id</a></p>` + "\n"},
		{
			"links that may stand", "[a](https://wa.me/62?text=a&b \"T \\\"x\\\"\") [b](mailto:a@b.id) [c](tel:+62) [d](#catatan)",
			`<p><a href="https://wa.me/62?text=a&amp;b" title="T &quot;x&quot;">a</a> <a href="mailto:a@b.id">b</a> <a href="tel:+62">c</a> <a href="#catatan">d</a></p>` + "\n",
		},
		{
			"pages of the site", "[a](/spm/ht.html#tren) [b](../index.html) [c](14:00.html)",
			`!odd-link`,
		},
		{
			"pages of the site by address", "[a](/spm/ht.html#tren) [b](../index.html?x=1)",
			`<p><a href="[page address=/spm/ht.html#tren]">a</a> <a href="[page address=../index.html?x=1]">b</a></p>` + "\n",
		},
		{
			"another post", "[a](../kegiatan/rakor.md#hasil) [b](/kegiatan/rakor.md) [c](kabar.md)",
			`<p><a href="[ref kind=kegiatan slug=rakor fragment=#hasil]">a</a> <a href="[ref kind=kegiatan slug=rakor fragment=]">b</a> <a href="[ref kind=berita slug=kabar fragment=]">c</a></p>` + "\n",
		},
		{
			"a picture and a document", "![Foto \"satu\"](<Foto Satu.png> \"Judul\") [naskah](mou.pdf#page=2)",
			`<p>[photo path=media/berita/foto-satu.png alt=Foto “satu” caption=Judul place=text] <a href="[asset path=media/berita/mou.pdf fragment=#page=2]">naskah</a></p>` + "\n",
		},
		{"table", "| A | B | |\n|---|--:|:-:|\n| 1 | 2 | 3 |", "<div class=\"table-scroll\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\">A</th>\n<th scope=\"col\" class=\"align-right\">B</th>\n<td class=\"align-center\"></td>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class=\"align-right\">2</td>\n<td class=\"align-center\">3</td>\n</tr>\n</tbody>\n</table>\n</div>\n"},
		{"a figure in a sentence", "Ada {{< nilai indikator=\"ht\" wilayah='14.10' >}} orang.", "<p>Ada [nilai indikator=ht wilayah=14.10] orang.</p>\n"},
		{"a chart on its line", "Lihat:\n  {{<grafik indikator=\"ht\">}}\nItu.", "<p>Lihat:</p>\n[grafik indikator=ht]<p>Itu.</p>\n"},
		{"a chart in a list", "- {{< tabel indikator=\"ht\" >}}", "<ul>\n<li>\n[tabel indikator=ht]</li>\n</ul>\n"},
		{
			"shortcodes in code", "`{{< nilai >}}`\n\n```\n{{< grafik >}}\n```\n\n    {{< grafik >}}\n\n\\{{< x >}}",
			"<p><code>{{&lt; nilai &gt;}}</code></p>\n<pre><code>{{&lt; grafik &gt;}}\n</code></pre>\n<pre><code>{{&lt; grafik &gt;}}\n</code></pre>\n<p>{{&lt; x &gt;}}</p>\n",
		},
		{"a language that would break out", "``` \"><script>\nx\n```", "<pre><code class=\"language-&quot;&gt;&lt;script&gt;\">x\n</code></pre>\n"},
		{
			"a footnote in a link steps out", "[a[^1]](https://a.id) b\n\n[^1]: Catatan.",
			"<p><a href=\"https://a.id\">a</a><sup id=\"catatan-fnref:1\"><a href=\"#catatan-fn:1\" class=\"footnote-ref\" role=\"doc-noteref\">1</a></sup> b</p>\n" +
				"<div class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n<li id=\"catatan-fn:1\">\n<p>Catatan.&#160;<a href=\"#catatan-fnref:1\" class=\"footnote-backref\" role=\"doc-backlink\">&#x21a9;&#xfe0e;</a></p>\n</li>\n</ol>\n</div>\n",
		},
		{"a comment is not shown", "a <!-- b --> c", "<p>a  c</p>\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, ps := readText(t, news("", c.in)+`-- content/kegiatan/rakor.md --
---
{judul: Rakor, tanggal: 2024-10-01}
---
-- content/berita/Foto Satu.png --
PNG 3x2
-- content/berita/mou.pdf --
%PDF
`, Options{})
			if code, bad := strings.CutPrefix(c.want, "!"); bad {
				if len(ps) != 1 || string(ps[0].Code) != code {
					t.Errorf("problems %v", ps)
				}
				return
			}
			if len(ps) > 0 {
				t.Errorf("problems %v", ps)
			}
			if html := filled(got.Posts[0].Text().Body); html != c.want {
				t.Errorf("got\n%s\nwant\n%s", html, c.want)
			}
		})
	}
}

func TestHeadings(t *testing.T) {
	t.Parallel()
	c, _ := readText(t, news("", "# Hasil & *kerja*\n## Hasil\n## Hasil\n### !!!\n## Hasil 2\n"), Options{})
	p := c.Posts[0]
	want := []Heading{
		{2, "bagian-hasil-kerja", "Hasil & kerja"},
		{3, "bagian-hasil", "Hasil"},
		{3, "bagian-hasil-2", "Hasil"},
		{4, "bagian", "!!!"},
		{3, "bagian-hasil-2-2", "Hasil 2"},
	}
	if !slices.Equal(p.Text().Headings, want) {
		t.Errorf("got %v", p.Text().Headings)
	}
	for _, h := range want {
		if !strings.Contains(filled(p.Text().Body), `id="`+h.ID+`"`) {
			t.Errorf("no anchor %s in %s", h.ID, filled(p.Text().Body))
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	p := one(t, news("", "## Judul\n\nKata *miring* &amp; `kode`,\nlalu {{< nilai indikator=\"ht\" >}} [tautan](https://a.id).\n\n| Tabel |\n|---|\n| sel |\n\n- butir[^1]\n\n[^1]: Catatan."))
	if want := "Kata miring & kode, lalu … tautan. butir"; p.Excerpt != want {
		t.Errorf("Excerpt %q, want %q", p.Excerpt, want)
	}
	if want := "Judul Kata miring & kode, lalu … tautan. Tabel sel butir Catatan."; p.Text().Words != want {
		t.Errorf("Text %q, want %q", p.Text().Words, want)
	}
	if p.Description() != p.Excerpt {
		t.Errorf("Description %q", p.Description())
	}
	p.Summary = "Ringkas"
	if p.Description() != "Ringkas" {
		t.Errorf("Description %q", p.Description())
	}
}

func TestHoles(t *testing.T) {
	t.Parallel()
	p := one(t, news("", "A {{< nilai indikator=\"ht\" per=\"2024-09\" >}}\n\n{{< peta indikator=\"bumil\" >}}\n\n[b](kabar.md)"))
	hs := p.Holes
	if len(hs) != 3 || hs[0].Spot != InText || hs[1].Spot != InBlock || hs[2].Spot != InAttribute {
		t.Fatalf("holes %+v", hs)
	}
	if hs[0].Get("per") != "2024-09" || hs[0].Get("wilayah") != "" {
		t.Errorf("args %+v", hs[0].Args)
	}
	if at := hs[0].Pos; at.Line != 5 || at.Column != 3 || at.Width != len(`{{< nilai indikator="ht" per="2024-09" >}}`) {
		t.Errorf("place %+v", at)
	}
	if at := hs[0].Args[1].Pos; at.Line != 5 || at.Column != 33 || at.Width != 7 {
		t.Errorf("place of the value %+v", at)
	}
}

func TestAssets(t *testing.T) {
	t.Parallel()
	at := func(line, column, width int) source.Pos {
		return source.Pos{File: "content/berita/kabar.md", Line: line, Column: column, Width: width}
	}
	c, ps := readText(t, news("gambar: {berkas: foto.png, alt: Foto}\n", "![Foto](foto.png) ![Foto](/gambar/PETA.PNG) [x](../kegiatan/con.pdf)")+
		"-- content/berita/foto.png --\nPNG 3x2\n-- content/gambar/PETA.PNG --\nPNG 3x2\n-- content/kegiatan/con.pdf --\n%PDF\n-- content/berita/sisa.png --\nPNG 3x2\n", Options{})
	want := []Asset{
		{"media/berita/foto.png", "content/berita/foto.png", true, photo.Size{Width: 3, Height: 2}, at(4, 18, 8)},
		{"media/gambar/peta.png", "content/gambar/PETA.PNG", true, photo.Size{Width: 3, Height: 2}, at(6, 27, 16)},
		{"media/kegiatan/berkas-con.pdf", "content/kegiatan/con.pdf", false, photo.Size{}, at(6, 49, 19)},
	}
	if !slices.Equal(c.Assets, want) || len(ps) > 0 {
		t.Errorf("got %v, problems %v", c.Assets, ps)
	}
	if im := c.Posts[0].Image; im != (Image{"media/berita/foto.png", "Foto", photo.Size{Width: 3, Height: 2}}) {
		t.Errorf("image %+v", im)
	}
}

func TestSchemeOf(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"HTTPS://a": "https", "a.md": "", "#a:b": "", "a/b:c": "", "?a:b": "", "java\nscript:x": "?javascript",
		" javascript:x": "?javascript", "\x01javascript:x": "?javascript", ":x": "?", "tel:1": "tel", "jav\u00adascript:x": "jav\u00adascript",
	} {
		if got := schemeOf(in); got != want {
			t.Errorf("schemeOf(%q) = %q, want %q", in, got, want)
		}
	}
}
