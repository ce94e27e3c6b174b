package dataset

import (
	"strconv"

	"terang/internal/plausible"
	"terang/internal/source"
	"terang/internal/tally"
)

// take takes what was found in the next piece of the file.
func (o *observer) take(b *batch) {
	o.number(b)
	o.account.add(b.account)
	o.persons.add(b.persons)
	for i, is := range b.mentioned {
		o.r.mentioned[i] = o.r.mentioned[i] || is
	}
	for i, at := range b.separators {
		if at.Line > 0 && o.separators[i].Line == 0 {
			at.Line += o.lines
			o.separators[i] = at
		}
	}
	done := 0
	for i := range b.findings {
		done = o.addAll(b, done, b.findings[i].before)
		o.tell(&b.findings[i])
	}
	o.addAll(b, done, len(b.rows))
	o.lines += b.lines
}

// number gives rows the numbers that hold for all files.
func (o *observer) number(b *batch) {
	from := make([]uint16, len(b.drawn))
	for i, d := range b.drawn {
		from[i] = o.builder.Drawn(d)
		o.r.data.Extracted = max(o.r.data.Extracted, d.On)
		if d.System != "" {
			o.sources[d.System] = true
		}
	}
	shift := o.base
	if b.in == nil {
		shift += uint32(o.lines)
	}
	for i := range b.runs {
		like := &b.runs[i].like
		like.Origin += shift
		like.Drawn = from[like.Drawn]
	}
}

// tell tells a problem, once for each value where it is so.
func (o *observer) tell(f *finding) {
	key, args := seenKey{f.code, f.value}, f.args
	if f.late != nil {
		if i, told := o.seen[key]; told {
			o.more[i] += 1 + f.more
			return
		}
		o.seen[key] = len(o.r.ps)
		if args = f.late(); f.more > 0 {
			o.more[len(o.r.ps)] = f.more
		}
	}
	at := f.pos
	at.Line += o.lines
	switch {
	case f.doubt != nil:
		o.r.doubt(at, *f.doubt)
	case f.warns:
		o.r.ps.Warn(at, f.code, args...)
	default:
		o.r.ps.Error(at, f.code, args...)
	}
}

// addAll puts rows into the table up to one.
func (o *observer) addAll(b *batch, from, to int) int {
	for from < to {
		like, rows := b.part(from, to)
		n := o.builder.AddPlain(like, rows)
		o.account.Rows += n
		o.account.Used += n
		if from += n; n < len(rows) {
			row := like.With(n, rows[n])
			o.account.count(o.add(b, &row))
			from++
		}
	}
	return to
}

// add puts the row into the table and reports how it disagrees with the rows before it.
func (o *observer) add(b *batch, row *tally.Row) outcome {
	o.r.mentioned[row.Indicator] = true
	year, _ := o.r.data.Indicators[row.Indicator].Place(row.Month)
	named := strconv.Itoa(year)
	at := func(column int) source.Pos { return b.place(o, row, column) }
	changes, mixed, uneven, left := len(o.builder.Changes()), len(o.builder.Mixed()), len(o.builder.Uneven()), o.builder.Later()
	if first, twice := o.builder.Add(*row); twice {
		o.r.ps.Error(at(o.col.area), "repeated-row", "first", o.r.placeOf(first).String(), "period", row.Month.String(),
			"indicator", o.r.data.Indicators[row.Indicator].Code, "area", o.r.data.Register.Code(row.Unit))
		return refused
	}
	if o.builder.Later() > left {
		return later
	}
	if len(o.builder.Uneven()) > uneven {
		o.r.ps.Error(at(o.col.period), "mixed-periods", "year", named)
		return refused
	}
	if all := o.builder.Changes(); len(all) > changes {
		change := all[len(all)-1]
		o.r.doubt(at(o.col.denominator), plausible.Finding{
			Code: "changed-denominator", Unit: row.Unit, Indicator: row.Indicator, Period: row.Month.String(), Words: []string{"year", named},
			Counts: []string{"was", strconv.Itoa(int(change.Was)), "now", strconv.Itoa(int(change.Now))},
		})
	}
	if len(o.builder.Mixed()) > mixed {
		o.r.ps.Error(at(o.col.kind), "mixed-kinds", "year", named)
	}
	if year > o.r.opt.Through.Year() {
		return ahead
	}
	return used
}
