package upload

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func file(name, body string) File {
	return File{Path: name, Size: int64(len(body)), Sum: SumOf([]byte(body))}
}

func paths(files []File) string {
	var names []string
	for _, f := range files {
		names = append(names, f.Path)
	}
	return strings.Join(names, " ")
}

func TestPlan(t *testing.T) {
	t.Parallel()
	files := []File{file("index.html", "a"), file("new.css", "b"), file("changed.html", "c2"), file("same.html", "d"), file("gone.html", "e"), file("edited.html", "f"), file("pending.html", "g"), file("way.html", "h"), file("marked.html", "i")}
	noted := State{
		"index.html":   {Size: 1, Sum: SumOf([]byte("a"))},
		"changed.html": {Size: 1, Sum: SumOf([]byte("c"))},
		"same.html":    {Size: 1, Sum: SumOf([]byte("d")), Mark: "m"},
		"gone.html":    {Size: 1, Sum: SumOf([]byte("e"))},
		"edited.html":  {Size: 1, Sum: SumOf([]byte("f"))},
		"pending.html": {Size: 1},
		"marked.html":  {Size: 1, Sum: SumOf([]byte("i")), Mark: "m"},
		"old.html":     {Size: 1, Sum: SumOf([]byte("x"))},
		"lost.html":    {Size: 1, Sum: SumOf([]byte("x"))},
	}
	there := []Standing{
		{StateFile, 9, ""},
		{"index.html", -1, ""},
		{"changed.html", 1, ""},
		{"same.html", 1, "m"},
		{"edited.html", 7, ""},
		{"pending.html", 1, ""},
		{"old.html", 1, ""},
		{"foreign.txt", 1, ""},
		{"way.html", 1, ""},
		{"marked.html", 1, "other"},
		{"a/.terang-0123.part", 1, ""},
	}
	p := Make(files, there, noted)
	if got := paths(p.Puts); got != "new.css changed.html edited.html gone.html marked.html pending.html way.html" {
		t.Errorf("sends %s", got)
	}
	if p.Same != 2 || p.Ours != 7 || !slices.Equal(p.Deletes, []string{"old.html"}) || !slices.Equal(p.Litter, []string{"a/.terang-0123.part"}) || !slices.Equal(p.Lost, []string{"lost.html"}) {
		t.Errorf("plan is %+v", p)
	}
	if len(p.Foreign) != 1 || p.Foreign[0].Path != "foreign.txt" || len(p.InWay) != 1 || p.InWay[0].Path != "way.html" || p.Bytes() != 8 || p.Nothing() {
		t.Errorf("plan is %+v", p)
	}
}

// Whatever instant a run ends at, the next one knows all that it left as ours.
// What would keep a file from its place is known before any is sent: no run can replace it.
func TestFoldersAndFilesKeepEachOtherOut(t *testing.T) {
	t.Parallel()
	files := []File{file("index.html", "a"), file("spm/bumil.html", "b"), file("data/a/b.csv", "c")}
	there := []Standing{{"spm", 3, ""}, {"index.html/", -1, ""}, {"data/a", 0, ""}, {"data/a.csv", 1, ""}, {"foto/", -1, ""}}
	p := Make(files, there, State{})
	if got := fmt.Sprint(p.Closed); got != "[{data/a 0 } {index.html/ -1 } {spm 3 }]" || len(p.Foreign) != 2 || len(p.InWay) != 0 {
		t.Errorf("closed by %s, plan is %+v", got, p)
	}
	noted := State{"spm": {Size: 3}}
	if flat := p.Flat(); len(flat.Closed) != 0 || len(flat.Foreign) != 5 || !slices.IsSortedFunc(flat.Foreign, func(a, b Standing) int { return strings.Compare(a.Path, b.Path) }) {
		t.Errorf("without folders %v are closed, and foreign %v", flat.Closed, flat.Foreign)
	}
	if p := Make(files, there[:1], noted); len(p.Closed) != 0 || len(p.Deletes) != 1 {
		t.Errorf("plan is %+v", p)
	}
}

func TestABegunRunLeavesNothingForeign(t *testing.T) {
	t.Parallel()
	files := []File{file("index.html", "a"), file("b.html", "b"), file("c.css", "c")}
	before := Make(files, nil, nil)
	state := State(nil).Begun(before)
	for n := range len(before.Puts) + 1 {
		var there []Standing
		for _, f := range before.Puts[:n] {
			there = append(there, Standing{f.Path, f.Size, ""})
		}
		p := Make(files, there, state)
		if len(p.Foreign)+len(p.InWay)+len(p.Deletes) > 0 || len(p.Puts) != len(files) {
			t.Errorf("after %d: %+v", n, p)
		}
	}
}

func TestStages(t *testing.T) {
	t.Parallel()
	files := []File{
		file("index.html", ""), file("sitemap.xml", ""), file("en/index.html", ""), file("berita/index.html", ""), file("berita/a.html", ""), file("assets/site-0123abcd.css", ""),
		file("data/unduhan/capaian.csv", ""), file("sw.js", ""), file("404.html", ""),
	}
	got := fmt.Sprint(paths(Make(files, nil, nil).Puts))
	want := "assets/site-0123abcd.css data/unduhan/capaian.csv 404.html berita/a.html berita/index.html sitemap.xml en/index.html index.html sw.js"
	if got != want {
		t.Errorf("order is\n%s, want\n%s", got, want)
	}
}

func TestState(t *testing.T) {
	t.Parallel()
	s := State{"a b/ç.html": {Size: 3, Sum: "0123", Mark: "etag"}, "b.html": {Size: 0}}
	text := s.Encode()
	got, ok := Decode(text)
	if !ok || len(got) != 2 || got["a b/ç.html"] != s["a b/ç.html"] || got["b.html"] != s["b.html"] {
		t.Errorf("%v comes back as %v", s, got)
	}
	for cut := range len(text) {
		if _, ok := Decode(text[:cut]); ok {
			t.Errorf("cut at %d it is read", cut)
		}
	}
	for _, name := range []string{"../a", "/a", "a/../../b", "", "a\\b"} {
		if _, ok := Decode(State{name: {}}.Encode()); ok {
			t.Errorf("%q is read", name)
		}
	}
}

func TestTwinsAndIdleFiles(t *testing.T) {
	t.Parallel()
	files := []File{file("a.html", ""), file("a.html.gz", ""), file("a.html.br", ""), file("data.csv.gz", ""), file("robots.txt", ""), file(".well-known/security.txt", ""), file("_headers", ""), file(".htaccess", "")}
	if got := paths(Untwinned(files)); strings.Contains(got, "html.") || !strings.Contains(got, "data.csv.gz") {
		t.Errorf("left are %s", got)
	}
	for address, want := range map[string]string{
		"https://a.go.id/":             "",
		"https://a.go.id/portal/":      "robots.txt .well-known/security.txt _headers",
		"https://dinkes.github.io/":    "_headers .htaccess",
		"https://dinkes.github.io/p/x": "robots.txt .well-known/security.txt _headers .htaccess",
	} {
		if got := strings.Join(Idle(files, address, false), " "); got != want {
			t.Errorf("%s: idle are %q, want %q", address, got, want)
		}
	}
	for name, want := range map[string]bool{"assets/site-0123abcd.css": true, "assets/site.css": false, "media/berita/foto-480-0123abcd.webp": true, "index.html": false} {
		if Lasts(name) != want {
			t.Errorf("%s lasts: %t", name, !want)
		}
	}
}
