package chart

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unsafe"

	"terang/internal/atlas"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/words"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// set writes an unexported field of a figure. Figures have no constructor on
// purpose: only disclosure makes them, so a test has to break in.
func set[T any](f *disclosure.Figure, field string, v T) {
	p := reflect.ValueOf(f).Elem().FieldByName(field)
	*(*T)(unsafe.Pointer(p.UnsafeAddr())) = v
}

func exact(n, d int, target float64) disclosure.Figure {
	var f disclosure.Figure
	state := health.Value
	if d == 0 {
		state = health.NotApplicable
	}
	set(&f, "state", state)
	set(&f, "n", health.Count(n))
	set(&f, "d", health.Count(d))
	set(&f, "target", target)
	set(&f, "factor", 100)
	return f
}

func moving(f disclosure.Figure, m health.Movement, p health.PWS) disclosure.Figure {
	set(&f, "movement", m)
	set(&f, "pws", p)
	return f
}

func hidden() disclosure.Figure {
	var f disclosure.Figure
	set(&f, "state", health.Suppressed)
	set(&f, "target", 75.0)
	set(&f, "factor", 100)
	return f
}

func missing() disclosure.Figure { return disclosure.Figure{} }

func banded(b disclosure.Band) disclosure.Figure {
	f := hidden()
	set(&f, "state", health.Banded)
	set(&f, "band", b)
	return f
}

// catalogue reads a flat word file as the theme does, closely enough.
func catalogue(t testing.TB, lang string) *words.Catalogue {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "words."+lang+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{
		"months":       "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
		"months.short": "Jan Feb Mar Apr Mei Jun Jul Agu Sep Okt Nov Des",
		"list.two":     "{a} dan {b}",
		"list.last":    "{head}, dan {last}",
	}
	for line := range strings.Lines(string(raw)) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		text, err := strconv.Unquote(value)
		if !ok || err != nil {
			t.Fatalf("line %q: %v", line, err)
		}
		texts[key] = text
	}
	return words.New(lang, texts)
}

const hostile = `</script><b>"Soka"an' & co`

func places() []RankRow {
	return []RankRow{
		{"Manggar", "manggar/index.html", "01", exact(455, 693, 75)},
		{"Kelapa Kampit", "kelapa-kampit/index.html", "03", exact(186, 336, 75)},
		{"Gantung", "gantung/index.html", "04", exact(408, 522, 75)},
		{"Lubuk Pakam I,II", "", "09", hidden()},
		{`Soka"an`, "", "08", missing()},
		{"Rentang", "", "07", banded(disclosure.From50)},
		{"Kosong", "", "06", exact(0, 0, 75)},
		{"Lebih", "", "05", exact(259, 100, 75)},
		{"Nihil", "", "02", exact(0, 40, 75)},
	}
}

func frame(id string) Frame {
	return Frame{
		ID: id, Title: "4 dari 5 di bawah target", Caption: "Sumber: laporan", Download: "../capaian.csv",
		Unit: "ibu hamil", Place: "puskesmas", Interactive: true,
	}
}

func months() []health.Month {
	ms := make([]health.Month, 12)
	for i := range ms {
		ms[i] = health.MonthOf(2024, i+1)
	}
	return ms
}

func targets() []float64 {
	ts := make([]float64, 12)
	for i := range ts {
		ts[i] = 100 * float64(i+1) / 12
	}
	return ts
}

func trendSpec() TrendSpec {
	ts := targets()
	now := []disclosure.Figure{
		exact(27, 679, ts[0]), exact(60, 679, ts[1]), missing(), exact(150, 679, ts[3]), missing(), exact(236, 679, ts[5]),
		exact(280, 679, ts[6]), exact(325, 679, ts[7]), exact(368, 679, ts[8]),
	}
	var before []disclosure.Figure
	for i := range 12 {
		before = append(before, exact(50*(i+1), 660, ts[i]))
	}
	return TrendSpec{
		Lines:  []Line{{"2024", now, true}, {"Kepulauan Meranti", before, false}},
		Target: ts, Months: months(),
	}
}

