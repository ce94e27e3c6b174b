package publish

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// errBusy is what the operating system's lock gives when another process, or another run in this one, holds it.
var errBusy = errors.New("the lock is held")

// LockedError is another run of the program that has not ended yet: a build, or one that sends what was built.
type LockedError struct {
	Process string // its number, "?" where it is not known
	Lock    string // the file that it holds
}

func (e *LockedError) Error() string {
	return fmt.Sprintf("another run of terang is at work here (process %s, %s): wait until it ends, or stop it", e.Process, e.Lock)
}

// acquire takes the lock that keeps two runs apart. The system lets go of it when the process ends in whatever way,
// so a killed one leaves no lock behind; the file itself stays and holds the process number of the last one.
func acquire(name string) (*os.File, error) {
	f, err := lockFile(name)
	if errors.Is(err, errBusy) {
		pid, _ := os.ReadFile(name) // the lock holds without it
		return nil, &LockedError{cmp.Or(strings.TrimSpace(string(pid)), "?"), name}
	}
	if err != nil {
		return nil, fmt.Errorf("take the build lock: %w", err)
	}
	// The number is a courtesy to whoever waits: the lock holds without it.
	_ = f.Truncate(0)
	_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return f, nil
}
