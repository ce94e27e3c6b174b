package spm

import (
	"slices"

	"terang/internal/health"
)

// The weights of the two parts of a service's score (domain reference §2.2).
const (
	recipientsWeight = 0.8
	qualityWeight    = 0.2
)

// Services is how many SPM services a kab/kota owes.
const Services = 12

// Category is a named range of the index: it holds from From upward to the next one.
type Category struct {
	Name string
	From float64
}

// Index is the SPM index of a unit and year: the plain mean of its twelve services.
type Index struct {
	Value    float64 // 0 to 100, unrounded
	Known    bool
	Quality  bool   // the quality component is in it
	Category string // only for a complete year
}

// recipients gives the percentage of people served, capped at 100: the only place where a value is capped.
func recipients(n, d health.Count) float64 {
	return min(100, 100*float64(n)/float64(d))
}

// score gives a service's score from the percentage of recipients and of quality.
func score(recipients, quality float64) float64 {
	return recipientsWeight*recipients + qualityWeight*quality
}

// Index computes the index of a unit. There is none while a service has no
// report or no sasaran, or where quality is known for some services only.
func (s *Summary) Index(u health.Unit, year int) Index {
	y := s.Of(year)
	if y == nil {
		return Index{}
	}
	var shares, qualities []float64
	for i, ind := range s.Indicators {
		if ind.Group != health.GroupSPM {
			continue
		}
		sum := y.Sum(u, i)
		if !sum.N.Known() || sum.D <= 0 {
			return Index{}
		}
		shares = append(shares, recipients(sum.N, sum.D))
		if q, ok := s.Quality(u, i, year); ok {
			qualities = append(qualities, q)
		}
	}
	return s.IndexOf(shares, qualities, y.Complete())
}

// IndexOf makes an index of the services' shares, capped at 100, and their
// qualities, both in percent; quality is known of all services or of none.
func (s *Summary) IndexOf(shares, qualities []float64, complete bool) Index {
	ix := index(shares, qualities)
	if ix.Known && complete {
		ix.Category = category(ix.Value, s.categories)
	}
	return ix
}

// Quoted gives the index of a unit and year as the office printed it.
func (s *Summary) Quoted(u health.Unit, year int) (q health.QuotedIndex, ok bool) {
	i := slices.IndexFunc(s.quoted, func(q health.QuotedIndex) bool { return q.Unit == u && q.Year == year })
	if i < 0 {
		return q, false
	}
	return s.quoted[i], true
}

// index takes the mean of the services' scores: with quality where all have one,
// of recipients alone where none has, none at all where only some have.
func index(shares, qualities []float64) Index {
	if len(shares) != Services || (len(qualities) != 0 && len(qualities) != Services) {
		return Index{}
	}
	ix := Index{Known: true, Quality: len(qualities) == Services}
	for i, l := range shares {
		if ix.Quality {
			l = score(l, qualities[i])
		}
		ix.Value += l / Services
	}
	return ix
}

// category finds the name for an unrounded index; a hair keeps a sum that should be 90 from being 89.99….
func category(value float64, table []Category) string {
	best := Category{From: -1}
	for _, c := range table {
		if value >= c.From-1e-9 && c.From > best.From {
			best = c
		}
	}
	return best.Name
}

// MovementOf compares two monthly counts; it is unknown where one is missing.
func MovementOf(this, last health.Count) health.Movement {
	switch {
	case !this.Known() || !last.Known():
		return health.MovementUnknown
	case this > last:
		return health.Rising
	case this < last:
		return health.Falling
	}
	return health.Steady
}

// PWSOf gives the village status word from the cumulative count n of d, the
// month's target in percent, and the movement (domain reference §4.2). A steady
// village at the target is baik, below it jelek. Without a month to compare with
// there is no word, only which side of the target it is on.
func PWSOf(n, d health.Count, target float64, m health.Movement) health.PWS {
	if !n.Known() || d <= 0 {
		return health.PWSNone
	}
	reached := health.StatusOf(int64(n), int64(d), 100, target, health.HighIsGood) == health.Reached
	switch m {
	case health.Rising:
		return either(reached, health.PWSBaik, health.PWSCukup)
	case health.Falling:
		return either(reached, health.PWSKurang, health.PWSJelek)
	case health.Steady:
		return either(reached, health.PWSBaik, health.PWSJelek)
	case health.MovementUnknown:
	}
	return either(reached, health.PWSAtLeast, health.PWSBelow)
}

func either(yes bool, a, b health.PWS) health.PWS {
	if yes {
		return a
	}
	return b
}
