package spm

import (
	"fmt"
	"math"
	"testing"

	"terang/internal/health"
	"terang/internal/stats"
	"terang/internal/tally"
)

// The table of categories that the domain reference gives as default (§2.3).
var defaultCategories = []Category{
	{"Tuntas Paripurna", 100},
	{"Tuntas Utama", 90},
	{"Tuntas Madya", 80},
	{"Tuntas Pratama", 70},
	{"Tuntas Muda", 60},
	{"Belum Tuntas", 0},
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s is %.6f, want %.6f", what, got, want)
	}
}

// Golden test 1: Kabupaten Belitung Timur 2024, recipients and quality.
func TestGolden1IndexWithQuality(t *testing.T) {
	rows := []struct {
		n, d    health.Count
		quality float64
		want    float64
	}{
		{1485, 2102, 97.02, 75.9216},
		{1680, 2102, 100, 83.9391},
		{1642, 2138, 100, 81.4406},
		{7742, 8409, 80.95, 89.8444},
		{19118, 19825, 72.22, 91.5910},
		{83086, 86746, 63.16, 89.2566},
		{11620, 14277, 100, 85.1117},
		{23035, 24264, 83.33, 92.6139},
		{2151, 2419, 91.67, 89.4708},
		{328, 328, 66.67, 93.3340},
		{2322, 2262, 80, 96},
		{2518, 3101, 90, 82.9597},
	}
	var shares, qualities []float64
	for i, r := range rows {
		l := recipients(r.n, r.d)
		near(t, fmt.Sprintf("score of service %d", i+1), score(l, r.quality), r.want, 0.00005)
		shares, qualities = append(shares, l), append(qualities, r.quality)
	}
	ix := index(shares, qualities)
	near(t, "index", ix.Value, 87.6236, 0.00005)
	if got := category(ix.Value, defaultCategories); got != "Tuntas Madya" || !ix.Quality {
		t.Errorf("category %q, quality %v; want Tuntas Madya with quality", got, ix.Quality)
	}
}

// Golden test 2: an earlier year of the same office, recipients only. The cap moves the category.
func TestGolden2IndexWithoutQuality(t *testing.T) {
	rows := [][2]health.Count{
		{1880, 2316},
		{1784, 2211},
		{1781, 2106},
		{6532, 7077},
		{19559, 19394},
		{53786, 84553},
		{9499, 12776},
		{24348, 28722},
		{1689, 1801},
		{302, 302},
		{1905, 1527},
		{2920, 2347},
	}
	var shares []float64
	uncapped := 0.0
	for _, r := range rows {
		shares = append(shares, recipients(r[0], r[1]))
		uncapped += 100 * float64(r[0]) / float64(r[1]) / 12
	}
	ix := index(shares, nil)
	near(t, "index with cap", ix.Value, 87.9370, 0.00005)
	near(t, "mean without cap", uncapped, 92.1053, 0.00005)
	if got := category(ix.Value, defaultCategories); got != "Tuntas Madya" || ix.Quality {
		t.Errorf("category %q, quality %v; want Tuntas Madya without quality", got, ix.Quality)
	}
	if category(uncapped, defaultCategories) != "Tuntas Utama" {
		t.Error("without the cap the category should have been Tuntas Utama")
	}
	if index(shares, []float64{90, 80}).Known {
		t.Error("an index was made from quality of two services only")
	}
	if index(shares[:11], nil).Known {
		t.Error("an index was made from eleven services")
	}
}

// Golden test 3: K6 by puskesmas adds up to 1554 of 2254, not to the mean of percentages.
func TestGolden3SumsNotMeans(t *testing.T) {
	counts := [][2]int{{455, 693}, {165, 234}, {186, 336}, {408, 522}, {80, 132}, {114, 150}, {146, 187}}
	s := newSite(len(counts))
	for p, c := range counts {
		s.report(s.puskesmas(p), 12, c[0], c[1])
	}
	sum := s.summarise().Of(2024).Sum(0, 0)
	if sum.N != 1554 || sum.D != 2254 {
		t.Fatalf("sum is %d of %d, want 1554 of 2254", sum.N, sum.D)
	}
	near(t, "percentage", 100*float64(sum.N)/float64(sum.D), 68.9441, 0.00005)
	if sum.Reported != 7 || sum.Expected != 7 {
		t.Errorf("%d of %d reported, want 7 of 7", sum.Reported, sum.Expected)
	}
}

