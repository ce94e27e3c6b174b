package edition

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"terang/internal/health"
)

// Number is what an edition says of a unit: people served up to a month of those to serve. Without a numerator it hides
// them or, where it is not Hidden, had no report.
type Number struct {
	Unit, Indicator string // codes
	Month           health.Month
	health.Amount
	Hidden bool
}

// Numbers hands on every number that an edition shows, hides or had no report of, and notes From.
func (e *Edition) Numbers(root fs.FS, take func(Number)) error {
	return e.tables(root, "capaian", func(cell func(string) string) error {
		n := Number{Unit: bare(cell("kode_unit")), Indicator: bare(cell("indikator"))}
		for _, at := range []struct {
			month, n, d string
			last        bool
		}{
			{"periode", "pembilang", "penyebut", false}, {"terakhir_periode", "terakhir_pembilang", "terakhir_penyebut", true},
		} {
			if cell(at.n) == "" && at.last {
				continue
			}
			n.Hidden = !at.last && cell("disensor") == "1"
			var err error
			month, ok := health.ParseMonth(cell(at.month))
			if n.Month = month; !ok {
				return fmt.Errorf("%q is no month", cell(at.month))
			}
			if e.From == health.NoMonth || month.Year() < e.From.Year() {
				e.From = health.MonthOf(month.Year(), 1)
			}
			if n.Numerator, err = count(cell(at.n)); err != nil {
				return err
			}
			if n.Denominator, err = count(cell(at.d)); err != nil {
				return err
			}
			take(n)
		}
		return nil
	})
}

// Rule is how an edition protected an indicator: the fewest people that it tells of below kab/kota, and to what multiple
// it rounds there, 0 for none.
type Rule struct{ Least, RoundTo int }

// Rules gives these by the code of the indicator; none where the edition does not say them.
func (e Edition) Rules(root fs.FS) (map[string]Rule, error) {
	rules := map[string]Rule{}
	err := e.tables(root, "indikator", func(cell func(string) string) error {
		var r Rule
		var err error
		if r.Least, err = strconv.Atoi(cell("ambang")); err == nil && cell("bulatkan") != "" {
			r.RoundTo, err = strconv.Atoi(cell("bulatkan"))
		}
		rules[bare(cell("indikator"))] = r
		return err
	})
	return rules, err
}

// tables hands on each row of the tables whose names begin so.
func (e Edition) tables(root fs.FS, begin string, row func(cell func(string) string) error) error {
	for _, f := range e.Files {
		name := strings.TrimSuffix(f.Name, ".csv")
		if name == f.Name || name != begin && !strings.HasPrefix(name, begin+"-") {
			continue
		}
		body, err := e.Body(root, f)
		if err == nil {
			err = rows(body, row)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path.Join(Folder, e.Name, f.Name), err)
		}
	}
	return nil
}

// rows hands each row on, whose cells are named by the first line.
func rows(body []byte, take func(cell func(string) string) error) error {
	r := csv.NewReader(bytes.NewReader(body))
	r.ReuseRecord = true
	head, err := r.Read()
	columns := map[string]int{}
	for i, name := range head {
		columns[strings.Clone(name)] = i
	}
	for err == nil {
		var row []string
		if row, err = r.Read(); err != nil {
			break
		}
		err = take(func(name string) string {
			if i, ok := columns[name]; ok {
				return row[i]
			}
			return ""
		})
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

func count(cell string) (health.Count, error) {
	if cell == "" {
		return health.Missing, nil
	}
	n, err := strconv.ParseInt(cell, 10, 32)
	return health.Count(n), err
}

// bare takes away what keeps a spreadsheet from running a text.
func bare(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && rest != "" && strings.ContainsRune("=+-@\t\r", rune(rest[0])) {
		return rest
	}
	return cell
}
