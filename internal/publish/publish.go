package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"time"
)

// Run is one build on its way into the output folder. It is made by [Open] and ended by Commit or Abort.
type Run struct {
	places
	hooks
	lock    *os.File
	ground  *ground
	last    []byte          // the manifest of the last run as it stands
	lastAt  time.Time       // when it was written, which is after all that it lists
	old     func() manifest // the same, read; nil for one that is damaged
	sealed  func() bool     // whether it is whole
	resumed bool
	told    string // see Note
	afresh  bool
	twins   twins

	mu     sync.Mutex
	files  map[string]*file // by folded path
	staged map[string]bool  // folders made under stage
	inWay  []string         // files not ours where different pages of ours must go
	closed []string         // links and files not ours where pages of ours need a folder
	force  bool
	fault  error // the first Write that failed: such a run cannot be committed
	ended  bool
}

// file is a page of this run and what is to be done for it.
type file struct {
	entry
	put      bool // it is staged
	onFolder bool // a folder stands in its place now
}

// Report counts what a run did, in files; Bytes is the size of the written ones.
type Report struct {
	Written   int
	Unchanged int // with files that were not ours and held the same bytes, which are now ours
	Removed   int
	Bytes     int64
	Gone      []string // addresses of the last site that this one has not, from its root, sorted, without those that nobody keeps: /berita/x/
	Damaged   bool     // what the last run noted of its files could not be read: all is written anew
	Resumed   bool     // Open first put a site into place whose build had been killed while it wrote
}

// places are the folders and files of one run, all absolute.
type places struct {
	out      string
	dir      string // this output folder's part of the state folder
	stage    string
	manifest string
	next     string
	record   string
	lock     string
}

// findPlaces gives an output folder its part of the state folder. The name follows from where one lies relative to
// the other, so that a whole site may be moved or copied together with its state.
func findPlaces(out, state string) (places, error) {
	out, errOut := filepath.Abs(out)
	state, errState := filepath.Abs(state)
	if err := errors.Join(errOut, errState); err != nil {
		return places{}, err
	}
	if liesIn(state, out) || liesIn(out, state) {
		return places{}, fmt.Errorf("the output folder %s and the state folder %s must not lie in one another", out, state)
	}
	way, err := filepath.Rel(state, out)
	if err != nil { // another drive
		way = out
	}
	h := fnv.New32a()
	_, _ = h.Write([]byte(filepath.ToSlash(way)))
	dir := filepath.Join(state, fmt.Sprintf("%s-%08x", filepath.Base(out), h.Sum32()))
	return places{
		out: out, dir: dir, stage: filepath.Join(dir, "stage"), manifest: filepath.Join(dir, "manifest"),
		next: filepath.Join(dir, "manifest.next"), record: filepath.Join(dir, "commit"),
		lock: filepath.Join(dir, "lock"),
	}, nil
}

// liesIn reports whether a folder is another one or lies in it, also by way of links.
func liesIn(name, folder string) bool {
	target, err := os.Stat(folder)
	for {
		if name == folder {
			return true
		}
		if info, e := os.Stat(name); err == nil && e == nil && os.SameFile(info, target) {
			return true
		}
		up := filepath.Dir(name)
		if up == name {
			return false
		}
		name = up
	}
}

// Open takes the lock of the output folder, finishes or discards a run that was killed, and starts a run that will replace
// what the last one wrote into out. It makes the state folder where there is none; out may be missing until Commit.
//
// It fails when another build holds the lock, when one folder lies in the other, and when a killed run cannot be
// finished; the message says what stands in the way, and nothing is lost by trying again.
func Open(out, state string) (*Run, error) { return open(out, state, noHooks) }

func open(out, state string, h hooks) (*Run, error) {
	at, err := findPlaces(out, state)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(at.dir, 0o755); err != nil {
		return nil, err
	}
	lock, err := acquire(at.lock)
	if err != nil {
		return nil, err
	}
	r := &Run{places: at, hooks: h, lock: lock, files: map[string]*file{}, staged: map[string]bool{".": true}}
	if err := r.begin(); err != nil {
		_ = lock.Close()
		return nil, err
	}
	return r, nil
}

func (r *Run) begin() error {
	var err error
	if r.resumed, err = r.resume(); err != nil {
		return err
	}
	if r.last, err = os.ReadFile(r.manifest); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if info, err := os.Stat(r.manifest); err == nil {
		r.lastAt = info.ModTime()
	}
	r.sealed = sync.OnceValue(func() bool { return isSealed(r.last) })
	r.old = sync.OnceValue(func() manifest {
		old, _ := decodeManifest(r.last)
		return old
	})
	if err := os.Mkdir(r.stage, 0o755); err != nil {
		return err
	}
	r.ground, err = openGround(r.out)
	return err
}

// Overwrite lets Commit replace files that are not ours where pages of ours must go, and those of ours that somebody
// changed, however they look. Folders and links in the way of a folder still stop it.
func (r *Run) Overwrite() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.force = true
}

// Afresh has everything made again, whatever it is made of. Files that come out as they stand are still left alone.
func (r *Run) Afresh() { r.afresh = true }

// Write takes one file of the new site. The path is slash-separated and relative to the output folder. The body is
// not kept, and it is stored only if it differs from what stands there. Write may be called from several goroutines.
//
// It refuses paths that leave the output folder or that Windows cannot hold, and a path written before, also when it
// differs only in case. After any error the run cannot be committed.
func (r *Run) Write(name string, body []byte) error {
	return r.failed(r.write(name, digest{}, body))
}

