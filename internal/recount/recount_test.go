package recount

import (
	"context"
	"strings"
	"testing"

	"terang/internal/build"
	"terang/internal/health"
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
			out.WriteString(p.Pos.String() + ": " + p.Text("en") + "\n")
		}
		t.Fatal(out.String())
	}
	return files
}

// always is later than any report.
const always = 9999

// agree compares all that a site publishes with a second count.
func agree(t *testing.T, dir, root string, o build.Options) *published {
	t.Helper()
	p := &published{sums: readOffice(t, dir, root).count(always, 12), files: construct(t, dir, o)}
	p.capaian(t)
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
}
