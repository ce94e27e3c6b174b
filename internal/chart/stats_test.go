package chart

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"terang/internal/disclosure"
	"terang/internal/health"
)

// k6 are the puskesmas of golden test 9 of the domain reference, and four that take no part.
func k6() (rows []RankRow, parent disclosure.Figure) {
	rows = []RankRow{
		{"Manggar", "manggar.html", "1", exact(455, 693, 100)},
		{"Mengkubang", "", "2", exact(165, 234, 100)},
		{"Kelapa Kampit", "", "3", exact(186, 336, 100)},
		{"Gantung", "", "4", exact(408, 522, 100)},
		{"Renggiang", "", "5", exact(80, 132, 100)},
		{"Simpang Pesak", "", "6", exact(114, 150, 100)},
		{"Dendang", "", "7", exact(146, 187, 100)},
		{`Soka"an`, "", "8", exact(30, 20, 100)},
		{"Rahasia", "", "9", hidden()},
		{"Diam", "", "A", missing()},
		{"Kosong", "", "B", exact(0, 0, 100)},
	}
	return rows, exact(1554, 2254, 100)
}

func TestFunnelWords(t *testing.T) {
	rows, parent := k6()
	f := frame("corong")
	f.Title = ""
	fig, ok := Funnel(catalogue(t, "id"), f, rows, parent, "Belitung Timur")
	if !ok {
		t.Fatal("no funnel")
	}
	if fig.Title != "4 dari 7 puskesmas berbeda dari Belitung Timur lebih daripada kebetulan" {
		t.Errorf("title %q", fig.Title)
	}
	want := "3 dari 7 puskesmas di dalam batas: tidak dapat dibedakan dari rata-rata Belitung Timur (68,9 %). " +
		"Di luar batas 99,8 %: Kelapa Kampit 55,4 % (lebih rendah); Gantung 78,2 % (lebih tinggi). " +
		"Di luar batas 95 %: Dendang 78,1 % (lebih tinggi); Renggiang 60,6 % (lebih rendah). " +
		"Lebih dari separuh di luar batas: selain kebetulan, cara kerja, cara mencatat, atau sasarannya berbeda-beda. " +
		`Di atas 100 %, tidak digambar: Soka"an 150,0 %. ` +
		"Tidak digambar: 1 puskesmas disensor demi privasi, 1 puskesmas belum lapor, dan 1 puskesmas tidak ada sasarannya."
	if got := strings.ReplaceAll(fig.Desc, "\u00a0", " "); got != want {
		t.Errorf("says\n%s\nwant\n%s", got, want)
	}
	words := map[string]string{
		"Manggar": "di dalam batas", "Renggiang": "di luar batas 95 % (lebih rendah)", "Gantung": "di luar batas 99,8 % (lebih tinggi)",
		`Soka"an`: "di atas 100 %, tidak digambar", "Rahasia": "disensor demi privasi", "Diam": "belum lapor", "Kosong": "tidak ada sasaran",
	}
	for _, row := range fig.Table.Rows {
		if w, ok := words[row[0].Text]; ok && strings.ReplaceAll(row[6].Text, "\u00a0", " ") != w {
			t.Errorf("%s is %q, want %q", row[0].Text, row[6].Text, w)
		}
	}
	if row := fig.Table.Rows[len(fig.Table.Rows)-4]; row[0].Text != "Kelapa Kampit" || row[4].Text != "64,0–73,9" || row[5].Text != "61,1–76,7" {
		t.Errorf("limits of Kelapa Kampit: %v", row)
	}
	if strings.Contains(string(fig.SVG), "Manggar") || !strings.Contains(string(fig.SVG), "Gantung") {
		t.Error("named are those outside, and they alone")
	}
}

var coordinates = regexp.MustCompile(`(?:c?[xy]|width|height)="(-?[\d.]+)"|[ML](-?[\d.]+) (-?[\d.]+)`)

// within says that everything of a drawing stands inside its view box.
func within(t *testing.T, name string, svg Markup, height float64) {
	t.Helper()
	_, body, _ := strings.Cut(string(svg), "</desc>")
	for _, m := range coordinates.FindAllStringSubmatch(body, -1) {
		for i, text := range m[1:] {
			if v, err := strconv.ParseFloat(text, 64); err == nil && (v < -1 || v > trendWidth || i == 2 && v > height) {
				t.Errorf("%s: %s leaves the drawing", name, m[0])
			}
		}
	}
}

