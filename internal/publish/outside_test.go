package publish

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func link(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skipf("this system makes no links: %v", err)
	}
}

// outside is a folder beside the site that nothing may touch.
func outside(t *testing.T) (string, func()) {
	dir := t.TempDir()
	held := site{t: t, out: dir}
	held.plant("index.html", "outside")
	held.plant("a/index.html", "outside")
	before := held.tree()
	return dir, func() {
		t.Helper()
		if got := held.tree(); !maps.Equal(got, before) {
			t.Errorf("the folder outside was changed: %v", got)
		}
	}
}

func TestPlantedLinksAreNotFollowed(t *testing.T) {
	dir, untouched := outside(t)
	for name, plant := range map[string]func(s site){
		"folder": func(s site) { link(t, dir, under(s.out, "berita")) },
		"within": func(s site) {
			s.plant("real/own.txt", "mine")
			link(t, "real", under(s.out, "berita"))
		},
		"file": func(s site) { link(t, filepath.Join(dir, "index.html"), under(s.out, "index.html")) },
		"dead": func(s site) { link(t, filepath.Join(dir, "none"), under(s.out, "index.html")) },
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			s.plant("own.txt", "mine")
			plant(s)
			where := "berita"
			if name == "file" || name == "dead" {
				where = "index.html"
			}
			s.refused(first, where)
			untouched()
		})
	}
}

func TestOwnFolderReplacedByALink(t *testing.T) {
	dir, untouched := outside(t)
	s := newSite(t)
	s.build(first)
	if err := os.RemoveAll(under(s.out, "berita")); err != nil {
		t.Fatal(err)
	}
	link(t, dir, under(s.out, "berita"))
	s.refused(first, "berita")
	untouched()
	small := files{"index.html": "home"} // all behind the link is stale, and stays
	s.build(small)
	s.expect(small, files{"berita": "-> " + dir})
	untouched()
}

func TestOwnFileReplacedByALink(t *testing.T) {
	dir, untouched := outside(t)
	s := newSite(t)
	s.build(first)
	if err := os.Remove(under(s.out, "index.html")); err != nil {
		t.Fatal(err)
	}
	link(t, filepath.Join(dir, "index.html"), under(s.out, "index.html"))
	s.build(first)
	s.expect(first)
	untouched()
}

func TestLinkPlantedBetweenWriteAndCommit(t *testing.T) {
	dir, untouched := outside(t)
	s := newSite(t)
	s.build(files{"index.html": "home"})
	r := s.open()
	if err := writeAll(r, first); err != nil {
		t.Fatal(err)
	}
	link(t, dir, under(s.out, "berita"))
	if _, err := r.Commit(); err == nil || !strings.Contains(err.Error(), "berita is a link") {
		t.Errorf("Commit: %v", err)
	}
	untouched()
}

func TestOutputFolderMayBeALink(t *testing.T) {
	s := newSite(t)
	www := filepath.Join(t.TempDir(), "www")
	if err := os.Rename(s.out, www); err != nil {
		t.Fatal(err)
	}
	link(t, www, s.out)
	s.build(first)
	s.out = www
	s.expect(first)
}

func TestFoldersInOneAnotherAreRefused(t *testing.T) {
	s := newSite(t)
	dir := filepath.Dir(s.out)
	for _, pair := range [][2]string{
		{dir, s.state},
		{s.state, s.state},
		{filepath.Join(s.state, "public"), s.state},
		{filepath.Join(dir, "none"), filepath.Join(dir, "none", "deep", ".terang")},
		{s.out, filepath.Join(s.out, ".terang")},
	} {
		if r, err := Open(pair[0], pair[1]); err == nil || !strings.Contains(err.Error(), "in one another") {
			t.Errorf("Open(%q, %q) = %v, %v", pair[0], pair[1], r, err)
		}
	}
	s.expect()
	door := filepath.Join(t.TempDir(), "door")
	link(t, dir, door)
	if r, err := Open(door, s.state); err == nil || !strings.Contains(err.Error(), "in one another") {
		t.Errorf("Open by a link to the folder above the state = %v, %v", r, err)
	}
}

func TestOutputFolderThatIsAFile(t *testing.T) {
	s := newSite(t)
	s.out = filepath.Join(s.out, ".gitignore")
	if _, err := Open(s.out, s.state); err == nil {
		t.Error("a file is taken for the output folder")
	}
	s = site{t: t, out: filepath.Join(filepath.Dir(s.out), "x"), state: s.state}
	s.open() // and the lock is free again
}

// A step that fails leaves whole files, says so, and is taken up again by the next build.
func TestCommitThatFailsMidwayIsFinishedLater(t *testing.T) {
	s := newSite(t)
	s.build(first)
	second := maps.Clone(first)
	for name := range second {
		second[name] += " 2"
	}
	second["m/index.html"] = "m"
	r := s.open()
	if err := writeAll(r, second); err != nil {
		t.Fatal(err)
	}
	s.plant("m/index.html/own.txt", "in the way since then")
	_, err := r.Commit()
	if err == nil || !strings.Contains(err.Error(), "only part of the new site") {
		t.Fatalf("Commit: %v", err)
	}
	for name, body := range s.tree() {
		if body != first[name] && body != second[name] && name != ".gitignore" && name != "m/index.html/own.txt" {
			t.Errorf("%s holds %q: neither the old nor the new file", name, body)
		}
	}
	if err := r.Abort(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(s.out, s.state); err == nil || !strings.Contains(err.Error(), "m/index.html") {
		t.Fatalf("Open while it is still in the way: %v", err)
	}
	if err := os.RemoveAll(under(s.out, "m")); err != nil {
		t.Fatal(err)
	}
	r = s.open()
	s.expect(second)
	if err := writeAll(r, second); err != nil {
		t.Fatal(err)
	}
	report, err := r.Commit()
	if err != nil {
		t.Fatal(err)
	}
	s.report(report, Report{Unchanged: 6, Resumed: true})
}

func TestReadOnlyFolder(t *testing.T) {
	s := newSite(t)
	s.build(first)
	folder := under(s.out, "berita")
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(folder, 0o755)
	if f, err := os.Create(filepath.Join(folder, "probe")); err == nil {
		_ = errors.Join(f.Close(), os.Remove(f.Name()))
		t.Skip("this user or system may write everywhere; TestCommitThatFailsMidwayIsFinishedLater covers the rest")
	}
	second := maps.Clone(first)
	second["berita/index.html"] = "new"
	if _, err := s.try(second); err == nil || !errors.Is(err, fs.ErrPermission) {
		t.Fatalf("Commit: %v", err)
	}
	s.expect(first)
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	s.open()
	s.expect(second)
}
