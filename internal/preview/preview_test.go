package preview

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"terang/internal/build"
	"terang/internal/health"
)

// long is how long anything may take before a test gives up on it.
const long = 30 * time.Second

// book is a log that may be read while it is written.
type book struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

// shown is a preview that runs, with a browser's view of it.
type shown struct {
	*testing.T
	dir, base string
	log       *book
	stop      context.CancelFunc
	ended     chan error
	marks     chan string
	mark      string
}

// show starts the preview of the small site, after change has had it in hand.
func show(t *testing.T, change func(*shown)) *shown {
	t.Helper()
	small, err := txtar.ParseFile("../../cmd/terang/testdata/small.txtar")
	if err != nil {
		t.Fatal(err)
	}
	s := &shown{T: t, dir: t.TempDir(), log: &book{}, ended: make(chan error, 1), marks: make(chan string, 100)}
	if err := txtar.Write(small, s.dir); err != nil {
		t.Fatal(err)
	}
	if change != nil {
		change(s)
	}
	ctx, stop := context.WithCancel(t.Context())
	s.stop = stop
	o := build.Options{Dir: s.dir, AsOf: health.NoMonth, Date: health.DateOf(2024, 10, 8), Drafts: true}
	go func() { s.ended <- Serve(ctx, o, "127.0.0.1:0", "en", s.log) }()
	t.Cleanup(func() {
		stop()
		if t.Failed() {
			t.Logf("log:\n%s", s.log)
		}
	})
	s.until("the preview says where it is", func() bool {
		if at := regexp.MustCompile(`http://\S+/`).FindString(s.log.String()); at != "" {
			s.base = strings.TrimSuffix(at, "/")
		}
		return s.base != ""
	})
	s.listen()
	return s
}

func (s *shown) until(what string, done func() bool) {
	s.Helper()
	for range int(long / (5 * time.Millisecond)) {
		if done() {
			return
		}
		select {
		case err := <-s.ended:
			s.Fatalf("the preview ended before %s: %v", what, err)
		case <-time.After(5 * time.Millisecond):
		}
	}
	s.Fatalf("never: %s", what)
}

func (s *shown) open(path string) *http.Response {
	s.Helper()
	r, err := http.NewRequestWithContext(s.Context(), http.MethodGet, s.base+path, nil)
	if err != nil {
		s.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		s.Fatal(err)
	}
	return answer
}

func (s *shown) get(path string) (status int, body string) {
	s.Helper()
	answer := s.open(path)
	defer answer.Body.Close() //nolint:errcheck // read only
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		s.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// listen hears the events as the script in a page does.
func (s *shown) listen() {
	answer := s.open("/_terang/events")
	if kind := answer.Header.Get("Content-Type"); kind != "text/event-stream" {
		s.Fatalf("events are %s", kind)
	}
	go func() {
		defer close(s.marks)
		defer answer.Body.Close() //nolint:errcheck // read only
		for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
			if mark, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				s.marks <- mark
			}
		}
	}()
	s.mark = <-s.marks
}

// reload waits until the page is told to load again.
func (s *shown) reload() {
	s.Helper()
	select {
	case mark, ok := <-s.marks:
		if !ok {
			s.Fatal("the events ended")
		}
		if mark == s.mark {
			s.Fatalf("told to load edition %s again", mark)
		}
		s.mark = mark
	case <-time.After(long):
		s.Fatal("the page was not told to load again")
	}
}

func (s *shown) write(name, text string) {
	s.Helper()
	at := filepath.Join(s.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		s.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
		s.Fatal(err)
	}
}

func (s *shown) read(name string) string {
	s.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name)))
	if err != nil {
		s.Fatal(err)
	}
	return string(text)
}

// replace saves a file with one text for another.
func (s *shown) replace(name, old, now string) {
	s.Helper()
	text := s.read(name)
	if !strings.Contains(text, old) {
		s.Fatalf("%s does not hold %q", name, old)
	}
	s.write(name, strings.Replace(text, old, now, 1))
}

// shows checks that a page has a text, and does not have another.
func (s *shown) shows(path, want, without string) {
	s.Helper()
	status, body := s.get(path)
	if status != http.StatusOK || !strings.Contains(body, want) || without != "" && strings.Contains(body, without) {
		s.Errorf("%s: status %d, want it to hold %q and not %q:\n%s", path, status, want, without, body)
	}
}

