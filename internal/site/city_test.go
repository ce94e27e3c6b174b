package site

import (
	"strings"
	"testing"

	"terang/internal/config"
	"terang/internal/health"
)

// A site of kelurahan alone calls its lowest areas so in the words that speak of them;
// one desa among them is enough to keep the common word.
func TestWhatTheLowestAreasAreCalled(t *testing.T) {
	for _, c := range []struct {
		name   string
		recode func(i int) string
		want   string
	}{
		{"desa", func(int) string { return "99.01.01.2001" }, "desa"},
		{"kelurahan", func(int) string { return "99.01.01.1001" }, "kelurahan"},
		{"both", func(i int) string { return []string{"99.01.01.1001", "99.01.01.2001"}[i%2] }, "desa"},
	} {
		b := tiny{month: health.MonthOf(2024, 6), services: 1, desa: []place{{"Soka", []int{50}}, {"Mawar", []int{40}}}}.build(t)
		reg, n := b.in.Register, 0
		for u := range reg.Areas {
			if reg.Areas[u].Level == health.Desa {
				reg.Areas[u].Code = c.recode(n)
				n++
			}
		}
		b.called, b.said = villages(reg, b.in.Words)
		if got := b.T("lokmin.villages"); b.called != c.want || !strings.Contains(got, "PWS per "+c.want+",") {
			t.Errorf("%s: called %q, %q", c.name, b.called, got)
		}
		if got := b.T("level.desa"); got != "desa" {
			t.Errorf("%s: the word for desa itself is %q", c.name, got)
		}
	}
}

// A site may count by the target of the year in its first sentence; a finished year is told as ever.
func TestHeadlineOfTheYear(t *testing.T) {
	for _, c := range []struct {
		name   string
		month  health.Month
		served []int
		want   []string
	}{
		{"in June", health.MonthOf(2024, 6), []int{60, 100, 30}, []string{"Sampai Juni 2024, 1 dari 3 layanan mencapai 100 %", "Target bulan ini dicapai 2 layanan."}},
		{"none", health.MonthOf(2024, 6), []int{60, 99, 30}, []string{"Sampai Juni 2024, 0 dari 3 layanan mencapai 100 %"}},
		{"in part", health.MonthOf(2024, 6), []int{-1, 130, 30}, []string{"1 dari 2 layanan yang dapat ditampilkan mencapai 100 %", "dicapai 1 layanan."}},
		{"at the end", health.MonthOf(2024, 12), []int{60, 100, 30}, []string{"Pada tahun 2024, 1 dari 3 layanan mencapai target 100 %."}},
	} {
		b := tiny{month: c.month, services: 3, desa: []place{{"Soka", c.served}}, with: func(in *Input) { in.Config.Headline = config.HeadlineYear }}.build(t)
		got := spaces(plain(b.headline(0, b.standings(0, b.spm, 2024), 2024)))
		for _, want := range c.want {
			if !strings.Contains(got, spaces(want)) {
				t.Errorf("%s: %q does not say %q", c.name, got, want)
			}
		}
	}
}

// Posyandu are counted where they lie; a closed one is not active and has no kader.
func TestPosyandu(t *testing.T) {
	b := tiny{month: health.MonthOf(2024, 6), services: 1, desa: []place{{"Soka", []int{50}}, {"Mawar", []int{40}}}}.build(t)
	reg := b.in.Register
	post := func(desa health.Unit, closed bool, services ...string) health.Facility {
		return health.Facility{Type: health.TypePosyandu, Desa: desa, Kecamatan: 1, Kabkota: 0, Unit: health.NoUnit, Closed: closed, Kader: 5, Details: &health.Details{Services: services}}
	}
	reg.Facilities = []health.Facility{post(2, false, "LKD"), post(2, true, "LKD"), post(3, false), {Type: health.TypePustu, Desa: 3, Kecamatan: 1, Unit: health.NoUnit}}
	reg.Areas[2].Population = 1200
	b.posyandu = posyanduIn(reg)
	all := b.posyanduOf(0)
	if all.all != 3 || all.active != 2 || all.kader != 10 || all.offer["LKD"] != 1 {
		t.Errorf("of the root: %+v", all)
	}
	if soka := b.posyanduOf(2); soka.all != 2 || soka.active != 1 || soka.people != 1200 {
		t.Errorf("of a desa: %+v", soka)
	}
	if got := b.posyanduSentence(4); got != "" {
		t.Errorf("where there is none: %q", got)
	}
	s := b.posyanduTable("desa", []health.Unit{3, 2}, true)
	if first := s.Table.Rows[0]; first[0].Text != "Soka" || first[1].Text != "50,0\u00a0%" || first[5].Text != "1.200" {
		t.Errorf("the smallest share is not first: %+v", first)
	}
	if got := b.portion(1999, 2000); got != "99,9\u00a0%" {
		t.Errorf("a part reads as all: %s", got)
	}
}
