package chart

import "slices"

// absentHeight is the height of the mark of a month without a number.
const absentHeight = 14

// partly says whether a month has a number of which reports are missing.
func (t trend) partly(i int) bool {
	if i >= len(t.Partly) || !t.Partly[i] || len(t.lines) == 0 {
		return false
	}
	_, ok := t.lines[0].at(i).Value()
	return ok
}

// key names the marks of months, where there are any.
func (t trend) key(k *ink) {
	occurs := map[string]bool{}
	for i := range t.Months {
		occurs["part"] = occurs["part"] || t.partly(i)
		if len(t.lines) > 0 {
			occurs[t.lines[0].gap(i)] = true
		}
	}
	classes := slices.DeleteFunc([]string{"part", classNone, classHidden}, func(class string) bool { return !occurs[class] })
	if len(classes) == 0 {
		return
	}
	k.raw(`<ul class="key">`)
	for _, class := range classes {
		word := t.w.T("chart.partly")
		if class != "part" {
			word = glyph(class) + " " + t.w.T("chart.status."+class)
		}
		k.swatch(class, word)
	}
	k.raw("</ul>")
}

// month gives the sides of a month's part of the plot.
func (p plot) month(i int) (left, right float64) {
	half := (p.right - p.left) / 2
	if p.months > 1 {
		half = (p.right - p.left) / float64(p.months-1) / 2
	}
	return max(p.x(i)-half, p.left), min(p.x(i)+half, p.right)
}

// shade hatches the months of which reports are missing.
func (t trend) shade(k *ink, p plot) {
	for i := range t.Months {
		if t.partly(i) {
			left, right := p.month(i)
			k.rect("part", left, p.top, right-left, p.bottom-p.top)
		}
	}
}

// absent marks, on the base line, the months without a number of the subject.
func (t trend) absent(k *ink, p plot) {
	if len(t.lines) == 0 {
		return
	}
	for i := range t.Months {
		if class := t.lines[0].gap(i); class != "" {
			left, right := p.month(i)
			k.rect("track", left, p.bottom-absentHeight, right-left, absentHeight)
			k.rect(class, left, p.bottom-absentHeight, right-left, absentHeight)
		}
	}
}
