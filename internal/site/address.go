package site

import (
	"cmp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"terang/internal/content"
	"terang/internal/health"
)

// slug makes a name fit for an address: lower-case letters and digits with
// hyphens between; letters with accents lose them. It may be empty.
func slug(name string) string {
	var room [64]byte
	return string(appendSlug(room[:0], name))
}

func appendSlug(b []byte, name string) []byte {
	from, gap := len(b), false
	for _, r := range name {
		if r >= utf8.RuneSelf {
			r = unicode.ToLower(r)
			if plain, ok := accents[r]; ok {
				r = plain
			}
		}
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			// An apostrophe within a word (Ma'rang) is no gap.
			gap = gap || (r != '\'' && r != '’' && r != '"')
			continue
		}
		if gap && len(b) > from {
			b = append(b, '-')
		}
		gap = false
		b = append(b, byte(r))
	}
	return b
}

var accents = accentTable(map[rune]string{
	'a': "àáâãäåāăą", 'c': "çćč", 'd': "ďđ", 'e': "èéêëēėęě", 'g': "ğ", 'i': "ìíîïīį", 'l': "ł",
	'n': "ñńň", 'o': "òóôõöøō", 's': "śšş", 't': "ť", 'u': "ùúûüūů", 'y': "ýÿ", 'z': "źžż",
})

func accentTable(by map[rune]string) map[rune]rune {
	table := map[rune]rune{}
	for plain, list := range by {
		for _, r := range list {
			table[r] = plain
		}
	}
	return table
}

// reserved are names that a file system, a host or the site itself uses.
func reserved(s string) bool {
	switch s {
	case "", "index", "404", "data", "con", "prn", "aux", "nul", "lokmin":
		return true
	}
	if len(s) == 4 && (strings.HasPrefix(s, "com") || strings.HasPrefix(s, "lpt")) {
		return s[3] >= '1' && s[3] <= '9'
	}
	return false
}

// slugsOf gives each unit a slug that none of its siblings has: a second unit of
// the same slug gets its code appended.
func slugsOf(reg *health.Register) []string {
	slugs := make([]string, reg.Units())
	type key struct {
		parent health.Unit
		slug   string
	}
	taken := map[key]bool{}
	give := func(u, parent health.Unit, name string) {
		k := key{parent, slug(name)}
		// A year's page stands beside its area as slug-2023, so a name may not end so.
		if reserved(k.slug) || taken[k] || endsInYear(k.slug) {
			k.slug = strings.Trim(k.slug+"-"+slug(reg.Code(u)), "-")
		}
		for taken[k] { // by a sibling whose name looks like that code
			k.slug += "-" + slug(reg.Code(u))
		}
		taken[k] = true
		slugs[u] = k.slug
	}
	for u := range reg.Areas {
		give(health.Unit(u), reg.Areas[u].Parent, reg.Areas[u].Name)
	}
	// Puskesmas stand beside one another within their kab/kota, apart from areas. Two
	// kab/kota of one slug, in different provinces, share a folder.
	folder := map[string]health.Unit{}
	for _, u := range reg.Puskesmas() {
		kab := reg.Kabkota(u)
		if kab > 0 {
			if first, shared := folder[slugs[kab]]; shared {
				kab = first
			}
			folder[slugs[kab]] = kab
		}
		give(u, -2-kab, bareName(reg.Name(u)))
	}
	return slugs
}

func endsInYear(s string) bool {
	i := strings.LastIndexByte(s, '-')
	year, err := strconv.Atoi(s[i+1:])
	return i > 0 && err == nil && year >= 1900 && year < 2200
}

// bareName drops the word "Puskesmas" from a name, since its address has it already.
func bareName(name string) string {
	const word = "puskesmas "
	if len(name) > len(word) && strings.EqualFold(name[:len(word)], word) {
		return name[len(word):]
	}
	return name
}

func fold(path string) string { return strings.ToLower(path) }

