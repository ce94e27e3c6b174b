package atlas

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"terang/internal/health"
)

const meranti = "../../data/boundaries/id1410_kepulauan_meranti.geojson"

// realRegister reads the repository's boundaries: root, kecamatan, desa with outlines.
func realRegister(t testing.TB) *health.Register {
	t.Helper()
	raw, err := os.ReadFile(meranti)
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Features []struct {
			Properties struct {
				DistrictCode string `json:"district_code"`
				VillageCode  string `json:"village_code"`
			}
			Geometry struct {
				Type        string
				Coordinates health.Outline
			}
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	byKecamatan := map[string][]int{}
	var codes []string
	for i, f := range file.Features {
		k := f.Properties.DistrictCode
		if byKecamatan[k] == nil {
			codes = append(codes, k)
		}
		byKecamatan[k] = append(byKecamatan[k], i)
	}
	slices.Sort(codes)
	areas := []health.Area{{Code: "14.10", Level: health.Kabkota, Parent: health.NoUnit}}
	outlines := map[health.Unit]health.Outline{}
	for _, k := range codes {
		parent := health.Unit(len(areas))
		areas = append(areas, health.Area{Code: k, Level: health.Kecamatan, Parent: 0})
		for _, i := range byKecamatan[k] {
			u := health.Unit(len(areas))
			outlines[u] = file.Features[i].Geometry.Coordinates
			areas = append(areas, health.Area{Code: file.Features[i].Properties.VillageCode, Level: health.Desa, Parent: parent, End: u + 1})
		}
		areas[parent].End = health.Unit(len(areas))
	}
	areas[0].End = health.Unit(len(areas))
	r := health.NewRegister(areas, nil, nil)
	r.Outlines = outlines
	return r
}

// grid makes a kabupaten of two kecamatan, each of two unit squares in a row, and
// an islet that belongs to the last desa.
func grid() *health.Register {
	square := func(x float64) [][][2]float64 {
		return [][][2]float64{{{x, 0}, {x + .5, 0.0001}, {x + 1, 0}, {x + 1, 1}, {x + .5, 1.0001}, {x, 1}, {x, 0}}}
	}
	areas := []health.Area{
		{Code: "99.01", Level: health.Kabkota, Parent: health.NoUnit, End: 7},
		{Code: "99.01.01", Level: health.Kecamatan, Parent: 0, End: 4},
		{Code: "99.01.01.2001", Level: health.Desa, Parent: 1, End: 3},
		{Code: "99.01.01.2002", Level: health.Desa, Parent: 1, End: 4},
		{Code: "99.01.02", Level: health.Kecamatan, Parent: 0, End: 7},
		{Code: "99.01.02.2001", Level: health.Desa, Parent: 4, End: 6},
		{Code: "99.01.02.2002", Level: health.Desa, Parent: 4, End: 7},
	}
	r := health.NewRegister(areas, nil, nil)
	islet := [][][2]float64{{{5, 0}, {5.2, 0}, {5.2, .2}, {5, 0}}}
	r.Outlines = map[health.Unit]health.Outline{2: {square(0)}, 3: {square(1)}, 5: {square(2)}, 6: {square(3), islet}}
	return r
}

func TestDissolveDropsSharedArcs(t *testing.T) {
	r := grid()
	topo := newTopology()
	a := New(r, Options{})
	for _, k := range []health.Unit{1, 4} {
		topo.add(a.outlines(k))
	}
	shared := 0
	for _, arc := range topo.arcs() {
		if len(arc.owners) == 2 {
			shared++
			if len(arc.vertices) != 2 {
				t.Errorf("shared arc has %d vertices, want the 2 of the middle border", len(arc.vertices))
			}
		}
		if len(arc.owners) > 2 {
			t.Errorf("arc with owners %v", arc.owners)
		}
	}
	if shared != 1 {
		t.Errorf("%d shared arcs, want 1", shared)
	}
	d := newDrawing(topo, 640)
	if len(d.rings[0]) != 1 || len(d.rings[1]) != 2 {
		t.Errorf("rings %d and %d, want 1, and 2 with the islet", len(d.rings[0]), len(d.rings[1]))
	}
}

func TestAreasAddUp(t *testing.T) {
	r := realRegister(t)
	a := New(r, Options{})
	desa, kecamatan := newTopology(), newTopology()
	for u := range r.Areas {
		switch r.Areas[u].Level {
		case health.Desa:
			desa.add(a.outlines(health.Unit(u)))
		case health.Kecamatan:
			kecamatan.add(a.outlines(health.Unit(u)))
		default:
		}
	}
	sum := func(topo *topology) float64 {
		total := 0.0
		d := newDrawing(topo, 640)
		for _, rs := range d.rings {
			for _, r := range rs {
				total += r.size
			}
		}
		return total
	}
	d, k := sum(desa), sum(kecamatan)
	if d == 0 || math.Abs(d-k)/d > 1e-3 {
		t.Errorf("desa cover %.2f, kecamatan %.2f", d, k)
	}
}

// TestSharedBordersStayOneArc takes every border of the drawn map apart again: a
// piece that two areas share must stand in both paths, vertex for vertex.
func TestSharedBordersStayOneArc(t *testing.T) {
	r := realRegister(t)
	topo := newTopology()
	a := New(r, Options{})
	var units []health.Unit
	for u := range r.Areas {
		if r.Areas[u].Level == health.Desa {
			units = append(units, health.Unit(u))
			topo.add(a.outlines(health.Unit(u)))
		}
	}
	d := newDrawing(topo, 640)
	m, _ := d.fit(units, 10000)
	borders := map[[2][2]int]int{}
	for _, s := range m.Shapes {
		for _, ring := range parsePath(t, s.Path) {
			for i, p := range ring {
				q := ring[(i+1)%len(ring)]
				key := [2][2]int{p, q}
				if p[0] > q[0] || p[0] == q[0] && p[1] > q[1] {
					key = [2][2]int{q, p}
				}
				borders[key]++
			}
		}
	}
	shared, pairs := 0, 0
	for _, arc := range d.arcs {
		if len(arc.owners) == 2 {
			shared++
		}
	}
	for _, n := range borders {
		if n == 2 {
			pairs++
		}
	}
	if shared < 100 {
		t.Fatalf("only %d shared borders in the real file: it is not vertex-exact", shared)
	}
	if pairs < shared {
		t.Errorf("%d drawn pieces stand in two paths, want at least one for each of %d shared borders", pairs, shared)
	}
}

func TestIsletsGoButNeverTheLastPolygon(t *testing.T) {
	r := grid()
	m := New(r, Options{Budget: 1}).Desa(0)
	if len(m.Shapes) != 4 {
		t.Fatalf("%d shapes, want 4", len(m.Shapes))
	}
	for _, s := range m.Shapes {
		if rings := parsePath(t, s.Path); len(rings) < 1 || len(rings[0]) < 3 {
			t.Errorf("unit %d has path %q", s.Unit, s.Path)
		}
	}
	if n := len(parsePath(t, New(r, Options{}).Desa(0).Shapes[3].Path)); n != 2 {
		t.Errorf("%d rings with room enough, want the islet kept", n)
	}
}

func TestBudgets(t *testing.T) {
	a := New(realRegister(t), Options{})
	for _, c := range []struct {
		name string
		m    *Map
		most int
		raw  int
		n    int
	}{
		{"kecamatan", a.Kecamatan(0), 6000, 10000, 9},
		{"all desa", a.Desa(0), 8000, 14000, 101},
		{"desa of one kecamatan", a.Desa(1), 5000, 10000, 0},
	} {
		size, text := 0, ""
		for _, s := range c.m.Shapes {
			parsePath(t, s.Path)
			size += len(s.Path)
			text += s.Path + "\n"
			if s.LabelX <= 0 || s.LabelX >= c.m.ViewBox.W || s.LabelY <= 0 || s.LabelY >= c.m.ViewBox.H {
				t.Errorf("%s: label of %d at %v, %v", c.name, s.Unit, s.LabelX, s.LabelY)
			}
		}
		t.Logf("%s: %d shapes, %d bytes, %d gzip, box %v", c.name, len(c.m.Shapes), size, zipped(text), c.m.ViewBox)
		if zipped(text) > c.most || size > c.raw {
			t.Errorf("%s: %d bytes, %d gzip", c.name, size, zipped(text))
		}
		if c.n > 0 && len(c.m.Shapes) != c.n {
			t.Errorf("%s: %d shapes, want %d", c.name, len(c.m.Shapes), c.n)
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	one, _ := json.Marshal(New(realRegister(t), Options{}).Desa(0))
	two, _ := json.Marshal(New(realRegister(t), Options{}).Desa(0))
	if !bytes.Equal(one, two) {
		t.Error("two maps of the same outlines differ")
	}
}

func TestNothingToDraw(t *testing.T) {
	r := grid()
	if m := New(r, Options{}).Desa(0); m == nil {
		t.Error("outlines gave no map")
	}
	r.Outlines = nil
	a := New(r, Options{})
	if a != nil || a.Desa(0) != nil || a.Kecamatan(0) != nil {
		t.Error("a register without outlines gave a map")
	}
}

func TestTenths(t *testing.T) {
	for n, want := range map[int]string{0: "0", 3: ".3", -3: "-.3", 10: "1", -25: "-2.5", 1234: "123.4"} {
		if got := string(appendTenths(nil, n, false)); got != want {
			t.Errorf("%d tenths: %q, want %q", n, got, want)
		}
	}
}

func zipped(s string) int {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.Len()
}

// parsePath reads a path back to rings of tenths and fails where it is malformed.
func parsePath(t *testing.T, path string) [][][2]int {
	t.Helper()
	whole := regexp.MustCompile(`^(M[-.\d ]+(l[-.\d ]+)?z)+$`)
	if !whole.MatchString(path) {
		t.Fatalf("malformed path %q", path)
	}
	number := regexp.MustCompile(`-?(\d+(\.\d)?|\.\d)`)
	var rings [][][2]int
	for _, part := range strings.Split(strings.TrimSuffix(path, "z"), "z") {
		words := number.FindAllString(part, -1)
		if len(words)%2 != 0 {
			t.Fatalf("odd count of numbers in %q", part)
		}
		var ring [][2]int
		var at [2]int
		for i := 0; i < len(words); i += 2 {
			x, _ := strconv.ParseFloat(words[i], 64)
			y, _ := strconv.ParseFloat(words[i+1], 64)
			at[0] += int(math.Round(x * 10))
			at[1] += int(math.Round(y * 10))
			ring = append(ring, at)
		}
		rings = append(rings, ring)
	}
	return rings
}

func BenchmarkDesa(b *testing.B) {
	a := New(realRegister(b), Options{})
	for b.Loop() {
		a.Desa(0)
	}
}
