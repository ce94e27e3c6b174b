package recount

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"terang/internal/build"
	"terang/internal/health"
)

// reported is the day on which the made-up offices' sites are built.
var reported = build.Options{Date: health.DateOf(2025, 1, 20)}

// province makes a province of true shape whose puskesmas report. Three of its
// cities have kelurahan: in the first each kecamatan has its own puskesmas, in the
// second one puskesmas serves parts of two, in the third kelurahan report for
// themselves what concerns mothers and children.
func province(t *testing.T, seed uint64) *world {
	t.Helper()
	w := newWorld(seed, "36")
	w.last[2023], w.last[2024] = 12, 8
	kecamatan, posts := map[string][]string{}, map[string][]string{}
	for _, row := range table(t, "testdata/wilayah.csv") {
		name := strings.ToUpper(row["nama_wilayah"][:1]) + strings.ToLower(row["nama_wilayah"][1:])
		switch {
		case row["kode_kec"] != "NULL":
			kab := dotted(row["kode_kab"])
			w.area(dotted(row["kode_kec"]), kab, "kecamatan", name, "")
			kecamatan[kab] = append(kecamatan[kab], dotted(row["kode_kec"]))
		case row["kode_kab"] != "NULL":
			w.area(dotted(row["kode_kab"]), "36", "kabkota", name, "")
		default:
			w.area("36", "", "provinsi", name, "")
		}
	}
	for _, row := range table(t, "testdata/puskesmas.csv") {
		kab := dotted(row["kode_kab"])
		at := kecamatan[kab][len(posts[kab])%len(kecamatan[kab])]
		w.post(row["kode_instansi"], row["unit_kerja"], at, "")
		posts[kab] = append(posts[kab], row["kode_instansi"])
	}
	var desa []string
	for _, kab := range []string{"36.72", "36.73", "36.74"} {
		for i, kec := range kecamatan[kab] {
			for n := range 4 {
				code := fmt.Sprintf("%s.%d", kec, 1001+n)
				by := posts[kab][i]
				if n == 3 && kab == "36.73" && i == 1 {
					by = posts[kab][0]
				}
				if other := i + len(kecamatan[kab]); n > 1 && other < len(posts[kab]) {
					by = posts[kab][other]
				}
				w.area(code, kec, "desa", fmt.Sprintf("Kelurahan %d", n+1), by)
				if kab == "36.74" {
					desa = append(desa, code)
				}
			}
		}
	}
	w.provinceReports(kecamatan, posts, desa)
	return w
}

func (w *world) provinceReports(kecamatan, posts map[string][]string, desa []string) {
	for _, year := range []int{2023, 2024} {
		for _, kab := range slices.Sorted(maps.Keys(posts)) {
			for i, u := range posts[kab] {
				for _, s := range spm {
					byDesa := kab == "36.74" && s < "bz"
					h := w.habits(cell{u, s, year}, 900)
					if i == 4 {
						h.to = max(0, h.to-2) // the one that is always late
					}
					if i != 7 && !byDesa || w.chance(5) { // the eighth never sends anything, or nearly so
						w.report(h)
					}
					if w.chance(3) {
						w.visitors(cell{u, s, year})
					}
				}
			}
			w.qualityOf(kab, year, spm[:[]int{12, 12, 12, 0, 5}[w.IntN(5)]])
			for _, u := range append(slices.Clone(kecamatan[kab][:3]), kab) { // totals that stand beside their parts
				w.report(w.habits(cell{u, spm[w.IntN(12)], year}, 5000))
			}
		}
		for _, u := range desa {
			for _, s := range spm {
				if s < "bz" {
					w.report(w.habits(cell{u, s, year}, 60))
				}
			}
		}
		w.qualityOf("36", year, spm)
		w.report(habits{cell: cell{"36", "prov_klb", year}, d: []int{0, 420}[year-2023], span: 12, from: 12, to: 12, cumulative: true})
		w.visitors(cell{"36.01", "tb", year})
	}
}

// TestProvinceAgreesWithASecondCount counts a province of 245 puskesmas again.
func TestProvinceAgreesWithASecondCount(t *testing.T) {
	t.Parallel()
	p := agree(t, province(t, 36).write(t), "36", reported)
	levels, posts := map[string]int{}, map[string]int{}
	for _, u := range p.units {
		levels[p.level[u]]++
		if p.level[u] == "puskesmas" {
			posts[p.kabkot[u]]++
		}
	}
	if levels["kabkota"] != 8 || levels["kecamatan"] != 155 || levels["puskesmas"] != 245 {
		t.Errorf("units by level: %v", levels)
	}
	want := map[string]int{"36.01": 36, "36.02": 42, "36.03": 44, "36.04": 31, "36.71": 38, "36.72": 9, "36.73": 16, "36.74": 29}
	if !maps.Equal(posts, want) {
		t.Errorf("puskesmas: %v", posts)
	}
	if p.exact < 4000 {
		t.Errorf("only %d rows were compared", p.exact)
	}
	if n := p.indeks(t); n < 8 {
		t.Errorf("only %d indices were compared", n)
	}
	if figures, indices := p.pages(t); figures < 20_000 || indices < 2 {
		t.Errorf("only %d figures and %d indices of pages were compared", figures, indices)
	}
}
