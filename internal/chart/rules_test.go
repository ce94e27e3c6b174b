package chart

import (
	"encoding/json"
	"html"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"terang/internal/atlas"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/stats"
)

func TestEscapeAsHTMLDoes(t *testing.T) {
	for _, s := range []string{"", hostile, `Soka"an`, "Lubuk Pakam I,II", "a & b < c > d 'e'", "Ñandú 中 \u00a0 %"} {
		if got, want := string(appendEscaped(nil, s)), html.EscapeString(s); got != want {
			t.Errorf("escaped %q to %q, want %q", s, got, want)
		}
	}
	if got := string(appendEscaped(nil, "a\x00b\x1bc\xff")); got != "a�b�c�" {
		t.Errorf("control characters give %q", got)
	}
}

// TestHiddenOrderIsByCodeAlone draws the same places with and without their hidden
// numbers: nothing may differ, and no number may follow a hidden name.
func TestHiddenOrderIsByCodeAlone(t *testing.T) {
	w := catalogue(t, "id")
	rows := []RankRow{
		{"C", "", "30", hidden()}, {"A", "", "10", missing()}, {"B", "", "20", exact(0, 0, 75)}, {"Z", "", "99", exact(3, 4, 75)},
	}
	slices.Reverse(rows)
	f := Ranking(w, frame("r"), rows, missing(), "")
	var names []string
	for _, row := range f.Table.Rows {
		names = append(names, row[0].Text)
	}
	if got := strings.Join(names, " "); got != "Z A B C" {
		t.Errorf("order %s, want Z A B C", got)
	}
	if row := f.Table.Rows[3]; row[1].Text != "" || row[2].Text != "✱" || row[3].Text != "✱" || row[4].Text != "✱" || row[5].Text != "–" {
		t.Errorf("hidden row says %v", row)
	}
}

func TestTiesShareARankAndOrderByCode(t *testing.T) {
	es := []entry{
		{name: "d", code: "4", figure: exact(1, 4, 75)},
		{name: "b", code: "2", figure: exact(2, 4, 75)},
		{name: "own", code: "0", figure: exact(3, 4, 75), own: true},
		{name: "a", code: "1", figure: exact(50, 100, 75)},
		{name: "c", code: "3", figure: exact(3, 4, 75)},
	}
	order(es)
	var got []string
	for _, e := range es {
		got = append(got, e.name+string(rune('0'+e.rank)))
	}
	if s := strings.Join(got, " "); s != "own0 c1 a2 b2 d4" {
		t.Errorf("ranks %s", s)
	}
}

// TestPWSRank: the number is the graph's own, and nothing hidden moves it.
func TestPWSRank(t *testing.T) {
	places := []disclosure.Figure{exact(1, 4, 75), exact(2, 4, 75), exact(50, 100, 75), exact(3, 4, 75), hidden(), banded(disclosure.Band(1))}
	for _, c := range []struct {
		own      disclosure.Figure
		rank, of int
	}{{places[3], 1, 4}, {places[1], 2, 4}, {places[2], 2, 4}, {places[0], 4, 4}, {hidden(), 0, 4}, {banded(disclosure.Band(1)), 0, 4}} {
		if rank, of := PWSRank(c.own, places); rank != c.rank || of != c.of {
			t.Errorf("rank %d of %d, want %d of %d", rank, of, c.rank, c.of)
		}
	}
}

// TestComparisonWords are the words of golden test 9 of the domain reference.
func TestComparisonWords(t *testing.T) {
	want := map[string]string{
		"Manggar": "serupa", "Mengkubang": "serupa", "Kelapa Kampit": "lebih buruk", "Gantung": "lebih baik",
		"Renggiang": "lebih buruk", "Simpang Pesak": "serupa", "Dendang": "lebih baik", "Hilang": "tidak dibandingkan",
	}
	rows := []RankRow{
		{"Manggar", "", "1", exact(455, 693, 100)},
		{"Mengkubang", "", "2", exact(165, 234, 100)},
		{"Kelapa Kampit", "", "3", exact(186, 336, 100)},
		{"Gantung", "", "4", exact(408, 522, 100)},
		{"Renggiang", "", "5", exact(80, 132, 100)},
		{"Simpang Pesak", "", "6", exact(114, 150, 100)},
		{"Dendang", "", "7", exact(146, 187, 100)},
		{"Hilang", "", "8", hidden()},
	}
	f := Ranking(catalogue(t, "id"), frame("r"), rows, exact(1554, 2254, 100), "Belitung Timur")
	for _, row := range f.Table.Rows {
		if got := row[6].Text; got != want[row[0].Text] {
			t.Errorf("%s is %q, want %q", row[0].Text, got, want[row[0].Text])
		}
	}
	if row := f.Table.Rows[0]; row[0].Text != "Gantung" || row[5].Text != "74,4–81,5" {
		t.Errorf("first row %v", row)
	}
}

