package publish

import (
	"errors"
	"os"
	"syscall"
)

// sharingViolation is ERROR_SHARING_VIOLATION: the file is open elsewhere and not shared for writing.
const sharingViolation = syscall.Errno(32)

// The other errors of a file that is open elsewhere: ERROR_ACCESS_DENIED, which
// replacing and removing it give, and ERROR_LOCK_VIOLATION.
const (
	accessDenied  = syscall.Errno(5)
	lockViolation = syscall.Errno(33)
)

// busyErrors are those of a file that another program has open.
func busyErrors() []error { return []error{sharingViolation, lockViolation, accessDenied} }

// lockFile opens name so that nobody else can open it for writing as long as it stays open; reading stays possible.
func lockFile(name string) (*os.File, error) {
	p, err := syscall.UTF16PtrFromString(name)
	if err != nil {
		return nil, err
	}
	h, err := syscall.CreateFile(p, syscall.GENERIC_READ|syscall.GENERIC_WRITE, syscall.FILE_SHARE_READ, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if errors.Is(err, sharingViolation) {
		return nil, errBusy
	}
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: name, Err: err}
	}
	return os.NewFile(uintptr(h), name), nil
}
