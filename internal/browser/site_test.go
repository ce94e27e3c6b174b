//go:build browser

package browser

import (
	"bytes"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// below is the path a test site is served under: a portal must work at any.
const below = "/portal/terang/"

// scriptDelay lets a page be painted before its scripts come, as on a slow line: what they move then is counted as a shift.
const scriptDelay = 120 * time.Millisecond

// site is a folder of built pages and the server that shows it.
type site struct {
	files  fs.FS
	origin string // http://127.0.0.1:port/portal/terang/
	shapes map[string]string
}

var (
	bodyKind   = regexp.MustCompile(`<body[^>]*\sdata-page="?([\w-]+)`)
	sitemapURL = regexp.MustCompile(`(?m)^Sitemap:\s*(\S+/)[^/\s]*$`)
)

// builtSite serves the portal under test.
func builtSite(t *testing.T) *site {
	t.Helper()
	dir := os.Getenv("TERANG_SITE")
	if dir == "" {
		dir = filepath.Join("..", "..", "public")
	}
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		t.Fatalf("no portal to look at: %v\nwrite it with: make site", err)
	}
	built := serve(t, os.DirFS(dir))
	if len(built.shapes) < 2 {
		t.Fatalf("%s names %d kinds of page in <body data-page>; a portal has more", dir, len(built.shapes))
	}
	return built
}

// serve shows the files below a path of a local server, as a host would that stands at the site's own base URL: absolute
// addresses of the site in its pages lead to this server.
func serve(t *testing.T, files fs.FS) *site {
	t.Helper()
	shown := &site{files: files, shapes: shapesOf(t, files)}
	mux := http.NewServeMux()
	plain := http.StripPrefix(below, http.FileServerFS(files))
	base := baseURL(files)
	mux.HandleFunc(below, func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, below)
		if strings.HasSuffix(name, "/404.html") {
			name = "404.html" // what a host answers at any depth
		}
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		if path.Ext(name) == ".js" {
			time.Sleep(scriptDelay)
		}
		html, err := fs.ReadFile(files, name)
		if err != nil || path.Ext(name) != ".html" {
			plain.ServeHTTP(w, r)
			return
		}
		if base != "" {
			html = bytes.ReplaceAll(html, []byte(base), []byte(shown.origin))
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write(html)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	shown.origin = server.URL + below
	return shown
}

// baseURL is the address the site was built for, read from its robots.txt; empty when it says none.
func baseURL(files fs.FS) string {
	robots, err := fs.ReadFile(files, "robots.txt")
	if err != nil {
		return ""
	}
	found := sitemapURL.FindSubmatch(robots)
	if found == nil {
		return ""
	}
	return string(found[1])
}

// address is where a file of the site is shown. The page for missing pages is shown at a depth, where relative links would fail.
func (s *site) address(file string) string {
	if file == "404.html" {
		return s.origin + "tidak/ada/404.html"
	}
	return s.origin + file
}

// shapesOf finds the kinds of page a site has, and for each the file that stands for it: the largest, and of equals the first.
func shapesOf(t *testing.T, files fs.FS) map[string]string {
	t.Helper()
	shapes := map[string]string{}
	sizes := map[string]int{}
	for file, html := range pages(t, files) {
		kind := bodyKind.FindSubmatch(html)
		if kind == nil {
			continue
		}
		if shape := string(kind[1]); len(html) > sizes[shape] {
			shapes[shape], sizes[shape] = file, len(html)
		}
	}
	return shapes
}

// pages walks all HTML files in the order of their names.
func pages(t *testing.T, files fs.FS) func(yield func(file string, html []byte) bool) {
	t.Helper()
	return func(yield func(string, []byte) bool) {
		err := fs.WalkDir(files, ".", func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(file) != ".html" {
				return err
			}
			html, err := fs.ReadFile(files, file)
			if err != nil {
				return err
			}
			if !yield(file, html) {
				return fs.SkipAll
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// names gives the shapes in a fixed order.
func (s *site) names() []string {
	return slices.Sorted(maps.Keys(s.shapes))
}