func TestEverySaveReachesThePage(t *testing.T) {
	s := show(t, nil)
	const csv, post = "/data/unduhan/capaian.csv", "content/berita/posyandu.md"
	s.shows("/", `data-edition="`+s.mark+`"`, "")
	s.shows(csv, "99.01.01.2001,Air Jernih,bumil,21,114", "")

	s.replace(post, "judul: Posyandu Melati buka kembali", "judul: Posyandu Melati ramai")
	s.reload()
	s.shows("/", "Posyandu Melati ramai", "buka kembali</")
	s.shows("/", `data-edition="`+s.mark+`"`, "")

	s.replace("data/observations/2024.csv", "2024-02,bumil,99.01.01.2001,12,", "2024-02,bumil,99.01.01.2001,14,")
	s.reload()
	s.shows(csv, "99.01.01.2001,Air Jernih,bumil,23,114", "")

	s.replace("site.yaml", "title: Portal Kesehatan Kabupaten Uji", "title: Sehat di Uji")
	s.reload()
	s.shows("/", "Sehat di Uji", "Portal Kesehatan Kabupaten Uji")

	// A theme of the site's own, in folders that were not there before.
	s.write("themes/default/assets/css/portal.css", "body{color:#123456}")
	s.reload()
	_, home := s.get("/")
	style := regexp.MustCompile(`assets/portal-[^"]+\.css`).FindString(home)
	s.shows("/"+style, "#123456", "")

	s.write("themes/default/i18n/id.yaml", "site.missing.home: Pulang ke muka\n")
	s.reload()
	s.shows("/404.html", "Pulang ke muka", "Ke beranda")

	// A new post in a new folder beside the others.
	s.write("content/kegiatan/kunjungan.md", "---\njudul: Kunjungan ke pulau\ntanggal: 2024-05-02\njenis: rakor\n---\n\nKami berangkat.\n")
	s.reload()
	s.shows("/kegiatan/", "Kunjungan ke pulau", "")
	if err := os.Remove(filepath.Join(s.dir, filepath.FromSlash(post))); err != nil {
		t.Fatal(err)
	}
	s.reload()
	s.shows("/", "Sehat di Uji", "Posyandu Melati ramai")

	for _, written := range []string{"public", ".terang"} {
		if _, err := os.Stat(filepath.Join(s.dir, written)); err == nil {
			t.Errorf("the preview wrote %s", written)
		}
	}
}

func TestASaveByRenameIsSeen(t *testing.T) {
	s := show(t, nil)
	for _, title := range []string{"Sekali", "Dua kali", "Tiga kali"} {
		text := regexp.MustCompile(`(?m)^title: .*$`).ReplaceAllString(s.read("site.yaml"), "title: Portal "+title)
		s.write(".site.yaml.new", text)
		if err := os.Rename(filepath.Join(s.dir, ".site.yaml.new"), filepath.Join(s.dir, "site.yaml")); err != nil {
			t.Fatal(err)
		}
		s.reload()
		s.shows("/", "Portal "+title, "")
	}
}

func TestABrokenSaveKeepsTheSite(t *testing.T) {
	s := show(t, nil)
	before := s.mark
	const file, sound, faulty = "data/observations/2024.csv", "2024-02,bumil,99.01.01.2001,12,", "2024-02,bumil,99.01.01.2009,12,"
	s.replace(file, sound, faulty)
	s.reload()
	for _, want := range []string{
		`<div id="terang-sheet"`, "1 error, 0 warnings", "data/observations/2024.csv:6:15: error:", "[unknown-area]",
		"    6 | 2024-02,bumil,99.01.01.2009,12,114", "did you mean &#34;99.01.01.2001&#34;?", "Posyandu Melati buka kembali",
	} {
		s.shows("/", want, "")
	}
	s.shows("/data/unduhan/capaian.csv", "99.01.01.2001,Air Jernih,bumil,21,114", "")
	if status, body := s.get("/tidak-ada"); status != http.StatusNotFound || !strings.Contains(body, "[unknown-area]") {
		t.Errorf("a page that is not there: %d, without the problem:\n%s", status, body)
	}
	if said := s.log.String(); !strings.Contains(said, "[unknown-area]") {
		t.Errorf("the log does not tell the problem:\n%s", said)
	}

	s.replace(file, faulty, sound)
	s.reload()
	s.shows("/", "Posyandu Melati buka kembali", "terang-sheet")
	if s.mark != before {
		t.Errorf("mended to edition %s, was %s", s.mark, before)
	}
}

func TestASiteThatIsBrokenFromTheStart(t *testing.T) {
	s := show(t, func(s *shown) { s.replace("site.yaml", "title:", "titel:") })
	status, body := s.get("/berita/")
	if status != http.StatusServiceUnavailable || !strings.Contains(body, "site.yaml:1:1: error:") || !strings.Contains(body, "/_terang/reload.js") {
		t.Fatalf("%d %s", status, body)
	}
	s.replace("site.yaml", "titel:", "title:")
	s.reload()
	s.shows("/", "Posyandu Melati buka kembali", "terang-sheet")
}

func TestAMissingPageIsTheSites404(t *testing.T) {
	s := show(t, nil)
	status, body := s.get("/tidak/ada.html")
	if status != http.StatusNotFound || !strings.Contains(body, s.base+"/") {
		t.Errorf("%d, want 404 with links from %s/:\n%s", status, s.base, body)
	}
}

func TestThePreviewEndsWithItsContext(t *testing.T) {
	s := show(t, nil) // with a stream open
	s.stop()
	select {
	case err := <-s.ended:
		if err != nil {
			t.Errorf("ended with %v", err)
		}
	case <-time.After(long):
		t.Fatal("the preview does not end")
	}
	if conn, err := net.Dial("tcp", strings.TrimPrefix(s.base, "http://")); err == nil {
		_ = conn.Close()
		t.Error("the address still answers")
	}
}

func TestAnAddressThatIsTakenIsAnError(t *testing.T) {
	s := show(t, nil)
	o := build.Options{Dir: s.dir, AsOf: health.NoMonth, Date: health.DateOf(2024, 10, 8)}
	if err := Serve(t.Context(), o, strings.TrimPrefix(s.base, "http://"), "en", io.Discard); err == nil {
		t.Error("two previews at one address")
	}
	o.Dir = filepath.Join(s.dir, "nowhere")
	if err := Serve(t.Context(), o, "127.0.0.1:0", "en", io.Discard); err == nil {
		t.Error("a preview of a folder that is not there")
	}
}
