package build

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"terang/internal/health"
)

func readText(t *testing.T, dir, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestTwinsAfterEdits holds a site that is built again and again with twins against the same built from nothing.
func TestTwinsAfterEdits(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	plain := readText(t, dir, "site.yaml") + "pictures: few\ncopies: false\n"
	o := Options{Dir: dir, Out: "public", Date: day(), AsOf: health.NoMonth, Program: "one", unpainted: true}
	counts := "data/observations/2024.csv"
	rows := strings.SplitAfter(readText(t, dir, counts), "\n")
	for _, edit := range []struct {
		name  string
		files map[string]string
		same  bool // nothing is written
	}{
		{name: "first", files: map[string]string{"site.yaml": plain + "compress: [gz, br, zst]\n"}},
		{name: "nothing", same: true},
		{name: "a row is gone", files: map[string]string{counts: strings.Join(slices.Delete(slices.Clone(rows), 3, 4), "")}},
		{name: "one coding", files: map[string]string{"site.yaml": plain + "compress: [br]\n"}},
		{name: "another", files: map[string]string{"site.yaml": plain + "compress: [gz]\n", counts: strings.Join(rows, "")}},
		{name: "none", files: map[string]string{"site.yaml": plain}},
	} {
		putFiles(t, dir, edit.files)
		r, ps, err := Site(context.Background(), o)
		if err != nil || ps.HasErrors() {
			t.Fatal(err, ps)
		}
		if (r.Publish.Written == 0 && r.Publish.Removed == 0) != edit.same {
			t.Errorf("%s: %+v", edit.name, r.Publish)
		}
		anew := o
		anew.Out, anew.Program, anew.Dir = "public", "", input(t, dir)
		if err := os.RemoveAll(filepath.Join(anew.Dir, "public")); err != nil {
			t.Fatal(err)
		}
		if err := os.RemoveAll(filepath.Join(anew.Dir, stateDir)); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Site(context.Background(), anew); err != nil {
			t.Fatal(err)
		}
		got, want := tree(t, filepath.Join(dir, "public")), tree(t, filepath.Join(anew.Dir, "public"))
		if !maps.Equal(got, want) {
			t.Errorf("%s: %d files stand, %d from nothing, not all the same", edit.name, len(got), len(want))
		}
		for _, twin := range []string{".gz", ".br", ".zst"} {
			_, stands := got["index.html"+twin]
			if asked := strings.Contains(readText(t, dir, "site.yaml"), "compress: [") && strings.Contains(strings.SplitAfter(readText(t, dir, "site.yaml"), "compress: [")[1], twin[1:]); stands != asked {
				t.Errorf("%s: index.html%s stands: %t, asked for: %t", edit.name, twin, stands, asked)
			}
		}
	}
}
