package build

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"maps"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"terang/internal/health"
)

// printed is a number as a page in Indonesian prints it.
var printed = regexp.MustCompile(`−?\d+(?:\.\d{3})*(?:,\d+)?`)

// derivedColumns are those that a table works out of others beside them; no file holds them.
var derivedColumns = []string{
	"Urutan", "Rentang 95 %", "Rentang 95 % (%)", "Kurang (orang)", "Dengan laju sekarang", "Unit melapor",
}

// TestEveryFigureHasItsNumbersAsData follows the link at the foot of every figure and table of every page to its file,
// and finds there the numbers that the table prints, in the rows of the same place and service.
func TestEveryFigureHasItsNumbersAsData(t *testing.T) {
	t.Parallel()
	for name, once := range map[string]func() (*built, error){
		"sample": sampleOnce, "small": smallOnce, "first year": earlyOnce, "city": cityOnce,
		"province": func() (*built, error) {
			return construct(Options{Dir: "../../examples/banten", Date: health.DateOf(2025, 2, 20), Plain: true})
		},
	} {
		d := heldAgainst(mustBe(t, once))
		for _, fault := range d.faults[:min(20, len(d.faults))] {
			t.Errorf("%s: %s", name, fault)
		}
		if d.tables < 80 || d.numbers < 1000 {
			t.Errorf("%s: %d tables and %d numbers were looked at", name, d.tables, d.numbers)
		}
	}
}

// TestSpoiledDataIsNoticed spoils one file of each kind of the small site: the test above would say so.
func TestSpoiledDataIsNoticed(t *testing.T) {
	t.Parallel()
	small := smallSite(t)
	for name, change := range map[string][2]string{
		"data/tabel/klaster/2.csv":          {",bumil,", ",bulin,"},
		"data/tabel/wilayah/hulu-bulan.csv": {",2024-0", ",2024-1"},
		"data/tabel/klaster/2-lain.csv":     {",%,", ",,"},
		"data/tabel/spm-lain.csv":           {",1,", ",9,"},
		"data/tabel/puskesmas.csv":          {"", ""},
	} {
		body := bytes.ReplaceAll(small.files[name], []byte(change[0]), []byte(change[1]))
		if change[0] == "" {
			body = nil
		}
		other := *small
		other.files = maps.Clone(small.files)
		if other.files[name] = body; small.files[name] == nil || len(heldAgainst(&other).faults) == 0 {
			t.Errorf("nobody notices what happened to %s", name)
		}
	}
}

func heldAgainst(b *built) *dataOf {
	d := &dataOf{b: b, files: map[string][]dataRow{}, found: map[string]map[int]bool{}}
	for _, p := range b.pages {
		if !strings.HasPrefix(p.path, "en/") {
			d.page(p)
		}
	}
	d.noMore()
	return d
}

// noMore looks for what a file of a page tells and neither its page nor capaian*.csv says.
func (d *dataOf) noMore() {
	whole, through := map[string]bool{}, map[string]dataRow{}
	key := func(r dataRow, month string) string {
		return strings.Join([]string{r.of["kode_unit"], r.of["indikator"], month}, " ")
	}
	for name, body := range d.b.files {
		if strings.HasPrefix(name, "data/unduhan/capaian") && strings.HasSuffix(name, ".csv") {
			for line := range strings.Lines(string(body)) {
				whole[line] = true
			}
			for _, r := range d.rows(name) {
				through[key(r, r.of["periode"])] = r
			}
		}
	}
	for name, body := range d.b.files {
		switch {
		case !strings.HasPrefix(name, "data/tabel/") || !strings.HasSuffix(name, ".csv"):
		case strings.HasSuffix(name, "-lain.csv"):
			for i, r := range d.rows(name) {
				if !d.found[name][i] {
					d.faults = append(d.faults, fmt.Sprintf("%s: no page prints %v", name, r.of))
				}
			}
		case strings.HasSuffix(name, "-bulan.csv"):
			for _, r := range d.rows(name) {
				if y, ok := through[key(r, r.of["bulan"])]; ok && (y.of["pembilang"] != r.of["pembilang"] || y.of["disensor"] != r.of["disensor"]) {
					d.faults = append(d.faults, fmt.Sprintf("%s: %v is in capaian.csv %v", name, r.of, y.of))
				}
			}
		default:
			for line := range strings.Lines(string(body)) {
				if !whole[line] {
					d.faults = append(d.faults, fmt.Sprintf("%s: capaian.csv has no %q", name, line))
				}
			}
		}
	}
}

// dataOf holds tables of pages against the files that they lead to.
type dataOf struct {
	b               *built
	files           map[string][]dataRow
	found           map[string]map[int]bool // rows of files that stand for a cell
	tables, numbers int
	faults          []string
}

