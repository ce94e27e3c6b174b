//go:build servers && linux

package servers

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"terang/internal/build"
	"terang/internal/health"
)

// portal is a built site as a server will show it: at base below root.
type portal struct {
	dir  string // its site.yaml
	root string
	base string
	url  string // base_url
	br   bool   // the server has Brotli files, and may send them
	zst  bool
}

// site is where the files of a portal lie.
func (p portal) site() string { return filepath.Join(p.root, filepath.FromSlash(p.base)) }

// The types that must be told, by ending.
var wantTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".csv": "text/csv; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".sha256": "text/plain; charset=utf-8", ".json": "application/json", ".jsonld": "application/ld+json", ".geojson": "application/geo+json",
	".webmanifest": "application/manifest+json", ".parquet": "application/vnd.apache.parquet", ".xml": "application/xml", ".svg": "image/svg+xml", ".png": "image/png",
	".jpg": "image/jpeg", ".webp": "image/webp", ".ics": "text/calendar; charset=utf-8", ".yaml": "application/yaml", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pdf": "application/pdf", ".md": "text/markdown; charset=utf-8",
}

// planted are files of kinds that a small portal does not have.
var planted = map[string]string{
	"data/a.geojson": `{"type":"FeatureCollection","features":[]}`, "app.webmanifest": "{}", "data/b.parquet": "PAR1", "data/c.jsonld": "{}", "data/d.csv": "kode,nama\n",
	"e.pdf": "%PDF", "f.xlsx": "PK", "g.ics": "BEGIN:VCALENDAR", "h.yaml": "openapi: 3", "i.webp": "RIFF", "j.jpg": "", "k.md": "# ",
}

// smallPortal builds a small site in two languages, with twins, and hands it to the servers.
func smallPortal(t *testing.T, url string) portal {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "build", "testdata", "small"))); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(dir, "site.yaml"), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteString("\nlanguages: [id, en]\ncompress: [gz, br, zst]\npictures: few\ncopies: true\n")
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	p := portal{dir: dir, root: grounds(t), url: url, base: "/"}
	if _, below, ok := strings.Cut(strings.TrimPrefix(url, "https://"), "/"); ok {
		p.base += below
	}
	_, ps, err := build.Site(t.Context(), build.Options{Dir: dir, Out: p.site(), BaseURL: url, AsOf: health.NoMonth, Date: health.DateOf(2024, 10, 20)})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, ps.Summary("en"))
	}
	for name, body := range planted {
		if err := os.WriteFile(filepath.Join(p.site(), name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	handOver(t, p.root)
	return p
}

// rules asks the program for the configuration of a server.
func (p portal) rules(t *testing.T, server string) string {
	t.Helper()
	text, ps, err := build.ServerRules(server, build.Options{Dir: p.dir, BaseURL: p.url})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, ps)
	}
	return string(text)
}

// replaced puts one text in the place of another that must be there once.
func replaced(t *testing.T, in, old, new string) string {
	t.Helper()
	if n := strings.Count(in, old); n != 1 {
		t.Fatalf("%q stands %d times in\n%s", old, n, in)
	}
	return strings.Replace(in, old, new, 1)
}

func nginxServes(t *testing.T, p portal, withBrotli bool) string {
	dir, port := grounds(t), freePort(t)
	server := replaced(t, p.rules(t, build.Nginx), "listen 80;", fmt.Sprintf("listen 127.0.0.1:%d;", port))
	server = replaced(t, server, "root /var/www/terang;", "root "+p.root+";")
	load := ""
	if withBrotli {
		server = replaced(t, server, "# brotli_static on;", "brotli_static on;")
		load = "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\n"
	}
	// The types of the system stand before those of the site, as they do in Debian's nginx.conf.
	conf := load + `daemon off; master_process off; pid nginx.pid; error_log stderr;
events {}
http {
	include /etc/nginx/mime.types;
	access_log off;
	client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
` + server + "}\n"
	writeFile(t, filepath.Join(dir, "nginx.conf"), conf)
	start(t, dir, exec.Command(installed(t, "nginx"), "-e", "stderr", "-p", dir, "-c", "nginx.conf"), listens(port))
	return fmt.Sprint("http://127.0.0.1:", port)
}

