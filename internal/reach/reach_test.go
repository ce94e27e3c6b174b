package reach

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"terang/internal/health"
	"terang/internal/source"
)

// web is a web of several hosts on the loopback, which keeps who came and how.
type web struct {
	*httptest.Server
	mu     sync.Mutex
	came   map[string][]string // by path: method and name of the guest
	inside int
	most   int
}

func newWeb(t *testing.T) *web {
	t.Helper()
	w := &web{came: map[string][]string{}}
	w.Server = httptest.NewServer(w)
	t.Cleanup(w.Close)
	return w
}

func (w *web) ServeHTTP(out http.ResponseWriter, in *http.Request) {
	w.mu.Lock()
	w.came[in.URL.Path] = append(w.came[in.URL.Path], in.Method+" "+in.UserAgent())
	n := len(w.came[in.URL.Path])
	w.inside++
	w.most = max(w.most, w.inside)
	w.mu.Unlock()
	time.Sleep(5 * time.Millisecond)
	defer func() { w.mu.Lock(); w.inside--; w.mu.Unlock() }()
	to := func(status int, address string) {
		out.Header().Set("Location", address)
		out.WriteHeader(status)
	}
	switch in.URL.Path {
	case "/ada", "/baru":
	case "/tanpa-head":
		if in.Method == http.MethodHead {
			out.WriteHeader(http.StatusMethodNotAllowed)
		}
	case "/hilang":
		out.WriteHeader(http.StatusNotFound)
	case "/dilarang":
		out.WriteHeader(http.StatusForbidden)
	case "/rusak":
		out.WriteHeader(http.StatusInternalServerError)
	case "/sibuk":
		if n < 3 {
			out.Header().Set("Retry-After", "0")
			out.WriteHeader(http.StatusServiceUnavailable)
		}
	case "/nanti":
		out.Header().Set("Retry-After", "3600")
		out.WriteHeader(http.StatusTooManyRequests)
	case "/pindah":
		to(http.StatusMovedPermanently, "/pindah-lagi")
	case "/pindah-lagi":
		to(http.StatusPermanentRedirect, "/baru")
	case "/sementara":
		to(http.StatusFound, "/pindah")
	case "/putar":
		to(http.StatusMovedPermanently, "/putar")
	case "/berkas":
		to(http.StatusFound, "file:///etc/passwd")
	case "/lambat":
		select {
		case <-in.Context().Done():
		case <-time.After(5 * time.Second):
		}
	}
}

