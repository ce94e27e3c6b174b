package meranti

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
)

// Correction is what the office mended between two editions of the portal: its data before and after, both as they
// were on a day. data/revisions.csv is what `terang diff` writes of them, one after the other.
type Correction struct {
	Day    string // YYYY-MM-DD of the later edition
	Reason string // in words for the public

	Before, After []made.File
}

// mistake is what stood in data/ until it was mended.
type mistake struct {
	day, through string // of the edition that mended it, and its last month
	reason       string

	cell
	served int    // so many too many in that month
	due    int    // so many too many in the year's sasaran
	open   string // code of a facility that had closed already
}

// mistakes gives what was mended, in the order of the days.
func mistakes() []mistake {
	return []mistake{
		{
			day: "2024-08-20", through: "2024-07", reason: "Balita di Desa Sokop tercatat ganda pada Mei (contoh)",
			cell: sokop(), served: sokopTwice,
		},
		{
			day: "2024-09-20", through: "2024-08", reason: "Sasaran lansia Desa Anak Setatah diperbaiki setelah pendataan ulang (contoh)",
			cell: cell{"14.10.02.2003", "lansia", "2024-01"}, due: 46,
		},
		{
			day: "2024-10-20", through: "2024-09", reason: "Salah ketik pada laporan Agustus (contoh)",
			cell: cell{"14.10.05.2003", "ht", "2024-08"}, served: 2, open: "X-PT-042008",
		},
	}
}

// Corrections gives what was mended, with the data that the tables and boundaries of Make give.
func Corrections(portal fs.FS) ([]Correction, error) {
	var out []Correction
	all := mistakes()
	for i, m := range all {
		before, err := earlier(portal, m.through, all[i:])
		if err != nil {
			return nil, err
		}
		after, err := earlier(portal, m.through, all[i+1:])
		if err != nil {
			return nil, err
		}
		out = append(out, Correction{m.day, m.reason, before, after})
	}
	return out, nil
}

// earlier makes the data as they were when nothing after a month had come and some mistakes stood in them.
func earlier(portal fs.FS, through string, with []mistake) ([]made.File, error) {
	p, err := ready(portal)
	if err != nil {
		return nil, err
	}
	files := p.rows()
	for _, f := range files {
		for _, m := range with {
			m.spoil(f.Rows)
		}
	}
	for i, f := range files {
		if strings.HasPrefix(f.Path, "data/observations/") {
			files[i].Rows = slices.DeleteFunc(f.Rows, func(row []string) bool { return lastMonth(row[0]) > through && row[0] != f.Rows[0][0] })
		}
	}
	return made.Files(files)
}

// lastMonth gives the month that a period ends with: of a quarter its last.
func lastMonth(period string) string {
	year, quarter, ok := strings.Cut(period, "-TW")
	if n, err := strconv.Atoi(quarter); ok && err == nil {
		return year + "-" + strconv.Itoa(100 + 3*n)[1:]
	}
	return period
}

// spoil puts the mistake back into the rows of a file, which it knows by their heading.
func (m mistake) spoil(rows [][]string) {
	at := func(column string) int { return slices.Index(rows[0], column) }
	if code, status := at("kode"), at("status"); code >= 0 && status >= 0 && m.open != "" {
		for _, row := range rows {
			if row[code] == m.open {
				row[status] = "aktif"
			}
		}
	}
	period, area, service, served, due, note := at("periode"), at("wilayah"), at("indikator"), at("pembilang"), at("penyebut"), at("catatan")
	if min(period, area, service, served, due, note) < 0 {
		return
	}
	more := func(cell *string, n int) {
		if was, err := strconv.Atoi(*cell); err == nil {
			*cell = strconv.Itoa(was + n)
		}
	}
	for _, row := range rows {
		if row[area] != m.desa || row[service] != m.service || row[period][:4] != m.period[:4] {
			continue
		}
		more(&row[due], m.due)
		if row[period] == m.period && m.served > 0 {
			more(&row[served], m.served)
			row[note] = ""
		}
	}
}
