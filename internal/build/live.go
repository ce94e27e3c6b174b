package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"

	"terang/internal/photo"
	"terang/internal/site"
	"terang/internal/source"
)

// Live is a site that has been read and planned, and whose files are made when
// somebody looks at them. It may be asked by several at once.
type Live struct {
	Mark string // the same for the same input

	made  *made
	data  func() map[string][]planned // pages by what the addresses of their files of data begin with, whether they have any
	ready map[string][]byte           // style, scripts and other assets of the theme
	other func() (map[string][]byte, error)
}

// planned is a page in one of the site's languages.
type planned struct {
	plan *site.Plan
	page site.Page
}

// Open reads and plans the site as Site does, without pictures to send on. With
// errors among the problems there is none.
func Open(ctx context.Context, o Options) (*Live, source.Problems, error) {
	o.Plain, o.photoUse = true, photo.Show
	s, ps, err := read(ctx, o)
	if err != nil {
		return nil, ps, err
	}
	if ps.HasErrors() {
		s.close()
		return nil, ps, nil
	}
	l := &Live{Mark: s.mark(o), made: s, data: sync.OnceValue(s.tabledPages), ready: map[string][]byte{}}
	for _, a := range s.theme.Assets() {
		l.ready[a.Path] = a.Body
	}
	l.other = sync.OnceValues(l.rest)
	return l, ps, nil
}

// tabledPages gives the pages by what the addresses of their files of data begin with.
func (s *made) tabledPages() map[string][]planned {
	pages := map[string][]planned{}
	for _, plan := range s.plans {
		for _, page := range plan.Pages() {
			if path := plan.TablesPath(page); path != "" {
				pages[path] = append(pages[path], planned{plan, page})
			}
		}
	}
	return pages
}

// page gives the page that is a file, in its language.
func (s *made) page(name string) (planned, bool) {
	for _, plan := range s.plans {
		if path, here := strings.CutPrefix(name, plan.Folder()); here {
			if page, ok := plan.Find(path); ok {
				return planned{plan, page}, true
			}
		}
	}
	return planned{}, false
}

// mark names the input of a build: what is kept has its marks already.
func (s *made) mark(o Options) string {
	m := newMark()
	root := s.root.FS()
	m.text(o.Date.String(), o.AsOf.String(), o.BaseURL, fmt.Sprint(o.Drafts))
	rest := []string{"site.yaml", "data", "themes", "content"}
	if o.Kept == nil {
		rest = append(rest, answers(s.cfg)...)
	}
	if k := o.Kept; k != nil {
		m.text(k.looks.mark, k.counts.mark) // of site.yaml, themes and data
		rest = rest[3:]
	}
	for _, part := range rest {
		m.folder(root, part)
	}
	return m.sum()
}

// Has says whether the site has a file.
func (l *Live) Has(name string) bool {
	if _, ok := l.made.page(name); ok {
		return true
	}
	if _, ok := l.ready[name]; ok {
		return true
	}
	if body, err := l.table(name); body != nil {
		return err == nil
	}
	if _, ok := l.made.tables().Find(name); ok {
		return true
	}
	files, err := l.other()
	_, ok := files[name]
	return ok && err == nil
}

// File makes a file. A page that is heavier than the site allows has a problem.
func (l *Live) File(name string) ([]byte, source.Problems, error) {
	if p, ok := l.made.page(name); ok {
		var b bytes.Buffer
		if err := l.made.theme.In(p.plan.Lang()).Render(&b, p.plan.View(p.page)); err != nil {
			return nil, nil, err
		}
		scale := l.made.scale.again()
		scale.weigh(p.page.Kind, name, b.Bytes())
		return b.Bytes(), scale.problems(), nil
	}
	if body, ok := l.ready[name]; ok {
		return body, nil, nil
	}
	if body, err := l.table(name); body != nil || err != nil {
		return body, nil, err
	}
	if f, ok := l.made.tables().Find(name); ok {
		return f.Append(nil), nil, nil
	}
	files, err := l.other()
	return files[name], nil, err
}

// table makes a file of data of a page; nil where there is none of that name.
func (l *Live) table(name string) (found []byte, err error) {
	for _, end := range []string{site.OthersEnd, site.MonthsEnd, site.YearsEnd} {
		path, ok := strings.CutSuffix(name, end)
		if !ok {
			continue
		}
		for _, p := range l.data()[path] {
			var b bytes.Buffer
			err = errors.Join(err, l.made.tabled(p.plan, p.page, p.plan.View(p.page), &b, outlet{write: func(path string, body []byte) error {
				if path == name {
					found = bytes.Clone(body)
				}
				return nil
			}}))
		}
	}
	return found, err
}

// rest makes all that is neither a page, nor data, nor of the theme.
func (l *Live) rest() (map[string][]byte, error) {
	var mu sync.Mutex
	files := map[string][]byte{}
	err := l.made.writeOthers(context.Background(), 0, outlet{write: func(name string, body []byte) error {
		mu.Lock()
		defer mu.Unlock()
		files[name] = bytes.Clone(body)
		return nil
	}})
	return files, err
}
