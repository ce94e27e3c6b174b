package site

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

// county is a kabupaten of one kecamatan whose desa report one service, month by month or as a test says.
type county struct {
	desa int
	ind  health.Indicator
	rows []tally.Row // Unit 2 is the first desa
	lang string      // empty for Indonesian
}

func service() health.Indicator {
	return health.Indicator{
		Code: "balita", Name: "Pelayanan balita", ShortName: "Balita", Group: health.GroupSPM, Unit: "anak", Factor: 100, Target: 100,
		Cumulative: true, Polarity: health.HighIsGood, Sensitivity: health.Routine, Lowest: health.Desa,
	}
}

// each gives every desa a row in a month: n of d people.
func (c *county) each(m health.Month, n, d int) {
	for i := range c.desa {
		c.rows = append(c.rows, tally.Row{Unit: health.Unit(2 + i), Month: m, N: health.Count(n), D: health.Count(d), Projected: true})
	}
}

func (c *county) build(t testing.TB) *builder {
	t.Helper()
	s := tiny{}
	for i := range c.desa {
		s.desa = append(s.desa, place{name: fmt.Sprintf("Desa %c", 'A'+i%26)})
	}
	reg := s.register()
	inds := []health.Indicator{c.ind}
	table := tally.NewBuilder(reg, inds, health.MonthOf(2030, 1))
	for _, r := range c.rows {
		table.Add(r)
	}
	sums := spm.Summarise(spm.Input{Register: reg, Indicators: inds, Table: table.Table(), AsOf: health.NoMonth})
	cfg := config.Default()
	cfg.Title, cfg.BaseURL = "Portal Karangan", "https://karangan.example/"
	plan, ps := New(Input{
		Config: cfg, Register: reg, Indicators: inds, Words: catalogue(t, cmp.Or(c.lang, "id")),
		Release: disclosure.Disclose(sums, disclosure.Policy{MinCount: 5, MinCountSensitive: 10}),
		Content: &content.Content{}, AssetPath: func(string) string { return "" },
	})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	return &builder{Plan: plan, page: plan.pages[0], v: &View{}}
}

func TestPaceOf(t *testing.T) {
	t.Parallel()
	at := health.MonthOf(2024, 9)
	for _, c := range []struct {
		name           string
		missing, added int
		want           pace
	}{
		{"four months at 310", 1240, 930, pace{paceOn, 310, 4, health.MonthOf(2025, 1)}},
		{"one person over makes one more month", 1241, 930, pace{paceOn, 310, 5, health.MonthOf(2025, 2)}},
		{"a third of a month is a month", 1, 9, pace{paceOn, 3, 1, health.MonthOf(2024, 10)}},
		{"reached", 0, 930, pace{}},
		{"more than reached", -5, 930, pace{}},
		{"nobody", 10, 0, pace{state: paceStill}},
		{"a count that fell", 10, -3, pace{state: paceStill}},
		{"sixty months", 60, 3, pace{paceOn, 1, 60, at + 60}},
		{"sixty-one months", 61, 3, pace{state: paceTooSlow, mean: 1}},
	} {
		if got := paceOf(c.missing, c.added, at); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}

// TestPaceSentence reads what a page says of three desa that report n of 100 a month each.
func TestPaceSentence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		months []int
		target float64
		want   string
		cell   string
	}{
		{"on", []int{5, 5, 5, 5, 5, 5}, 100, "Tiga bulan terakhir bertambah rata-rata 15 anak sebulan. Dengan laju itu sasaran terlayani semua dalam 14 bulan, Agustus 2025.", "14 bulan, Agu 2025"},
		{"the last three months count", []int{0, 0, 30, 10, 10, 10}, 100, "Tiga bulan terakhir bertambah rata-rata 30 anak sebulan. Dengan laju itu sasaran terlayani semua dalam 4 bulan, Oktober 2024.", "4 bulan, Okt 2024"},
		{"a target of less than all", []int{10, 10, 10}, 60, "Tiga bulan terakhir bertambah rata-rata 30 anak sebulan. Dengan laju itu target setahun 60,0 % tercapai dalam 3 bulan, Juni 2024.", "3 bulan, Jun 2024"},
		{"nobody added", []int{30, 0, 0, 0}, 100, "Selama tiga bulan terakhir tidak ada tambahan, jadi belum dapat dikatakan kapan sasaran terlayani semua.", "tidak bertambah"},
		{"too slow", []int{10, 1, 0, 0}, 100, "Tiga bulan terakhir bertambah rata-rata 1,0 anak sebulan. Dengan laju itu baru setelah lebih dari lima tahun sasaran terlayani semua.", "lebih dari 5 tahun"},
		{"reached", []int{40, 40, 40}, 100, "", "–"},
		{"two months", []int{10, 10}, 100, "", "–"},
		{"a month without a report", []int{10, 10, -1, 10}, 100, "", "–"},
		{"the year is over", []int{5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5}, 100, "", "–"},
	} {
		world := county{desa: 3, ind: service()}
		world.ind.Target = c.target
		for m, n := range c.months {
			if n >= 0 {
				world.each(health.MonthOf(2024, m+1), n, 100)
			}
		}
		b := world.build(t)
		if got := spaces(b.paceSentence(0, 0, 2024)); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
		if got := b.paceText(b.paceAt(0, 0, 2024)); got != c.cell {
			t.Errorf("%s: cell %q, want %q", c.name, got, c.cell)
		}
		// A desa's pace may be known where its count is shown now and was three months ago.
		series, last := b.in.Release.Series(2, 0, 2024), len(c.months)
		known := series[last-1].Exact() && (last <= paceMonths || series[last-1-paceMonths].Exact())
		if p := b.paceAt(2, 0, 2024); p.state != noPace && !known {
			t.Errorf("%s: a desa with hidden counts has a pace: %+v", c.name, p)
		}
	}
}