func TestFunnelOfStrangePlaces(t *testing.T) {
	one := func(n, d int) []RankRow { return []RankRow{{hostile, "", "1", exact(n, d, 100)}} }
	many := func(n, d, count int) []RankRow {
		var rows []RankRow
		for i := range count {
			rows = append(rows, RankRow{"Desa Yang Sangat Panjang Namanya " + strconv.Itoa(i), "", strconv.Itoa(i), exact(n*(i%2), d, 100)})
		}
		return rows
	}
	rate := exact(2, 1672, 183)
	set(&rate, "factor", 100000)
	older := exact(9, 10, 100)
	set(&older, "month", health.MonthOf(2024, 3))
	for _, c := range []struct {
		name   string
		rows   []RankRow
		parent disclosure.Figure
		ok     bool
		says   string
	}{
		{"one place", one(7, 9), exact(7, 9, 100), true, "Semua 1 puskesmas di dalam batas"},
		{"one person", one(1, 1), exact(1, 1, 100), true, "Semua 1 puskesmas di dalam batas"},
		{"nobody served", one(0, 40), exact(0, 40, 100), true, "Semua 1 puskesmas di dalam batas"},
		{"all equal", many(0, 30, 9), exact(0, 270, 100), true, "Semua 9 puskesmas di dalam batas"},
		{"half of them nobody, half everybody", many(30, 30, 20), exact(300, 600, 100), true, "Di luar batas 99,8"},
		{"nothing shown", []RankRow{{"A", "", "1", hidden()}}, exact(9, 10, 100), true, "Belum ada puskesmas"},
		{"no rows", nil, exact(9, 10, 100), true, "Belum ada puskesmas"},
		{"another month", []RankRow{{"A", "", "1", older}}, exact(9, 10, 100), true, "1 puskesmas angkanya dari bulan yang lebih lama"},
		{"a large place", one(900000, 12000000), exact(1000000, 12061872, 100), true, "Di luar batas 99,8"},
		{"a rate", []RankRow{{"A", "", "1", rate}}, rate, true, "Semua 1 puskesmas di dalam batas"},
		{"more than all", one(7, 9), exact(10, 9, 100), false, ""},
		{"a hidden parent", one(7, 9), hidden(), false, ""},
		{"no sasaran", one(0, 0), exact(0, 0, 100), false, ""},
	} {
		f := frame("corong")
		f.Title = ""
		fig, ok := Funnel(catalogue(t, "id"), f, c.rows, c.parent, hostile)
		if ok != c.ok {
			t.Errorf("%s: drawn %v", c.name, ok)
			continue
		}
		wellFormed(t, c.name, fig.SVG)
		within(t, c.name, fig.SVG, funnelHeight)
		for _, bad := range []string{"NaN", "Inf", "⟦", "<b>", "e+"} {
			if strings.Contains(string(fig.SVG)+string(fig.Table.Markup())+string(fig.Option), bad) {
				t.Errorf("%s holds %q", c.name, bad)
			}
		}
		if !strings.Contains(fig.Desc, c.says) {
			t.Errorf("%s says %q", c.name, fig.Desc)
		}
	}
}

// TestFunnelDrawsWhereTheNumbersAre reads a mark back from the drawing.
func TestFunnelDrawsWhereTheNumbersAre(t *testing.T) {
	rows, parent := k6()
	fig, _ := Funnel(catalogue(t, "id"), frame("corong"), rows[:1], parent, "Belitung Timur")
	dot := regexp.MustCompile(`<circle class="dot other" cx="([\d.]+)" cy="([\d.]+)"`).FindStringSubmatch(string(fig.SVG))
	axis := regexp.MustCompile(`class="axis" d="M([\d.]+) ([\d.]+)L([\d.]+)`).FindStringSubmatch(string(fig.SVG))
	if dot == nil || axis == nil {
		t.Fatal("no dot or no axis")
	}
	num := func(s string) float64 { v, _ := strconv.ParseFloat(s, 64); return v }
	left, bottom, right := num(axis[1]), num(axis[2]), num(axis[3])
	end, _ := niceAxis(693)
	if x := (num(dot[1]) - left) / (right - left) * end; math.Abs(x-693) > 1 {
		t.Errorf("drawn at a size of %.1f, want 693", x)
	}
	if y := (bottom - num(dot[2])) / (bottom - trendTop) * 100; math.Abs(y-65.66) > .05 {
		t.Errorf("drawn at %.2f, want 65.66", y)
	}
}

