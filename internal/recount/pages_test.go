package recount

import (
	"bytes"
	"math/big"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// grid is a table of a page: cells as they are read, and where their links lead to.
type grid struct {
	head  []field
	lines [][]field
}

type field struct{ text, link string }

// grids reads the tables of a page.
func (p *published) grids(t *testing.T, page string) []grid {
	t.Helper()
	if all, read := p.tables[page]; read {
		return all
	}
	doc, err := html.Parse(bytes.NewReader(p.files[page]))
	if err != nil {
		t.Fatal(err)
	}
	var all []grid
	for n := range doc.Descendants() {
		switch n.Data {
		case "table":
			all = append(all, grid{})
		case "tr":
			g, row := &all[len(all)-1], rowOf(n, page)
			if g.head == nil {
				g.head = row
			} else if len(row) == len(g.head) {
				g.lines = append(g.lines, row)
			}
		}
	}
	p.tables[page] = all
	return all
}

func rowOf(tr *html.Node, page string) (row []field) {
	for c := range tr.ChildNodes() {
		var f field
		for n := range c.Descendants() {
			if n.Type == html.TextNode {
				f.text += n.Data
			}
			for _, a := range n.Attr {
				if n.Data == "a" && a.Key == "href" {
					f.link = path.Join(path.Dir(page), a.Val)
				}
			}
		}
		f.text = strings.Join(strings.Fields(f.text), " ")
		row = append(row, f)
	}
	return row
}

// homes finds the pages of units by following the links of tables from the first
// page downward; where two of a place have one name neither is followed.
func (p *published) homes(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{"index.html": p.root, "puskesmas/index.html": p.root}
	for queue := []string{"index.html", "puskesmas/index.html"}; len(queue) > 0; queue = queue[1:] {
		at := found[queue[0]]
		for _, g := range p.grids(t, queue[0]) {
			if p.ofServices(g) || len(g.head) == 0 {
				continue
			}
			for _, row := range g.lines {
				link := row[0].link
				if u := p.below(at, row[0].text, g.head[0].text == "Puskesmas"); u != "" && link != "" && found[link] == "" {
					found[link] = u
					queue = append(queue, link)
				}
			}
		}
	}
	return found
}

func (p *published) ofServices(g grid) bool { return len(g.head) > 0 && g.head[0].text == "Layanan" }

// below finds the one unit below an area that has a name, or "".
func (p *published) below(at, name string, post bool) string {
	bare := func(s string) string { return strings.TrimPrefix(strings.ToLower(s), "puskesmas ") }
	unit := ""
	for _, u := range p.units {
		isPost := p.level[u] == "puskesmas"
		under := p.areas[u]["induk"] == at || isPost && (at == p.root || p.stands[u] == at || p.kabkot[u] == at)
		if isPost != post || !under || bare(p.name(u)) != bare(name) {
			continue
		}
		if unit != "" {
			return ""
		}
		unit = u
	}
	return unit
}

// pages compares what tables of pages say of the last year: people served, sasaran
// and percentage of a unit's services, of a service's units, and in tables of both;
// and the index of every year.
func (p *published) pages(t *testing.T) (figures, indices int) {
	t.Helper()
	homes := p.homes(t)
	for page, unit := range homes {
		for _, g := range p.grids(t, page) {
			if len(g.head) > 1 && g.head[1].text == "Indeks" {
				indices += p.indexTable(t, page, unit, g)
				continue
			}
			for _, row := range g.lines {
				if sv := serviceAt(row[0].link); p.ofServices(g) && sv != "" {
					figures += p.measures(t, page, cell{unit, sv, p.latest()}, g, row)
				} else if of := homes[row[0].link]; of != "" {
					figures += p.shares(t, page, of, g, row)
				}
			}
		}
	}
	for _, sv := range p.services {
		page := "spm/" + sv.code + ".html"
		if p.files[page] == nil {
			continue
		}
		for _, g := range p.grids(t, page) {
			for _, row := range g.lines {
				if of := homes[row[0].link]; of != "" {
					figures += p.measures(t, page, cell{of, sv.code, p.latest()}, g, row)
				}
			}
		}
	}
	return figures, indices
}

func (p *published) latest() int { return p.years[len(p.years)-1] }

var servicePage = regexp.MustCompile(`^spm/([a-z_]+)\.html$`)

func serviceAt(link string) string {
	if m := servicePage.FindStringSubmatch(link); m != nil {
		return m[1]
	}
	return ""
}

var (
	yearForm = regexp.MustCompile(`\d{4}`)
	numeral  = regexp.MustCompile(`^[\d.]+(,\d)?( %)?$`)
	bothForm = regexp.MustCompile(`^([\d.,]+ %) \(([\d.]+) dari ([\d.]+)\)$`)
)

// measures compares the columns of people served, sasaran and percentage.
func (p *published) measures(t *testing.T, page string, c cell, g grid, row []field) (compared int) {
	t.Helper()
	for i, head := range g.head {
		text := row[i].text
		if m := bothForm.FindStringSubmatch(text); m != nil {
			c.year = whole(t, yearForm.FindString(head.text))
			p.percent(t, page, c, m[1])
			if f := p.of(c); m[2] != grouped(f.n) || m[3] != grouped(f.d) {
				t.Errorf("%s: %v: %s is %q, counted %d of %d", page, c, head.text, text, f.n, f.d)
			}
			compared += 3
		}
		if !numeral.MatchString(text) {
			continue
		}
		f, want := p.of(c), ""
		switch kind, _, _ := strings.Cut(head.text, " "); kind {
		case "Dilayani":
			want = grouped(f.n)
		case "Sasaran":
			want = grouped(f.d)
		case "Capaian", "Kumulatif":
			p.percent(t, page, c, text)
			compared++
			continue
		default:
			continue
		}
		compared++
		if text != want {
			t.Errorf("%s: %v: %s is %q, counted %q", page, c, head.text, text, want)
		}
	}
	return compared
}

// shares compares the percentages of a row whose columns are services.
func (p *published) shares(t *testing.T, page, unit string, g grid, row []field) (compared int) {
	t.Helper()
	for i, head := range g.head {
		if sv := serviceAt(head.link); sv != "" && numeral.MatchString(row[i].text) {
			p.percent(t, page, cell{unit, sv, p.latest()}, row[i].text)
			compared++
		}
	}
	return compared
}

// percent compares a percentage of one decimal. One that is below its target is cut
// instead of rounded where it would print as the target.
func (p *published) percent(t *testing.T, page string, c cell, text string) {
	t.Helper()
	i := slices.IndexFunc(p.services, func(sv service) bool { return sv.code == c.indicator })
	f, target := p.of(c), p.services[i].target[p.countsTo(c)]
	if p.services[i].plain {
		if text != grouped(f.n) {
			t.Errorf("%s: %v: the page says %s, counted %d", page, c, text, f.n)
		}
		return
	}
	if !f.reported || f.d == 0 {
		t.Errorf("%s: %v: there is no share, yet the page says %s", page, c, text)
		return
	}
	value := share(f.n, f.d, p.services[i].factor)
	want := printed(value, 1)
	got := strings.NewReplacer(".", "", ",", ".", " %", "").Replace(text)
	if got != want && (value.Cmp(target) >= 0 || want != printed(target, 1) || got != printedDown(value, 1)) {
		t.Errorf("%s: %v: the page says %s, counted %s: %d of %d", page, c, text, want, f.n, f.d)
	}
}

// grouped writes a count as pages do.
func grouped(n int) string {
	text := new(big.Int).SetInt64(int64(n)).String()
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "." + text[i:]
	}
	return text
}

// indexTable compares the index of each year, cut to two decimals.
func (p *published) indexTable(t *testing.T, page, unit string, g grid) (compared int) {
	t.Helper()
	for _, row := range g.lines {
		value, _ := p.index(unit, whole(t, row[0].text))
		if !indexForm.MatchString(row[1].text) {
			continue
		}
		compared++
		if value == nil || row[1].text != strings.Replace(printedDown(value, 2), ".", ",", 1) {
			t.Errorf("%s: the index of %s is %s, counted %v", page, row[0].text, row[1].text, value)
		} else if p.through[whole(t, row[0].text)] == 12 && row[2].text != classOf(value) {
			t.Errorf("%s: the class of %s is %s", page, row[0].text, row[2].text)
		}
	}
	return compared
}

var indexForm = regexp.MustCompile(`^\d+,\d\d$`)
