package build

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"terang/internal/site"
)

// writeFunc takes one finished file; it is called by several workers at once.
type writeFunc func(path string, body []byte) error

// write makes every file of the site and hands it on: the small fixed files
// first, then the pages, by as many workers as asked for.
func (s *made) write(ctx context.Context, jobs int, write writeFunc) error {
	if err := s.writeFiles(write); err != nil {
		return err
	}
	for _, plan := range s.plans {
		look := s.theme.In(plan.Lang())
		err := each(ctx, jobs, plan.Pages(), func(page site.Page, buf *bytes.Buffer) error {
			view := plan.View(page)
			if err := look.Render(buf, view); err != nil {
				return err
			}
			s.scale.weigh(page.Kind, plan.Folder()+page.Path, buf.Bytes())
			if err := write(plan.Folder()+page.Path, buf.Bytes()); err != nil || s.studio == nil {
				return err
			}
			return s.drawn(plan, page, view, buf, write)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *made) writeFiles(write writeFunc) error {
	for _, f := range s.plans[0].Files() {
		if err := write(f.Path, f.Body); err != nil {
			return err
		}
	}
	for _, plan := range s.plans {
		for _, f := range plan.Index() {
			if err := write(f.Path, f.Body); err != nil {
				return err
			}
		}
	}
	for _, f := range s.tables {
		if err := write(f.Path, f.Body); err != nil {
			return err
		}
	}
	for _, f := range s.editor {
		if err := write(f.Path, f.Body); err != nil {
			return err
		}
	}
	for _, a := range s.theme.Assets() {
		if err := write(a.Path, a.Body); err != nil {
			return err
		}
	}
	for _, a := range s.assets {
		body, err := s.root.ReadFile(a.Source)
		if err != nil {
			return fmt.Errorf("attachment: %w", err)
		}
		if err := write(a.Path, body); err != nil {
			return err
		}
	}
	return nil
}

// each runs do for every page on a bounded set of workers, each with a buffer of
// its own, and gives the error of the first page, in the order of the plan, that
// failed.
func each(ctx context.Context, jobs int, pages []site.Page, do func(site.Page, *bytes.Buffer) error) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	errs := make([]error, len(pages))
	var next atomic.Int64
	var failed atomic.Bool
	var wg sync.WaitGroup
	for range jobs {
		wg.Go(func() {
			var buf bytes.Buffer
			for {
				i := int(next.Add(1)) - 1
				if i >= len(pages) || failed.Load() || ctx.Err() != nil {
					return
				}
				buf.Reset()
				if errs[i] = do(pages[i], &buf); errs[i] != nil {
					failed.Store(true)
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
