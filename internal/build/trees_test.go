package build

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"terang/internal/attack"
	"terang/internal/config"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/opendata"
	"terang/internal/source"
	"terang/internal/spm"
	"terang/internal/tally"
	"terang/internal/theme"
)

// hamlet is a small kabupaten made by chance: who is where, who serves whom, and rows of some months.
type hamlet struct {
	areas      []health.Area
	facilities []health.Facility
	served     map[string]string
	ind        health.Indicator
	rows       []tally.Row
	single     bool // all is of April
}

func someHamlet(r *rand.Rand, single bool) *hamlet {
	w := &hamlet{served: map[string]string{}, single: single}
	class := []health.Sensitivity{health.Routine, health.Routine, health.Condition, health.Sensitive}[r.IntN(4)]
	w.ind = health.Indicator{
		Code: "x", Name: "Layanan x", ShortName: "x", Group: health.GroupSPM, Measure: health.Proportion, Unit: "orang",
		Factor: 100, Polarity: health.HighIsGood, Target: 100, Cumulative: true, Sensitivity: class, Lowest: health.Desa,
	}
	if class == health.Sensitive {
		w.ind.Lowest = health.Kecamatan
	}
	w.areas = append(w.areas, health.Area{Code: "14.10", Name: "K", Level: health.Kabkota, Parent: health.NoUnit})
	var posts []string
	for k := range 1 + r.IntN(3) {
		kec := health.Unit(len(w.areas))
		w.areas = append(w.areas, health.Area{Code: fmt.Sprintf("14.10.%02d", k+1), Name: "L", Level: health.Kecamatan, Parent: 0})
		if r.IntN(4) > 0 {
			code := fmt.Sprintf("P%d", k+1)
			posts = append(posts, code)
			w.facilities = append(w.facilities, health.Facility{
				Code: code, Name: code, Type: health.TypePuskesmas, Kabkota: 0, Kecamatan: kec, Desa: health.NoUnit,
			})
		}
		for d := range 1 + r.IntN(5) {
			w.areas = append(w.areas, health.Area{Code: fmt.Sprintf("14.10.%02d.%d", k+1, 2001+d), Name: "D", Level: health.Desa, Parent: kec})
			if len(posts) > 0 && r.IntN(8) > 0 {
				w.served[w.areas[len(w.areas)-1].Code] = posts[max(0, len(posts)-1-r.IntN(4)/3)]
			}
		}
		w.areas[kec].End = health.Unit(len(w.areas))
	}
	w.areas[0].End = health.Unit(len(w.areas))
	for u := range w.areas {
		if w.areas[u].Level == health.Desa {
			w.areas[u].End = health.Unit(u + 1)
		}
	}
	w.fill(r)
	return w
}

// fill lets desa report, and now and then a puskesmas in their place.
func (w *hamlet) fill(r *rand.Rand) {
	reg := w.register()
	speaks := map[health.Unit]bool{}
	for _, p := range reg.Puskesmas() {
		if r.IntN(6) == 0 {
			speaks[p] = true
			w.report(r, p)
		}
	}
	for u := range health.Unit(len(reg.Areas)) {
		if reg.LevelOf(u) == health.Desa && !speaks[reg.Areas[u].Puskesmas] && r.IntN(10) > 0 {
			w.report(r, u)
		}
	}
	if u := health.Unit(r.IntN(len(reg.Areas))); reg.LevelOf(u) == health.Kecamatan {
		w.rows = append(w.rows, tally.Row{
			Unit: u, Month: health.MonthOf(2024, 4), Kind: tally.Outside,
			N: health.Count(1 + r.IntN(12)), D: health.Missing,
		})
	}
}

func (w *hamlet) report(r *rand.Rand, u health.Unit) {
	d := []int{0, 1, 3, 6, 11, 15, 20, 30, 45, 60, 200}[r.IntN(11)]
	projected, left := r.IntN(3) == 0, d
	from := 1
	if r.IntN(8) == 0 {
		from = 3
	}
	if w.single {
		from = 4
	}
	for m := from; m <= 4; m++ {
		n := 0
		if left > 0 {
			n = []int{0, r.IntN(4), r.IntN(left + 1), min(left, 4+r.IntN(9))}[r.IntN(4)]
			n = min(n, left)
		}
		left -= n
		w.rows = append(w.rows, tally.Row{
			Unit: u, Month: health.MonthOf(2024, m), N: health.Count(n), D: health.Count(d), Projected: projected,
		})
	}
}

