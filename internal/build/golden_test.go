package build

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var update = flag.Bool("update", false, "write testdata/golden anew")

const goldenDir = "testdata/golden"

// whole are pages that are kept as they are, one tag a line, for the eye that
// looks at markup; of all others the golden tree keeps what a reader reads.
var whole = []string{"404.html", "kegiatan/lokmin-hulu.html", "wilayah/hulu/sokaan.html"}

// TestGoldenSite compares the small site, file by file, with testdata/golden:
// what is new, gone or different fails. `go test ./internal/build -update` writes
// it anew; look at the difference before committing it.
func TestGoldenSite(t *testing.T) {
	b := smallSite(t)
	got := map[string]string{
		"gambar-dan-sematan.txt": strings.Join(away(b), "\n") + "\n",
		"tabel.txt":              strings.Join(slices.DeleteFunc(slices.Sorted(maps.Keys(b.files)), func(name string) bool { return !isTable(name) }), "\n") + "\n",
	}
	for name, body := range b.files {
		for file, content := range kept(b, name, body) {
			got[file] = content
		}
	}
	if *update {
		writeGolden(t, got)
	}
	want := tree(t, goldenDir)
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if _, ok := want[name]; !ok {
			t.Errorf("%s is new", name)
			continue
		}
		if line, was, is := firstDifference(want[name], got[name]); line > 0 {
			t.Errorf("%s:%d\n\twas %q\n\tis  %q", name, line, was, is)
		}
	}
	size := 0
	for name, body := range want {
		size += len(body)
		if _, ok := got[name]; !ok {
			t.Errorf("%s is gone from the site", name)
		}
	}
	if size > 420_000 {
		t.Errorf("%d bytes of golden files: nobody reads that much", size)
	}
}

func writeGolden(t *testing.T, files map[string]string) {
	t.Helper()
	if err := os.RemoveAll(goldenDir); err != nil {
		t.Fatal(err)
	}
	for name, body := range files {
		target := filepath.Join(goldenDir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(target, []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// digest is what the name of an asset carries of its content, which has tests of its own.
var digest = regexp.MustCompile(`-[0-9a-f]{8}(\.(?:css|js|svg|webp|jpg|png))`)

// away lists what goes out from the pages, by name: pictures, and figures for other
// sites. The golden tree keeps no more of it, for it shows what the pages show.
func away(b *built) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(b.files)), func(name string) bool { return !isAway(name) })
}

func isAway(name string) bool {
	name = strings.TrimPrefix(name, "en/")
	return strings.HasPrefix(name, "gambar/") || strings.HasPrefix(name, "sematan/") || strings.HasPrefix(name, "salinan/")
}

// isTable says whether a file is data that the golden tree does not keep: other tests hold it against the tables that it keeps.
func isTable(name string) bool {
	return strings.HasPrefix(name, "data/tabel/") && name != "data/tabel/wilayah/hulu-bulan.csv" || strings.HasSuffix(name, ".parquet") || name == "data/katalog.jsonld"
}

// kept gives what the golden tree keeps of a file, by name.
func kept(b *built, name string, body []byte) map[string]string {
	plain := digest.ReplaceAllString(name, "-DIGEST$1")
	switch {
	case isAway(name), isTable(name):
		return nil
	case strings.HasPrefix(plain, "assets/echarts-"), strings.HasPrefix(plain, "assets/interactive-"):
		return nil // there only where Node was
	case strings.HasPrefix(name, "assets/"), strings.HasPrefix(name, "cari/t"), strings.HasPrefix(name, "cari/w"), strings.Contains(name, "/skema/"), strings.HasPrefix(name, "media/"),
		strings.HasPrefix(name, "cetak/") && !strings.Contains(name, "2024-tw3"): // one form shows them all
		return map[string]string{plain: "kept elsewhere\n"}
	case b.named[name] != nil:
		files := map[string]string{name + ".txt": reading(b.named[name].doc)}
		if slices.Contains(whole, name) {
			tagged := bytes.ReplaceAll(digest.ReplaceAll(body, []byte("-DIGEST$1")), []byte("><"), []byte(">\n<"))
			files[name] = string(tagged) + "\n"
		}
		return files
	}
	return map[string]string{name: string(digest.ReplaceAll(body, []byte("-DIGEST$1")))}
}

// firstDifference gives the first line in which two texts differ, or 0.
func firstDifference(want, got string) (line int, was, is string) {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(a), len(b)) {
		was, is = "", ""
		if i < len(a) {
			was = a[i]
		}
		if i < len(b) {
			is = b[i]
		}
		if was != is || i >= len(a) || i >= len(b) {
			at := 0 // long lines are told from a little before they part
			for at < min(len(was), len(is)) && was[at] == is[at] {
				at++
			}
			return i + 1, string(around([]byte(was), at)), string(around([]byte(is), at))
		}
	}
	return 0, "", ""
}

