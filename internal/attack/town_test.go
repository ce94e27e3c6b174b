package attack

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"terang/internal/bounds"
)

// town is a made-up portal with one indicator, told by hand.
type town struct {
	t *testing.T
	w *world
}

// newTown reads units, one a line: code, level, the area above, the puskesmas of a desa.
func newTown(t *testing.T, class, lowest string, least int, units string) *town {
	t.Helper()
	w := &world{portal: newPortal(), tables: map[[2]int]*table{}, documents: map[string]string{}}
	for line := range strings.Lines(strings.TrimSpace(units)) {
		part := append(strings.Fields(line), "", "")
		w.portal.addUnit(unit{code: part[0], name: part[0], level: part[1], parent: part[2], puskesmas: part[3]})
	}
	w.portal.addIndicator("x")
	i := &w.portal.indicators[0]
	i.class, i.lowest, i.least = class, lowest, least
	w.tables[[2]int{0, 2024}] = &table{ind: 0, year: 2024}
	return &town{t, w}
}

// month tells of units: "A 3/12" in numbers, "A *" hidden, "A -" not reported, "A 0/0" nobody to serve.
func (v *town) month(month, cells string) *town {
	v.t.Helper()
	c := v.table().columnOf(monthOf(month), month)
	c.own = true
	for _, cell := range strings.Split(cells, ";") {
		part := strings.Fields(cell)
		f := newFact()
		switch n, d, both := strings.Cut(part[1], "/"); {
		case part[1] == "*":
			f.state = hidden
		case part[1] == "-":
			f.state = silent
		case !both:
			v.t.Fatalf("what is %q?", cell)
		default:
			f.state = told
			f.n, f.d = exact(v.number(n)), exact(v.number(d))
			if d == "0" {
				f.state = nobody
			}
		}
		c.set(v.unit(part[0]), f)
	}
	return v
}

func (v *town) number(text string) float64 {
	n, err := strconv.Atoi(text)
	if err != nil {
		v.t.Fatal(err)
	}
	return float64(n)
}

func (v *town) unit(code string) int {
	u := v.w.portal.unit(code)
	if u == none {
		v.t.Fatalf("no unit %q", code)
	}
	return u
}

func (v *town) table() *table { return v.w.tables[[2]int{0, 2024}] }

// knows notes more of a cell than its numbers.
func (v *town) knows(month, code string, more func(f *fact)) *town {
	c := v.table().columnOf(monthOf(month), month)
	f := c.fact(v.unit(code))
	more(&f)
	c.set(v.unit(code), f)
	return v
}

// interval gives what can be told of a hidden amount, however wide it is.
func (v *town) interval(code, month string, what quantity) bounds.Interval {
	v.t.Helper()
	i := &v.w.portal.indicators[0]
	least := i.least
	i.least = 1_000_000
	defer func() { i.least = least }()
	c := v.w.portal.clusters()[0]
	k, aims := v.w.reason(c, v.table(), v.table().columns, everything)
	if k == nil {
		v.t.Fatal("contradiction")
	}
	for _, a := range aims {
		if a.what == what && a.from == none && k.columns[a.at].month == monthOf(month) && k.stands(a.unit, v.unit(code)) {
			return a.known
		}
	}
	v.t.Fatalf("nothing is asked of %s in %s", code, month)
	return bounds.Interval{}
}

// findings lists what is found, one a line: rule, unit, what is known.
func (v *town) findings() string {
	var list []string
	for _, c := range v.w.portal.clusters() {
		out := v.w.judge(c, v.table())
		if out.confused {
			list = append(list, "confused")
		}
		for _, f := range out.findings {
			rule := map[findingCode]string{
				smallCode: "1", complementCode: "2", leakCode: "3", sumCode: "4", differenceCode: "5", floorCode: "6", derivedCode: "9",
			}[f.code]
			since := ""
			if f.since != none {
				since = monthText(f.since) + " "
			}
			list = append(list, fmt.Sprintf("%s %s %s%s %s=%s", rule, v.w.portal.units[f.unit].code, since, monthText(f.month), f.what, rangeText(f.Interval)))
		}
	}
	return strings.Join(list, "\n")
}

func (v *town) wants(want string) {
	v.t.Helper()
	clean := func(s string) string {
		var lines []string
		for line := range strings.Lines(s) {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
		return strings.Join(lines, "\n")
	}
	if got := v.findings(); got != clean(want) {
		v.t.Errorf("found\n%s\nwant\n%s", got, clean(want))
	}
}