// Golden test 4: the four village statuses in June, and the puskesmas' own.
func TestGolden4VillageStatus(t *testing.T) {
	const target = 50
	rows := []struct {
		name             string
		d, n, this, last health.Count
		percent          float64
		want             health.PWS
	}{
		{"Mekar", 60, 36, 7, 5, 60, health.PWSBaik},
		{"Jaya", 40, 22, 2, 4, 55, health.PWSKurang},
		{"Indah", 45, 22, 3, 3, 48.8889, health.PWSJelek},
		{"Sari", 50, 24, 6, 4, 48, health.PWSCukup},
		{"Baru", 30, 12, 1, 3, 40, health.PWSJelek},
		{"Puskesmas", 225, 116, 19, 19, 51.5556, health.PWSBaik},
	}
	for _, r := range rows {
		if got := PWSOf(r.n, r.d, target, MovementOf(r.this, r.last)); got != r.want {
			t.Errorf("%s: %q, want %q", r.name, got, r.want)
		}
		near(t, r.name, 100*float64(r.n)/float64(r.d), r.percent, 0.00005)
	}
	if got := PWSOf(10, 100, 8.3333, health.MovementUnknown); got != health.PWSAtLeast {
		t.Errorf("January above target is %q", got)
	}

	// The same through the engine: five desa of one puskesmas, cumulative to June.
	s := newSite(5)
	for i, r := range rows[:5] {
		s.report(s.desa(i), 4, int(r.n-r.this-r.last), int(r.d))
		s.report(s.desa(i), 5, int(r.last), int(r.d))
		s.report(s.desa(i), 6, int(r.this), int(r.d))
	}
	sum := s.summarise().Of(2024).Sum(0, 0)
	if sum.N != 116 || sum.D != 225 || sum.This != 19 || sum.Last != 19 {
		t.Errorf("puskesmas sums to %d of %d, %d after %d", sum.N, sum.D, sum.This, sum.Last)
	}
}

// Golden test 9 compares seven puskesmas with their kabupaten; the intervals are in stats.
func TestGolden9Benchmark(t *testing.T) {
	benchmark := 1554.0 / 2254
	for _, c := range []struct {
		x, n int
		want stats.Comparison
	}{
		{455, 693, stats.Similar},
		{165, 234, stats.Similar},
		{186, 336, stats.Lower},
		{408, 522, stats.Higher},
		{80, 132, stats.Lower},
		{114, 150, stats.Similar},
		{146, 187, stats.Higher},
	} {
		if got := stats.Compare(c.x, c.n, benchmark, stats.Z95); got != c.want {
			t.Errorf("%d of %d: %v, want %v", c.x, c.n, got, c.want)
		}
	}
}

// site is a kabupaten of so many kecamatan with one desa and one puskesmas each.
type site struct {
	reg *health.Register
	b   *tally.Builder
	n   int
}

func newSite(n int) *site {
	areas := []health.Area{{Code: "14.10", Level: health.Kabkota, Parent: health.NoUnit, End: health.Unit(2*n + 1)}}
	var facilities []health.Facility
	served := map[string]string{}
	for i := range n {
		k := health.Unit(2*i + 1)
		areas = append(areas,
			health.Area{Code: fmt.Sprintf("14.10.%02d", i+1), Level: health.Kecamatan, Parent: 0, End: k + 2},
			health.Area{Code: fmt.Sprintf("14.10.%02d.2001", i+1), Level: health.Desa, Parent: k, End: k + 2})
		code := fmt.Sprintf("P%d", i)
		facilities = append(facilities, health.Facility{
			Code: code, Type: health.TypePuskesmas, Kabkota: 0, Kecamatan: k, Desa: health.NoUnit,
		})
		served[areas[k+1].Code] = code
	}
	reg := health.NewRegister(areas, facilities, served)
	return &site{reg: reg, b: tally.NewBuilder(reg, make([]health.Indicator, 1), health.MonthOf(2030, 1)), n: n}
}

