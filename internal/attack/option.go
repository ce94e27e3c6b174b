package attack

import (
	"encoding/json"
	"path"
	"strings"

	"golang.org/x/net/html"

	"terang/internal/bounds"
)

// chartOption is what an interactive chart is drawn from, as far as it is read.
type chartOption struct {
	X      []chartAxis `json:"xAxis"`
	Y      []chartAxis `json:"yAxis"`
	Series []struct {
		Name string `json:"name"`
		Data []any  `json:"data"`
	} `json:"series"`
}

type chartAxis struct {
	Data []any `json:"data"`
}

// option reads the data behind a chart: values by place, the names of the places on an axis.
func (p *page) option(text string, s scope) {
	var o chartOption
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return
	}
	var labels []any
	for _, a := range append(o.X, o.Y...) {
		if len(a.Data) > len(labels) {
			labels = a.Data
		}
	}
	for _, series := range o.Series {
		if isAny(first(series.Name), wordsTarget) {
			continue
		}
		in := p.named(series.Name, s)
		for i, d := range series.Data {
			at := in
			if i < len(labels) {
				label, _ := labels[i].(string)
				if at = p.named(label, in); at.month == in.month && s.names.only(label) == nothing {
					continue // a place of which the page has two by that name
				}
			}
			p.value(d, at, false)
		}
	}
}

func first(text string) string {
	if w := wordsOfText(text); len(w) > 0 {
		return w[0]
	}
	return ""
}

// named narrows a scope by a name: of a place, a service, a month or a year.
func (p *page) named(text string, s scope) scope {
	s = s.with(s.names.only(text))
	list := tokens(text, s.lang)
	if len(list) == 0 {
		return s
	}
	if y := list[0].year(); y != none && p.e.through[y] != 0 {
		s.year = y
		return s
	}
	if len(list) > 1 && list[1].year() != none && p.e.through[list[1].year()] != 0 {
		if m := monthWord(list[0].text); m >= 0 {
			if s.year == p.e.latest() {
				s.year = list[1].year()
			}
			s.month = s.year*12 + m
			return s
		}
	}
	if m := monthWord(list[0].text); m >= 0 && !list[0].number && s.year != none {
		s.month = s.year*12 + m
	}
	return s
}

// value reads one value of a chart: a number, an object with a value, or a list with the ends of an interval.
func (p *page) value(d any, s scope, named bool) {
	switch d := d.(type) {
	case float64:
		if s.complete() {
			c := s.claim(share, bounds.Interval{Lo: max(0, d-0.051), Hi: d + 0.101}, p.file, "chart")
			c.vague = s.single
			p.e.hear(c)
		}
	case map[string]any:
		if name, ok := d["name"].(string); ok {
			if s = p.named(name, s); s.names.only(name) == nothing && !s.single {
				s.unit = none // a place of which the page has two by that name
			}
		}
		_, named = d["name"].(string)
		p.value(d["value"], s, named)
	case []any:
		switch {
		case !s.complete():
		case len(d) == 2 && !named: // a corner of a line between points
		case len(d) == 2: // a point: the sasaran across, the share upward
			if at, ok := d[0].(float64); ok {
				p.e.hear(s.claim(people, exact(at), p.file, "chart"))
			}
			p.value(d[1], s, true)
		case p.hiddenCell(s) != nil:
			p.e.hear(s.claim(unnamed, anything, p.file, "chart"))
		}
	}
}

// readOther reads a JSON file that is none of the data's documents, such as an
// index for searching: an object is about whatever its texts name.
func (e *edition) readOther(name string, body []byte) {
	var v any
	if json.Unmarshal(body, &v) != nil || path.Base(name) == "datapackage.json" {
		return
	}
	p := &page{e: e, file: name}
	s := scope{unit: none, ind: none, year: e.latest(), month: none, lang: "id", names: e.everything()}
	p.object(v, s, "")
}

// everything names every unit and service of the portal, and every page.
func (e *edition) everything() *names {
	if e.known == nil {
		e.known = newNames(e.portal, e.aliases)
		for u := range e.portal.units {
			e.known.add(e.portal.units[u].code, ref{u, none})
			e.known.add(e.portal.units[u].name, ref{u, none})
		}
	}
	return e.known
}

func (p *page) object(v any, s scope, key string) {
	switch v := v.(type) {
	case map[string]any:
		for _, inner := range v {
			if text, ok := inner.(string); ok {
				if at := p.e.subjects[strings.TrimPrefix(text, "/")]; at != nil {
					s = s.with(at.ref)
				} else {
					s = s.with(s.names.only(text))
				}
			}
		}
		for k, inner := range v {
			p.object(inner, s.with(s.names.only(k)), k)
		}
	case []any:
		for _, inner := range v {
			p.object(inner, s, key)
		}
	case string:
		p.text(s, v, "index")
	case float64:
		if s.complete() {
			c := s.claim(unnamed, exact(v), p.file, "index")
			c.vague = true
			p.e.hear(c)
		}
	}
}

// readText reads any other file of text.
func (e *edition) readText(name, kind string, body []byte) {
	p := &page{e: e, file: name}
	s := scope{unit: none, ind: none, year: e.latest(), month: none, lang: "id", names: e.everything()}
	text := string(body)
	if kind == ".xml" || kind == ".svg" {
		if root, err := html.Parse(strings.NewReader(text)); err == nil {
			each(root, func(n *html.Node) {
				if n.Type == html.TextNode {
					p.text(s, n.Data, "feed")
				}
			})
		}
		return
	}
	for line := range strings.Lines(text) {
		p.text(s, line, "feed")
	}
}
