package site

import (
	"strings"
	"testing"

	"terang/internal/health"
	"terang/internal/tally"
)

// told is what a service's page says of one figure of the kabupaten: its sentence, the
// title of its trend, and what the trend says of its course.
type told struct {
	b                      *builder
	sentence, title, trend string
}

// tell builds a kabupaten with one desa that reports so many of d in each month from January on.
func tell(t testing.TB, lang string, ind health.Indicator, d int, months ...int) told {
	t.Helper()
	c := county{desa: 1, ind: ind, lang: lang}
	for i, n := range months {
		if n >= 0 {
			c.rows = append(c.rows, tally.Row{Unit: 2, Month: health.MonthOf(2024, i+1), N: health.Count(n), D: health.Count(d), Projected: true})
		}
	}
	b := c.build(t)
	b.page = Page{Kind: Service, Path: "spm/balita.html", at: 0}
	f := b.in.Release.Figure(0, 0, 2024)
	said := told{b: b, sentence: strings.ReplaceAll(plain(b.serviceSentence(f, ind)), "\u00a0", " "), title: strings.ReplaceAll(b.trendTitle(f, ind), "\u00a0", " ")}
	if fig, ok := b.trend(0, 0, 2024); ok {
		said.trend = strings.ReplaceAll(fig.Desc, "\u00a0", " ")
	}
	return said
}

// in names the unit of an indicator in a language.
func in(lang string, ind health.Indicator) health.Indicator {
	if lang == "en" {
		ind.Unit = map[string]string{"anak": "children", "orang": "people", "kunjungan": "visits"}[ind.Unit]
	}
	return ind
}

func low() health.Indicator {
	i := service()
	i.Polarity, i.Group, i.Target, i.Cumulative, i.Unit = health.LowIsGood, health.GroupOther, 5, false, "orang"
	return i
}

func rate() health.Indicator {
	i := service()
	i.Factor, i.Target, i.Cumulative, i.Group, i.Unit = 1000, 150, false, health.GroupOther, "orang"
	return i
}

// TestSentences is what a page says of its figure, case by case, in both languages.
func TestSentences(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		ind    health.Indicator
		d      int
		months []int
		id, en string // of the sentence, without what it says of pace and reports
	}{
		{
			"behind", service(), 400,
			[]int{20, 20, 20},
			"Sampai Maret 2024, 60 dari 400 anak sudah dilayani sesuai standar: 15,0 %. Target bulan ini 25,0 %, masih kurang 40 anak.",
			"By March 2024, 60 of 400 children had been served to standard: 15.0 %. This month's target is 25.0 %, still 40 children short.",
		},
		{
			"one short", service(), 400,
			[]int{33, 33, 33},
			"Sampai Maret 2024, 99 dari 400 anak sudah dilayani sesuai standar: 24,8 %. Target bulan ini 25,0 %, masih kurang 1 anak.",
			"By March 2024, 99 of 400 children had been served to standard: 24.8 %. This month's target is 25.0 %, still 1 child short.",
		},
		{
			"a hair below the target", service(), 10000,
			[]int{833, 833, 833},
			"Sampai Maret 2024, 2.499 dari 10.000 anak sudah dilayani sesuai standar: 24,9 %. Target bulan ini 25,0 %, masih kurang 1 anak.",
			"By March 2024, 2,499 of 10,000 children had been served to standard: 24.9 %. This month's target is 25.0 %, still 1 child short.",
		},
		{
			"at the target", service(), 400,
			[]int{40, 40, 20},
			"Sampai Maret 2024, 100 dari 400 anak sudah dilayani sesuai standar: 25,0 %. Target bulan ini 25,0 %, tercapai.",
			"By March 2024, 100 of 400 children had been served to standard: 25.0 %. This month's target of 25.0 % was reached.",
		},
		{
			"above 100 %", service(), 100,
			[]int{90, 90, 79},
			"Sampai Maret 2024, 259 dari 100 anak sudah dilayani sesuai standar: 259,0 %. Target bulan ini 25,0 %, tercapai. Lebih dari 100 % berarti sasaran yang ditetapkan lebih kecil daripada yang dilayani.",
			"By March 2024, 259 of 100 children had been served to standard: 259.0 %. This month's target of 25.0 % was reached.",
		},
		{
			"nobody", service(), 400,
			[]int{0, 0, 0},
			"Sampai Maret 2024, 0 dari 400 anak sudah dilayani sesuai standar: 0,0 %. Target bulan ini 25,0 %, masih kurang 100 anak.",
			"By March 2024, 0 of 400 children had been served to standard: 0.0 %. This month's target is 25.0 %, still 100 children short.",
		},
		{
			"one to serve", service(), 1,
			[]int{0, 0, 0},
			"Sampai Maret 2024, 0 dari 1 anak sudah dilayani sesuai standar: 0,0 %. Target bulan ini 25,0 %, masih kurang 1 anak.",
			"By March 2024, 0 of 1 child had been served to standard: 0.0 %. This month's target is 25.0 %, still 1 child short.",
		},
		{
			"within a limit", low(), 1000,
			[]int{40},
			"Sampai Januari 2024, 40 dari 1.000 orang: 4,0 %, tidak lebih dari batas 5,0 %.",
			"By January 2024, 40 of 1,000 people: 4.0 %, within the limit of 5.0 %.",
		},
		{
			"a hair above a limit", low(), 10000,
			[]int{501},
			"Sampai Januari 2024, 501 dari 10.000 orang: 5,1 %, di atas batas 5,0 %; 1 orang terlalu banyak.",
			"By January 2024, 501 of 10,000 people: 5.1 %, above the limit of 5.0 %; 1 person too many.",
		},
		{
			"a rate per 1,000", rate(), 2000,
			[]int{200},
			"Sampai Januari 2024, 200 dari 2.000 orang: 100,0. Targetnya 150,0, kurang 100 orang.",
			"By January 2024, 200 of 2,000 people: 100.0. The target is 150.0, 100 people short.",
		},
	} {
		for lang, want := range map[string]string{"id": c.id, "en": c.en} {
			if got := tell(t, lang, in(lang, c.ind), c.d, c.months...).sentence; !strings.HasPrefix(got, want) {
				t.Errorf("%s, %s:\n\tgot  %s\n\twant %s", c.name, lang, got, want)
			}
		}
	}
}

