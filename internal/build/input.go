package build

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"terang/internal/config"
	"terang/internal/dataset"
)

// givenPaths are the folders and files of a site that a build reads, besides the logos that site.yaml names.
var givenPaths = []string{config.File, "data", "themes", "content"}

// given is what a build follows from, as digests of every file: by content, since times and sizes say nothing of
// files that another process, or another machine, has written.
type given struct {
	files map[string][sha256.Size]byte
	sound bool // every file could be read, and nothing else lies among them
}

// take adds files and folders with all that is in them. A link that leads nowhere counts as such.
func (in *given) take(root fs.FS, names ...string) {
	var found []string
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
				found = append(found, name)
			default: // such as a link to a folder, of which nothing is known
				in.sound = false
			}
			return nil
		})
	}
	sums, sound := digests(root, found)
	in.sound = in.sound && sound
	for i, name := range found {
		in.files[name] = sums[i]
	}
}

// digests takes in files on all cores; sound is false where one cannot be read.
func digests(root fs.FS, names []string) (sums [][sha256.Size]byte, sound bool) {
	sums = make([][sha256.Size]byte, len(names))
	var next atomic.Int64
	var failed atomic.Bool
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(names)) {
		workers.Go(func() {
			h, buf := sha256.New(), make([]byte, 64<<10)
			for i := next.Add(1) - 1; i < int64(len(names)); i = next.Add(1) - 1 {
				h.Reset()
				if err := digestFile(root, names[i], h, buf); err != nil {
					failed.Store(true)
				}
				h.Sum(sums[i][:0])
			}
		})
	}
	workers.Wait()
	return sums, !failed.Load()
}

func digestFile(root fs.FS, name string, to hash.Hash, buf []byte) error {
	f, err := root.Open(name)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // read only: nothing can be lost
	_, err = io.CopyBuffer(struct{ io.Writer }{to}, struct{ io.Reader }{f}, buf)
	return err
}

// mark names all that was taken and the options: the same for the same, empty where that cannot be said.
func (in *given) mark(o Options) string {
	if !in.sound || o.Program == "" {
		return ""
	}
	sum := in.digest(o, func(string) bool { return true })
	return hex.EncodeToString(sum[:])
}

// common digests the options and all that was taken but observations.
func (in *given) common(o Options, cfg config.Site) [sha256.Size]byte {
	return in.digest(o, func(name string) bool { return !dataset.IsObserved(cfg, name) })
}

func (in *given) digest(o Options, takes func(name string) bool) [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %d %d %t %t %t %d\n", o.Program, o.BaseURL, o.AsOf, o.Date, o.Drafts, o.Plain, o.unpainted, o.except)
	for _, name := range slices.Sorted(maps.Keys(in.files)) {
		if takes(name) {
			fmt.Fprintf(h, "%q %x\n", name, in.files[name])
		}
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// takeIn takes in whatever a build will read, before it does: a file that changes meanwhile is then another one
// for the next build.
func takeIn(root fs.FS, o Options) *given {
	in := &given{files: map[string][sha256.Size]byte{}}
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
	return in
}
