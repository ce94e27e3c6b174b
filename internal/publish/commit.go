package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// Commit puts the new site into place and ends the run, whether it succeeds or not. All calls of Write must have
// returned.
//
// It refuses, and the output folder stays as it was, when nothing was written, when a Write failed, when one page's
// path is another one's folder, and when something that is not ours stands in the way. An error after that says that
// the output folder holds part of the new site; the next Open finishes it.
func (r *Run) Commit() (Report, error) {
	if !r.end() {
		return Report{}, errors.New("the run has ended")
	}
	p, err := r.plan()
	if err == nil {
		err = r.promise(p)
	}
	if err != nil {
		return Report{}, errors.Join(err, r.discard(), r.release())
	}
	if err := r.fulfil(r.ground.root, p.steps, false); err != nil {
		return Report{}, errors.Join(err, r.release())
	}
	return p.report, r.release()
}

// plan is what a commit will do, in order, and what will be said of it.
type plan struct {
	steps  []step
	next   []*entry
	report Report
}

func (r *Run) plan() (plan, error) {
	if r.fault != nil {
		return plan{}, fmt.Errorf("the site is not whole: %w", r.fault)
	}
	if len(r.files) == 0 {
		return plan{}, errors.New("the site is empty: nothing was written")
	}
	folders, err := r.folders()
	if err != nil {
		return plan{}, err
	}
	p := plan{next: make([]*entry, 0, len(r.files)), report: Report{Resumed: r.resumed, Damaged: r.damaged()}}
	stale := r.stale(&p.report)
	if err := r.checkGround(stale); err != nil {
		return plan{}, err
	}
	puts := r.puts(&p)
	var first, last []step
	for _, name := range slices.Sorted(maps.Keys(stale)) {
		if folders[fold(name)] || r.hasPageAbove(name) {
			first = append(first, step{path: name})
		} else {
			last = append(last, step{path: name})
		}
	}
	// Stale pages go last, so that no page in place links to one that is missing; but what a new page needs goes first.
	p.steps = slices.Concat(first, puts, last)
	return p, nil
}

// folders are those that the pages of this run need, folded.
func (r *Run) folders() (map[string]bool, error) {
	folders := map[string]bool{}
	for key := range r.files {
		for d := range parents(key) {
			if folders[d] {
				break // and so those above it
			}
			folders[d] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(r.files)) {
		if folders[key] {
			return nil, fmt.Errorf("%q is a page and also the folder of another page", r.files[key].path)
		}
	}
	return folders, nil
}

// stale finds the files of the last run that this one does not have and that must be removed.
func (r *Run) stale(report *Report) map[string]bool {
	stale := map[string]bool{}
	for key, e := range r.old() {
		twin := r.files[key]
		if twin != nil && twin.path == e.path {
			continue
		}
		if !unkept.MatchString(e.path) && !r.isTwin(e) {
			report.Gone = append(report.Gone, address(e.path))
		}
		if r.ground.bare || (twin != nil && r.ground.isSameFile(twin.path, e.path)) {
			continue
		}
		stale[e.path] = true
		if info, _, err := r.ground.look(e.path); err == nil && info != nil && !info.IsDir() {
			report.Removed++
		}
	}
	slices.Sort(report.Gone)
	return stale
}

func (r *Run) hasPageAbove(name string) bool {
	for d := range parents(fold(name)) {
		if r.files[d] != nil {
			return true
		}
	}
	return false
}

// checkGround refuses a run that would touch what is not ours.
func (r *Run) checkGround(stale map[string]bool) error {
	closed := r.closed
	for _, f := range r.files {
		if !f.onFolder {
			continue
		}
		found, err := r.ground.foreignIn(f.path, stale)
		if err != nil {
			return err
		}
		if found != "" {
			closed = append(closed, found)
		}
	}
	if len(closed) > 0 {
		return &InWayError{Names: sorted(closed), Closed: true, Damaged: r.damaged(), out: r.out}
	}
	if len(r.inWay) > 0 && !r.force {
		return &InWayError{Names: sorted(r.inWay), Damaged: r.damaged(), out: r.out}
	}
	return nil
}

// damaged says that what the last run noted cannot be read.
func (r *Run) damaged() bool { return r.last != nil && r.old() == nil }

// puts lists what is staged, as whole top folders where the output folder is bare, and fills in the next manifest.
func (r *Run) puts(p *plan) []step {
	names := map[string]bool{}
	for _, f := range r.files {
		p.next = append(p.next, &f.entry)
		if !f.put {
			p.report.Unchanged++
			continue
		}
		p.report.Written++
		p.report.Bytes += f.size
		name := f.path
		if r.ground.bare {
			name, _, _ = strings.Cut(name, "/")
		}
		names[name] = true
	}
	var steps []step
	for _, name := range slices.Sorted(maps.Keys(names)) {
		steps = append(steps, step{put: true, path: name})
	}
	return steps
}

// promise writes the next manifest and then the commit record. Before the record's rename the run can be discarded,
// after it the run must be finished.
func (r *Run) promise(p plan) error {
	if r.ground.root == nil {
		if err := os.MkdirAll(r.out, 0o755); err != nil {
			return err
		}
		root, err := os.OpenRoot(r.out)
		if err != nil {
			return err
		}
		r.ground.root = root
	}
	r.tick()
	if err := os.WriteFile(r.next, encodeManifest(p.next, r.told), 0o644); err != nil {
		return err
	}
	r.tick()
	if err := replaceFile(r.record, encodeRecord(p.steps)); err != nil {
		return err
	}
	r.tick()
	return nil
}

// fulfil takes the steps of a commit record and closes the books. It may be called again, saying so, for the same record.
func (r *Run) fulfil(root *os.Root, steps []step, again bool) error {
	m := mover{hooks: r.hooks, out: r.out, root: root, stage: r.stage, made: map[string]bool{}, left: patience, again: again}
	if err := m.run(steps); err != nil {
		return fmt.Errorf("%s holds only part of the new site; the next build finishes it when this is put right: %w", r.out, err)
	}
	if err := root.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := m.patiently(&m.left, r.manifest, func() error { return os.Rename(r.next, r.manifest) }); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	r.tick()
	if err := m.patiently(&m.left, r.record, func() error { return os.Remove(r.record) }); err != nil {
		return err
	}
	r.tick()
	return r.discard()
}

// resume finishes a run whose commit record stands, and discards one that has none. It reports whether it finished one.
func (r *Run) resume() (bool, error) {
	data, err := os.ReadFile(r.record)
	if errors.Is(err, fs.ErrNotExist) {
		return false, r.discard()
	}
	if err != nil {
		return false, err
	}
	root, err := os.OpenRoot(r.out)
	if errors.Is(err, fs.ErrNotExist) { // deleted by hand: there is nothing left to finish
		return false, errors.Join(os.Remove(r.record), r.discard())
	}
	if err != nil {
		return false, err
	}
	defer root.Close()
	steps, ok := decodeRecord(data)
	if !ok {
		return false, fmt.Errorf("the last build was interrupted and its record %s is damaged: "+
			"delete the content of %s and the folder %s, and build again", r.record, r.out, r.dir)
	}
	return true, r.fulfil(root, steps, true)
}

// discard throws away what is staged and not promised.
func (r *Run) discard() error {
	err := os.RemoveAll(r.stage)
	for _, name := range []string{r.next, r.next + ".tmp", r.record + ".tmp"} {
		if e := os.Remove(name); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	return err
}