func caddyServes(t *testing.T, p portal) string {
	dir, port := grounds(t), freePort(t)
	text := replaced(t, p.rules(t, build.Caddy), "\ndinkes.example.go.id {", fmt.Sprintf("\n{\n\tadmin off\n\tauto_https off\n}\nhttp://127.0.0.1:%d {", port))
	text = replaced(t, text, "root * /var/www/terang", "root * "+p.root)
	writeFile(t, filepath.Join(dir, "Caddyfile"), text)
	start(t, dir, exec.Command(installed(t, "caddy"), "run", "--adapter", "caddyfile", "--config", "Caddyfile"), listens(port))
	return fmt.Sprint("http://127.0.0.1:", port)
}

// apacheServes shows the site as a host does that says some headers of its own, and takes little in .htaccess.
func apacheServes(t *testing.T, p portal, modules ...string) string {
	dir, port := grounds(t), freePort(t)
	var conf strings.Builder
	fmt.Fprintf(&conf, "ServerRoot %s\nServerName localhost\nPidFile apache.pid\nDefaultRuntimeDir %s\nMutex file:%s default\nErrorLog |/bin/cat\nListen 127.0.0.1:%d\n", dir, dir, dir, port)
	for _, m := range append([]string{"mpm_event", "authz_core", "dir"}, modules...) {
		fmt.Fprintf(&conf, "LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n", m, m)
	}
	fmt.Fprintf(&conf, `DocumentRoot %[1]s
<Directory %[1]s>
	AllowOverride FileInfo
	Options FollowSymLinks
	Require all granted
</Directory>
<FilesMatch "^\.ht">
	Require all denied
</FilesMatch>
<IfModule mod_mime.c>
TypesConfig /etc/mime.types
AddType application/x-gzip .gz .tgz
AddLanguage br .br
</IfModule>
<IfModule mod_headers.c>
Header set X-Content-Type-Options "nosniff"
Header set X-Frame-Options "SAMEORIGIN"
Header set Cache-Control "max-age=600"
</IfModule>
`, p.root)
	writeFile(t, filepath.Join(dir, "apache.conf"), conf.String())
	start(t, dir, exec.Command(installed(t, "apache2"), "-DFOREGROUND", "-f", filepath.Join(dir, "apache.conf")), listens(port))
	return fmt.Sprint("http://127.0.0.1:", port)
}

// usualModules are what hosts load; the rest is asked for and not there.
var usualModules = []string{"mime", "headers", "setenvif", "rewrite", "filter", "deflate"}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// answer is what a server gave, with its body as it went over the line.
type answer struct {
	status int
	header http.Header
	body   []byte
}

var client = &http.Client{
	Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 4},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func ask(t *testing.T, address, accept string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if accept != "" {
		r.Header.Set("Accept-Encoding", accept)
	}
	got, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil {
		t.Fatalf("%s: %v", address, err)
	}
	return answer{got.StatusCode, got.Header, body}
}

// plain undoes the coding that an answer names.
func (a answer) plain() ([]byte, error) {
	var from io.Reader = bytes.NewReader(a.body)
	var err error
	switch coding := a.header.Get("Content-Encoding"); coding {
	case "":
		return a.body, nil
	case "gzip":
		from, err = gzip.NewReader(from)
	case "br":
		from = brotli.NewReader(from)
	case "zstd":
		var d *zstd.Decoder
		if d, err = zstd.NewReader(from); err == nil {
			defer d.Close()
			from = d
		}
	default:
		err = fmt.Errorf("coding %q", coding)
	}
	if err != nil {
		return nil, err
	}
	return io.ReadAll(from)
}

var metaPolicy = regexp.MustCompile(`<meta http-equiv="?Content-Security-Policy"? content="([^"]*)"`)

