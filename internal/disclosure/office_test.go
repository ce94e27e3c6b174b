package disclosure

import (
	"fmt"
	"slices"
	"strings"

	"pgregory.net/rapid"

	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

// office is a small made-up site: a register, and rows as an office would send them.
type office struct {
	areas      []health.Area
	facilities []health.Facility
	served     map[string]string
	ind        health.Indicator
	rows       []tally.Row
}

var thisJune = health.MonthOf(2024, 6)

// offices draws one or two kab/kota with one to four kecamatan of one to five
// desa each; puskesmas that serve the desa of their own kecamatan or anybody's;
// desa, puskesmas and kecamatan that report; silent ones, empty ones, small
// counts, more served than sasaran, and people of outside.
func offices() *rapid.Generator[*office] {
	return rapid.Custom(func(t *rapid.T) *office {
		w := &office{served: map[string]string{}}
		w.ind = rapid.SampledFrom([]health.Indicator{routine, routine, condition, sensitive, hiv}).Draw(t, "indicator")
		top := health.NoUnit
		kabkota := rapid.SampledFrom([]int{1, 1, 1, 2}).Draw(t, "kabkota")
		if kabkota > 1 {
			top = w.area(health.NoUnit, "14", health.Provinsi)
		}
		for k := range kabkota {
			kab := w.area(top, fmt.Sprintf("14.%02d", 10+k), health.Kabkota)
			for c := range rapid.IntRange(1, 4).Draw(t, "kecamatan") {
				kec := w.area(kab, fmt.Sprintf("%s.%02d", w.areas[kab].Code, c+1), health.Kecamatan)
				for d := range rapid.IntRange(1, 5).Draw(t, "desa") {
					w.area(kec, fmt.Sprintf("%s.%d", w.areas[kec].Code, 2001+d), health.Desa)
				}
			}
		}
		w.close()
		w.drawPuskesmas(t)
		w.drawRows(t)
		return w
	})
}

func (w *office) area(parent health.Unit, code string, l health.Level) health.Unit {
	w.areas = append(w.areas, health.Area{Code: code, Name: code, Level: l, Parent: parent})
	return health.Unit(len(w.areas) - 1)
}

// close tells every area where its subtree ends.
func (w *office) close() {
	for u := range w.areas {
		end := u + 1
		for end < len(w.areas) && strings.HasPrefix(w.areas[end].Code, w.areas[u].Code+".") {
			end++
		}
		w.areas[u].End = health.Unit(end)
	}
}

func (w *office) at(l health.Level) []health.Unit {
	var list []health.Unit
	for u, a := range w.areas {
		if a.Level == l {
			list = append(list, health.Unit(u))
		}
	}
	return list
}

func (w *office) drawPuskesmas(t *rapid.T) {
	kecamatan := w.at(health.Kecamatan)
	local := map[health.Unit][]string{}
	var all []string
	for i := range rapid.IntRange(0, 6).Draw(t, "puskesmas") {
		home := rapid.SampledFrom(kecamatan).Draw(t, "home")
		code := fmt.Sprintf("P%d", i+1)
		f := health.Facility{Code: code, Name: code, Type: health.TypePuskesmas, Kabkota: w.areas[home].Parent, Kecamatan: home, Desa: health.NoUnit}
		if rapid.IntRange(0, 9).Draw(t, "homeless") == 0 {
			f.Kecamatan = health.NoUnit
		}
		w.facilities = append(w.facilities, f)
		local[home] = append(local[home], code)
		all = append(all, code)
	}
	if len(all) == 0 {
		return
	}
	mixed := rapid.Bool().Draw(t, "across kecamatan")
	for _, u := range w.at(health.Desa) {
		choice := local[w.areas[u].Parent]
		if mixed || len(choice) == 0 {
			choice = all
		}
		if p := rapid.SampledFrom(append(slices.Clone(choice), choice[0], "")).Draw(t, "puskesmas"); p != "" {
			w.served[w.areas[u].Code] = p
		}
	}
}

// drawRows lets each puskesmas, or else each of its desa, report.
func (w *office) drawRows(t *rapid.T) {
	reg := w.register()
	speaks := map[health.Unit]bool{}
	for _, p := range reg.Puskesmas() {
		if rapid.IntRange(0, 5).Draw(t, "puskesmas reports") == 0 {
			speaks[p] = true
			w.report(t, p)
		}
	}
	for _, kec := range w.at(health.Kecamatan) {
		alone := len(reg.Children(kec)) > 0
		for _, u := range reg.Children(kec) {
			alone = alone && reg.Areas[u].Puskesmas == health.NoUnit
		}
		if alone && rapid.IntRange(0, 3).Draw(t, "kecamatan reports") == 0 {
			w.report(t, kec)
			continue
		}
		for _, u := range reg.Children(kec) {
			if !speaks[reg.Areas[u].Puskesmas] && rapid.IntRange(0, 9).Draw(t, "silent") > 0 {
				w.report(t, u)
			}
		}
	}
	for _, u := range rapid.SliceOfNDistinct(rapid.IntRange(0, reg.Units()-1), 0, 2, rapid.ID).Draw(t, "outside") {
		w.rows = append(w.rows, tally.Row{
			Unit: health.Unit(u), Month: thisJune, Kind: tally.Outside,
			N: health.Count(rapid.IntRange(1, 12).Draw(t, "of outside")), D: health.Missing,
		})
	}
}

func (w *office) report(t *rapid.T, u health.Unit) {
	d := rapid.SampledFrom([]int{0, 1, 3, 6, 11, 15, 20, 30, 45, 60, 200}).Draw(t, "d")
	n := 0
	if d > 0 {
		switch rapid.IntRange(0, 5).Draw(t, "shape") {
		case 0:
		case 1:
			n = d
		case 2:
			n = d - min(d, rapid.IntRange(1, 9).Draw(t, "left"))
		case 3:
			n = min(d, rapid.IntRange(1, 9).Draw(t, "few"))
		case 4:
			n = rapid.IntRange(0, d).Draw(t, "n")
		case 5:
			n = rapid.IntRange(0, d+d/4+1).Draw(t, "n")
		}
	}
	w.rows = append(w.rows, tally.Row{
		Unit: u, Month: thisJune, N: health.Count(n), D: health.Count(d),
		Projected: rapid.IntRange(0, 2).Draw(t, "projected") == 0,
	})
}

// register makes a register of its own, for it takes over the areas.
func (w *office) register() *health.Register {
	return health.NewRegister(slices.Clone(w.areas), slices.Clone(w.facilities), w.served)
}

// summary adds the rows up in the order given.
func (w *office) summary(rows []tally.Row) *spm.Summary { return w.summaryAt(rows, health.NoMonth) }

func (w *office) summaryAt(rows []tally.Row, asOf health.Month) *spm.Summary {
	reg, through := w.register(), asOf // as an edition, which knows no later row
	if asOf == health.NoMonth {
		through = health.MonthOf(2030, 1)
	}
	b := tally.NewBuilder(reg, make([]health.Indicator, 1), through)
	for _, r := range rows {
		b.Add(r)
	}
	return spm.Summarise(spm.Input{
		Register: reg, Indicators: []health.Indicator{w.ind}, Table: b.Table(), AsOf: asOf,
	})
}

// GoString tells the office's figures where a test fails.
func (w *office) GoString() string {
	var out strings.Builder
	s := w.summary(w.rows)
	y := s.Of(2024)
	if y == nil {
		return "no reports"
	}
	r := Disclose(s, policy)
	fmt.Fprintf(&out, "%s\n", w.ind.Code)
	for u := range health.Unit(s.Register.Units()) {
		sum := y.Sum(u, 0)
		if !sum.N.Known() {
			continue
		}
		by := ""
		if int(u) < len(s.Register.Areas) {
			by = w.served[s.Register.Code(u)]
		}
		fmt.Fprintf(&out, "%-14s %-4s %d/%d own %v outside %d by month", s.Register.Code(u), by, sum.N, sum.D, sum.Own, sum.Outside)
		for m := health.MonthOf(2024, 1); m <= y.Through; m++ {
			hidden := ""
			if !r.shows(u, 0, m) {
				hidden = "*"
			}
			fmt.Fprintf(&out, " %d%s", sum.Series[m.Of()-1], hidden)
		}
		if course, varies := y.Course(u, 0); varies {
			fmt.Fprintf(&out, ", sasaran by month %v, projected %b", course.D[:y.Through.Of()], course.Projected)
		}
		fmt.Fprintln(&out)
	}
	return out.String()
}