// monthly makes the spec of people newly served each month, from January 2023 on.
func monthly(d int, target float64, fresh ...int) ControlSpec {
	spec := ControlSpec{Target: target}
	total := 0
	var before disclosure.Figure
	for i, n := range fresh {
		if i%12 == 0 {
			total, before = 0, disclosure.Figure{}
		}
		total += n
		now := exact(total, d, 100)
		set(&now, "month", health.MonthOf(2023, 1)+health.Month(i))
		set(&now, "polarity", health.HighIsGood)
		spec.Points = append(spec.Points, ControlPoint{Now: now, Before: before, First: i%12 == 0, Due: 10, Came: 10})
		before = now
	}
	return spec
}

// TestControlWords is golden test 10 of the domain reference, as people of 1,200 a year.
func TestControlWords(t *testing.T) {
	f := frame("kendali")
	f.Title = ""
	draw := func(spec ControlSpec) Figure {
		fig, ok := Control(catalogue(t, "id"), f, spec)
		if !ok {
			t.Fatal("no chart")
		}
		return fig
	}
	calm := []int{61, 64, 60, 66, 63, 65, 62, 67, 64, 66, 63, 65}
	late := monthly(1200, 100, calm...)
	late.Points[3].Came = 8
	for _, c := range []struct {
		name, title, want string
		fig               Figure
	}{
		{
			"golden", "Rata-rata 63,8 % dari sasaran sebulan, tanpa tanda perubahan",
			"Setiap bulan rata-rata 63,8 % dari seperduabelas sasaran setahun dilayani; naik-turun antara 55,1 % dan 72,5 % masih wajar. " +
				"Tidak ada tanda perubahan. Dengan cara kerja sekarang target sebulan 80,0 % tidak akan terpenuhi.",
			draw(monthly(1200, 80, calm...)),
		},
		{
			"reports missing", "", "Dengan cara kerja sekarang target sebulan 100,0 % tidak akan terpenuhi. Laporan Apr 2023 belum lengkap (titik berongga)", draw(late),
		},
		{"six months", "", "Batas itu sementara, karena baru 6 bulan.", draw(monthly(1200, 60, calm[:6]...))},
		{"met at times", "", "target sebulan 64,0 % kadang terpenuhi, kadang tidak.", draw(monthly(1200, 64, calm...))},
		{"met always", "", "target sebulan 50,0 % hampir selalu terpenuhi.", draw(monthly(1200, 50, calm...))},
		{
			"a leap", "Rata-rata 65,9 % dari sasaran sebulan, dengan tanda perubahan",
			"Tanda perubahan: Des 2023 di atas batas (membaik).", draw(monthly(1200, 0, append(calm[:11:11], 90)...)),
		},
		{
			"a fall", "", "; Des 2023 di bawah batas (memburuk).", draw(monthly(1200, 0, append(calm[:11:11], 20)...)),
		},
		{
			"eight rising", "", "Tanda perubahan: Jan 2023 di bawah batas (memburuk); Jul 2023 di atas batas (membaik); Jul 2023 tujuh bulan berturut-turut naik (membaik).",
			draw(monthly(1200, 0, 50, 52, 54, 56, 58, 60, 62, 60, 58, 56, 54, 52)),
		},
	} {
		if got := strings.ReplaceAll(c.fig.Desc, "\u00a0", " "); !strings.Contains(got, c.want) {
			t.Errorf("%s says\n%s\nwant\n%s", c.name, got, c.want)
		}
		if got := strings.ReplaceAll(c.fig.Title, "\u00a0", " "); c.title != "" && got != c.title {
			t.Errorf("%s is titled %q, want %q", c.name, got, c.title)
		}
	}
}

