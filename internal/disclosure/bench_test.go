package disclosure

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

// A province of 8 kab/kota with 20 kecamatan of 10 desa and one puskesmas each, a tenth
// of the desa served from elsewhere, and twelve services: 1,769 areas.
func BenchmarkDisclose(b *testing.B) {
	s := province(8, 20, 10)
	b.ReportMetric(float64(len(s.Register.Areas)), "areas")
	for b.Loop() {
		Disclose(s, policy)
	}
}

func province(kabkota, kecamatan, desa int, edits ...func(*tally.Row)) *spm.Summary {
	w := &office{served: map[string]string{}}
	top := w.area(health.NoUnit, "14", health.Provinsi)
	random := rand.New(rand.NewPCG(1, 2))
	for k := range kabkota {
		kab := w.area(top, fmt.Sprintf("14.%02d", k+1), health.Kabkota)
		for c := range kecamatan {
			kec := w.area(kab, fmt.Sprintf("%s.%02d", w.areas[kab].Code, c+1), health.Kecamatan)
			home := "P" + w.areas[kec].Code
			w.facilities = append(w.facilities, health.Facility{
				Code: home, Type: health.TypePuskesmas, Kabkota: kab, Kecamatan: kec, Desa: health.NoUnit,
			})
			for d := range desa {
				u := w.area(kec, fmt.Sprintf("%s.%d", w.areas[kec].Code, 2001+d), health.Desa)
				w.served[w.areas[u].Code] = home
				if random.IntN(10) == 0 {
					w.served[w.areas[u].Code] = fmt.Sprintf("P%s.%02d", w.areas[kab].Code, random.IntN(kecamatan)+1)
				}
			}
		}
	}
	w.close()
	reg := w.register()
	indicators := []health.Indicator{
		routine, routine, routine, routine, routine, routine, routine, condition, condition, sensitive, sensitive, hiv,
	}
	table := tally.NewBuilder(reg, indicators, thisJune)
	for _, u := range w.at(health.Desa) {
		for i := range indicators {
			d := 5 + random.IntN(20)*random.IntN(20)
			row := tally.Row{Unit: u, Indicator: i, Month: thisJune, N: health.Count(random.IntN(d + 1)), D: health.Count(d)}
			for _, edit := range edits {
				edit(&row)
			}
			table.Add(row)
		}
	}
	return spm.Summarise(spm.Input{Register: reg, Indicators: indicators, Table: table.Table(), AsOf: health.NoMonth})
}
