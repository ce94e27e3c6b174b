package disclosure

import (
	"slices"

	"terang/internal/health"
	"terang/internal/spm"
)

// A ring is the units of a kab/kota, or of several that share a puskesmas: people who are
// counted in it start and come back within it. No figure of one ring tells anything of
// another, so each is decided by itself, and a report of one kab/kota never changes what
// is shown of another.
type ring struct {
	units  []health.Unit // kab/kota and below, ascending
	starts []health.Unit // the kab/kota at whose start its people come back, ascending
	start  []health.Unit // the same of each area, by area
}

// rings parts all units of kab/kota and below.
func rings(s *spm.Summary) []ring {
	reg := s.Register
	start := starts(reg)
	whole := slices.Clone(start) // by area: the first kab/kota of its ring
	for _, p := range reg.Puskesmas() {
		if at := s.Seat(p); at != health.NoUnit && len(reg.Served(p)) > 0 {
			merge(whole, at, reg.Served(p)[0])
		}
	}
	var list []ring
	place := map[health.Unit]int{}
	for u := range health.Unit(reg.Units()) {
		if reg.LevelOf(u) < health.Kabkota {
			continue
		}
		of := homeOf(s, u)
		at, known := place[whole[of]]
		if !known {
			at = len(list)
			place[whole[of]] = at
			list = append(list, ring{start: start})
		}
		r := &list[at]
		r.units = append(r.units, u)
		if i, there := slices.BinarySearch(r.starts, start[of]); !there {
			r.starts = slices.Insert(r.starts, i, start[of])
		}
	}
	return list
}

// homeOf gives an area in whose ring a unit stands: itself, or one that a puskesmas counts for.
func homeOf(s *spm.Summary, u health.Unit) health.Unit {
	switch reg := s.Register; {
	case reg.LevelOf(u) != health.Puskesmas:
		return u
	case len(reg.Served(u)) > 0:
		return reg.Served(u)[0]
	default:
		return max(0, s.Seat(u)) // without one it stands between no sums
	}
}

// starts gives for each area the kab/kota at whose start its people come back:
// its own, or one for all that share a puskesmas.
func starts(reg *health.Register) []health.Unit {
	start := make([]health.Unit, len(reg.Areas))
	for u := range start {
		start[u] = max(0, reg.Ancestor(health.Unit(u), health.Kabkota))
	}
	for _, p := range reg.Puskesmas() {
		for _, desa := range reg.Served(p) {
			merge(start, reg.Served(p)[0], desa)
		}
	}
	return start
}

// merge has all areas of one kab/kota's come back at another's.
func merge(start []health.Unit, to, from health.Unit) {
	one, other := start[to], start[from]
	if one == other {
		return
	}
	for u := range start {
		if start[u] == other {
			start[u] = one
		}
	}
}
