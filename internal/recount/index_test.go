package recount

import "math/big"

// class is a class of the SPM index: it holds from a value upward.
type class struct {
	name string
	from int64
}

// usual are the classes of a site whose site.yaml names none.
var usual = []class{
	{"Belum Tuntas", 0},
	{"Tuntas Muda", 60},
	{"Tuntas Pratama", 70},
	{"Tuntas Madya", 80},
	{"Tuntas Utama", 90},
	{"Tuntas Paripurna", 100},
}

// index gives the SPM index of a unit and year: the mean over twelve services of
// four fifths of the people served, cut at 100, and a fifth of the quality. There is
// none while a service has no figure or quality is known of some services only.
func (s *sums) index(unit string, year int) (value *big.Rat, quality bool) {
	var served, full []*big.Rat
	for _, sv := range s.services {
		if sv.group != "spm_kab" {
			continue
		}
		c := cell{unit, sv.code, year}
		f := s.of(c)
		if !f.reported || f.d == 0 {
			return nil, false
		}
		l := capped(share(f.n, f.d, 100))
		served = append(served, l)
		if b := s.quality[c]; b != nil {
			whole := new(big.Rat).Mul(l, big.NewRat(4, 5))
			full = append(full, whole.Add(whole, new(big.Rat).Mul(b, big.NewRat(1, 5))))
		}
	}
	switch {
	case len(served) != 12:
	case len(full) == 12:
		return mean(full), true
	case len(full) == 0:
		return mean(served), false
	}
	return nil, false
}

// classOf gives the class of an index.
func classOf(value *big.Rat) string {
	name := ""
	for _, c := range usual {
		if value.Cmp(big.NewRat(c.from, 1)) >= 0 {
			name = c.name
		}
	}
	return name
}