func TestDescriptions(t *testing.T) {
	w := catalogue(t, "id")
	fs := figures(t)
	for name, want := range map[string]string{
		"trend":   "Naik dari 4,0 % pada Januari ke 54,2 % pada September 2024. Target bulan itu 75,0 %, kurang 142 ibu hamil. Tidak ada angka untuk Maret dan Mei. 2024 masih sementara, garisnya lebih muda. Kepulauan Meranti pada bulan yang sama: 68,2 %.",
		"ranking": "Target bulan ini 75,0 %. Jelas di atas Kabupaten (72,8 %): Gantung 78,2 %. Jelas di bawahnya: Nihil 0,0 %, kurang 30 ibu hamil; Kelapa Kampit 55,4 %, kurang 66 ibu hamil; Manggar 65,7 %, kurang 65 ibu hamil. Selain itu, 1 puskesmas hanya dapat ditampilkan rentangnya, 1 puskesmas disensor demi privasi, dan 1 puskesmas belum lapor.",
	} {
		if got := strings.ReplaceAll(fs[name].Desc, "\u00a0", " "); !strings.HasPrefix(got, want) {
			t.Errorf("%s says %q", name, got)
		}
	}
	f := frame("x")
	f.Title = ""
	if got := Ranking(w, f, places(), missing(), "").Desc; !strings.HasPrefix(got, "2 dari 5 puskesmas yang dapat ditampilkan mencapai target bulan ini, 75,0") {
		t.Errorf("without a title it says %q", got)
	}
	f.Desc = "Kata redaksi."
	if got := Ranking(w, f, places(), missing(), "").Desc; got != f.Desc {
		t.Errorf("given words became %q", got)
	}
}

// TestTrendLeadersAreLevel: no leader slopes within the plot, where it would be taken for a forecast.
func TestTrendLeadersAreLevel(t *testing.T) {
	svg := string(Trend(catalogue(t, "id"), frame("tren"), trendSpec()).SVG)
	axis := regexp.MustCompile(`class="axis" d="M[\d.]+ [\d.]+L([\d.]+)`).FindStringSubmatch(svg)
	leaders := regexp.MustCompile(`class="leader" d="M([\d.]+) [\d.]+(H([\d.]+))?`).FindAllStringSubmatch(svg, -1)
	if axis == nil || len(leaders) == 0 {
		t.Fatalf("axis %v, leaders %v", axis, leaders)
	}
	end, _ := strconv.ParseFloat(axis[1], 64)
	for _, l := range leaders {
		level := l[1]
		if l[3] != "" {
			level = l[3]
		}
		if x, _ := strconv.ParseFloat(level, 64); x < end {
			t.Errorf("a leader slopes from %s on, and the plot ends at %s", level, axis[1])
		}
	}
}

// TestPWSColumns are as narrow as their names allow.
func TestPWSColumns(t *testing.T) {
	for name, want := range map[string]float64{"Topang": 68, "Tanjung Samak": 68, "Sungai Gayung Kiri": 68, "Selatpanjang Timur": 96, "Kedaburapatselatan Baru": 112} {
		p := pws{w: catalogue(t, "id"), entries: []entry{{name: name, figure: exact(3, 8, 75)}}}
		if p.lay(); p.column != want {
			t.Errorf("the column of %s is %v wide, want %v", name, p.column, want)
		}
	}
}

