//go:build servers && linux

package servers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// secret is the password or key of every account here; it must be in nothing that the program says.
const secret = "Rahasia/8313+xyz"

// program builds terang as make does, once for all tests.
var program = sync.OnceValues(func() (string, error) {
	name, err := filepath.Abs("../../bin/terang-under-test")
	if err != nil {
		return "", err
	}
	out, err := exec.Command("go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", name, "../../cmd/terang").CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%w: %s", err, out)
	}
	return name, err
})

// newspaper is a small site that is built once and copied for each test.
var newspaper = sync.OnceValues(func() (*txtar.Archive, error) {
	return txtar.ParseFile("../../cmd/terang/testdata/small.txtar")
})

// account is somebody's place on a host, as the tests of every kind use it.
type account struct {
	settings string            // of host "h" in site.yaml, without url
	env      map[string]string // that lets somebody in
	wrong    map[string]string // that does not
	refusal  string            // what is said then
	files    func() map[string]string
	put      func(name, body string)
	through  func(port int) string // settings with another port, for a go-between
	port     int
	limit    int // bytes after which the go-between stops; some way into a run
}

// office is a site that is published.
type office struct {
	t   *testing.T
	dir string
	env map[string]string
}

func newOffice(t *testing.T, settings string, env map[string]string) *office {
	t.Helper()
	small, err := newspaper()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, dir: filepath.Join(t.TempDir(), "site"), env: env}
	if err := txtar.Write(small, o.dir); err != nil {
		t.Fatal(err)
	}
	o.settle(settings)
	o.build()
	return o
}

// settle writes site.yaml anew.
func (o *office) settle(settings string) {
	o.t.Helper()
	small, err := newspaper()
	if err != nil {
		o.t.Fatal(err)
	}
	text := string(small.Files[0].Data) + "pictures: none\npublish:\n  h: " + settings + "\n"
	if err := os.WriteFile(filepath.Join(o.dir, "site.yaml"), []byte(text), 0o600); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) build() {
	o.t.Helper()
	if out, err := o.command(nil, "build", "--date", "2024-10-08").CombinedOutput(); err != nil {
		o.t.Fatalf("build: %v\n%s", err, out)
	}
}

func (o *office) command(env map[string]string, args ...string) *exec.Cmd {
	o.t.Helper()
	name, err := program()
	if err != nil {
		o.t.Fatal(err)
	}
	cmd := exec.Command(name, append(args, "--site", o.dir, "--lang", "en")...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Dir(o.dir)}
	for _, k := range slices.Sorted(maps.Keys(env)) {
		cmd.Env = append(cmd.Env, k+"="+env[k])
	}
	return cmd
}

// told is what publish --json says.
type told struct {
	Sent, Deleted, Kept int
	Foreign             []string
}

// publish runs the command, which must end with an exit code; nothing that it says may hold the secret.
func (o *office) publish(code int, args ...string) (told, string) {
	o.t.Helper()
	return o.publishAs(o.env, code, args...)
}

func (o *office) publishAs(env map[string]string, code int, args ...string) (told, string) {
	o.t.Helper()
	cmd := o.command(env, append([]string{"publish", "--json"}, args...)...)
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	err := cmd.Run()
	o.discreet(out.String() + said.String())
	if cmd.ProcessState.ExitCode() != code {
		o.t.Fatalf("publish %v: %v, want %d\n%s", args, err, code, said.String())
	}
	var r told
	if code == 0 {
		if err := json.Unmarshal(out.Bytes(), &r); err != nil {
			o.t.Fatalf("%v in %s", err, out.String())
		}
	}
	return r, said.String()
}

func (o *office) discreet(said string) {
	o.t.Helper()
	for _, s := range []string{secret, "Rahasia", "BEGIN OPENSSH"} {
		if strings.Contains(said, s) {
			o.t.Errorf("the secret is shown:\n%s", said)
		}
	}
}

// write changes a file of the input.
func (o *office) write(name, text string) {
	o.t.Helper()
	full := filepath.Join(o.dir, name)
	if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
		o.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
		o.t.Fatal(err)
	}
}

func (o *office) read(name string) string {
	o.t.Helper()
	text, err := os.ReadFile(filepath.Join(o.dir, name))
	if err != nil {
		o.t.Fatal(err)
	}
	return string(text)
}

const post = "---\ntitle: Imunisasi di Utara\ndate: 2024-09-01\n---\nPekan imunisasi berjalan baik.\n"

// whole compares what stands on a host with what was built.
func (o *office) whole(there map[string]string, foreign ...string) {
	o.t.Helper()
	root := os.DirFS(filepath.Join(o.dir, "public"))
	want := map[string]bool{".terang-publish": true}
	for _, f := range foreign {
		want[f] = true
	}
	entries, err := exec.Command("find", filepath.Join(o.dir, "public"), "-type", "f", "-printf", `%P\n`).Output()
	if err != nil {
		o.t.Fatal(err)
	}
	for name := range strings.Lines(string(entries)) {
		if name = strings.TrimSpace(name); name == ".gitignore" {
			continue
		}
		want[name] = true
		f, err := root.Open(name)
		if err != nil {
			o.t.Fatal(err)
		}
		body, err := io.ReadAll(f)
		_ = f.Close()
		if err != nil || there[name] != string(body) {
			o.t.Errorf("%s is not as built", name)
		}
	}
	for name := range there {
		if !want[name] {
			o.t.Errorf("%s should not be there", name)
		}
	}
}