func pwsRows() []PWSRow {
	return []PWSRow{
		{"Mekar", "mekar.html", "01", moving(exact(36, 60, 50), health.Rising, health.PWSBaik), false},
		{"Jaya", "jaya.html", "02", moving(exact(22, 40, 50), health.Falling, health.PWSKurang), false},
		{"Indah Kampung Balak Baru Sekali", "indah.html", "03", moving(exact(22, 45, 50), health.Steady, health.PWSJelek), false},
		{"Sari", "sari.html", "04", moving(exact(24, 50, 50), health.Rising, health.PWSCukup), false},
		{"Baru", "baru.html", "05", moving(exact(12, 30, 50), health.Falling, health.PWSJelek), false},
		{"Puskesmas", "", "P1", moving(exact(116, 225, 50), health.Steady, health.PWSBaik), true},
		{"Rahasia", "", "07", hidden(), false},
		{"Diam", "", "06", missing(), false},
		{"Rentang", "", "08", banded(disclosure.From80), false},
		{"Lebih", "", "09", exact(259, 100, 50), false},
	}
}

// figures draws one of each kind, from which the rules below are checked.
func figures(t testing.TB) map[string]Figure {
	w := catalogue(t, "id")
	m := &atlas.Map{ViewBox: atlas.Box{W: 640, H: 400}, Shapes: []atlas.Shape{
		{Unit: 1, Path: "M1 1l9 0 0 9z", LabelX: 300, LabelY: 100}, {Unit: 2, Path: "M20 1l9 0 0 9z", LabelX: 310, LabelY: 105}, {Unit: 9, Path: "M40 1l9 0 0 9z"},
	}}
	cells := []MapCell{
		{1, "Rangsang", "rangsang/index.html", exact(54, 100, 75)},
		{2, hostile, "h/index.html", exact(80, 100, 75)},
		{3, "Merbau", "", hidden()},
		{4, "Pulau Merbau", "", missing()},
		{5, "Putri Puyu", "", banded(disclosure.From50)},
	}
	var columns []HeatColumn
	row := HeatRow{Name: "Topang", Href: "topang.html"}
	for i, f := range []disclosure.Figure{exact(30, 100, 75), exact(50, 100, 75), exact(65, 100, 75), exact(70, 100, 75), exact(75, 100, 75), hidden(), missing(), exact(0, 0, 75), banded(disclosure.From50), banded(disclosure.From100)} {
		columns = append(columns, HeatColumn{Name: "L" + strconv.Itoa(i)})
		row.Figures = append(row.Figures, f)
	}
	total := HeatRow{Name: "Puskesmas", Figures: row.Figures[:3], Total: true}
	rows, parent := k6()
	funnel, _ := Funnel(w, frame("corong"), rows, parent, "Kabupaten")
	control, _ := Control(w, frame("kendali"), monthly(1200, 100, 61, 64, 60, 66, 63, 65, 62, 67, 64, 66, 63, 95))
	return map[string]Figure{
		"funnel": funnel, "control": control,
		"trend":   Trend(w, frame("tren"), trendSpec()),
		"ranking": Ranking(w, frame("urut"), places(), exact(1640, 2254, 75), "Kabupaten"),
		"pws":     PWS(w, frame("pws"), pwsRows(), 50),
		"heat":    Heat(w, frame("panas"), columns, []HeatRow{row, total}),
		"map":     Choropleth(w, frame("peta"), m, cells, exact(67, 100, 75), "Kabupaten"),
	}
}

