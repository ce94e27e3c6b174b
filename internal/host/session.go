package host

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"strings"
	"sync"
	"time"

	"terang/internal/upload"
)

// Session is one run at a host.
type Session struct {
	Store Store
	Whole bool // see Traits
	Jobs  int
	Body  func(upload.File) ([]byte, error) // of a file of the site

	Patience
	Tell func(done, total int) // how far the run is; nil for nobody
}

// Sight is what stands on a host.
type Sight struct {
	There   []upload.Standing
	Noted   upload.State
	Damaged bool // what earlier runs noted cannot be read
	Stale   bool // what stands there was read, and is not what earlier runs noted
}

// Report counts what a run did, in files; Bytes is the size of those sent.
type Report struct {
	Sent, Deleted int
	Bytes         int64
}

// The usual number of tries, and the pause after the first one.
const (
	usualTries = 5
	firstPause = time.Second
)

// Patience is how failures are met: something is tried again after a pause, which doubles each time.
type Patience struct {
	Tries int // at most, the first one included; 0 for the usual number
	// Wait pauses, and ends early, with its error, when the context does.
	Wait func(context.Context, time.Duration) error
}

// Try does something until it works, is hopeless, or has been tried often enough.
func (p Patience) Try(ctx context.Context, do func() error) error {
	pause := firstPause
	for tries := cmp.Or(p.Tries, usualTries); ; tries-- {
		err := do()
		if err == nil || tries <= 1 || hopeless(err) || ctx.Err() != nil {
			return err
		}
		if err := p.Wait(ctx, pause); err != nil {
			return err
		}
		pause *= 2
	}
}

