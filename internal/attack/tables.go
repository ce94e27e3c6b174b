package attack

import (
	"bytes"
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// readCSV reads a download by the names of its columns: figures, or indices.
func (e *edition) readCSV(file string, body []byte) {
	r := csv.NewReader(bytes.NewReader(body))
	r.FieldsPerRecord, r.ReuseRecord = -1, true
	head, err := r.Read()
	if err != nil {
		return
	}
	at := columns(head)
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return
		}
		if err != nil {
			continue
		}
		e.readRow(file, cellOf(cells, at))
	}
}

// columns gives the place of each column by its name.
func columns(head []string) map[string]int {
	at := map[string]int{}
	for i, name := range head {
		at[strings.TrimPrefix(name, "\ufeff")] = i
	}
	return at
}

// cellOf gives the cells of a row by the name of their column.
func cellOf(cells []string, at map[string]int) func(string) string {
	return func(name string) string {
		if i, ok := at[name]; ok && i < len(cells) {
			return strings.TrimPrefix(cells[i], "'")
		}
		return ""
	}
}

// readMonth reads a row of figures by month: what had been reached up to it.
func (e *edition) readMonth(file string, u int, cell func(string) string) {
	ind, month := e.portal.indicator(cell("indikator")), monthOf(cell("bulan"))
	year := wholeNumber(cell("tahun"))
	if ind == none || month == none || year == none {
		return
	}
	c := claim{unit: u, ind: ind, year: year, month: month, file: file, how: "months"}
	e.claimNumber(c, served, parsed(cell("pembilang")), 0)
	e.claimNumber(c, people, parsed(cell("penyebut")), 0)
	e.claimNumber(c, share, parsed(cell("persen")), 0.00005)
}

func (e *edition) readRow(file string, cell func(string) string) {
	u, month := e.portal.unit(cell("kode_unit")), monthOf(cell("periode"))
	if u != none && cell("bulan") != "" {
		e.readMonth(file, u, cell)
		return
	}
	if u == none || month == none {
		return
	}
	year := e.yearOf(month)
	if strings.HasPrefix(file, keptFolder) && e.readKept(file, u, year, month, cell) {
		return
	}
	row := entry{
		Numerator: parsed(cell("pembilang")), Denominator: parsed(cell("penyebut")), Percent: parsed(cell("persen")),
		Status: cell("status"), Suppressed: cell("disensor") == "1", Band: cell("rentang"),
		LastPeriod: cell("terakhir_periode"), LastN: parsed(cell("terakhir_pembilang")), LastD: parsed(cell("terakhir_penyebut")),
		Value: parsed(cell("indeks")), Category: cell("kategori"),
	}
	ind := e.portal.indicator(cell("indikator"))
	if ind == none {
		if cell("indikator") == "" {
			e.readIndex(file, u, year, row)
		}
		return
	}
	e.readEntry(file, u, ind, year, cell("periode"), row)
}

// keptFolder holds earlier downloads that a site keeps.
const keptFolder = "data/edisi/"

// readKept reads a row of a download that was kept, where it is of another month than the site's own: it tells of that
// month, as a table by month does. It is false for a row of the same month, which is read as the site's own are.
func (e *edition) readKept(file string, u, year, month int, cell func(string) string) bool {
	ind := e.portal.indicator(cell("indikator"))
	if ind == none {
		return cell("indikator") != "" || e.through[year] != month // an index rests on figures, which are read
	}
	s := e.sheets[[2]int{ind, year}]
	if s != nil && s.month == month {
		return false
	}
	c := claim{unit: u, ind: ind, year: year, month: month, file: file, how: "kept"}
	e.claimNumber(c, served, parsed(cell("pembilang")), 0)
	e.claimNumber(c, people, parsed(cell("penyebut")), 0)
	e.claimNumber(c, share, parsed(cell("persen")), 0.00005)
	if c.month = monthOf(cell("terakhir_periode")); c.month != none && (s == nil || s.month != c.month) {
		e.claimNumber(c, served, parsed(cell("terakhir_pembilang")), 0)
	}
	return true
}

// yearOf gives the year whose figures count up to a month.
func (e *edition) yearOf(month int) int {
	for y, m := range e.through {
		if m == month {
			return y
		}
	}
	return month / 12
}

func parsed(text string) *float64 {
	if text == "" {
		return nil
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil
	}
	return &v
}
