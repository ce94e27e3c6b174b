package build

import (
	"fmt"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"terang/internal/health"
)

// division finds a working's arithmetic: the numbers, what they give, and how that is printed.
var division = regexp.MustCompile(`([\d.]+) ÷ ([\d.]+) × ([\d.]+) = ([\d.]+,\d{4}), dicetak ([\d.]+,\d)`)

// percentage is a cell that holds a percentage, alone or with its n and d.
var percentage = regexp.MustCompile(`^(?:✱; \S+ \d{4}: )?([\d.]+,\d)[\x{a0} ]%( \(([\d.]+) dari ([\d.]+)\))?$`)

func indonesian(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", "."), 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Every percentage in the tables of a unit leads to a working, on its page or on
// another, whose arithmetic gives it.
func TestEveryPercentageHasAWorking(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]*built{"sample": sampleSite(t), "small": smallSite(t)} {
		checked := 0
		for _, p := range b.pages {
			for _, table := range all(p.doc, "table") {
				if section := within(table, "section"); section != "angka" && section != "pws" && section != "per-tahun" || within(table, "figure") != "" {
					continue
				}
				heads := all(table, "thead")
				for _, row := range all(all(table, "tbody")[0], "tr") {
					cells := all(row, "td")
					for i, td := range cells {
						parts := percentage.FindStringSubmatch(strings.TrimSpace(text(td)))
						if parts == nil || strings.HasPrefix(text(all(heads[0], "th")[i+1]), "Target") {
							continue
						}
						checked++
						if fault := b.explains(t, p, td, parts); fault != "" {
							t.Errorf("%s, %s: %q: %s", name, p.path, text(td), fault)
						}
					}
				}
			}
		}
		if checked < 5*len(b.pages) && name == "sample" || checked < 20 {
			t.Errorf("%s: %d percentages were seen", name, checked)
		}
	}
}

// within gives the id of the nearest ancestor of a kind.
func within(n *html.Node, tag string) string {
	for ; n != nil; n = n.Parent {
		if n.Data == tag {
			id, _ := attribute(n, "id")
			return id
		}
	}
	return ""
}

// explains follows a percentage to its working and works it out.
func (b *built) explains(t *testing.T, p *page, td *html.Node, parts []string) string {
	t.Helper()
	links := all(td, "a")
	if len(links) != 1 {
		return "it leads nowhere"
	}
	if label, _ := attribute(links[0], "aria-label"); strings.ReplaceAll(label, "\u00a0", " ") != text(links[0])+", cara hitung" {
		return fmt.Sprintf("the link is called %q", label)
	}
	href, _ := attribute(links[0], "href")
	to, anchor, _ := strings.Cut(href, "#")
	target := p
	if to != "" {
		target = b.named[path.Join(path.Dir(p.path), to)]
	}
	if target == nil {
		return "no page " + href
	}
	for n := range elements(target.doc) {
		if id, _ := attribute(n, "id"); id != anchor {
			continue
		}
		for _, d := range division.FindAllStringSubmatch(text(n), -1) {
			v := indonesian(t, d[1]) / indonesian(t, d[2]) * indonesian(t, d[3])
			printed := indonesian(t, d[5])
			if math.Abs(v-indonesian(t, d[4])) > 0.00005001 || printed > v+0.0500001 || printed < v-0.1000001 {
				return "wrong arithmetic: " + d[0]
			}
			if d[5] == parts[1] && (parts[2] == "" || d[1] == parts[3] && d[2] == parts[4]) {
				return ""
			}
		}
		return "no arithmetic there gives it"
	}
	return "no anchor " + href
}

// A hidden figure has no working, and no line of a file that is only its own.
func TestNoHiddenFigureHasAWorking(t *testing.T) {
	t.Parallel()
	for name, r := range raws(t) {
		for _, u := range r.units() {
			for i := range r.data.Indicators {
				for _, y := range r.release.Years() {
					work, ok := r.release.Working(u, i, y)
					f := r.release.Figure(u, i, y)
					_, earlier := f.Last()
					if ok != (f.Exact() || earlier) || !ok && (len(work.Lines) > 0 || len(work.Sasaran) > 0 || len(work.Others) > 0) {
						t.Errorf("%s: %s %s %d: %+v", name, r.data.Register.Code(u), r.data.Indicators[i].Code, y, work)
					}
					if f.State() == health.Value && len(work.Lines) == 0 {
						t.Errorf("%s: %s %s %d has no rows", name, r.data.Register.Code(u), r.data.Indicators[i].Code, y)
					}
				}
			}
		}
	}
	for name, b := range map[string]*built{"sample": sampleSite(t), "small": smallSite(t)} {
		for _, p := range b.pages {
			for _, d := range all(p.doc, "details") {
				id, _ := attribute(d, "id")
				if strings.HasPrefix(id, "hitung-") && id != "hitung-indeks" && !division.MatchString(text(d)) {
					t.Errorf("%s: %s: %s works nothing out", name, p.path, id)
				}
			}
		}
	}
}

// The working of an index adds up: twelve scores, their sum, its twelfth, and that cut to two decimals.
func TestTheWorkingOfAnIndexAddsUp(t *testing.T) {
	t.Parallel()
	whole := regexp.MustCompile(`([\d.]+,\d{4}) ÷ 12 = ([\d.]+,\d{4}), dicetak ([\d.]+,\d\d)`)
	part := regexp.MustCompile(`80 % × ([\d.,]+) \+ 20 % × ([\d.,]+) = ([\d.,]+)$`)
	seen := 0
	for _, p := range sampleSite(t).pages {
		for _, d := range all(p.doc, "details") {
			if id, _ := attribute(d, "id"); id != "hitung-indeks" {
				continue
			}
			seen++
			sum, scores := 0.0, 0
			for _, li := range all(d, "li") {
				if m := part.FindStringSubmatch(text(li)); m != nil {
					score := indonesian(t, m[3])
					if math.Abs(0.8*indonesian(t, m[1])+0.2*indonesian(t, m[2])-score) > 0.002 {
						t.Errorf("%s: %s", p.path, text(li))
					}
					sum, scores = sum+score, scores+1
				}
			}
			m := whole.FindStringSubmatch(text(d))
			if m == nil || scores != 12 || math.Abs(indonesian(t, m[1])-sum) > 0.001 {
				t.Errorf("%s: %d scores, sum %.4f: %s", p.path, scores, sum, text(d))
				continue
			}
			if v := indonesian(t, m[2]); math.Abs(v-sum/12) > 0.0001 || math.Abs(indonesian(t, m[3])-math.Floor(v*100)/100) > 1e-9 {
				t.Errorf("%s: %s", p.path, m[0])
			}
		}
	}
	if seen < 2 {
		t.Errorf("%d workings of an index were seen", seen)
	}
}