func TestControlSectionOrItsReason(t *testing.T) {
	t.Parallel()
	months := func(c *county, year int, ns ...int) {
		for m, n := range ns {
			c.each(health.MonthOf(year, m+1), n, 100)
		}
	}
	for _, c := range []struct {
		name string
		fill func(c *county)
		says string // in the section's intro; "" for a chart
		rows int
	}{
		{"six months", func(c *county) { months(c, 2024, 8, 9, 7, 8, 9, 7) }, "", 6},
		{"five months", func(c *county) { months(c, 2024, 8, 9, 7, 8, 9) }, "baru 5 bulan berturut-turut dilaporkan, perlu paling sedikit 6", 0},
		{"with the year before", func(c *county) {
			months(c, 2023, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6)
			months(c, 2024, 8, 9, 7, 8, 9, 7)
		}, "", 18},
		{"never more than two years", func(c *county) {
			for y := 2021; y <= 2024; y++ {
				months(c, y, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7, 6)
			}
		}, "", 24},
		{"a gap ends the sequence", func(c *county) {
			months(c, 2023, 1, 2, 3, 4, 5, 6, 7, 8, 9, 8, 7)
			months(c, 2024, 8, 9, 7, 8, 9, 7)
		}, "", 6},
		{"a quarter", func(c *county) {
			for q := 3; q <= 9; q += 3 {
				for i := range c.desa {
					c.rows = append(c.rows, tally.Row{Unit: health.Unit(2 + i), Month: health.MonthOf(2024, q), Span: tally.Quarter, N: 20, D: 100})
				}
			}
		}, "tidak dilaporkan per bulan oleh semua unit", 0},
		{"a cumulative count that falls", func(c *county) {
			for m, n := range []int{5, 10, 15, 12, 20, 25, 30} {
				for i := range c.desa {
					c.rows = append(c.rows, tally.Row{Unit: health.Unit(2 + i), Month: health.MonthOf(2024, m+1), Kind: tally.Cumulative, N: health.Count(n), D: 100})
				}
			}
		}, "angka kumulatif April 2024 lebih kecil daripada bulan sebelumnya", 0},
	} {
		world := county{desa: 3, ind: service()}
		c.fill(&world)
		sections := world.build(t).controlSection(0, 0, 2024)
		if len(sections) != 1 {
			t.Errorf("%s: %d sections", c.name, len(sections))
			continue
		}
		s := sections[0]
		if c.says != "" {
			if !strings.Contains(s.Intro, c.says) || len(s.Figures) > 0 {
				t.Errorf("%s: %q and %d figures", c.name, s.Intro, len(s.Figures))
			}
			continue
		}
		if len(s.Figures) != 1 || len(s.Figures[0].Table.Rows) != c.rows {
			t.Errorf("%s: %d figures, of %d months, want %d; %q", c.name, len(s.Figures), len(s.Figures[0].Table.Rows), c.rows, s.Intro)
		}
	}
	world := county{desa: 3, ind: service()}
	world.ind.Cumulative = false
	months(&world, 2024, 8, 9, 7, 8, 9, 7)
	if s := world.build(t).controlSection(0, 0, 2024); s != nil {
		t.Error("a fixed target has no part for a month")
	}
}

