package photo

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// kept lists the files of a folder.
func kept(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestDamagedFiles: whatever became of what is kept, the picture is the same.
func TestDamagedFiles(t *testing.T) {
	t.Parallel()
	s := Settings{Widths: []int{60}}
	data, other := asJPEG(t, scene(120, 80), "", 90), asJPEG(t, scene(121, 80), "", 90)
	dir, beside := t.TempDir(), t.TempDir()
	_, want := develop(t, open(t, dir), data, s)
	develop(t, open(t, beside), other, s)
	name := kept(t, dir)[0]
	good, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	foreign, err := os.ReadFile(kept(t, beside)[0])
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(good)
	changed[len(changed)/2] ^= 1
	for what, body := range map[string][]byte{
		"empty": nil, "cut": good[:len(good)-1], "longer": append(bytes.Clone(good), 0), "one bit": changed, "of another picture": foreign,
		"text": []byte("halo"), "of another edition": bytes.Replace(good, []byte(edition), []byte("terang-photo 0"), 1),
		"sealed, and wrong": resealed(bytes.Replace(good, []byte("60 40 "), []byte("60 40 9"), 1)),
		"a folder":          nil,
	} {
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
		if what == "a folder" {
			err = os.Mkdir(name, 0o755)
		} else {
			err = os.WriteFile(name, body, 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
		l := open(t, dir)
		if _, got := develop(t, l, data, s); !slices.EqualFunc(got, want, bytes.Equal) {
			t.Errorf("%s: another picture", what)
		}
		if l.encoder.module == nil {
			t.Errorf("%s: it was taken for whole", what)
		}
		if now, err := os.ReadFile(name); what != "a folder" && !bytes.Equal(now, good) {
			t.Errorf("%s: it was not mended: %v", what, err)
		}
	}
}

// resealed gives a file the seal that suits it.
func resealed(body []byte) []byte {
	p := body[:len(body)-sealLength]
	return slices.Concat(p, sealOf(p))
}

// TestNowhereToKeep: a folder that takes nothing stops no build.
func TestNowhereToKeep(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	outside := t.TempDir()
	link := filepath.Join(t.TempDir(), "photos")
	if err := os.Symlink(outside, link); err != nil {
		t.Skip(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "photos"), link} {
		_, files := develop(t, open(t, dir), asJPEG(t, scene(30, 20), "", 90), usual)
		if len(files) != 2 {
			t.Errorf("%s: %d files", dir, len(files))
		}
	}
	if list := kept(t, outside); len(list) > 0 {
		t.Errorf("a link was followed: %v", list)
	}
}

// TestGoneMeanwhile: a file that goes between the making and the writing is told.
func TestGoneMeanwhile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	p, _ := develop(t, open(t, dir), asJPEG(t, scene(30, 20), "", 90), usual)
	name := kept(t, dir)[0]
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	body[len(body)-sealLength-1] ^= 1
	if err := os.WriteFile(name, body, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Largest().Plain.Bytes(); err == nil {
		t.Error("a changed file is given")
	}
	if err := os.Remove(name); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Largest().Plain.Bytes(); err == nil {
		t.Error("a file that is gone is given")
	}
}

// TestTrust: a preview reads a file again when its size or its time changed, and makes
// again what somebody deleted.
func TestTrust(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	l := open(t, dir)
	monday := time.Date(2024, 9, 2, 8, 0, 0, 0, time.UTC)
	a, b := asJPEG(t, scene(60, 40), "", 90), asJPEG(t, scene(60, 50), "", 90)
	b = append(b, make([]byte, max(0, len(a)-len(b)))...)
	a = append(a, make([]byte, max(0, len(b)-len(a)))...) // of one length
	run := func(data []byte, changed time.Time, trust bool) Size {
		root := fstest.MapFS{"a": {Data: data, ModTime: changed}}
		made, ps, err := l.Develop(context.Background(), root, 1, []Want{{File: "a"}}, usual, trust)
		if err != nil || len(ps) > 0 {
			t.Fatal(err, ps)
		}
		files(t, made["a"])
		return made["a"].Largest().Size
	}
	old, changed := Size{60, 40}, Size{60, 50}
	if got := run(a, monday, true); got != old {
		t.Error(got)
	}
	if got := run(b, monday, true); got != old {
		t.Errorf("a file of the same size and time was read again: %v", got)
	}
	for _, name := range kept(t, dir) {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
	}
	if got := run(a, monday, true); got != old {
		t.Error(got)
	}
	if got := run(b, monday.Add(time.Millisecond), true); got != changed {
		t.Errorf("a file of another time was not read: %v", got)
	}
	if got := run(a, monday.Add(time.Millisecond), false); got != old {
		t.Errorf("a build did not read: %v", got)
	}
}

// TestTidy: what is no longer used goes once it is much; what is not ours stays.
func TestTidy(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{"a.photo", "b.photo", "part-1", "catatan.txt"} {
		if err := os.WriteFile(filepath.Join(dir, name), make([]byte, 100), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	s := shelf{dir}
	used := map[key]*Photo{"a": nil}
	s.tidy(used, 200)
	if n := len(kept(t, dir)); n != 4 {
		t.Errorf("%d files are left", n)
	}
	s.tidy(used, 199)
	if list := kept(t, dir); len(list) != 2 || !strings.HasSuffix(list[0], "a.photo") || !strings.HasSuffix(list[1], "catatan.txt") {
		t.Errorf("left are %v", list)
	}
}

// TestUses: only a lab that keeps writes, and one that judges makes no files.
func TestUses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	data := asJPEG(t, scene(60, 40), "", 90)
	show := Open(dir, Show)
	develop(t, show, data, usual)
	judge := Open(dir, Judge)
	root := fstest.MapFS{"a": {Data: data}, "b": {Data: data[:len(data)/2]}}
	made, ps, err := judge.Develop(context.Background(), root, 1, []Want{{File: "a"}, {File: "b"}}, usual, false)
	if err != nil || len(ps) != 1 || made["a"].Largest().Size != (Size{60, 40}) || judge.encoder.runtime != nil {
		t.Error(err, ps)
	}
	if list := kept(t, dir); len(list) > 0 {
		t.Errorf("written are %v", list)
	}
	develop(t, open(t, dir), data, usual)
	again := Open(dir, Show)
	if develop(t, again, data, usual); again.encoder.runtime != nil {
		t.Error("what is kept was made again")
	}
}
