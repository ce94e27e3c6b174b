package verify

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"sync"
	"sync/atomic"

	"terang/internal/upload"
)

// Report tells what a published portal is beside what the inputs give.
type Report struct {
	Same      int      `json:"same"`      // files
	Unserved  int      `json:"unserved"`  // files for the web server alone, which an address does not show
	Different []string `json:"different"` // other bytes
	Missing   []string `json:"missing"`   // not published
	Extra     []string `json:"extra"`     // published, and not of these inputs
	Outside   bool     `json:"outside"`   // Extra has only what the portal's own lists name: others cannot be seen
}

// Whole says that what is published is what the inputs give.
func (r *Report) Whole() bool { return len(r.Different)+len(r.Missing)+len(r.Extra) == 0 }

// Compare holds a portal against what was made, asking for several files at once. It
// stops at the first fault of the machine or the network.
func Compare(ctx context.Context, made fs.FS, of Published, jobs int, done func(n, total int)) (*Report, error) {
	names, err := folder{made}.List(ctx)
	if err != nil {
		return nil, err
	}
	there, err := of.List(ctx)
	if err != nil {
		return nil, err
	}
	verdicts := make([]verdict, len(names))
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range max(jobs, 1) {
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(names) {
					return
				}
				v, err := judge(ctx, made, of, names[i])
				if err != nil {
					stop(fmt.Errorf("%s: %w", names[i], err))
				}
				verdicts[i] = v
				done(i+1, len(names))
			}
		})
	}
	workers.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	r := report(names, verdicts, there)
	r.Outside = !of.Complete()
	return r, nil
}

type verdict int

const (
	same verdict = iota
	different
	missing
	unserved
)

func judge(ctx context.Context, made fs.FS, of Published, name string) (verdict, error) {
	if !of.Serves(name) {
		return unserved, nil
	}
	ours, err := made.Open(name)
	if err != nil {
		return 0, err
	}
	want, err := digest(ours)
	if err != nil {
		return 0, err
	}
	theirs, err := of.Open(ctx, name)
	if errors.Is(err, fs.ErrNotExist) {
		return missing, nil
	}
	if err != nil {
		return 0, err
	}
	got, err := digest(theirs)
	if err != nil {
		return 0, err
	}
	if got != want {
		return different, nil
	}
	return same, nil
}

func digest(r io.ReadCloser) (sum [sha256.Size]byte, err error) {
	defer r.Close() //nolint:errcheck // read only: nothing can be lost
	h := sha256.New()
	_, err = io.Copy(h, r)
	return [sha256.Size]byte(h.Sum(nil)), err
}

func report(names []string, verdicts []verdict, there []string) *Report {
	r := &Report{Different: []string{}, Missing: []string{}, Extra: []string{}}
	for i, v := range verdicts {
		switch v {
		case same:
			r.Same++
		case unserved:
			r.Unserved++
		case different:
			r.Different = append(r.Different, names[i])
		case missing:
			r.Missing = append(r.Missing, names[i])
		}
	}
	for _, name := range there {
		if _, ours := slices.BinarySearch(names, name); !ours && name != upload.StateFile { // which publishing leaves
			r.Extra = append(r.Extra, name)
		}
	}
	return r
}