func (s *site) desa(i int) health.Unit      { return health.Unit(2*i + 2) }
func (s *site) kecamatan(i int) health.Unit { return health.Unit(2*i + 1) }
func (s *site) puskesmas(i int) health.Unit { return health.Unit(2*s.n + 1 + i) }

func (s *site) report(u health.Unit, month, n, d int) {
	s.b.Add(tally.Row{Unit: u, Month: health.MonthOf(2024, month), N: health.Count(n), D: health.Count(d)})
}

func (s *site) summarise() *Summary {
	return Summarise(Input{
		Register: s.reg, Table: s.b.Table(), AsOf: health.NoMonth,
		Indicators: []health.Indicator{{Code: "bumil", Group: health.GroupSPM, Factor: 100, Target: 100, Cumulative: true}},
	})
}

// A total beside its parts is compared with them and never added (domain reference §2.5).
func TestStatedTotalIsComparedNotAdded(t *testing.T) {
	s := newSite(2)
	s.report(s.desa(0), 6, 30, 100)
	s.report(s.desa(1), 6, 40, 100)
	s.report(0, 6, 75, 200)
	y := s.summarise().Of(2024)
	if sum := y.Sum(0, 0); sum.N != 70 || sum.D != 200 {
		t.Errorf("the kabupaten sums to %d of %d", sum.N, sum.D)
	}
	if len(y.Stated) != 1 || !y.Stated[0].Differs() || y.Stated[0].N != 75 || y.Stated[0].SumN != 70 {
		t.Errorf("stated totals: %+v", y.Stated)
	}
}

// One who has not reported counts neither above nor below the line, and is named as missing.
func TestSilentReporterIsExpected(t *testing.T) {
	s := newSite(3)
	s.report(s.desa(0), 6, 30, 100)
	s.report(s.desa(1), 6, int(health.Missing), 100)
	sum := s.summarise().Of(2024).Sum(0, 0)
	if sum.N != 30 || sum.D != 100 || sum.Reported != 1 || sum.Expected != 3 {
		t.Errorf("%+v", sum)
	}
	if k := s.summarise().Of(2024).Sum(s.kecamatan(1), 0); k.N.Known() || k.Expected != 1 {
		t.Errorf("a kecamatan without a report has %+v", k)
	}
}

// acrossKecamatan is a kabupaten of three kecamatan with a desa each: puskesmas P1
// (unit 7), seated in the first, serves the first two, P3 (unit 8) the third alone.
func acrossKecamatan() *site {
	areas := []health.Area{
		{Code: "14.10", Level: health.Kabkota, Parent: health.NoUnit, End: 7},
		{Code: "14.10.01", Level: health.Kecamatan, Parent: 0, End: 3},
		{Code: "14.10.01.2001", Level: health.Desa, Parent: 1, End: 3},
		{Code: "14.10.02", Level: health.Kecamatan, Parent: 0, End: 5},
		{Code: "14.10.02.2001", Level: health.Desa, Parent: 3, End: 5},
		{Code: "14.10.03", Level: health.Kecamatan, Parent: 0, End: 7},
		{Code: "14.10.03.2001", Level: health.Desa, Parent: 5, End: 7},
	}
	seat := func(code string, k health.Unit) health.Facility {
		return health.Facility{Code: code, Type: health.TypePuskesmas, Kabkota: 0, Kecamatan: k, Desa: health.NoUnit}
	}
	reg := health.NewRegister(areas, []health.Facility{seat("P1", 1), seat("P3", 5)}, map[string]string{
		"14.10.01.2001": "P1", "14.10.02.2001": "P1", "14.10.03.2001": "P3",
	})
	return &site{reg: reg, b: tally.NewBuilder(reg, make([]health.Indicator, 1), health.MonthOf(2030, 1))}
}
