package mapping

import (
	"strings"

	"terang/internal/config"
)

// profilTable is a table of the yearly health profile (domain reference §9.2): by
// what its title says, since the numbers move between editions, which figures
// stand in it. words must all stand in the title.
type profilTable struct {
	words   []string
	without string // and this must not
	figures []profilFigure
}

// profilFigure is a figure of a table: the words of its heading, and those of the
// heading of its sasaran. Of several ways to say it the first that fits is taken.
// Where choices are given, they say what could be meant: it is asked.
type profilFigure struct {
	indicator   string
	numerator   []string
	denominator []string
	choices     []string
}

var profilTables = []profilTable{
	{words: []string{"ibu hamil"}, without: "tablet", figures: []profilFigure{
		{indicator: "bumil", choices: []string{"k6", "k4"}, denominator: []string{"ibu hamil jumlah", "jumlah ibu hamil", "sasaran ibu hamil", "ibu hamil", "jumlah"}},
		{
			indicator: "bulin", numerator: []string{"persalinan di fasyankes", "persalinan di fasilitas", "ditolong nakes", "ditolong tenaga kesehatan"},
			denominator: []string{"ibu bersalin nifas jumlah", "jumlah ibu bersalin", "ibu bersalin jumlah"},
		},
	}},
	{words: []string{"neonatal"}, without: "komplikasi", figures: []profilFigure{
		{indicator: "bbl", numerator: []string{"kn lengkap", "kn3", "neonatal 3 kali"}, denominator: []string{"lahir hidup"}},
	}},
	{words: []string{"pelayanan kesehatan balita"}, figures: []profilFigure{
		{indicator: "balita", numerator: []string{"dilayani sdidtk", "dipantau pertumbuhan", "mendapat pelayanan"}, denominator: []string{"sasaran balita", "jumlah balita", "balita jumlah"}},
	}},
	{words: []string{"peserta didik"}, figures: []profilFigure{updFigure}},
	{words: []string{"usia pendidikan dasar"}, figures: []profilFigure{updFigure}},
	{words: []string{"usia produktif"}, figures: []profilFigure{
		{indicator: "usprod", numerator: []string{"mendapat pelayanan skrining", "mendapat skrining", "mendapat pelayanan"}, denominator: []string{"15 59 tahun jumlah", "usia produktif jumlah", "jumlah"}},
	}},
	{words: []string{"usia lanjut"}, figures: []profilFigure{
		{indicator: "lansia", numerator: []string{"mendapat skrining", "mendapat pelayanan"}, denominator: []string{"60 tahun jumlah", "60tahun jumlah", "usia lanjut jumlah", "jumlah"}},
	}},
	{words: []string{"terduga tuberkulosis"}, figures: []profilFigure{
		{indicator: "tb", numerator: []string{"terduga tuberkulosis yang mendapatkan", "mendapatkan pelayanan", "mendapat pelayanan"}, denominator: []string{"jumlah terduga", "estimasi terduga", "sasaran"}},
	}},
	{words: []string{"risiko", "hiv"}, figures: []profilFigure{
		{indicator: "hiv", numerator: []string{"mendapatkan pelayanan", "mendapat pelayanan", "diperiksa"}, denominator: []string{"sasaran", "jumlah orang", "estimasi"}},
	}},
	{words: []string{"hipertensi"}, figures: []profilFigure{
		{indicator: "ht", numerator: []string{"mendapat pelayanan", "mendapatkan pelayanan"}, denominator: []string{"estimasi penderita", "jumlah penderita", "sasaran"}},
	}},
	{words: []string{"diabetes"}, figures: []profilFigure{
		{indicator: "dm", numerator: []string{"mendapatkan pelayanan", "mendapat pelayanan"}, denominator: []string{"jumlah penderita dm", "jumlah penderita", "sasaran"}},
	}},
	{words: []string{"gangguan jiwa"}, figures: []profilFigure{
		{indicator: "odgj", numerator: []string{"mendapat pelayanan", "mendapatkan pelayanan"}, denominator: []string{"sasaran odgj", "sasaran"}},
	}},
}

var updFigure = profilFigure{
	indicator: "upd", numerator: []string{"usia pendidikan dasar mendapat pelayanan"},
	denominator: []string{"usia pendidikan dasar jumlah"},
}

// isProfil says whether a table has the form of those of the health profile.
func (g *guess) isProfil() bool {
	heads := map[string]bool{}
	for i := range g.cols {
		heads[g.cols[i].words] = true
	}
	return heads["kecamatan"] && heads["puskesmas"] && says(wordsOf(g.titles()), []string{"tabel", "menurut"})
}

