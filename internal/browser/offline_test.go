//go:build browser

package browser

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/rogpeppe/go-internal/txtar"

	"terang/internal/build"
	"terang/internal/health"
)

// smallSite builds the small site of the command's tests with further settings.
func smallSite(t *testing.T, settings string, more ...txtar.File) map[string][]byte {
	t.Helper()
	archive, err := txtar.ParseFile("../../cmd/terang/testdata/small.txtar")
	if err != nil {
		t.Fatal(err)
	}
	archive.Files = append(archive.Files, more...)
	dir := t.TempDir()
	if err := txtar.Write(archive, dir); err != nil {
		t.Fatal(err)
	}
	config := filepath.Join(dir, "site.yaml")
	text, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(config, append(text, settings...), 0o600); err != nil {
		t.Fatal(err)
	}
	files, ps, err := build.Memory(t.Context(), build.Options{Dir: dir, Date: health.DateOf(2024, 3, 20)})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, ps)
	}
	return files
}

// host serves one edition of a site after the other, below a path, and can go away.
type host struct {
	*httptest.Server
	files atomic.Pointer[map[string][]byte]
}

func newHost(t *testing.T, files map[string][]byte) *host {
	h := &host{}
	h.files.Store(&files)
	h.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := strings.TrimPrefix(r.URL.Path, below)
		body, ok := (*h.files.Load())[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		kind := map[string]string{".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
		w.Header().Set("Content-Type", kind[filepath.Ext(name)])
		w.Header().Set("Cache-Control", "no-store") // what is shown without the server can only come from the worker
		_, _ = w.Write(body)
	}))
	t.Cleanup(h.Close)
	return h
}

func (h *host) at(file string) string { return h.URL + below + file }

// ask evaluates what gives a promise of a text.
func ask(t *testing.T, tab context.Context, script string) string {
	t.Helper()
	got, err := chromedp.Run(tab, chromedp.Evaluate[string](`(async () => {
		const until = async test => { for (let i = 0; i < 400 && !(await test()); i++) await new Promise(done => setTimeout(done, 25)); };
		`+script+` })()`, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func goTo(t *testing.T, tab context.Context, address string) {
	t.Helper()
	if err := chromedp.Do(tab, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
}

const (
	keptAll = `await until(() => document.documentElement.dataset.kept);`
	shows   = `return document.querySelector('h1').textContent + '|' + getComputedStyle(document.body).marginTop + '|' + (document.querySelector('.offline') ? 'note' : '');`
)

// A page that was opened, and all pages of an area that was chosen, are there without a server; others say why not.
// A new edition takes the place of the old one, and what is gone from it is forgotten.
func TestOffline(t *testing.T) {
	files := smallSite(t, "offline: true\npictures: none\n")
	h := newHost(t, files)
	tab := openTab(t)
	goTo(t, tab, h.at("puskesmas/utara/lokmin.html"))
	ask(t, tab, keptAll+`return 'x'`)
	goTo(t, tab, h.at("wilayah/utara/index.html"))
	if said := ask(t, tab, keptAll+`
		const button = document.querySelector('footer .actions button:last-of-type');
		button.click();
		await until(() => /Tersimpan/.test(button.textContent));
		return button.textContent;`); said != "Tersimpan: 3 halaman" {
		t.Fatalf("the button says %q", said)
	}

	// The next edition: a page is gone, and another has changed.
	next := map[string][]byte{}
	for name, body := range files {
		next[name] = body
	}
	delete(next, "puskesmas/utara/lokmin.html")
	jernih := "wilayah/utara/air-jernih.html"
	next[jernih] = []byte(strings.Replace(string(files[jernih]), "<h1>", "<h1>Edisi kedua: ", 1))
	next["sw.js"] = []byte(strings.Replace(string(files["sw.js"]), "const VERSION = '", "const VERSION = 'x", 1))
	h.files.Store(&next)
	goTo(t, tab, h.at("index.html"))
	if left := ask(t, tab, keptAll+`
		let names = [];
		await until(async () => { names = await caches.keys(); return names.length === 2 && names.every(name => /:x[0-9a-f]+$/.test(name)); });
		return names.join(' ') + ((await Promise.all(names.map(async name => (await caches.open(name)).keys()))).flat().some(r => /lokmin/.test(r.url)) ? ' lokmin' : '');
	`); strings.Count(left, "terang:/portal/terang/:") != 2 || strings.Contains(left, "lokmin") {
		t.Fatalf("after the next edition there are %s", left)
	}

	h.CloseClientConnections()
	h.Close()
	for file, want := range map[string]string{
		"wilayah/utara/index.html":          "Kecamatan Utara|0px|",
		"wilayah/utara/":                    "Kecamatan Utara|0px|",
		"wilayah/utara/index.html?a=b#peta": "Kecamatan Utara|0px|",
		jernih:                              "Edisi kedua: Desa Air Jernih|0px|",
		"index.html":                        "Portal Kesehatan Kabupaten Uji|0px|",
		"puskesmas/utara/lokmin.html":       "Tanpa sambungan|",
		"wilayah/selatan/index.html":        "Tanpa sambungan|",
	} {
		goTo(t, tab, h.at(file))
		if got := ask(t, tab, shows); !strings.HasPrefix(got, want) {
			t.Errorf("%s shows %q, want %q", file, got, want)
		}
	}
}

// Without the setting nothing is registered, and nothing that could be is there; "false" ends what was.
func TestOfflineIsAsked(t *testing.T) {
	files := smallSite(t, "pictures: none\n")
	if _, ok := files["sw.js"]; ok || strings.Contains(string(files["index.html"]), "luring") {
		t.Error("a site that did not ask for it keeps pages")
	}
	h := newHost(t, smallSite(t, "offline: true\npictures: none\n"))
	tab := openTab(t)
	goTo(t, tab, h.at("index.html"))
	ask(t, tab, keptAll+`return ''`)
	ended := smallSite(t, "offline: false\npictures: none\n")
	h.files.Store(&ended)
	goTo(t, tab, h.at("cari.html"))
	if left := ask(t, tab, `
		await until(async () => (await caches.keys()).length === 0 && (await navigator.serviceWorker.getRegistrations()).length === 0);
		return (await caches.keys()).length + ' ' + (await navigator.serviceWorker.getRegistrations()).length;
	`); left != "0 0" {
		t.Errorf("caches and workers left: %s", left)
	}
}