func TestControlOfStrangeMonths(t *testing.T) {
	gap := monthly(1200, 100, 50, 60, 70)
	gap.Points[1].Now = missing()
	for _, c := range []struct {
		name string
		spec ControlSpec
		ok   bool
	}{
		{"nobody", monthly(1200, 100, 0, 0, 0, 0, 0, 0), true},
		{"always the same", monthly(7, 100, 1, 1, 1, 1, 1, 1, 1, 1), true},
		{"more than all", monthly(10, 100, 100, 0, 300, 0, 500, 0), true},
		{"a falling count", monthly(1200, 100, 100, -30, 100, 100, 100, 100), true},
		{"two years", monthly(1200, 100, make([]int, 24)...), true},
		{"one month", monthly(1200, 100, 50), false},
		{"none", ControlSpec{}, false},
		{"a gap", gap, false},
	} {
		fig, ok := Control(catalogue(t, "id"), frame("kendali"), c.spec)
		if ok != c.ok {
			t.Errorf("%s: drawn %v", c.name, ok)
			continue
		}
		wellFormed(t, c.name, fig.SVG)
		within(t, c.name, fig.SVG, controlHeight)
		for _, bad := range []string{"NaN", "Inf", "⟦", "e+"} {
			if strings.Contains(string(fig.SVG)+string(fig.Table.Markup())+string(fig.Option), bad) {
				t.Errorf("%s holds %q", c.name, bad)
			}
		}
	}
	january := monthly(1200, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 77)
	if people, ok := january.Points[12].Fresh(); !ok || people != 77 {
		t.Errorf("the second January has %d, %v", people, ok)
	}
}

// TestHeatSaysWhatChanceMayDo: 7 of 10 cannot be told from 70 %, 100 of 1,000 can.
func TestHeatSaysWhatChanceMayDo(t *testing.T) {
	w := catalogue(t, "id")
	rows := []HeatRow{
		{Name: "A", Figures: []disclosure.Figure{exact(7, 10, 75), exact(100, 1000, 75)}},
		{Name: "B", Figures: []disclosure.Figure{hidden(), missing()}},
		{Name: "Puskesmas", Figures: []disclosure.Figure{exact(700, 1000, 75), exact(700, 1000, 75)}, Total: true},
	}
	columns := []HeatColumn{{Name: "X"}, {Name: "Y"}}
	want := "Dari 2 angka yang dapat dibandingkan, 1 tidak dapat dibedakan dari Puskesmas: selisihnya dapat karena kebetulan."
	if got := Heat(w, frame("h"), columns, rows).Desc; !strings.Contains(got, want) {
		t.Errorf("says %q", got)
	}
	if got := Heat(w, frame("h"), columns, rows[:2]).Desc; strings.Contains(got, "kebetulan") {
		t.Errorf("without a parent it says %q", got)
	}
}

// A ranking of very many places shows its ends and says how many it leaves out; one of mostly hidden places shows those with a value.
func TestLongRankingShowsItsEnds(t *testing.T) {
	t.Parallel()
	ranking := func(valued, without int) Figure {
		var rows []RankRow
		for i := range valued {
			rows = append(rows, RankRow{"Nilai " + strconv.Itoa(i), "", strconv.Itoa(1000 + i), exact(i, 1000, 75)})
		}
		for i := range without {
			rows = append(rows, RankRow{"Tanpa " + strconv.Itoa(i), "", strconv.Itoa(5000 + i), hidden()})
		}
		return Ranking(catalogue(t, "id"), frame("urutan"), rows, exact(100, 1000, 75), "Semua")
	}
	for _, c := range []struct {
		valued, without, rows int
		more                  string // "" where nothing is left out
		at                    int
	}{
		{120, 0, 120, "", 0},
		{100, 20, 120, "", 0},
		{121, 0, 61, "… 61 lainnya", 30},
		{245, 0, 61, "… 185 lainnya", 30},
		{50, 195, 51, "… 195 lainnya", 50},
		{0, 130, 31, "… 100 lainnya", 30},
	} {
		fig := ranking(c.valued, c.without)
		if got := len(fig.Table.Rows); got != c.rows {
			t.Errorf("%d and %d hidden: %d rows, want %d", c.valued, c.without, got, c.rows)
		}
		if got := strings.Count(string(fig.SVG), "<li"); got-strings.Count(string(fig.SVG), `<li><svg class="swatch"`) != c.rows {
			t.Errorf("%d and %d hidden: %d items drawn, want %d beside the key", c.valued, c.without, got, c.rows)
		}
		if c.more == "" {
			continue
		}
		if got := fig.Table.Rows[c.at][0].Text; got != c.more {
			t.Errorf("%d and %d hidden: row %d is %q, want %q", c.valued, c.without, c.at, got, c.more)
		}
		left := strings.Fields(c.more)[1]
		if !strings.Contains(string(fig.SVG), c.more) || !strings.Contains(fig.Desc, left+" lainnya ada di halaman") {
			t.Errorf("%d and %d hidden: neither drawing nor words say %q: %s", c.valued, c.without, c.more, fig.Desc)
		}
	}
}
