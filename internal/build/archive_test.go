package build

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestManyPosts builds a site with 1,200 posts of six years: no list is too heavy a page,
// every post stands on one page of the archive, and every address leads somewhere.
func TestManyPosts(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	site, err := os.ReadFile(filepath.Join(dir, "site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	putFiles(t, dir, map[string]string{"site.yaml": string(site) + "pictures: none\ncopies: false\n"})
	words := strings.Fields("imunisasi balita gizi posyandu kader lansia hipertensi skrining remaja sekolah persalinan vaksin demam jentik sanitasi air stunting obat rujukan bidan")
	word := func(i int) string { return words[i*i*7919%1009%len(words)] }
	posts := map[string]bool{}
	for i := range 1200 {
		date := fmt.Sprintf("%d-%02d-%02d", 2018+i%6, 1+i/6%12, 1+i%28)
		if i%10 == 0 { // a month with more than a page holds
			date = fmt.Sprintf("2020-03-%02d", 1+i%28)
		}
		var title, summary []string
		for k := range 9 {
			title = append(title, word(i+31*k))
		}
		for k := range 20 {
			summary = append(summary, word(3*i+17*k))
		}
		slug := fmt.Sprintf("%s-%d", strings.Join(title, "-"), i)
		posts["berita/"+slug+".html"] = true
		text := fmt.Sprintf("---\njudul: Kabar %s %d\ntanggal: %s\nringkasan: Kabar %s.\npenulis: Bidang %s\ntag: [%s, %s %s]\nwilayah: %q\n---\n\nWarga %s.\n",
			strings.Join(title, " "), i, date, strings.Join(summary, " "), word(i%3), word(i%12), word(i), word(i+5), "99.01.01", strings.Join(summary, " "))
		putFiles(t, dir, map[string]string{"content/berita/" + slug + ".md": text})
	}
	b := &built{base: "https://kesehatan.karangan.example/", files: inMemory(t, dir), named: map[string]*page{}}
	if err := b.parse(); err != nil {
		t.Fatal(err)
	}
	styles, on, lists := 0, map[string]int{}, 0
	for name, body := range b.files {
		if path.Base(name) != name && strings.HasPrefix(path.Base(name), "portal") && path.Ext(name) == ".css" {
			styles += compressed(t, body)
		}
	}
	dated := regexp.MustCompile(`^berita/arsip/\d{4}(-\d\d){0,2}\.html$`)
	for _, p := range b.pages {
		for _, a := range addresses(p.doc) {
			if fault := b.fault(p, a); fault != "" {
				t.Errorf("%s: %s %q: %s", p.path, a.where, a.value, fault)
			}
		}
		if posts[p.path] {
			continue
		}
		if size := styles + compressed(t, p.body); size > pageBudget {
			t.Errorf("%s weighs %d bytes", p.path, size)
		}
		if !dated.MatchString(p.path) {
			continue
		}
		lists++
		for _, h := range all(p.doc, "h3") {
			for _, link := range all(h, "a") {
				href, _ := attribute(link, "href")
				on[path.Join(path.Dir(p.path), href)]++
			}
		}
	}
	if styles == 0 || lists < 6*13 {
		t.Errorf("%d bytes of styles, %d pages of the archive", styles, lists)
	}
	for post := range posts {
		if on[post] != 1 {
			t.Errorf("%s stands on %d pages of the archive", post, on[post])
		}
	}
	for _, want := range []string{"berita/arsip/2020-03-01.html", "berita/wilayah/", "berita/arsip/2019-05.html"} {
		if !strings.Contains(string(b.files["sitemap-1.xml"]), want) {
			t.Errorf("the sitemap does not name %s", want)
		}
	}
}
