package plausible

import (
	"fmt"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"terang/internal/health"
	"terang/internal/tally"
)

// site is a kabupaten with so many desa.
func site(desa int) *health.Register {
	areas := []health.Area{
		{Code: "14.10", Name: "K", Level: health.Kabkota, Parent: health.NoUnit, End: health.Unit(desa + 1), Population: health.Missing},
	}
	for i := range desa {
		areas = append(areas, health.Area{
			Code: fmt.Sprintf("14.10.01.%d", 2001+i), Name: fmt.Sprintf("D%d", i), Level: health.Desa, Parent: 0, End: health.Unit(i + 2), Population: 1000,
		})
	}
	return health.NewRegister(areas, nil, nil)
}

func indicators(codes ...string) []health.Indicator {
	var list []health.Indicator
	for _, c := range codes {
		list = append(list, health.Indicator{Code: c, Measure: health.Proportion})
	}
	return list
}

// found lists the codes told of one desa that reports these counts from January on.
func found(kind tally.Kind, counts ...health.Count) []string {
	reg, inds := site(1), indicators("x")
	b := tally.NewBuilder(reg, inds, health.MonthOf(2030, 1))
	for i, n := range counts {
		b.Add(tally.Row{Unit: 1, Month: health.MonthOf(2023+i/12, i%12+1), N: n, D: 1000, Kind: kind, Origin: uint32(i + 1)})
	}
	var codes []string
	l := New(Input{Register: reg, Indicators: inds, Table: b.Table()}, func(f Finding) {
		codes = append(codes, fmt.Sprintf("%s %s %d", f.Code, f.Period, f.Origin))
	})
	l.Look(0, 2)
	l.Groups()
	return codes
}

func TestMonthsUnlikeOthers(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind   tally.Kind
		counts []health.Count
		want   []string
	}{
		"a digit too many":            {0, []health.Count{9, 11, 12, 10, 118, 9, 13, 14, 10}, []string{"outlier 2023-05 5"}},
		"nothing, where much is done": {0, []health.Count{90, 110, 95, 101, 0, 99, 103, 97, 104}, []string{"outlier 2023-05 5"}},
		"too short a history":         {0, []health.Count{9, 11, 12, 10, 118, 9, 13, 14}, nil},
		"a history of two years":      {0, []health.Count{9, 11, 12, 10, 9, 9, 13, 14, 8, 9, 12, 11, 10, 98}, []string{"outlier 2024-02 14"}},
		"a unit that varies":          {0, []health.Count{2, 60, 9, 44, 118, 9, 30, 71, 10}, nil},
		"three campaigns":             {0, []health.Count{1, 0, 90, 1, 0, 95, 2, 1, 99, 0}, nil},
		"few people":                  {0, []health.Count{0, 0, 1, 0, 9, 0, 1, 0, 0}, nil},
		"the growth of a sum":         {tally.Cumulative, []health.Count{9, 20, 32, 42, 160, 169, 182, 196, 206}, []string{"outlier 2023-05 5"}},
		"states":                      {tally.State, []health.Count{9, 11, 12, 10, 118, 9, 13, 14, 10}, nil},
		"the same six times":          {0, []health.Count{9, 10, 10, 10, 10, 10, 10, 12}, []string{"same-again 2023-07 7"}},
		"the same five times":         {0, []health.Count{9, 10, 10, 10, 10, 10, 11, 12}, nil},
		"fifty, five times":           {0, []health.Count{50, 50, 50, 50, 50, 47}, []string{"same-again 2023-05 5"}},
		"nobody, again and again":     {0, []health.Count{0, 0, 0, 0, 0, 0, 0, 0}, nil},
	} {
		if got := found(c.kind, c.counts...); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// What is counted anew each time, such as the referrals of a month, has a sasaran
// that moves: each state is held against its own, and none against last year's.
func TestSasaranThatMoves(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rows [][3]int // month since January 2023, numerator, sasaran
		want []string
	}{
		"each within its own":         {[][3]int{{0, 40, 50}, {1, 20, 25}}, nil},
		"the last above its own":      {[][3]int{{0, 40, 50}, {1, 26, 25}}, []string{"over-hundred 2023-02"}},
		"another size each year":      {[][3]int{{0, 40, 50}, {1, 20, 25}, {12, 70, 90}}, nil},
		"one that stays and leaps":    {[][3]int{{0, 40, 50}, {1, 41, 50}, {12, 70, 90}}, []string{"denominator-jump 2024"}},
		"above one that always holds": {[][3]int{{0, 60, 50}, {1, 41, 50}}, []string{"over-hundred 2023-01"}},
	} {
		reg, inds := site(1), indicators("x")
		b := tally.NewBuilder(reg, inds, health.MonthOf(2030, 1))
		for i, r := range c.rows {
			b.Add(tally.Row{
				Unit: 1, Month: health.MonthOf(2023+r[0]/12, r[0]%12+1), N: health.Count(r[1]), D: health.Count(r[2]), Kind: tally.State, Origin: uint32(i + 1),
			})
		}
		var got []string
		New(Input{Register: reg, Indicators: inds, Table: b.Table()}, func(f Finding) { got = append(got, string(f.Code)+" "+f.Period) }).Look(0, 2)
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// Several who look at parts find what one finds.
func TestPartsDoNotMatter(t *testing.T) {
	t.Parallel()
	all := 0
	rapid.Check(t, func(t *rapid.T) {
		desa := rapid.IntRange(1, 9).Draw(t, "desa")
		reg, inds := site(desa), indicators("k1", "k4", "bumil", "bulin", "bbl")
		b := tally.NewBuilder(reg, inds, health.MonthOf(2030, 1))
		origin := uint32(0)
		for u := 1; u <= desa; u++ {
			for i := range inds {
				d := health.Count(rapid.SampledFrom([]int{5, 20, 40, 2000}).Draw(t, "d"))
				for m := range rapid.IntRange(0, 24).Draw(t, "months") {
					n := health.Count(rapid.SampledFrom([]int{-1, 0, 1, 1, 1, 5, 5, 60}).Draw(t, "n"))
					origin++
					b.Add(tally.Row{Unit: health.Unit(u), Indicator: i, Month: health.MonthOf(2023, m+1), N: n, D: d, Origin: origin})
				}
			}
		}
		in := Input{Register: reg, Indicators: inds, Table: b.Table()}
		var whole, parts []Finding
		one := New(in, func(f Finding) { whole = append(whole, f) })
		one.Look(0, health.Unit(desa+1))
		one.Groups()
		at := health.Unit(rapid.IntRange(0, desa+1).Draw(t, "cut"))
		first, second := New(in, func(f Finding) { parts = append(parts, f) }), New(in, func(f Finding) { parts = append(parts, f) })
		first.Look(0, at)
		second.Look(at, health.Unit(desa+1))
		first.Merge(second)
		first.Groups()
		if all += len(whole); !reflect.DeepEqual(whole, parts) {
			t.Fatalf("%v\nin parts %v", whole, parts)
		}
	})
	if all < 100 {
		t.Errorf("only %d findings were compared", all)
	}
}
