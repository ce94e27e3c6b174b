package disclosure

// reader is one way to reason about hidden cells: slack gives by how much a count
// could still rise or fall once it has moved.
type reader struct {
	slack func(c *cell, moved int32, rises bool) int32
	open  bool // slack has its say on cells that are shown as well
}

const unlimited = int32(1 << 30)

// The readers that hidden cells are protected against. All know who reports,
// which units are hidden, every equation, and how many people of outside each sum counts.
var (
	// served works out n from the totals.
	served = reading(func(c *cell) int32 { return c.n }, func(*cell) int32 { return unlimited })
	// informed does the same and knows every sasaran as well, which are published
	// elsewhere, though not where a floor holds.
	informed = reading(func(c *cell) int32 { return c.n }, mostInformed)
	// unserved works out d − n from the totals. Knowing the sasaran it would be n again.
	unserved = reading(func(c *cell) int32 { return c.d - c.n }, func(*cell) int32 { return unlimited })
)

// uncertain works out d − n too, and takes more people served than a projection says
// for possible: where the others leave too little room, there may be some in that.
var uncertain = reader{slack: func(c *cell, moved int32, rises bool) int32 {
	if c.own && c.projected && !rises {
		return unlimited
	}
	return unserved.slack(c, moved, rises)
}}

// sized makes a reader who works out d from the totals and remembers every one
// that it was shown, and looks at those who joined, or changed it, in one month.
func sized(month int8) reader {
	return reader{slack: func(c *cell, moved int32, rises bool) int32 {
		switch {
		case c.own && (c.sized != month || c.told == c.d), !c.own && c.exact >= month:
			return 0
		case c.own && !rises:
			return c.d + moved
		}
		return unlimited
	}}
}

// patient makes a reader who compares this month's figures with all of earlier months. It knows every sasaran
// that was ever shown, so that d − n is to it as n is. No report is to rise by more than crowd.
func patient(crowd int32) reader {
	return reader{slack: func(c *cell, moved int32, rises bool) int32 {
		switch {
		case c.own && rises:
			return min(crowd, c.room()) - moved
		case c.own:
			return moved - c.prior + c.step // what was counted a month ago still counts
		}
		return unlimited
	}}
}

// Two who settle a world: one lets all cells come back to what they are and no
// further, the other lets those that are hidden differ as they like.
var (
	home     = reader{homeward, true}
	settling = reader{func(c *cell, moved int32, rises bool) int32 {
		if c.rule == Shown {
			return homeward(c, moved, rises)
		}
		return unhurried.slack(c, moved, rises)
	}, true}
	unhurried = patient(unlimited)
)

// room is how many more a report can have where its sasaran are people who were
// counted: no more than were not served.
func (c *cell) room() int32 {
	if c.guard || !c.projected {
		return max(0, c.d-c.n)
	}
	return unlimited
}

// homeward gives how far a cell that differs can come back.
func homeward(c *cell, moved int32, rises bool) int32 {
	switch {
	case rises:
		return max(0, -moved)
	case c.own:
		return max(0, min(moved, moved-c.prior+c.step))
	}
	return max(0, moved)
}

func mostInformed(c *cell) int32 {
	if c.rule == Floor {
		return unlimited
	}
	return max(c.n, c.d)
}

// reading makes a reader of one month's figures who reasons about a count and takes something as the
// most it can be. A report falls to 0 at least, or stays as it is where more were
// served than the sasaran; a sum falls as far as its parts do.
func reading(count, most func(c *cell) int32) reader {
	return reader{slack: func(c *cell, moved int32, rises bool) int32 {
		v := count(c)
		switch {
		case rises:
			return most(c) - v - moved
		case c.own:
			return v + moved - min(0, v)
		}
		return unlimited
	}}
}
