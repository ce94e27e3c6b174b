package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

var first = files{
	"index.html": "home", "berita/index.html": "news", "berita/a/index.html": "a", "data/spm.csv": "1,2", "wilayah/14.10/index.html": "w",
}

func TestFirstBuild(t *testing.T) {
	s := newSite(t)
	s.report(s.build(first), Report{Written: 5, Bytes: 13})
	s.expect(first)
	left, err := filepath.Glob(filepath.Join(s.state, "public-*", "*"))
	if err != nil || len(left) != 2 || filepath.Base(left[0]) != "lock" || filepath.Base(left[1]) != "manifest" {
		t.Errorf("the state folder is left with %v, want one manifest and the lock", left)
	}
}

func TestFirstBuildMakesTheOutputFolder(t *testing.T) {
	s := newSite(t)
	s.out = filepath.Join(filepath.Dir(s.out), "dist", "site")
	r := s.open()
	if err := writeAll(r, first); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.out); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the output folder was made before Commit: %v", err)
	}
	if _, err := r.Commit(); err != nil {
		t.Fatal(err)
	}
	if got := s.tree(); !maps.Equal(got, first) {
		t.Errorf("got %v", got)
	}
}

func TestFirstBuildMovesTopFolders(t *testing.T) {
	s := newSite(t)
	var moved []string
	buildWith(t, s.out, s.state, hooks{tick: func() {}, rename: func(from, to string) error {
		moved = append(moved, filepath.Base(to))
		return os.Rename(from, to)
	}}, first)
	if want := []string{"berita", "data", "index.html", "wilayah"}; !slices.Equal(moved, want) {
		t.Errorf("moved %v, want %v", moved, want)
	}
}

// What is copied, since the stage is on another device, is no newer than the manifest: it is not read by every later run.
func TestCopiedFilesKeepTheirTime(t *testing.T) {
	s := newSite(t)
	buildWith(t, s.out, s.state, hooks{tick: func() {}, rename: func(_, _ string) error {
		time.Sleep(20 * time.Millisecond) // longer than a file system's clock takes to go on
		return syscall.EXDEV
	}}, first)
	at := s.open().lastAt
	for name := range first {
		info, err := os.Stat(under(s.out, name))
		if err != nil || info.ModTime().After(at) {
			t.Errorf("%s is newer than the manifest: %v", name, err)
		}
	}
}

func TestEqualBuildWritesNothing(t *testing.T) {
	s := newSite(t)
	s.build(first)
	before, err := os.Stat(under(s.out, "data/spm.csv"))
	if err != nil {
		t.Fatal(err)
	}
	s.report(s.build(first), Report{Unchanged: 5})
	after, err := os.Stat(under(s.out, "data/spm.csv"))
	if err != nil || !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Errorf("an unchanged file was written again: %v", err)
	}
	s.expect(first)
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	s := newSite(t)
	s.build(first)
	s.plant("CNAME", "terang.example")
	second := maps.Clone(first)
	second["index.html"] = "HOME"
	second["berita/b/index.html"] = "b"
	delete(second, "berita/a/index.html")
	delete(second, "wilayah/14.10/index.html")
	delete(second, "data/spm.csv")
	s.plant("data/own.txt", "mine")
	s.report(s.build(second), Report{Written: 2, Unchanged: 1, Removed: 3, Bytes: 5, Gone: []string{"/berita/a/", "/data/spm.csv", "/wilayah/14.10/"}})
	s.expect(second, files{"CNAME": "terang.example", "data/own.txt": "mine"})
}

func TestAssetsNamedByTheirContentAreNotMissed(t *testing.T) {
	s := newSite(t)
	s.build(files{"index.html": "home", "assets/portal-1a2b3c4d.css": "old", "assets/peta.svg": "map", "berita/assets-1a2b3c4d.html": "b"})
	next := files{"index.html": "home", "assets/portal-5e6f7a8b.css": "new"}
	s.report(s.build(next), Report{Written: 1, Unchanged: 1, Removed: 3, Bytes: 3, Gone: []string{"/assets/peta.svg", "/berita/assets-1a2b3c4d.html"}})
	s.expect(next)
}