func folder(t *testing.T) *os.Root {
	t.Helper()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// quickly asks on the loopback without the usual pauses.
func quickly() Options {
	return Options{Agent: "Terang test", Day: health.DateOf(2024, 10, 20), Private: true, Pause: time.Millisecond, Patience: Patience{Answer: 500 * time.Millisecond, Again: time.Second}}
}

func told(t *testing.T, root *os.Root, o Options, addresses ...string) []string {
	t.Helper()
	var links []source.Address
	for i, a := range addresses {
		links = append(links, source.Address{URL: a, Pos: source.Pos{File: "content/berita/a.md", Line: i + 1, Column: 3}})
	}
	ps, err := Ask(context.Background(), root, links, o)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, p := range ps {
		lines = append(lines, strings.TrimSpace(fmt.Sprintf("%d:%d %s %s%s%s", p.Pos.Line, p.Pos.Column, p.Code, p.Arg("status"), p.Arg("to"), p.Arg("reason"))))
	}
	return lines
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	w := newWeb(t)
	for path, want := range map[string]string{
		"/ada": "", "/ada#bagian": "", "/tanpa-head": "", "/sibuk": "",
		"/hilang": "1:3 link-gone 404", "/dilarang": "1:3 link-closed 403", "/rusak": "1:3 link-failing 500", "/nanti": "1:3 link-closed 429",
		"/pindah": "1:3 link-moved " + w.URL + "/baru", "/sementara": "", "/putar": "1:3 link-endless", "/berkas": "1:3 link-failing 302", "/lambat": "1:3 link-unreachable timeout",
	} {
		if got := strings.Join(told(t, folder(t), quickly(), w.URL+path), ", "); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	for path, want := range map[string][]string{
		"/tanpa-head": {"HEAD Terang test", "GET Terang test"}, "/ada": {"HEAD Terang test", "HEAD Terang test"},
		"/sibuk": {"HEAD Terang test", "HEAD Terang test", "HEAD Terang test"}, "/nanti": {"HEAD Terang test"},
	} {
		if !slices.Equal(w.came[path], want) {
			t.Errorf("%s was asked %q, want %q", path, w.came[path], want)
		}
	}
	shut := httptest.NewServer(w)
	shut.Close()
	if got := told(t, folder(t), quickly(), shut.URL, "https://nama-yang-tidak.invalid/"); len(got) != 2 || !strings.HasPrefix(got[0], "1:3 link-unreachable connect: connection refused") || !strings.HasPrefix(got[1], "2:3 link-unreachable") {
		t.Errorf("got %q", got)
	}
}

// Nobody within the network is asked: not by address, not by name, not by way of another page.
func TestAddressesWithinAreNotAsked(t *testing.T) {
	t.Parallel()
	w := newWeb(t)
	o := quickly()
	o.Private = false
	for _, address := range []string{w.URL + "/ada", strings.Replace(w.URL, "127.0.0.1", "localhost", 1) + "/ada", "http://[::1]:1/", "http://[::ffff:127.0.0.1]:1/", "http://10.0.0.1/", "http://169.254.169.254/latest/"} {
		if got := told(t, folder(t), o, address); len(got) != 1 || got[0] != "1:3 link-within" {
			t.Errorf("%s: %q", address, got)
		}
	}
	if len(w.came) > 0 {
		t.Errorf("somebody came: %v", w.came)
	}
	for text, want := range map[string]bool{
		"8.8.8.8": true, "2001:4860:4860::8888": true, "100.64.0.1": false, "192.168.1.1": false, "172.16.0.1": false, "0.0.0.0": false, "224.0.0.1": false,
		"fe80::1": false, "fd00::1": false, "::": false, "64:ff9b::7f00:1": false, "::ffff:10.0.0.1": false, "255.255.255.255": false, "2002:7f00:1::": false,
	} {
		if isOpen(netip.MustParseAddr(text)) != want {
			t.Errorf("%s: open is %t", text, !want)
		}
	}
}

// A host is asked for one page at a time, and for a page once, however many places name it.
func TestHostsAreAskedPolitely(t *testing.T) {
	t.Parallel()
	w := newWeb(t)
	var addresses []string
	for i := range 12 {
		addresses = append(addresses, w.URL+"/ada"+fmt.Sprint(i%6))
	}
	o := quickly()
	o.Pause = 20 * time.Millisecond
	begun := time.Now()
	if got := told(t, folder(t), o, addresses...); len(got) > 0 {
		t.Error(got)
	}
	if w.most != 1 || len(w.came) != 6 || len(w.came["/ada0"]) != 1 || time.Since(begun) < 5*o.Pause {
		t.Errorf("%d at once, %v, within %v", w.most, w.came, time.Since(begun))
	}
}

// What was well is asked again after a week, by the day of the run; what was not, each time.
func TestWhatWasWellIsKept(t *testing.T) {
	t.Parallel()
	w, root := newWeb(t), folder(t)
	for _, c := range []struct {
		day            int
		ada, pindah, h int // how often each was asked by then
	}{{20, 1, 1, 2}, {20, 1, 1, 4}, {26, 1, 1, 6}, {27, 2, 2, 8}, {21, 3, 3, 10}} {
		o := quickly()
		o.Day = health.DateOf(2024, 10, c.day)
		got := told(t, root, o, w.URL+"/ada", w.URL+"/pindah", w.URL+"/hilang")
		if want := []string{"2:3 link-moved " + w.URL + "/baru", "3:3 link-gone 404"}; !slices.Equal(got, want) {
			t.Errorf("on %d: %q", c.day, got)
		}
		if len(w.came["/ada"]) != c.ada || len(w.came["/pindah"]) != c.pindah || len(w.came["/hilang"]) != c.h {
			t.Errorf("on %d: %d, %d, %d, want %+v", c.day, len(w.came["/ada"]), len(w.came["/pindah"]), len(w.came["/hilang"]), c)
		}
	}
	text, err := root.ReadFile(knownFile)
	if err != nil || strings.Contains(string(text), "hilang") {
		t.Errorf("%v, %s", err, text)
	}
	if err := root.WriteFile(knownFile, []byte("{"), 0o644); err != nil || len(told(t, root, quickly(), w.URL+"/ada")) > 0 {
		t.Error("what cannot be read is in the way")
	}
}

// A run that is ended ends.
func TestAnEndedRun(t *testing.T) {
	t.Parallel()
	w := newWeb(t)
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Ask(ctx, folder(t), []source.Address{{URL: w.URL + "/ada"}}, quickly()); err == nil {
		t.Error("no error")
	}
}
