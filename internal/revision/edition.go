package revision

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

// Where an edition keeps what is read here (output contract).
const (
	downloads  = "data/unduhan/"
	wholeTable = downloads + "capaian.csv"
	indicators = "api/v1/indikator"

	facilityLists = "cari/fas"
	monthTables   = "data/tabel"
)

// Edition is one published portal.
type Edition struct {
	name       string
	files      fs.FS
	period     string
	tables     []string // of numbers, that of the whole first
	lists      []string // of facilities
	months     []string // of numbers by month
	indicators map[string]indicator
	order      []string // codes of the indicators, by name of file
	pages      []string // by path
}

type indicator struct {
	title string
	least int64 // the fewest people that a number below kab/kota may tell of
}

// ErrNoPortal is a folder without a finished portal.
var ErrNoPortal = errors.New("no finished portal stands there")

// Open looks an edition over. The name is that by which it is told of.
func Open(name string, files fs.FS) (*Edition, error) {
	e := &Edition{name: name, files: files, indicators: map[string]indicator{}}
	if _, err := fs.Stat(files, "index.html"); err != nil {
		return nil, fmt.Errorf("%s: %w", name, ErrNoPortal)
	}
	for _, step := range []func() error{e.readPeriod, e.listTables, e.readIndicators, e.listPages} {
		if err := step(); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return e, nil
}

func (e *Edition) edge() Edge { return Edge{e.name, e.period, len(e.pages)} }

// readPeriod reads the month of the edition from the description of its downloads.
func (e *Edition) readPeriod() error {
	var about struct {
		Version string `json:"version"`
	}
	err := e.readJSON(downloads+"datapackage.json", &about)
	e.period = about.Version
	return err
}

func (e *Edition) listTables() error {
	var err error
	if e.tables, err = fs.Glob(e.files, downloads+"capaian*.csv"); err != nil {
		return err
	}
	if e.lists, err = ending(e.files, facilityLists, ".json"); err != nil {
		return err
	}
	e.months, err = ending(e.files, monthTables, "-bulan.csv")
	return err
}

// ending lists the files below a folder whose names end so; none where there is no folder.
func ending(files fs.FS, folder, end string) (list []string, err error) {
	err = fs.WalkDir(files, folder, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, end) {
			list = append(list, name)
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return list, err
}

// wholeFirst orders tables: that of the whole, then its parts.
func wholeFirst(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) }

func (e *Edition) readIndicators() error {
	list, err := fs.Glob(e.files, indicators+"/*.json")
	for _, name := range list {
		var doc struct {
			Indicator struct {
				Code  string `json:"kode"`
				Name  string `json:"nama"`
				Least int64  `json:"ambang"`
			} `json:"indikator"`
		}
		if err := e.readJSON(name, &doc); err != nil {
			return err
		}
		e.indicators[doc.Indicator.Code] = indicator{doc.Indicator.Name, doc.Indicator.Least}
		e.order = append(e.order, doc.Indicator.Code)
	}
	return err
}

func (e *Edition) listPages() error {
	return fs.WalkDir(e.files, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) == ".html" {
			e.pages = append(e.pages, name)
		}
		return err
	})
}

func (e *Edition) readJSON(name string, into any) error {
	body, err := fs.ReadFile(e.files, name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(body, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// key names a number: there is one for each unit, indicator and year.
type key struct{ code, indicator, year string }

// number is a row of a table of numbers: what is published of a unit, an indicator and a year.
type number struct {
	key
	unit   Unit
	period string
	target string
	status string
	hidden bool
	shown  []dated // of the month itself, and of a hidden one the last that is shown
}

// dated is an amount of a month.
type dated struct {
	period string
	Amount
}

// numbers reads a table of numbers. A table that is not there has none.
func numbers(body []byte) ([]number, error) {
	var out []number
	err := rows(body, func(cell func(string) string) error {
		n := number{
			key:  key{cell("kode_unit"), cell("indikator"), year(cell("periode"))},
			unit: Unit{cell("jenis_unit"), cell("kode_unit"), cell("nama_unit")}, period: cell("periode"),
			target: cell("target"), status: cell("status"), hidden: cell("disensor") == "1",
		}
		main, ok, err := amount(cell("pembilang"), cell("penyebut"))
		if err != nil {
			return err
		}
		if main.Percent, main.Status = cell("persen"), n.status; ok {
			n.shown = append(n.shown, dated{n.period, main})
		}
		last, ok, err := amount(cell("terakhir_pembilang"), cell("terakhir_penyebut"))
		if ok {
			n.shown = append(n.shown, dated{cell("terakhir_periode"), last})
		}
		out = append(out, n)
		return err
	})
	return out, err
}

// amount reads two counts. Without a first there is no amount.
func amount(numerator, denominator string) (a Amount, ok bool, err error) {
	if numerator == "" {
		return a, false, nil
	}
	a.Denominator = -1
	if a.Numerator, err = strconv.ParseInt(numerator, 10, 64); err != nil {
		return a, false, err
	}
	if denominator != "" {
		a.Denominator, err = strconv.ParseInt(denominator, 10, 64)
	}
	return a, err == nil, err
}

func year(period string) string {
	y, _, _ := strings.Cut(period, "-")
	return y
}

// rows hands each row of a table on, whose cells are named by its first line. A column
// that an edition does not have is empty.
func rows(body []byte, take func(cell func(string) string) error) error {
	r := csv.NewReader(bytes.NewReader(body))
	r.ReuseRecord = true
	head, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil
	}
	columns := map[string]int{}
	for i, name := range head {
		columns[strings.Clone(name)] = i
	}
	for err == nil {
		var row []string
		if row, err = r.Read(); err == nil {
			err = take(func(name string) string {
				if i, ok := columns[name]; ok {
					return row[i]
				}
				return ""
			})
		}
	}
	if errors.Is(err, io.EOF) {
		return nil
	}
	line, _ := r.FieldPos(0)
	return fmt.Errorf("line %d: %w", line, err)
}