// dataRow is a row of a file by its columns, the name of its place and its numbers.
type dataRow struct {
	of      map[string]string
	name    string
	numbers []float64
}

func (d *dataOf) fault(p *page, format string, args ...any) {
	d.faults = append(d.faults, p.path+": "+fmt.Sprintf(format, args...))
}

// page looks at every figure with a table, and at every table of a section.
func (d *dataOf) page(p *page) {
	for _, table := range all(p.doc, "table") {
		box := table.Parent // which scrolls
		figure, section := above(table, "figure"), above(table, "section")
		id, link := "", (*html.Node)(nil)
		switch {
		case figure != nil:
			id, _ = attribute(figure, "id")
			link = getIn(figure)
		case section != nil && classOf(box) == "scroll":
			id, _ = attribute(section, "id")
			if next := nextElement(box); next != nil {
				link = getIn(next)
			}
		default:
			continue // a table that somebody wrote
		}
		switch kind, _ := attribute(all(p.doc, "body")[0], "data-page"); {
		case link != nil:
			href, _ := attribute(link, "href")
			d.table(p, table, id, path.Join(path.Dir(p.path), href))
		case !slices.Contains([]string{"village", "recap", "method", "releases"}, kind) && slices.ContainsFunc(all(table, "td"), func(td *html.Node) bool { return text(td) != "" }):
			d.fault(p, "%s leads to no file", id)
		}
	}
}

func above(n *html.Node, name string) *html.Node {
	for n = n.Parent; n != nil; n = n.Parent {
		if n.Type == html.ElementNode && n.Data == name {
			return n
		}
	}
	return nil
}

func nextElement(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
	}
	return n
}

func getIn(n *html.Node) *html.Node {
	for _, a := range all(n, "a") {
		if classOf(a) == "get" {
			return a
		}
	}
	return nil
}

// rows reads a file; nil where there is none.
func (d *dataOf) rows(name string) []dataRow {
	if rows, ok := d.files[name]; ok {
		return rows
	}
	var rows []dataRow
	if records, err := csv.NewReader(bytes.NewReader(d.b.files[name])).ReadAll(); err == nil && len(records) > 0 {
		for _, r := range records[1:] {
			row := dataRow{of: map[string]string{}}
			for i, column := range records[0] {
				row.of[column] = strings.TrimPrefix(r[i], "'")
			}
			row.name = strings.ToLower(strings.TrimSuffix(row.of["nama_unit"], " (data contoh)"))
			for _, column := range []string{"pembilang", "penyebut", "persen", "target", "terakhir_pembilang", "terakhir_penyebut"} {
				if v, err := strconv.ParseFloat(row.of[column], 64); err == nil {
					row.numbers = append(row.numbers, v)
				}
			}
			if n := len(row.numbers); n > 2 && row.of["terakhir_penyebut"] != "" { // of the month told beside a hidden one
				row.numbers = append(row.numbers, 100*row.numbers[n-2]/row.numbers[n-1])
			}
			row.numbers = append(row.numbers, printedIn(strings.ReplaceAll(row.of["rentang"], "-", " "))...)
			rows = append(rows, row)
		}
	}
	d.files[name] = rows
	return rows
}

func (d *dataOf) table(p *page, table *html.Node, id, file string) {
	rows := d.rows(file)
	if d.b.files[file] == nil {
		d.fault(p, "%s leads to %s, which is not there", id, file)
		return
	}
	d.tables++
	trs := all(table, "tr")
	heads := slices.Collect(children(trs[0]))
	for n, tr := range trs[1:] {
		cells := slices.Collect(children(tr))
		own := ofPlace(rows, text(cells[0]))
		for i, cell := range cells[1:] {
			said := text(cell)
			if said == "" || i+1 >= len(heads) {
				continue
			}
			fault := ""
			if column := text(heads[i+1]); file == "data/unduhan/revisi.csv" {
				fault = d.logged(file, said)
			} else if strings.HasSuffix(file, "-lain.csv") {
				if said == "–" && !slices.ContainsFunc([]string{"hid", "band", "na"}, func(class string) bool {
					return slices.Contains(strings.Fields(classOf(cell)), class)
				}) {
					continue // which says nothing
				}
				fault = d.readAs(file, id, n+1, text(cells[0]), [2]string{text(heads[i]), column}, said)
			} else if !slices.Contains(derivedColumns, column) && (!strings.HasPrefix(column, "Target") || reported(cells[1:], i)) {
				fault = heldBy(own, cmp.Or(serviceIn(cells[0]), serviceIn(heads[i+1])), said)
			}
			d.numbers += len(printed.FindAllString(said, -1))
			if fault != "" {
				d.fault(p, "%s, row %q, column %q, %q in %s: %s", id, text(cells[0]), text(heads[i+1]), said, file, fault)
			}
		}
	}
}