// Look reads what stands on a host that files are meant for. With verify, each file that
// stands in the size it should have is read, and what is noted follows from what it holds.
func (s *Session) Look(ctx context.Context, files []upload.File, verify bool) (Sight, error) {
	var sight Sight
	err := s.Try(ctx, func() error {
		data, err := s.Store.Read(ctx, upload.StateFile)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil {
			var ok bool
			sight.Noted, ok = upload.Decode(data)
			sight.Damaged = !ok
		}
		return err
	})
	if err != nil {
		return sight, err
	}
	folders := map[string]bool{".": true}
	reach := func(name string) {
		for dir := path.Dir(name); !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for _, f := range files {
		reach(f.Path)
	}
	for name := range sight.Noted {
		reach(name)
	}
	err = s.Try(ctx, func() (err error) {
		sight.There, err = s.Store.List(ctx, func(dir string) bool { return folders[dir] })
		return err
	})
	if err == nil {
		err = free(sight.There, sight.Noted)
	}
	if err == nil && verify {
		err = s.verify(ctx, files, &sight)
	}
	return sight, err
}

// free refuses a place that holds what a site is made from: to publish there is to publish that too.
func free(there []upload.Standing, noted upload.State) error {
	if in := upload.Inputs(there, noted); len(in) > 0 {
		return &Fault{Kind: AmongInputs, Where: strings.Join(in[:min(3, len(in))], ", ")}
	}
	return nil
}

func (s *Session) verify(ctx context.Context, files []upload.File, sight *Sight) error {
	size := make(map[string]upload.File, len(files))
	for _, f := range files {
		size[f.Path] = f
	}
	noted := upload.State{}.Begun(upload.Plan{})
	for name, e := range sight.Noted {
		e.Sum = ""
		noted[name] = e
	}
	var mu sync.Mutex
	err := each(ctx, s.Jobs, sight.There, func(ctx context.Context, there upload.Standing) error {
		f, known := size[there.Path]
		if !known || there.Size >= 0 && there.Size != f.Size {
			return nil
		}
		return s.Try(ctx, func() error {
			body, err := s.Store.Read(ctx, there.Path)
			if errors.Is(err, errTorn) { // so it is sent again
				return nil
			}
			if err != nil {
				return err
			}
			mu.Lock()
			defer mu.Unlock()
			if _, ours := noted[there.Path]; ours || upload.SumOf(body) == f.Sum { // what is the same becomes ours
				noted[there.Path] = upload.Entry{Size: int64(len(body)), Sum: upload.SumOf(body), Mark: there.Mark}
			}
			return nil
		})
	})
	sight.Stale = sight.Damaged || !maps.Equal(noted, sight.Noted)
	sight.Noted, sight.Damaged = noted, false
	return err
}

// Send does what is planned, and notes it; where there is nothing to do, it corrects what was noted. Cut off at any instant, by an error or the context, it leaves a
// site that works and a state from which the next run goes on.
func (s *Session) Send(ctx context.Context, p upload.Plan, sight Sight) (Report, error) {
	if p.Nothing() && !sight.Stale {
		return Report{}, nil
	}
	r := &run{Session: s, state: sight.Noted.Begun(p), total: len(p.Puts) + len(p.Deletes), often: max(leastNoted, len(p.Puts)/notedTimes)}
	if err := r.all(ctx, p); err != nil {
		if !s.Whole && r.begun {
			last, done := context.WithTimeout(context.WithoutCancel(ctx), reach)
			defer done()
			err = errors.Join(err, quietly(r.note(last)))
		}
		return r.report, err
	}
	return r.report, nil
}

// quietly forgets an error that follows from an earlier one: the next run finds the last state that was noted.
func quietly(error) error { return nil }

// run is a Send on its way.
type run struct {
	*Session
	total int
	often int  // files after which the state is noted
	begun bool // the state on the host is of this run

	mu     sync.Mutex
	state  upload.State
	report Report
	since  int // files since the state was noted

	noting sync.Mutex
}

// The state is noted after every so many files, and at most so many times.
const (
	leastNoted = 64
	notedTimes = 20
)

func (r *run) all(ctx context.Context, p upload.Plan) error {
	if !r.Whole && !p.Nothing() {
		if err := r.note(ctx); err != nil {
			return err
		}
		r.begun = true
	}
	for _, stage := range upload.ByStage(p.Puts) {
		if err := each(ctx, r.Jobs, stage, r.put); err != nil {
			return err
		}
	}
	if err := each(ctx, r.Jobs, append(p.Litter, p.Deletes...), r.remove); err != nil {
		return err
	}
	for _, name := range p.Lost {
		delete(r.state, name)
	}
	if err := r.note(ctx); err != nil {
		return err
	}
	return r.Try(ctx, func() error { return r.Store.Finish(ctx) })
}

func (r *run) put(ctx context.Context, f upload.File) error {
	body, err := r.Body(f)
	if err != nil {
		return err
	}
	var mark string
	err = r.Try(ctx, func() (err error) {
		mark, err = r.Store.Put(ctx, f, body)
		return err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", f.Path, err)
	}
	r.mu.Lock()
	r.state[f.Path] = upload.Entry{Size: f.Size, Sum: f.Sum, Mark: mark}
	r.report.Sent++
	r.report.Bytes += f.Size
	r.since++
	due := !r.Whole && r.since >= r.often
	if due {
		r.since = 0
	}
	r.tell()
	r.mu.Unlock()
	if due {
		return r.note(ctx)
	}
	return nil
}

func (r *run) remove(ctx context.Context, name string) error {
	if err := r.Try(ctx, func() error { return r.Store.Delete(ctx, name) }); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.state, name)
	if !upload.IsPart(name) {
		r.report.Deleted++
		r.tell()
	}
	return nil
}

func (r *run) tell() {
	if r.Tell != nil {
		r.Tell(r.report.Sent+r.report.Deleted, r.total)
	}
}

// note puts the state on the host.
func (r *run) note(ctx context.Context) error {
	r.noting.Lock()
	defer r.noting.Unlock()
	r.mu.Lock()
	body := r.state.Encode()
	r.mu.Unlock()
	f := upload.File{Path: upload.StateFile, Size: int64(len(body)), Sum: upload.SumOf(body)}
	err := r.Try(ctx, func() error {
		_, err := r.Store.Put(ctx, f, body)
		return err
	})
	if err != nil {
		return fmt.Errorf("%s: %w", upload.StateFile, err)
	}
	return nil
}

// each does something for all of a list, several at once; the first error ends it.
func each[T any](ctx context.Context, jobs int, list []T, do func(context.Context, T) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	next := make(chan T)
	var workers sync.WaitGroup
	for range max(1, min(jobs, len(list))) {
		workers.Go(func() {
			for item := range next {
				if ctx.Err() != nil {
					continue
				}
				if err := Guarded(func() error { return do(ctx, item) }); err != nil {
					stop(err)
				}
			}
		})
	}
	for _, item := range list {
		if ctx.Err() != nil {
			break
		}
		next <- item
	}
	close(next)
	workers.Wait()
	return context.Cause(ctx)
}
