package build

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"terang/internal/edition"
	"terang/internal/source"
)

// keptOf keeps the downloads of a folder as an edition, without a site.
func keptOf(t *testing.T, o Options, name string) {
	t.Helper()
	s, ps, err := read(context.Background(), o)
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	defer s.close()
	var list []edition.Kept
	for i := range s.tables().Len() {
		f := s.tables().At(i)
		if file, in := strings.CutPrefix(f.Path, downloadsFolder); in && edition.Takes(file) {
			list = append(list, edition.Kept{Name: file, Body: f.Append(nil)})
		}
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // what was written is closed
	if _, err := edition.Keep(root, name, list); err != nil {
		t.Fatal(err)
	}
}

// TestSubtractionFromTheSample corrects one desa of the sample, of which an edition hides two neighbours: what becomes
// known is told by the name of the figure from which it follows, and is no further edition's.
func TestSubtractionFromTheSample(t *testing.T) {
	t.Parallel()
	const file, hidden, other = "data/observations/2024.csv", "2024-09,lansia,14.10.02.2011,4,", "2024-09,lansia,14.10.02.2003,11,"
	for _, c := range []struct {
		name    string
		changes [][2]string
		code    source.Code
		of      string // the figure, and what the problem tells of it
		others  []source.Code
	}{
		{"nothing", nil, "", "", []source.Code{"edition-few", "edition-hidden", "edition-shown"}},
		{"a figure that was hidden", [][2]string{{hidden, "2024-09,lansia,14.10.02.2011,10,"}}, "edition-shown", "lansia Melai", nil},
		{"what is left of a sum", [][2]string{{other, "2024-09,lansia,14.10.02.2003,21,"}, {hidden, "2024-09,lansia,14.10.02.2011,1,"}}, "edition-few", "lansia Rangsang Barat", nil},
		{"many of a shown figure", [][2]string{{other, "2024-09,lansia,14.10.02.2003,21,"}}, "", "", []source.Code{"edition-few", "edition-hidden", "edition-shown"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := Options{Dir: input(t, sampleDir), Date: day(), Plain: true}
			keptOf(t, o, "kini")
			for _, change := range c.changes {
				swap(file, change[0], change[1])(t, o.Dir)
			}
			s, ps, err := read(context.Background(), o)
			if err != nil || ps.HasErrors() {
				t.Fatal(err, refused{ps})
			}
			defer s.close()
			for _, code := range c.others {
				if told := toldOf(ps, code); len(told) > 0 {
					t.Errorf("told is %q", told)
				}
			}
			if c.code == "" {
				return
			}
			if told := toldOf(ps, c.code); !slices.ContainsFunc(told, func(text string) bool { return strings.Contains(text, c.of) }) {
				t.Errorf("%s of %s is not told; %s", c.code, c.of, ps.Summary("en"))
				for _, code := range []source.Code{"edition-few", "edition-hidden", "edition-shown"} {
					t.Log(toldOf(ps, code))
				}
			}
			root, err := openRoot(o.Dir)
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close() //nolint:errcheck // it is only read
			if ps, err := s.reveals(root); err != nil || len(toldOf(ps, "edition-reveals")) != 1 {
				t.Errorf("a further edition: %v %v", ps, err)
			}
		})
	}
}