// TestEmptyAndExtreme draws what has no number, one number, or a strange one.
func TestEmptyAndExtreme(t *testing.T) {
	w := catalogue(t, "id")
	point := make([]disclosure.Figure, 12)
	point[4] = exact(1, 2, 41.7)
	secret := make([]RankRow, 3)
	columns := make([]PWSRow, 3)
	for i := range secret {
		secret[i] = RankRow{Name: "Desa", Code: string(rune('a' + i)), Figure: hidden()}
		columns[i] = PWSRow{Name: "Desa", Code: secret[i].Code, Figure: hidden()}
	}
	nan := TrendSpec{Lines: []Line{{Name: "2024"}}, Months: months(), Target: []float64{math.NaN(), 10, math.NaN()}}
	all := map[string]Figure{
		"trend of nothing":       Trend(w, frame("a"), TrendSpec{}),
		"trend without values":   Trend(w, frame("b"), nan),
		"trend of one point":     Trend(w, frame("c"), TrendSpec{Lines: []Line{{Name: hostile, Points: point}}, Months: months()}),
		"trend beyond the axis":  Trend(w, frame("d"), TrendSpec{Lines: []Line{{Name: "x", Points: []disclosure.Figure{exact(259, 100, 8), exact(0, 100, 16)}}}, Months: months()[:2]}),
		"ranking of nothing":     Ranking(w, frame("e"), nil, missing(), ""),
		"ranking all hidden":     Ranking(w, frame("f"), secret, missing(), ""),
		"ranking hostile":        Ranking(w, frame("g"), []RankRow{{hostile, `x"y`, "1", exact(1, 2, 75)}}, exact(1, 2, 75), hostile),
		"pws of nothing":         PWS(w, frame("h"), nil, 50),
		"pws all hidden":         PWS(w, frame("i"), columns, 0),
		"heat of nothing":        Heat(w, frame("j"), nil, nil),
		"map without an outline": Choropleth(w, frame("k"), nil, []MapCell{{Unit: 3, Name: hostile, Figure: missing()}}, missing(), ""),
		"map of nothing":         Choropleth(w, frame("l"), &atlas.Map{}, nil, missing(), ""),
	}
	for name, f := range all {
		wellFormed(t, name, f.SVG)
		wellFormed(t, name, f.Table.Markup())
		for _, bad := range []string{"NaN", "Inf", "⟦", "<b>", "e+"} {
			if strings.Contains(string(f.SVG)+string(f.Table.Markup()), bad) {
				t.Errorf("%s holds %q", name, bad)
			}
		}
		if f.Option != nil && (!json.Valid(f.Option) || strings.ContainsAny(string(f.Option), "<>")) {
			t.Errorf("%s: option %s", name, f.Option)
		}
		if f.Desc == "" {
			t.Errorf("%s says nothing", name)
		}
	}
	for _, name := range []string{"ranking all hidden", "pws all hidden"} {
		for _, row := range all[name].Table.Rows {
			for _, c := range row {
				if strings.ContainsAny(c.Text, "0123456789") {
					t.Errorf("%s: cell %q", name, c.Text)
				}
			}
		}
	}
	if d := all["trend of one point"].Desc; !strings.HasPrefix(d, "50,0\u00a0% pada Mei 2024.") {
		t.Errorf("one point: %q", d)
	}
}

// TestValueNeverReachesTheTargetInPrintAlone: 74.96 % of a target of 75 is not 75.
func TestValueNeverReachesTheTargetInPrintAlone(t *testing.T) {
	f := exact(7496, 10000, 75)
	if got := Value(catalogue(t, "id"), f); got != "74,9\u00a0%" {
		t.Errorf("value %q", got)
	}
	if v, _ := shown(f); v != 74.9 {
		t.Errorf("option and drawing say %v", v)
	}
	if Value(catalogue(t, "id"), exact(259, 100, 75)) != "259,0\u00a0%" {
		t.Error("a value above 100 % was capped")
	}
}

func TestTrendBreaksAtMissingMonths(t *testing.T) {
	f := Trend(catalogue(t, "id"), frame("t"), trendSpec())
	_, after, _ := strings.Cut(string(f.SVG), `class="series prov" d="`)
	d, _, _ := strings.Cut(after, `"`)
	if strings.Count(d, "M") != 2 {
		t.Errorf("path %q, want two runs: January to February, June to September", d)
	}
	if !strings.Contains(string(f.Option), "null") {
		t.Error("the option has no gap")
	}
}

