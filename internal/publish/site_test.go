package publish

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// files is a tree as text: path to body; a link is "-> target".
type files map[string]string

// site is a folder with public/ (holding .gitignore) and .terang/, as a user has it.
type site struct {
	t          testing.TB
	out, state string
}

func newSite(t testing.TB) site {
	dir := t.TempDir()
	s := site{t: t, out: filepath.Join(dir, "public"), state: filepath.Join(dir, ".terang")}
	s.plant(".gitignore", "*\n")
	return s
}

func (s site) open() *Run {
	s.t.Helper()
	r, err := Open(s.out, s.state)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = r.Abort() })
	return r
}

func (s site) plant(name, body string) {
	s.t.Helper()
	name = under(s.out, name)
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(body), 0o644)); err != nil {
		s.t.Fatal(err)
	}
}

func writeAll(r *Run, want files) error {
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if err := r.Write(name, []byte(want[name])); err != nil {
			return err
		}
	}
	return nil
}

// buildWith is a whole run whose dealings with the machine are hooked.
func buildWith(t *testing.T, out, state string, h hooks, want files) {
	t.Helper()
	r, err := open(out, state, h)
	if err != nil {
		t.Fatal(err)
	}
	if err := writeAll(r, want); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Commit(); err != nil {
		t.Fatal(err)
	}
}

func (s site) try(want files) (Report, error) {
	s.t.Helper()
	r := s.open()
	if err := writeAll(r, want); err != nil {
		s.t.Fatal(err)
	}
	return r.Commit()
}

func (s site) build(want files) Report {
	s.t.Helper()
	report, err := s.try(want)
	if err != nil {
		s.t.Fatal(err)
	}
	return report
}

func (s site) tree() files {
	s.t.Helper()
	got := files{}
	err := filepath.WalkDir(s.out, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(s.out, name)
		rel = filepath.ToSlash(rel)
		if e.Type()&fs.ModeSymlink != 0 {
			target, err := os.Readlink(name)
			got[rel] = "-> " + target
			return err
		}
		if !e.IsDir() {
			body, err := os.ReadFile(name)
			got[rel] = string(body)
			return err
		}
		if inside, err := os.ReadDir(name); err == nil && len(inside) == 0 {
			got[rel+"/"] = "" // an empty folder shows
		}
		return nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
	return got
}

func (s site) expect(want ...files) {
	s.t.Helper()
	whole := files{".gitignore": "*\n"}
	for _, w := range want {
		maps.Copy(whole, w)
	}
	if got := s.tree(); !maps.Equal(got, whole) {
		s.t.Errorf("the output folder holds\n%v\nwant\n%v", got, whole)
	}
}

// refused demands that a build fails with all the words, and that nothing in out changes.
func (s site) refused(want files, words ...string) {
	s.t.Helper()
	before := s.tree()
	_, err := s.try(want)
	for _, word := range words {
		if err == nil || !strings.Contains(err.Error(), word) {
			s.t.Errorf("Commit: %v, want an error with %q", err, word)
		}
	}
	if !maps.Equal(before, s.tree()) {
		s.t.Errorf("a refused build changed the output folder: %v", s.tree())
	}
}

func (s site) report(got, want Report) {
	s.t.Helper()
	if !reflect.DeepEqual(got, want) {
		s.t.Errorf("report %+v, want %+v", got, want)
	}
}

func (s site) places() places {
	s.t.Helper()
	p, err := findPlaces(s.out, s.state)
	if err != nil {
		s.t.Fatal(err)
	}
	return p
}
