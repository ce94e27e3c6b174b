package attack

import (
	"bytes"
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// subject is what a page is about, found before any page is read in full.
type subject struct {
	ref
	kind   string   // as the page itself says: "village", "service" …
	month  int      // the first that it names with its year, or none
	title  string   // its main heading
	crumbs []string // the pages above it, as the page names them
	above  []string // and their files
}

// readSeen reads whatever people see: pages, and the files that are no data.
func (w *world) readSeen(ctx context.Context, e *edition, files fs.FS, names, rest []string) error {
	e.subjects, e.aliases = map[string]*subject{}, e.callServices()
	if len(e.sheets) == 0 {
		if err := w.explore(e, files, htmlOf(names)); err != nil {
			return err
		}
	}
	for _, name := range htmlOf(names) {
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		e.glance(name, body)
	}
	e.assign()
	e.follow()
	other := map[string]bool{}
	for _, name := range rest {
		other[name] = true
	}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := e.readFile(files, name, other[name]); err != nil {
			return err
		}
	}
	return nil
}

// callServices names the services as the data call them; what pages call them comes to it.
func (e *edition) callServices() *names {
	n := newNames(e.portal, nil)
	for i, ind := range e.portal.indicators {
		n.add(ind.code, ref{none, i})
		n.add(ind.name, ref{none, i})
	}
	return n
}

// isWhole says whether a file is a page once more, with all that it needs inside. Its links
// lead to the portal's own address, so that they do not say what stands beside them;
// tests of the build hold that it says nothing that its page does not.
func isWhole(name string) bool {
	return slices.Contains(strings.Split(path.Dir(name), "/"), "salinan")
}

// readFile reads one file by its kind. other is a JSON file that is no document of the data.
func (e *edition) readFile(files fs.FS, name string, other bool) error {
	kind := path.Ext(name)
	if isWhole(name) {
		e.passed = append(e.passed, name)
		return nil
	}
	switch kind {
	case ".html", ".xml", ".svg", ".txt", ".ics", ".webmanifest":
	case ".json":
		if !other {
			return nil
		}
	case ".csv", ".xlsx":
		return nil
	case ".sha256", ".jsonld", ".htaccess": // digests, a catalogue, rules for servers: tests of the build hold that no figure changes what they say
		return nil
	case ".parquet": // a table once more: tests of the build hold that it says nothing that the CSV does not
		e.passed = append(e.passed, name)
		return nil
	case ".js", ".css", ".ico", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".woff2", ".pdf", ".gitignore", "":
		e.passed = append(e.passed, name)
		return nil
	default:
		e.unread = append(e.unread, name)
		return nil
	}
	body, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	if owner, figure := e.taken(name); owner != "" && (kind == ".svg" || kind == ".html") {
		return e.readAlone(files, name, owner, figure, body)
	}
	switch kind {
	case ".html":
		e.readPage(name, body)
	case ".json":
		e.readOther(name, body)
	default:
		e.readText(name, kind, body)
	}
	return nil
}