// servicePaths gives each indicator's page its address.
func (p *Plan) servicePaths() []string {
	paths := make([]string, len(p.in.Indicators))
	for i := range paths {
		folder := "indikator/"
		if isSPM(p.in.Indicators[i]) {
			folder = "spm/"
		}
		paths[i] = folder + p.codes[i] + ".html"
	}
	return paths
}

func (p *Plan) servicePath(indicator int) string { return p.services[indicator] }

// codesOf gives the codes of indicators as addresses and anchors have them.
func codesOf(indicators []health.Indicator) []string {
	codes := make([]string, len(indicators))
	for i := range codes {
		codes[i] = slug(indicators[i].Code)
	}
	return codes
}

// unitPaths gives each unit's own page its address: a desa's is a file in the folder
// of the area above it, any other's the index of a folder of its own.
func unitPaths(reg *health.Register, slugs []string) []string {
	paths := make([]string, reg.Units())
	folder := func(u health.Unit) string {
		if u <= 0 {
			return ""
		}
		return stem(paths[u])
	}
	for u := range reg.Areas {
		a := &reg.Areas[u]
		switch above := cmp.Or(folder(a.Parent), "wilayah/"); {
		case u == 0:
			paths[u] = "index.html"
		case a.Level == health.Desa:
			paths[u] = above + slugs[u] + ".html"
		default:
			paths[u] = above + slugs[u] + "/index.html"
		}
	}
	for _, u := range reg.Puskesmas() {
		above := "puskesmas/"
		if kab := reg.Kabkota(u); kab > 0 {
			above += slugs[kab] + "/"
		}
		paths[u] = above + slugs[u] + "/index.html"
	}
	return paths
}

// areaFolder gives the folder of an area above desa level, with a slash at its end; the root's is empty.
func (p *Plan) areaFolder(u health.Unit) string {
	if u <= 0 {
		return ""
	}
	return stem(p.paths[u])
}

// yearPath gives the address of a finished year of the root or of an area above desa level.
func (p *Plan) yearPath(u health.Unit, year int) string {
	if u == 0 {
		return "spm/" + strconv.Itoa(year) + ".html"
	}
	return strings.TrimSuffix(p.areaFolder(u), "/") + "-" + strconv.Itoa(year) + ".html"
}

func (p *Plan) lokminPath(u health.Unit) string { return stem(p.paths[u]) + "lokmin.html" }

// unitPath gives the address of a unit's own page.
func (p *Plan) unitPath(u health.Unit) string { return p.paths[u] }

func (p *Plan) postPath(post *content.Post) string {
	if post.Kind == content.Halaman {
		return post.Slug + ".html"
	}
	return string(post.Kind) + "/" + post.Slug + ".html"
}

func (p *Plan) tagPath(tag string) string {
	s := slug(tag)
	if reserved(s) {
		s += "-"
	}
	return "berita/tag/" + s + ".html"
}

func (p *Plan) authorPath(author string) string {
	s := slug(author)
	if reserved(s) {
		s += "-"
	}
	return "berita/penulis/" + s + ".html"
}

// placeNewsPath gives the list of the posts about a place its address, among the news.
func (p *Plan) placeNewsPath(u health.Unit) string {
	return "berita/" + strings.TrimSuffix(stem(p.paths[u]), "/") + ".html"
}

// up gives the way from a page to the root: "../" for each folder.
func up(path string) string {
	const ups = "../../../../../../../../"
	if n := 3 * strings.Count(path, "/"); n <= len(ups) {
		return ups[:n]
	}
	return strings.Repeat("../", strings.Count(path, "/"))
}

// relative gives the address of a page or file as seen from another page. Links
// name index.html, so that the pages work from a folder on disk as well.
func relative(from, to string) string {
	same := 0 // where the last folder ends that both are in
	for i := 0; i < len(from) && i < len(to) && from[i] == to[i]; i++ {
		if from[i] == '/' {
			same = i + 1
		}
	}
	if ups := up(from[same:]); ups != "" {
		return ups + to[same:]
	}
	return to[same:]
}
