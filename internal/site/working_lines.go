package site

import (
	"strings"

	"terang/internal/chart"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// workingLines tells what a figure's numbers are made of.
func (b *builder) workingLines(u health.Unit, s standing, year int) []string {
	f, ind := s.figure, b.in.Indicators[s.indicator]
	work, _ := b.in.Release.Working(u, s.indicator, year)
	lines := b.targetLines(f, ind)
	lines = append(lines, b.reporterLines(f)...)
	lines = append(lines, b.rowLines(work)...)
	lines = append(lines, b.leftOut(work)...)
	lines = append(lines, b.sasaranLines(f, work, year)...)
	if v, _ := f.Value(); v > 100 && ind.Group == health.GroupSPM {
		lines = append(lines, b.T("working.over"))
	}
	if q, ok := b.in.Release.Quality(u, s.indicator, year); ok {
		lines = append(lines, b.T("working.quality")+": "+b.T("working.quality.text", "value", b.in.Words.Decimal(q, 2)))
	}
	return lines
}

// targetLines say how the month's target follows from the year's, and what status it makes.
func (b *builder) targetLines(f disclosure.Figure, ind health.Indicator) []string {
	if f.Target() <= 0 || ind.Polarity == health.Neutral {
		return nil
	}
	near := b.in.Words.Decimal(health.NearTarget(f.Target(), ind.Polarity), 1)
	return []string{
		b.T("working.goal", "text", b.targetWorking(f, ind)),
		b.T(b.variant("working.steps", ind), "target", b.in.Words.Decimal(f.Target(), 1), "near", near),
	}
}

// reporterLines say on whose reports a figure rests.
func (b *builder) reporterLines(f disclosure.Figure) []string {
	w := b.in.Words
	k, m := f.Reports()
	key := "working.units"
	if k < m {
		key = "working.units.missing"
	}
	lines := []string{b.T(key, "k", w.Int(k), "m", w.Int(m), "left", w.Int(m-k))}
	if f.Outside() > 0 {
		lines = append(lines, b.T("working.outside", "n", w.Int(f.Outside())))
	}
	return lines
}

// rowLines say from which rows a figure is made.
func (b *builder) rowLines(work disclosure.Working) []string {
	files := b.fileLines(work)
	if len(files) == 0 {
		return nil
	}
	return []string{b.T("working.lines", "lines", strings.Join(files, "; "))}
}

// fileLines say where the rows of a figure stand.
func (b *builder) fileLines(work disclosure.Working) []string {
	w := b.in.Words
	var files []string
	for _, l := range work.Lines {
		key := "working.file"
		if l.Rows == 1 {
			key = "working.file.one"
		}
		files = append(files, b.T(key, "file", l.File, "first", w.Int(l.First), "last", w.Int(l.Last), "n", w.Int(l.Rows)))
	}
	return files
}

// leftOut says which rows are not in a figure.
func (b *builder) leftOut(work disclosure.Working) []string {
	var lines []string
	if work.Blank > 0 {
		lines = append(lines, b.T("working.blank", "n", b.in.Words.Int(work.Blank)))
	}
	if work.Stated > 0 {
		lines = append(lines, b.T("working.stated", "n", b.in.Words.Int(work.Stated)))
	}
	return lines
}

// sasaranLines say where a sasaran comes from, what it was a year ago, and what others say it is.
func (b *builder) sasaranLines(f disclosure.Figure, work disclosure.Working, year int) []string {
	if f.Plain() {
		return nil
	}
	w := b.in.Words
	var parts []string
	for _, s := range work.Sasaran {
		part := b.sasaranText(s.Projected, s.System, s.First, s.Last)
		if len(work.Sasaran) > 1 {
			part += " (" + b.T("working.sasaran.units", "n", w.Int(s.Units)) + ")"
		}
		parts = append(parts, part)
	}
	var lines []string
	if len(parts) > 0 {
		lines = append(lines, b.T("working.sasaran", "parts", strings.Join(parts, "; ")))
	}
	if j := work.Jump; j.Known {
		key := "working.jump.up"
		if j.Percent < 0 {
			key = "working.jump.down"
		}
		line := b.T(key, "percent", w.Decimal(max(j.Percent, -j.Percent), 0), "year", itoa(year-1))
		if j.Reporters {
			line += "; " + b.T("working.jump.reporters")
		}
		lines = append(lines, line)
	}
	for _, o := range work.Others {
		lines = append(lines, b.T("working.other", "system", o.System, "d", w.Int(o.D),
			"kind", b.sasaranText(o.Projected, "", o.Drawn, o.Drawn), "value", b.otherValue(f, o)))
	}
	return lines
}

// otherValue prints what a figure would be by another sasaran.
func (b *builder) otherValue(f disclosure.Figure, o disclosure.OtherSasaran) string {
	if f.Factor() == 100 {
		return b.in.Words.Percent(o.Value)
	}
	return b.in.Words.Decimal(o.Value, 1)
}

// sasaranText says of what kind a sasaran is, who gives it, and since when.
func (b *builder) sasaranText(projected bool, system string, first, last health.Date) string {
	w := b.in.Words
	kind := "working.sasaran.real"
	if projected {
		kind = "working.sasaran.projected"
	}
	text := b.T(kind)
	if system != "" {
		text += ", " + b.T("working.system", "system", system)
	}
	switch {
	case last == 0:
	case first == last:
		text += ", " + w.Date(last)
	default:
		text += ", " + b.T("working.between", "first", w.Date(first), "last", w.Date(last))
	}
	return text
}

// targetWorking says how the month's target follows from the year's.
func (b *builder) targetWorking(f disclosure.Figure, ind health.Indicator) string {
	w := b.in.Words
	_, place := ind.Place(f.Month())
	key := "working.target.text"
	switch {
	case !ind.Cumulative:
		key = "working.target.fixed"
	case len(ind.Schedule) > 0:
		key = "working.target.schedule"
	}
	target, value := w.Decimal(ind.Target, 1), w.Decimal(f.Target(), 1)
	if f.Plain() {
		target, value = chart.TargetText(w, ind.Target, ind.Factor), chart.Target(w, f)
	}
	return b.T(b.variant(key, ind), "target", target, "month", w.Int(place), "value", value)
}
