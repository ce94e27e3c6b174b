package mapping

import (
	"slices"
	"strings"

	"terang/internal/health"
)

// byNames finds a column of names of areas or puskesmas.
func (g *guess) byNames() bool {
	type fit struct {
		c     *trait
		level health.Level
		found int
	}
	var best fit
	for i := range g.cols {
		c := &g.cols[i]
		if !c.text() || c.number > 0 {
			continue
		}
		level := g.levelOf(c)
		found := g.matching(c, level)
		if found*2 < len(c.seen) || found == 0 {
			continue
		}
		if best.c == nil || found > best.found || found == best.found && level > best.level {
			best = fit{c, level, found}
		}
	}
	if best.c == nil {
		return false
	}
	g.src.Match = "name"
	g.takeNames(best.c, best.level)
	return true
}

// levelWord are the words of a heading or a cell that tell a level, the finest first.
var levelWord = []struct {
	level health.Level
	words []string
}{
	{health.Puskesmas, []string{"puskesmas", "pkm", "upt", "uptd"}},
	{health.Desa, []string{"desa", "kelurahan", "kel", "village"}},
	{health.Kecamatan, []string{"kecamatan", "kec", "district"}},
	{health.Kabkota, []string{"kabupaten", "kota", "kab", "regency", "city"}},
	{health.Provinsi, []string{"provinsi", "prov", "province"}},
}

// levelOf tells of which level the names of a column are: as the heading says,
// else the level at which most are found.
func (g *guess) levelOf(c *trait) health.Level {
	best, most := health.Desa, 0
	for _, l := range levelWord {
		n := g.matching(c, l.level)
		if says(c.words, l.words) && n > 0 {
			return l.level
		}
		if n > most {
			best, most = l.level, n
		}
	}
	return best
}

// matching counts the names of a column that a level has.
func (g *guess) matching(c *trait, level health.Level) int {
	n := 0
	for _, cell := range c.order {
		if len(g.names.find(cell, level, false, nil)) > 0 {
			n++
		}
	}
	return n
}

func (g *guess) takeNames(c *trait, level health.Level) {
	c.used = true
	g.src.Columns.Name = c.heading()
	if !g.has("level") {
		g.src.Level = level.String()
	}
	g.takeParents(c, level)
	g.because("columns.name", "proposed-names", "count", itoa(g.matching(c, level)), "of", itoa(len(c.seen)))
	g.unmatched(c, level)
}

// takeParents takes the columns of names of the areas above, where they agree with
// the register.
func (g *guess) takeParents(c *trait, level health.Level) {
	if g.has("columns.parents") || g.src.Recipe != "" {
		return
	}
	var parents []*trait
	for i := range slices.Backward(levelWord) {
		l := levelWord[i]
		if l.level >= level || l.level < health.Provinsi || level == health.Puskesmas && l.level == health.Desa {
			continue
		}
		for i := range g.cols {
			p := &g.cols[i]
			if p != c && p.text() && says(p.words, l.words) && !says(p.words, codeWords) && g.matching(p, l.level) > 0 && g.agreesAbove(c, level, p) {
				parents = append(parents, p)
				break
			}
		}
	}
	for _, p := range parents {
		p.used = true
		g.src.Columns.Parents = append(g.src.Columns.Parents, p.heading())
	}
}

// agreesAbove says whether no name is lost by asking for a parent's.
func (g *guess) agreesAbove(c *trait, level health.Level, parent *trait) bool {
	for _, row := range g.rows {
		name := g.t.Rows[row].Cells[c.col]
		if len(g.names.find(name, level, false, nil)) > 0 && len(g.names.find(name, level, false, g.aboveRow(row, []*trait{parent}))) == 0 {
			return false
		}
	}
	return true
}

// unmatched asks what the names mean that the register does not have.
func (g *guess) unmatched(c *trait, level health.Level) {
	var lost, shown []string
	example := ""
	for _, cell := range c.order {
		if _, told := g.src.Areas[cell]; told || len(g.names.find(cell, level, false, nil)) > 0 {
			continue
		}
		lost = append(lost, cell)
		near := g.names.near(cell, level, false)
		if found := g.names.find(near, level, false, nil); len(found) > 0 {
			code := g.known.Register.Code(found[0])
			cell += " ≈ " + near + " " + code
			if len(lost) == 1 {
				example = code
			}
		}
		shown = append(shown, cell)
	}
	if len(lost) > 0 {
		g.ask("areas."+lost[0], first(example, "…"), shown, "ask-areas")
	}
}

// nameOf takes the column of names beside BPS codes, and those of the areas above
// where names alone fit several places.
func (g *guess) nameOf(f codeFit) {
	f.name.used = true
	g.src.Columns.Name = f.name.heading()
	level := bpsLevels[len(wholeCode(f.c.order[0]))]
	if g.several(f.name, level, nil) == 0 {
		return
	}
	g.takeParents(f.name, level)
}

// several counts the names that more than one place has.
func (g *guess) several(c *trait, level health.Level, parents []*trait) int {
	n := 0
	done := map[string]bool{}
	for _, row := range g.rows {
		name := g.t.Rows[row].Cells[c.col]
		above := g.aboveRow(row, parents)
		key := strings.Join(append(above, name), "\x1f")
		if !done[key] && len(g.names.find(name, level, false, above)) > 1 {
			n++
		}
		done[key] = true
	}
	return n
}

func (g *guess) aboveRow(row int, parents []*trait) []string {
	var names []string
	for _, p := range parents {
		name := g.t.Rows[row].Cells[p.col]
		for up := row; name == "" && g.src.Recipe != "" && up > 0; {
			up--
			name = g.t.Rows[up].Cells[p.col]
		}
		names = append(names, name)
	}
	return names
}