// logged says which number of a cell no row of the log of corrections has.
func (d *dataOf) logged(file, said string) string {
	for _, number := range printedIn(said) {
		if !slices.ContainsFunc(d.rows(file), func(r dataRow) bool {
			for _, column := range []string{"pembilang_lama", "penyebut_lama", "pembilang_baru", "penyebut_baru"} {
				if v, err := strconv.ParseFloat(r.of[column], 64); err == nil && v == number {
					return true
				}
			}
			return false
		}) {
			return fmt.Sprintf("%v is not in the log", number)
		}
	}
	return ""
}

// ofPlace keeps the rows of the place or month of the year that heads a row of a table; all where it is no place of the file.
func ofPlace(rows []dataRow, head string) []dataRow {
	head, _, _ = strings.Cut(strings.ToLower(head), " (") // the kabupaten that tells places of one name apart
	first, _, _ := strings.Cut(head, " ")
	month := fmt.Sprintf("-%02d", 1+slices.Index([]string{
		"januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember",
	}, first))
	var own []dataRow
	for _, r := range rows {
		if strings.HasSuffix(r.of["bulan"], month) || r.name != "" && (strings.Contains(head, r.name) || strings.Contains(r.name, head)) {
			own = append(own, r)
		}
	}
	if own == nil {
		return rows
	}
	return own
}

// reported says whether a row has any number but that of one column.
func reported(cells []*html.Node, but int) bool {
	for i, c := range cells {
		if i != but && printed.MatchString(text(c)) {
			return true
		}
	}
	return false
}

// readAs says what is wrong with the row of the file that stands for a cell, whose column is the second of two heads.
func (d *dataOf) readAs(file, id string, n int, head string, columns [2]string, said string) string {
	rows := d.rows(file)
	at := slices.IndexFunc(rows, func(r dataRow) bool {
		return r.of["tabel"] == id && r.of["nomor"] == strconv.Itoa(n) && strings.Join(strings.Fields(r.of["baris"]), " ") == head &&
			(r.of["kolom"] == columns[1] || r.of["kolom"] == columns[0]+": "+columns[1])
	})
	if at < 0 {
		return "no such row"
	}
	if d.found[file] == nil {
		d.found[file] = map[int]bool{}
	}
	d.found[file][at] = true
	row, numbers := rows[at].of, printedIn(said)
	if strings.Join(strings.Fields(row["teks"]), " ") != said {
		return fmt.Sprintf("the row says %v", row)
	}
	known := 0
	for _, column := range []string{"nilai", "bagian", "dari", "bawah", "atas"} {
		if row[column] == "" {
			continue
		}
		v, err := strconv.ParseFloat(row[column], 64)
		if err != nil || !slices.Contains(numbers, v) {
			return fmt.Sprintf("%s is %q", column, row[column])
		}
		known++
	}
	switch alone := printed.FindString(said); {
	case known == 0 && alone != "" && strings.Trim(said, " %") == alone:
		return fmt.Sprintf("no number is in %v", row)
	case strings.HasSuffix(said, "%") && row["nilai"] != "" && row["satuan"] != "%":
		return "it is no percentage"
	case row["disensor"] == "1" && known > 0:
		return fmt.Sprintf("a hidden cell tells %v", row)
	}
	return ""
}

// heldBy says which number of a cell is in none of some rows, of a service if one is given.
func heldBy(rows []dataRow, service, said string) string {
	if value, interval, ok := strings.Cut(said, " ("); ok && strings.Contains(interval, "–") {
		said = value // of a rate the file tells what its interval follows from
	}
	for _, number := range printedIn(said) {
		year := fmt.Sprint(number) // which may stand beside a number
		if !slices.ContainsFunc(rows, func(r dataRow) bool {
			return (service == "" || r.of["indikator"] == service) &&
				(slices.ContainsFunc(r.numbers, func(v float64) bool { return math.Abs(v-number) < .1001 }) ||
					strings.HasPrefix(r.of["periode"], year) || strings.HasPrefix(r.of["terakhir_periode"], year))
		}) {
			return fmt.Sprintf("%v is not there", number)
		}
	}
	return ""
}

// serviceIn gives the code of the indicator that a cell leads to.
func serviceIn(n *html.Node) string {
	for _, a := range all(n, "a") {
		href, _ := attribute(a, "href")
		if folder := path.Base(path.Dir(href)); folder == "spm" || folder == "indikator" {
			return strings.ReplaceAll(strings.TrimSuffix(path.Base(href), ".html"), "-", "_")
		}
	}
	return ""
}

func printedIn(said string) []float64 {
	var list []float64
	for _, s := range printed.FindAllString(said, -1) {
		if v, err := strconv.ParseFloat(strings.NewReplacer(".", "", ",", ".", "−", "-").Replace(s), 64); err == nil {
			list = append(list, v)
		}
	}
	return list
}
