package recount

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// office is what an office put into data/, row by row.
type office struct {
	root     string            // code of the area that the site is about
	areas    map[string]line   // by code, each with kode, induk, tingkat, nama
	posts    map[string]line   // puskesmas by code
	services []service         // by catalogue
	rows     []observation     // of the unit's own sasaran
	visitors []observation     // people of outside
	quality  map[cell]*big.Rat // percent
}

// line is a row of a CSV by column.
type line map[string]string

// cell is a unit, an indicator and a year. A school year is that in which it ends.
type cell struct {
	unit, indicator string
	year            int
}

// observation is a row of data/observations: month is the place in its year of the
// last month of its period, which has span months.
type observation struct {
	cell
	month, span int
	n, d        int // -1 where the cell says that there is no number
	cumulative  bool
}

// service is a row of the catalogue.
type service struct {
	code, name, group, lowest, polarity string
	plain                               bool // a count of its own, without a sasaran
	factor                              int
	ahead                               int          // by how many months its year begins before January
	target                              [13]*big.Rat // by place of the month in its year
}

// english are the other names of columns.
var english = map[string]string{
	"code": "kode", "parent": "induk", "level": "tingkat", "name": "nama", "type": "jenis",
	"period": "periode", "indicator": "indikator", "area": "wilayah", "numerator": "pembilang", "denominator": "penyebut",
	"sasaran": "penyebut", "kind": "jenis_data", "year": "tahun", "quality_percent": "mutu_persen",
	"needed": "kebutuhan", "available": "tersedia", "group": "kelompok", "class": "kelas", "factor": "faktor", "polarity": "arah",
	"lowest_level": "tingkat_terendah", "cumulative_target": "target_kumulatif", "schedule": "jadwal", "number": "nomor",
}

