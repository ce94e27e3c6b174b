package chart

import (
	"fmt"
	"strconv"
	"testing"

	"terang/internal/atlas"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// world is a set of places with their figures, from which every kind of chart is drawn.
type world struct {
	name    string
	names   []string
	figures []disclosure.Figure
	months  int
}

// drawnState is one kind of chart in one world.
type drawnState struct {
	kind, world string
	figure      Figure
}

// worlds are the usual one, and what a drawing must bear.
func worlds() []world {
	usual := []string{"Selatpanjang", "Alah Air", "Kedabu Rapat", "Alai", "Sungai Tohor", "Teluk Belitung", "Anak Setatah", "Tanjung Samak"}
	long := []string{
		"Kedaburapatselatan Barat Daya Laut Jaya I", "Sungaigayungkirikananatasbawahhulumuaraan", "Wonggosekarwangi Mekarmulya Wetanwetan WM",
		"Indah Kampung Balak Baru Sekali Sejahtera", "I,II", "Ii", "MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM", "Tanjung Samak",
	}
	each := func(n int, f func(i int) disclosure.Figure) []disclosure.Figure {
		list := make([]disclosure.Figure, n)
		for i := range list {
			list[i] = f(i)
		}
		return list
	}
	mixed := func(i int) disclosure.Figure {
		switch i % 8 {
		case 5:
			return hidden()
		case 6:
			return missing()
		case 7:
			return banded(disclosure.From80)
		}
		d := 40 + 310*i
		f := exact(d*(92-9*i)/100, d, 75)
		return moving(f, []health.Movement{health.Rising, health.Falling, health.Steady}[i%3], []health.PWS{health.PWSBaik, health.PWSKurang, health.PWSJelek, health.PWSCukup}[i%4])
	}
	share := func(percent int) func(int) disclosure.Figure {
		return func(i int) disclosure.Figure { return exact((40+100*i)*percent/100, 40+100*i, 75) }
	}
	many := make([]string, 60)
	for i := range many {
		many[i] = "Tempat ke-" + strconv.Itoa(i+1)
	}
	return []world{
		{"lazim", usual, each(8, mixed), 12},
		{"nama panjang", long, each(8, mixed), 12},
		{"tanda", []string{hostile, `<i>&amp;"'`, `a'b"c`, "]]>", "-->", "\u0000\u001b", "  ", ""}, each(8, mixed), 12},
		{"kanan ke kiri", []string{"حضرموت الساحل والوادي الكبير", "שלום עולם", "مكة", "الرياض", "بيت لحم", "صنعاء القديمة", "عدن", "ירושלים"}, each(8, mixed), 12},
		{"emoji", []string{"👨‍👩‍👧‍👦 Keluarga Sehat", "🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥🏥", "Ñandú é", "中央卫生院上海市", "𝕳𝖆𝖗𝖎", "🇮🇩", "🤰🏽", "Ｗｉｄｅ"}, each(8, mixed), 12},
		{"0 %", usual, each(8, share(0)), 12},
		{"259 %", usual, each(8, share(259)), 12},
		{"satu titik", usual[:1], each(1, share(62)), 1},
		{"60 titik", many, each(60, func(i int) disclosure.Figure { return exact(20+i*13, 100+i*17, 75) }), 60},
		{"belum lapor", usual, each(8, func(int) disclosure.Figure { return missing() }), 12},
		{"disensor", usual, each(8, func(int) disclosure.Figure { return hidden() }), 12},
		{"sama", usual, each(8, func(int) disclosure.Figure { return exact(75, 100, 75) }), 12},
	}
}

func (w world) at(i int) disclosure.Figure { return w.figures[i%len(w.figures)] }

// states draws every kind in every world.
func states(t testing.TB) []drawnState {
	var all []drawnState
	for n, w := range worlds() {
		for _, kind := range []func(testing.TB, world, Frame) Figure{
			stateServices, stateTrend, statePanels, stateControl, stateRanking, stateFunnel, statePWS, stateHeat, stateMap, stateTiles, statePoints, stateStack,
		} {
			f := Frame{
				ID: fmt.Sprintf("g%d", len(all)), Title: "Yang ditemukan: " + w.name, Caption: "Sumber: contoh.",
				Unit: "anak", Place: "puskesmas", Interactive: n < 2 || w.months != 12,
			}
			if fig := kind(t, w, f); fig.Kind != "" {
				all = append(all, drawnState{fig.Kind, w.name, fig})
			}
		}
	}
	return all
}

// course is a growing series that ends at a figure, with a hidden and a missing month on its way.
func (w world) course(i int) []disclosure.Figure {
	list := make([]disclosure.Figure, w.months)
	last := w.at(i)
	n, d, ok := counts(last)
	reach := max(1, w.months*3/4)
	for m := range list[:reach] {
		switch {
		case !ok:
			list[m] = last
		case reach > 6 && m == 2:
			list[m] = hidden()
		case reach > 6 && m == 4:
			list[m] = missing()
		default:
			list[m] = exact(n*(m+1)/reach, d, float64(100*(m+1))/float64(w.months))
		}
	}
	return list
}

func (w world) axis() (months []health.Month, targets []float64) {
	for i := range w.months {
		months = append(months, health.MonthOf(2020, 1)+health.Month(i))
		targets = append(targets, 100*float64(i+1)/float64(w.months))
	}
	return months, targets
}

func stateServices(t testing.TB, w world, f Frame) Figure {
	var rows []ServiceRow
	for i, name := range w.names {
		rows = append(rows, ServiceRow{Name: name, Href: "#", Figure: w.at(i), Note: []string{"", "termasuk 3 dari luar wilayah"}[i%2], Points: w.course(i)})
	}
	return Figure{ID: f.ID, Kind: "services", Title: f.Title, SVG: Services(catalogue(t, "id"), rows)}
}

func stateTrend(t testing.TB, w world, f Frame) Figure {
	months, targets := w.axis()
	spec := TrendSpec{Months: months, Target: targets, Partly: make([]bool, w.months)}
	for i := range min(4, len(w.names)) {
		spec.Lines = append(spec.Lines, Line{Name: w.names[i], Points: w.course(i), Provisional: i == 0})
	}
	for i := range spec.Partly {
		spec.Partly[i] = i%12 == 7 || i%12 == 8
	}
	return Trend(catalogue(t, "id"), f, spec)
}

func statePanels(t testing.TB, w world, f Frame) Figure {
	months, targets := w.axis()
	var panels []Panel
	for i, name := range w.names {
		panels = append(panels, Panel{Name: name, Href: "#", Figure: w.at(i), Points: w.course(i), Target: targets, Months: months})
	}
	return Panels(catalogue(t, "id"), f, panels)
}

func stateControl(t testing.TB, w world, f Frame) Figure {
	var values []int
	for i := range max(w.months, 2) {
		v := 60 + i*7%11
		switch w.name {
		case "0 %":
			v = 0
		case "259 %":
			v = 259
		}
		values = append(values, v)
	}
	if _, ok := w.at(0).Value(); !ok || w.months < 2 {
		return Figure{}
	}
	spec := monthly(1200, 100, values...)
	f.Title = ""
	fig, _ := Control(catalogue(t, "id"), f, spec)
	return fig
}

func (w world) ranked() []RankRow {
	var rows []RankRow
	for i, name := range w.names {
		rows = append(rows, RankRow{name, "#", fmt.Sprintf("%02d", i), w.at(i)})
	}
	return rows
}

func stateRanking(t testing.TB, w world, f Frame) Figure {
	return Ranking(catalogue(t, "id"), f, w.ranked(), exact(670, 1000, 75), "Kabupaten Contoh")
}

func stateFunnel(t testing.TB, w world, f Frame) Figure {
	f.Title = ""
	fig, _ := Funnel(catalogue(t, "id"), f, w.ranked(), exact(670, 1000, 75), "Kabupaten Contoh")
	return fig
}

func statePWS(t testing.TB, w world, f Frame) Figure {
	var rows []PWSRow
	for i, name := range w.names {
		rows = append(rows, PWSRow{name, "#", fmt.Sprintf("%02d", i), w.at(i), i == 1})
	}
	return PWS(catalogue(t, "id"), f, rows, 75)
}

func stateHeat(t testing.TB, w world, f Frame) Figure {
	var columns []HeatColumn
	var rows []HeatRow
	for i := range 9 {
		columns = append(columns, HeatColumn{Name: []string{"Ibu hamil", "Bersalin", "Balita"}[i%3], Href: "#"})
	}
	for i, name := range w.names {
		r := HeatRow{Name: name, Href: "#"}
		for j := range columns {
			r.Figures = append(r.Figures, w.at(i+j))
		}
		rows = append(rows, r)
	}
	return Heat(catalogue(t, "id"), f, columns, rows)
}

// land is a register of squares beside each other, each with its outline and place.
func (w world) land() (*health.Register, []MapCell) {
	areas := []health.Area{{Code: "14.10", Level: health.Kabkota, Parent: health.NoUnit, End: health.Unit(len(w.names) + 1)}}
	outlines := map[health.Unit]health.Outline{}
	var cells []MapCell
	for i, name := range w.names {
		u := health.Unit(i + 1)
		x, y := 102+.2*float64(i%4), 1-.2*float64(i/4)
		areas = append(areas, health.Area{
			Code: fmt.Sprintf("14.10.%02d", i+1), Name: name, Level: health.Kecamatan, Parent: 0, End: u + 1,
			Place: health.Place{Lat: y + .1, Lon: x + .1, Known: true},
		})
		outlines[u] = health.Outline{{{{x, y}, {x + .2, y}, {x + .2, y + .1}, {x + .2, y + .2}, {x, y + .2}, {x, y}}}}
		cells = append(cells, MapCell{Unit: u, Name: name, Href: "#", Figure: w.at(i)})
	}
	reg := health.NewRegister(areas, nil, nil)
	reg.Outlines = outlines
	return reg, cells
}

func stateMap(t testing.TB, w world, f Frame) Figure {
	reg, cells := w.land()
	return Choropleth(catalogue(t, "id"), f, atlas.New(reg, atlas.Options{}).Kecamatan(0), cells, exact(670, 1000, 75), "Kabupaten Contoh")
}

func stateTiles(t testing.TB, w world, f Frame) Figure {
	reg, cells := w.land()
	var tiles []atlas.Tile
	for i, c := range cells {
		tile := atlas.Tile{Unit: c.Unit}
		if i%2 == 0 || w.name != "lazim" {
			tile.Place = reg.Areas[c.Unit].Place
		}
		tiles = append(tiles, tile)
	}
	fig := Choropleth(catalogue(t, "id"), f, atlas.Tiles(tiles, 640), cells, exact(670, 1000, 75), "Kabupaten Contoh")
	fig.Kind = "tiles"
	return fig
}

func statePoints(t testing.TB, w world, f Frame) Figure {
	reg, cells := w.land()
	var points []Point
	for i, name := range w.names {
		at := reg.Areas[i+1].Place
		points = append(points, Point{Name: name, Href: "#", Kind: "puskesmas", Place: at})
		for j := range 3 {
			at.Lat, at.Lon = at.Lat-.03, at.Lon+.02*float64(j)
			points = append(points, Point{Name: name, Href: "#", Kind: "posyandu", Group: j + 1, Place: at})
		}
	}
	points = append(points, Point{Name: "Tanpa tempat"})
	groups := []PointGroup{{"Puskesmas", true}, {"Rumah sakit", true}, {"Klinik", false}, {"Posyandu", false}}
	fig, _ := Points(catalogue(t, "id"), f, atlas.New(reg, atlas.Options{}).Sketch(0, health.Kecamatan), cells, groups, points)
	return fig
}

func stateStack(t testing.TB, w world, f Frame) Figure {
	var parts []StackPart
	for i, name := range w.names[:min(5, len(w.names))] {
		part := w.at(i)
		if n, d, ok := counts(part); ok {
			part = exact(n*100/max(d, 1)/6, 100, 0)
		}
		parts = append(parts, StackPart{Name: name, Figure: part})
	}
	return Stack(catalogue(t, "id"), f, StackHead{"Segmen", "Orang", "Bagian", "Belum"}, parts)
}
