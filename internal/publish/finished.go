package publish

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Finished is the site that stands in the output folder, as the last run left it. While it is open no build into
// that folder can begin; whoever opens it closes it.
type Finished struct {
	Files []Standing // by path
	Noted string     // see Run.Note

	lock *os.File
	root *os.Root
}

// Standing is one file of a finished site.
type Standing struct {
	Path string
	Size int64
	Sum  string // the SHA-256 of its content, in hexadecimal digits
}

// Why a site cannot be taken from the output folder.
var (
	ErrNone    = errors.New("no build has written a site there")
	ErrHalf    = errors.New("the last build was cut off while it put its site into place")
	ErrChanged = errors.New("files are gone or were changed since the build")
)

// ChangedError is an [ErrChanged] that names the files.
type ChangedError struct{ Files []string }

func (e *ChangedError) Error() string { return fmt.Sprintf("%v: %s", ErrChanged, few(e.Files)) }

func (e *ChangedError) Unwrap() error { return ErrChanged }

// OpenFinished reads which files the last run wrote and sees that each stands with its size.
func OpenFinished(out, state string) (*Finished, error) {
	at, err := findPlaces(out, state)
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(at.dir); err != nil {
		return nil, fmt.Errorf("%s: %w", out, ErrNone)
	}
	lock, err := acquire(at.lock)
	if err != nil {
		return nil, err
	}
	f := &Finished{lock: lock}
	if err := f.read(at); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", out, err), f.Close())
	}
	return f, nil
}

func (f *Finished) read(at places) error {
	if _, err := os.Stat(at.record); err == nil {
		return ErrHalf
	}
	data, err := os.ReadFile(at.manifest)
	if errors.Is(err, fs.ErrNotExist) {
		return ErrNone
	}
	m, ok := decodeManifest(data)
	if err != nil || !ok {
		return errors.Join(err, ErrNone)
	}
	r := Run{last: data, sealed: func() bool { return true }}
	f.Noted = r.Noted()
	if f.root, err = os.OpenRoot(at.out); err != nil {
		return errors.Join(err, ErrNone)
	}
	var lost []string
	for _, e := range m {
		info, err := f.root.Lstat(filepath.FromSlash(e.path))
		if err != nil || !info.Mode().IsRegular() || info.Size() != e.size {
			lost = append(lost, e.path)
		}
		f.Files = append(f.Files, Standing{e.path, e.size, hex.EncodeToString(e.sum[:])})
	}
	slices.SortFunc(f.Files, func(a, b Standing) int { return cmp.Compare(a.Path, b.Path) })
	if len(lost) > 0 {
		slices.Sort(lost)
		return &ChangedError{lost}
	}
	return nil
}

// Read gives a file as the run wrote it, and fails where it holds something else by now.
func (f *Finished) Read(file Standing) ([]byte, error) {
	body, err := f.root.ReadFile(filepath.FromSlash(file.Path))
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(body); hex.EncodeToString(sum[:]) != file.Sum {
		return nil, &ChangedError{[]string{file.Path}}
	}
	return body, nil
}

// Whole sees that files hold what the run wrote, and names all that do not.
func (f *Finished) Whole(files []Standing) error {
	var changed []string
	for _, file := range files {
		switch _, err := f.Read(file); {
		case errors.Is(err, ErrChanged) || errors.Is(err, fs.ErrNotExist):
			changed = append(changed, file.Path)
		case err != nil:
			return err
		}
	}
	if len(changed) > 0 {
		return &ChangedError{changed}
	}
	return nil
}

// Others lists the files in the output folder that no run wrote; .gitignore, which every build leaves there, is not among them.
func (f *Finished) Others() ([]string, error) {
	ours := make(map[string]bool, len(f.Files))
	for _, file := range f.Files {
		ours[file.Path] = true
	}
	var others []string
	err := fs.WalkDir(f.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !ours[name] && name != ".gitignore" {
			others = append(others, name)
		}
		return err
	})
	return others, err
}

// Close lets builds begin again.
func (f *Finished) Close() error {
	if f.root != nil {
		_ = f.root.Close()
	}
	return f.lock.Close()
}