// A photograph that was replaced leaves its page with others; rules of servers are no addresses of readers.
func TestPhotographsAndRulesOfServersAreNotMissed(t *testing.T) {
	s := newSite(t)
	s.build(files{
		"index.html": "home", ".htaccess": "rules", "_headers": "rules", "media/berita/rapat-640-1a2b3c4d.jpg": "old", "media/berita/rapat-640-1a2b3c4d.webp": "old",
		"media/berita/denah.jpg": "map", "media/berita/surat-2024-1a2b3c4d.pdf": "letter", "berita/_headers": "x",
	})
	next := files{"index.html": "home", "media/berita/rapat-640-5e6f7a8b.jpg": "new"}
	s.report(s.build(next), Report{
		Written: 1, Unchanged: 1, Removed: 7, Bytes: 3,
		Gone: []string{"/berita/_headers", "/media/berita/denah.jpg", "/media/berita/surat-2024-1a2b3c4d.pdf"},
	})
	s.expect(next)
}

func TestWhatHandsDeletedOrCutIsWrittenAgain(t *testing.T) {
	s := newSite(t)
	s.build(first)
	s.plant("index.html", "cut by hand")
	if err := os.RemoveAll(under(s.out, "berita")); err != nil {
		t.Fatal(err)
	}
	s.report(s.build(first), Report{Written: 3, Unchanged: 2, Bytes: 9})
	s.expect(first)
	if err := os.RemoveAll(s.out); err != nil {
		t.Fatal(err)
	}
	s.plant(".gitignore", "*\n")
	s.report(s.build(files{"index.html": "home"}), Report{Written: 1, Bytes: 4, Gone: []string{
		"/berita/", "/berita/a/", "/data/spm.csv", "/wilayah/14.10/",
	}})
	s.expect(files{"index.html": "home"})
}

func TestPageAndFolderChangePlaces(t *testing.T) {
	s := newSite(t)
	one := files{"a": "page", "b/c/x.html": "x", "b/y.html": "y"}
	two := files{"a/index.html": "folder now", "b": "page now"}
	for _, want := range []files{one, two, one} {
		s.build(want)
		s.expect(want)
	}
	s.plant("b/own.txt", "mine")
	s.refused(two, "b/own.txt")
	s.refused(files{"a": "page", "a/x": "2"}, `"a"`, "folder of another page")
	s.expect(one, files{"b/own.txt": "mine"})
	if err := errors.Join(os.Remove(under(s.out, "b/own.txt")), os.Mkdir(under(s.out, "b/own"), 0o755)); err != nil {
		t.Fatal(err)
	}
	s.refused(two, "b/own")
}

func TestNamesThatDifferInCase(t *testing.T) {
	s := newSite(t)
	s.build(files{"Berita.html": "old", "index.html": "home"})
	if _, err := os.Stat(under(s.out, "berita.html")); err == nil {
		t.Skip("case is not told apart here")
	}
	s.report(s.build(files{"berita.html": "new", "index.html": "home"}), Report{
		Written: 1, Unchanged: 1, Removed: 1, Bytes: 3, Gone: []string{"/Berita.html"},
	})
	s.expect(files{"berita.html": "new", "index.html": "home"})
}

// Where case is not told apart both names are one file: a hard link stands in for that here.
func TestNamesThatDifferInCaseAreOneFile(t *testing.T) {
	s := newSite(t)
	s.build(files{"Berita.html": "old", "index.html": "home"})
	if err := os.Link(under(s.out, "Berita.html"), under(s.out, "berita.html")); err != nil {
		t.Skipf("no hard links here, or case is not told apart: %v", err)
	}
	s.report(s.build(files{"berita.html": "new", "index.html": "home"}), Report{
		Written: 1, Unchanged: 1, Bytes: 3, Gone: []string{"/Berita.html"},
	})
	s.expect(files{"Berita.html": "old", "berita.html": "new", "index.html": "home"})
}

func TestFilesOfOthersInTheWay(t *testing.T) {
	s := newSite(t)
	s.plant("index.html", "home")
	s.plant("berita/index.html", "by hand")
	s.plant("own.txt", "mine")
	s.refused(first, "berita/index.html", "--out", "--force")
	r := s.open()
	if err := writeAll(r, first); err != nil {
		t.Fatal(err)
	}
	r.Overwrite()
	report, err := r.Commit()
	if err != nil {
		t.Fatal(err)
	}
	s.report(report, Report{Written: 4, Unchanged: 1, Bytes: 9})
	s.expect(first, files{"own.txt": "mine"})
}

