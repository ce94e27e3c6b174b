package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/opendata"
	"terang/internal/site"
	"terang/internal/theme"
)

// writeFunc takes one finished file; it is called by several workers at once.
type writeFunc func(path string, body []byte) error

// outlet is where files go. dear takes one that is made of what the digest names by the program, and is nil where
// all files are made.
type outlet struct {
	write writeFunc
	dear  func(path string, of [sha256.Size]byte, make func() []byte) error
}

// write makes every file of the site and hands it on: the small fixed files
// first, then the pages, by as many workers as asked for.
func (s *made) write(ctx context.Context, jobs int, out outlet) error {
	if s.offline {
		s.version = &version{}
	}
	s.progress.begin(WritingFiles)
	if err := s.writeFiles(ctx, jobs, out); err != nil {
		return err
	}
	if err := s.writePages(ctx, jobs, out); err != nil {
		return err
	}
	switch {
	case !s.first():
	case s.offline:
		return out.write(site.WorkerFile, s.plans[0].Worker(s.theme.Worker(), s.version.String()))
	case s.retire:
		return out.write(site.WorkerFile, []byte(s.theme.Retired()))
	}
	return nil
}

func (s *made) writePages(ctx context.Context, jobs int, out outlet) error {
	total := s.pages()
	var done atomic.Int64
	s.progress.at(WritingPages, 0, total)
	number := s.tables().Len()
	for _, plan := range s.plans {
		pages := plan.Pages()
		err := each(ctx, jobs, len(pages), func(i int, buf *bytes.Buffer) error {
			page := pages[i]
			err := s.part(number+i, plan.Place(page), plan.Folder()+page.Path, plan.Reads(page), out, func(out outlet) (drawing, error) {
				return s.writePage(plan, page, buf, out)
			})
			s.progress.at(WritingPages, int(done.Add(1)), total)
			return err
		})
		if err != nil {
			return err
		}
		number += len(pages)
	}
	return nil
}

// writePage makes a page and all that is made of it.
func (s *made) writePage(plan *site.Plan, page site.Page, buf *bytes.Buffer, out outlet) (drawing, error) {
	look, view := s.theme.In(plan.Lang()), s.views.Get().(*site.View)
	defer s.views.Put(view)
	plan.Fill(view, page)
	traced := drawing{view.Maps, view.LargestMap}
	if err := look.Render(buf, view); err != nil {
		return traced, err
	}
	s.scale.weigh(page.Kind, plan.Folder()+page.Path, buf.Bytes())
	if err := out.write(plan.Folder()+page.Path, buf.Bytes()); err != nil {
		return traced, err
	}
	if s.studio != nil {
		if err := s.drawn(plan, page, view, buf, out); err != nil {
			return traced, err
		}
	}
	if err := s.tabled(plan, page, view, buf, out); err != nil {
		return traced, err
	}
	return traced, copied(plan, page, look, buf, out.write)
}

// tabled makes the figures of a page whose view is given as files of data, where it has them.
func (s *made) tabled(plan *site.Plan, page site.Page, view *site.View, buf *bytes.Buffer, out outlet) error {
	of, ok := plan.Tables(page, view)
	if !ok {
		return nil
	}
	tables := s.pageTables(&of)
	years, months := tables.Figures()
	for _, table := range []struct {
		is   bool
		end  string
		rows func([]byte) []byte
	}{{years, site.YearsEnd, tables.Years}, {months, site.MonthsEnd, tables.Months}, {tables.Others(), site.OthersEnd, tables.Cells}} {
		if !table.is {
			continue
		}
		buf.Reset()
		buf.Write(table.rows(buf.AvailableBuffer()))
		if err := out.write(of.Path+table.end, buf.Bytes()); err != nil {
			return err
		}
	}
	if !of.Workbook {
		return nil
	}
	return s.bound(of.Path+site.WorkbookEnd, tables, out)
}

// pageTables gives the tables of a page.
func (s *made) pageTables(of *site.Tables) opendata.PageTables {
	var tables opendata.PageTables
	switch {
	case !of.Whole:
		tables = s.tables().Page(of.Title, of.Address)
	case of.Indicator != site.AllIndicators:
		tables = s.tables().Service(of.Indicator, of.Title, of.Address)
	default:
		tables = s.tables().Place(of.Unit, of.Title, of.Address)
	}
	shown := handed(&of.Shown)
	shown.ByMonth = of.Months
	return tables.With(shown)
}

// handed takes what a page shows to the room of data.
func handed(shown *site.Shown) (list opendata.Shown) {
	for _, f := range shown.Years {
		list.Years = append(list.Years, opendata.Told(f))
	}
	for _, f := range shown.Months {
		list.Months = append(list.Months, opendata.Told(f))
	}
	for i := range shown.Cells {
		list.Cells = append(list.Cells, opendata.Cell(shown.Cells[i]))
	}
	return list
}

