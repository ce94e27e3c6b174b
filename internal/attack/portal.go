package attack

import (
	"slices"
	"strings"

	"terang/internal/bounds"
)

// none stands where there is no unit, indicator or month.
const none = -1

// portal is what all editions together tell of who is who.
type portal struct {
	units      []unit
	unitAt     map[string]int // by code
	indicators []indicator
	indAt      map[string]int // by code
	ranked     int            // how many have a place in the catalogue
	rounding   int            // to which figures below kab/kota are rounded; 0 where they are not
}

// unit is an area or a puskesmas.
type unit struct {
	code, name string
	level      string // as column jenis_unit writes it
	parent     string // code
	puskesmas  string // code of the one that serves a desa
}

// indicator is what a reader must know of one to judge its figures.
type indicator struct {
	code, name string
	rank       int  // its place in the catalogue, as units list it
	spm        bool // one of the services of the index
	plain      bool // a count of people without a sasaran
	low        bool // low is good
	school     bool // its years are school years
	state      bool // the latest report holds: it may fall, and its sasaran may change within the year
	factor     float64
	class      string
	lowest     string // level
	least      int    // the smallest count of people that may be shown
}

// The levels and classes that rules speak of, as the data write them.
const (
	desa      = "desa"
	puskesmas = "puskesmas"
	routine   = "rutin"
	sensitive = "sensitif"
)

func newPortal() *portal {
	return &portal{unitAt: map[string]int{}, indAt: map[string]int{}}
}

// fineness orders levels by how few people stand in a cell. Down to always, all
// cells are exact (domain reference §8.3 rule 8).
func fineness(level string) int {
	switch level {
	case "nasional":
		return 0
	case "provinsi":
		return 1
	case "kabkota":
		return always
	case "kecamatan", puskesmas:
		return 3
	}
	return 4
}

const always = 2

func (p *portal) below(u int) bool { return fineness(p.units[u].level) > always }

// withheld says whether an indicator is never published at the level of a unit (rule 6).
func (p *portal) withheld(ind, u int) bool {
	return p.indicators[ind].lowest != "" && fineness(p.units[u].level) > fineness(p.indicators[ind].lowest)
}

// guarded says whether those not served are to be protected too (rule 2).
func (p *portal) guarded(ind, u int, f fact) bool {
	return p.indicators[ind].class != routine || (p.units[u].level == desa && !f.projected)
}

func (p *portal) unit(code string) int {
	if u, ok := p.unitAt[code]; ok {
		return u
	}
	return none
}

func (p *portal) indicator(code string) int {
	if i, ok := p.indAt[code]; ok {
		return i
	}
	return none
}

// addUnit notes a unit; what a later document leaves out stays.
func (p *portal) addUnit(u unit) int {
	at, ok := p.unitAt[u.code]
	if !ok {
		at = len(p.units)
		p.unitAt[u.code] = at
		p.units = append(p.units, u)
		return at
	}
	have := &p.units[at]
	for _, pair := range [][2]*string{
		{&have.name, &u.name}, {&have.level, &u.level}, {&have.parent, &u.parent}, {&have.puskesmas, &u.puskesmas},
	} {
		if *pair[1] != "" {
			*pair[0] = *pair[1]
		}
	}
	return at
}

func (p *portal) addIndicator(code string) int {
	if at, ok := p.indAt[code]; ok {
		return at
	}
	p.indAt[code] = len(p.indicators)
	p.indicators = append(p.indicators, indicator{code: code, rank: none, factor: 100, class: sensitive, least: 10})
	return len(p.indicators) - 1
}

// rank gives an indicator the next place in the catalogue, unless it has one.
func (p *portal) rank(ind int) {
	if i := &p.indicators[ind]; i.rank == none {
		i.rank = p.ranked
		p.ranked++
	}
}

// parent gives the area above a unit, or none.
func (p *portal) parent(u int) int { return p.unit(p.units[u].parent) }

// printed gives the shares that may stand behind one that is printed: one that just misses
// its target is not rounded to it.
func (p *portal) printed(t token, ind int) bounds.Interval {
	iv := t.around(0.5)
	if ind != none && p.indicators[ind].low {
		iv.Lo -= t.slip
	} else {
		iv.Hi += t.slip
	}
	return iv
}

// lies says whether a month may lie in an indicator's year. A page that is about years calls a school
// year by the last month of the other services, and puts last July beside that of the year before.
func (p *portal) lies(month, ind, year int) bool {
	const july = 6
	return !p.indicators[ind].school || (month+12-july)/12 == year
}

