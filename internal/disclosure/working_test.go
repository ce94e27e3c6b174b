package disclosure

import (
	"math"
	"testing"

	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

// twoSources is a kabupaten of two kecamatan with three desa each, all of which
// have a second sasaran. It can be changed before it is released.
type twoSources struct {
	n, d, other [6]int
	policy      Policy
}

func (s twoSources) release() (*Release, []health.Unit) {
	w := &office{}
	kab := w.area(health.NoUnit, "14.10", health.Kabkota)
	for _, code := range []string{"14.10.01", "14.10.02"} {
		kec := w.area(kab, code, health.Kecamatan)
		for _, desa := range []string{".2001", ".2002", ".2003"} {
			w.area(kec, code+desa, health.Desa)
		}
	}
	w.close()
	reg := w.register()
	b := tally.NewBuilder(reg, []health.Indicator{routine}, thisJune)
	b.File("data/observations/2024.csv", 0)
	spmSource := b.Drawn(tally.Drawn{System: "SPM", On: health.DateOf(2024, 7, 1)})
	profil := b.Drawn(tally.Drawn{System: "Profil", On: health.DateOf(2025, 2, 1)})
	for i, u := range w.at(health.Desa) {
		b.Add(tally.Row{Unit: u, Month: thisJune, N: health.Count(s.n[i]), D: health.Count(s.d[i]), Origin: uint32(2 * i), Drawn: spmSource})
		b.Add(tally.Row{
			Unit: u, Month: thisJune, N: health.Missing, D: health.Count(s.other[i]), Origin: uint32(2*i + 1),
			Drawn: profil, Projected: true,
		})
	}
	sums := spm.Summarise(spm.Input{Register: reg, Indicators: []health.Indicator{routine}, Table: b.Table(), AsOf: health.NoMonth})
	return Disclose(sums, s.policy), append([]health.Unit{0}, append(w.at(health.Kecamatan), w.at(health.Desa)...)...)
}

func ample() twoSources {
	return twoSources{
		n: [6]int{30, 31, 32, 33, 34, 35}, d: [6]int{60, 60, 60, 60, 60, 60}, other: [6]int{70, 70, 70, 70, 70, 70}, policy: policy,
	}
}

func TestASecondSasaranStandsBesideTheFirst(t *testing.T) {
	r, units := ample().release()
	for _, u := range units {
		work, ok := r.Working(u, 0, 2024)
		f := r.Figure(u, 0, 2024)
		n, _ := f.Numerator()
		if d, _ := f.Denominator(); !ok || d%60 != 0 || len(work.Others) != 1 {
			t.Fatalf("unit %d: %d, %+v", u, d, work)
		}
		o := work.Others[0]
		if o.D%70 != 0 || math.Abs(o.Value-100*float64(n)/float64(o.D)) > 1e-9 || !o.Projected || o.Drawn != health.DateOf(2025, 2, 1) {
			t.Errorf("unit %d: %+v", u, o)
		}
	}
}

// Where one desa is hidden, or would be by the second sasaran, no unit below the
// kab/kota shows its second sasaran: what the others leave of their sum would be its own.
func TestASecondSasaranGivesNoHiddenOneAway(t *testing.T) {
	small, complement, hidden := ample(), ample(), ample()
	small.n[0], small.other[0] = 0, 3
	complement.other[0] = 33 // a projection guards no complement
	hidden.n[4] = 2
	for name, c := range map[string]struct {
		of     twoSources
		beside bool
	}{
		"too small by the second": {small, false}, "a projection": {complement, true}, "a hidden desa": {hidden, false},
	} {
		r, units := c.of.release()
		for i, u := range units {
			work, ok := r.Working(u, 0, 2024)
			if want := i == 0 || c.beside; ok && (len(work.Others) > 0) != want {
				t.Errorf("%s: unit %d shows %+v", name, u, work.Others)
			}
		}
	}
}

func TestASasaranThatJumpsIsTold(t *testing.T) {
	for _, c := range []struct {
		was, now int
		percent  float64
	}{
		{100, 121, 21},
		{100, 120, 0},
		{100, 79, -21},
		{20, 25, 25},
		{12, 16, 0},
	} {
		b, reg := oneDesa()
		b.Add(tally.Row{Unit: 2, Month: health.MonthOf(2023, 12), N: 10, D: health.Count(c.was)})
		b.Add(tally.Row{Unit: 2, Month: thisJune, N: 10, D: health.Count(c.now)})
		s := spm.Summarise(spm.Input{Register: reg, Indicators: []health.Indicator{routine}, Table: b.Table(), AsOf: health.NoMonth})
		work, _ := Disclose(s, policy).Working(0, 0, 2024)
		if work.Jump.Known != (c.percent != 0) || math.Abs(work.Jump.Percent-c.percent) > 1e-9 || work.Jump.Reporters {
			t.Errorf("from %d to %d: %+v", c.was, c.now, work.Jump)
		}
	}
}

func oneDesa() (*tally.Builder, *health.Register) {
	w := &office{}
	w.area(w.area(w.area(health.NoUnit, "14.10", health.Kabkota), "14.10.01", health.Kecamatan), "14.10.01.2001", health.Desa)
	w.close()
	reg := w.register()
	return tally.NewBuilder(reg, []health.Indicator{routine}, thisJune), reg
}