// readOffice reads the data folder of a site about root.
func readOffice(t *testing.T, site, root string) *office {
	t.Helper()
	data := filepath.Join(site, "data")
	o := &office{root: root, areas: map[string]line{}, posts: map[string]line{}, quality: map[cell]*big.Rat{}}
	for _, a := range table(t, filepath.Join(data, "regions.csv")) {
		if a["tingkat"] == "provinsi" && a["induk"] == "" {
			a["induk"] = "id"
		}
		o.areas[a["kode"]] = a
	}
	if root == "id" && o.areas[root] == nil {
		o.areas[root] = line{"kode": root, "tingkat": "nasional", "nama": "Indonesia"}
	}
	for _, f := range table(t, filepath.Join(data, "facilities.csv")) {
		if f["jenis"] == "puskesmas" {
			o.posts[f["kode"]] = f
		}
	}
	o.readServices(t, data)
	files, err := filepath.Glob(filepath.Join(data, "observations", "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatal("no observations", err)
	}
	for _, f := range files {
		o.readObservations(t, f)
	}
	o.readQuality(t, filepath.Join(data, "quality.csv"))
	return o
}

// table reads a CSV whatever its delimiter.
func table(t *testing.T, file string) []line {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return lines(t, data)
}

func lines(t *testing.T, data []byte) []line {
	t.Helper()
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	head, _, _ := bytes.Cut(data, []byte("\n"))
	r := csv.NewReader(bytes.NewReader(data))
	for _, delimiter := range ";\t" {
		if bytes.ContainsRune(head, delimiter) {
			r.Comma = delimiter
		}
	}
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []line
	for _, cells := range all[1:] {
		row := line{}
		for i, name := range all[0] {
			name = strings.ToLower(name)
			if ours, ok := english[name]; ok {
				name = ours
			}
			row[name] = strings.TrimSpace(cells[i])
		}
		rows = append(rows, row)
	}
	return rows
}

// readServices reads the built-in catalogue and then the office's own.
func (o *office) readServices(t *testing.T, data string) {
	t.Helper()
	merged := table(t, filepath.Join("..", "dataset", "catalogue.csv"))
	merged = append(merged, table(t, filepath.Join("..", "dataset", "ready.csv"))...)
	own := filepath.Join(data, "indicators.csv")
	if _, err := os.Stat(own); !errors.Is(err, fs.ErrNotExist) {
		for _, row := range table(t, own) {
			i := slices.IndexFunc(merged, func(l line) bool { return l["kode"] == row["kode"] })
			if i < 0 {
				merged = append(merged, line{"kelompok": "lain", "faktor": "100", "arah": "naik", "target": "100", "tingkat_terendah": lowestOf(row["kelas"])})
				i = len(merged) - 1
			}
			for column, text := range row {
				if text != "" {
					merged[i][column] = text
				}
			}
		}
	}
	for _, row := range merged {
		s := service{
			code: row["kode"], name: row["nama"], group: row["kelompok"], lowest: row["tingkat_terendah"],
			polarity: row["arah"], factor: whole(t, row["faktor"]),
		}
		if s.polarity == "naik" && fraction(t, row["target"]).Sign() == 0 {
			s.polarity = "netral" // without a target nothing is reached
		}
		if s.plain = row["jenis"] == "hitung"; row["tahun"] == "ajaran" {
			s.ahead = 6
		}
		target, grows, schedule := fraction(t, row["target"]), row["target_kumulatif"] == "ya", strings.Fields(row["jadwal"])
		for m := 1; m <= 12; m++ {
			part := big.NewRat(1, 1)
			if len(schedule) == 12 {
				part.Quo(fraction(t, schedule[m-1]), big.NewRat(100, 1))
			} else if grows {
				part.SetFrac64(int64(m), 12)
			}
			s.target[m] = part.Mul(part, target)
		}
		o.services = append(o.services, s)
	}
}

func lowestOf(class string) string {
	if class == "sensitif" {
		return "kecamatan"
	}
	return "desa"
}

func (o *office) readObservations(t *testing.T, file string) {
	t.Helper()
	for _, row := range table(t, file) {
		ob := observation{n: number(t, row["pembilang"]), d: number(t, row["penyebut"])}
		ob.unit, ob.indicator = o.unit(row["wilayah"]), row["indikator"]
		ob.year, ob.month, ob.span = period(t, row["periode"])
		if ob.span < 12 {
			ob.month += o.service(ob.indicator).ahead
		}
		if ob.month > 12 {
			ob.year, ob.month = ob.year+1, ob.month-12
		}
		kind := strings.Fields(row["jenis_data"])
		ob.cumulative = ob.span == 12 || slices.Contains(kind, "kumulatif") || slices.Contains(kind, "cumulative") ||
			slices.Contains(kind, "keadaan")
		switch {
		case ob.n < 0 && ob.d < 0 && !o.service(ob.indicator).plain:
		case slices.Contains(kind, "luar_wilayah"):
			o.visitors = append(o.visitors, ob)
		default:
			o.rows = append(o.rows, ob)
		}
	}
}

func (o *office) service(code string) service {
	return o.services[slices.IndexFunc(o.services, func(s service) bool { return s.code == code })]
}

// unit gives the code of a unit, which a file may write without its dots.
func (o *office) unit(code string) string {
	if with := dotted(code); o.areas[with] != nil {
		return with
	}
	return code
}

// dotted writes the code of an area as the ministry does.
func dotted(code string) string {
	switch {
	case strings.Contains(code, "."):
	case len(code) == 10:
		return code[:2] + "." + code[2:4] + "." + code[4:6] + "." + code[6:]
	case len(code) == 6:
		return code[:2] + "." + code[2:4] + "." + code[4:]
	case len(code) == 4:
		return code[:2] + "." + code[2:]
	}
	return code
}

var (
	monthForm   = regexp.MustCompile(`^(\d{4})-?(\d\d)$`)
	quarterForm = regexp.MustCompile(`^(\d{4})-(?:Q|TW)([1-4])$`)
	romanForm   = regexp.MustCompile(`^TW (I{1,3}|IV) (\d{4})$`)
)

// period reads a month, a quarter or a year, known by its last month and its length;
// a school year, 2023/2024, is known by the year in which it ends.
func period(t *testing.T, s string) (year, month, span int) {
	t.Helper()
	if m := monthForm.FindStringSubmatch(s); m != nil {
		return whole(t, m[1]), whole(t, m[2]), 1
	}
	if m := quarterForm.FindStringSubmatch(s); m != nil {
		return whole(t, m[1]), 3 * whole(t, m[2]), 3
	}
	if m := romanForm.FindStringSubmatch(s); m != nil {
		return whole(t, m[2]), 3 * (1 + slices.Index([]string{"I", "II", "III", "IV"}, m[1])), 3
	}
	return whole(t, s[max(0, len(s)-4):]), 12, 12
}

var groupMarks = strings.NewReplacer(".", "", ",", "")

// number reads a count; -1 stands for what says that there is none.
func number(t *testing.T, s string) int {
	t.Helper()
	switch strings.ToLower(s) {
	case "", "-", "na", "n/a", "null":
		return -1
	}
	return whole(t, groupMarks.Replace(s))
}

func whole(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func fraction(t *testing.T, s string) *big.Rat {
	t.Helper()
	r, ok := new(big.Rat).SetString(strings.TrimSuffix(strings.Replace(s, ",", ".", 1), "%"))
	if !ok {
		t.Fatalf("%q is no number", s)
	}
	return r
}

// readQuality reads percentages, or the mean over items of what is there of what is needed.
func (o *office) readQuality(t *testing.T, file string) {
	t.Helper()
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		return
	}
	items := map[cell][]*big.Rat{}
	for _, row := range table(t, file) {
		c := cell{row["wilayah"], row["indikator"], whole(t, row["tahun"])}
		switch {
		case row["mutu_persen"] != "":
			items[c] = append(items[c], fraction(t, row["mutu_persen"]))
		case number(t, row["kebutuhan"]) > 0:
			items[c] = append(items[c], capped(share(number(t, row["tersedia"]), number(t, row["kebutuhan"]), 100)))
		}
	}
	for c, list := range items {
		o.quality[c] = mean(list)
	}
}
