package preview

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"terang/internal/media"
	"terang/internal/source"
)

// stock is a site that is there already.
type stock map[string][]byte

func (s stock) Has(name string) bool { _, ok := s[name]; return ok }

func (s stock) File(name string) ([]byte, source.Problems, error) { return s[name], nil, nil }

// sold is the edition of such a site; its mark names what is in it.
func sold(s stock) *edition {
	var mark strings.Builder
	for _, name := range slices.Sorted(maps.Keys(s)) {
		mark.WriteString(name + " " + string(s[name]) + "\n")
	}
	return whole(s, mark.String())
}

func TestAddressesOfFilesAndFolders(t *testing.T) {
	files := stock{
		"index.html": nil, "tentang.html": nil, "wilayah/utara/index.html": nil, "data/capaian.csv": nil,
		"ganda": nil, "ganda/index.html": nil,
	}
	for _, c := range []struct{ address, name, folder string }{
		{"/", "index.html", ""},
		{"/index.html", "index.html", ""},
		{"/tentang.html", "tentang.html", ""},
		{"/tentang.html/", "", ""},
		{"/wilayah/utara/", "wilayah/utara/index.html", ""},
		{"/wilayah/utara", "", "/wilayah/utara/"},
		{"/wilayah/", "", ""},
		{"/data/capaian.csv", "data/capaian.csv", ""},
		{"/data/../tentang.html", "tentang.html", ""},
		{"/../../etc/passwd", "", ""},
		{"//wilayah//utara", "", "/wilayah/utara/"},
		{"/ganda", "ganda", ""},
		{"/tidak-ada", "", ""},
	} {
		if name, folder := find(files.Has, c.address); name != c.name || folder != c.folder {
			t.Errorf("%s is %q %q, want %q %q", c.address, name, folder, c.name, c.folder)
		}
	}
}

func TestAnswers(t *testing.T) {
	p := &press{lang: "en", shelf: newShelf()}
	p.shelf.put(sold(stock{
		"index.html": []byte("<p>home</p></body></html>"), "404.html": []byte("<p>lost</p></body></html>"),
		"a/index.html": []byte("<p>a</p>"), "assets/x.js": []byte("x()"), "assets/x.css": []byte("x{}"),
		"data/x.csv": []byte("x"), "api/x.json": []byte("{}"), "feed.xml": []byte("<x/>"), "robots.txt": []byte("x"),
		"media/x.JPG": []byte("x"), "media/x.svg": []byte("x"), "media/x.pdf": []byte("x"), "media/x.docx": []byte("x"),
	}))
	for _, c := range []struct {
		path   string
		status int
		kind   string
		body   string
	}{
		{"/", 200, "text/html; charset=utf-8", `<p>home</p><script src="/_terang/reload.js" data-edition="`},
		{"/a/", 200, "text/html; charset=utf-8", `<p>a</p><script`},
		{"/a?q=1", 302, "text/html; charset=utf-8", `/a/?q=1`},
		{"/nowhere", 404, "text/html; charset=utf-8", `<p>lost</p><script`},
		{"/assets/x.js", 200, "text/javascript; charset=utf-8", "x()"},
		{"/assets/x.css", 200, "text/css; charset=utf-8", "x{}"},
		{"/data/x.csv", 200, "text/csv; charset=utf-8", "x"},
		{"/api/x.json", 200, "application/json", "{}"},
		{"/feed.xml", 200, "application/xml", "<x/>"},
		{"/robots.txt", 200, "text/plain; charset=utf-8", "x"},
		{"/media/x.JPG", 200, "image/jpeg", "x"},
		{"/media/x.svg", 200, "image/svg+xml", "x"},
		{"/media/x.pdf", 200, "application/pdf", "x"},
		{"/media/x.docx", 200, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "x"},
		{"/_terang/reload.js", 200, "text/javascript; charset=utf-8", "EventSource"},
		{"/_terang/sheet.css", 200, "text/css; charset=utf-8", "#terang-sheet"},
	} {
		w := httptest.NewRecorder()
		p.pages().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", c.path, nil))
		if kind := w.Header().Get("Content-Type"); w.Code != c.status || kind != c.kind || !strings.Contains(w.Body.String(), c.body) {
			t.Errorf("%s: %d %s %q, want %d %s with %q", c.path, w.Code, kind, w.Body, c.status, c.kind, c.body)
		}
	}
}

// The preview sends each ending as the table of types has it.
func TestFilesAreSentAsTheirKind(t *testing.T) {
	files := stock{}
	for _, k := range media.Kinds() {
		for _, e := range k.Endings {
			files["media/a."+e] = []byte("x")
		}
	}
	p := &press{lang: "id", shelf: newShelf()}
	p.shelf.put(sold(files))
	for name := range files {
		w := httptest.NewRecorder()
		p.pages().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/"+name, nil))
		if got := w.Header().Get("Content-Type"); got != media.Of(name).Sent() {
			t.Errorf("%s is sent as %s", name, got)
		}
	}
}

func TestASiteWithoutItsOwn404HasOne(t *testing.T) {
	p := &press{lang: "en", shelf: newShelf()}
	p.shelf.put(sold(stock{"index.html": nil}))
	w := httptest.NewRecorder()
	p.pages().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), "GET", "/%3Cb%3E", nil))
	if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "/&lt;b&gt; is not on this site") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}

func TestASheetShowsTextAsText(t *testing.T) {
	html := string(sheet{lang: "en", title: "1 error", text: "a.md:1:1: error: <b> [x]\n    1 | <script>\n"}.html())
	for _, want := range []string{"1 error", "<strong>a.md:1:1: error: &lt;b&gt; [x]</strong>\n", "    1 | &lt;script&gt;\n", "The site cannot be built"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not in\n%s", want, html)
		}
	}
}

func TestWhatShowsTheSameIsNoNewEdition(t *testing.T) {
	s := newShelf()
	s.put(sold(stock{"index.html": []byte("a")}))
	first, next := s.look()
	s.put(sold(stock{"index.html": []byte("a")}))
	select {
	case <-next:
		t.Fatal("the same site was told as another")
	default:
	}
	s.put(broken(s.present(), sheet{title: "1 error"}))
	select {
	case <-next:
	default:
		t.Fatal("a broken save was not told")
	}
	if now, _ := s.look(); now.mark == first.mark || string(now.site.(stock)["index.html"]) != "a" {
		t.Errorf("after a broken save: mark %s, files %q", now.mark, now.site)
	}
	s.put(sold(stock{"index.html": []byte("a")}))
	if now, _ := s.look(); now.mark != first.mark || now.sheet != nil {
		t.Errorf("after mending: mark %s, want %s; sheet %q", now.mark, first.mark, now.sheet)
	}
}
