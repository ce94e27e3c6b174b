package revision

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"terang/internal/correction"
	"terang/internal/health"
)

// reached is the status of a number that came to its target.
const reached = "tercapai"

// Compare tells what differs between an edition and a later one.
func Compare(was, is *Edition) (*Changes, error) {
	c := &comparison{was: was, is: is, Changes: Changes{Old: was.edge(), New: is.edge()}}
	for _, step := range []func() error{c.numbers, c.months, c.indices, c.facilities, c.kept} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	c.hush()
	c.hushScores()
	c.Indicators.New, c.Indicators.Gone = differ(was.order, is.order)
	come, gone := differ(was.pages, is.pages)
	c.AddressesNew = len(come)
	for _, page := range gone {
		c.AddressesOff = append(c.AddressesOff, strings.TrimSuffix("/"+page, "index.html"))
	}
	c.whole()
	return &c.Changes, nil
}

type comparison struct {
	Changes
	was, is *Edition

	gone, come []number        // in no table that both have: of the old, of the new
	old, new   map[string]bool // codes of the units in tables that differ

	late map[key]dated // old numbers of months that are not the last ones now

	veiled map[[2]string][]correction.Correction // by indicator and year: whose number is hidden before or after
}

// numbers compares tables one by one, so that a whole country never stands in memory.
// What a table lost or gained is looked for in the others at the end: a unit may have
// moved to another kab/kota. A unit stands in one table of an edition, a kab/kota in its own as
// well as in that of the whole, so that tables that are the same on both sides say nothing of
// those that differ.
func (c *comparison) numbers() error {
	c.old, c.new, c.late, c.veiled = map[string]bool{}, map[string]bool{}, map[key]dated{}, map[[2]string][]correction.Correction{}
	names := append(slices.Clone(c.was.tables), c.is.tables...)
	slices.SortFunc(names, wholeFirst)
	for _, name := range slices.Compact(names) {
		was, is, err := c.both(name)
		if err == nil && !bytes.Equal(was, is) {
			err = c.table(name, was, is)
		}
		if err != nil {
			return err
		}
	}
	c.moved()
	return nil
}

// both reads a file of either edition; of one that has none, nothing.
func (c *comparison) both(name string) (was, is []byte, err error) {
	read := func(e *Edition) []byte {
		body, failed := fs.ReadFile(e.files, name)
		if failed != nil && !errors.Is(failed, fs.ErrNotExist) {
			err = errors.Join(err, fmt.Errorf("%s: %w", e.name, failed))
		}
		return body
	}
	return read(c.was), read(c.is), err
}

// table compares the numbers of a table.
func (c *comparison) table(name string, was, is []byte) error {
	before, err := numbers(was)
	if err != nil {
		return fmt.Errorf("%s: %s: %w", c.was.name, name, err)
	}
	after, err := numbers(is)
	if err != nil {
		return fmt.Errorf("%s: %s: %w", c.is.name, name, err)
	}
	if name != wholeTable {
		before, after = notOfWhole(before), notOfWhole(after)
	}
	c.match(before, after, &c.gone, &c.come)
	return nil
}

// notOfWhole leaves out the kab/kota of a part, which the table of the whole has as well.
func notOfWhole(list []number) []number {
	return slices.DeleteFunc(list, func(n number) bool { return n.unit.Level == health.Kabkota.String() })
}

// match compares the numbers that two lists share and adds the others to what is gone and to what came.
func (c *comparison) match(before, after []number, gone, come *[]number) {
	at := make(map[key]int, len(before))
	for i, n := range before {
		at[n.key], c.old[n.code] = i, true
	}
	for _, n := range after {
		c.new[n.code] = true
		if i, ok := at[n.key]; ok {
			c.pair(before[i], n)
			delete(at, n.key)
		} else {
			*come = append(*come, n)
		}
	}
	for i, n := range before {
		if j, alone := at[n.key]; alone && i == j {
			*gone = append(*gone, n)
		}
	}
}

// moved pairs what stands in another table now, and tells of units that came and went.
func (c *comparison) moved() {
	var gone, come []number
	c.match(c.gone, c.come, &gone, &come)
	told := map[string]bool{}
	for _, n := range slices.Concat(come, gone) {
		c.veil(n)
	}
	for _, n := range come {
		switch {
		case c.old[n.code] && len(n.shown) > 0:
			c.Added++
		case !c.old[n.code] && !told[n.code]:
			told[n.code] = true
			c.UnitsNew = append(c.UnitsNew, n.unit)
		}
	}
	for _, n := range gone {
		switch {
		case c.new[n.code] && len(n.shown) > 0:
			c.Dropped = append(c.Dropped, c.place(n, n.period))
		case !c.new[n.code] && !told[n.code]:
			told[n.code] = true
			c.UnitsOff = append(c.UnitsOff, n.unit)
		}
	}
}