func (w *hamlet) register() *health.Register {
	return health.NewRegister(append([]health.Area(nil), w.areas...), append([]health.Facility(nil), w.facilities...), w.served)
}

// data makes the files for programs of the portal as it stood in a month.
func (w *hamlet) data(t *testing.T, look *theme.Theme, month health.Month, except disclosure.Rule) attack.Edition {
	t.Helper()
	reg := w.register()
	inds := []health.Indicator{w.ind}
	b := tally.NewBuilder(reg, inds, health.MonthOf(2030, 1))
	for _, row := range w.rows {
		b.Add(row)
	}
	s := spm.Summarise(spm.Input{Register: reg, Indicators: inds, Table: b.Table(), AsOf: month})
	cfg := config.Default()
	cfg.Area = "14.10"
	release := disclosure.Disclose(s, disclosure.Policy{
		MinCount: cfg.Disclosure.MinCount, MinCountSensitive: cfg.Disclosure.MinCountSensitive, Except: except,
	})
	files := map[string][]byte{}
	set := opendata.New(opendata.Input{Config: cfg, Register: reg, Indicators: inds, Release: release, Words: look.Words()})
	for i := range set.Len() {
		f := set.At(i)
		files[f.Path] = f.Append(nil)
	}
	return attack.Edition{Name: month.String(), Files: folderOf(files)}
}

// TestTreesGiveNothingAway attacks thousands of small made-up portals by their data
// alone, of one month or of four months' editions: nothing is found at all.
func TestTreesGiveNothingAway(t *testing.T) {
	t.Parallel()
	look := defaultLook(t)
	trees := 3000
	if testing.Short() {
		trees = 300
	}
	bounded, faults := 0, 0
	for seed := range trees {
		single := seed%3 > 0
		w := someHamlet(rand.New(rand.NewPCG(uint64(seed), 7)), single)
		var editions []attack.Edition
		for m := 1; m <= 4; m++ {
			if m == 4 || !single {
				editions = append(editions, w.data(t, look, health.MonthOf(2024, m), disclosure.Shown))
			}
		}
		r, ps := attacked(t, editions)
		bounded += r.Bounded
		for _, p := range ps {
			switch p.Code {
			case "attack-nothing", "attack-passed", "attack-unbounded": // nobody has reported, a table stands there once more, or all is hidden
				continue
			}
			t.Errorf("tree %d: %s", seed, p.Text("en"))
			faults++
		}
		if len(r.Odd)+len(r.Confused) > 0 {
			t.Errorf("tree %d: %v %v", seed, r.Odd, r.Confused)
		}
		if faults > 20 {
			t.Fatal("and so on")
		}
	}
	if bounded < trees {
		t.Errorf("only %d hidden amounts were bounded", bounded)
	}
	t.Logf("%d hidden amounts", bounded)
}

// TestTreesTellABrokenRule leaves out one rule at a time: some tree soon gives something away, by the rule's name.
func TestTreesTellABrokenRule(t *testing.T) {
	t.Parallel()
	look := defaultLook(t)
	for rule, code := range map[disclosure.Rule]source.Code{
		disclosure.Primary: "attack-small", disclosure.Complement: "attack-complement", disclosure.Secondary: "attack-sum",
		disclosure.Differencing: "attack-difference", disclosure.Floor: "attack-floor",
	} {
		found := false
		for seed := uint64(0); seed < 60 && !found; seed++ {
			w := someHamlet(rand.New(rand.NewPCG(seed, 7)), false)
			_, ps := attacked(t, []attack.Edition{
				w.data(t, look, health.MonthOf(2024, 3), rule), w.data(t, look, health.MonthOf(2024, 4), rule),
			})
			found = slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Code == code })
		}
		if !found {
			t.Errorf("without rule %d no tree has %s", rule, code)
		}
	}
}

func defaultLook(t *testing.T) *theme.Theme {
	t.Helper()
	look, ps := theme.Read(os.DirFS(sampleDir), theme.Choice{Name: config.Default().Theme}, source.Indonesian)
	if ps.HasErrors() {
		t.Fatal(strings.TrimSpace(fmt.Sprint(ps)))
	}
	return look
}