// visit does at a host what an office does over the months.
func visit(t *testing.T, a account) {
	o := newOffice(t, a.settings, a.env)
	_, said := o.publishAs(a.wrong, 2)
	if !strings.Contains(said, a.refusal) {
		t.Errorf("a wrong password gives %q, want %q", said, a.refusal)
	}
	a.put("kita.txt", "foreign")
	first, _ := o.publish(0)
	o.whole(a.files(), "kita.txt")
	if again, _ := o.publish(0); again.Sent != 0 || again.Deleted != 0 || again.Kept != first.Sent || !slices.Contains(again.Foreign, "kita.txt") {
		t.Errorf("again: %+v after %+v", again, first)
	}
	a.put("index.html", "somebody else's") // it is noticed and put right
	if r, _ := o.publish(0); r.Sent != 1 {
		t.Errorf("a file that was changed there: %+v", r)
	}
	o.write("content/berita/imunisasi.md", post)
	o.build()
	if r, _ := o.publish(0); r.Sent == 0 || r.Sent > first.Sent || r.Deleted != 0 {
		t.Errorf("a post more: %+v", r)
	}
	o.whole(a.files(), "kita.txt")
	if err := os.Remove(filepath.Join(o.dir, "content/berita/imunisasi.md")); err != nil {
		t.Fatal(err)
	}
	o.build()
	if _, said := o.publish(2, "--max-delete", "0"); !strings.Contains(said, "more than the 0 allowed") {
		t.Errorf("over the cap: %s", said)
	}
	if r, _ := o.publish(0); r.Deleted == 0 {
		t.Errorf("a post less: %+v", r)
	}
	o.whole(a.files(), "kita.txt")
	if r, _ := o.publish(0, "--verify"); r.Sent != 0 {
		t.Errorf("read anew: %+v", r)
	}
	if a.through != nil {
		cutOff(t, o, a)
	}
}

// cutOff stops a run in the middle, and has the next one go on.
func cutOff(t *testing.T, o *office, a account) {
	t.Helper()
	g := between(t, a.port, a.limit)
	o.settle(a.through(g.port))
	o.write("site.yaml", strings.Replace(o.read("site.yaml"), "title: Portal", "title: Laman", 1)) // which changes every page
	o.build()
	cmd := o.command(o.env, "publish", "--jobs", "2")
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	select {
	case <-g.stalled:
	case <-time.After(patience):
		t.Error("the run was not stopped in its middle")
	}
	_ = cmd.Process.Signal(syscall.SIGINT)
	_ = cmd.Wait()
	o.discreet(said.String())
	if code := cmd.ProcessState.ExitCode(); code != 2 || !strings.Contains(said.String(), "interrupted after") {
		t.Errorf("exit code %d: %s", code, said.String())
	}
	var sent, of int
	if i := strings.Index(said.String(), "interrupted after"); i >= 0 {
		_, _ = fmt.Sscanf(said.String()[i:], "interrupted after %d of %d files", &sent, &of)
	}
	if r, _ := o.publish(0); r.Sent != of-sent || sent == 0 || sent == of {
		t.Errorf("of %d files %d were sent and then %d", of, sent, r.Sent)
	}
	o.whole(a.files(), "kita.txt")
}

// goBetween hands on what is said to a port, and stops doing so after some bytes; who calls later is handed on again.
type goBetween struct {
	port    int
	stalled chan struct{}
}

func between(t *testing.T, to, limit int) *goBetween {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	g := &goBetween{port: l.Addr().(*net.TCPAddr).Port, stalled: make(chan struct{})}
	var mu sync.Mutex
	passed, stalled := 0, false
	pass := func(n int) bool {
		mu.Lock()
		defer mu.Unlock()
		if passed += n; passed > limit && !stalled {
			stalled = true
			close(g.stalled)
		}
		return stalled
	}
	go func() {
		for {
			from, err := l.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			late := stalled
			mu.Unlock()
			into, err := net.Dial("tcp", fmt.Sprint("127.0.0.1:", to))
			if err != nil {
				_ = from.Close()
				continue
			}
			go func() { _, _ = io.Copy(from, into); _ = from.Close() }()
			go func() {
				buffer := make([]byte, 4096)
				for {
					n, err := from.Read(buffer)
					if !late && pass(n) {
						_, _ = io.Copy(io.Discard, from) // until the other side gives up
						break
					}
					if _, e := into.Write(buffer[:n]); err != nil || e != nil {
						break
					}
				}
				_ = into.Close()
			}()
		}
	}()
	return g
}

// below reads a folder as a map, and says how to write into it.
func below(t *testing.T, dir string) (files func() map[string]string, put func(name, body string)) {
	files = func() map[string]string {
		there := map[string]string{}
		err := filepath.WalkDir(dir, func(name string, e os.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			body, err := os.ReadFile(name)
			rel, _ := filepath.Rel(dir, name)
			there[filepath.ToSlash(rel)] = string(body)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return there
	}
	put = func(name, body string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o644); err != nil {
			t.Fatal(err)
		}
		handOver(t, dir)
	}
	return files, put
}
