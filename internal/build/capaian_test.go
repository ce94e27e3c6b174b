package build

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"terang/internal/health"
	"terang/internal/spm"
)

const capaianHeader = "periode,jenis_unit,kode_unit,nama_unit,indikator,pembilang,penyebut,persen,target,status,disensor,rentang,terakhir_periode,terakhir_pembilang,terakhir_penyebut"

// cell is a unit, an indicator and a year.
type cell struct {
	unit      health.Unit
	indicator int
	year      int
}

// capaian reads a site's table of figures by cell, each row by column.
func capaian(t *testing.T, b *built, r *raw) map[cell]map[string]string {
	t.Helper()
	body := b.files["data/unduhan/capaian.csv"]
	if head, _, _ := bytes.Cut(body, []byte("\n")); strings.TrimSuffix(string(head), "\r") != capaianHeader {
		t.Fatalf("header %q", head)
	}
	records, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows := map[cell]map[string]string{}
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range strings.Split(capaianHeader, ",") {
			row[column] = record[i]
		}
		u, ok := r.data.Register.UnitOf(row["kode_unit"])
		i := slices.IndexFunc(r.data.Indicators, func(ind health.Indicator) bool { return ind.Code == row["indikator"] })
		year, err := strconv.Atoi(row["periode"][:4])
		c := cell{u, i, year}
		if !ok || i < 0 || err != nil || rows[c] != nil {
			t.Fatalf("unknown or repeated: %v", record)
		}
		rows[c] = row
	}
	return rows
}

// sites pairs each site with what it was made of.
func sites(t *testing.T) map[string]func() (*built, *raw) {
	t.Helper()
	return map[string]func() (*built, *raw){
		"sample": func() (*built, *raw) { return sampleSite(t), rawSample(t) },
		"small":  func() (*built, *raw) { return smallSite(t), rawSmall(t) },
	}
}

// TestCapaianRows holds every row of capaian.csv against the reports: a shown
// figure is exact, a hidden one has no number, a missing one is no zero.
func TestCapaianRows(t *testing.T) {
	t.Parallel()
	for name, site := range sites(t) {
		b, r := site()
		rows := capaian(t, b, r)
		if want := r.expectedRows(); len(rows) != want {
			t.Errorf("%s: %d rows, want %d", name, len(rows), want)
		}
		states := map[health.State]int{}
		for c, row := range rows {
			y := r.sums.Of(c.year)
			states[r.release.Figure(c.unit, c.indicator, c.year).State()]++
			if row["periode"] != y.Through.String() || row["jenis_unit"] != r.data.Register.LevelOf(c.unit).String() {
				t.Errorf("%s: %v", name, row)
			}
			if fault := r.judge(c, row); fault != "" {
				t.Errorf("%s: %v: %s", name, row, fault)
			}
		}
		for _, s := range []health.State{health.NotReported, health.Value, health.Suppressed} {
			if states[s] == 0 {
				t.Errorf("%s: no row is in state %d: the site tests less than it should", name, s)
			}
		}
	}
}

// expectedRows is one row for each unit, for each indicator and year with any report.
func (r *raw) expectedRows() int {
	n := 0
	for _, y := range r.sums.Years {
		for i := range r.data.Indicators {
			if slices.ContainsFunc(r.units(), func(u health.Unit) bool { return y.Sum(u, i).Reported > 0 }) {
				n += r.data.Register.Units()
			}
		}
	}
	return n
}

// judgeLast says what is wrong with what a row tells of a hidden figure: its band
// must hold it, and the last one shown must be of an earlier month and as reported.
func (r *raw) judgeLast(c cell, row map[string]string, sum spm.Sum) string {
	share := 100 * float64(sum.N) / float64(sum.D)
	for band, limits := range map[string][2]float64{"<50": {0, 50}, "50-79": {50, 80}, "80-89": {80, 90}, "90-99": {90, 100}, ">=100": {100, 1e9}} {
		if row["rentang"] == band && (share < limits[0] || share >= limits[1] || sum.D < 50) {
			return "a band that does not hold the figure"
		}
	}
	last := row["terakhir_pembilang"] + row["terakhir_penyebut"]
	m, ok := health.ParseMonth(row["terakhir_periode"])
	if !ok {
		if last+row["rentang"] != "" {
			return "a last figure without a month, or a band without a last figure"
		}
		return ""
	}
	ind := r.data.Indicators[c.indicator]
	year, place := ind.Place(m)
	if year != c.year || m >= r.sums.Of(c.year).At(c.indicator) || row["terakhir_pembilang"] != strconv.Itoa(int(sum.Series[place-1])) {
		return "another last figure than was reported"
	}
	return ""
}

