package build

import (
	"context"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/attack"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/source"
)

// stoodIn builds a site as it stood in a month.
func stoodIn(t *testing.T, o Options) attack.Edition {
	t.Helper()
	o.unpainted = true
	files, ps, err := Memory(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if ps.HasErrors() {
		t.Fatal(refused{ps})
	}
	return attack.Edition{Name: o.AsOf.String(), Files: folderOf(files)}
}

func folderOf(files map[string][]byte) fstest.MapFS {
	folder := fstest.MapFS{}
	for name, body := range files {
		folder[name] = &fstest.MapFile{Data: body}
	}
	return folder
}

// lastMonths are the months up to and including September 2024.
func lastMonths(n int) []health.Month {
	var list []health.Month
	for m := health.MonthOf(2024, 9) - health.Month(n) + 1; len(list) < n; m++ {
		list = append(list, m)
	}
	return list
}

// dataEditions makes of the sample the files for programs alone, as they stood in
// the last months, with one rule left out.
func dataEditions(t *testing.T, months int, except disclosure.Rule) []attack.Edition {
	t.Helper()
	var list []attack.Edition
	for _, m := range lastMonths(months) {
		s, ps, err := read(context.Background(), Options{Dir: sampleDir, Date: day(), AsOf: m, except: except})
		if err != nil || s == nil {
			t.Fatal(err, ps)
		}
		defer s.close()
		files := map[string][]byte{}
		for i := range s.tables().Len() {
			f := s.tables().At(i)
			files[f.Path] = f.Append(nil)
		}
		list = append(list, attack.Edition{Name: m.String(), Files: folderOf(files)})
	}
	return list
}

func attacked(t *testing.T, editions []attack.Edition) (attack.Report, source.Problems) {
	t.Helper()
	r, ps, err := attack.Run(context.Background(), editions)
	if err != nil {
		t.Fatal(err)
	}
	return r, ps
}

// TestEditionsGiveNothingAway hands twelve monthly editions of the sample to the
// attacker, who is to find nothing, and to have read whatever there is to read.
func TestEditionsGiveNothingAway(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds twelve editions of the sample")
	}
	var editions []attack.Edition
	for _, m := range lastMonths(12) {
		editions = append(editions, stoodIn(t, Options{Dir: sampleDir, Date: day(), AsOf: m}))
	}
	r, ps := attacked(t, editions)
	for _, p := range ps {
		if p.Code != "attack-passed" { // programs and styles
			t.Errorf("%s\n\t%s", p.Text("en"), p.Hint("en"))
		}
	}
	kinds := []string{
		"band", "bar", "column", "count", "data", "dot", "index", "label", "last", "line", "map", "meta", "months",
		"movement", "order", "table", "text", "title",
	}
	if interactive(t) {
		kinds = append(kinds, "attribute", "chart")
	}
	for _, how := range kinds {
		if r.Statements[how] < 10 {
			t.Errorf("%d statements of kind %q were read: the site has changed its shape, or the reader is blind there", r.Statements[how], how)
		}
	}
	if r.Editions != 12 || r.Pages < 12*190 || r.Agreeing < 200_000 || r.Bounded < 1000 {
		t.Errorf("%d editions, %d pages, %d statements that the data bear out, %d hidden amounts", r.Editions, r.Pages, r.Agreeing, r.Bounded)
	}
	for _, odd := range r.Odd {
		t.Errorf("read otherwise than the data have it: %s", odd)
	}
	for _, page := range r.Lost {
		t.Errorf("%s is about a place that the data do not know", page)
	}
	for _, c := range r.Confused {
		t.Errorf("%s contradicts itself", c)
	}
}

// leftOut lists the rules, how many editions it takes to notice that one is left out, and what is then found.
var leftOut = []struct {
	except disclosure.Rule
	months int
	code   source.Code
	says   string
}{
	{disclosure.Primary, 1, "attack-small", "rule 1"},
	{disclosure.Complement, 1, "attack-complement", "rule 2"},
	{disclosure.Secondary, 1, "attack-sum", "rule 4"},
	{disclosure.Differencing, 2, "attack-difference", "rule 5"},
	{disclosure.Floor, 1, "attack-floor", "rule 6"},
	{disclosure.Derived, 1, "attack-derived", "rule 9"},
}

// tellsRule says whether a problem of a code is told with the name of its rule.
func tellsRule(ps source.Problems, code source.Code, says string) bool {
	return slices.ContainsFunc(ps, func(p source.Problem) bool {
		return p.Code == code && strings.HasPrefix(p.Text("en"), says+":")
	})
}

// TestABrokenSuppressorIsCaught leaves out one rule at a time: its name is among what is found.
func TestABrokenSuppressorIsCaught(t *testing.T) {
	t.Parallel()
	for _, c := range leftOut {
		if _, ps := attacked(t, dataEditions(t, c.months, c.except)); !tellsRule(ps, c.code, c.says) {
			t.Errorf("without rule %d nothing is found with the name %s; all: %s", c.except, c.code, ps.Summary("en"))
		}
	}
}

// TestPagesAloneAreEnough takes all data away and leaves pages and drawings: they are read
// without a contradiction, give nothing away, and each rule left out is told by its name.
func TestPagesAloneAreEnough(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("builds eight editions of the sample")
	}
	r, ps := attacked(t, pagesAlone(t, 1, disclosure.Shown))
	for _, p := range ps {
		if p.Code != "attack-passed" { // pages in one file
			t.Errorf("%s: %s", p.Pos.File, p.Text("en"))
		}
	}
	if r.Agreeing < 20_000 || r.Bounded < 400 || len(r.Odd)+len(r.Lost)+len(r.Confused) > 0 {
		t.Errorf("%d statements agree, %d hidden amounts; odd %v, lost %v, confused %v", r.Agreeing, r.Bounded, r.Odd, r.Lost, r.Confused)
	}
	for _, c := range leftOut {
		if _, ps := attacked(t, pagesAlone(t, c.months, c.except)); !tellsRule(ps, c.code, c.says) {
			t.Errorf("without rule %d pages alone tell nothing with the name %s; all: %s", c.except, c.code, ps.Summary("en"))
		}
	}
}

// pagesAlone builds whole editions of the last months and keeps their pages and drawings.
func pagesAlone(t *testing.T, months int, except disclosure.Rule) []attack.Edition {
	t.Helper()
	var list []attack.Edition
	for _, m := range lastMonths(months) {
		files, ps, err := Memory(context.Background(), Options{unpainted: true, Dir: sampleDir, Date: day(), AsOf: m, except: except})
		if err != nil || ps.HasErrors() {
			t.Fatal(err, ps)
		}
		maps.DeleteFunc(files, func(name string, _ []byte) bool { return path.Ext(name) != ".html" && path.Ext(name) != ".svg" })
		list = append(list, attack.Edition{Name: m.String(), Files: folderOf(files)})
	}
	return list
}

// interactive says whether the charting library has been bundled: without it pages
// hold no data for it, and there is nothing of that kind to read.
func interactive(t *testing.T) bool {
	t.Helper()
	return defaultLook(t).AssetPath("echarts.js") != ""
}
