package mapping

import (
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/health"
)

// narrow keeps to the rows of the site's own area, where a column names it among
// others: a table of the whole province in the portal of one kabupaten. It goes by
// names, since the digits of a code may be of either system.
func (g *guess) narrow() {
	reg := g.known.Register
	if reg == nil || len(reg.Areas) == 0 || g.has("where") {
		return
	}
	root := &reg.Areas[0]
	if root.Level == health.Country {
		return
	}
	for i := range g.cols {
		c := &g.cols[i]
		if !c.text() || len(c.seen) < 2 {
			continue
		}
		own, others := "", 0
		for _, cell := range c.order {
			switch {
			case NameKey(cell) == NameKey(root.Name):
				own = cell
			case len(g.names.find(cell, root.Level, true, nil)) == 0:
				others++
			}
		}
		if own == "" || others == 0 || others < len(c.seen)-1 {
			continue
		}
		g.src.Where = map[string][]string{c.heading(): {own}}
		g.because("where."+c.heading(), "proposed-own-area", "others", itoa(others))
		g.rows = slices.DeleteFunc(g.rows, func(row int) bool { return plain(g.t.Rows[row].Cells[c.col]) != plain(own) })
		used := map[int]bool{}
		for _, old := range g.cols {
			used[old.col] = old.used
		}
		g.look()
		for i := range g.cols {
			g.cols[i].used = g.cols[i].used || used[i]
		}
		return
	}
}

// areas finds whom the figures are about: a column of codes, one of names, or one
// area for all.
func (g *guess) areas() {
	if g.src.Area != "" || g.told["area"] || g.src.Columns.Area != "" || g.src.Columns.Name != "" {
		g.ofTold()
		return
	}
	if g.known.Register == nil || g.src.Recipe != "" {
		return
	}
	if !g.codes() && !g.byNames() {
		g.constantArea()
	}
}

// ofTold looks at the columns that were told.
func (g *guess) ofTold() {
	if name := g.src.Columns.Name; name != "" && g.src.Columns.Area == "" && g.src.Match == "" {
		g.src.Match = "name"
		for i := range g.cols {
			if c := &g.cols[i]; loose(c.head.Text) == loose(name) && g.src.Level == "" {
				g.takeNames(c, g.levelOf(c))
			}
		}
	}
	if g.src.Columns.Area == "" || g.src.Codes != "" {
		return
	}
	for i := range g.cols {
		if c := &g.cols[i]; loose(c.head.Text) == loose(g.src.Columns.Area) {
			if f := g.fit(c); f.better() > 0 {
				g.takeCodes(f)
			}
		}
	}
}

// codeFit is how well the codes of a column fit the register.
type codeFit struct {
	c      *trait
	all    int // different codes
	known  int // that the register has as they are
	dotted int // of these: written with dots, or codes of puskesmas, or longer than those of kab/kota
	shaped int // that have the form of BPS codes
	level  health.Level
	name   *trait // the column with the names, nil where there is none
	agree  int    // codes of the register whose name the row has
	bps    int    // codes of the form of BPS whose name is found at their level
}

// better is how many places the better reading finds.
func (f codeFit) better() int { return max(f.known, f.bps) }

func (g *guess) codes() bool {
	var best codeFit
	for i := range g.cols {
		c := &g.cols[i]
		if c.used || c.filled == 0 || c.isPercent() || c.counter() {
			continue
		}
		f := g.fit(c)
		if f.known*10 < f.all*6 && f.bps*10 < f.all*6 {
			continue
		}
		if f.known == 0 && !says(c.words, codeWords) {
			continue
		}
		if f.dotted == 0 && f.agree == 0 && f.bps == 0 && !says(c.words, codeWords) {
			continue // small numbers look like codes of a province
		}
		if best.c == nil || f.better() > best.better() || f.better() == best.better() && f.level > best.level {
			best = f
		}
	}
	if best.c == nil {
		return false
	}
	return g.takeCodes(best)
}

// fit holds the codes of a column against the register, and against the names
// beside them.
func (g *guess) fit(c *trait) codeFit {
	f := codeFit{c: c, all: len(c.seen)}
	for _, cell := range c.order {
		code := wholeCode(cell)
		if u, ok := g.unit(code); ok {
			f.known++
			f.level = max(f.level, g.known.Register.LevelOf(u))
			if code == g.known.Register.Code(u) || len(code) > len("1410") {
				f.dotted++
			}
		}
		if _, is := bpsLevels[len(code)]; is && onlyDigits.MatchString(code) {
			f.shaped++
			f.level = max(f.level, bpsLevels[len(code)])
		}
	}
	if f.known == 0 && f.shaped*10 < f.all*9 {
		return f
	}
	for i := range g.cols {
		n := &g.cols[i]
		if n == c || n.used || n.number > 0 || n.filled < c.filled*9/10 || !says(n.words, nameWords) {
			continue
		}
		agree, bps := g.agreement(c, n)
		if max(agree, bps) > max(f.agree, f.bps) || f.name == nil && max(agree, bps) > 0 ||
			f.name != nil && max(agree, bps) == max(f.agree, f.bps) && kin(c, n) > kin(c, f.name) {
			f.name, f.agree, f.bps = n, agree, bps
		}
	}
	return f
}