// judge says what is wrong with a row, or "".
func (r *raw) judge(c cell, row map[string]string) string {
	sum := r.sums.Of(c.year).Sum(c.unit, c.indicator)
	target := r.data.Indicators[c.indicator].TargetIn(r.sums.Of(c.year).At(c.indicator))
	numbers := row["pembilang"] + row["penyebut"] + row["persen"]
	switch {
	case row["target"] != strconv.FormatFloat(target, 'f', 4, 64):
		return "target"
	case r.hidden(c.unit, c.indicator, c.year):
		if numbers+row["status"] != "" || row["disensor"] != "1" {
			return "a hidden figure says something"
		}
		return r.judgeLast(c, row, sum)
	case !sum.N.Known():
		if numbers+row["rentang"] != "" || row["disensor"] != "0" || row["status"] != "belum_lapor" {
			return "a missing figure is not said to be missing"
		}
	case row["disensor"] != "0" || row["rentang"] != "":
		return "a shown figure is said to be hidden"
	case row["pembilang"] != strconv.Itoa(int(sum.N)) || row["penyebut"] != strconv.Itoa(int(sum.D)):
		return fmt.Sprintf("reported were %d of %d", sum.N, sum.D)
	case sum.D == 0:
		if row["persen"] != "" || row["status"] != "tidak_ada_sasaran" {
			return "a share of nobody"
		}
	case r.data.Register.LevelOf(c.unit) > health.Kabkota && r.small(c.indicator, sum.N, sum.D):
		return "a count of so few people is shown"
	default:
		ind := &r.data.Indicators[c.indicator]
		return share(row, float64(sum.N)/float64(sum.D)*float64(ind.Factor), target, ind)
	}
	return ""
}

// small says whether a numerator or a sasaran is too small to be shown, and for
// services of the ill whether those who were not served are too few.
func (r *raw) small(indicator int, n, d health.Count) bool {
	class, least := r.data.Indicators[indicator].Sensitivity, health.Count(5)
	if class == health.Sensitive {
		least = 10
	}
	few := func(c health.Count) bool { return c >= 1 && c < least }
	return few(n) || few(d) || class != health.Routine && few(d-n)
}

// share holds percentage and status of a shown row against its own numbers.
func share(row map[string]string, percent, target float64, ind *health.Indicator) string {
	got, err := strconv.ParseFloat(row["persen"], 64)
	if err != nil || math.Abs(got-percent) > 0.000051 || len(row["persen"])-strings.IndexByte(row["persen"], '.') != 5 {
		return fmt.Sprintf("the percentage is %.6f", percent)
	}
	want := "di_bawah"
	if ind.Polarity == health.LowIsGood {
		percent, target = target, percent
	}
	switch {
	case ind.Polarity == health.Neutral, ind.Target == 0 && ind.Polarity == health.HighIsGood:
		want = ""
	case percent >= target-1e-9:
		want = "tercapai"
	case percent >= 0.9*target-1e-9:
		want = "mendekati"
	}
	if row["status"] != want {
		return "the status is " + want
	}
	return ""
}

// TestShownPartsStayWithinTheirTotal adds up what is shown: it is at most the
// total, and the total itself where every part is shown and has reported.
func TestShownPartsStayWithinTheirTotal(t *testing.T) {
	t.Parallel()
	for name, site := range sites(t) {
		b, r := site()
		rows := capaian(t, b, r)
		whole, partial := 0, 0
		for c := range rows {
			for _, parts := range r.groupsOf(c.indicator, c.year)[c.unit] {
				n, d, complete := shownSum(rows, c, parts)
				total := rows[c]
				if total["disensor"] == "1" || total["pembilang"] == "" {
					continue
				}
				outside := r.sums.Of(c.year).Sum(c.unit, c.indicator).Outside
				tn, td := mustInt(t, total["pembilang"])-outside, mustInt(t, total["penyebut"])
				switch {
				case n > tn || d > td:
					t.Errorf("%s: %v: its parts have %d of %d", name, total, n, d)
				case complete && (n != tn || d != td):
					t.Errorf("%s: %v: all its parts are shown and have %d of %d", name, total, n, d)
				case complete:
					whole++
				default:
					partial++
				}
			}
		}
		if whole == 0 || partial == 0 {
			t.Errorf("%s: %d complete and %d incomplete groups: both should occur", name, whole, partial)
		}
	}
}

// shownSum adds up the parts of a group that are shown; complete says that none is hidden or has not reported.
func shownSum(rows map[cell]map[string]string, c cell, parts []health.Unit) (n, d int, complete bool) {
	complete = true
	for _, u := range parts {
		row := rows[cell{u, c.indicator, c.year}]
		if row["pembilang"] == "" {
			complete = false
			continue
		}
		pn, _ := strconv.Atoi(row["pembilang"])
		pd, _ := strconv.Atoi(row["penyebut"])
		n, d = n+pn, d+pd
	}
	return n, d, complete
}