func TestTheMessageNamesFiveAndCountsTheRest(t *testing.T) {
	s := newSite(t)
	want := files{}
	for i := range 8 {
		name := fmt.Sprintf("p%d.html", i)
		s.plant(name, "other")
		want[name] = "x"
	}
	s.refused(want, "p0.html, p1.html, p2.html, p3.html, p4.html and 3 more")
}

func TestWithoutStateEqualFilesAreAdopted(t *testing.T) {
	for damaged, lose := range []func(site) error{
		func(s site) error { return os.RemoveAll(s.state) },
		func(s site) error {
			return os.WriteFile(s.places().manifest, []byte("terang manifest 3\nnonsense\n"), 0o644)
		},
	} {
		s := newSite(t)
		s.build(first)
		if err := lose(s); err != nil {
			t.Fatal(err)
		}
		changed := maps.Clone(first)
		changed["data/spm.csv"] = "3,4"
		s.refused(changed, "data/spm.csv")
		s.report(s.build(first), Report{Unchanged: 5, Damaged: damaged > 0})
		s.report(s.build(changed), Report{Written: 1, Unchanged: 4, Bytes: 3})
		s.expect(changed)
	}
}

// Sizes tell nearly all changes; what is newer than the manifest, or looked at by force, is read.
func TestFilesOfOursThatWereChangedAreWrittenAgain(t *testing.T) {
	s := newSite(t)
	for name, c := range map[string]struct {
		newer, force, afresh bool
		written              int
	}{
		"newer": {newer: true, written: 1}, "as old": {}, "by force": {force: true, written: 1}, "afresh": {afresh: true, written: 1},
	} {
		r := s.open()
		r.Overwrite()
		if err := writeAll(r, first); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Commit(); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(s.places().manifest)
		if err != nil {
			t.Fatal(err)
		}
		at := info.ModTime()
		if c.newer {
			at = at.Add(time.Second)
		}
		s.plant("index.html", "HOME")
		if err := os.Chtimes(under(s.out, "index.html"), at, at); err != nil {
			t.Fatal(err)
		}
		r = s.open()
		if r.afresh = c.afresh; c.force {
			r.Overwrite()
		}
		if _, whole := r.Standing(); whole != (c.written == 0) {
			t.Errorf("%s: all stand: %t", name, whole)
		}
		if err := writeAll(r, first); err != nil {
			t.Fatal(err)
		}
		report, err := r.Commit()
		if err != nil || report.Written != c.written {
			t.Errorf("%s: %+v, %v; want %d written", name, report, err, c.written)
		}
	}
}

func TestTwoOutputFoldersShareOneState(t *testing.T) {
	s := newSite(t)
	s.build(first)
	other := s
	other.out = filepath.Join(filepath.Dir(s.out), "elsewhere")
	other.plant(".gitignore", "*\n")
	other.build(files{"index.html": "other"})
	other.expect(files{"index.html": "other"})
	s.report(s.build(first), Report{Unchanged: 5})
}

func TestSiteFolderMayBeMoved(t *testing.T) {
	s := newSite(t)
	s.build(first)
	moved := filepath.Join(t.TempDir(), "moved")
	if err := os.Rename(filepath.Dir(s.out), moved); err != nil {
		t.Fatal(err)
	}
	s.out, s.state = filepath.Join(moved, "public"), filepath.Join(moved, ".terang")
	second := files{"index.html": "home 2"}
	if got := s.build(second); got.Removed != 4 {
		t.Errorf("report %+v: the last site is not known any more", got)
	}
	s.expect(second)
}

func TestAbortLeavesTheSite(t *testing.T) {
	s := newSite(t)
	s.build(first)
	r := s.open()
	if err := writeAll(r, files{"index.html": "new", "x/y.html": "new"}); err != nil {
		t.Fatal(err)
	}
	s.expect(first)
	if err := errors.Join(r.Abort(), r.Abort()); err != nil {
		t.Fatal(err)
	}
	s.expect(first)
	if err := r.Write("z.html", nil); err == nil {
		t.Error("Write after Abort is taken")
	}
	if _, err := r.Commit(); err == nil {
		t.Error("Commit after Abort is taken")
	}
	if _, err := os.Stat(r.stage); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the stage is still there: %v", err)
	}
	r = s.open()
	if err := writeAll(r, first); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := r.Abort(); err != nil {
		t.Errorf("Abort after Commit: %v", err)
	}
	s.expect(first)
}

