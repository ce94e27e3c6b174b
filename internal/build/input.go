package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"time"

	"terang/internal/config"
	"terang/internal/dataset"
)

// givenPaths are the folders and files of a site that a build reads, besides the logos that site.yaml names.
var givenPaths = []string{config.File, "data", "themes", "content"}

// given is what a build follows from, as digests of every file: by content, since times and sizes say nothing of
// files that another process, or another machine, has written.
type given struct {
	files  map[string][sha256.Size]byte
	roots  []string         // what was taken in, with all that is in it
	stamps map[string]stamp // as they were before they were digested
	sound  bool             // every file could be read, and nothing else lies among them
}

// stamp tells a file from one that was written over it while a build ran.
type stamp struct {
	size int64
	at   time.Time
}

// take adds files and folders with all that is in them. A link that leads nowhere counts as such.
func (in *given) take(root fs.FS, names ...string) {
	in.roots = append(in.roots, names...)
	found := in.list(root, names...)
	sums, sound := digests(root, found)
	in.sound = in.sound && sound
	for i, name := range found {
		in.files[name] = sums[i]
	}
}

// list adds files and folders but the digests, and gives the files.
func (in *given) list(root fs.FS, names ...string) (found []string) {
	for _, name := range names {
		_ = fs.WalkDir(root, name, func(name string, d fs.DirEntry, err error) error {
			info, missing := fs.Stat(root, name)
			switch {
			case missing != nil:
				in.sound = in.sound && errors.Is(missing, fs.ErrNotExist)
				in.files[name+"?"] = [sha256.Size]byte{}
			case err != nil:
				in.sound = false
			case d.IsDir():
				in.files[name+"/"] = [sha256.Size]byte{}
			case info.Mode().IsRegular():
				in.stamps[name] = stamp{info.Size(), info.ModTime()}
				found = append(found, name)
			default: // such as a link to a folder, of which nothing is known
				in.sound = false
			}
			return nil
		})
	}
	return found
}

// rests says whether the files are those that were taken in: one that was written over
// after it was digested may have been read as another one than the digest is of.
func (in *given) rests(root fs.FS) bool {
	now := newGiven()
	now.list(root, in.roots...)
	return in.sound && maps.Equal(in.stamps, now.stamps)
}

// digests takes in files on all cores; sound is false where one cannot be read.
func digests(root fs.FS, names []string) (sums [][sha256.Size]byte, sound bool) {
	sums = make([][sha256.Size]byte, len(names))
	err := each(context.Background(), 0, len(names), func(i int, buf *bytes.Buffer) (err error) {
		buf.Grow(32 << 10)
		sums[i], err = digestOf(root, names[i], buf.AvailableBuffer())
		return err
	})
	return sums, err == nil
}

// digestOf digests a file by way of a buffer.
func digestOf(root fs.FS, name string, buf []byte) (sum [sha256.Size]byte, err error) {
	f, err := root.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close() //nolint:errcheck // read only: nothing can be lost
	h := sha256.New()
	_, err = io.CopyBuffer(h, struct{ io.Reader }{f}, buf[:cap(buf)]) // the reader alone, since a file would take a buffer of its own
	return [sha256.Size]byte(h.Sum(nil)), err
}

// mark names all that was taken and the options: the same for the same, empty where that cannot be said.
func (in *given) mark(o Options) string {
	if !in.sound || o.Program == "" {
		return ""
	}
	sum := in.digest(o, func(string) bool { return true })
	if o.From == FromKept { // which is told
		return hex.EncodeToString(sum[:]) + "k"
	}
	return hex.EncodeToString(sum[:])
}

// common digests the options and all that was taken but observations.
func (in *given) common(o Options, cfg config.Site) [sha256.Size]byte {
	return in.digest(o, func(name string) bool { return !dataset.IsObserved(cfg, name) })
}

func (in *given) digest(o Options, takes func(name string) bool) [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %v %d %d %t %t %t %d\n", o.Program, o.BaseURL, o.Share, o.AsOf, o.Date, o.Drafts, o.Plain, o.unpainted, o.except)
	for _, name := range slices.Sorted(maps.Keys(in.files)) {
		if takes(name) {
			fmt.Fprintf(h, "%q %x\n", name, in.files[name])
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

func newGiven() *given {
	return &given{files: map[string][sha256.Size]byte{}, stamps: map[string]stamp{}}
}

// takeIn takes in whatever a build will read, before it does: a file that changes meanwhile is then another one
// for the next build.
func takeIn(root fs.FS, o Options) *given {
	in := newGiven()
	if o.Program == "" {
		return in
	}
	in.sound = true
	in.take(root, givenPaths...)
	cfg, _ := config.Read(root)
	for _, logo := range []string{cfg.Look.Logo, cfg.Look.LogoDark, cfg.Look.LogoCard} {
		if fs.ValidPath(logo) {
			in.take(root, logo)
		}
	}
	in.take(root, answers(cfg)...)
	return in
}
