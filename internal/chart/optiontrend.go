package chart

import (
	"encoding/json"
	"math"
	"slices"
	"strconv"
)

// The trend's option is written out, since every area has one: the library that makes
// the others takes longer for it than all else on the page. A test holds the two together.

// jot gathers JSON.
type jot struct{ b []byte }

func (j *jot) raw(parts ...string) {
	for _, p := range parts {
		j.b = append(j.b, p...)
	}
}

// text appends a string as json.Marshal writes it.
func (j *jot) text(s string) {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c >= 0x7f {
			quoted, _ := json.Marshal(s)
			j.b = append(j.b, quoted...)
			return
		}
	}
	j.raw(`"`, s, `"`)
}

// tenths appends a number with one decimal, null for a gap.
func (j *jot) tenths(t tenths) {
	v := inTenths(float64(t))
	if math.IsNaN(v) || math.IsInf(v, 0) {
		j.raw("null")
		return
	}
	j.b = strconv.AppendFloat(j.b, v/10, 'f', -1, 64)
}

// series appends what a series over the months begins with: its name, whether its
// points are marked, and its values.
func (j *jot) series(name, marks string, months int, value func(int) tenths) {
	j.raw(`{"name":`)
	j.text(name)
	j.raw(`,"type":"line"`, marks, `,"data":[`)
	for i := range months {
		if i > 0 {
			j.raw(",")
		}
		j.raw(`{"value":`)
		j.tenths(value(i))
		j.raw("}")
	}
	j.raw("]")
}

func (t trend) option() json.RawMessage {
	j := jot{b: make([]byte, 0, 2048)}
	j.raw(`{"color":["var(--accent)","var(--calm-fill)","var(--near-fill)","var(--bad-fill)","var(--good-fill)"],"legend":{"show":true},"series":[`)
	for n := range t.lines {
		t.lineOption(&j, n)
	}
	if len(t.Target) > 0 {
		if len(t.lines) > 0 {
			j.raw(",")
		}
		j.series(t.w.T("chart.target"), `,"showSymbol":false`, len(t.Months), func(i int) tenths { return tenths(t.targetAt(i)) })
		j.raw(`,"itemStyle":{"color":"var(--text)"},"lineStyle":{"color":"var(--text)","type":"dashed"}}`)
	}
	j.raw(`],"title":{},"toolbox":{},"tooltip":{},"xAxis":[{"type":"category","data":[`)
	for i, m := range t.Months {
		if i > 0 {
			j.raw(",")
		}
		j.text(t.w.MonthShort(m.Of()) + " " + m.String()[:4]) // in full they do not fit a phone
	}
	j.raw(`]}],"yAxis":[{"type":"value","min":0}]}`)
	return slices.Clip(j.b)
}

// lineOption appends a line; the first is the subject.
func (t trend) lineOption(j *jot, n int) {
	l, colour := &t.lines[n], "var(--accent)"
	if n > 0 {
		colour = "var(--calm-fill)"
		j.raw(",")
	}
	marks := ""
	if l.span > 1 {
		marks = `,"connectNulls":true`
	}
	j.series(t.lineName(l.Line), marks, len(t.Months), func(i int) tenths { return seen(l.at(i)) })
	j.raw(`,"itemStyle":{"color":"`, colour, `"},"lineStyle":{"color":"`, colour, `","width":3`)
	if l.Provisional {
		j.raw(`,"opacity":0.6`) // as in the static drawing
	}
	j.raw("}}")
}
