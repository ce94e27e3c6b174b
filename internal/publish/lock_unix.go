//go:build !windows

package publish

import (
	"errors"
	"os"
	"syscall"
)

// busyErrors are none: an open file can be replaced and removed.
func busyErrors() []error { return nil }

// lockFile opens name and locks it for as long as it stays open.
func lockFile(name string) (*os.File, error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		return f, nil
	}
	_ = f.Close()
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return nil, errBusy
	}
	return nil, &os.PathError{Op: "flock", Path: name, Err: err}
}
