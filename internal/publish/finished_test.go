package publish

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestFinishedIsTheSiteThatStands(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out, state := filepath.Join(dir, "public"), filepath.Join(dir, ".terang")
	if _, err := OpenFinished(out, state); !errors.Is(err, ErrNone) {
		t.Errorf("without a build: %v", err)
	}
	run, err := Open(out, state)
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string]string{"index.html": "home", "a/b.html": "page"} {
		if err := run.Write(name, []byte(body)); err != nil {
			t.Fatal(err)
		}
	}
	run.Note("noted")
	if _, err := OpenFinished(out, state); err == nil {
		t.Error("opened while a build runs")
	}
	if _, err := run.Commit(); err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string]string{"foreign.csv": "x", ".gitignore": "*"} {
		if err := os.WriteFile(filepath.Join(out, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f, err := OpenFinished(out, state)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(out, state); err == nil {
		t.Error("a build begins while its site is read")
	}
	if len(f.Files) != 2 || f.Files[0].Path != "a/b.html" || f.Files[0].Size != 4 || f.Noted != "noted" {
		t.Errorf("finished is %+v", f)
	}
	if body, err := f.Read(f.Files[1]); err != nil || string(body) != "home" {
		t.Errorf("%q, %v", body, err)
	}
	if others, err := f.Others(); err != nil || !slices.Equal(others, []string{"foreign.csv"}) {
		t.Errorf("others are %v, %v", others, err)
	}
	if err := os.WriteFile(filepath.Join(out, "index.html"), []byte("HOME"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Read(f.Files[1]); !errors.Is(err, ErrChanged) {
		t.Errorf("a file of other content: %v", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(out, "a/b.html")); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFinished(out, state); !errors.Is(err, ErrChanged) {
		t.Errorf("a file gone: %v", err)
	}
	records, err := filepath.Glob(filepath.Join(state, "public-*"))
	if err != nil || len(records) != 1 {
		t.Fatal(records, err)
	}
	if err := os.WriteFile(filepath.Join(records[0], "commit"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFinished(out, state); !errors.Is(err, ErrHalf) {
		t.Errorf("a build that was cut off: %v", err)
	}
}