// kin counts the words that two headings share.
func kin(a, b *trait) int {
	n := 0
	for _, w := range strings.Fields(a.words) {
		if says(b.words, []string{w}) {
			n++
		}
	}
	return n
}

// wholeCode is a code without the .0 that a spreadsheet gave it.
func wholeCode(cell string) string {
	if pointZero.MatchString(cell) {
		return cell[:strings.IndexAny(cell, ".,")]
	}
	return cell
}

// unit finds a code in the register, with or without its dots.
func (g *guess) unit(code string) (health.Unit, bool) {
	if u, ok := g.known.Register.UnitOf(code); ok {
		return u, true
	}
	if dotted, ok := config.Dotted(code); ok {
		return g.known.Register.UnitOf(dotted)
	}
	return health.NoUnit, false
}

// agreement counts the codes whose name beside them is that of the register, and
// those that as BPS codes have a name of their level.
func (g *guess) agreement(c, n *trait) (agree, bps int) {
	done, places := map[string]bool{}, map[health.Unit]bool{}
	for _, row := range g.rows {
		cells := g.t.Rows[row].Cells
		code, name := wholeCode(strings.TrimPrefix(cells[c.col], "'")), cells[n.col]
		if done[code] || isMissing(code) {
			continue
		}
		done[code] = true
		if u, ok := g.unit(code); ok && g.sameName(u, name) {
			agree++
		}
		if level, is := bpsLevels[len(code)]; is && onlyDigits.MatchString(code) {
			for _, u := range g.names.find(name, level, false, nil) {
				places[u] = true
			}
		}
	}
	return agree, len(places)
}

func (g *guess) sameName(u health.Unit, name string) bool {
	own := g.known.Register.Name(u)
	if g.known.Register.LevelOf(u) == health.Puskesmas {
		return keyWithout(own, puskesmasPrefixes) == keyWithout(name, puskesmasPrefixes)
	}
	return NameKey(own) == NameKey(name)
}

// takeCodes settles which codes a column holds. Digits without dots may be of
// either system at the level of kab/kota: then the names decide, and without
// names it is asked.
func (g *guess) takeCodes(f codeFit) bool {
	f.c.used = true
	g.src.Columns.Area = f.c.heading()
	found := itoa(f.known)
	switch {
	case g.has("codes"):
		if g.src.Codes == "bps" && f.name != nil && g.src.Columns.Name == "" {
			g.nameOf(f)
		}
		return true
	case f.name != nil && f.agree*2 > f.all && f.agree*10 < f.all*9:
		g.ask("codes", "kemendagri", nil, "ask-codes-names", "agree", itoa(f.agree), "of", itoa(f.all))
		return true
	case f.name != nil && f.bps > f.agree && f.agree*10 < f.all*9 || f.name != nil && f.bps == f.agree && says(f.c.words, []string{"bps"}):
		g.src.Codes = "bps"
		g.nameOf(f)
		g.because("codes", "proposed-bps", "count", itoa(f.bps), "of", itoa(f.all))
		return true
	case f.name != nil && f.agree*10 >= f.known*9, f.dotted == f.known && f.known > 0:
		g.src.Codes = "kemendagri"
		if f.name != nil {
			f.name.used = true
		}
		g.because("columns.area", "proposed-codes", "count", found, "of", itoa(f.all))
		return true
	}
	g.ask("codes", "kemendagri", nil, "ask-codes", "cell", f.c.order[0])
	return true
}

func (g *guess) constantArea() {
	reg := g.known.Register
	text := wordsOf(g.titles())
	var found []health.Unit
	longest := 0
	for u := range health.Unit(reg.Units()) {
		if reg.LevelOf(u) == health.Desa {
			continue // their names are words of every kind
		}
		name := wordsOf(reg.Name(u))
		if !says(text, []string{name}) || len(name) < longest {
			continue
		}
		if len(name) > longest {
			found, longest = nil, len(name)
		}
		found = append(found, u)
	}
	if len(found) == 1 {
		g.src.Area = reg.Code(found[0])
		g.because("area", "proposed-area", "name", reg.Name(found[0]))
		return
	}
	if len(found) > 1 {
		g.ask("area", reg.Code(found[0]), strings.Split(g.names.codes(found), ", "), "ask-area")
		return
	}
	example := ""
	var headings []string
	for i := range g.cols {
		if c := &g.cols[i]; c.text() {
			headings = append(headings, "columns.name="+c.heading())
		}
	}
	if len(reg.Areas) > 0 {
		example = reg.Areas[0].Code
		headings = append([]string{example + " (" + reg.Areas[0].Name + ")"}, headings...)
	}
	g.ask("area", example, headings, "ask-area")
}
