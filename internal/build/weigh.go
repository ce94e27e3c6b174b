package build

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"html"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"terang/internal/site"
	"terang/internal/source"
	"terang/internal/theme"
)

// scale weighs pages against what site.yaml allows a page to weigh: what must come
// over the wire before it can be read, packed as web hosts pack it. That is the page
// and the style sheets; no script is needed.
type scale struct {
	budget int // bytes of a page with the style sheets that it names
	sheets []sheet
	all    int                                 // bytes of all sheets, packed
	passed func(path string, page []byte) bool // a page that was light enough in the last build; nil where nothing is known

	mu    sync.Mutex
	heavy []heavyPage
}

// heavyPage is a page above the budget.
type heavyPage struct {
	path   string
	size   int // bytes, packed, with the style sheets
	styles int // bytes of these
	parts  []part
}

// sheet is a style sheet: the name that pages link it by, and its bytes, packed.
type sheet struct {
	name []byte
	size int
}

// part is what stands below one heading of a page.
type part struct {
	title string
	size  int // bytes, packed alone
}

// shrinks is how many times smaller a page of figures is packed, at least: those
// of the sample shrink to between a quarter and a tenth. Packing takes longer than
// rendering, so smaller pages pass unpacked.
const shrinks = 4

func newScale(kb int, assets []theme.Asset) *scale {
	s := &scale{budget: kb * 1000}
	for _, a := range assets {
		if path.Ext(a.Path) == ".css" {
			one := sheet{[]byte(path.Base(a.Path)), usual.packed(a.Body)}
			s.sheets, s.all = append(s.sheets, one), s.all+one.size
		}
	}
	return s
}

// again gives the same scale with nothing on it.
func (s *scale) again() *scale { return &scale{budget: s.budget, sheets: s.sheets, all: s.all} }

// longestHead is within how many bytes a page names its style sheets.
const longestHead = 8 << 10

// styles adds up the style sheets that a page names.
func (s *scale) styles(page []byte) int {
	sum, head := 0, page[:min(longestHead, len(page))]
	for _, one := range s.sheets {
		if bytes.Contains(head, one.name) {
			sum += one.size
		}
	}
	return sum
}

// weigh keeps a page that is too heavy. Pages that people write, with words that
// come once, are packed whatever their size.
func (s *scale) weigh(kind site.Kind, at string, page []byte) {
	factor := shrinks
	switch kind {
	case site.News, site.MeetingPage, site.PlainPage:
		factor = 1
	}
	if len(page) <= (s.budget-s.all)*factor {
		return
	}
	styles := s.styles(page)
	if len(page) <= (s.budget-styles)*factor {
		return
	}
	if s.passed != nil && s.passed(at, page) {
		return
	}
	if quick.packed(page)+styles <= s.budget { // nearly all of them, and it takes a third of the time
		return
	}
	size := usual.packed(page) + styles
	if size <= s.budget {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.heavy = append(s.heavy, heavyPage{at, size, styles, parts(page)})
}

// problems lists the pages that are too heavy, each with its heaviest parts.
func (s *scale) problems() source.Problems {
	var ps source.Problems
	slices.SortFunc(s.heavy, func(a, b heavyPage) int { return cmp.Compare(a.path, b.path) })
	for _, p := range s.heavy {
		slices.SortStableFunc(p.parts, func(a, b part) int { return cmp.Compare(b.size, a.size) })
		args := []string{"size", kilobytes(p.size), "budget", kilobytes(s.budget), "styles", kilobytes(p.styles)}
		for i, name := range []string{"first", "second", "third"} {
			if i < len(p.parts) {
				args = append(args, name, p.parts[i].title+" ("+kilobytes(p.parts[i].size)+" kB)")
			}
		}
		ps.Error(source.Pos{File: p.path}, "page-too-heavy", args...)
	}
	return ps
}

// kilobytes rounds up, so that a page over the budget never seems to be at it.
func kilobytes(n int) string { return strconv.Itoa((n + 999) / 1000) }

var heading = regexp.MustCompile(`(?s)<h[12][ >].*?</h[12]>`)

var markup = regexp.MustCompile(`<[^>]*>`)

// parts cuts a page before each heading of the first two ranks. What stands before
// the first one is alike on all pages.
func parts(page []byte) []part {
	starts := heading.FindAllIndex(page, -1)
	var list []part
	for i, at := range starts {
		end := len(page)
		if i+1 < len(starts) {
			end = starts[i+1][0]
		}
		title := markup.ReplaceAll(page[at[0]:at[1]], nil)
		list = append(list, part{strings.TrimSpace(html.UnescapeString(string(title))), usual.packed(page[at[0]:end])})
	}
	return list
}

// packer packs as web hosts do. It keeps what it packs with, for that takes a megabyte.
type packer struct{ kept sync.Pool }

var usual, quick = newPacker(gzip.DefaultCompression), newPacker(gzip.BestSpeed)

func newPacker(level int) *packer {
	return &packer{sync.Pool{New: func() any {
		w, _ := gzip.NewWriterLevel(nil, level) // there is such a level
		return w
	}}}
}

// packed gives how many bytes are left of a text.
func (p *packer) packed(body []byte) int {
	var b counter
	w := p.kept.Get().(*gzip.Writer)
	defer p.kept.Put(w)
	w.Reset(&b)
	_, _ = w.Write(body) // counting does not fail
	_ = w.Close()
	return int(b)
}

// counter takes bytes and keeps how many.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