func TestEmptySiteIsRefused(t *testing.T) {
	s := newSite(t)
	s.build(first)
	s.refused(nil, "empty")
}

func TestTwoRunsAreKeptApart(t *testing.T) {
	s := newSite(t)
	r := s.open()
	_, err := Open(s.out, s.state)
	if locked := (*LockedError)(nil); !errors.As(err, &locked) || locked.Process != fmt.Sprint(os.Getpid()) || filepath.Base(locked.Lock) != "lock" {
		t.Fatalf("the second Open: %v", err)
	}
	beside, err := Open(s.out+"-beside", s.state) // a share, say
	if err != nil {
		t.Fatalf("into another folder: %v", err)
	}
	if err := beside.Abort(); err != nil {
		t.Error(err)
	}
	if err := r.Abort(); err != nil {
		t.Fatal(err)
	}
	s.build(first)
}

func TestManyWriters(t *testing.T) {
	s := newSite(t)
	s.build(files{"w/3/7.html": "old", "w/9/1.html": "old", "own": "stale"})
	r := s.open()
	var wg sync.WaitGroup
	for w := range 8 {
		wg.Go(func() {
			for i := range 60 {
				if err := r.Write(fmt.Sprintf("w/%d/%d.html", i%12, i/12*8+w), []byte("same")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	report, err := r.Commit()
	if err != nil || report.Written != 480 || report.Removed != 1 || len(s.tree()) != 481 {
		t.Errorf("report %+v, %v, %d files", report, err, len(s.tree()))
	}
}

func TestOfManyWritersOfOnePathOneWins(t *testing.T) {
	r := newSite(t).open()
	var wg sync.WaitGroup
	var won atomic.Int32
	for range 16 {
		wg.Go(func() {
			if r.Write("x/index.html", []byte("x")) == nil {
				won.Add(1)
			}
		})
	}
	wg.Wait()
	if won.Load() != 1 {
		t.Errorf("%d writers of one path succeeded", won.Load())
	}
}

// BenchmarkBuild builds 5,000 pages first into an empty folder, then again with nothing changed.
func BenchmarkBuild(b *testing.B) {
	body := []byte(strings.Repeat("Puskesmas ", 500))
	build := func(b *testing.B, s site) {
		r := s.open()
		for i := range 5000 {
			if err := r.Write(fmt.Sprintf("wilayah/%d/%d/index.html", i%40, i), body); err != nil {
				b.Fatal(err)
			}
		}
		if _, err := r.Commit(); err != nil {
			b.Fatal(err)
		}
	}
	b.Run("first", func(b *testing.B) {
		for b.Loop() {
			build(b, newSite(b))
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		s := newSite(b)
		build(b, s)
		for b.Loop() {
			build(b, s)
		}
	})
}

// What is dear is made again only if what it is made of differs, or somebody touched it.
func TestWhatWasMadeOfTheSameIsNotMadeAgain(t *testing.T) {
	s := newSite(t)
	of := func(text string) [32]byte { return sha256.Sum256([]byte(text)) }
	build := func(from string, want Report, again bool) {
		t.Helper()
		r, made := s.open(), false
		err := r.WriteMade("peta.png", of(from), func() []byte {
			made = true
			return []byte("made of " + from)
		})
		if err != nil {
			t.Fatal(err)
		}
		report, err := r.Commit()
		if err != nil {
			t.Fatal(err)
		}
		s.report(report, want)
		if made != again {
			t.Errorf("of %s: made again: %t", from, made)
		}
		s.expect(files{"peta.png": "made of " + from})
	}
	build("a", Report{Written: 1, Bytes: 9}, true)
	build("a", Report{Unchanged: 1}, false)
	build("b", Report{Written: 1, Bytes: 9}, true)
	s.plant("peta.png", "cut")
	build("b", Report{Written: 1, Bytes: 9}, true)
	if err := os.Remove(under(s.out, "peta.png")); err != nil {
		t.Fatal(err)
	}
	build("b", Report{Written: 1, Bytes: 9}, true)
	s.build(files{"peta.png": "made of b"}) // nobody says of what
	build("b", Report{Unchanged: 1}, true)
	build("b", Report{Unchanged: 1}, false)
}
