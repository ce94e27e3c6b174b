package build

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"terang/internal/publish"
	"terang/internal/source"
)

// plainly are the options of a build that keeps what it has made, without pictures.
func plainly(dir string) Options {
	return Options{Dir: dir, Out: "public", Date: day(), Plain: true, Program: "this one"}
}

// stages builds and tells which stages it came to.
func stages(t *testing.T, o Options) (Result, source.Problems, map[Stage]bool) {
	t.Helper()
	var mu sync.Mutex
	seen := map[Stage]bool{}
	o.Progress = func(s Stage, _, _ int) {
		mu.Lock()
		defer mu.Unlock()
		seen[s] = true
	}
	result, ps, err := Site(context.Background(), o)
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	return result, ps, seen
}

// TestNothingChanged builds twice: the second time nothing is read but for its digest, and the same is told.
func TestNothingChanged(t *testing.T) {
	t.Parallel()
	for _, from := range []string{smallDir, sampleDir} {
		o := plainly(input(t, from))
		first, told, _ := stages(t, o)
		again, toldAgain, seen := stages(t, o)
		if seen[ReadingData] || seen[WritingPages] {
			t.Errorf("%s: read and written again: %v", from, seen)
		}
		if !reflect.DeepEqual(told, toldAgain) {
			t.Errorf("%s: told first\n%v\nthen\n%v", from, told, toldAgain)
		}
		if first.Publish.Written != first.Files || again.Publish.Unchanged != first.Files {
			t.Errorf("%s: first %+v, then %+v", from, first.Publish, again.Publish)
		}
		first.Publish, again.Publish, again.Passed = publish.Report{}, publish.Report{}, 0
		if !reflect.DeepEqual(first, again) {
			t.Errorf("%s: first\n%+v\nthen\n%+v", from, first, again)
		}
	}
}

// TestSomethingChanged does what a build must not overlook, and looks at what stands afterwards.
func TestSomethingChanged(t *testing.T) {
	t.Parallel()
	o := plainly(input(t, smallDir))
	in := func(name string) string { return filepath.Join(o.Dir, name) }
	stages(t, o)
	want := tree(t, in("public"))
	state := func() string {
		found, err := filepath.Glob(in(".terang/public-*/manifest"))
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		return found[0]
	}
	edit := func(name string, change func([]byte) []byte) func() {
		return func() {
			body, err := os.ReadFile(name)
			if err = errors.Join(err, os.WriteFile(name, change(body), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, s := range []struct {
		name string
		do   func()
	}{
		{"a page deleted", func() { gone("public/index.html")(t, o.Dir) }},
		{"a page edited", edit(in("public/index.html"), func(b []byte) []byte { return append(b, "x"...) })},
		{"a folder deleted", func() { gone("public/wilayah")(t, o.Dir) }},
		{"all pages deleted", func() { gone("public")(t, o.Dir) }},
		{"the manifest cut off", edit(state(), func(b []byte) []byte { return b[:len(b)/2] })},
		{"the manifest empty", edit(state(), func([]byte) []byte { return nil })},
		{"the note edited", edit(state(), func(b []byte) []byte { return []byte(strings.Replace(string(b), "note ", "note 0", 1)) })},
		{"the state deleted", func() { gone(".terang")(t, o.Dir) }},
		{"asked to", func() { o.Afresh = true }},
		{"another program", func() { o.Afresh, o.Program = false, "another one" }},
		{"a program that nothing is known of", func() { o.Program = "" }},
	} {
		s.do()
		if _, _, seen := stages(t, o); !seen[WritingPages] {
			t.Errorf("%s: nothing was built", s.name)
		}
		for name, body := range tree(t, in("public")) {
			if want[name] != body {
				t.Errorf("%s: %s is another one", s.name, name)
			}
		}
		if got := len(tree(t, in("public"))); got != len(want) {
			t.Errorf("%s: %d files, want %d", s.name, got, len(want))
		}
	}
}

// opened notes which files of a site are opened.
type opened struct {
	fs.FS
	mu    *sync.Mutex
	names map[string]bool
}

func (o opened) Open(name string) (fs.File, error) {
	o.mu.Lock()
	o.names[name] = true
	o.mu.Unlock()
	return o.FS.Open(name)
}

// TestAllThatIsReadIsTakenIn holds the files that builds open against those that are looked at for changes.
func TestAllThatIsReadIsTakenIn(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("../../examples/*/site.yaml")
	if err != nil || len(dirs) < 4 {
		t.Fatal(dirs, err)
	}
	for _, site := range append(dirs, filepath.Join(sampleDir, "site.yaml")) {
		dir := filepath.Dir(site)
		root := opened{os.DirFS(dir), &sync.Mutex{}, map[string]bool{}}
		if _, _, err := readRoot(context.Background(), root, Options{Dir: dir, Date: day(), Plain: true}); err != nil {
			t.Fatal(err)
		}
		read := root.names
		root.names = map[string]bool{}
		if o := (Options{Program: "this one"}); takeIn(root, o).mark(o) == "" {
			t.Errorf("%s: the input has no mark", dir)
		}
		for name := range read {
			if _, err := fs.Stat(root.FS, name); err == nil && !root.names[name] {
				t.Errorf("%s: %s is read and not looked at", dir, name)
			}
		}
	}
}