// TestTrendTitles is the finding above a trend, case by case, in both languages.
func TestTrendTitles(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		ind    health.Indicator
		d      int
		months []int
		id, en string
	}{
		{"below", service(), 400, []int{20, 20, 20}, "15,0 % pada Maret 2024, 10,0 poin di bawah target", "15.0 % in March 2024, 10.0 percentage points below target"},
		{"a hair below", service(), 10000, []int{833, 833, 833}, "24,9 % pada Maret 2024, 0,1 poin di bawah target", "24.9 % in March 2024, 0.1 percentage points below target"},
		{"at", service(), 400, []int{40, 40, 20}, "25,0 % pada Maret 2024, mencapai target", "25.0 % in March 2024, on target"},
		{"a hair below a target of many decimals", service(), 10830, []int{900, 900, 900, 900, 900, 900, 916}, "58,3 % pada Juli 2024, sedikit di bawah target", "58.3 % in July 2024, slightly below target"},
		{"above", service(), 400, []int{40, 40, 40}, "30,0 % pada Maret 2024, 5,0 poin di atas target", "30.0 % in March 2024, 5.0 percentage points above target"},
		{"within a limit", low(), 1000, []int{40}, "4,0 % pada Januari 2024, 1,0 poin di bawah batas", "4.0 % in January 2024, 1.0 points below the limit"},
		{"at a limit", low(), 1000, []int{50}, "5,0 % pada Januari 2024, tidak lebih dari batas", "5.0 % in January 2024, within the limit"},
		{"a hair above a limit", low(), 10000, []int{501}, "5,1 % pada Januari 2024, 0,1 poin di atas batas", "5.1 % in January 2024, 0.1 points above the limit"},
	} {
		for lang, want := range map[string]string{"id": c.id, "en": c.en} {
			if got := tell(t, lang, in(lang, c.ind), c.d, c.months...).title; got != want {
				t.Errorf("%s, %s: %q, want %q", c.name, lang, got, want)
			}
		}
	}
}

// TestSentencesWithoutAFigure says why there is none, and where the first one belongs.
func TestSentencesWithoutAFigure(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string][2]string{
		"id": {"data/observations", "Belum ada bulan yang dilaporkan"}, "en": {"data/observations", "No month has been reported yet"},
	} {
		got := tell(t, lang, in(lang, service()), 400, -1, -1)
		if !strings.Contains(got.sentence, want[0]) || got.title != want[1] {
			t.Errorf("%s: %q, %q", lang, got.sentence, got.title)
		}
	}
}
