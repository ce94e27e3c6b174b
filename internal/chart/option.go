package chart

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/words"
)

// The options below set structure, names and numbers. A colour is written
// var(--token) and resolved by the page's script from its style sheet; the script
// also adds number formats and the shape of the custom series.

// tenths is a number of an option: one decimal, and null for a gap.
type tenths float64

// MarshalJSON writes the number, or null where it is NaN or infinite.
func (t tenths) MarshalJSON() ([]byte, error) {
	v := inTenths(float64(t)) / 10
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return []byte("null"), nil
	}
	return strconv.AppendFloat(nil, v, 'f', -1, 64), nil
}

// seen is the number that the reader sees, or a gap.
func seen(f disclosure.Figure) tenths {
	if v, ok := shown(f); ok {
		return tenths(v)
	}
	return tenths(math.NaN())
}

// option marshals a chart; json escapes <, > and &, so that the option may stand in a script element.
func option(c *charts.BaseConfiguration) json.RawMessage {
	raw, err := json.Marshal(c.JSON())
	if err != nil {
		return nil // only a NaN could do it, and tenths keeps them out
	}
	return raw
}

// optionName is a category's name, with the mark of its state where it has no number.
func optionName(e entry) string {
	if _, ok := e.figure.Value(); ok {
		return e.name
	}
	return e.name + " " + glyph(classOf(e.figure))
}

// token gives the style sheet's colour for a state class.
func token(class string) string {
	switch class {
	case classGood, classNear, classBad:
		return "var(--" + class + "-fill)"
	}
	return "var(--calm-fill)"
}

// barData gives names and bars of ordered places, in order.
func barData(entries []entry) (names []string, bars []opts.BarData) {
	for _, e := range entries {
		names = append(names, optionName(e))
		bars = append(bars, opts.BarData{
			Value:     seen(e.figure),
			ItemStyle: &opts.ItemStyle{Color: token(classOf(e.figure))},
		})
	}
	return names, bars
}

// axisEnd is where an axis of values ends: never short of the whole, so that a
// bar is seen as a part of it, and with room for the target.
func axisEnd(entries []entry) tenths {
	end := 0.0
	if factorOf(figuresOf(entries)) == 100 {
		end = 100
	}
	for _, e := range entries {
		if v, ok := e.figure.Value(); ok {
			end = max(end, v, e.figure.Target())
		}
	}
	step := 25.0
	if end < 50 {
		_, step = niceAxis(end)
	}
	return tenths(math.Ceil(end/step) * step)
}

// palette replaces the library's own colours.
func palette() charts.GlobalOpts {
	return charts.WithColorsOpts(opts.Colors{"var(--accent)", "var(--calm-fill)", "var(--near-fill)", "var(--bad-fill)", "var(--good-fill)"})
}

func lineStyle(class string) charts.SeriesOpts {
	return charts.WithMarkLineStyleOpts(opts.MarkLineStyle{
		Symbol:    []string{"none", "none"},
		Label:     &opts.Label{Show: opts.Bool(true), Formatter: "{b}"},
		LineStyle: &opts.LineStyle{Color: class, Type: "dashed"},
	})
}

func (r ranked) option() json.RawMessage {
	names, bars := barData(r.entries)
	for i, e := range r.entries {
		if classOf(e.figure) == classBad {
			bars[i].ItemStyle.Opacity = opts.Float(.7) // lighter, so that the interval shows on it
		}
	}
	var lines []opts.MarkLineNameXAxisItem
	if target, factor := targetOf(r.entries); target > 0 {
		name := r.w.T("chart.key.target", "value", TargetText(r.w, target, factor))
		lines = append(lines, opts.MarkLineNameXAxisItem{Name: name, XAxis: tenths(target)})
	}
	if v, ok := shown(r.benchmark); ok {
		lines = append(lines, opts.MarkLineNameXAxisItem{Name: r.against + " " + Value(r.w, r.benchmark), XAxis: tenths(v)})
	}
	c := charts.NewBar()
	c.SetGlobalOptions(
		palette(),
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Min: 0, Max: axisEnd(r.entries), SplitNumber: 4}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: names}),
	)
	series := []charts.SeriesOpts{}
	if len(lines) > 0 {
		series = append(series, charts.WithMarkLineNameXAxisItemOpts(lines...), lineStyle("var(--text)"))
	}
	c.AddSeries(valueHeads(r.w, figuresOf(r.entries))[0].Text, bars, series...)
	c.Overlap(r.intervals())
	c.Validate()
	return option(&c.BaseConfiguration)
}

// intervals is the custom series of place, low, high, whose shape the page's script gives.
func (r ranked) intervals() *charts.Custom {
	var data []opts.CustomData
	for i, e := range r.entries {
		if low, high, ok := Interval(e.figure); ok {
			data = append(data, opts.CustomData{Name: e.name, Value: []tenths{tenths(i), tenths(low), tenths(high)}})
		}
	}
	return charts.NewCustom().AddSeries(r.w.T("chart.key.interval"), data)
}

// byMonth is a line chart over months, without its lines.
func byMonth(w *words.Catalogue, months []health.Month) *charts.Line {
	var names []string
	for _, m := range months {
		names = append(names, w.MonthShort(m.Of())+" "+m.String()[:4]) // in full they do not fit a phone
	}
	c := charts.NewLine()
	c.SetGlobalOptions(
		palette(),
		charts.WithXAxisOpts(opts.XAxis{Type: "category"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: 0}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(true)}),
	)
	c.SetXAxis(names)
	return c
}

func (p *pws) option() json.RawMessage {
	names, bars := barData(p.entries)
	for i, e := range p.entries {
		bars[i].ItemStyle = &opts.ItemStyle{Color: token(pwsClass(e.figure))}
	}
	c := charts.NewBar()
	c.SetGlobalOptions(
		palette(),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
		charts.WithXAxisOpts(opts.XAxis{Type: "category"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: 0, Max: axisEnd(p.entries)}),
	)
	c.SetXAxis(names)
	var series []charts.SeriesOpts
	if p.target > 0 {
		series = append(series,
			charts.WithMarkLineNameYAxisItemOpts(opts.MarkLineNameYAxisItem{Name: p.w.T("chart.key.target", "value", TargetText(p.w, p.target, 100)), YAxis: tenths(p.target)}),
			lineStyle("var(--text)"))
	}
	c.AddSeries(valueHeads(p.w, figuresOf(p.entries))[0].Text, bars, series...)
	c.Validate()
	return option(&c.BaseConfiguration)
}
