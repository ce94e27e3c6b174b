package build

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"terang/internal/health"
	"terang/internal/publish"
	"terang/internal/site"
	"terang/internal/squeeze"
)

// MergeFault is what stands in the way of joining shares.
type MergeFault uint8

// The faults, each with what a MergeError says of it.
const (
	NoShard    MergeFault = iota // Folder holds none, or none that can be read
	OfArea                       // Folder is of --only
	OtherBuild                   // Folder is not of the build that Other is of
	Twice                        // Folder and Other are the same share; Missing may be empty
	TooFew                       // Missing
	Altered                      // File of Folder is not as its build left it
)

// MergeError says why folders are not all shares of one site.
type MergeError struct {
	Fault         MergeFault
	Folder, Other string
	File          string
	Number, Of    int   // of the share in Folder
	Missing       []int // numbers of shares
	Err           error // of the machine, nil where it did what was asked
}

func (e *MergeError) Error() string {
	return fmt.Sprintf("fault %d of %q, %q, share %d of %d, without %v: %v", e.Fault, e.Folder, e.File, e.Number, e.Of, e.Missing, e.Err)
}

// Unwrap gives what the machine said.
func (e *MergeError) Unwrap() error { return e.Err }

// ofShares stands where the mark of an input would: no input has it, so that the next build
// in the same folder makes all anew.
const ofShares = "shares"

// shard is a share as it was found.
type shard struct {
	shardNote
	name string
	root *os.Root
}

// Merge joins the shares of a site into the output folder of o, as one build of it would have
// left them. It reads no data: each share says what it has, and each file is held against its
// digest. Of o, Dir, Out, State, Jobs, Program and Force are used.
func Merge(ctx context.Context, o Options, folders []string) (Result, error) {
	shards, err := openShards(folders)
	defer func() {
		for _, s := range shards {
			_ = s.root.Close()
		}
	}()
	if err == nil {
		err = together(shards)
	}
	if err != nil {
		return Result{}, err
	}
	out, err := o.out()
	if err != nil {
		return Result{}, err
	}
	run, err := publish.Open(out, cmp.Or(o.State, filepath.Join(o.Dir, stateDir)))
	if err != nil {
		return Result{}, err
	}
	defer run.Abort() //nolint:errcheck // after Commit it does nothing; before, the first error is the one to tell
	if o.Force {
		run.Overwrite()
	}
	first := shards[0]
	var twins []squeeze.Coding
	for _, c := range first.Compress {
		twins = append(twins, squeeze.Coding(c))
	}
	run.Twins(o.Program, twins...)
	if err := join(ctx, o.Jobs, run, shards); err != nil {
		return Result{}, err
	}
	asOf := health.NoMonth
	if first.AsOf != "" {
		asOf, _ = health.ParseMonth(first.AsOf)
	}
	o.Version, o.BaseURL, o.Drafts = first.Version, first.BaseURL, first.Drafts
	if o.Date, _ = health.ParseDate(first.Date); o.Date == 0 {
		return Result{}, &MergeError{Fault: NoShard, Folder: first.name}
	}
	if err := writeSums(run, o, asOf); err != nil {
		return Result{}, err
	}
	result := Result{Pages: first.Pages, AsOf: asOf, BaseURL: first.BaseURL, WithDrafts: first.Drafts}
	run.Note(note(ofShares, result, nil, nil))
	result.Publish, err = run.Commit()
	result.Files = result.Publish.Written + result.Publish.Unchanged
	result.Vanished = result.Publish.Gone
	return result, err
}

func openShards(folders []string) (shards []shard, err error) {
	for _, name := range folders {
		root, err := os.OpenRoot(name)
		if err != nil {
			return shards, &MergeError{Fault: NoShard, Folder: name, Err: err}
		}
		s := shard{name: name, root: root}
		shards = append(shards, s)
		body, err := root.ReadFile(ShardFile)
		if err == nil {
			err = json.Unmarshal(body, &s.shardNote)
		}
		if err != nil || s.Number < 0 || s.Number > s.Of {
			return shards, &MergeError{Fault: NoShard, Folder: name, Err: err}
		}
		shards[len(shards)-1] = s
	}
	slices.SortStableFunc(shards, func(a, b shard) int { return cmp.Compare(a.Number, b.Number) })
	return shards, nil
}

// together sees that the shares are all of one site, each once.
func together(shards []shard) error {
	if len(shards) == 0 {
		return &MergeError{}
	}
	first := shards[0]
	fault := func(of MergeFault, s, other shard) error {
		return &MergeError{Fault: of, Folder: s.name, Other: other.name, Number: s.Number, Of: s.Of, Missing: missing(shards)}
	}
	for _, s := range shards {
		switch {
		case s.Of == 0:
			return fault(OfArea, s, first)
		case s.Site != first.Site || s.Version != first.Version || s.Date != first.Date || s.BaseURL != first.BaseURL || s.Drafts != first.Drafts || s.Of != first.Of:
			return fault(OtherBuild, s, first)
		}
	}
	for i, s := range shards[1:] {
		if s.Number == shards[i].Number {
			return fault(Twice, shards[i], s)
		}
	}
	if len(shards) != first.Of {
		return fault(TooFew, first, first)
	}
	return nil
}

// missing lists the numbers of the shares that are not there, of those that are of one site.
func missing(shards []shard) (numbers []int) {
	for n := 1; n <= shards[0].Of; n++ {
		if !slices.ContainsFunc(shards, func(s shard) bool { return s.Number == n }) {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// join hands all files of all shares on. The script for pages kept on devices names the
// whole site by what its shares are called.
func join(ctx context.Context, jobs int, run *publish.Run, shards []shard) error {
	var sum fileSum
	for _, s := range shards {
		if s.Worker == "" {
			continue
		}
		of, err := hex.DecodeString(s.Worker)
		if err != nil {
			return &MergeError{Fault: NoShard, Folder: s.name, Err: err}
		}
		var part fileSum
		copy(part[:], of)
		sum.add(part)
	}
	whole := (&version{sum: sum}).String()
	for _, s := range shards {
		err := each(ctx, jobs, len(s.Files), func(i int, _ *bytes.Buffer) error {
			f := s.Files[i]
			body, err := s.root.ReadFile(filepath.FromSlash(f.Path))
			if got := sha256.Sum256(body); err != nil || hex.EncodeToString(got[:]) != f.SHA256 {
				return &MergeError{Fault: Altered, Folder: s.name, File: f.Path, Err: err}
			}
			if f.Path == site.WorkerFile && s.Worker != "" {
				body = bytes.ReplaceAll(body, []byte(s.Worker), []byte(whole))
			}
			return run.Write(f.Path, body)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