// failed notes the first error of a Write.
func (r *Run) failed(err error) error {
	if err != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.fault == nil {
			r.fault = err
		}
	}
	return err
}

// WriteMade is Write for a file that is dear to make and follows from something else alone, which of names: where the
// last run wrote a file made of the same, and it stands as it did, it is not made again.
func (r *Run) WriteMade(name string, of [sha256.Size]byte, make func() []byte) error {
	d := digest(of[:len(digest{})])
	if kept, err := r.keep(name, d); err != nil || kept {
		return err
	}
	return r.failed(r.write(name, d, make()))
}

// keep claims a file that stands as the last run made it of the same.
func (r *Run) keep(name string, of digest) (bool, error) {
	last, ours := r.old()[fold(name)]
	if !ours || r.afresh || last.of != of || of == (digest{}) || !r.hasTwins(last) {
		return false, nil
	}
	return r.Keep(name)
}

// Keep takes files over from the last run, all of them or none: those that it wrote under the same names and that
// stand as it left them. Whoever calls it knows that they would be written with the same bytes.
func (r *Run) Keep(names ...string) (kept bool, err error) {
	list := make([]*file, 0, len(names))
	for _, name := range names {
		last, ours := r.old()[fold(name)]
		if !ours || r.afresh || last.path != name || !r.standsAs(last) {
			return false, nil // whatever stands there, writing it anew will tell
		}
		list = append(list, &file{entry: last})
		kept, ok := r.keptTwins(last)
		if !ok {
			return false, nil
		}
		list = append(list, kept...)
	}
	for _, f := range list {
		if err := r.claim(f); err != nil {
			return false, r.failed(err)
		}
	}
	return true, nil
}

// standsAs says whether the file of an entry is there as the last run left it: by its size, and where somebody wrote to
// it since then, or nothing is to be trusted, by its bytes.
func (r *Run) standsAs(e entry) bool {
	info, blocked, err := r.ground.look(e.path)
	return err == nil && blocked == "" && info != nil && r.isLeft(e, info)
}

// isLeft is standsAs of a file that was looked at.
func (r *Run) isLeft(e entry, info fs.FileInfo) bool {
	if !info.Mode().IsRegular() || info.Size() != e.size {
		return false
	}
	if !r.force && !r.afresh && !info.ModTime().After(r.lastAt) {
		return true
	}
	body, err := r.ground.root.ReadFile(e.path)
	return err == nil && sha256.Sum256(body) == e.sum
}

func (r *Run) write(name string, of digest, body []byte) error {
	if err := checkPath(name); err != nil {
		return err
	}
	f := &file{entry: entry{path: name, size: int64(len(body)), sum: sha256.Sum256(body), of: of}}
	if err := r.put(f, body); err != nil {
		return err
	}
	return r.putTwins(f.entry, body)
}

// put claims a file and stages it, unless it stands already.
func (r *Run) put(f *file, body []byte) error {
	name := f.path
	if err := r.claim(f); err != nil {
		return err
	}
	standing, err := r.compare(f, body)
	if err != nil {
		return fmt.Errorf("look at %s in %s: %w", name, r.out, err)
	}
	if standing {
		return nil
	}
	f.put = true
	if err := r.store(name, body); err != nil {
		return fmt.Errorf("stage %s: %w", name, err)
	}
	return nil
}

func (r *Run) claim(f *file) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ended {
		return errors.New("the run has ended")
	}
	key := fold(f.path)
	if first, taken := r.files[key]; taken {
		return fmt.Errorf("%q is written twice, first as %q", f.path, first.path)
	}
	r.files[key] = f
	return nil
}

// compare reports whether a file need not be stored because it stands already, and notes what is in its way.
func (r *Run) compare(f *file, body []byte) (standing bool, err error) {
	last, ours := r.old()[fold(f.path)]
	ours = ours && (last.path == f.path || r.ground.isSameFile(last.path, f.path))
	info, blocked, err := r.ground.look(f.path)
	switch {
	case err != nil:
		return false, err
	case blocked != "":
		if r.old()[fold(blocked)].path != blocked { // a page of ours will be taken away for the folder
			r.note(&r.closed, blocked)
		}
	case info == nil:
	case info.IsDir():
		f.onFolder = true
	case ours:
		return last.holds(f.entry) && r.isLeft(last, info), nil
	default:
		same, err := r.ground.holds(f.path, info, body)
		if err != nil || same {
			return same, err
		}
		r.note(&r.inWay, f.path)
	}
	return false, nil
}

func (r *Run) note(list *[]string, name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	*list = append(*list, name)
}

func (r *Run) store(name string, body []byte) error {
	folder := path.Dir(name)
	r.mu.Lock()
	made := r.staged[folder]
	r.mu.Unlock()
	if !made {
		at := under(r.stage, folder)
		if err := os.Mkdir(at, 0o755); err != nil && !errors.Is(err, os.ErrExist) { // those above are mostly there
			if err := os.MkdirAll(at, 0o755); err != nil {
				return err
			}
		}
		r.mu.Lock()
		r.staged[folder] = true
		r.mu.Unlock()
	}
	f, err := os.OpenFile(under(r.stage, name), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	return errors.Join(err, f.Close())
}

// Abort throws away what was written and lets go of the lock. The output folder stays as it was. After Commit, or
// called twice, it does nothing.
func (r *Run) Abort() error {
	if !r.end() {
		return nil
	}
	return errors.Join(r.discard(), r.release())
}

// end reports whether this call is the one that ends the run.
func (r *Run) end() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	first := !r.ended
	r.ended = true
	return first
}

func (r *Run) release() error {
	r.ground.close()
	return r.lock.Close()
}
