package lint

import (
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"terang/internal/health"
)

// names finds indicators and places in a sentence.
type names struct {
	register   *health.Register
	indicators map[string][]named // by first word, the longer phrases first
	places     map[string][]named
}

// named is a phrase and what it may mean; bare is a place without the word for its kind.
type named struct {
	phrase phrase
	of     []int
	bare   bool
}

// loosely are words for a service that mean much else as well; forKinds stand before the names of places.
var (
	loosely  = set("sd smp uks gula tensi child toddler baby adult school mental bayi dewasa hamil anak pendek kerdil k1 k4 k6 kn1 ims vct batuk gila")
	forKinds = set("upt uptd blud puskesmas pkm kabupaten kab. kota kecamatan desa kelurahan provinsi")
)

// loose are words that readers type for a service and writers use for much else.
func loose(typed string) bool {
	return loosely[typed] ||
		strings.Contains(typed, "sekolah") || typed == "orang tua" || typed == "suntik bayi" || strings.HasPrefix(typed, "posyandu")
}

func newNames(reg *health.Register, indicators []health.Indicator, aliases map[string]string) *names {
	n := &names{register: reg}
	means := map[string][]int{}
	add := func(s string, i int) {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(means[s], i) {
			means[s] = append(means[s], i)
		}
	}
	for i, ind := range indicators {
		add(ind.Name, i)
		add(ind.ShortName, i)
	}
	called := callable(indicators)
	for _, typed := range slices.Sorted(maps.Keys(aliases)) {
		if meant := aliases[typed]; !strings.Contains(meant, ";") && !loose(strings.ToLower(typed)) {
			for _, i := range called(meant) {
				add(typed, i)
				add(meant, i)
			}
		}
	}
	n.indicators = index(means, false)
	n.places = index(placesOf(reg), true)
	return n
}

// callable tells which indicators words mean: those whose short name they are, or the
// one within whose short name alone they are.
func callable(indicators []health.Indicator) func(meant string) []int {
	short := make([]string, len(indicators))
	for i, ind := range indicators {
		short[i] = " " + strings.ToLower(ind.ShortName) + " "
	}
	return func(meant string) []int {
		var named, within []int
		for i, name := range short {
			if strings.EqualFold(indicators[i].ShortName, meant) {
				named = append(named, i)
			}
			if strings.Contains(name, " "+strings.ToLower(meant)+" ") {
				within = append(within, i)
			}
		}
		if len(within) == 1 && !slices.Contains(named, within[0]) {
			named = append(named, within[0])
		}
		return named
	}
}

// placesOf lists what places are called: each with the word for its kind.
func placesOf(reg *health.Register) map[string][]int {
	means := map[string][]int{}
	for u := range health.Unit(reg.Units()) {
		name := bare(reg.Name(u))
		for _, k := range kindsOf(reg, u) {
			means[k+" "+name] = append(means[k+" "+name], int(u))
		}
		means[name] = append(means[name], int(u))
	}
	return means
}

// bare drops the word for its kind from a name.
func bare(name string) string {
	fields := strings.Fields(name)
	for len(fields) > 1 && forKinds[strings.ToLower(fields[0])] {
		fields = fields[1:]
	}
	return strings.Join(fields, " ")
}

func kindsOf(reg *health.Register, u health.Unit) []string {
	switch level := reg.LevelOf(u); {
	case level == health.Puskesmas:
		return []string{"puskesmas", "pkm"}
	case level == health.Desa && reg.Areas[u].IsKelurahan():
		return []string{"kelurahan", "kel."}
	case level == health.Desa:
		return []string{"desa"}
	case level == health.Kecamatan:
		return []string{"kecamatan", "kec."}
	case level == health.Kabkota && reg.Areas[u].IsKota():
		return []string{"kota"}
	case level == health.Kabkota:
		return []string{"kabupaten", "kab."}
	case level == health.Provinsi:
		return []string{"provinsi", "prov."}
	}
	return nil
}

func index(means map[string][]int, places bool) map[string][]named {
	by := map[string][]named{}
	for _, s := range slices.Sorted(maps.Keys(means)) {
		p := phraseOf(s)
		if len(p.words) == 0 {
			continue
		}
		if places {
			p.upper = false
		}
		r, _ := utf8.DecodeRuneInString(s)
		by[p.words[0]] = append(by[p.words[0]], named{p, means[s], places && unicode.IsUpper(r)})
	}
	for _, list := range by {
		slices.SortStableFunc(list, func(a, b named) int { return len(b.phrase.words) - len(a.phrase.words) })
	}
	return by
}

// mention is a stretch of a sentence and what it may mean.
type mention struct {
	from, to int // tokens
	of       []int
}

// find lists the mentions, the longest phrase first at each place.
func find(by map[string][]named, s []token) []mention {
	var list []mention
	for i := 0; i < len(s); i++ {
		for _, n := range by[s[i].low] {
			k, ok := n.phrase.at(s, i)
			if !ok || n.bare && !ownName(s, i, k) {
				continue
			}
			list = append(list, mention{i, i + k, n.of})
			i += k - 1
			break
		}
	}
	return list
}

// ownName says whether words can be a name without the word for its kind: each has a
// capital letter, and not only because a sentence begins.
func ownName(s []token, i, k int) bool {
	if i == 0 && k == 1 || k == 1 && utf8.RuneCountInString(s[i].text) < 4 {
		return false
	}
	for _, t := range s[i : i+k] {
		if r, _ := utf8.DecodeRuneInString(t.text); unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// indicator gives the one indicator that a sentence names.
func (n *names) indicator(s []token) (int, bool) {
	one := -1
	for _, m := range find(n.indicators, s) {
		if len(m.of) != 1 || one >= 0 && one != m.of[0] {
			return -1, false
		}
		one = m.of[0]
	}
	return one, one >= 0
}

// place gives the one place that a sentence names; of places that follow each other as
// in an address, "Desa Sokop, Kecamatan Rangsang", the lowest.
func (n *names) place(s []token) (health.Unit, bool) {
	list := find(n.places, s)
	if len(list) == 0 {
		return health.NoUnit, false
	}
	var units []health.Unit
	for i := range list {
		m := &list[i]
		if len(m.of) > 1 {
			m.of = slices.DeleteFunc(slices.Clone(m.of), func(u int) bool { return !n.confirmed(health.Unit(u), list) })
		}
		if len(m.of) != 1 {
			return health.NoUnit, false
		}
		units = append(units, health.Unit(m.of[0]))
	}
	lowest := units[0]
	for i, u := range units[1:] {
		if u == lowest {
			continue
		}
		for _, t := range s[list[i].to:list[i+1].from] {
			if !beforePlace[t.low] {
				return health.NoUnit, false
			}
		}
		if !n.within(lowest, u) {
			return health.NoUnit, false
		}
	}
	return lowest, true
}

// confirmed says whether another mention names a place around this one.
func (n *names) confirmed(u health.Unit, list []mention) bool {
	return slices.ContainsFunc(list, func(m mention) bool {
		return len(m.of) == 1 && health.Unit(m.of[0]) != u && n.within(u, health.Unit(m.of[0]))
	})
}

// within says whether a place lies in an area.
func (n *names) within(u, area health.Unit) bool {
	reg := n.register
	if reg.LevelOf(area) == health.Puskesmas {
		return false
	}
	if reg.LevelOf(u) == health.Puskesmas {
		if u = reg.Facility(u).Area(); u == health.NoUnit {
			return false
		}
	}
	return u >= area && u < reg.Areas[area].End
}
