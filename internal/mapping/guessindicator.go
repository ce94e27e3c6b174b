package mapping

import (
	"slices"
	"strings"

	"terang/internal/health"
)

// otherNames are words by which a service is known beside its names in the
// catalogue (domain reference §1.1, §9.2, §9.3).
var otherNames = map[string][]string{
	"bumil":  {"bumil", "ibu hamil", "antenatal", "anc"},
	"bulin":  {"bulin", "ibu bersalin", "persalinan", "linakes"},
	"bbl":    {"bbl", "bayi baru lahir", "neonatal", "neonatus"},
	"balita": {"balita", "anak balita"},
	"upd":    {"upd", "usia pendidikan dasar", "peserta didik", "anak sekolah", "usia sekolah"},
	"usprod": {"usprod", "usia produktif"},
	"lansia": {"lansia", "usia lanjut", "lanjut usia"},
	"ht":     {"ht", "hipertensi", "darah tinggi"},
	"dm":     {"dm", "diabetes melitus", "diabetes mellitus", "diabetes"},
	"odgj":   {"odgj", "gangguan jiwa", "gangguan jiwa berat"},
	"tb":     {"tb", "tbc", "tuberkulosis", "tuberculosis"},
	"hiv":    {"hiv", "risiko terinfeksi virus", "human immunodeficiency virus"},
}

// fillers are words around the name of a service that tell nothing of which it is.
var fillers = []string{
	"pelayanan", "kesehatan", "pada", "penderita", "penyandang", "orang", "dengan", "sesuai", "standar", "jumlah", "cakupan", "persentase",
	"yang", "mendapat", "mendapatkan", "capaian", "spm", "indikator", "anak", "berat", "terduga", "risiko", "melitus", "mellitus", "bagi", "dan", "di", "a", "dasar",
}

// core is a name without fillers and without what stands in brackets.
func core(name string) string {
	if i := strings.IndexByte(name, '('); i > 0 {
		name = name[:i]
	}
	words := slices.DeleteFunc(strings.Fields(wordsOf(name)), func(w string) bool { return slices.Contains(fillers, w) })
	return strings.Join(words, " ")
}

// called lists the names of an indicator.
func called(ind *health.Indicator) []string {
	names := slices.Concat([]string{ind.Code, ind.ShortName, ind.Name}, otherNames[ind.Code])
	return slices.DeleteFunc(names, func(n string) bool { return wordsOf(n) == "" })
}

// indicatorsIn finds the indicators that a text names, by the longest of their
// names: "ibu hamil" is not "ibu".
func (g *guess) indicatorsIn(text string) []string {
	words := wordsOf(text)
	type hit struct{ code, name string }
	var hits []hit
	for i := range g.known.Indicators {
		ind := &g.known.Indicators[i]
		longest := ""
		for _, name := range called(ind) {
			if w := wordsOf(name); len(w) > len(longest) && says(words, []string{w}) {
				longest = w
			}
		}
		if longest != "" {
			hits = append(hits, hit{ind.Code, longest})
		}
	}
	var codes []string
	for _, h := range hits {
		within := slices.ContainsFunc(hits, func(o hit) bool { return o.name != h.name && says(o.name, []string{h.name}) })
		if !within {
			codes = append(codes, h.code)
		}
	}
	return codes
}

// indicatorOf finds the indicator that a cell is the name of, as a whole.
func (g *guess) indicatorOf(cell string) (string, bool) {
	found := ""
	want, short := wordsOf(cell), core(cell)
	for i := range g.known.Indicators {
		ind := &g.known.Indicators[i]
		same := slices.ContainsFunc(called(ind), func(name string) bool { return wordsOf(name) == want || short != "" && core(name) == short })
		if same && found != "" && found != ind.Code {
			return "", false
		}
		if same {
			found = ind.Code
		}
	}
	return found, found != ""
}

// indicators finds what is counted: by a column, else by title, name of the sheet
// or of the file.
func (g *guess) indicators() {
	if g.has("indicator") || g.has("columns.indicator") || g.has("series") || g.recipeOf != nil || g.indicatorColumn() {
		return
	}
	for _, from := range g.around() {
		if g.indicatorBy(from) {
			return
		}
	}
}

// indicatorBy takes the indicator that a text names; where it names several it is asked.
func (g *guess) indicatorBy(from origin) bool {
	codes := g.indicatorsIn(strings.ReplaceAll(from.text, "_", " "))
	switch len(codes) {
	case 0:
		return false
	case 1:
		g.src.Indicator = codes[0]
		g.because("indicator", from.choice, "text", clipped(from.text))
	default:
		g.ask("indicator", codes[0], codes, "ask-which-indicator")
	}
	return true
}

// lastIndicator looks at the headings of the figures, where nothing else has told
// what is counted, and then asks.
func (g *guess) lastIndicator() {
	switch {
	case g.has("indicator") || g.src.Indicator != "" || g.asked("indicator"):
	case len(g.src.Series) > 0 || g.src.Columns.Indicator != "" || g.has("columns.indicator"):
	case g.indicatorBy(origin{g.src.Columns.Numerator.String() + " ; " + g.src.Columns.Denominator.String(), "proposed-heading"}):
	default:
		var codes []string
		for i := range g.known.Indicators {
			codes = append(codes, g.known.Indicators[i].Code)
		}
		g.ask("indicator", "ht", codes, "ask-indicator")
	}
}

// mostIndicators is how many names a column of indicators may have.
const mostIndicators = 200

// indicatorColumn finds a column that names indicators, and makes the names codes.
func (g *guess) indicatorColumn() bool {
	var best *trait
	most := 0
	var found map[string]string
	for i := range g.cols {
		c := &g.cols[i]
		if c.used || c.number > 0 || c.filled == 0 || len(c.seen) > mostIndicators {
			continue
		}
		names := map[string]string{}
		for _, cell := range c.order {
			if code, ok := g.indicatorOf(cell); ok {
				names[cell] = code
			}
		}
		n := len(names)
		if n > 0 && says(c.words, indicWords) {
			n += 100
		}
		if n > most && (n > 100 || len(names)*2 > len(c.seen)) {
			best, most, found = c, n, names
		}
	}
	if best == nil {
		return false
	}
	best.used = true
	g.src.Columns.Indicator = best.heading()
	if g.has("indicators") {
		return true
	}
	var others []string
	for _, cell := range best.order {
		if found[cell] == "" {
			others = append(others, cell)
		}
	}
	if len(others) > 0 || slices.ContainsFunc(best.order, func(cell string) bool { return found[cell] != cell }) {
		g.src.Indicators = found
	}
	if len(others) > 0 {
		slices.Sort(others)
		g.because("indicators", "proposed-unlisted", "names", listed(others))
	}
	return true
}
