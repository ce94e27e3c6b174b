package recount

import (
	"context"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"terang/internal/build"
	"terang/internal/health"
	"terang/internal/source"
)

// construct builds a site in memory.
func construct(t *testing.T, dir string, o build.Options) map[string][]byte {
	t.Helper()
	o.Dir = dir
	files, ps, err := build.Memory(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if ps.HasErrors() {
		var out strings.Builder
		for _, p := range ps {
			if p.Severity != source.Warning {
				out.WriteString(p.Pos.String() + ": " + p.Text("en") + "\n")
			}
		}
		t.Fatal(out.String())
	}
	return files
}

// agree compares all that a site publishes with a second count.
func agree(t *testing.T, dir, root string, o build.Options) *published {
	t.Helper()
	p := &published{sums: readOffice(t, dir, root).count(), files: construct(t, dir, o), tables: map[string][]grid{}}
	p.findRows()
	p.capaian(t)
	p.documents(t)
	return p
}

func TestSampleAgreesWithASecondCount(t *testing.T) {
	t.Parallel()
	p := agree(t, "../..", "14.10", build.Options{Date: health.DateOf(2024, 10, 20)})
	if p.exact < 2000 {
		t.Errorf("only %d rows were compared", p.exact)
	}
	if n := p.indeks(t); n != 2 {
		t.Errorf("%d indices were compared, want two years of the kabupaten", n)
	}
	if figures, indices := p.pages(t); figures < 3000 || indices < 2 {
		t.Errorf("only %d figures and %d indices of pages were compared", figures, indices)
	}
}

// TestNothingOfTheProgramIsUsed keeps the second count apart: but for making the
// site it imports no room of ours, and no library for what it counts.
func TestNothingOfTheProgramIsUsed(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"terang/internal/build", "terang/internal/health", "terang/internal/source", "golang.org/x/net/html"}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range f.Imports {
			if p, _ := strconv.Unquote(s.Path.Value); strings.Contains(p, ".") || strings.HasPrefix(p, "terang/") {
				if !slices.Contains(allowed, p) || name != "recount_test.go" && p == "terang/internal/source" {
					t.Errorf("%s imports %s", name, p)
				}
			}
		}
	}
}