// bound writes a workbook, unless it stands already, made of the same by the same program.
func (s *made) bound(at string, tables opendata.PageTables, out outlet) error {
	var fault error
	make := func() (body []byte) {
		body, fault = tables.Workbook()
		return body
	}
	if out.dear == nil {
		body := make()
		return errors.Join(fault, out.write(at, body))
	}
	mark := tables.Mark()
	err := out.dear(at, sha256.Sum256(append([]byte(s.program), mark[:]...)), make)
	return errors.Join(fault, err)
}

// copied makes the page as one file, where it has one.
func copied(plan *site.Plan, page site.Page, look *theme.Theme, buf *bytes.Buffer, write writeFunc) error {
	path, view, ok := plan.Copy(page)
	if !ok {
		return nil
	}
	buf.Reset()
	if err := look.Render(buf, view); err != nil {
		return err
	}
	return write(path, buf.Bytes())
}

// writeFiles makes all that is no page. What people download comes first, since pages tell its size.
func (s *made) writeFiles(ctx context.Context, jobs int, out outlet) error {
	tables := s.tables()
	err := each(ctx, jobs, tables.Len(), func(i int, buf *bytes.Buffer) error {
		f, reads := tables.At(i), tables.Reads(i)
		err := s.part(i, reads.Unit, f.Path, []disclosure.Scope{reads}, out, func(out outlet) (drawing, error) {
			buf.Write(f.Append(buf.AvailableBuffer()))
			return drawing{}, out.write(f.Path, buf.Bytes())
		})
		if s.stood != nil && i < len(tables.Told()) { // pages and their description tell the size
			if stands, ok := s.stood(f.Path); ok {
				f.Settle(int(stands.Size), stands.SHA256)
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.writeOthers(ctx, jobs, out)
}

// other is a part of the site that is neither page nor data.
type other struct {
	name  string // of its only file; empty for several
	reads []disclosure.Scope
	write func(buf *bytes.Buffer, write writeFunc) error
}

// others lists these parts: the search indexes, which take longest, the lists of facilities, the feed, and what is
// made for programs. Most show no figures.
func (s *made) others() []other {
	var list []other
	several := func(files func() []site.File, reads []disclosure.Scope) {
		list = append(list, other{reads: reads, write: func(_ *bytes.Buffer, write writeFunc) error { return writeAll(files(), write) }})
	}
	for _, plan := range s.plans {
		several(plan.Index, nil)
	}
	for _, l := range s.plans[0].Lists() {
		list = append(list, other{name: l.Path, write: func(buf *bytes.Buffer, write writeFunc) error {
			buf.Write(l.Append(buf.AvailableBuffer()))
			return write(l.Path, buf.Bytes())
		}})
	}
	several(s.plans[0].Feed, s.plans[0].FeedReads())
	several(s.plans[0].Files, nil)
	return list
}

// writeOthers makes what is neither page nor data, and all that is small.
func (s *made) writeOthers(ctx context.Context, jobs int, out outlet) error {
	list, number := s.others(), s.tables().Len()+s.pages()
	return each(ctx, jobs, len(list)+1, func(i int, buf *bytes.Buffer) error {
		if i == len(list) {
			if !s.first() {
				return nil
			}
			return s.writeSmall(s.version.watch(out.write))
		}
		o := list[i]
		return s.part(number+i, health.NoUnit, o.name, o.reads, out, func(out outlet) (drawing, error) {
			return drawing{}, o.write(buf, out.write)
		})
	})
}

// pages counts those of all languages.
func (s *made) pages() (n int) {
	for _, plan := range s.plans {
		n += len(plan.Pages())
	}
	return n
}

func writeAll(files []site.File, write writeFunc) error {
	for _, f := range files {
		if err := write(f.Path, f.Body); err != nil {
			return err
		}
	}
	return nil
}

func (s *made) writeSmall(write writeFunc) error {
	catalogue := s.tables().Catalogue(servicePages(s.plans[0]), cataloguedEditions(s.editions), s.date)
	if err := write(catalogue.Path, catalogue.Append(nil)); err != nil {
		return err
	}
	if s.shared.Only == "" { // they are of the whole site
		if err := s.writeEditions(write); err != nil {
			return err
		}
	}
	if err := s.headers(write); err != nil {
		return err
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
	if err := s.writePhotos(write); err != nil {
		return err
	}
	for _, a := range s.assets {
		if a.Picture {
			continue
		}
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

// each runs do for the numbers below n on a bounded set of workers, each with a
// buffer of its own, and gives the error of the first number that failed.
func each(ctx context.Context, jobs, n int, do func(int, *bytes.Buffer) error) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var mu sync.Mutex
	var fault error
	failed := n // the number of fault, and those after it are left
	var wg sync.WaitGroup
	for range jobs {
		wg.Go(func() {
			var buf bytes.Buffer
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				buf.Reset()
				if err := do(i, &buf); err != nil {
					mu.Lock()
					if i < failed {
						fault, failed = err, i
					}
					mu.Unlock()
					next.Store(int64(n))
				}
			}
		})
	}
	wg.Wait()
	if fault != nil {
		return fault
	}
	return ctx.Err()
}
