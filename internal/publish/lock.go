package publish

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// errBusy is what the operating system's lock gives when another process, or another run in this one, holds it.
var errBusy = errors.New("the lock is held")

// acquire takes the lock that keeps two builds apart. The system lets go of it when the process ends in whatever way,
// so a killed build leaves no lock behind; the file itself stays and holds the last builder's process number.
func acquire(name string) (*os.File, error) {
	f, err := lockFile(name)
	if errors.Is(err, errBusy) {
		who := ""
		if pid, err := os.ReadFile(name); err == nil && len(pid) > 0 {
			who = " (process " + strings.TrimSpace(string(pid)) + ")"
		}
		return nil, fmt.Errorf("another build is running%s: wait until it ends, or stop it; it holds %s", who, name)
	}
	if err != nil {
		return nil, fmt.Errorf("take the build lock: %w", err)
	}
	// The number is a courtesy to whoever waits: the lock holds without it.
	_ = f.Truncate(0)
	_, _ = f.WriteAt([]byte(strconv.Itoa(os.Getpid())+"\n"), 0)
	return f, nil
}
