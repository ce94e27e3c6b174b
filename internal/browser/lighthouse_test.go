//go:build browser

package browser

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What Lighthouse's simulated phone must give, of 100, as the median of its runs, and what a good day gives.
const (
	lighthouseRuns = 5
	fastEnough     = 95
	fast           = 99
)

// audited is what lighthouse.mjs says of one page.
type audited struct {
	Address     string         `json:"address"`
	Scores      map[string]int `json:"scores"`
	Short       []string       `json:"short"` // what falls short in them
	Performance []int          `json:"performance"`
	Largest     int            `json:"largest"`  // ms until the largest part was painted, the slowest run
	Slowdown    float64        `json:"slowdown"` // times that this machine was slowed down to a phone
}

// Lighthouse over the pages that most readers see: nothing falls short in accessibility, best practices and SEO, and they are quick.
func TestLighthouse(t *testing.T) {
	shown := builtSite(t)
	var addresses []string
	origin := serveAsHost(t, shown)
	for _, shape := range []string{"home", "service", "puskesmas", "village"} {
		file := shown.shapes[shape]
		if file == "" {
			t.Fatalf("the site has no page of the kind %q", shape)
		}
		addresses = append(addresses, origin+file)
	}
	for _, page := range lighthouse(t, addresses) {
		file := strings.TrimPrefix(page.Address, origin)
		for _, category := range []string{"accessibility", "best-practices", "seo"} {
			if page.Scores[category] != 100 {
				t.Errorf("%s: %s %d of 100", file, category, page.Scores[category])
			}
		}
		for _, short := range page.Short {
			t.Errorf("%s: %s", file, short)
		}
		slices.Sort(page.Performance)
		median := page.Performance[len(page.Performance)/2]
		t.Logf("%s: performance %d of 100 (%v), largest paint within %d ms, the machine slowed down %.1f times", file, median, page.Performance, page.Largest, page.Slowdown)
		if median < fastEnough {
			t.Errorf("%s: performance %d of 100, at least %d, aim %d", file, median, fastEnough, fast)
		}
	}
}

func lighthouse(t *testing.T, addresses []string) []audited {
	t.Helper()
	chromium, err := findChromium()
	if err != nil {
		t.Fatal(err)
	}
	if chromium, err = exec.LookPath(chromium); err != nil {
		t.Fatal(err)
	}
	flags := "--headless=new --disable-gpu"
	if os.Getuid() == 0 || os.Getenv("TERANG_NO_SANDBOX") != "" {
		flags += " --no-sandbox"
	}
	command := exec.Command("node", append([]string{"lighthouse.mjs", strconv.Itoa(lighthouseRuns)}, addresses...)...)
	command.Env = append(os.Environ(), "CHROME_PATH="+chromium, "FLAGS="+flags)
	var out, complaint bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaint
	failed := command.Run()
	var pages []audited
	if err := json.Unmarshal(out.Bytes(), &pages); err != nil || failed != nil || len(pages) != len(addresses) {
		t.Fatalf("Lighthouse gave no report: %v, %v\n%s\ninstall it with: npm ci", failed, err, &complaint)
	}
	return pages
}

// serveAsHost serves a site as web hosts do: compressed, and without the delays of the other tests.
func serveAsHost(t *testing.T, shown *site) string {
	t.Helper()
	plain := http.StripPrefix(below, http.FileServerFS(shown.files))
	var origin string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, below)
		body, err := fs.ReadFile(shown.files, name)
		kind := map[string]string{".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript"}[path.Ext(name)]
		if err != nil || kind == "" {
			plain.ServeHTTP(w, r)
			return
		}
		if base := baseURL(shown.files); base != "" {
			body = bytes.ReplaceAll(body, []byte(base), []byte(origin))
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Encoding", "gzip")
		w.Header().Set("Cache-Control", "max-age=31536000")
		packed := gzip.NewWriter(w)
		_, _ = packed.Write(body) // whoever has gone away needs no page
		_ = packed.Close()
	}))
	t.Cleanup(server.Close)
	origin = server.URL + below
	return origin
}
