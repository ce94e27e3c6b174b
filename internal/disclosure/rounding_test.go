package disclosure

import (
	"testing"

	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

// What is derived from a rounded figure comes from the rounded numbers.
func TestRoundedFiguresAgree(t *testing.T) {
	ind := routine
	ind.Target = 75
	tr := tree{
		ind: ind, policy: Policy{MinCount: 5, MinCountSensitive: 10, RoundTo: 5},
		kecamatan: [][]desa{{{"A", 38, 52, ""}, {"B", 60, 90, ""}}, other},
	}
	r, _ := tr.release(t)
	f := r.Figure(2, 0, 2024) // 73 % of 52, printed as 80 % of 50
	if f.Status() != health.Reached || f.PWS() != health.PWSAtLeast {
		t.Errorf("status %v beside the word %v", f.Status(), f.PWS())
	}
}

// An index made of exact figures would tell what rounding took away.
func TestNoIndexBesideRoundedFigures(t *testing.T) {
	w := &office{}
	kab := w.area(health.NoUnit, "14.10", health.Kabkota)
	for _, code := range []string{"14.10.01", "14.10.02"} {
		w.area(w.area(kab, code, health.Kecamatan), code+".2001", health.Desa)
	}
	w.close()
	reg := w.register()
	var indicators []health.Indicator
	for range spm.Services {
		ind := routine
		ind.Group = health.GroupSPM
		indicators = append(indicators, ind)
	}
	b := tally.NewBuilder(reg, indicators, thisJune)
	for _, u := range w.at(health.Desa) {
		for i := range indicators {
			b.Add(tally.Row{Unit: u, Indicator: i, Month: thisJune, N: 41, D: 100})
		}
	}
	s := spm.Summarise(spm.Input{Register: reg, Indicators: indicators, Table: b.Table(), AsOf: health.NoMonth})
	kecamatan := kab + 1
	if ix := Disclose(s, policy).Index(kecamatan, 2024); !ix.Known || ix.Value < 40.99 || ix.Value > 41.01 {
		t.Errorf("without rounding the index is %+v", ix)
	}
	rounded := policy
	rounded.RoundTo = 5
	r := Disclose(s, rounded)
	if ix := r.Index(kecamatan, 2024); ix.Known || !ix.Suppressed || ix.Value != 0 {
		t.Errorf("beside rounded figures the index is %+v", ix)
	}
	if ix := r.Index(kab, 2024); !ix.Known {
		t.Error("the kab/kota, which is always exact, has no index")
	}
}