func TestYearlySentence(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		served []int // of 1000 people, by year from 2019 on, all reported in December
		arah   health.Polarity
		want   string
	}{
		{"four years", []int{600, 640, 700, 720}, health.HighIsGood, "Tidak dapat dihitung: baru 4 tahun berturut-turut yang lengkap, perlu 5."},
		{"golden", []int{600, 640, 700, 720, 780}, health.HighIsGood, "Naik dari 2019 ke 2023 (membaik), rata-rata 4,4 poin setahun, lebih daripada kebetulan."},
		{"the last five of six", []int{900, 600, 640, 700, 720, 780}, health.HighIsGood, "Naik dari 2020 ke 2024 (membaik), rata-rata 4,4 poin setahun, lebih daripada kebetulan."},
		{"low is good", []int{600, 640, 700, 720, 780}, health.LowIsGood, "Naik dari 2019 ke 2023 (memburuk), rata-rata 4,4 poin setahun, lebih daripada kebetulan."},
		{"neither is good", []int{780, 720, 700, 640, 600}, health.Neutral, "Turun dari 2019 ke 2023, rata-rata 4,4 poin setahun, lebih daripada kebetulan."},
		{"falling", []int{780, 720, 700, 640, 600}, health.HighIsGood, "Turun dari 2019 ke 2023 (memburuk), rata-rata 4,4 poin setahun, lebih daripada kebetulan."},
		{"level", []int{700, 690, 710, 700, 700}, health.HighIsGood, "Dari 2019 sampai 2023 tidak ada tren yang nyata: naik-turunnya dapat karena kebetulan."},
		{"nobody ever", []int{0, 0, 0, 0, 0}, health.HighIsGood, "Dari 2019 sampai 2023 tidak ada tren yang nyata: naik-turunnya dapat karena kebetulan."},
		{"more than all", []int{700, 690, 1100, 700, 700}, health.HighIsGood, "Tidak dapat dihitung: capaian tahun 2021 di atas 100 %, sehingga rentang keyakinannya tidak ada."},
		{"a year left out", []int{700, 690, -1, 700, 700, 700}, health.HighIsGood, "Tidak dapat dihitung: baru 3 tahun berturut-turut yang lengkap, perlu 5."},
	} {
		world := county{desa: 1, ind: service()}
		world.ind.Polarity = c.arah
		last := 0
		for i, n := range c.served {
			if n >= 0 {
				last = 2019 + i
				world.each(health.MonthOf(last, 12), n, 1000)
			}
		}
		s := world.build(t).yearlySection(0, 0, last)
		if len(s) != 1 || spaces(s[0].Intro) != c.want {
			t.Errorf("%s:\n got %+v\nwant %q", c.name, s, c.want)
		}
	}
	world := county{desa: 1, ind: service()}
	world.ind.Factor, world.ind.Group = 100000, health.GroupOther
	for i, n := range []int{120, 100, 70, 40, 20} {
		world.each(health.MonthOf(2019+i, 12), n, 100000)
	}
	world.ind.Polarity = health.LowIsGood
	s := world.build(t).yearlySection(0, 0, 2023)
	if got := s[0].Intro; !strings.Contains(got, "(membaik)") || !strings.Contains(got, "per 100.000 setahun") {
		t.Errorf("a rate: %q", got)
	}
	if got := s[0].Table.Rows[4][4].Text; got != "12,2–30,9" {
		t.Errorf("interval of 20 in 100,000: %s", got)
	}
}

