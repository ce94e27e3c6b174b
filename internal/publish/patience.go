package publish

import (
	"errors"
	"fmt"
	"time"
)

// On Windows a file that another program has open can be neither replaced nor
// removed. Most let go of it within moments: a virus scanner, a search index, a
// copy to the cloud. So a step is tried again for a while before it is given up.

// How long is waited between two tries, first and at most, and in a whole run.
const (
	firstPause   = 20 * time.Millisecond
	longestPause = 640 * time.Millisecond
	patience     = 6 * time.Second
)

// BusyError is a file that another program kept open for too long. The site is
// whole again when the next build has finished what was begun.
type BusyError struct {
	Path string // in the output folder
	err  error
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("%s is open in another program; close that program (an editor, Excel, a copy to the cloud, a virus scanner) and build again: %v", e.Path, e.err)
}

func (e *BusyError) Unwrap() error { return e.err }

// patiently takes a step on a file again and again while it is busy and there is
// patience left, of which it takes what it needs.
func (h hooks) patiently(left *time.Duration, name string, step func() error) error {
	for pause := firstPause; ; pause = min(2*pause, longestPause) {
		err := step()
		if err == nil || h.busy == nil || !h.busy(err) {
			return err
		}
		if pause > *left {
			return &BusyError{name, err}
		}
		h.wait(pause)
		*left -= pause
	}
}

// isBusy reports whether a step failed because another program has the file open.
func isBusy(err error) bool {
	for _, busy := range busyErrors() {
		if errors.Is(err, busy) {
			return true
		}
	}
	return false
}