// recipe takes the recipe of the health profile where the table has its form.
func (g *guess) recipe() {
	if g.src.Recipe == "" && (g.has("recipe") || !g.isProfil()) {
		return
	}
	g.src.Recipe = "profil"
	for i := range g.cols {
		if c := &g.cols[i]; c.words == "kecamatan" || c.words == "puskesmas" || c.words == "no" {
			c.used = true
		}
	}
	title := wordsOf(g.titles())
	for i := range profilTables {
		t := &profilTables[i]
		fits := t.without == "" || !says(title, []string{t.without})
		for _, w := range t.words {
			fits = fits && says(title, []string{w})
		}
		if fits {
			g.recipeOf = t
			break
		}
	}
	g.because("recipe", "proposed-profil", "title", clipped(shortTitle(g.t.Title)))
	for i := range g.cols {
		if c := &g.cols[i]; c.words == "puskesmas" && g.known.Register != nil && !g.has("columns.name") && !g.has("match") {
			level := g.levelOf(c)
			if !g.has("level") && level != levelWord[0].level && g.matching(c, levelWord[0].level) == 0 {
				level = levelWord[0].level
			}
			g.unmatched(c, level)
		}
	}
}

// byRecipe finds the columns of the figures that the table is known to have. One
// figure stands for the whole source, several are series.
func (g *guess) byRecipe() bool {
	var found []config.Series
	all := g.numeric()
	for _, f := range g.recipeOf.figures {
		if !g.hasIndicator(f.indicator) || g.src.Indicator != "" && g.src.Indicator != f.indicator {
			continue
		}
		s := config.Series{Indicator: f.indicator}
		d := headed(all, f.denominator, nil)
		n := headed(all, f.numerator, d)
		if d == nil {
			d = best(all, denominatorWords[:2], n, func(*trait) bool { return true })
		}
		if n == nil {
			n = best(all, numeratorWords[:2], d, func(c *trait) bool { return rank(c.words, denominatorWords[:1]) == 0 })
		}
		if d == n {
			d = nil
		}
		if d != nil {
			s.Denominator = d.heads()
		}
		at := "series." + itoa(len(found))
		switch {
		case len(f.choices) > 0:
			if !g.chooseColumn(&s, f, all, at) {
				continue
			}
		case n == nil:
			continue
		default:
			s.Numerator = n.heads()
			if p := g.shareOf(n, d); p != nil {
				g.because(at, "proposed-share", "heading", p.heading(), "count", itoa(g.sharesOf(n, d, p)))
			}
		}
		found = append(found, s)
	}
	found = g.withTold(found)
	switch {
	case len(found) == 0:
		return false
	case len(found) == 1 && !g.asked("series.0.numerator"):
		g.src.Indicator = found[0].Indicator
		g.settleHeading("numerator", &g.src.Columns.Numerator, found[0].Numerator)
		g.settleHeading("denominator", &g.src.Columns.Denominator, found[0].Denominator)
		g.p.Notes["columns.numerator"] = g.p.Notes["series.0"]
		delete(g.p.Notes, "series.0")
		g.askNumbers(all)
	default:
		g.src.Series = found
	}
	return true
}

func (g *guess) settleHeading(key string, into *config.Heads, heads config.Heads) {
	if len(*into) == 0 && !g.has("columns."+key) {
		*into = heads
	}
}

// chooseColumn asks which of several columns is the service; where only one of
// them is there, that is it.
func (g *guess) chooseColumn(s *config.Series, f profilFigure, all []*trait, at string) bool {
	var cols []*trait
	for _, choice := range f.choices {
		if c := headed(all, []string{choice}, nil); c != nil {
			cols = append(cols, c)
		}
	}
	switch len(cols) {
	case 0:
		return false
	case 1:
		s.Numerator = cols[0].heads()
	default:
		g.ask(at+".numerator", answer(cols[0].heads()), headingsOf(cols), "ask-numerator")
	}
	return true
}

func (g *guess) hasIndicator(code string) bool {
	for i := range g.known.Indicators {
		if g.known.Indicators[i].Code == code {
			return true
		}
	}
	return false
}

// shareOf finds a column that shows the share of n in d.
func (g *guess) shareOf(n, d *trait) *trait {
	if n == nil || d == nil {
		return nil
	}
	for _, p := range g.shares() {
		if g.sharesOf(n, d, p) > 0 {
			return p
		}
	}
	return nil
}

// headed finds the first column whose heading has the words that are looked for,
// in the order in which they are preferred; of several the one of men and women
// together, which says most.
func headed(all []*trait, ways []string, except *trait) *trait {
	for _, way := range ways {
		var found *trait
		for _, c := range all {
			if c == except || !allWords(c.words, way) {
				continue
			}
			if found == nil || sex(c.head.Parts) == "both" && sex(found.head.Parts) != "both" {
				found = c
			}
		}
		if found != nil {
			return found
		}
	}
	return nil
}

// allWords says whether a heading has each word of a few, in their order.
func allWords(heading, way string) bool {
	words := strings.Fields(heading)
	for _, w := range strings.Fields(way) {
		at := -1
		for i, h := range words {
			if h == w {
				at = i
				break
			}
		}
		if at < 0 {
			return false
		}
		words = words[at+1:]
	}
	return true
}
