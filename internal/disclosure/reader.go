package disclosure

// reader is one way to reason about hidden cells: about which count, and what is
// taken as the most it can be.
type reader struct {
	count func(c *cell) int32
	most  func(c *cell) int32
}

const unlimited = int32(1 << 30)

func noLimit(*cell) int32 { return unlimited }

// The readers that hidden cells are protected against. All know who reports,
// which units are hidden, every equation, and how many people of outside each sum counts.
var (
	// served works out n from the totals.
	served = reader{func(c *cell) int32 { return c.n }, noLimit}
	// informed does the same and knows every sasaran as well, which are published
	// elsewhere, though not where a floor holds.
	informed = reader{served.count, func(c *cell) int32 {
		if c.rule == Floor {
			return unlimited
		}
		return max(c.n, c.d)
	}}
	// unserved works out d − n from the totals. Knowing the sasaran it would be n again.
	unserved = reader{func(c *cell) int32 { return c.d - c.n }, noLimit}
)

// slack gives by how much a count could still rise or fall once it has moved. A
// report falls to 0 at least, or stays as it is where more were served than the
// sasaran; a sum falls as far as its parts do.
func (r *reader) slack(c *cell, moved int32, rises bool) int32 {
	v := r.count(c)
	switch {
	case rises:
		return r.most(c) - v - moved
	case c.own:
		return v + moved - min(0, v)
	}
	return unlimited
}
