package chart

import (
	"slices"
	"strings"

	"terang/internal/stats"
)

// finding is the title: whether the ups and downs are those of chance.
func (c *control) finding() string {
	key := "chart.control.title.calm"
	if len(c.Signals) > 0 {
		key = "chart.control.title.signals"
	}
	return c.w.T(key, "mean", c.w.Percent(c.Mean))
}

// describe says the mean and the limits, which signals there are, whether the
// target will be met as things go, and which months lack reports.
func (c *control) describe() string {
	w := c.w
	said := []string{w.T("chart.desc.control", "mean", w.Percent(c.Mean), "low", w.Percent(c.low()), "high", w.Percent(c.High))}
	if c.Trial {
		said = append(said, w.T("chart.desc.control.trial", "n", w.Int(len(c.Points))))
	}
	return join(append(said, c.signalSentence(), c.assurance(), c.incomplete()))
}

// rule names a signal; the keys stand in full, so that a missing text is found.
func (c *control) rule(s stats.Signal) string {
	keys := map[stats.Rule][2]string{
		stats.OutsideLimits: {"chart.signal.outside.down", "chart.signal.outside.up"},
		stats.OneSide:       {"chart.signal.side.down", "chart.signal.side.up"},
		stats.Run:           {"chart.signal.run.down", "chart.signal.run.up"},
		stats.TwoOfThree:    {"chart.signal.near.down", "chart.signal.near.up"},
	}
	way := 0
	if s.Up {
		way = 1
	}
	text := c.w.T(keys[s.Rule][way])
	good, known := c.highIsGood()
	switch {
	case !known:
		return text
	case s.Up == good:
		return c.w.T("chart.signal.better", "signal", text)
	}
	return c.w.T("chart.signal.worse", "signal", text)
}

func (c *control) signalWords(i int) string {
	var list []string
	for _, s := range c.signalsAt(i) {
		list = append(list, c.rule(s))
	}
	return strings.Join(list, "; ")
}

// signalSentence gathers the signals by rule, each with its months, in order of
// their first. What is only near a limit is left to the table where something lies beyond it.
func (c *control) signalSentence() string {
	if len(c.Signals) == 0 {
		return c.w.T("chart.desc.control.calm")
	}
	var rules []string
	months := map[string][]string{}
	for _, s := range c.Signals {
		if s.Rule == stats.TwoOfThree && c.beyond(s.Up) {
			continue
		}
		r := c.rule(s)
		if months[r] == nil {
			rules = append(rules, r)
		}
		months[r] = append(months[r], c.month(s.At))
	}
	for i, r := range rules {
		if rest := len(months[r]) - maxNamed; rest > 0 {
			months[r] = append(months[r][:maxNamed], c.w.T("chart.desc.more", "n", c.w.Int(rest)))
		}
		rules[i] = c.w.T("chart.desc.control.signal", "months", c.w.List(months[r]), "signal", r)
	}
	return c.w.T("chart.desc.control.signals", "list", strings.Join(rules, "; "))
}

// beyond says whether a month lies beyond the limit on one side.
func (c *control) beyond(up bool) bool {
	return slices.ContainsFunc(c.Signals, func(s stats.Signal) bool { return s.Rule == stats.OutsideLimits && s.Up == up })
}

// month names a point's month shortly: "Sep 2024".
func (c *control) month(i int) string {
	m := c.Points[i].Now.Month()
	return c.w.MonthShort(m.Of()) + " " + m.String()[:4]
}

// assurance says whether the target of a month will be met as things go.
func (c *control) assurance() string {
	good, known := c.highIsGood()
	if c.Target <= 0 || !known {
		return ""
	}
	key := "chart.desc.control.sometimes"
	switch c.Against(c.Target, good) {
	case stats.ConsistentlyFailing:
		key = "chart.desc.control.never"
	case stats.ConsistentlyPassing:
		key = "chart.desc.control.always"
	case stats.HitAndMiss:
	}
	return c.w.T(key, "target", c.w.Percent(c.Target))
}

// incomplete names the months of which reports are missing, where a low point may be no less work.
func (c *control) incomplete() string {
	var months []string
	for i, p := range c.Points {
		if !p.whole() {
			months = append(months, c.month(i))
		}
	}
	if len(months) == 0 {
		return ""
	}
	if len(months) > maxNamed {
		return c.w.T("chart.desc.control.partly", "n", c.w.Int(len(months)))
	}
	return c.w.T("chart.desc.control.partial", "months", c.w.List(months))
}
