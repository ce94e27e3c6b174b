package attack

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"terang/internal/bounds"
	"terang/internal/source"
)

// findingCode says which rule of domain reference §8.3 a finding breaks.
type findingCode uint8

const (
	smallCode      findingCode = iota // rule 1
	complementCode                    // rule 2
	leakCode                          // rule 3
	sumCode                           // rule 4
	differenceCode                    // rule 5
	floorCode                         // rule 6
	derivedCode                       // rule 9
)

// finding is something that a reader can tell and should not.
type finding struct {
	code      findingCode
	unit, ind int // ind is none for an index
	month     int
	since     int // of an increase: the month that it is counted from; else none
	what      quantity
	bounds.Interval
	files []string
	how   string // the kind of place, of a leak
}

// found makes a finding of an aim, with the files that tell it.
func (w *world) found(code findingCode, t *table, a *aim) finding {
	f := finding{
		code: code, unit: a.unit, ind: t.ind, month: t.columns[a.at].month, since: none,
		what: a.what, Interval: a.known, files: []string{w.fileOf(t.columns[a.at].edition, a.unit)},
	}
	if a.from != none {
		f.since = t.columns[a.from].month
		f.files = append([]string{w.fileOf(t.columns[a.from].edition, a.unit)}, f.files...)
		f.files = slices.Compact(f.files)
	}
	return f
}

// fileOf names the document of a unit in an edition.
func (w *world) fileOf(edition string, u int) string {
	if file, ok := w.documents[w.portal.units[u].code]; ok {
		return edition + "/" + file
	}
	return edition
}

// finding makes one of an aim that is known too closely. Where the month alone
// tells as much, the sums of that month do; else it takes several editions.
func (w *world) finding(c *cluster, t *table, k *knowledge, a *aim) finding {
	code := differenceCode
	if a.from == none && (len(t.columns) == 1 || w.closeAlone(c, t, a)) {
		code = sumCode
	}
	f := w.found(code, t, a)
	if code == differenceCode {
		for _, col := range t.columns {
			f.files = append(f.files, w.fileOf(col.edition, a.unit))
		}
		slices.Sort(f.files)
		f.files = slices.Compact(f.files)
	}
	return f
}

// closeAlone says whether an aim is known too closely from its own month alone.
func (w *world) closeAlone(c *cluster, t *table, a *aim) bool {
	k, aims := w.reason(c, t, t.columns[a.at:a.at+1], everything)
	if k == nil {
		return false
	}
	for _, b := range aims {
		if b.what == a.what && k.stands(b.unit, a.unit) {
			return b.known.Width() <= a.known.Width()
		}
	}
	return false
}

// stands says whether an aim about one unit is about another too, being one of several of which the same is known.
func (k *knowledge) stands(b, a int) bool {
	return a == b || (k.own[a] != nil && k.own[a] == k.own[b])
}

// problems tells findings as the house does.
func (w *world) problems(findings []finding) source.Problems {
	var ps source.Problems
	for _, f := range findings {
		pos := source.Pos{File: f.files[len(f.files)-1]}
		args := w.args(f)
		switch f.code {
		case smallCode:
			ps.Error(pos, "attack-small", args...)
		case complementCode:
			ps.Error(pos, "attack-complement", args...)
		case leakCode:
			ps.Error(pos, "attack-leak", args...)
		case sumCode:
			ps.Error(pos, "attack-sum", args...)
		case differenceCode:
			ps.Error(pos, "attack-difference", args...)
		case floorCode:
			ps.Error(pos, "attack-floor", args...)
		case derivedCode:
			ps.Error(pos, "attack-derived", args...)
		}
	}
	return ps
}

func (w *world) args(f finding) []string {
	service := ""
	if f.ind != none {
		service = w.portal.indicators[f.ind].code
	}
	period := monthText(f.month)
	if f.since != none {
		period = monthText(f.since) + ".." + period
	}
	return []string{
		"unit", w.nameOf(f.unit), "indicator", service, "period", period,
		"known", f.what.String() + " = " + rangeText(f.Interval), "place", f.how, "files", strings.Join(f.files, ", "),
	}
}

// nameOf gives a unit's name and code.
func (w *world) nameOf(u int) string {
	of := w.portal.units[u]
	return strings.TrimSpace(of.name + " " + of.code)
}

// rangeText writes a range: "3", "2–5", "≥ 7".
func rangeText(iv bounds.Interval) string {
	one := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	lo, hi := math.Round(iv.Lo*100)/100, math.Round(iv.Hi*100)/100
	switch {
	case math.IsInf(hi, 1):
		return "≥ " + one(lo)
	case lo == hi:
		return one(lo)
	}
	return one(lo) + "–" + one(hi)
}