func TestLabelsDoNotCollide(t *testing.T) {
	w := catalogue(t, "id")
	spec := TrendSpec{Months: months(), Target: targets()}
	for _, name := range []string{"2021", "2022", "Kepulauan Meranti", "2024"} {
		points := make([]disclosure.Figure, 12)
		points[11] = exact(98, 100, 100)
		spec.Lines = append(spec.Lines, Line{Name: name, Points: points})
	}
	tr := newTrend(w, frame("t"), spec)
	p := plot{months: 12, top: trendTop, bottom: trendHeight - trendFoot, right: 400, most: 100, step: 25}
	ls := tr.labels()
	ls.place(tr, p)
	for i, l := range ls {
		if l.at-l.height()/2 < -.1 || l.at+l.height()/2 > trendHeight+.1 {
			t.Errorf("label %v at %v leaves the drawing", l.rows, l.at)
		}
		if i > 0 && l.at-l.height()/2 < ls[i-1].at+ls[i-1].height()/2-.1 {
			t.Errorf("labels %v and %v overlap", ls[i-1].rows, l.rows)
		}
	}
	if len(ls) != 5 {
		t.Errorf("%d labels, want 5", len(ls))
	}
}

func TestSteps(t *testing.T) {
	for _, c := range []struct {
		f    disclosure.Figure
		want string
	}{
		{exact(9, 12, 75), "q5"},
		{exact(70, 100, 75), "q4"},
		{exact(60, 100, 75), "q3"},
		{exact(59, 100, 75), "q2"},
		{exact(0, 100, 75), "q1"},
		{hidden(), classHidden},
		{missing(), classNone},
		{exact(0, 0, 75), classNothing},
		{banded(disclosure.From100), "q5"},
		{banded(disclosure.From50), classBand},
		{exact(95, 100, 0), "q4"},
	} {
		if got := stepOf(c.f); got != c.want {
			t.Errorf("%v is %s, want %s", c.f, got, c.want)
		}
	}
}

func TestPWSWordsKeepTheirOwnOrder(t *testing.T) {
	w := catalogue(t, "id")
	for pws, want := range map[health.PWS][2]string{
		health.PWSBaik: {classGood, "▲ baik"}, health.PWSKurang: {classNear, "▲ kurang"}, health.PWSCukup: {classCalm, "▲ cukup"},
		health.PWSJelek: {classBad, "▲ jelek"}, health.PWSAtLeast: {classGood, "▲ tercapai"}, health.PWSBelow: {classBad, "▲ di bawah"},
	} {
		f := moving(exact(1, 2, 50), health.Rising, pws)
		if pwsClass(f) != want[0] || PWSText(w, f) != want[1] {
			t.Errorf("%s: %s %q", pws, pwsClass(f), PWSText(w, f))
		}
	}
}

func TestServicesSayNotesAndWithheld(t *testing.T) {
	m := string(services(t))
	for _, want := range []string{`<span class="status hid">✱ disensor demi privasi</span>`, `<span class="status none">○ hanya tingkat kabupaten</span>`, `<span class="note">termasuk 3 dari luar wilayah</span>`} {
		if !strings.Contains(m, want) {
			t.Errorf("no %s", want)
		}
	}
	f := hidden()
	set(&f, "withheld", true)
	if got := Status(catalogue(t, "id"), f); got != `<span class="status hid">✱ tidak ditampilkan di tingkat ini</span>` {
		t.Errorf("withheld: %s", got)
	}
}

func TestWrap(t *testing.T) {
	for name, want := range map[string]string{
		"Kepulauan Meranti": "Kepulauan|Meranti", "2024": "2024", "": "", "Desa Yang Sangat Panjang Namanya": "Desa Yang|Sangat…",
		"Selatpanjangtimurlaut": "Selatpanj…",
	} {
		if got := strings.Join(wrap(name, true, 7.3, 2), "|"); got != want {
			t.Errorf("%q wraps to %q, want %q", name, got, want)
		}
	}
}

func TestNiceAxis(t *testing.T) {
	for most, want := range map[float64][2]float64{100: {100, 25}, 75: {100, 25}, 103: {125, 25}, 150: {150, 50}, 259: {300, 100}, 0: {1, 1}, 12: {12.5, 2.5}} {
		if end, step := niceAxis(most); end != want[0] || step != want[1] {
			t.Errorf("axis to %v ends at %v in steps of %v, want %v", most, end, step, want)
		}
	}
}

func BenchmarkServices(b *testing.B) {
	for b.Loop() {
		services(b)
	}
}

