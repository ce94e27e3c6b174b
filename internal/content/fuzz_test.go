package content

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/net/html"

	"terang/internal/source"
)

// seeds gives every Markdown file of the problem files, front matter and text apart.
func seeds(f *testing.F) (matters, bodies []string) {
	f.Helper()
	names, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil || len(names) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			text, ok := strings.CutPrefix(string(file.Data), "---\n")
			if matter, body, found := strings.Cut(text, "\n---\n"); ok && found {
				matters, bodies = append(matters, matter), append(bodies, body)
			}
		}
	}
	return matters, bodies
}

// FuzzMarkdown: whatever is written, what comes out parses as HTML without a
// script, an event handler, a style or an address that runs something, and every
// problem lies within the file.
func FuzzMarkdown(f *testing.F) {
	_, bodies := seeds(f)
	for _, b := range bodies {
		f.Add(b)
	}
	for _, b := range []string{
		"<scr<script>ipt>alert(1)</script>", "[a]: javascript:x\n[a]", "![a](x \"\" onerror=alert(1))", "<https://a\" onclick=x>",
		"a[^1] b[^1]\n\n[^1]: c[^1]", "[a](<b c> 'd')", "|a|\n|-|\n|`b|`|", "# a {#b onclick=x}", "- a\n\n  {{< peta indikator=\"ht\" >}}\n- b",
		"[![a](b.png)](c.md)", "\x00&#0;&#x6a;", "**a*b***c_d_", "> ```\n> {{< x\n", "![[^1]](a.png)\n\n[^1]: x", "\t{{< nilai >}}", "1. a\n   # b\n\n   # b",
	} {
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, body string) {
		text := "---\n{judul: A, tanggal: 2024-10-01}\n---\n" + body
		root := fstest.MapFS{"content/berita/a.md": {Data: []byte(text)}}
		c, ps := Read(root, someNames(), Options{Date: today})
		checkPlaces(t, ps, text)
		for _, p := range c.Posts {
			checkSafe(t, p)
			checkBalanced(t, p, body)
		}
	})
}

// FuzzShortcode: whatever stands in a shortcode, the page is safe, and a shortcode that
// came through names what is there, with its place.
func FuzzShortcode(f *testing.F) {
	f.Add("nilai", "indikator", "bumil", "per", "2024-09")
	f.Add("grafik", "indikator", "ht", "judul", "Naik \"52 %\" > <b>")
	f.Add("peta", "wilayah", "14.10", "periode", "2024")
	f.Add("fasilitas", "puskesmas", "1011351", "jenis", "x' onclick='y")
	f.Add("kalimat >}}", "{{<", "<script>", "", "\x00")
	f.Fuzz(func(t *testing.T, name, key, value, key2, value2 string) {
		code := "{{< " + name + " " + key + "=\"" + value + "\" " + key2 + "='" + value2 + "' >}}"
		body := code + "\n\nAda " + code + " orang.\n"
		text := "---\n{judul: A, tanggal: 2024-10-01}\n---\n" + body
		c, ps := Read(fstest.MapFS{"content/berita/a.md": {Data: []byte(text)}}, someNames(), Options{Date: today})
		checkPlaces(t, ps, text)
		for _, p := range c.Posts {
			checkSafe(t, p)
			checkBalanced(t, p, body)
			for _, h := range p.Holes {
				if _, known := findShortcode(h.Name); known && h.Pos.Line < 4 {
					t.Errorf("%+v stands before the text", h)
				}
			}
		}
	})
}

// checkSafe fills the holes with what suits them and reads the page as a browser does.
func checkSafe(t *testing.T, p Post) {
	t.Helper()
	page := p.Text().Body.Fill(func(h Hole) string {
		switch h.Spot {
		case InAttribute:
			return "alamat.html"
		case InText:
			return "<span>54,2</span>"
		}
		return "<figure></figure>"
	})
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "base", "link", "meta", "h1":
			t.Errorf("element %s in %s", n.Data, page)
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			if strings.HasPrefix(a.Key, "on") || a.Key == "style" || a.Key == "srcset" {
				t.Errorf("attribute %s in %s", a.Key, page)
			}
			if a.Key == "id" && ids[a.Val] {
				t.Errorf("id %q twice in %s", a.Val, page)
			}
			ids[a.Val] = ids[a.Val] || a.Key == "id"
			if a.Key == "href" || a.Key == "src" {
				checkAddress(t, value)
			}
		}
	}
}

func checkAddress(t *testing.T, address string) {
	t.Helper()
	for _, ok := range []string{"https://", "http://", "mailto:", "tel:", "#", "alamat.html"} {
		if strings.HasPrefix(address, ok) {
			return
		}
	}
	t.Errorf("address %q", address)
}

// checkPlaces checks that every problem points into the file.
func checkPlaces(t *testing.T, ps source.Problems, text string) {
	t.Helper()
	lines := strings.Count(text, "\n") + 1
	for _, p := range ps {
		if p.Pos.File == "" || p.Pos.Line < 0 || p.Pos.Line > lines || p.Pos.Line > 0 && (p.Pos.Column < 1 || p.Pos.Width < 1) {
			t.Errorf("%s at %+v in a file of %d lines", p.Code, p.Pos, lines)
		}
	}
}

// FuzzFrontMatter: whatever stands between the lines, reading neither panics nor
// points outside, and a post that came through without a fault has what it needs.
func FuzzFrontMatter(f *testing.F) {
	matters, _ := seeds(f)
	for _, m := range matters {
		f.Add(m)
	}
	f.Add("judul: A\ntanggal: 2024-10-01\nlampiran: [a.pdf, {berkas: ../../x.pdf, nama: B}, {nama: C}]\ngambar: {berkas: /etc/passwd, alt: x}")
	f.Add("judul: A\ntanggal: 2024-10-01\njenis: rakor\nunit: \"14.10\"\npeserta: [{unsur: a, jumlah: -1}]\ncapaian: [{indikator: ht, periode: 2024-13, nilai: '9'}]\n" +
		"masalah: a\nakar_masalah: [b]\nkesepakatan: [{judul: c, pihak_pertama: X, pihak_kedua: [{kode: Y}, {nama: Z}], mulai: 2024-01-02, sampai: 2024-01-01, berkas: a.pdf, status: aktif}]\n" +
		"rtl: [{no: 1, kegiatan: d, indikator: ht, penanggung_jawab: e, sektor: f, target: g, batas_waktu: 2024-02-30, status: h, bukti: i, tanggal_perbarui: x}]")
	f.Add("judul: A\ntanggal: 2024-10-01T00:00:00+07:00\ntag: x\nrtl: [{no: 1}]\n")
	f.Fuzz(func(t *testing.T, matter string) {
		text := "---\n" + matter + "\n---\nIsi.\n"
		root := fstest.MapFS{"content/kegiatan/a.md": {Data: []byte(text)}}
		c, ps := Read(root, someNames(), Options{Date: today, Drafts: true})
		checkPlaces(t, ps, text)
		for _, p := range c.Posts {
			if !ps.HasErrors() && (p.Title == "" || p.Date == 0 || p.Slug == "" || p.Meeting == nil) {
				t.Errorf("no fault told, but %+v", p)
			}
			checkSafe(t, p)
		}
	})
}
