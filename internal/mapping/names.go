package mapping

import (
	"slices"
	"strings"
	"unicode"

	"terang/internal/health"
	"terang/internal/source"
)

// prefixes are words before the name of an area or a puskesmas that tell its
// level; kabupaten and kota are kept, since they tell two areas of one name apart
// (domain reference §9.4).
var (
	areaPrefixes      = []string{"KECAMATAN", "KEC", "KELURAHAN", "KEL", "DESA", "DS", "GAMPONG", "NAGARI", "PROVINSI", "PROV"}
	puskesmasPrefixes = []string{"PUSKESMAS", "PKM", "UPT", "UPTD", "BLUD", "UPTPUSKESMAS", "UPTDPUSKESMAS"}
)

// NameKey gives the name of an area as names are compared within one parent:
// capitals, without a prefix, punctuation and blanks.
func NameKey(name string) string {
	key := keyWithout(name, areaPrefixes)
	if strings.HasPrefix(key, "KABUPATEN") {
		key = "KAB" + strings.TrimPrefix(key, "KABUPATEN")
	}
	return key
}

// PuskesmasKey gives the name of a puskesmas as names are compared.
func PuskesmasKey(name string) string { return keyWithout(name, puskesmasPrefixes) }

func keyWithout(name string, prefixes []string) string {
	words := strings.FieldsFunc(strings.ToUpper(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for len(words) > 1 && slices.Contains(prefixes, words[0]) {
		words = words[1:]
	}
	return strings.Join(words, "")
}

// names finds units by name.
type names struct {
	reg       *health.Register
	area      map[string][]health.Unit
	puskesmas map[string][]health.Unit
}

func newNames(reg *health.Register) *names {
	n := &names{reg: reg, area: map[string][]health.Unit{}, puskesmas: map[string][]health.Unit{}}
	if reg == nil {
		return n
	}
	for u := range reg.Areas {
		key := NameKey(reg.Areas[u].Name)
		n.area[key] = append(n.area[key], health.Unit(u))
	}
	for _, u := range reg.Puskesmas() {
		key := PuskesmasKey(reg.Name(u))
		n.puskesmas[key] = append(n.puskesmas[key], u)
	}
	return n
}

// find lists the units with a name, of a level and below the areas named, the
// highest first. Names above the site's own area, which the register does not
// have, ask for nothing.
func (n *names) find(name string, level health.Level, any bool, parents []string) []health.Unit {
	var found []health.Unit
	if any || level != health.Puskesmas {
		for _, u := range n.area[NameKey(name)] {
			if (any || n.reg.LevelOf(u) == level) && n.below(u, parents) {
				found = append(found, u)
			}
		}
	}
	if any && len(found) == 0 || level == health.Puskesmas && !any {
		for _, u := range n.puskesmas[PuskesmasKey(name)] {
			if n.below(u, parents) {
				found = append(found, u)
			}
		}
	}
	return found
}

// below says whether a unit lies below areas of these names. The nearest must be
// among those above the unit; names that go on beyond the area of the site ask
// for nothing, since the register does not know them.
func (n *names) below(u health.Unit, parents []string) bool {
	at := u
	for _, parent := range slices.Backward(parents) {
		key := NameKey(parent)
		if key == "" {
			continue
		}
		up := n.above(at)
		for up != health.NoUnit && NameKey(n.reg.Areas[up].Name) != key {
			up = n.reg.Areas[up].Parent
		}
		switch {
		case up != health.NoUnit:
			at = up
		case n.above(at) != health.NoUnit:
			return false
		}
	}
	return true
}

// above gives the area right above a unit: of a puskesmas its kecamatan.
func (n *names) above(u health.Unit) health.Unit {
	if n.reg.LevelOf(u) != health.Puskesmas {
		return n.reg.Areas[u].Parent
	}
	f := n.reg.Facility(u)
	if f.Kecamatan != health.NoUnit {
		return f.Kecamatan
	}
	return f.Kabkota
}

// near finds the name that may be meant.
func (n *names) near(name string, level health.Level, any bool) string {
	key := func(l health.Level, name string) string {
		if l == health.Puskesmas {
			return keyWithout(name, puskesmasPrefixes)
		}
		return NameKey(name)
	}
	var known []string
	called := map[string]string{}
	for u := range health.Unit(n.reg.Units()) {
		if l := n.reg.LevelOf(u); any || l == level {
			k := key(l, n.reg.Name(u))
			if called[k] == "" {
				known, called[k] = append(known, k), n.reg.Name(u)
			}
		}
	}
	near, _ := source.Nearest(key(level, name), known)
	return called[near]
}