// TestNoRankWithoutADifference: a place whose interval holds the benchmark is neither
// named as above or beneath it nor given a number.
func TestNoRankWithoutADifference(t *testing.T) {
	row := func(name string, n, d int) RankRow { return RankRow{Name: name, Code: name, Figure: exact(n, d, 75)} }
	for _, c := range []struct {
		name      string
		rows      []RankRow
		benchmark disclosure.Figure
		says      string
		ranks     string // in order, from high to low
	}{
		{
			"all alike",
			[]RankRow{row("A", 7, 10), row("B", 6, 10), row("C", 8, 10)},
			exact(21, 30, 75),
			"Target bulan ini 75,0 %. Tidak satu pun dari 3 desa dapat dibedakan dari rata-rata Kabupaten (70,0 %): selisihnya dapat karena kebetulan.", "C– A– B–",
		},
		{
			"one above",
			[]RankRow{row("A", 700, 1000), row("B", 950, 1000), row("C", 6, 10)},
			exact(1656, 2010, 75),
			"Target bulan ini 75,0 %. Jelas di atas Kabupaten (82,4 %): B 95,0 %. Jelas di bawahnya: A 70,0 %, kurang 50 orang. 1 desa yang lain tidak dapat dibedakan dari rata-rata itu: selisihnya dapat karena kebetulan.", "B1 A2 C–",
		},
		{
			"only below",
			[]RankRow{row("A", 1, 100), row("B", 9, 10)},
			exact(75, 100, 75),
			"Target bulan ini 75,0 %. Jelas di bawah Kabupaten (75,0 %): A 1,0 %, kurang 74 orang. 1 desa yang lain tidak dapat dibedakan dari rata-rata itu: selisihnya dapat karena kebetulan.", "B– A2",
		},
		{
			"more than all",
			[]RankRow{row("A", 12, 10), row("B", 7, 10)},
			exact(19, 20, 75),
			"Target bulan ini 75,0 %. Jelas di bawah Kabupaten (95,0 %): B 70,0 %, kurang 1 orang.", "A– B2",
		},
		{"no benchmark", []RankRow{row("A", 100, 100), row("B", 0, 100)}, missing(), "Target bulan ini 75,0 %.", "A– B–"},
		{"a single place", []RankRow{row("A", 10, 100)}, exact(10, 100, 75), "Target bulan ini 75,0 %. A: 10,0 %, kurang 65 orang.", "A–"},
	} {
		f := frame("r")
		f.Unit, f.Place = "orang", "desa"
		fig := Ranking(catalogue(t, "id"), f, c.rows, c.benchmark, "Kabupaten")
		if got := strings.ReplaceAll(fig.Desc, "\u00a0", " "); got != c.says {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.says)
		}
		var ranks []string
		for _, r := range fig.Table.Rows {
			ranks = append(ranks, r[0].Text+r[1].Text)
		}
		if got := strings.Join(ranks, " "); got != c.ranks {
			t.Errorf("%s: ranks %s, want %s", c.name, got, c.ranks)
		}
	}
}

// TestRatesHaveTheLimitsOfACount: 2 deaths per 1,672 births are 14.5 to 432.1 per 100,000 (domain reference §8.4).
func TestRatesHaveTheLimitsOfACount(t *testing.T) {
	f := exact(2, 1672, 183)
	set(&f, "factor", 100000)
	if low, high, ok := Interval(f); !ok || math.Abs(low-14.5) > .05 || math.Abs(high-432.1) > .05 {
		t.Errorf("interval %v to %v, %v", low, high, ok)
	}
	all := exact(20, 100000, 183)
	set(&all, "factor", 100000)
	if c := Compared(f, all); c != stats.Similar {
		t.Errorf("compared with 20 per 100,000: %d", c)
	}
}

// TestMovementOfLongerReports: a quarter is compared with a quarter, and the words say so.
func TestMovementOfLongerReports(t *testing.T) {
	for span, want := range map[int8]string{0: "▲ naik", 1: "▲ naik", 3: "▲ naik dibanding triwulan sebelumnya", 12: "▲ naik dibanding tahun sebelumnya"} {
		f := moving(exact(1, 2, 50), health.Rising, "")
		set(&f, "span", span)
		if got := MovementText(catalogue(t, "id"), f); got != want {
			t.Errorf("of %d months: %q, want %q", span, got, want)
		}
	}
	if got := MovementText(catalogue(t, "id"), hidden()); got != "" {
		t.Errorf("a hidden figure moves: %q", got)
	}
}