func services(t testing.TB) Markup {
	return Services(catalogue(t, "id"), []ServiceRow{
		{"Balita", "balita.html", moving(exact(368, 679, 75), health.Rising, health.PWSCukup), "", "#hitung-balita", trendSpec().Lines[0].Points},
		{"Usia lanjut", "lansia.html", moving(exact(698, 1000, 75), health.Steady, ""), "termasuk 3 dari luar wilayah", "", nil},
		{"Bayi baru lahir", "bbl.html", moving(exact(259, 100, 75), health.Falling, ""), "", "", nil},
		{"Gangguan jiwa berat", "", hidden(), "", "", nil},
		{"Risiko HIV", "", missing(), "hanya tingkat kabupaten", "", nil},
		{hostile, "", exact(0, 0, 75), "", "", nil},
		{"Rentang", "", banded(disclosure.From90), "", "", nil},
	})
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name+".golden")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from its golden file; run with -update and read the difference", name)
	}
}

// lines puts each tag on its own line, so that a golden file's differences can be read.
func lines(m Markup) string { return strings.ReplaceAll(string(m), "><", ">\n<") + "\n" }

func TestGolden(t *testing.T) {
	for name, f := range figures(t) {
		golden(t, name, []byte(f.Desc+"\n\n"+lines(f.SVG)+"\n"+lines(f.Table.Markup())))
		if f.Option != nil {
			var b bytes.Buffer
			if err := json.Indent(&b, f.Option, "", " "); err != nil {
				t.Fatal(err)
			}
			golden(t, name+".option", append(b.Bytes(), '\n'))
		}
	}
	golden(t, "services", []byte(lines(services(t))))
}

// wellFormed parses markup as XML and gives all ids and attribute names in it.
func wellFormed(t *testing.T, name string, m Markup) (ids, attrs []string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader("<x>" + string(m) + "</x>"))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return ids, attrs
		}
		if err != nil {
			t.Fatalf("%s is not well-formed: %v", name, err)
		}
		if start, ok := token.(xml.StartElement); ok {
			if start.Name.Local == "script" || start.Name.Local == "style" {
				t.Errorf("%s holds a %s element", name, start.Name.Local)
			}
			for _, a := range start.Attr {
				attrs = append(attrs, a.Name.Local)
				if a.Name.Local == "id" {
					ids = append(ids, a.Value)
				}
			}
		}
	}
}

func TestMarkupKeepsToThePolicy(t *testing.T) {
	known := map[string]bool{}
	all := map[string]Markup{"services": services(t), "defs": Defs(), "spark": Spark(trendSpec().Lines[0].Points)}
	for name, f := range figures(t) {
		all[name], all[name+" table"] = f.SVG, f.Table.Markup()
	}
	for name, m := range all {
		ids, attrs := wellFormed(t, name, m)
		for _, id := range ids {
			if known[id] {
				t.Errorf("%s repeats id %q", name, id)
			}
			known[id] = true
		}
		for _, a := range attrs {
			if a == "style" || strings.HasPrefix(a, "on") {
				t.Errorf("%s has attribute %s", name, a)
			}
		}
		if strings.Contains(string(m), "NaN") || strings.Contains(string(m), "Inf") || strings.Contains(string(m), "⟦") {
			t.Errorf("%s holds a number or word that is none", name)
		}
	}
}