// reading is what a reader reads of a page, line by line: title and description,
// then what stands in main. Drawings are told by their title, tables row by row.
func reading(doc *html.Node) string {
	r := &reader{lines: []string{"title: " + text(all(doc, "title")[0])}}
	for _, d := range named(all(doc, "meta"), "description") {
		r.lines = append(r.lines, "description: "+d)
	}
	for _, n := range all(doc, "nav") {
		if classOf(n) == "crumbs" {
			r.lines = append(r.lines, "crumbs: "+strings.Join(texts(all(n, "li")), " > "))
		}
	}
	r.walk(all(doc, "main")[0])
	return strings.Join(r.lines, "\n") + "\n"
}

func texts(nodes []*html.Node) []string {
	var list []string
	for _, n := range nodes {
		list = append(list, text(n))
	}
	return list
}

// reader writes down a page as it is read.
type reader struct {
	lines []string
	now   strings.Builder
}

// end ends the line, if anything stands in it.
func (r *reader) end() {
	if now := strings.Join(strings.Fields(r.now.String()), " "); now != "" {
		r.lines = append(r.lines, now)
	}
	r.now.Reset()
}

// inline are elements that begin no new line.
var inline = []string{"a", "abbr", "b", "code", "em", "picture", "small", "span", "strong", "sub", "sup", "time"}

func (r *reader) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		r.now.WriteString(n.Data)
		return
	case html.ElementNode:
	default:
		return
	}
	id, _ := attribute(n, "id")
	if classOf(n) == "away" || classOf(n) == "permalink" { // the same words for every figure
		return
	}
	if classOf(n) == "define" { // the glossary has the rest
		r.end()
		r.now.WriteString(text(all(n, "summary")[0]))
		r.end()
		return
	}
	switch n.Data {
	case "script", "source":
		return
	case "svg":
		if role, _ := attribute(n, "role"); role == "img" {
			fmt.Fprintf(&r.now, " [drawing: %s] ", text(all(n, "title")[0]))
		}
		return
	case "img":
		alt, _ := attribute(n, "alt")
		src, _ := attribute(n, "src")
		fmt.Fprintf(&r.now, " [image %s: %s] ", digest.ReplaceAllString(src, "-DIGEST$1"), alt)
		return
	case "tr":
		r.end()
		r.lines = append(r.lines, "| "+strings.Join(texts(slices.Collect(children(n))), " | "))
		return
	}
	if slices.Contains(inline, n.Data) {
		r.inline(n)
		return
	}
	if n.Data != "dd" { // on one line with its dt
		r.end()
	}
	mark := map[string]string{"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "dt": ": ", "figcaption": "caption: ", "caption": "table: "}[n.Data]
	if id != "" && n.Data != "svg" {
		mark = "[" + id + "] " + mark
	}
	r.now.WriteString(mark)
	for c := range n.ChildNodes() {
		r.walk(c)
	}
	if n.Data == "dt" {
		r.now.WriteString(" = ")
		return
	}
	r.end()
}

// inline writes what stands within a line, a link with where it leads to.
func (r *reader) inline(n *html.Node) {
	for c := range n.ChildNodes() {
		r.walk(c)
	}
	if href, ok := attribute(n, "href"); ok && !strings.HasPrefix(href, "https://wa.me/") {
		r.now.WriteString(" <" + href + ">")
	}
	if n.Data != "strong" && n.Data != "em" && n.Data != "b" {
		r.now.WriteString(" ")
	}
}
