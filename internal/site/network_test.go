package site

import (
	"slices"
	"strings"
	"testing"

	"terang/internal/health"
)

// networked is a kabupaten with a puskesmas in Soka, which serves Soka, Rawa and Ujung:
// Soka has two posyandu, Rawa a pustu, Ujung nothing but a posyandu that is closed.
func networked(with func(*Input)) tiny {
	post := func(code, name string, kind health.FacilityType, desa health.Unit) health.Facility {
		return health.Facility{
			Code: code, Name: name, Type: kind, Kabkota: 0, Kecamatan: 1, Desa: desa, PuskesmasCode: "P-1",
			Puskesmas: health.NoUnit, Kader: health.Missing, ILPSince: health.NoMonth, Details: &health.Details{},
		}
	}
	first := post("P-1", "Puskesmas Soka", health.TypePuskesmas, 2)
	first.PuskesmasCode, first.ILPStatus, first.ILPSince = "", "berjalan", health.MonthOf(2024, 3)
	one, two := post("Y-1", "Posyandu Satu", health.TypePosyandu, 2), post("Y-2", "Posyandu Dua", health.TypePosyandu, 2)
	one.Address, one.Kader, one.ILPStatus, one.ILPSince = "Dusun 1", 5, "berjalan", health.MonthOf(2024, 5)
	pustu := post("T-1", "Pustu Rawa", health.TypePustu, 3)
	pustu.ILPStatus = "persiapan"
	closed := post("Y-3", "Posyandu Tiga", health.TypePosyandu, 4)
	closed.Closed = true
	later := post("P-2", "Puskesmas Ujung", health.TypePuskesmas, 1)
	later.PuskesmasCode, later.ILPStatus = "", "belum"
	s := office(with)
	s.desa = []place{{"Soka", []int{80, 90}}, {"Rawa", []int{60, 90}}, {"Ujung", []int{80, 2}}}
	s.near = []health.Facility{later, first, one, two, pustu, closed}
	s.servedBy = map[string]string{"99.01.01.2001": "P-1", "99.01.01.2002": "P-1", "99.01.01.2003": "P-1"}
	return s
}

func sectionOf(t *testing.T, v *View, id string) Section {
	t.Helper()
	i := slices.IndexFunc(v.Sections, func(s Section) bool { return s.ID == id })
	if i < 0 {
		t.Fatalf("no section %s", id)
	}
	return v.Sections[i]
}

// A puskesmas shows its network desa by desa, and says what a desa has none of.
func TestNetworkDownToTheDusun(t *testing.T) {
	t.Parallel()
	b := networked(nil).build(t)
	s := sectionOf(t, page(t, b, "puskesmas/soka/index.html"), "jaringan")
	if s.Intro != "Puskesmas, pustu, atau poskesdes ada di 2 dari 3 desa yang dilayani, posyandu di 1. Kader: 5 orang." {
		t.Error(s.Intro)
	}
	var lines []string
	for _, g := range s.Links {
		for _, l := range g.Links {
			lines = append(lines, strings.Join([]string{g.Heading, l.Text, l.Note}, "|"))
		}
	}
	want := []string{
		"Desa Soka|Posyandu Satu|Dusun 1 · 5 kader · berjalan, sejak Mei 2024", "Desa Soka|Posyandu Dua|",
		"Desa Rawa|tanpa posyandu|", "Desa Rawa|Pustu Rawa|persiapan",
		"Desa Ujung|tanpa pustu|", "Desa Ujung|tanpa posyandu|",
	}
	if !slices.Equal(lines, want) {
		t.Errorf("got\n%s", strings.Join(lines, "\n"))
	}
	for path, says := range map[string]string{
		"soka": "", "rawa": "Tidak ada posyandu di sini.", "ujung": "Tidak ada puskesmas, pustu, poskesdes, maupun posyandu di sini.",
	} {
		if got := sectionOf(t, page(t, b, "wilayah/hulu/"+path+".html"), "fasilitas").Intro; got != says {
			t.Errorf("%s says %q", path, got)
		}
	}
}