func mustInt(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestDocumentsSayWhatTheTableSays compares the JSON of every unit and indicator with capaian.csv.
func TestDocumentsSayWhatTheTableSays(t *testing.T) {
	t.Parallel()
	for name, site := range sites(t) {
		b, r := site()
		rows := capaian(t, b, r)
		inUnits, inIndicators := 0, 0
		for file, body := range b.files {
			if path.Ext(file) != ".json" || !strings.HasPrefix(file, "api/v1/unit/") && !strings.HasPrefix(file, "api/v1/indikator/") {
				continue
			}
			byUnit := strings.HasPrefix(file, "api/v1/unit/")
			for _, f := range figuresIn(t, file, body) {
				u, _ := r.data.Register.UnitOf(f.unit)
				i := slices.IndexFunc(r.data.Indicators, func(ind health.Indicator) bool { return ind.Code == f.indicator })
				row := rows[cell{u, i, f.year}]
				for _, key := range []string{"pembilang", "penyebut", "persen", "target", "status", "rentang", "terakhir_periode", "terakhir_pembilang", "terakhir_penyebut"} {
					if got := string(f.fields[key]); strings.Trim(got, `"`) != row[key] {
						t.Errorf("%s: %s: %s of %s in %d is %s, in capaian.csv %q", name, file, key, f.indicator, f.year, got, row[key])
					}
				}
				if got := string(f.fields["disensor"]); got != strconv.FormatBool(row["disensor"] == "1") {
					t.Errorf("%s: %s: disensor of %s in %d is %s", name, file, f.indicator, f.year, got)
				}
				if byUnit {
					inUnits++
				} else {
					inIndicators++
				}
			}
		}
		aboveDesa := len(rows) / r.data.Register.Units() * (r.data.Register.Units() - len(r.at(health.Desa)))
		if inUnits != len(rows) || inIndicators != aboveDesa {
			t.Errorf("%s: %d figures in units and %d in indicators, want %d and %d", name, inUnits, inIndicators, len(rows), aboveDesa)
		}
	}
}

// documentFigure is one figure of a JSON document.
type documentFigure struct {
	unit, indicator string
	year            int
	fields          map[string]json.RawMessage
}

func figuresIn(t *testing.T, file string, body []byte) []documentFigure {
	t.Helper()
	type keys map[string]json.RawMessage
	var doc struct {
		Unit      keys            `json:"unit"`
		Indicator json.RawMessage `json:"indikator"`
		Years     []struct {
			Year    int    `json:"tahun"`
			Figures []keys `json:"capaian"`
		} `json:"tahun"`
	}
	if err := json.Unmarshal(body, &doc); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	var about struct {
		Code string `json:"kode"`
	}
	if doc.Indicator != nil {
		if err := json.Unmarshal(doc.Indicator, &about); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
	}
	var list []documentFigure
	unquote := func(m json.RawMessage) string { return strings.Trim(string(m), `"`) }
	for _, y := range doc.Years {
		for _, f := range y.Figures {
			list = append(list, documentFigure{
				unit:      unquote(slices.Concat(doc.Unit["kode_unit"], f["kode_unit"])),
				indicator: about.Code + unquote(f["indikator"]), year: y.Year, fields: f,
			})
		}
	}
	return list
}

// TestIndexTable checks indeks.csv: its header, and that below the kab/kota an index rests on shown services only.
func TestIndexTable(t *testing.T) {
	t.Parallel()
	b, r := sampleSite(t), rawSample(t)
	records, err := csv.NewReader(bytes.NewReader(b.files["data/unduhan/indeks.csv"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(records[0], ","); got != "periode,jenis_unit,kode_unit,nama_unit,indeks,kategori,komponen_mutu,disensor,indeks_dikutip,kategori_dikutip,sumber_dikutip" {
		t.Errorf("header %q", got)
	}
	known := 0
	for _, row := range records[1:] {
		u, _ := r.data.Register.UnitOf(row[2])
		year := mustInt(t, row[0][:4])
		ix := r.release.Index(u, year)
		switch {
		case row[7] == "1":
			if row[4]+row[5]+row[6] != "" || !ix.Suppressed {
				t.Errorf("%v: hidden, yet it says something", row)
			}
			continue
		case row[4] != strconv.FormatFloat(ix.Value, 'f', 4, 64) || row[5] != ix.Category:
			t.Errorf("%v: the index is %f %s", row, ix.Value, ix.Category)
		case (row[5] == "") == ix.Complete:
			t.Errorf("%v: a category belongs to a finished year, and only to it", row)
		}
		known++
		for i, ind := range r.data.Indicators {
			if ind.Group == health.GroupSPM && r.hidden(u, i, year) {
				t.Errorf("%v: rests on %s, which is hidden", row, ind.Code)
			}
		}
	}
	if known != 2 {
		t.Errorf("%d indices are known, want those of the kabupaten in 2023 and 2024", known)
	}
}

// TestEveryDownloadIsDescribed compares the files with datapackage.json.
func TestEveryDownloadIsDescribed(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		var about struct {
			Resources []struct {
				Path string `json:"path"`
			} `json:"resources"`
		}
		if err := json.Unmarshal(b.files["data/unduhan/datapackage.json"], &about); err != nil {
			t.Fatal(err)
		}
		described := map[string]bool{}
		for _, res := range about.Resources {
			described["data/unduhan/"+res.Path] = true
		}
		for file := range b.files {
			if path.Ext(file) == ".csv" && strings.HasPrefix(file, "data/unduhan/") && !described[file] {
				t.Errorf("%s: datapackage.json does not describe %s", name, file)
			}
		}
		for file := range described {
			if b.files[file] == nil {
				t.Errorf("%s: datapackage.json describes %s, which is not there", name, file)
			}
		}
	}
}
