package chart

import (
	"encoding/json"
	"testing"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"terang/internal/disclosure"
)

// byLibrary is the option of a trend as go-echarts makes it.
func (t trend) byLibrary() json.RawMessage {
	c := byMonth(t.w, t.Months)
	for n, l := range t.lines {
		var data []opts.LineData
		for i := range t.Months {
			data = append(data, opts.LineData{Value: seen(l.at(i))})
		}
		colour := "var(--accent)"
		if n > 0 {
			colour = "var(--calm-fill)"
		}
		style := opts.LineStyle{Color: colour, Width: 3}
		if l.Provisional {
			style.Opacity = opts.Float(.6) // as in the static drawing
		}
		series := []charts.SeriesOpts{charts.WithItemStyleOpts(opts.ItemStyle{Color: colour}), charts.WithLineStyleOpts(style)}
		if l.span > 1 {
			series = append(series, charts.WithLineChartOpts(opts.LineChart{ConnectNulls: opts.Bool(true)}))
		}
		c.AddSeries(t.lineName(l.Line), data, series...)
	}
	if len(t.Target) > 0 {
		var data []opts.LineData
		for i := range t.Months {
			data = append(data, opts.LineData{Value: tenths(t.targetAt(i))})
		}
		c.AddSeries(t.w.T("chart.target"), data, charts.WithLineChartOpts(opts.LineChart{ShowSymbol: opts.Bool(false)}),
			charts.WithItemStyleOpts(opts.ItemStyle{Color: "var(--text)"}),
			charts.WithLineStyleOpts(opts.LineStyle{Color: "var(--text)", Type: "dashed"}))
	}
	c.Validate()
	return option(&c.BaseConfiguration)
}

// The option of a trend is written as the library would.
func TestTrendOptionIsTheLibrarys(t *testing.T) {
	w := catalogue(t, "id")
	check := func(name string, spec TrendSpec) {
		tr := newTrend(w, frame("t"), spec)
		if got, want := string(tr.option()), string(tr.byLibrary()); got != want {
			t.Errorf("%s:\n%s\nthe library has\n%s", name, got, want)
		}
	}
	check("sample", trendSpec())
	for _, world := range worlds() {
		months, targets := world.axis()
		for lines := range 4 {
			spec := TrendSpec{Months: months, Target: targets}
			for i := range min(lines, len(world.names)) {
				spec.Lines = append(spec.Lines, Line{Name: world.names[i], Points: world.course(i), Provisional: i == 0})
			}
			check(world.name, spec)
			if spec.Target = nil; len(spec.Lines) > 0 {
				check(world.name+", no target", spec)
			}
		}
	}
	for _, name := range []string{"", `</script><b>"x" & 'y'`, "desa – kota", "a\\b\tc\u2028", "\xff"} {
		spec := trendSpec()
		spec.Lines[0].Name = name
		check(name, spec)
	}
	quarters := trendSpec()
	quarter := exact(50, 100, 100)
	set(&quarter, "span", int8(3))
	quarters.Lines[0].Points = []disclosure.Figure{{}, {}, quarter, {}, {}, quarter}
	check("quarters", quarters)
}
