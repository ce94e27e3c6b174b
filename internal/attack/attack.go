// Package attack reads finished portals as a curious stranger would and works out
// what they give away: it is handed the public folders of one portal as they stood
// at one time or at several, and nothing else. It shares no code with what hides
// figures, so that a fault there is not repeated here.
//
// It goes in three steps. Reading turns files into statements: a number in a
// table, the length of a bar, a colour on a map, a place in an order, "4 of 9".
// Reasoning turns the statements about one indicator and year into sums with
// unknowns, over all areas and puskesmas and over all editions at once, and finds
// between which limits each hidden count must lie (room bounds). Judging holds
// these against the rules of domain reference §8.3.
//
// What a reader could know from elsewhere is not used; nor is the order in which
// the rules hide cells, from which one could guess at what they hid.
package attack

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"

	"terang/internal/source"
)

// Edition is one finished portal: its public folder, under a name to tell it by.
type Edition struct {
	Name  string
	Files fs.FS
}

// Report tells how much was read and worked out.
type Report struct {
	Editions   int
	Pages      int
	Statements map[string]int // by kind of place: "data", "table", "bar" …
	Agreeing   int            // statements of pages about shown figures that the data bear out
	Odd        []string       // those that they do not: the reading is at fault there, or the site
	Lost       []string       // pages about a place of which the data do not know
	Hidden     int            // figures below kab/kota that an edition of their month hides
	Bounded    int            // hidden amounts of which it was worked out how closely they can be told
	Narrowest  int            // the width of the narrowest interval among them, -1 where there is none
	Confused   []string       // indicators and years whose figures contradict each other somewhere
}

// Figures gives how many statements were read.
func (r Report) Figures() int {
	sum := 0
	for _, n := range r.Statements {
		sum += n
	}
	return sum
}

// world is all editions of a portal, read.
type world struct {
	portal    *portal
	editions  []*edition
	tables    map[[2]int]*table
	documents map[string]string // by code of a unit: its document
	findings  []finding
}

// Run attacks the editions of one portal, earliest first, together. The error
// tells that a file could not be read.
func Run(ctx context.Context, editions []Edition) (Report, source.Problems, error) {
	w := &world{portal: newPortal(), tables: map[[2]int]*table{}, documents: map[string]string{}}
	report := Report{Statements: map[string]int{}, Narrowest: -1}
	var ps source.Problems
	for _, in := range editions {
		e := newEdition(in.Name, w.portal)
		if err := w.read(ctx, e, in.Files); err != nil {
			return report, nil, fmt.Errorf("%s: %w", in.Name, err)
		}
		if len(e.sheets) == 0 {
			ps.Error(source.Pos{File: in.Name}, "attack-nothing")
		}
		if len(e.passed) > 0 {
			ps = append(ps, source.Problem{
				Pos: source.Pos{File: in.Name}, Severity: source.Note, Code: "attack-passed",
				Args: []string{"count", strconv.Itoa(len(e.passed)), "files", listed(e.passed)},
			})
		}
		for _, file := range e.unread {
			ps.Warn(source.Pos{File: in.Name + "/" + file}, "attack-unread")
		}
		w.findings = append(w.findings, e.leaks...)
		w.findings = append(w.findings, e.derived()...)
		w.merge(e)
		report.add(e)
	}
	doubts, err := w.work(ctx, &report)
	if err != nil {
		return report, nil, err
	}
	if report.Hidden > 0 && report.Bounded == 0 {
		doubts.Warn(source.Pos{File: editions[len(editions)-1].Name}, "attack-unbounded", "count", strconv.Itoa(report.Hidden))
	}
	ps = append(ps, doubts...)
	ps = append(ps, w.problems(w.findings)...)
	ps.Sort()
	return report, ps, nil
}

// listed counts files by kind, and then names some of those that may hold more than what pages are drawn with.
func listed(files []string) string {
	const few = 3
	by := map[string][]string{}
	for _, file := range files {
		by[path.Ext(file)] = append(by[path.Ext(file)], file)
	}
	var papers, rest, names []string
	for _, kind := range slices.Sorted(maps.Keys(by)) {
		of := by[kind]
		count := fmt.Sprintf("%d %s", len(of), cmp.Or(kind, path.Base(of[0])))
		if isAny(kind, ".js .css .woff2 .ico .gitignore") || kind == "" {
			rest = append(rest, count)
			continue
		}
		papers = append(papers, count)
		some := strings.Join(of[:min(few, len(of))], ", ")
		if len(of) > few {
			some += " …"
		}
		names = append(names, some)
	}
	text := strings.Join(append(papers, rest...), ", ")
	if len(names) > 0 {
		text += ": " + strings.Join(names, "; ")
	}
	return text
}

func (w *world) merge(e *edition) {
	w.findings = append(w.findings, e.corrected(w.tables)...)
	e.merge(w.tables)
	w.editions = append(w.editions, e)
	e.sheets = nil // what it told is in the tables now
}

func (r *Report) add(e *edition) {
	r.Editions++
	r.Pages += e.pages
	for how, n := range e.count {
		r.Statements[how] += n
	}
	r.Agreeing += e.agrees
	for _, c := range e.odd {
		r.Odd = append(r.Odd, fmt.Sprintf("%s/%s: %s: %s %s of %s in %d %s is %s", e.name, c.file, c.how, e.portal.indicators[c.ind].code, c.what,
			e.portal.units[c.unit].code, c.year, monthText(c.month), rangeText(c.Interval)))
	}
	for _, page := range e.lost {
		r.Lost = append(r.Lost, e.name+"/"+page)
	}
}

// work reasons about every indicator, year and cluster, in a fixed order, and tells where it could not.
func (w *world) work(ctx context.Context, report *Report) (source.Problems, error) {
	clusters := w.portal.clusters()
	keys := slices.SortedFunc(maps.Keys(w.tables), func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	var doubts source.Problems
	narrowest := math.Inf(1)
	for _, key := range keys {
		for _, c := range clusters {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			out := w.judge(c, w.tables[key])
			w.findings = append(w.findings, out.findings...)
			report.Hidden += out.hidden
			report.Bounded += out.cells
			narrowest = min(narrowest, out.narrowest)
			if out.confused {
				report.Confused = append(report.Confused, fmt.Sprintf("%s %d", w.portal.indicators[key[0]].code, key[1]))
				doubts = append(doubts, w.doubt(c, w.tables[key]))
			}
		}
	}
	if !math.IsInf(narrowest, 1) {
		report.Narrowest = int(narrowest)
	}
	return doubts, nil
}

// doubt tells that what is published of an indicator and year in a cluster contradicts itself.
func (w *world) doubt(c *cluster, t *table) source.Problem {
	pos := source.Pos{File: t.columns[len(t.columns)-1].edition}
	var names []string
	for _, u := range c.tops {
		names = append(names, w.nameOf(u))
		pos.File = w.fileOf(t.columns[len(t.columns)-1].edition, u)
	}
	return source.Problem{
		Pos: pos, Severity: source.Warning, Code: "attack-confused",
		Args: []string{"indicator", w.portal.indicators[t.ind].code, "year", strconv.Itoa(t.year), "unit", strings.Join(names, ", ")},
	}
}
