package mapping

import (
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/sheet"
)

// spread makes a series of each column whose heading, or one storey of it, is a
// period. Of a heading of two storeys the other says whether it is the numerator
// or the denominator, or which part of them.
func (b *binding) spread(one series, numerator, denominator config.Heads) {
	found := map[string]int{}
	for col, h := range b.t.Heads {
		period, rest, ok := b.periodIn(h, one.period)
		if !ok {
			continue
		}
		i, known := found[period]
		if !known {
			i = len(b.series)
			found[period] = i
			s := one
			s.period, s.percent = period, -1
			b.series = append(b.series, s)
		}
		s := &b.series[i]
		if part := partOf(denominator, rest); part >= 0 {
			s.denominator = withPart(s.denominator, len(denominator), part, col)
		} else if part := partOf(numerator, rest); part >= 0 {
			s.numerator = withPart(s.numerator, len(numerator), part, col)
		} else if rest == "" && (len(numerator) == 0 || s.numerator == nil) {
			s.numerator = []int{col}
		}
	}
	if len(found) == 0 {
		b.missing = append(b.missing, lack{heading: map[string]string{"months": "Januari", "quarters": "TW I", "years": "2024"}[b.m.src.Wide]})
		return
	}
	common := b.beside(denominator)
	var numerators, denominators [][]int
	for i := range b.series {
		s := &b.series[i]
		if s.denominator == nil {
			s.denominator = common
		}
		numerators, denominators = append(numerators, s.numerator), append(denominators, s.denominator)
	}
	b.complete(numerator, numerators)
	b.complete(denominator, denominators)
}

// beside finds the columns of a sum that holds for all periods; nil where one is not there.
func (b *binding) beside(heads config.Heads) (cols []int) {
	for _, h := range heads {
		col, ok := b.t.Find(h)
		if !ok {
			return nil
		}
		cols = append(cols, col)
	}
	return cols
}

// partOf gives which part of a sum a heading is, or -1.
func partOf(heads config.Heads, rest string) int {
	return slices.IndexFunc(heads, func(h string) bool { return plain(h) == rest })
}

// withPart puts the column of a part of a sum among the others.
func withPart(cols []int, parts, part, col int) []int {
	if len(cols) != parts {
		cols = slices.Repeat([]int{-1}, parts)
	}
	cols[part] = col
	return cols
}

// complete tells what no period has, and the part of a sum that one does not have.
func (b *binding) complete(heads config.Heads, ofPeriods [][]int) {
	any := false
	for i, cols := range ofPeriods {
		any = any || cols != nil
		for part, col := range cols {
			if col < 0 {
				b.missing = append(b.missing, lack{heading: b.series[i].period + " / " + heads[part]})
			}
		}
	}
	if !any && len(heads) > 0 {
		b.missing = append(b.missing, lack{heading: heads.String()})
	}
}

// periodIn finds the period that a heading names, and what else it says.
func (b *binding) periodIn(h sheet.Head, year string) (period, rest string, ok bool) {
	parts := h.Parts
	if len(parts) == 0 {
		parts = []string{h.Text}
	}
	own := -1 // the storey that is the year of a month below it
	for i, part := range parts {
		if p, is := ReadPeriod(part); is && len(p) == len("2024") {
			year, own = p, i
		}
	}
	for i, part := range parts {
		p, is := ReadPeriod(part)
		ofOwn := !is && own >= 0
		if !is && year != "" {
			p, is = ofYear(year, part)
		}
		if is && b.fitsWide(p) {
			others := slices.Clone(parts)
			others[i] = ""
			if ofOwn {
				others[own] = ""
			}
			others = slices.DeleteFunc(others, func(s string) bool { return s == "" })
			return p, plain(strings.Join(others, " / ")), true
		}
	}
	return "", "", false
}

func (b *binding) fitsWide(period string) bool {
	switch {
	case len(period) == len("2024"):
		return b.m.src.Wide == "years"
	case strings.Contains(period, "Q"):
		return b.m.src.Wide == "quarters"
	}
	return b.m.src.Wide == "months"
}
