package config

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"
)

// FuzzSite: whatever site.yaml holds, each problem has a place in it, and the
// other doors get settings that they can work with.
func FuzzSite(f *testing.F) {
	paths, err := filepath.Glob("../*/testdata/problems/*.txtar")
	if err != nil || len(paths) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			f.Fatal(err)
		}
		for _, file := range a.Files {
			if file.Name == File {
				f.Add(string(file.Data))
			}
		}
	}
	f.Add("title: a\nbase_url: https://a.id/b\narea: 1410\nlanguage: en\nnotices: [{text: a, level: penting, until: 2024-01-02}]\ndisclosure: {min_count: 3, reason: x, round_to: 5}\nuhc: [{from: 2025, coverage: 98, active: 80, grades: [{name: a, coverage: .nan}]}]\npkp: {good: 1e309}\npillars: {\"1\": a}\naliases: {a: b, ../c: d}\ncategories: [{name: a, from: 50}, {name: b, from: 0}]\nregulations: [{title: a, url: javascript:x}]\ntheme: ../x\n")
	f.Add("title: a\nbase_url: https://a.id\narea: id\nsources:\n- {file: data/../site.yaml, wide: months, columns: {name: a, parents: [b]}, where: {c: [d]}, join: {file: /etc/passwd, join: {file: x}}}\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, ps := Read(fstest.MapFS{File: {Data: []byte(text)}})
		lines := strings.Count(text, "\n") + 1
		for _, p := range ps {
			if p.Pos.File != File || p.Pos.Line < 0 || p.Pos.Line > lines {
				t.Fatalf("%s at %+v of %d lines", p.Code, p.Pos, lines)
			}
		}
		if s.Language != "id" && s.Language != "en" || !fs.ValidPath(s.Theme) || s.BaseURL != "" && !strings.HasSuffix(s.BaseURL, "/") {
			t.Fatalf("language %q, theme %q, address %q", s.Language, s.Theme, s.BaseURL)
		}
		if d := s.Disclosure; d.MinCount < 1 || d.MinCountSensitive < 1 || d.Reason == "" && (d.MinCount < leastCount || d.MinCountSensitive < leastCountSensitive) {
			t.Fatalf("thresholds %+v", d)
		}
		for _, c := range s.Sources {
			if !inData(c.File) || c.Join != nil && !inData(c.Join.File) {
				t.Fatalf("a source reads %q, %+v", c.File, c.Join)
			}
		}
		if n := len(s.Categories); n == 0 || s.Categories[n-1].From != 0 {
			t.Fatalf("categories %v", s.Categories)
		}
	})
}

func inData(file string) bool { return fs.ValidPath(file) && strings.HasPrefix(file, "data/") }
