package publish

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"testing"
)

// The site that stands, and the one whose build is killed: pages change, come, go, and change places with folders.
var (
	standing = files{
		"index.html": "old", "same.html": "same", "a": "page", "b/c/x.html": "x", "b/y.html": "y", "gone/deep/index.html": "g", "berita/1.html": "old",
	}
	coming = files{
		"index.html": "new", "same.html": "same", "a/index.html": "folder", "b": "page", "berita/1.html": "new", "berita/2/index.html": "2",
	}
)

const killed = 9

// TestKilledChild is no test of its own: run with TERANG_KILL_AT set it builds coming and dies at that tick, without
// closing, unlocking or tidying anything.
func TestKilledChild(t *testing.T) {
	at, err := strconv.Atoi(os.Getenv("TERANG_KILL_AT"))
	if err != nil {
		t.Skip("only run by other tests")
	}
	h := hooks{rename: os.Rename, tick: func() {
		if at--; at < 0 {
			os.Exit(killed)
		}
	}}
	if os.Getenv("TERANG_FAR") != "" {
		h.rename = func(_, _ string) error { return syscall.EXDEV }
	}
	buildWith(t, os.Getenv("TERANG_OUT"), os.Getenv("TERANG_STATE"), h, coming)
}

// buildAndDie builds coming in another process that dies at a tick; false says that it got to its end before.
func (s site) buildAndDie(tick int, far bool) bool {
	s.t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKilledChild$")
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0", "TERANG_KILL_AT="+strconv.Itoa(tick), "TERANG_OUT="+s.out, "TERANG_STATE="+s.state)
	if far {
		cmd.Env = append(cmd.Env, "TERANG_FAR=1")
	}
	said, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if err == nil {
		return false
	}
	if !errors.As(err, &exit) || exit.ExitCode() != killed {
		s.t.Fatalf("the child at tick %d: %v\n%s", tick, err, said)
	}
	return true
}

// startOver lays out a site as a kill test needs it: what stands, and a file that is not ours.
func startOver(t *testing.T, old files) site {
	s := newSite(t)
	if old != nil {
		s.build(old)
		s.plant("berita/own.txt", "mine")
	}
	return s
}

func TestKilledAtAnyInstant(t *testing.T) {
	own := files{"berita/own.txt": "mine"}
	for _, tc := range []struct {
		name string
		old  files
		far  bool
	}{
		{"over a site", standing, false},
		{"over a site on another device", standing, true},
		{"first build", nil, false},
		{"first build on another device", nil, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			whichOld, whichNew := maps.Clone(tc.old), maps.Clone(coming)
			if tc.old != nil {
				maps.Copy(whichOld, own)
				maps.Copy(whichNew, own)
			}
			sawOld, sawNew := 0, 0
			for tick := 0; ; tick++ {
				s := startOver(t, tc.old)
				if !s.buildAndDie(tick, tc.far) {
					s.expect(whichNew)
					break
				}
				_, err := os.Stat(s.places().record)
				recorded := err == nil
				r := s.open()
				switch got := s.tree(); {
				case got["index.html"] == "new":
					sawNew++
					s.expect(whichNew)
				case recorded:
					t.Errorf("tick %d: the commit record stood, and the old site came back", tick)
				default:
					sawOld++
					s.expect(whichOld)
				}
				if err := r.Abort(); err != nil {
					t.Fatal(err)
				}
				third := files{"index.html": "third", "b/c/x.html": "x"}
				s.build(third)
				if tc.old != nil {
					s.expect(third, own)
				} else {
					s.expect(third)
				}
			}
			if sawOld < 2 || sawNew < 4 {
				t.Errorf("%d kills led to the old site and %d to the new: too few to mean anything", sawOld, sawNew)
			}
		})
	}
}

// A recovery can be killed as well, and is then recovered.
func TestRecoveryKilledAtAnyInstant(t *testing.T) {
	for _, far := range []bool{false, true} {
		for tick := 0; ; tick++ {
			s := startOver(t, standing)
			s.buildAndDie(5, far)
			if _, err := os.Stat(s.places().record); err != nil {
				t.Fatalf("no recovery to kill: %v", err)
			}
			died := s.buildAndDie(tick, far)
			s.open()
			s.expect(coming, files{"berita/own.txt": "mine"})
			if !died || t.Failed() {
				break
			}
		}
	}
}

func TestKilledBuildThatCannotBeFinished(t *testing.T) {
	s := startOver(t, standing)
	s.buildAndDie(5, false)
	if err := os.WriteFile(s.places().record, []byte("nonsense"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(s.out, s.state); err == nil {
		t.Fatal("a damaged commit record is taken")
	}

	s = startOver(t, standing)
	s.buildAndDie(5, false)
	if err := os.RemoveAll(s.out); err != nil {
		t.Fatal(err)
	}
	s.plant(".gitignore", "*\n")
	s.build(coming)
	s.expect(coming)

	s = startOver(t, standing)
	s.buildAndDie(5, false)
	if err := os.RemoveAll(s.out); err != nil {
		t.Fatal(err)
	}
	s.build(coming)
	if got := s.tree(); !maps.Equal(got, coming) {
		t.Error(fmt.Sprint(got))
	}
}