func TestFunnelSection(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		served []int // of 100, by desa
		want   string
		says   string
	}{
		{"two desa", []int{50, 60}, "", ""},
		{"three desa", []int{50, 52, 54}, "Tidak ada desa yang dapat dibedakan dari Kabupaten Karangan", "Semua 3 desa di dalam batas"},
		{"one apart", []int{55, 57, 95, 58, 59, 61, 60, 62}, "1 dari 8 desa berbeda dari Kabupaten Karangan lebih daripada kebetulan", "Di luar batas 99,8 %: Desa C 95,0 % (lebih tinggi)."},
		{"more than all there are", []int{120, 130, 110}, "", "capaian Kabupaten Karangan di atas 100 %"},
		{"two hidden", []int{50, 52, 54, 2, 56}, "", "Tidak digambar: 2 desa disensor demi privasi."},
	} {
		world := county{desa: len(c.served), ind: service()}
		for i, n := range c.served {
			world.rows = append(world.rows, tally.Row{Unit: health.Unit(2 + i), Month: health.MonthOf(2024, 9), N: health.Count(n), D: 100, Projected: true})
		}
		s := world.build(t).funnelSection(0, 2024)
		if c.want == "" && c.says == "" {
			if s != nil {
				t.Errorf("%s: drawn", c.name)
			}
			continue
		}
		if len(s) != 1 {
			t.Errorf("%s: %d sections", c.name, len(s))
			continue
		}
		title, said := "", s[0].Intro
		if len(s[0].Figures) == 1 {
			title, said = s[0].Figures[0].Title, s[0].Figures[0].Desc
		}
		if c.want != "" && title != c.want || !strings.Contains(spaces(said), c.says) {
			t.Errorf("%s: %q, %q", c.name, title, said)
		}
	}
}

// TestNoFunnelOfTooMany: more places than can be alike are not drawn.
func TestNoFunnelOfTooMany(t *testing.T) {
	t.Parallel()
	world := county{desa: mostInFunnel + 1, ind: service()}
	world.each(health.MonthOf(2024, 9), 50, 100)
	if s := world.build(t).funnelSection(0, 2024); s != nil {
		t.Errorf("a funnel of %d desa", world.desa)
	}
}

func TestMonthSpans(t *testing.T) {
	t.Parallel()
	b := (&county{desa: 1, ind: service()}).build(t)
	for months, want := range map[uint16]string{
		0: "", 1: "Jan", 1<<8 | 1<<7 | 1<<6: "Jul–Sep", 1 | 1<<2 | 1<<3: "Jan, Mar–Apr", 1<<12 - 1: "Jan–Des", 1 << 11: "Des",
	} {
		if got := b.monthSpans(months); got != want {
			t.Errorf("%b is %q, want %q", months, got, want)
		}
	}
}

// TestDebts: of three desa A reports always, B not in March, and C never.
func TestDebts(t *testing.T) {
	t.Parallel()
	world := county{desa: 3, ind: service()}
	for m := 1; m <= 4; m++ {
		for i, skip := range []bool{false, m == 3, true} {
			if !skip {
				world.rows = append(world.rows, tally.Row{Unit: health.Unit(2 + i), Month: health.MonthOf(2024, m), N: 10, D: 100})
			}
		}
	}
	b := world.build(t)
	want := []debt{{[]string{"Desa B"}, "Balita: Mar"}, {[]string{"Desa C"}, "Balita: Jan–Apr"}}
	if got := b.debts(1, 2024); !reflect.DeepEqual(got, want) {
		t.Errorf("debts %+v", got)
	}
	if term, _ := b.silentTerm(1, 2024); term.Text != "Desa B (Balita: Mar); Desa C (Balita: Jan–Apr)" {
		t.Errorf("in a line: %q", term.Text)
	}
	s := b.reportsSection(1, 2024)
	if len(s) != 1 || s[0].Heading != "Laporan April 2024" || s[0].Intro != "2 dari 3 desa sudah melapor lengkap. Belum: Desa C." {
		t.Errorf("of the kecamatan: %+v", s)
	}
	if s := b.reportsSection(0, 2024); len(s) != 1 || s[0].Intro != "0 dari 1 kecamatan sudah melapor lengkap. Belum: Hulu." {
		t.Errorf("of the kabupaten: %+v", s)
	}
	all := county{desa: 2, ind: service()}
	all.each(health.MonthOf(2024, 1), 10, 100)
	b = all.build(t)
	if s := b.reportsSection(1, 2024); s[0].Intro != "Semua 2 desa sudah melapor lengkap." {
		t.Errorf("all reported: %+v", s)
	}
	if s := b.silentSection([]health.Unit{1}, 2024); s.Intro != "Semua laporan sampai Januari 2024 sudah masuk." || s.Terms != nil {
		t.Errorf("nobody owes: %+v", s)
	}
}

func TestFew(t *testing.T) {
	t.Parallel()
	b := (&county{desa: 1, ind: service()}).build(t)
	names := []string{"A", "B", "C"}
	for most, want := range map[int]string{3: "A, B, C", 2: "A, B, dan 1 lainnya"} {
		if got := b.few(names, most); got != want || len(names) != 3 || names[2] != "C" {
			t.Errorf("at most %d: %q", most, got)
		}
	}
}
