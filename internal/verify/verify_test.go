package verify

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
)

func site(more ...string) fstest.MapFS {
	files := fstest.MapFS{
		"build.json":       {Data: []byte(`{"version":"v1","date":"2024-10-20","as_of":"2024-09","base_url":"https://a.example.go.id/","drafts":true,"lists":[{"path":"build.sha256"}]}`)},
		"build.sha256":     {Data: []byte(strings.Repeat("0", 64) + "  index.html\n" + strings.Repeat("0", 64) + "  a b/é.html\n")},
		"index.html":       {Data: []byte("home")},
		"a b/é.html":       {Data: []byte("page")},
		"a-b.html":         {Data: []byte("beside")},
		"_headers":         {Data: []byte("/*\n")},
		"data/.htaccess":   {Data: []byte("x")},
		"data/berkas.json": {Data: []byte("{}")},
	}
	for i := 0; i < len(more); i += 2 {
		files[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	return files
}

func compared(t *testing.T, made fs.FS, of Published) string {
	t.Helper()
	r, err := Compare(context.Background(), made, of, 3, func(int, int) {})
	if err != nil {
		t.Fatal(err)
	}
	if _, address := of.(address); r.Outside != address {
		t.Errorf("outside %v", r.Outside)
	}
	return fmt.Sprintf("same %d, unserved %d, different %v, missing %v, extra %v", r.Same, r.Unserved, r.Different, r.Missing, r.Extra)
}

func TestAFolderIsHeldAgainstWhatWasMade(t *testing.T) {
	if got := compared(t, site(), Folder(site(".gitignore", "*", ".git/HEAD", "ref: refs/heads/gh-pages", ".terang-publish", "what the command that publishes leaves"))); got != "same 8, unserved 0, different [], missing [], extra []" {
		t.Error(got)
	}
	there := site("index.html", "hom3", "palsu.html", "x")
	delete(there, "a-b.html")
	if got := compared(t, site(), Folder(there)); got != "same 6, unserved 0, different [index.html], missing [a-b.html], extra [palsu.html]" {
		t.Error(got)
	}
}

// An address is asked for each file; it shows nothing of what is for the server alone, and
// what it has besides is known by its own lists.
func TestAnAddressIsHeldAgainstWhatWasMade(t *testing.T) {
	there := site("build.sha256", strings.Repeat("0", 64)+"  index.html\n"+strings.Repeat("0", 64)+"  palsu.html\n", "a-b.html", "other")
	delete(there, "data/berkas.json")
	busy := atomic.Int64{}
	files := http.FileServerFS(there)
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.Path
		switch {
		case !strings.HasPrefix(path, "/portal/"):
			t.Errorf("asked for %s", path)
		case strings.HasSuffix(path, "build.json") && busy.Add(1) == 1:
			http.Error(w, "busy", http.StatusServiceUnavailable)
			return
		case path == "/portal/index.html": // as hosts with clean addresses do
			http.Redirect(w, r, "/portal/", http.StatusMovedPermanently)
			return
		}
		http.StripPrefix("/portal", files).ServeHTTP(w, r)
	}))
	defer host.Close()
	base, err := url.Parse(host.URL + "/portal")
	if err != nil {
		t.Fatal(err)
	}
	of := Address(base, 0)
	note, err := ReadNote(context.Background(), of)
	if err != nil || note.Date != "2024-10-20" || note.AsOf != "2024-09" || note.Version != "v1" || note.BaseURL != "https://a.example.go.id/" || !note.Drafts || busy.Load() != 2 {
		t.Fatal(note, err, busy.Load())
	}
	want := "same 3, unserved 2, different [a-b.html build.sha256], missing [data/berkas.json], extra [palsu.html]"
	if got := compared(t, site(), of); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestWhoLeadsElsewhereIsNotFollowed(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("another host was asked") }))
	defer other.Close()
	host := httptest.NewServer(http.RedirectHandler(other.URL, http.StatusFound))
	defer host.Close()
	base, _ := url.Parse(host.URL)
	if _, err := ReadNote(context.Background(), Address(base, 0)); err == nil || !strings.Contains(err.Error(), "build.json: 302") {
		t.Error(err)
	}
}

func TestWhatIsNoPortalIsTold(t *testing.T) {
	if _, err := ReadNote(context.Background(), Folder(fstest.MapFS{})); err == nil {
		t.Error("an empty folder is a portal")
	}
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "x", http.StatusBadGateway) }))
	defer host.Close()
	base, _ := url.Parse(host.URL)
	if _, err := Compare(context.Background(), site(), Address(base, 0), 2, func(int, int) {}); err == nil || !strings.Contains(err.Error(), "502") {
		t.Error(err)
	}
}
