package host

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"syscall"
)

// FaultKind says why a host cannot be used, where that is known.
type FaultKind int

// The kinds. But for Unreachable and PerhapsFull, trying again helps nobody.
const (
	Unreachable FaultKind = iota // nobody answers
	NoSecret                     // there is no password or key for it; Need names where one is looked for
	Refused                      // the host does not take the password or key; Need names where it is from
	UnknownKey                   // the host's key is not among the known ones; Need is its fingerprint
	OtherKey                     // the host has another key than the known one; Need is its fingerprint
	Certificate                  // nobody known has signed the host's certificate
	NoPlace                      // the bucket, folder or repository is not there
	OtherRegion                  // the bucket is in another region; Need is that one, where the host tells it
	Denied                       // logged in, and not allowed to do this
	Full                         // there is no room left, on the disk or in what the account may take
	PerhapsFull                  // it did not store the file that Need names, and has no word for why; mostly it is full
	Unwritable                   // a file of this machine that cannot be written, for another reason
	NoProgram                    // a program is missing that this kind of host needs; Need names it
	Overtaken                    // somebody else has published in the meantime
	AmongInputs                  // what a site is made from stands there; Where names it
)

// Fault is a host that cannot be used.
type Fault struct {
	Kind  FaultKind
	Where string // the host, as site.yaml names it
	Need  string
	Err   error
}

var faultWords = [...]string{
	Unreachable: "does not answer", NoSecret: "needs a password or a key", Refused: "does not accept the password or key", UnknownKey: "has a key that is not known",
	OtherKey: "has another key than the known one", Certificate: "has a certificate that nobody known has signed", NoPlace: "is not there", OtherRegion: "is in another region",
	Denied: "does not allow this", Full: "has no room left", PerhapsFull: "did not store a file, perhaps for want of room", Unwritable: "cannot be written",
	NoProgram: "needs a program that is missing", Overtaken: "has been published to by somebody else in the meantime",
	AmongInputs: "is what a site is made from, and must not be published with it",
}

func (f *Fault) Error() string {
	text := f.Where + " " + faultWords[f.Kind]
	if f.Need != "" {
		text += " (" + f.Need + ")"
	}
	if f.Err != nil {
		text += fmt.Sprintf(": %v", f.Err)
	}
	return text
}

func (f *Fault) Unwrap() error { return f.Err }

// ofDisk says why this machine does not write where a folder or a zip stands; what it has no kind for stays as it is.
func ofDisk(where string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) || runtime.GOOS == "windows" && errors.Is(err, diskFull):
		return &Fault{Kind: Full, Where: where, Err: err}
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		return &Fault{Kind: Denied, Where: where, Err: err}
	}
	return err
}

// unusable is the same where another try would not mend what it has no kind for.
func unusable(where string, err error) error {
	if f := (*Fault)(nil); errors.As(ofDisk(where, err), &f) {
		return f
	}
	return &Fault{Kind: Unwritable, Where: where, Err: err}
}

// unopened is of a place on this machine: what is there and cannot be used is not told as missing.
func unopened(where string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &Fault{Kind: NoPlace, Where: where, Err: err}
	}
	return unusable(where, err)
}

// diskFull is ERROR_DISK_FULL of Windows, which package syscall has no name for.
const diskFull = syscall.Errno(112)

// hopeless says whether trying again helps nobody.
func hopeless(err error) bool {
	if f := (*Fault)(nil); errors.As(err, &f) {
		return f.Kind != Unreachable && f.Kind != PerhapsFull
	}
	return errors.Is(err, context.Canceled) || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission)
}