// pair compares what two editions say of one unit, indicator and year.
func (c *comparison) pair(was, is number) {
	if was.hidden {
		c.veil(was)
	} else {
		c.veil(is)
	}
	if was.period != is.period {
		c.Advanced++
		stands := func(now dated) bool { return now.period == was.period } // as the last one of a hidden number
		if len(was.shown) > 0 && was.shown[0].period == was.period && !slices.ContainsFunc(is.shown, stands) {
			c.late[was.key] = was.shown[0]
		}
	} else {
		switch {
		case was.hidden && !is.hidden:
			c.Shown = append(c.Shown, c.place(is, is.period))
		case !was.hidden && is.hidden:
			c.Hidden = append(c.Hidden, c.place(is, is.period))
		case len(was.shown) == 0 && len(is.shown) > 0:
			c.Added++
		case len(was.shown) > 0 && len(is.shown) == 0:
			c.Dropped = append(c.Dropped, c.place(was, was.period))
		}
		if was.target != is.target {
			c.Targets = append(c.Targets, Aim{c.place(is, is.period), was.target, is.target})
		}
	}
	for _, old := range was.shown {
		for _, new := range is.shown {
			if old.period == new.period && (old.Numerator != new.Numerator || old.Denominator != new.Denominator) {
				c.Revised = append(c.Revised, c.change(is, old, new))
			}
		}
	}
	if judged(was) && judged(is) && (was.status == reached) != (is.status == reached) {
		c.Crossed = append(c.Crossed, Crossing{c.place(is, is.period), is.status == reached, was.period})
	}
}

// veil notes a place whose number is hidden.
func (c *comparison) veil(n number) {
	if level, known := health.ParseLevel(n.unit.Level); known && n.hidden {
		of := [2]string{n.indicator, n.year}
		c.veiled[of] = append(c.veiled[of], correction.Correction{Level: level, Code: n.code})
	}
}

// months looks for numbers whose month is not the last one any more in the new edition's
// tables by month: a correction that came together with a new month.
func (c *comparison) months() error {
	for _, name := range c.is.months {
		if len(c.late) == 0 {
			return nil
		}
		body, err := fs.ReadFile(c.is.files, name)
		if err == nil {
			err = rows(body, c.earlier)
		}
		if err != nil {
			return fmt.Errorf("%s: %s: %w", c.is.name, name, err)
		}
	}
	return nil
}

// earlier takes a row of a table by month.
func (c *comparison) earlier(cell func(string) string) error {
	k := key{cell("kode_unit"), cell("indikator"), cell("tahun")}
	was, asked := c.late[k]
	if !asked || cell("bulan") != was.period {
		return nil
	}
	delete(c.late, k) // it may stand in several tables
	n := number{key: k, unit: Unit{cell("jenis_unit"), cell("kode_unit"), cell("nama_unit")}, hidden: cell("disensor") == "1"}
	c.veil(n)
	a, ok, err := amount(cell("pembilang"), cell("penyebut"))
	if err != nil || !ok || a.Numerator == was.Numerator && a.Denominator == was.Denominator {
		return err
	}
	a.Percent, a.Status = cell("persen"), cell("status")
	c.Revised = append(c.Revised, c.change(n, was, dated{was.period, a}))
	return nil
}

// judged says whether an exact number is measured against its target.
func judged(n number) bool {
	return n.status == reached || n.status == "mendekati" || n.status == "di_bawah"
}

// change tells of a revised number; whether it may be told with its amounts is settled at the end.
func (c *comparison) change(is number, was, now dated) Change {
	return Change{Place: c.place(is, now.period), Old: &was.Amount, New: &now.Amount}
}

func (c *comparison) place(n number, period string) Place {
	title := c.is.indicators[n.indicator].title
	if title == "" {
		title = c.was.indicators[n.indicator].title
	}
	return Place{n.unit, n.indicator, title, period}
}

// differ tells what is in one list only; either is sorted here.
func differ(was, is []string) (come, gone []string) {
	was, is = slices.Clone(was), slices.Clone(is)
	slices.Sort(was)
	slices.Sort(is)
	for i, j := 0, 0; i < len(was) || j < len(is); {
		switch {
		case j == len(is) || i < len(was) && was[i] < is[j]:
			gone, i = append(gone, was[i]), i+1
		case i == len(was) || was[i] > is[j]:
			come, j = append(come, is[j]), j+1
		default:
			i, j = i+1, j+1
		}
	}
	return come, gone
}

// hush takes the amounts off corrections of few people below kab/kota, and off those from which such a one
// could be worked out. Of an indicator whose least is not published each one is of few.
func (c *comparison) hush() {
	together := map[[2]string][]int{} // by indicator and year: those that may be parts of one another
	for i, x := range c.Revised {
		of := [2]string{x.Indicator, x.Period[:min(len(x.Period), len("2024"))]}
		together[of] = append(together[of], i)
	}
	for of, places := range together {
		least := max(c.was.indicators[of[0]].least, c.is.indicators[of[0]].least)
		list := make([]correction.Correction, len(places))
		for k, i := range places {
			x := &c.Revised[i]
			level, known := health.ParseLevel(x.Level)
			period, _ := health.ParseMonth(x.Period)
			list[k] = correction.Correction{
				Level: level, Code: x.Code, Period: period, N: x.New.Numerator - x.Old.Numerator, D: x.New.Denominator - x.Old.Denominator, Told: known,
			}
		}
		list = append(list, correction.Beside(list, c.veiled[of])...)
		correction.Hush(list, func(n, d int64) bool { return least == 0 || correction.Few(n, d, least) })
		for k, i := range places {
			if x := &c.Revised[i]; !list[k].Told {
				x.Untold, x.Old, x.New = true, nil, nil
			}
		}
	}
}

// hushScores leaves out the index of an area of which a correction is not told, since it moves with it.
func (c *comparison) hushScores() {
	type year struct{ code, year string }
	untold := map[year]bool{}
	for _, x := range c.Revised {
		if x.Untold {
			untold[year{x.Code, x.Period[:min(len(x.Period), len("2024"))]}] = true
		}
	}
	c.Scores = slices.DeleteFunc(c.Scores, func(x Score) bool { return untold[year{x.Code, x.Period[:min(len(x.Period), len("2024"))]}] })
}
