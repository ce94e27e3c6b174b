package site

import (
	"strings"
	"unicode/utf8"

	"terang/internal/chart"
	"terang/internal/config"
)

const (
	releasesPath = "rilis.html"
	calendarFile = "rilis.ics"
)

// releases is the page of when data come out: what is out, what is planned, what is late.
func (b *builder) releases() {
	w := b.in.Words
	b.crumb(b.link(b.T("nav.data"), "data/index.html"))
	b.v.Lead = Lead{Title: b.title(b.page), Kind: b.dataLine(b.in.Release.Latest())}
	latest := b.in.Release.AsOf()
	var coming, past []config.Release
	next := config.Release{Period: latest + 1}
	for _, r := range b.in.Config.Releases {
		if r.Date < b.in.Date {
			past = append(past, r)
			continue
		}
		coming = append(coming, r)
		if next.Date == 0 && r.Period > latest {
			next = r
		}
	}
	switch {
	case b.in.Release.Latest() == 0:
		b.v.Lead.Sentence = emphasis(b.T("releases.sentence.none"))
	case next.Date == 0:
		b.v.Lead.Sentence = emphasis(b.T("releases.sentence.open", "month", w.Month(latest), "next", w.Month(next.Period)))
	default:
		b.v.Lead.Sentence = emphasis(b.T("releases.sentence", "month", w.Month(latest), "next", w.Month(next.Period), "date", w.Date(next.Date)))
	}
	b.releaseTable("akan-datang", "releases.coming", coming)
	for i, j := 0, len(past)-1; i < j; i, j = i+1, j-1 { // the newest first
		past[i], past[j] = past[j], past[i]
	}
	b.releaseTable("lewat", "releases.past", past)
	how := Section{ID: "rilis", Heading: b.T("releases.how"), Terms: []Term{{Text: b.T("releases.how.revise")}, {Text: b.T("releases.how.whole")}}}
	if len(b.in.Config.Releases) > 0 {
		how.Downloads = []Download{{Name: calendarFile, Href: b.to(calendarFile), Format: b.T("releases.calendar"), Text: b.T("releases.calendar.text")}}
	}
	if len(b.in.Corrections) > 0 {
		b.v.Lead.Actions = append(b.v.Lead.Actions, b.link(b.T("revisions.title"), revisionsPath))
	}
	b.v.Sections = append(b.v.Sections, how)
}

func (b *builder) releaseTable(id, key string, list []config.Release) {
	if len(list) == 0 {
		return
	}
	t := &chart.Table{Caption: b.T(key+".caption", "date", b.in.Words.Date(b.in.Date)), Head: []chart.Cell{
		{Text: b.T("releases.date"), Header: true}, {Text: b.T("releases.what"), Header: true}, {Text: b.T("releases.state"), Header: true},
	}}
	for _, r := range list {
		t.Rows = append(t.Rows, []chart.Cell{
			{Text: b.in.Words.Date(r.Date), Header: true}, {Text: b.releaseName(r)}, {Text: b.T("releases." + b.releaseState(r))},
		})
	}
	b.v.Sections = append(b.v.Sections, Section{ID: id, Heading: b.T(key), Table: t})
}

func (b *builder) releaseName(r config.Release) string {
	if r.Period == 0 {
		return r.Text
	}
	month := b.T("releases.month", "month", b.in.Words.Month(r.Period))
	if r.Text != "" {
		month += ": " + r.Text
	}
	return month
}

// releaseState says of a month whether it is out, and of what is no month only whether its day is over.
func (b *builder) releaseState(r config.Release) string {
	switch {
	case r.Period != 0 && b.in.Release.Latest() != 0 && r.Period <= b.in.Release.AsOf():
		return "out"
	case r.Date >= b.in.Date:
		return "due"
	case r.Period != 0:
		return "late"
	}
	return "over"
}

// calendar gives the releases for the calendar of a phone (RFC 5545). Nothing in it
// comes from a clock: an event is stamped with its own day.
func (p *Plan) calendar() []File {
	if len(p.in.Config.Releases) == 0 {
		return nil
	}
	b := &builder{Plan: p}
	var out strings.Builder
	line := func(s string) {
		for len(s) > 0 {
			cut := min(len(s), 73)
			for cut < len(s) && !utf8.RuneStart(s[cut]) {
				cut--
			}
			out.WriteString(s[:cut] + "\r\n")
			if s = s[cut:]; s != "" {
				out.WriteByte(' ')
			}
		}
	}
	_, host, _ := strings.Cut(strings.TrimSuffix(p.in.Config.BaseURL, "/"), "://")
	host, _, _ = strings.Cut(host, "/")
	line("BEGIN:VCALENDAR")
	line("VERSION:2.0")
	line("PRODID:-//terang//rilis//" + strings.ToUpper(p.Lang()))
	line("X-WR-CALNAME:" + calendarText(p.in.Config.Title))
	for i, r := range p.in.Config.Releases {
		day := strings.ReplaceAll(r.Date.String(), "-", "")
		line("BEGIN:VEVENT")
		line("UID:rilis-" + day + "-" + itoa(i+1) + "@" + host)
		line("DTSTAMP:" + day + "T000000Z")
		line("DTSTART;VALUE=DATE:" + day)
		line("SUMMARY:" + calendarText(b.releaseName(r)+" · "+p.in.Config.Title))
		line("URL:" + p.address(releasesPath))
		line("TRANSP:TRANSPARENT")
		line("END:VEVENT")
	}
	line("END:VCALENDAR")
	return []File{{calendarFile, []byte(out.String())}}
}

var calendarEscaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r", "", "\n", `\n`)

func calendarText(s string) string { return calendarEscaper.Replace(s) }
