package dataset

import (
	"cmp"
	"slices"
	"strconv"

	"terang/internal/health"
	"terang/internal/source"
)

// qualityRow is a row of data/quality.csv: a percentage, or one item of a service.
type qualityRow struct {
	Year      string `csv:"year"`
	Area      string `csv:"area"`
	Indicator string `csv:"indicator"`
	Percent   string `csv:"quality_percent"`
	Item      string `csv:"item"`
	Needed    string `csv:"needed"`
	Available string `csv:"available"`
}

// qualityKey is what a quality figure is about.
type qualityKey struct {
	year      int
	unit      health.Unit
	indicator int
}

// quality gathers the figures of one key: one percentage, or items.
type quality struct {
	percent bool
	sum     float64
	n       int
	items   map[string]record
	first   record
}

func (r *reader) readQuality() {
	s, _, ok := r.load(qualityFile)
	if !ok {
		return
	}
	all := map[qualityKey]*quality{}
	readTable(r, s, []string{"year", "area", "indicator"}, func(row qualityRow, at record) outcome {
		return r.takeQuality(row, at, all)
	})
	for k, q := range all {
		if q.n > 0 {
			r.data.Quality = append(r.data.Quality, QualityRow{k.year, k.unit, k.indicator, q.sum / float64(q.n)})
		}
	}
	slices.SortFunc(r.data.Quality, func(a, b QualityRow) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Indicator, b.Indicator))
	})
}

func (r *reader) takeQuality(row qualityRow, at record, all map[qualityKey]*quality) outcome {
	key, out := r.qualityKey(row, at)
	if out != used {
		return out
	}
	q := all[key]
	if q == nil {
		q = &quality{items: map[string]record{}, first: at}
		all[key] = q
	}
	if clean(row.Percent) != "" {
		return r.takePercent(row, at, q)
	}
	return r.takeItem(row, at, q)
}

func (r *reader) qualityKey(row qualityRow, at record) (key qualityKey, worst outcome) {
	year, ok := readYear(clean(row.Year))
	if !ok {
		r.ps.Error(at.at("year"), "bad-year", "value", clean(row.Year))
		worst = refused
	} else if r.opt.Date > 0 && year > r.opt.Date.Year() {
		r.ps.Error(at.at("year"), "future-period", "value", clean(row.Year), "date", r.opt.Date.String())
		worst = refused
	}
	indicator, ok := r.indicatorAt[clean(row.Indicator)]
	if !ok {
		r.ps.Error(at.at("indicator"), "unknown-indicator", "code", clean(row.Indicator), "near", r.nearIndicator(clean(row.Indicator)))
		worst = refused
	}
	code := clean(row.Area)
	if r.missingCell(at, "area", code) || r.damaged(at, "area", code) {
		return key, refused
	}
	unit, here, known := r.places.find(code)
	switch {
	case !known:
		r.ps.Error(at.at("area"), "unknown-area", "code", code, "near", r.places.near(code))
		worst = refused
	case !here && worst == used:
		worst = outOfSite
	}
	return qualityKey{year, unit, indicator}, worst
}

func (r *reader) takePercent(row qualityRow, at record, q *quality) outcome {
	percent, ok := readDecimal(clean(row.Percent))
	switch {
	case !ok || percent < 0 || percent > 100:
		r.ps.Error(at.at("quality_percent"), "bad-percent", "value", clean(row.Percent))
		return refused
	case q.percent || len(q.items) > 0:
		return r.repeatedQuality(at, q.first)
	}
	q.percent, q.sum, q.n = true, percent, 1
	return used
}

func (r *reader) takeItem(row qualityRow, at record, q *quality) outcome {
	needed, available, item := r.people(at, "needed", row.Needed), r.people(at, "available", row.Available), clean(row.Item)
	if isMissing([]byte(clean(row.Needed))) && isMissing([]byte(clean(row.Available))) && item == "" {
		r.ps.Error(at.at("quality_percent"), "missing-cell", "column", bothNames("quality_percent"))
		return refused
	}
	if r.missingCell(at, "item", item) || r.missingCell(at, "needed", row.Needed) || r.missingCell(at, "available", row.Available) {
		return refused
	}
	if !needed.Known() || !available.Known() {
		return refused
	}
	if first, twice := q.items[item]; twice || q.percent {
		if !twice {
			first = q.first
		}
		return r.repeatedQuality(at, first)
	}
	q.items[item] = at
	if needed == 0 {
		return unneeded // nothing of it is needed, so it says nothing about the service
	}
	q.sum += min(100, 100*float64(available)/float64(needed))
	q.n++
	return used
}

func (r *reader) repeatedQuality(at, first record) outcome {
	r.ps.Error(at.line(), "repeated-quality", "line", strconv.Itoa(first.line().Line))
	return refused
}

// nearIndicator finds the indicator that somebody may have meant.
func (r *reader) nearIndicator(code string) string {
	codes := make([]string, len(r.data.Indicators))
	for i, ind := range r.data.Indicators {
		codes[i] = ind.Code
	}
	near, _ := source.Nearest(code, codes)
	return near
}
