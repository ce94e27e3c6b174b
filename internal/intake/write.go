package intake

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"

	"terang/internal/config"
	"terang/internal/source"
)

// The reasons for which nothing is written.
var (
	ErrOpen   = errors.New("questions are open")
	ErrWrong  = errors.New("the file would not be read")
	ErrExists = errors.New("another file lies there")
	ErrByHand = errors.New("the list cannot be added to by a program")
)

// Write copies the file to its place in the site, unless it lies there, and adds
// the entry to site.yaml, all else of which stays as it is. It writes nothing
// where the site would then not read the file.
func (l *Look) Write() error {
	switch {
	case len(l.Questions) > 0:
		return ErrOpen
	case !l.Readable():
		return ErrWrong
	case l.Outside && !l.already && exists(l.root.FS(), l.Target):
		return ErrExists
	}
	before, err := fs.ReadFile(l.root.FS(), config.File)
	if err != nil {
		return fmt.Errorf("%s: %w", config.File, err)
	}
	after, ok := source.AddToYAML(before, "sources", l.item)
	if !ok || !l.reads(after) {
		return ErrByHand
	}
	if l.Outside && !l.already {
		if err := l.copy(); err != nil {
			return fmt.Errorf("%s: %w", l.Target, err)
		}
	}
	if err := l.replace(before, after); err != nil {
		return fmt.Errorf("%s: %w", config.File, err)
	}
	return nil
}

// Readable says whether the site would read the file by the entry.
func (l *Look) Readable() bool {
	return l.Tried && !l.Problems.HasErrors() && l.Account.Used+l.Account.Later+l.Account.Ahead > 0
}

// reads says whether site.yaml would say what it said, and the new entry.
func (l *Look) reads(text []byte) bool {
	cfg, ps := config.Parse(text)
	if ps.HasErrors() || len(cfg.Sources) != len(l.cfg.Sources)+1 {
		return false
	}
	last := len(cfg.Sources) - 1
	want := l.src
	if want.Join != nil { // what the second file takes from the first
		want.Join = cfg.Sources[last].Join
	}
	return equal(cfg.Sources[last], want) && slices.EqualFunc(cfg.Sources[:last], l.cfg.Sources, equal)
}

// equal compares mappings; an empty list is as good as none.
func equal(a, b config.Source) bool {
	return source.PrintYAML(a, nil) == source.PrintYAML(b, nil)
}

// copy copies the file into the site. A file that is there by now is not touched.
func (l *Look) copy() (err error) {
	in, err := os.Open(l.from)
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // read only: nothing can be lost
	if err := l.root.MkdirAll(path.Dir(l.Target), 0o755); err != nil {
		return err
	}
	out, err := l.root.OpenFile(l.Target, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	err = errors.Join(err, out.Sync(), out.Close())
	if err != nil {
		err = errors.Join(err, l.root.Remove(l.Target))
	}
	return err
}

// replace puts a new site.yaml into the place of the old one at once, unless
// somebody has changed it meanwhile.
func (l *Look) replace(before, after []byte) error {
	const fresh = config.File + ".new"
	mode := fs.FileMode(0o644)
	if info, err := l.root.Stat(config.File); err == nil {
		mode = info.Mode().Perm()
	}
	out, err := l.root.OpenFile(fresh, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = out.Write(after)
	err = errors.Join(err, out.Sync(), out.Close())
	if now, readErr := fs.ReadFile(l.root.FS(), config.File); err == nil && (readErr != nil || !bytes.Equal(now, before)) {
		err = errors.New("it was changed meanwhile; nothing was written")
	}
	if err == nil {
		err = l.root.Rename(fresh, config.File)
	}
	if err != nil {
		err = errors.Join(err, l.root.Remove(fresh))
	}
	return err
}

func exists(root fs.FS, file string) bool {
	_, err := fs.Stat(root, file)
	return err == nil
}

// same says whether a file of the site has the bytes of another.
func same(root fs.FS, file, other string) bool {
	a, errA := fs.ReadFile(root, file)
	b, errB := os.ReadFile(other)
	return errA == nil && errB == nil && bytes.Equal(a, b)
}
