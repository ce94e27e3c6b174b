package spm

import "terang/internal/health"

// seats knows what each unit counts for: the areas above it and, for a desa, its puskesmas.
type seats struct {
	reg *health.Register
	// seat is the lowest area that a puskesmas counts for, by puskesmas order.
	seat []health.Unit
}

// newSeats finds where each puskesmas counts. A kecamatan shows the sum of the
// puskesmas seated in it only if each of them serves desa of that kecamatan
// alone and no puskesmas of elsewhere serves any of its desa; otherwise its
// puskesmas count from the kab/kota upward.
func newSeats(reg *health.Register) *seats {
	s := &seats{reg: reg}
	shared := map[health.Unit]bool{}
	for _, p := range reg.Puskesmas() {
		at := reg.Facility(p).Kecamatan
		if len(reg.Served(p)) == 0 {
			shared[at] = true
		}
		for _, desa := range reg.Served(p) {
			if k := reg.Ancestor(desa, health.Kecamatan); k != at {
				shared[k], shared[at] = true, true
			}
		}
	}
	for _, p := range reg.Puskesmas() {
		f := reg.Facility(p)
		switch {
		case f.Kecamatan != health.NoUnit && !shared[f.Kecamatan]:
			s.seat = append(s.seat, f.Kecamatan)
		case f.Kecamatan != health.NoUnit:
			s.seat = append(s.seat, reg.Areas[f.Kecamatan].Parent)
		default:
			s.seat = append(s.seat, f.Kabkota)
		}
	}
	return s
}

// of gives the lowest area that a puskesmas counts for.
func (s *seats) of(p health.Unit) health.Unit { return s.seat[int(p)-len(s.reg.Areas)] }

// each calls f with every unit that u counts for.
func (s *seats) each(u health.Unit, f func(health.Unit)) {
	if s.reg.LevelOf(u) == health.Puskesmas {
		s.upward(s.of(u), f)
		return
	}
	if p := s.reg.Areas[u].Puskesmas; p != health.NoUnit {
		f(p)
	}
	s.upward(s.reg.Areas[u].Parent, f)
}

func (s *seats) upward(u health.Unit, f func(health.Unit)) {
	for ; u != health.NoUnit; u = s.reg.Areas[u].Parent {
		f(u)
	}
}