// kabkota gives the always exact area that a unit lies in, or none.
func (p *portal) kabkota(u int) int {
	for range 8 {
		if u == none || fineness(p.units[u].level) <= always {
			return u
		}
		u = p.parent(u)
	}
	return none
}

// cluster is a kab/kota with all below it, or several that share a puskesmas.
type cluster struct {
	tops   []int
	desa   []int
	posts  []int         // puskesmas
	areas  []int         // kecamatan, and whatever else stands between
	served map[int][]int // desa by puskesmas
	within map[int][]int // desa by area, all levels
	seat   map[int]int   // the lowest area that a puskesmas counts for
}

// counted lists whose reports a unit may count: its desa, and the puskesmas that
// may report themselves.
func (c *cluster) counted(p *portal, u int) []int {
	if p.units[u].level == puskesmas {
		return append([]int{u}, c.served[u]...)
	}
	list := slices.Clone(c.within[u])
	for _, post := range c.posts {
		for a := c.seat[post]; a != none; a = p.parent(a) {
			if a == u {
				list = append(list, post)
			}
		}
	}
	return list
}

// clusters sorts the units into groups that no sum crosses, kab/kota and above aside.
func (p *portal) clusters() []*cluster {
	root := map[int]int{}
	find := func(k int) int {
		for root[k] != k {
			k = root[k]
		}
		return k
	}
	for u := range p.units {
		if k := p.kabkota(u); k != none || p.below(u) {
			root[k] = k
		}
	}
	for u := range p.units {
		if post := p.unit(p.units[u].puskesmas); post != none {
			root[find(p.kabkota(u))] = find(p.kabkota(post))
		}
	}
	at := map[int]*cluster{}
	var list []*cluster
	for u := range p.units {
		k := p.kabkota(u)
		if k == none && !p.below(u) {
			continue
		}
		c := at[find(k)]
		if c == nil {
			c = &cluster{served: map[int][]int{}, within: map[int][]int{}, seat: map[int]int{}}
			at[find(k)], list = c, append(list, c)
		}
		p.place(c, u)
	}
	for _, c := range list {
		p.seats(c)
	}
	return list
}

func (p *portal) place(c *cluster, u int) {
	switch {
	case fineness(p.units[u].level) == always:
		c.tops = append(c.tops, u)
	case p.units[u].level == puskesmas:
		c.posts = append(c.posts, u)
	case p.units[u].level == desa:
		c.desa = append(c.desa, u)
		if post := p.unit(p.units[u].puskesmas); post != none {
			c.served[post] = append(c.served[post], u)
		}
		for a := p.parent(u); a != none && fineness(p.units[a].level) >= always; a = p.parent(a) {
			c.within[a] = append(c.within[a], u)
		}
	case p.below(u):
		c.areas = append(c.areas, u)
	}
}

// seats finds where puskesmas that report themselves count: in their kecamatan
// only if all of its puskesmas serve its desa alone and nobody else does.
func (p *portal) seats(c *cluster) {
	shared := map[int]bool{}
	for _, post := range c.posts {
		at := p.parent(post)
		if len(c.served[post]) == 0 {
			shared[at] = true
		}
		for _, d := range c.served[post] {
			if k := p.parent(d); k != at {
				shared[k], shared[at] = true, true
			}
		}
	}
	for _, post := range c.posts {
		c.seat[post] = p.parent(post)
		if shared[c.seat[post]] {
			c.seat[post] = p.kabkota(post)
		}
	}
}

// monthOf reads "2024-09" as a number that counts months, or gives none.
func monthOf(text string) int {
	year, month, ok := strings.Cut(text, "-")
	y, m := wholeNumber(year), wholeNumber(month)
	if !ok || y == none || m < 1 || m > 12 {
		return none
	}
	return y*12 + m - 1
}

func monthText(m int) string {
	if m == none {
		return ""
	}
	return digits(m/12, 4) + "-" + digits(m%12+1, 2)
}

func digits(n, width int) string {
	text := []byte(strings.Repeat("0", width))
	for i := width - 1; i >= 0; i-- {
		text[i] = byte('0' + n%10)
		n /= 10
	}
	return string(text)
}

func wholeNumber(s string) int {
	if s == "" || len(s) > 9 || !allDigits(s) {
		return none
	}
	n := 0
	for i := range len(s) {
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func allDigits(s string) bool {
	return !slices.ContainsFunc([]byte(s), func(c byte) bool { return c < '0' || c > '9' })
}
