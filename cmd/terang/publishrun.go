package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"terang/internal/host"
	"terang/internal/upload"
)

// stateFolder is where a host may keep what it needs between runs; builds keep theirs there too.
const stateFolder = ".terang"

// send does a run at a host.
func (s *sending) send(ctx context.Context) error {
	access := host.Access{Dir: s.siteDir, State: filepath.Join(s.siteDir, stateFolder), Env: s.env, Secrets: s.secrets}
	patience := host.Patience{Tries: s.tries, Wait: pause}
	var store host.Store
	err := patience.Try(ctx, func() (err error) {
		store, err = host.Open(ctx, s.host, access)
		return err
	})
	if err != nil {
		return s.cut(ctx, err)
	}
	defer store.Close() //nolint:errcheck // what was sent has been told of
	if z, ok := store.(*host.Archive); ok && z.Foreign && !s.overwrite {
		return fmt.Errorf(s.v.otherZip, s.host.Path)
	}
	traits := host.TraitsOf(s.host.Kind)
	session := host.Session{Store: store, Whole: traits.Whole, Jobs: traits.Jobs, Body: s.body, Tell: s.progress(), Patience: patience}
	if s.jobs > 0 && !traits.Whole {
		session.Jobs = s.jobs
	}
	sight, err := session.Look(ctx, s.files, s.verify)
	if err != nil {
		return s.cut(ctx, err)
	}
	if sight.Damaged {
		s.say(s.v.damaged, upload.StateFile)
	}
	s.files = withoutOwn(s.files, sight)
	plan := upload.Make(s.files, sight.There, sight.Noted)
	if traits.Flat {
		plan = plan.Flat()
	}
	s.planned(plan)
	s.notes()
	if err := s.whole(plan.Puts); err != nil {
		return err
	}
	if err := s.allowed(plan); err != nil {
		if s.dry {
			s.say("%v", err)
			return s.finish()
		}
		return err
	}
	if !s.dry {
		report, err := session.Send(ctx, plan, sight)
		s.report.Sent, s.report.Deleted, s.report.Bytes = report.Sent, report.Deleted, report.Bytes
		s.endProgress()
		if err != nil {
			return s.cut(ctx, err)
		}
	}
	return s.finish()
}

// withoutOwn leaves .nojekyll out where the host has one of its own.
func withoutOwn(files []upload.File, sight host.Sight) []upload.File {
	_, ours := sight.Noted[noJekyll]
	there := slices.ContainsFunc(sight.There, func(t upload.Standing) bool { return t.Path == noJekyll })
	if ours || !there {
		return files
	}
	return slices.DeleteFunc(files, func(f upload.File) bool { return f.Path == noJekyll })
}

func (s *sending) planned(p upload.Plan) {
	s.report.Put, s.report.Delete, s.report.Kept = p.Puts, p.Deletes, p.Same
	for _, f := range p.Foreign {
		s.report.Foreign = append(s.report.Foreign, f.Path)
	}
	for _, f := range slices.Concat(p.InWay, p.Closed) {
		s.report.InWay = append(s.report.InWay, f.Path)
	}
}

// allowed refuses what must be asked for: replacing what is not ours, and deleting much.
func (s *sending) allowed(p upload.Plan) error {
	if n := len(p.Closed); n > 0 {
		return fmt.Errorf(s.v.closed, n, firstOf(s.report.InWay[len(p.InWay):]))
	}
	if n := len(p.InWay); n > 0 && !s.overwrite {
		says := s.v.inWay
		if s.verify {
			says = s.v.differ
		}
		return fmt.Errorf(says, n, firstOf(s.report.InWay))
	}
	if n, most := len(p.Deletes), s.host.Cap.Allows(p.Ours); n > most {
		return fmt.Errorf(s.v.capped, n, p.Ours, most, firstOf(p.Deletes), n)
	}
	return nil
}

// cut says how far a run came that did not end well.
func (s *sending) cut(ctx context.Context, err error) error {
	if ctx.Err() != nil || errors.Is(err, context.Canceled) {
		return fmt.Errorf(s.v.interrupted, s.report.Sent, len(s.report.Put))
	}
	if s.report.Sent > 0 && !host.TraitsOf(s.host.Kind).Whole { // of what appears as a whole nothing is there yet
		s.say(s.v.goOn, s.report.Sent, len(s.report.Put))
	}
	return err
}

// pause waits, or ends when the command is interrupted.
func pause(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// progress writes how far a run is, where a person looks; nil elsewhere.
func (s *sending) progress() func(done, total int) {
	if !s.onTerminal {
		return nil
	}
	var last time.Time
	return func(done, total int) {
		if now := s.now(); now.Sub(last) >= often {
			last = now
			_, _ = fmt.Fprintf(s.err, "\r\x1b[K"+s.v.going, done, total)
		}
	}
}

func (s *sending) endProgress() {
	if s.onTerminal {
		_, _ = fmt.Fprint(s.err, "\r\x1b[K")
	}
}
