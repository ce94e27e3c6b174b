//go:build servers && linux

package servers

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long a program may take until it answers, on a busy machine.
const patience = 30 * time.Second

// nobody is who the programs run as when the tests run as root; nil otherwise.
var nobody = sync.OnceValues(func() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	who, err := user.Lookup("nobody")
	if err != nil {
		return nil, err
	}
	uid, err := strconv.ParseUint(who.Uid, 10, 32)
	gid, err2 := strconv.ParseUint(who.Gid, 10, 32)
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, errors.Join(err, err2)
})

// grounds makes a folder that the programs of a test may read and write; it goes with the test. (t.TempDir lets in its owner only.)
func grounds(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "terang-servers-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	handOver(t, dir)
	return dir
}

// handOver gives what lies in a folder to whom the programs run as, and lets everybody read it.
func handOver(t *testing.T, dir string) {
	t.Helper()
	who, err := nobody()
	if err == nil {
		err = filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.Type()&fs.ModeSymlink != 0 {
				return err
			}
			mode := fs.FileMode(0o644)
			if e.IsDir() {
				mode = 0o755
			}
			if err := os.Chmod(name, mode); err != nil || who == nil {
				return err
			}
			return os.Chown(name, int(who.Uid), int(who.Gid))
		})
	}
	if err != nil {
		t.Fatal(err)
	}
}

// installed finds a program, also where a user who is not root has no path to.
func installed(t *testing.T, name string) string {
	t.Helper()
	for _, p := range []string{"", "/usr/sbin/", "/usr/local/sbin/", "/usr/lib/postgresql/*/bin/"} {
		if found, _ := filepath.Glob(p + name); p != "" && len(found) > 0 {
			return found[len(found)-1]
		}
		if found, err := exec.LookPath(p + name); err == nil {
			return found
		}
	}
	t.Fatalf("%s is missing; install it with: make servers", name)
	return ""
}

// freePort gives a port of the loopback that nobody listens on.
func freePort(t *testing.T) int {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// launch starts programs from one thread that lives as long as the tests: when it ends, in whatever way, the system ends them too.
var launch = sync.OnceValue(func() chan<- func() {
	orders := make(chan func())
	go func() {
		runtime.LockOSThread()
		for order := range orders {
			order()
		}
	}()
	return orders
})

// start runs a program for the length of a test and returns when it answers; answers gives nil then. The program has no
// privileges and, unless cmd says otherwise, works in dir and knows no other home. A test that fails tells what the program said.
func start(t *testing.T, dir string, cmd *exec.Cmd, answers func() error) {
	t.Helper()
	who, err := nobody()
	if err != nil {
		t.Fatal(err)
	}
	said := &output{}
	cmd.Stdout, cmd.Stderr = said, said
	if cmd.Dir == "" {
		cmd.Dir = dir
	}
	if cmd.Env == nil {
		cmd.Env = []string{"PATH=" + os.Getenv("PATH") + ":/usr/sbin:/sbin", "HOME=" + dir, "TMPDIR=" + dir, "LANG=C.UTF-8", "TZ=UTC"}
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL, Credential: who}
	cmd.WaitDelay = time.Second
	started := make(chan error)
	launch() <- func() { started <- cmd.Start() }
	if err := <-started; err != nil {
		t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	t.Cleanup(func() {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // it and its children
		<-ended
		if t.Failed() {
			t.Logf("%s said:\n%s", filepath.Base(cmd.Path), said)
		}
	})
	for deadline := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		err := answers()
		if err == nil {
			return
		}
		select {
		case <-ended:
			t.Fatalf("%s has ended: %v", filepath.Base(cmd.Path), cmd.ProcessState)
		default:
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s does not answer: %v", filepath.Base(cmd.Path), err)
		}
	}
}

// listens is an answer for start: somebody takes connections on the port.
func listens(port int) func() error {
	return func() error {
		c, err := net.DialTimeout("tcp", fmt.Sprint("127.0.0.1:", port), time.Second)
		if err == nil {
			_ = c.Close()
		}
		return err
	}
}

// output is what a program says, kept while it runs.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}