// tells demands of an answer exactly the headers that belong to an address below the root; kind is the ending of what is sent.
func (p portal) tells(t *testing.T, a answer, address, kind string) {
	t.Helper()
	below := strings.TrimPrefix(address, p.base)
	framed := strings.HasPrefix(below, "sematan/") || strings.HasPrefix(below, "en/sematan/")
	want := map[string]string{
		"X-Content-Type-Options":      "nosniff",
		"Referrer-Policy":             "strict-origin-when-cross-origin",
		"Permissions-Policy":          "camera=(), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()",
		"Access-Control-Allow-Origin": "*",
		"Strict-Transport-Security":   "max-age=31536000",
		"Content-Security-Policy":     "frame-ancestors 'none'",
		"X-Frame-Options":             "DENY",
		"Cache-Control":               "public, max-age=0, must-revalidate",
		"Content-Type":                wantTypes[kind],
	}
	if p.base != "/" {
		delete(want, "Strict-Transport-Security")
	}
	if framed && a.status == http.StatusOK {
		want["Content-Security-Policy"] = "frame-ancestors *"
		delete(want, "X-Frame-Options")
	}
	kept := strings.HasPrefix(below, "data/edisi/") && strings.Count(below, "/") == 3
	if (kept || strings.HasPrefix(below, "assets/")) && a.status == http.StatusOK {
		want["Cache-Control"] = "public, max-age=31536000, immutable"
	}
	for _, name := range []string{
		"X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Access-Control-Allow-Origin", "Strict-Transport-Security",
		"Content-Security-Policy", "X-Frame-Options", "Cache-Control", "Content-Type",
	} {
		var values []string
		if v, ok := want[name]; ok {
			values = []string{v}
		}
		if got := a.header.Values(name); !slices.Equal(got, values) {
			t.Errorf("%s: %s is %q, want %q", address, name, got, values)
		}
	}
	for _, name := range []string{"Content-Language", "Expires", "TCN"} {
		if got := a.header.Get(name); got != "" {
			t.Errorf("%s: %s is %q, and is nowhere asked for", address, name, got)
		}
	}
}

