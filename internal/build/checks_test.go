package build

import (
	"strings"
	"testing"
)

// soundPage is a page in which no check finds anything.
const soundPage = `<!doctype html><html lang="id"><head><meta charset="utf-8">` +
	`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'">` +
	`<meta name="viewport" content="width=device-width, initial-scale=1"><title>Sebuah halaman</title>` +
	`<meta name="description" content="Tentang sebuah halaman."><link rel="canonical" href="https://a.example/x/lain.html">` +
	`<link rel="stylesheet" href="gaya.css"></head><body><main id="isi"><h1>Judul</h1><h2>Bagian</h2>` +
	`<p>Teks &amp; <a href="lain.html#isi">tautan</a> <a href="https://b.example/">keluar</a>.</p>` +
	`<figure id="f"><h3>Sebuah temuan</h3><p class="desc">Kata-kata tentang sebuah temuan.</p>` +
	`<svg role="img"><title>Gambar</title></svg><table><caption>Tabel</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>` +
	`<tbody><tr><th scope="row">a</th><td>1</td></tr></tbody></table><figcaption>Sumber</figcaption></figure>` +
	`<img src="a.png" alt="Foto" width="2" height="1"></main></body></html>`

// TestChecksFindFaults breaks the page in every way that the checks above look for: a check that finds nothing proves nothing.
func TestChecksFindFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ old, new, want string }{
		{`</p><figure`, `<figure`, "ends nothing"},
		{`<p>Teks`, `<p><div>Teks</div>`, "a browser reads"},
		{`</main>`, ``, "ends nothing"},
		{`<!doctype html>`, ``, "doctype"},
		{` lang="id"`, ``, "lang is"},
		{`<meta charset="utf-8">`, ``, "do not come first"},
		{`default-src 'none'`, `default-src *`, "allows too much"},
		{`style-src 'self'`, `style-src 'unsafe-inline'`, "allows too much"},
		{`style-src 'self'`, `style-src https://cdn.example`, "allows too much"},
		{`<title>Sebuah halaman</title>`, ``, "0 titles"},
		{`Tentang sebuah halaman.`, ``, "descriptions"},
		{`initial-scale=1`, `maximum-scale=1`, "viewport"},
		{`<h2>`, `<h2 id="isi">`, `id "isi" stands 2 times`},
		{`<h2>`, `<h2 aria-labelledby="nirwana">`, "names no id"},
		{`<svg `, `<svg fill="url(#nirwana)" `, "names no id"},
		{`<h1>Judul</h1>`, ``, "0 h1"},
		{`<h2>Bagian</h2>`, `<h1>Bagian</h1>`, "2 h1"},
		{`<h2>Bagian</h2>`, ``, "follows an h1"},
		{`<h2>Bagian</h2>`, `<h2></h2>`, "is empty"},
		{` alt="Foto"`, ``, "img without alt"},
		{` height="1"`, ``, "the page jumps"},
		{`<title>Gambar</title>`, ``, "without a title"},
		{`<figcaption>Sumber</figcaption>`, ``, "no caption"},
		{`<h3>Sebuah temuan</h3>`, ``, "no title"},
		{`<p class="desc">Kata-kata tentang sebuah temuan.</p>`, ``, "not told in words"},
		{`<caption>Tabel</caption>`, ``, "table has no caption"},
		{`<td>1</td>`, ``, "a row of 1 cells among rows of 2"},
		{` scope="row"`, ``, "without scope"},
		{`<p>`, `<p style="color:red">`, `style="color:red"`},
		{`<p>`, `<p onclick="f()">`, `onclick="f()"`},
		{`lain.html#isi`, `javascript:f()`, "javascript:"},
		{`<p>`, `<style>p{}</style><p>`, "a style element"},
		{`<p>`, `<script>f()</script><p>`, "a script within"},
		{`<p>`, `<iframe></iframe><p>`, "a iframe"},
		{`Teks`, `⟦site.judul⟧`, "⟦site.judul"},
		{`Teks`, `{n} orang`, "nothing was put for {n}"},
		{`Teks`, `sampai 0 0`, "a month that is none"},
		{`Teks &amp;`, `Teks &amp;amp;`, "&amp;amp;"},
		{`Teks`, `NaN`, "NaN"},
		{`Teks`, `%!d(string=a)`, "%!d("},
		{`lain.html#isi`, `lain.html#bukan`, "no such id in lain.html"},
		{`lain.html#isi`, `lian.html`, "leads to no file"},
		{`lain.html#isi`, `#bukan`, "no such id in halaman.html"},
		{`lain.html#isi`, `./`, "names a folder"},
		{`lain.html#isi`, `../../y.html`, "leaves the site's folder"},
		{`lain.html#isi`, `/lain.html`, "leaves the site's folder"},
		{`lain.html#isi`, `https://a.example/x/lain.html`, "works at no other address"},
		{`lain.html#isi`, ``, "empty"},
		{`https://b.example/`, `http://b.example/`, "no address that a page may lead to"},
		{`https://b.example/`, `//b.example/`, "no address that a page may lead to"},
		{`https://b.example/`, `ftp://b.example/`, "no address that a page may lead to"},
		{`src="a.png"`, `src="https://b.example/a.png"`, "asks another host"},
		{`href="gaya.css"`, `href="//b.example/gaya.css"`, "asks another host"},
		{`https://a.example/x/lain.html"`, `lain.html"`, "not absolute"},
	} {
		if !strings.Contains(soundPage, c.old) {
			t.Fatalf("the page does not hold %q", c.old)
		}
		faults := faultsOf(t, strings.Replace(soundPage, c.old, c.new, 1))
		if !strings.Contains(strings.Join(faults, "\n"), c.want) {
			t.Errorf("with %q for %q: found %q, want %q", c.new, c.old, faults, c.want)
		}
	}
	if faults := faultsOf(t, soundPage); len(faults) > 0 {
		t.Errorf("a sound page: %q", faults)
	}
}

// faultsOf puts a page into a site of three files and gives all that the checks find in it.
func faultsOf(t *testing.T, html string) []string {
	t.Helper()
	other := strings.Replace(soundPage, "lain.html#isi", "#isi", 1)
	b := &built{base: "https://a.example/x/", named: map[string]*page{}, files: map[string][]byte{
		"halaman.html": []byte(strings.Replace(html, `x/lain.html">`, `x/halaman.html">`, 1)),
		"lain.html":    []byte(other), "gaya.css": nil, "a.png": nil,
	}}
	if err := b.parse(); err != nil {
		t.Fatal(err)
	}
	p := b.named["halaman.html"]
	var faults []string
	for _, check := range pageChecks {
		faults = append(faults, check(p)...)
	}
	for _, a := range addresses(p.doc) {
		if fault := b.fault(p, a); fault != "" {
			faults = append(faults, fault)
		}
	}
	return faults
}