// glance takes from a page its main heading, where it stands, and how it calls services.
func (e *edition) glance(name string, body []byte) {
	z := html.NewTokenizer(bytes.NewReader(body))
	s := &subject{ref: nothing, month: none}
	crumbs, inside, to := false, "", ""
	var text strings.Builder
	for {
		switch z.Next() {
		case html.ErrorToken:
			e.subjects[name] = s
			return
		case html.StartTagToken:
			tag, more := z.TagName()
			attrs := attributes(z, more)
			e.echoes.hears(name, string(tag), attrs)
			switch string(tag) {
			case "body":
				s.kind = attrs["data-page"]
			case "nav":
				crumbs = attrs["class"] == "crumbs" || strings.Contains(attrs["aria-label"], "breadcrumb")
			case "h1", "a":
				inside, to = string(tag), attrs["href"]
				text.Reset()
			}
		case html.EndTagToken:
			tag, _ := z.TagName()
			said := strings.TrimSpace(text.String())
			switch {
			case string(tag) == "nav":
				crumbs = false
			case string(tag) != inside:
			case inside == "h1" && s.title == "":
				s.title = said
			case inside == "a":
				if crumbs {
					s.crumbs, s.above = append(s.crumbs, said), append(s.above, resolved(name, to))
				}
				if ind := e.serviceAt(resolved(name, to)); ind != none {
					e.aliases.add(said, ref{none, ind})
				}
			}
			if string(tag) == inside {
				inside = ""
			}
		case html.TextToken:
			said := z.Text()
			if inside != "" {
				text.Write(said)
			}
			if s.month == none && s.title != "" {
				s.month = firstMonth(string(said))
			}
		case html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
}

// firstMonth gives the first month that a text names with its year, or none.
func firstMonth(text string) int {
	list := tokens(text, "id")
	for i := 1; i < len(list); i++ {
		if m, y := monthWord(list[i-1].text), list[i].year(); m >= 0 && y != none {
			return y*12 + m
		}
	}
	return none
}

func attributes(z *html.Tokenizer, more bool) map[string]string {
	attrs := map[string]string{}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		attrs[string(k)] = string(v)
	}
	return attrs
}

// resolved gives the file that an address on a page leads to, or an empty string.
func resolved(from, to string) string {
	to, _, _ = strings.Cut(to, "#")
	if to == "" || strings.Contains(to, ":") {
		return ""
	}
	if strings.HasPrefix(to, "/") {
		to = to[1:]
	} else {
		to = path.Join(path.Dir(from), to)
	}
	if to == "" || to == "." || strings.HasSuffix(to, "/") {
		to = path.Join(to, "index.html")
	}
	return to
}

// service gives the code that a page's name may be of.
func service(file string) string {
	return strings.TrimSuffix(path.Base(file), ".html")
}

// serviceAt gives the indicator whose code stands in an address, where a code's low
// line may be a hyphen.
func (e *edition) serviceAt(file string) int {
	code := service(file)
	if ind := e.portal.indicator(code); ind != none {
		return ind
	}
	return e.portal.indicator(strings.ReplaceAll(code, "-", "_"))
}

// assign finds which unit or service each page is about: services by address,
// units by their name, their kind and the names of the places above them.
func (e *edition) assign() {
	byName := map[string][]int{}
	for u := range e.portal.units {
		key := strings.ToLower(e.portal.units[u].name)
		byName[key] = append(byName[key], u)
	}
	for file, s := range e.subjects {
		if owner, _ := e.taken(file); owner != "" {
			continue // what it is about its page says
		}
		if ind := e.serviceAt(file); ind != none && e.ofService(file, s, ind) {
			s.ind = ind
			continue
		}
		s.unit = e.unitOf(file, s, byName)
		if s.unit == none && levelOfTitle(s.title) != "" {
			e.lost = append(e.lost, file)
		}
	}
	slices.Sort(e.lost)
	for file, s := range e.subjects {
		if s.ref != nothing {
			continue
		}
		for _, up := range s.above { // a further page about a place, beside its own
			if at := e.subjects[up]; at != nil && path.Dir(up) == path.Dir(file) && up != "index.html" {
				s.unit = at.unit
			}
		}
	}
}

// ofService says whether a page with a service's code in its address is about that
// service: it has its name, or stands where the pages of others do.
func (e *edition) ofService(file string, s *subject, ind int) bool {
	if strings.EqualFold(s.title, e.portal.indicators[ind].name) {
		return true
	}
	for other, o := range e.subjects {
		in := e.serviceAt(other)
		if in != none && path.Dir(other) == path.Dir(file) && strings.EqualFold(o.title, e.portal.indicators[in].name) {
			return true
		}
	}
	return false
}

// unitOf finds the unit whose name is a page's heading.
func (e *edition) unitOf(file string, s *subject, byName map[string][]int) int {
	title, _, _ := strings.Cut(strings.ToLower(s.title), ",")
	candidates := append([]int(nil), byName[title]...)
	level := levelOfTitle(s.title)
	if _, bare, ok := strings.Cut(title, " "); ok && level != "" {
		bare, _ = strings.CutSuffix(bare, lastYear(bare))
		candidates = append(candidates, byName[strings.TrimSpace(bare)]...)
		candidates = append(candidates, byName[strings.TrimSpace(strings.TrimSuffix(title, lastYear(title)))]...)
	}
	best, score := none, 0
	for _, u := range candidates {
		if got := e.likeness(file, s, level, u); got > score {
			best, score = u, got
		}
	}
	return best
}

// likeness says how well a unit fits a page: its kind must, and of several the one
// whose areas above are named, or whose code stands in the address.
func (e *edition) likeness(file string, s *subject, level string, u int) int {
	of := e.portal.units[u]
	if level != "" && level != of.level {
		return 0
	}
	score := 1
	for p := e.portal.parent(u); p != none; p = e.portal.parent(p) {
		above := e.portal.units[p]
		name := strings.ToLower(above.name)
		if slices.ContainsFunc(s.crumbs, func(c string) bool { return calls(c, above) }) {
			score += 2
		}
		if strings.Contains("/"+file, "/"+strings.ReplaceAll(name, " ", "-")+"/") {
			score++
		}
	}
	if strings.Contains(file, strings.ToLower(strings.ReplaceAll(of.code, ".", "-"))) {
		score += 4
	}
	return score
}

// calls says whether a text is a unit's name, bare or after the word for its kind.
func calls(text string, u unit) bool {
	text, name := strings.ToLower(text), strings.ToLower(u.name)
	kind, bare, _ := strings.Cut(text, " ")
	return text == name || (bare == name && levelWord(kind) == u.level)
}

func levelOfTitle(title string) string {
	first, _, ok := strings.Cut(title, " ")
	if !ok {
		return ""
	}
	return levelWord(first)
}

// lastYear gives the year at the end of a heading, if there is one.
func lastYear(title string) string {
	at := strings.LastIndexByte(title, ' ')
	if last := title[at+1:]; len(last) == 4 && allDigits(last) {
		return last
	}
	return ""
}
