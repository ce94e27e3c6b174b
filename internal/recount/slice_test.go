package recount

import (
	"flag"
	"fmt"
	"slices"
	"testing"
)

var seedFlag = flag.Uint64("seed", 0, "make this country; each run makes another otherwise")

// ownIndicators is the catalogue of an office that counts more than the twelve services.
const ownIndicators = `code,name,class,factor,polarity,target,schedule,cumulative_target,lowest_level,tahun,type
pijat,Rasio rujukan,rutin,1000,turun,"12,5",,tidak,desa,,
gizi,Gizi,rutin,100,naik,90,5 10 20 30 40 50 60 70 80 90 95 100,,kecamatan,,
uji,Kematian,sensitif,100000,netral,0,,tidak,,,
rapat,Pertemuan,rutin,,naik,40,,ya,desa,,hitung
balita,,,,,"97,35",,,,,
upd,,,,,,,,,ajaran,
`

// odd are names as they occur, some of them more than once.
var odd = []string{"Sukaraja", "Sukaraja", "Lubuk I,II", `Soka"an`, "Karang Anyar", "Mekar", "Ujung & Pangkal", "Desa <Baru>"}

func (w *world) oddName() string { return odd[w.IntN(len(odd))] }

// country makes a small country of random shape: provinces, kab/kota, kecamatan and
// desa with gaps in their numbers, puskesmas that serve desa of their own kecamatan,,
// of any, or none. Desa report, but in some kab/kota puskesmas, kecamatan or the
// office itself.
func country(seed uint64) *world {
	w := newWorld(seed, "id")
	w.indicators, w.schools = ownIndicators, "upd"
	w.last[2023], w.last[2024] = 12, 1+w.IntN(12)
	if w.chance(30) {
		w.last[2023] = 1 + w.IntN(12)
	}
	for p := range 2 + w.IntN(2) {
		code := fmt.Sprint(11 + 20*p + w.IntN(20))
		w.area(code, []string{"", "id"}[w.IntN(2)], "provinsi", w.oddName(), "")
		for k := range 1 + w.IntN(3) {
			kab := fmt.Sprintf("%s.%02d", code, 1+30*k+w.IntN(30))
			w.area(kab, code, "kabkota", w.oddName(), "")
			w.kabkota(kab)
		}
		if w.chance(40) {
			w.reportAll(code, 4000)
		}
	}
	if w.chance(30) {
		w.reportAll("id", 9000)
	}
	return w
}

// kabkota fills one with places and lets somebody in it report.
func (w *world) kabkota(kab string) {
	var kecamatan, posts, desa []string
	for c := range 1 + w.IntN(3) {
		kec := fmt.Sprintf("%s.%02d", kab, 1+3*c+w.IntN(3))
		w.area(kec, kab, "kecamatan", w.oddName(), "")
		kecamatan = append(kecamatan, kec)
	}
	for i := range w.IntN(4) {
		code := fmt.Sprintf("10%s%s%d", kab[:2], kab[3:], i)
		if at := kecamatan[i%len(kecamatan)]; w.chance(85) {
			w.post(code, w.oddName(), at, "")
		} else {
			w.post(code, w.oddName(), "", kab)
		}
		posts = append(posts, code)
	}
	mixed := w.chance(50)
	for i, kec := range kecamatan {
		for n := range 1 + w.IntN(4) {
			code := fmt.Sprintf("%s.%d", kec, 1000*(1+w.IntN(2))+7*n+1)
			by := ""
			if i < len(posts) && !mixed {
				by = posts[i]
			} else if len(posts) > 0 && w.chance(80) {
				by = posts[w.IntN(len(posts))]
			}
			w.area(code, kec, "desa", w.oddName(), by)
			desa = append(desa, code)
		}
	}
	w.kabkotaReports(kab, kecamatan, posts, desa)
}

func (w *world) kabkotaReports(kab string, kecamatan, posts, desa []string) {
	who, people := desa, 120
	switch draw := w.IntN(10); {
	case draw == 0:
		who, people = []string{kab}, 4000
	case draw == 1:
		who, people = kecamatan, 900
	case draw < 4:
		who, people = posts, 700
	case draw == 4:
		who = slices.Concat(desa, posts)
	}
	for _, u := range who {
		w.reportAll(u, people)
	}
	for _, u := range slices.Concat([]string{kab}, kecamatan, posts) { // totals, and what takes the place of the silent
		if w.chance(15) {
			w.reportAll(u, people*3)
		}
	}
	for _, year := range []int{2023, 2024} {
		w.qualityOf(kab, year, spm[:[]int{12, 12, 0, 7}[w.IntN(4)]])
	}
}

// reportAll writes what a unit reports of all indicators, a silent one now and then.
func (w *world) reportAll(u string, people int) {
	for _, year := range []int{2023, 2024} {
		for _, s := range append(slices.Clone(spm), "pijat", "gizi", "uji", "rapat") {
			if !w.chance(6) {
				w.report(w.habits(cell{u, s, year}, people))
			}
			if w.chance(4) {
				w.visitors(cell{u, s, year})
			}
		}
	}
	if next := (cell{u, w.schools, 2025}); w.last[2024] > 6 && !w.sent[next] { // of a school year that is shown from January on
		w.sent[next] = true
		w.put(observation{cell: next, month: 1, span: 1, n: w.IntN(9), d: people}, "")
	}
}

// TestCountryAgreesWithASecondCount counts small countries again, each drawn by chance
// from its seed: always the same ones, so that a failure is one of the change at hand. Try others with -args -seed=N.
func TestCountryAgreesWithASecondCount(t *testing.T) {
	t.Parallel()
	seeds := []uint64{1, 2, 3, 4}
	if *seedFlag > 0 {
		seeds = []uint64{*seedFlag}
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprintf("-seed=%d", seed), func(t *testing.T) {
			p := agree(t, country(seed).write(t), "id", reported)
			p.indeks(t)
			if figures, _ := p.pages(t); p.exact < 100 || figures < 20 {
				t.Errorf("only %d rows and %d figures of pages were compared", p.exact, figures)
			}
		})
	}
}
