package preview

import "time"

// A tick is how often it is asked whether a save is over.
const tick = 6 * time.Millisecond

// How many ticks must pass without a change before a build begins, and how many
// may pass at most from the first change: a file that is written without end must
// not keep the page from ever showing.
const (
	quietTicks = 3
	longTicks  = 25
)

// pause is the time between a change and the build it leads to, counted in ticks.
// The zero value waits for nothing.
type pause struct {
	waiting bool
	quiet   int // ticks since the last change
	long    int // ticks since the first
}

// after is the pause one tick later; changed says whether a change came in
// between. due says that the build is to begin; the pause is over then.
func (p pause) after(changed bool) (next pause, due bool) {
	switch {
	case !p.waiting && !changed:
		return pause{}, false
	case !p.waiting:
		return pause{waiting: true}, false
	}
	p.quiet++
	p.long++
	if changed {
		p.quiet = 0
	}
	if p.quiet >= quietTicks || p.long >= longTicks {
		return pause{}, true
	}
	return p, false
}