// everyFile asks for every file, or each so-manieth, by its name, and for folders also by theirs, and holds each answer
// against the file.
func (p portal) everyFile(t *testing.T, origin, accept string, each int) {
	t.Helper()
	files, n := os.DirFS(p.site()), 0
	err := fs.WalkDir(files, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || isTwin(files, name) || name == ".htaccess" || name == "_headers" || name == ".gitignore" {
			return err
		}
		if n++; n%each != 0 {
			return nil
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		addresses := []string{name}
		if path.Base(name) == "index.html" {
			addresses = append(addresses, strings.TrimSuffix(name, "index.html"))
		}
		for _, at := range addresses {
			p.gives(t, origin, p.base+at, accept, body, path.Ext(name), exists(files, name+".gz"))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func exists(files fs.FS, name string) bool {
	_, err := fs.Stat(files, name)
	return err == nil
}

func isTwin(files fs.FS, name string) bool {
	ext := path.Ext(name)
	return (ext == ".gz" || ext == ".br" || ext == ".zst") && exists(files, strings.TrimSuffix(name, ext))
}

// gives demands that an address gives a file, in the best coding that both sides know.
func (p portal) gives(t *testing.T, origin, address, accept string, body []byte, kind string, twinned bool) {
	t.Helper()
	a := ask(t, origin+address, accept)
	if a.status != http.StatusOK {
		t.Errorf("%s: status %d", address, a.status)
		return
	}
	got, err := a.plain()
	if err != nil || !bytes.Equal(got, body) {
		t.Errorf("%s for %q: %d bytes that are not the file's %d: %v", address, accept, len(got), len(body), err)
	}
	p.tells(t, a, address, kind)
	if kind == ".html" {
		if meta := metaPolicy.FindSubmatch(body); meta == nil || bytes.Contains(meta[1], []byte("frame-ancestors")) {
			t.Errorf("%s: the page's own policy is %q", address, meta)
		}
	}
	if !twinned {
		return
	}
	want := ""
	switch {
	case p.br && strings.Contains(accept, "br"):
		want = "br"
	case p.zst && strings.Contains(accept, "zstd"):
		want = "zstd"
	case strings.Contains(accept, "gzip"):
		want = "gzip"
	}
	if coding := a.header.Get("Content-Encoding"); coding != want {
		t.Errorf("%s for %q: coding %q, want %q", address, accept, coding, want)
	}
	if want != "" {
		ending := map[string]string{"br": ".br", "zstd": ".zst", "gzip": ".gz"}[want]
		name := strings.TrimPrefix(address, p.base)
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		twin, err := os.ReadFile(filepath.Join(p.site(), name+ending))
		if err != nil || !bytes.Equal(twin, a.body) {
			t.Errorf("%s for %q: what is sent is not the file that was made small: %v", address, accept, err)
		}
		if !strings.Contains(strings.Join(a.header.Values("Vary"), ","), "Accept-Encoding") {
			t.Errorf("%s for %q: Vary is %q", address, accept, a.header.Values("Vary"))
		}
	}
}

// odd asks for what is missing, for folders without their slash, and by odd ways for what is there.
func (p portal) odd(t *testing.T, origin string) {
	t.Helper()
	missing, err := os.ReadFile(filepath.Join(p.site(), "404.html"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"tidak/ada", "tidak-ada.html", "data/x.geojson", "assets/portal-00000000.css", "sematan/tidak.html", "en/sematan/x", "_headers", ".htaccess", "berita/index.html/x", "data/unduhan/", "assets/"} {
		a := ask(t, origin+p.base+name, "")
		if name == ".htaccess" && a.status == http.StatusForbidden { // Apache keeps it for itself
			continue
		}
		if name == "_headers" && a.status == http.StatusOK { // it is no secret
			continue
		}
		if a.status != http.StatusNotFound || !bytes.Equal(a.body, missing) {
			t.Errorf("%s: status %d and %d bytes, want 404 and the page of missing pages", name, a.status, len(a.body))
		}
		p.tells(t, a, p.base+name, ".html")
	}
	a := ask(t, origin+p.base+"berita", "")
	if to := a.header.Get("Location"); a.status/100 != 3 || strings.TrimPrefix(to, origin) != p.base+"berita/" && to != "berita/" {
		t.Errorf("berita without its slash: status %d to %q", a.status, to)
	}
	home, err := os.ReadFile(filepath.Join(p.site(), "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	// Nobody gets a page of the portal into a frame by writing its address in another way.
	for _, name := range []string{"sematan/../index.html", "sematan/%2e%2e/index.html", "%69ndex.html", "index.html?sematan/", "index.html?/sematan/a"} {
		a := ask(t, origin+p.base+name, "")
		if a.status == http.StatusOK && bytes.Equal(a.body, home) && a.header.Get("Content-Security-Policy") != "frame-ancestors 'none'" {
			t.Errorf("%s: the home page may be framed", name)
		}
	}
}

// whole is every demand: of all files by a browser of today and by one that takes nothing, of some by those between.
func (p portal) whole(t *testing.T, origin string) {
	t.Helper()
	for _, accept := range []string{"", "gzip, deflate, br, zstd"} {
		p.everyFile(t, origin, accept, 1)
	}
	for _, accept := range []string{"gzip", "gzip, deflate, br", "identity"} {
		p.everyFile(t, origin, accept, 10)
	}
	p.odd(t, origin)
}

func TestHeadersOfASmallPortal(t *testing.T) {
	p := smallPortal(t, "https://dinkes.example.go.id/kesehatan/")
	t.Run("nginx", func(t *testing.T) { p.whole(t, nginxServes(t, p, false)) })
	t.Run("nginx with Brotli", func(t *testing.T) {
		p := p
		p.br = true
		p.whole(t, nginxServes(t, p, true))
	})
	p.br, p.zst = true, true
	t.Run("Caddy", func(t *testing.T) { p.whole(t, caddyServes(t, p)) })
	t.Run("Apache", func(t *testing.T) { p.whole(t, apacheServes(t, p, usualModules...)) })
	t.Run("Apache without modules", func(t *testing.T) {
		if a := ask(t, apacheServes(t, p)+p.base+"index.html", ""); a.status != http.StatusOK {
			t.Errorf("status %d", a.status)
		}
	})
}

// The sample, as anybody has it: at the top of a host, and without twins.
func TestHeadersOfTheSample(t *testing.T) {
	p := portal{dir: filepath.Join("..", ".."), root: builtSite(t), base: "/", url: "https://dinkes.example.go.id/"}
	t.Run("nginx", func(t *testing.T) { p.atTheTop(t, nginxServes(t, p, false)) })
	t.Run("Caddy", func(t *testing.T) { p.atTheTop(t, caddyServes(t, p)) })
	t.Run("Apache", func(t *testing.T) { p.atTheTop(t, apacheServes(t, p, usualModules...)) })
}

func (p portal) atTheTop(t *testing.T, origin string) {
	t.Helper()
	p.everyFile(t, origin, "", 1)
	p.odd(t, origin)
}
