package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"terang/internal/health"
	"terang/internal/stats"
)

// whole keeps the sizes of an axis without the unit of the values.
var whole = &opts.AxisLabel{Formatter: "{value}"}

func (fn *funnel) option() json.RawMessage {
	size, high := 20, 100.0
	for _, s := range fn.spots {
		size, high = max(size, s.d), max(high, s.value)
	}
	end, _ := niceAxis(float64(size))
	c := charts.NewScatter()
	c.SetGlobalOptions(
		palette(),
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Min: 0, Max: tenths(end), Name: fn.w.T("chart.funnel.size"), NameLocation: "middle", NameGap: 28, AxisLabel: whole}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: 0, Max: tenths(high)}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(true)}),
	)
	for _, group := range []struct {
		key, colour, symbol string
		at                  stats.Position
	}{
		{"chart.funnel.inside", "var(--calm-fill)", "circle", stats.Inside},
		{"chart.funnel.beyond95", "var(--accent)", "triangle", stats.Outside95},
		{"chart.funnel.beyond998", "var(--text)", "diamond", stats.Outside998},
	} {
		var data []opts.ScatterData
		for _, s := range fn.at(group.at) {
			data = append(data, opts.ScatterData{Name: s.name, Value: []tenths{tenths(s.d), seen(s.figure)}, Symbol: group.symbol, SymbolSize: 12})
		}
		if len(data) > 0 {
			c.AddSeries(fn.w.T(group.key), data, charts.WithItemStyleOpts(opts.ItemStyle{Color: group.colour}))
		}
	}
	lines := charts.NewLine()
	for _, l := range []struct {
		key, dash string
		z         float64
	}{{"chart.funnel.limit95", "dashed", stats.Z95}, {"chart.funnel.limit998", "solid", stats.Z998}} {
		for _, upper := range []bool{true, false} {
			var data []opts.LineData
			for _, at := range fn.limits(end, l.z, upper) {
				data = append(data, opts.LineData{Value: []tenths{tenths(at[0]), tenths(100 * at[1])}})
			}
			lines.AddSeries(fn.w.T(l.key), data, levelStyle(l.dash)...)
		}
	}
	v, _ := shown(fn.benchmark)
	centre := []opts.LineData{{Value: []tenths{0, tenths(v)}}, {Value: []tenths{tenths(end), tenths(v)}}}
	lines.AddSeries(fn.against, centre, levelStyle("solid")...)
	c.Overlap(lines)
	c.Validate()
	return option(&c.BaseConfiguration)
}

// levelStyle is a thin line without points.
func levelStyle(dash string) []charts.SeriesOpts {
	return []charts.SeriesOpts{
		charts.WithLineChartOpts(opts.LineChart{ShowSymbol: opts.Bool(false)}),
		charts.WithItemStyleOpts(opts.ItemStyle{Color: "var(--muted)"}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: "var(--muted)", Type: dash, Width: 1.5}),
	}
}

func (c *control) option() json.RawMessage {
	var months []health.Month
	var data []opts.LineData
	for _, p := range c.Points {
		months = append(months, p.Now.Month())
		data = append(data, opts.LineData{Value: tenths(p.percent())})
	}
	l := byMonth(c.w, months)
	l.AddSeries(c.w.T("chart.control.series"), data, charts.WithItemStyleOpts(opts.ItemStyle{Color: "var(--accent)"}),
		charts.WithLineStyleOpts(opts.LineStyle{Color: "var(--accent)", Width: 3}))
	level := func(key string, v float64, dash string) {
		line := make([]opts.LineData, len(c.Points))
		for i := range line {
			line[i].Value = tenths(v)
		}
		l.AddSeries(c.w.T(key), line, levelStyle(dash)...)
	}
	level("chart.control.mean", c.Mean, "solid")
	level("chart.control.high", c.High, "dashed")
	level("chart.control.low", c.low(), "dashed")
	if c.Target > 0 {
		level("chart.target.short", c.Target, "dotted")
	}
	l.Validate()
	return option(&l.BaseConfiguration)
}
