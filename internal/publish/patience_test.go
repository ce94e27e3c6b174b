package publish

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

var errOpenElsewhere = errors.New("the file is open elsewhere")

// held stands in for a system that refuses to replace one file for the first tries.
type held struct {
	name   string
	tries  int
	waited time.Duration
}

func (h *held) hooks() hooks {
	return hooks{
		tick: func() {},
		rename: func(from, to string) error {
			if strings.HasSuffix(to, h.name) && h.tries > 0 {
				h.tries--
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: errOpenElsewhere}
			}
			return os.Rename(from, to)
		},
		busy: func(err error) bool { return errors.Is(err, errOpenElsewhere) },
		wait: func(d time.Duration) { h.waited += d },
	}
}

func (s site) commitWith(h hooks, next files) error {
	s.t.Helper()
	r, err := open(s.out, s.state, h)
	if err != nil {
		s.t.Fatal(err)
	}
	if err := writeAll(r, next); err != nil {
		s.t.Fatal(err)
	}
	_, err = r.Commit()
	return err
}

func TestAFileThatIsOpenForAMomentIsWaitedFor(t *testing.T) {
	for _, old := range []files{standing, nil} {
		s := startOver(t, old)
		h := &held{name: "index.html", tries: 3}
		if old == nil { // then whole folders are moved
			h.name = "berita"
		}
		if err := s.commitWith(h.hooks(), coming); err != nil {
			t.Fatal(err)
		}
		if want := firstPause + 2*firstPause + 4*firstPause; h.waited != want || h.tries != 0 {
			t.Errorf("waited %v, want %v; %d tries are left", h.waited, want, h.tries)
		}
	}
}

// A file that stays open ends the build within its patience, by name; the next one finishes it.
func TestAFileThatStaysOpenIsNamed(t *testing.T) {
	s := newSite(t)
	s.build(files{"index.html": "old", "berita/a.html": "old"})
	next := files{"index.html": "new", "berita/a.html": "new"}
	h := &held{name: "index.html", tries: 1_000_000}
	err := s.commitWith(h.hooks(), next)
	busy := (*BusyError)(nil)
	if !errors.As(err, &busy) || busy.Path != "index.html" || !errors.Is(err, errOpenElsewhere) {
		t.Fatalf("%v", err)
	}
	for _, says := range []string{"index.html is open in another program", "the next build finishes it"} {
		if !strings.Contains(err.Error(), says) {
			t.Errorf("%q does not say %q", err, says)
		}
	}
	if h.waited > patience || h.waited < patience/2 {
		t.Errorf("waited %v of %v", h.waited, patience)
	}
	if got := s.tree()["index.html"]; got != "old" {
		t.Errorf("the page that was open is %q", got)
	}
	third := files{"index.html": "new", "berita/a.html": "third"}
	if err := s.commitWith(noHooks, third); err != nil {
		t.Fatal(err)
	}
	s.expect(third)
}

// Many files that nobody may replace do not take the patience each.
func TestPatienceIsForAWholeRun(t *testing.T) {
	left, waited := patience, time.Duration(0)
	h := hooks{busy: func(error) bool { return true }, wait: func(d time.Duration) { waited += d }}
	for range 1000 {
		if err := h.patiently(&left, "a", func() error { return errOpenElsewhere }); err == nil {
			t.Fatal("it was done")
		}
	}
	if waited > patience {
		t.Errorf("waited %v", waited)
	}
}

// What is no open file is told at once.
func TestOtherErrorsAreNotWaitedFor(t *testing.T) {
	left, tries := patience, 0
	h := hooks{busy: func(error) bool { return false }, wait: func(time.Duration) { t.Error("it waited") }}
	if err := h.patiently(&left, "a", func() error { tries++; return os.ErrPermission }); !errors.Is(err, os.ErrPermission) || tries != 1 {
		t.Errorf("%v after %d tries", err, tries)
	}
}