// A register without posyandu says of no desa that it has none.
func TestNothingIsMissingWhereNothingIsListed(t *testing.T) {
	t.Parallel()
	s := networked(nil)
	s.near = s.near[:2]
	b := s.build(t)
	if i := slices.IndexFunc(page(t, b, "puskesmas/soka/index.html").Sections, func(s Section) bool { return s.ID == "jaringan" }); i >= 0 {
		t.Error("a network of nothing")
	}
	if got := sectionOf(t, page(t, b, "wilayah/hulu/ujung.html"), "fasilitas").Intro; strings.Contains(got, "Tidak ada") {
		t.Error(got)
	}
}

// The roll-out is a table in the order of beginning where pustu and posyandu say how
// far they are, and names the desa that have none.
func TestRollOutStepByStep(t *testing.T) {
	t.Parallel()
	v := page(t, networked(nil).build(t), "ilp.html")
	table := sectionOf(t, v, "puskesmas").Table
	var rows []string
	for _, r := range append(table.Rows, table.Total) {
		var cells []string
		for _, c := range r {
			cells = append(cells, strings.ReplaceAll(c.Text, "\u00a0", " "))
		}
		rows = append(rows, strings.Join(cells, "|"))
	}
	want := []string{"Soka|berjalan|Maret 2024|0 dari 1|1 dari 2|5", "Ujung|belum mulai|–|0 dari 0|0 dari 0|0", "Kabupaten Karangan|||0 dari 1|1 dari 2|5"}
	if !slices.Equal(rows, want) {
		t.Errorf("got\n%s", strings.Join(rows, "\n"))
	}
	var missing []string
	for _, g := range sectionOf(t, v, "jaringan").Links {
		missing = append(missing, g.Heading)
	}
	if !slices.Equal(missing, []string{"Tanpa pustu dan posyandu (1)", "Tanpa posyandu (2)", "Tanpa puskesmas, pustu, atau poskesdes (1)"}) {
		t.Errorf("missing: %v", missing)
	}

	s := networked(nil)
	for i := range s.near {
		if s.near[i].Type != health.TypePuskesmas {
			s.near[i].ILPStatus = ""
		}
	}
	if list := sectionOf(t, page(t, s.build(t), "ilp.html"), "puskesmas"); list.Table != nil || len(list.Terms) != 2 {
		t.Errorf("a table of steps that nobody told: %+v", list)
	}
}

// The page of a desa says its place among the desa of its puskesmas: of those that are shown.
func TestVillageRank(t *testing.T) {
	t.Parallel()
	n := networked(func(in *Input) {
		for i := range in.Indicators {
			in.Indicators[i].Polarity = health.HighIsGood
		}
	})
	n.desa = append(n.desa, place{"Teluk", []int{70, 95}})
	n.servedBy["99.01.01.2004"] = "P-1"
	b := n.build(t)
	// The second service is hidden in Ujung, and in one more that would give it away.
	for path, want := range map[string][]string{
		"soka": {"1 dari 4", ""}, "rawa": {"4 dari 4", "2 dari 2"}, "ujung": {"1 dari 4", ""}, "teluk": {"3 dari 4", "1 dari 2"},
	} {
		s := sectionOf(t, page(t, b, "wilayah/hulu/"+path+".html"), "pws")
		got := map[string]string{}
		for _, r := range s.Table.Rows {
			got[r[0].Text] = strings.ReplaceAll(r[2].Text, "\u00a0/\u00a0", " dari ")
		}
		if got["Layanan 1"] != want[0] || got["Layanan 2"] != want[1] {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
		if !strings.Contains(s.Intro, "di antara desa Puskesmas Soka") {
			t.Error(s.Intro)
		}
	}
}
