package build

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"terang/internal/edition"
	"terang/internal/health"
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
	all, august := []source.Code{"edition-few", "edition-hidden", "edition-shown"}, health.MonthOf(2024, 8)
	for _, c := range []struct {
		name    string
		changes [][2]string
		code    source.Code
		of      string // the figure, and what the problem tells of it
		others  []source.Code
		through health.Month // up to which the edition counts, else as the site does
	}{
		{name: "nothing", others: all},
		{name: "an earlier month of the same data", others: all, through: august},
		{name: "a figure that was hidden", changes: [][2]string{{hidden, "2024-09,lansia,14.10.02.2011,10,"}}, code: "edition-shown", of: "lansia Melai"},
		{name: "what is left of a sum", changes: [][2]string{{other, "2024-09,lansia,14.10.02.2003,21,"}, {hidden, "2024-09,lansia,14.10.02.2011,1,"}}, code: "edition-few", of: "lansia Rangsang Barat"},
		{name: "many of a shown figure", changes: [][2]string{{other, "2024-09,lansia,14.10.02.2003,21,"}}, others: all},
		{ // two in September: all but the bands of two desa is hidden, of which one was corrected
			name: "a figure of which the band is left", code: "edition-hidden", of: "balita Telaga Baru 2024-09",
			changes: [][2]string{{"2024-08,balita,14.10.02.2011,16,", "2024-08,balita,14.10.02.2011,30,"}, {"2024-09,balita,14.10.02.2011,5,", "2024-09,balita,14.10.02.2011,2,"}},
		},
		{
			name: "a figure of an earlier month", code: "edition-hidden", of: "balita Telaga Baru 2024-08", through: august,
			changes: [][2]string{{"2024-07,balita,14.10.02.2011,8,", "2024-07,balita,14.10.02.2011,22,"}, {"2024-08,balita,14.10.02.2011,16,", "2024-08,balita,14.10.02.2011,2,"}},
		},
		{
			name: "the last one shown of a hidden figure", code: "edition-hidden", of: "dm Mekong 2024-08",
			changes: [][2]string{{"2024-07,dm,14.10.04.2007,3,", "2024-07,dm,14.10.04.2007,8,"}, {"2024-08,dm,14.10.04.2007,7,", "2024-08,dm,14.10.04.2007,2,"}},
		},
		{ // two of the sasaran of one desa are another's, so that no sum moves
			name: "the sasaran of the last one shown of a hidden figure", code: "edition-few", of: "dm Mekong 2024-08",
			changes: moveSasaran(map[string][2]string{"14.10.04.2007": {"39", "41"}, "14.10.04.2005": {"31", "29"}}),
		},
		{
			name: "what is left of the last sum shown", code: "edition-few", of: "dm Puskesmas Alai 2024-08",
			changes: [][2]string{{"2024-08,dm,14.10.04.2007,7,", "2024-08,dm,14.10.04.2007,14,"}, {"2024-08,dm,14.10.04.2005,2,", "2024-08,dm,14.10.04.2005,5,"}},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o := Options{Dir: input(t, sampleDir), Date: day(), Plain: true}
			then := o
			then.AsOf = c.through
			keptOf(t, then, "kini")
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
				for _, code := range all {
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

// moveSasaran gives desa another sasaran of dm in all months of 2024: code, what it was, what it is.
func moveSasaran(of map[string][2]string) (changes [][2]string) {
	served := map[string][]string{"14.10.04.2007": {"0", "6", "1", "4", "4", "2", "3", "7", "3"}, "14.10.04.2005": {"2", "6", "0", "1", "5", "5", "1", "2", "3"}}
	for code, d := range of {
		for m, n := range served[code] {
			row := fmt.Sprintf("2024-%02d,dm,%s,%s,", m+1, code, n)
			changes = append(changes, [2]string{row + d[0] + ",", row + d[1] + ","})
		}
	}
	return changes
}