func TestOptionIsSafeAndSaysWhatTheTableSays(t *testing.T) {
	for name, f := range figures(t) {
		if f.Option == nil {
			continue
		}
		if bytes.ContainsAny(f.Option, "<>") || bytes.Contains(f.Option, []byte("function")) || bytes.Contains(f.Option, []byte(`"#`)) {
			t.Errorf("%s: unsafe option %s", name, f.Option)
		}
		var o struct {
			Series []struct {
				Name, Type string
				Data       []struct{ Value json.RawMessage }
			}
		}
		if err := json.Unmarshal(f.Option, &o); err != nil {
			t.Fatal(err)
		}
		table := string(f.Table.Markup())
		checked := 0
		for _, s := range o.Series {
			for _, d := range s.Data {
				for _, n := range regexp.MustCompile(`[\d.]+`).FindAllString(string(d.Value), -1) {
					v, _ := strconv.ParseFloat(n, 64)
					if s.Type == "custom" && v == math.Trunc(v) && v < 20 {
						continue // the place's index
					}
					if name == "funnel" && s.Type == "line" {
						continue // a limit's curve, between the places
					}
					checked++
					w := catalogue(t, "id")
					if !strings.Contains(table, w.Decimal(v, 1)) && !strings.Contains(table, ">"+w.Int(int(v))+"<") {
						t.Errorf("%s: option says %s, table does not", name, w.Decimal(v, 1))
					}
				}
			}
		}
		if checked < 5 {
			t.Errorf("%s: only %d numbers in the option", name, checked)
		}
	}
}

func TestCatalogueHasEveryKeyAndNoOther(t *testing.T) {
	id, en := catalogue(t, "id"), catalogue(t, "en")
	files, _ := filepath.Glob("*.go")
	var source []byte
	for _, f := range files {
		if !strings.HasSuffix(f, "_test.go") {
			raw, _ := os.ReadFile(f)
			source = append(source, raw...)
		}
	}
	for _, key := range regexp.MustCompile(`"chart\.[a-z0-9.]*[a-z0-9]"`).FindAll(source, -1) {
		k := strings.Trim(string(key), `"`)
		if !id.Has(k) || !en.Has(k) {
			t.Errorf("no text for %s", k)
		}
	}
	for _, k := range id.Keys() {
		if !en.Has(k) {
			t.Errorf("%s has no English", k)
		}
		prefix := k[:strings.LastIndex(k, ".")+1]
		if strings.HasPrefix(k, "chart.") && !bytes.Contains(source, []byte(`"`+k+`"`)) && !bytes.Contains(source, []byte(`"`+prefix+`"`)) {
			t.Errorf("%s is not used", k)
		}
	}
}

// TestStack draws parts to scale, names every number in its key, and gives a part
// without a number no width.
func TestStack(t *testing.T) {
	w := catalogue(t, "id")
	head := StackHead{Part: "Segmen", Count: "Orang", Share: "Bagian", Rest: "Sisa"}
	fig := Stack(w, Frame{ID: "s", Title: "Segmen"}, head, []StackPart{{Name: "A <b>", Figure: exact(50, 100, 0)}, {Name: "B", Figure: exact(30, 100, 0)}})
	svg := string(fig.SVG)
	for _, part := range []string{`class="q5" y="0" width="220"`, `class="q2" x="220" y="0" width="132"`, "A &lt;b&gt;: 50,0", "Sisa: 20,0"} {
		if !strings.Contains(svg, part) {
			t.Errorf("no %q in %s", part, svg)
		}
	}
	if len(fig.Table.Rows) != 3 || fig.Table.Rows[2][1].Text != "20" || fig.Table.Rows[0][2].Text != "50,0\u00a0%" {
		t.Errorf("table %v", fig.Table.Rows)
	}
	hiding := Stack(w, Frame{ID: "s"}, head, []StackPart{{Name: "A", Figure: exact(50, 100, 0)}, {Name: "B", Figure: hidden()}})
	if strings.Contains(string(hiding.SVG), "Sisa") || len(hiding.Table.Rows) != 2 || hiding.Table.Rows[1][2].Text != "" {
		t.Errorf("what is left over gives the hidden part away: %s %v", hiding.SVG, hiding.Table.Rows)
	}
	over := string(Stack(w, Frame{ID: "s"}, head, []StackPart{{Name: "A", Figure: exact(90, 100, 0)}, {Name: "B", Figure: exact(30, 100, 0)}}).SVG)
	if !strings.Contains(over, `width="330"`) || strings.Contains(over, "Sisa") {
		t.Errorf("more than all: %s", over)
	}
}
