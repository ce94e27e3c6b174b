package dataset

import (
	"cmp"
	"slices"

	"terang/internal/health"
)

// heldRow is a row of data/meetings.csv: a step of a puskesmas' yearly round of
// management (P1, P2, P3) that was held. Minutes stand in content/kegiatan; the table
// is for the many of which nobody writes a page.
type heldRow struct {
	Date string `csv:"date"`
	Kind string `csv:"type"`
	Unit string `csv:"puskesmas"`
	Note string `csv:"note"`
}

func stepWords() []string {
	var words []string
	for _, s := range health.CycleSteps() {
		words = append(words, string(s))
	}
	return words
}

func (r *reader) readMeetings() {
	s, _, ok := r.load(meetingsFile)
	if !ok {
		return
	}
	readTable(r, s, []string{"date", "type", "puskesmas"}, r.takeHeld)
	slices.SortFunc(r.data.Held, func(a, b health.Held) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Date, b.Date), cmp.Compare(a.Step, b.Step))
	})
	r.data.Held = slices.Compact(r.data.Held)
}

func (r *reader) takeHeld(row heldRow, at record) outcome {
	before := len(r.ps)
	r.missingCell(at, "date", row.Date)
	r.missingCell(at, "type", row.Kind)
	unit, out := r.unitCell(at, "puskesmas", row.Unit)
	if out == used && r.data.Register.LevelOf(unit) != health.Puskesmas {
		r.ps.Error(at.at("puskesmas"), "unknown-puskesmas", "code", clean(row.Unit), "near", "")
	}
	h := health.Held{Unit: unit, Date: r.day(at, "date", row.Date)}
	h.Step = health.CycleStep(r.choice(at, "type", row.Kind, "", stepWords()))
	if r.ps[before:].HasErrors() {
		return refused
	}
	if out == used {
		r.data.Held = append(r.data.Held, h)
	}
	return out
}
