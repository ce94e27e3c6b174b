package source

import (
	"errors"
	"io"
	"io/fs"
	"strconv"
)

// ReadFile reads a file of at most limit bytes. A larger one, one that cannot be
// read, and one that changes meanwhile are told; a missing one is not, since what
// that means is for the caller to say. err is nil where there are bytes to use.
func ReadFile(root fs.FS, file string, limit int64, ps *Problems) (data []byte, err error) {
	f, err := root.Open(file)
	if err != nil {
		return nil, unreadable(file, err, ps)
	}
	defer f.Close() //nolint:errcheck // read only: nothing can be lost
	before, err := f.Stat()
	if err == nil && !before.Mode().IsRegular() {
		err = errNoFile
	}
	if err != nil {
		return nil, unreadable(file, err, ps)
	}
	if size := before.Size(); size > limit {
		ps.Error(Pos{File: file}, "file-too-large", "size", megabytes(size), "limit", megabytes(limit))
		return nil, errTold
	}
	data = make([]byte, 0, before.Size()+1)
	for len(data) < cap(data) {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, unreadable(file, err, ps)
		}
	}
	if TellChange(root, file, before, int64(len(data)), ps) {
		return nil, errTold
	}
	return data, nil
}

// TellChange tells, and says, whether a file is another one than when it was first
// looked at, or gave another number of bytes than it said to have.
func TellChange(root fs.FS, file string, before fs.FileInfo, size int64, ps *Problems) bool {
	after, err := fs.Stat(root, file)
	changed := err != nil || before.Size() != size || after.Size() != size || !after.ModTime().Equal(before.ModTime())
	if changed {
		ps.Error(Pos{File: file}, "file-changed")
	}
	return changed
}

var (
	errTold   = errors.New("the file was not read")
	errNoFile = errors.New("it is a folder, or no file at all")
)

// unreadable tells why a file cannot be read, without the path of the machine.
func unreadable(file string, err error, ps *Problems) error {
	if errors.Is(err, fs.ErrNotExist) {
		return err
	}
	reason := err
	if path := (*fs.PathError)(nil); errors.As(err, &path) {
		reason = path.Err
	}
	ps.Error(Pos{File: file}, "unreadable-file", "reason", reason.Error())
	return err
}

// megabytes writes a number of bytes for people.
func megabytes(n int64) string { return strconv.FormatInt(max(1, n>>20), 10) }
