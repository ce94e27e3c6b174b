package build

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
)

// cost is what making a site costs in counts that are the same on every machine.
type cost struct {
	page      float64 // pieces of memory a page
	kilobytes int     // of all files
	row       int     // files written after one row has changed
	made      int     // parts made for that: pages, tables and the like
}

// What the made sites may cost at most: what they did when this was last set, and 8 %
// more for pieces of memory and parts, 5 % for bytes. Whoever makes a page dearer on purpose says
// why in the commit that raises the number; whoever makes it cheaper lowers it.
var ceilings = map[string]cost{
	"district": {page: 760, kilobytes: 9_400, row: 41, made: 100},
	"province": {page: 430, kilobytes: 61_100, row: 43, made: 195},
}

// flat is how much dearer a page of the province may be than one of the district.
const flat = 1.3

// Speed is held by counts, as seconds are those of a machine and of an hour.
func TestSpeedByCounts(t *testing.T) {
	costs := map[string]cost{}
	for _, area := range benchAreas {
		o := madeSite(t, area.code)
		o.Program = "the same each time"
		got, most := costOf(t, o), ceilings[area.name]
		costs[area.name] = got
		t.Logf("%s: %+v", area.name, got)
		for _, c := range []struct {
			what      string
			got, most float64
		}{
			{"pieces of memory a page", got.page, most.page},
			{"kB in all", float64(got.kilobytes), float64(most.kilobytes)},
			{"files after one changed row", float64(got.row), float64(most.row)},
			{"parts made for it", float64(got.made), float64(most.made)},
		} {
			if c.got > c.most {
				t.Errorf("%s: %.1f %s, at most %.1f are allowed", area.name, c.got, c.what, c.most)
			}
		}
	}
	if small, large := costs["district"].page, costs["province"].page; large > flat*small {
		t.Errorf("a page of the province takes %.0f pieces of memory, more than %.1f times the %.0f of the district", large, flat, small)
	}
}

func costOf(t *testing.T, o Options) (c cost) {
	t.Helper()
	s := plannedSite(t, o)
	var size atomic.Int64
	keep := func(_ string, body []byte) error { size.Add(int64(len(body))); return nil }
	if err := s.writeFiles(context.Background(), 1, outlet{write: keep}); err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := s.writePages(context.Background(), 1, outlet{write: keep}); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	c.page = float64(after.Mallocs-before.Mallocs) / float64(len(s.plans[0].Pages()))
	c.kilobytes = int(size.Load() / 1000)
	for i := range 2 {
		changeRow(t, o.Dir, i)
		result, ps, err := Site(context.Background(), o)
		if err != nil || ps.HasErrors() {
			t.Fatal(err, ps)
		}
		c.row, c.made = result.Publish.Written, result.Parts-result.Passed
	}
	return c
}
