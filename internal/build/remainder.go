package build

import (
	"io/fs"
	"maps"
	"slices"

	"terang/internal/edition"
	"terang/internal/health"
)

// difference is by how much a number moved between an edition and now.
type difference struct{ n, d int64 }

func (x *difference) add(y difference, sign int64) { x.n, x.d = x.n+sign*y.n, x.d+sign*y.d }

// remains finds the sums whose difference, less those of the parts that both show, is one of few people: by so many did
// the parts move that one of both hides.
func (s *made) remains(root fs.FS, e *edition.Edition, moved map[sameMonth]bool, sub *subtraction) error {
	of := map[sameMonth]map[health.Unit]difference{}
	for c := range moved {
		of[c] = map[health.Unit]difference{}
	}
	err := s.each(root, e, func(u health.Unit, i int, n edition.Number) {
		both := of[sameMonth{i, n.Month}]
		if both == nil || n.Hidden {
			return
		}
		if x, ok := s.differs(u, i, n); ok {
			both[u] = x
		}
	})
	if err != nil {
		return err
	}
	parts := partsOf(s.data.Register)
	cells := slices.SortedFunc(maps.Keys(of), func(a, b sameMonth) int {
		if a.indicator != b.indicator {
			return a.indicator - b.indicator
		}
		return int(a.month - b.month)
	})
	for _, c := range cells {
		for _, sum := range slices.Sorted(maps.Keys(of[c])) {
			if parts.tell(of[c], sum, func(x difference) bool { return s.release.Few(c.indicator, x.n, x.d) }) {
				sub.few = append(sub.few, s.named(sum, c.indicator, c.month))
			}
		}
	}
	return nil
}

// differs gives how a number moved; ok is false where it is not known both of then and of now. Who has not reported adds
// nothing to any sum.
func (s *made) differs(u health.Unit, indicator int, n edition.Number) (x difference, ok bool) {
	figure := s.shownOf(u, indicator, n.Month)
	if !figure.Exact() && figure.State() != health.NotReported {
		return x, false
	}
	was, is := n.Amount, shownNow(figure)
	return difference{
		int64(max(is.Numerator, 0) - max(was.Numerator, 0)),
		int64(max(is.Denominator, 0) - max(was.Denominator, 0)),
	}, true
}

// wholes are the lists of parts that units are sums of.
type wholes map[health.Unit][][]health.Unit

// partsOf takes them from the register: an area and the areas right below it, a kab/kota and its puskesmas with the desa
// that none serves, a puskesmas and the desa that it serves.
func partsOf(reg *health.Register) wholes {
	w, posts := wholes{}, map[health.Unit][]health.Unit{}
	for u := range health.Unit(len(reg.Areas)) {
		if children := reg.Children(u); len(children) > 0 {
			w[u] = append(w[u], children)
		}
		if a := reg.Areas[u]; a.Level == health.Desa && a.Puskesmas == health.NoUnit {
			posts[reg.Kabkota(u)] = append(posts[reg.Kabkota(u)], u)
		}
	}
	for _, p := range reg.Puskesmas() {
		w[p] = [][]health.Unit{reg.Served(p)}
		posts[reg.Kabkota(p)] = append(posts[reg.Kabkota(p)], p)
	}
	for k, list := range posts {
		if k != health.NoUnit {
			w[k] = append(w[k], list)
		}
	}
	return w
}

// tell says whether a sum tells of few people in the parts that are not shown, by what it moved beyond those that are.
// A sum of which no part is shown tells its own difference and no more.
func (w wholes) tell(both map[health.Unit]difference, sum health.Unit, few func(difference) bool) bool {
	for _, parts := range w[sum] {
		rest, hushed, told := both[sum], false, false
		for _, p := range parts {
			x, known := w.known(both, p)
			_, whole := both[p]
			rest.add(x, -1)
			hushed, told = hushed || !whole, told || known
		}
		if hushed && told && few(rest) {
			return true
		}
	}
	return false
}

// known adds up what is shown of a part: how it moved or, where that is hidden, how the areas in it did.
func (w wholes) known(both map[health.Unit]difference, u health.Unit) (x difference, told bool) {
	if x, ok := both[u]; ok {
		return x, true
	}
	for _, parts := range w[u][:min(1, len(w[u]))] {
		for _, p := range parts {
			y, ok := w.known(both, p)
			x.add(y, 1)
			told = told || ok
		}
	}
	return x, told
}
