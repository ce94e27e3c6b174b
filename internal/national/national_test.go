package national

import (
	"slices"
	"strings"
	"testing"
)

func open(t testing.TB) *Lists {
	t.Helper()
	l, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// The counts are those of domain reference §6.1, §6.2 and §6.4.
func TestCounts(t *testing.T) {
	l := open(t)
	levels := map[string]int{}
	for _, a := range l.areas {
		levels[a.Level()]++
	}
	for level, want := range map[string]int{"provinsi": 38, "kabkota": 514, "kecamatan": 7285, "desa": 8496 + 75266} {
		if levels[level] != want {
			t.Errorf("%d of level %s, want %d", levels[level], level, want)
		}
	}
	for code, want := range map[string][3]int{ // kecamatan, desa and kelurahan, puskesmas
		"14.10": {9, 101, 10}, "14.03": {11, 155, 18}, "12.76": {5, 35, 9}, "62.11": {8, 99, 12}, "36": {155, 1552, 245},
		"36.03": {29, 274, 44}, "36.73": {6, 67, 16},
	} {
		got := [3]int{2: len(l.PuskesmasIn(code))}
		for _, a := range l.Within(code) {
			switch a.Level() {
			case "kecamatan":
				got[0]++
			case "desa":
				got[1]++
			}
		}
		if got != want {
			t.Errorf("%s has %v kecamatan, desa, puskesmas, want %v", code, got, want)
		}
	}
}

// Every site begins with its own area, each area follows the one above it, and
// every kabupaten and kota has a puskesmas, those of the youngest provinces too.
func TestEveryTopIsWhole(t *testing.T) {
	l := open(t)
	for _, top := range l.Tops() {
		areas := l.Within(top.Code)
		if len(areas) < 3 || areas[0] != top {
			t.Errorf("%s %s has %d areas", top.Code, top.Name, len(areas))
			continue
		}
		known := map[string]bool{}
		for i, a := range areas {
			if i > 0 && !known[a.Parent()] {
				t.Errorf("%s stands before %s", a.Code, a.Parent())
			}
			known[a.Code] = true
			if a.Name == "" || strings.ContainsAny(a.Name, "\"\n") || a.Name != strings.TrimSpace(a.Name) {
				t.Errorf("%s is called %q", a.Code, a.Name)
			}
		}
		posts := l.PuskesmasIn(top.Code)
		if len(posts) == 0 {
			t.Errorf("%s %s has no puskesmas", top.Code, top.Name)
		}
		for _, p := range posts {
			if !known[p.Area] || !strings.HasPrefix(p.Name, "Puskesmas ") {
				t.Errorf("%s %q stands in %s", p.Code, p.Name, p.Area)
			}
		}
	}
}

func TestFind(t *testing.T) {
	l := open(t)
	for text, want := range map[string]string{
		"62.11": "62.11", "6211": "62.11", " 62 ": "62", "Pulang Pisau": "62.11", "kabupaten  pulang pisau": "62.11",
		"KAB. PULANG PISAU": "62.11", "kab Bengkalis": "14.03", "Kepulauan Meranti": "14.10", "Kab. Kep. Meranti": "14.10",
		"Banten": "36", "Provinsi Banten": "36", "Kota Serang": "36.73", "Kabupaten Serang": "36.04", "Tangerang Selatan": "36.74",
		"Tebing Tinggi": "12.76", "Kota Tebing Tinggi": "12.76", "Merauke": "93.01", "Provinsi Gorontalo": "75", "Papua": "91",
		"DKI Jakarta": "31", "DI Yogyakarta": "34", "Riau": "14",
	} {
		if got, near, ok := l.Find(text); !ok || got.Code != want {
			t.Errorf("%q is %v (%v, near %v), want %s", text, got, ok, near, want)
		}
	}
}

func TestNearMisses(t *testing.T) {
	l := open(t)
	for text, want := range map[string][]string{
		"Pulang Pisang": {"62.11"}, "kab. pulang pisu": {"62.11"}, "Bengkulis": {"14.03"}, "Serang": {"36.04", "36.73"}, "meranti": {"14.10"},
		"62.14": {"62.11"}, "Gorontalo": {"75", "75.01", "75.71"}, "Atlantis": nil, "": nil, "99.01": nil,
	} {
		got, near, ok := l.Find(text)
		if ok {
			t.Errorf("%q is %v", text, got)
			continue
		}
		var codes []string
		for _, a := range near {
			codes = append(codes, a.Code)
		}
		for _, code := range want {
			if !slices.Contains(codes, code) {
				t.Errorf("near %q are %v, among them should be %s", text, codes, code)
			}
		}
		if len(want) == 0 && len(near) > 0 || len(near) > nearMost {
			t.Errorf("near %q are %v", text, near)
		}
	}
}

// Handing the lists on asks for their sources to be named.
func TestSourcesAreWhole(t *testing.T) {
	for _, s := range Sources() {
		if s.Title == "" || s.Of == "" || s.Date == "" || s.License == "" || !strings.HasPrefix(s.URL, "https://") {
			t.Errorf("%+v", s)
		}
	}
}

// The program must not grow by more than it gains.
func TestListsAreSmall(t *testing.T) {
	if n := len(packedAreas) + len(packedPuskesmas); n > 3<<20 {
		t.Errorf("the lists take %d bytes", n)
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		open(b)
	}
}
