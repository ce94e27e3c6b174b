package recount

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const downloads = "data/unduhan/"

// published is a site as it came out, beside what was counted.
type published struct {
	*sums
	files  map[string][]byte
	tables map[string][]grid // by page that was read
	rows   map[cell]bool     // indicators and years, without a unit, that have rows
	desa   map[cell]bool     // kab/kota, indicators and years in which desa report
	lasts  int               // figures of earlier months that were compared
	exact  int               // figures that were compared
}

// capaianFiles gives the files of figures, each with the units that it should list.
func (p *published) capaianFiles() map[string][]string {
	if p.areas[p.root]["tingkat"] == "kabkota" {
		return map[string][]string{"capaian": p.units}
	}
	files := map[string][]string{}
	for _, u := range p.units {
		name := "capaian"
		if k := p.kabkot[u]; k != "" && p.level[u] != "kabkota" {
			name += "-" + k
		} else if k != "" {
			files["capaian-"+k] = append(files["capaian-"+k], u)
		}
		files[name] = append(files[name], u)
	}
	return files
}

// findRows finds the years that have rows of an indicator: somebody reported it
// whose figure is published at its level.
func (p *published) findRows() {
	p.rows, p.desa = map[cell]bool{}, map[cell]bool{}
	for c, own := range p.own {
		if own && p.level[c.unit] == "desa" {
			p.desa[cell{p.kabkot[c.unit], c.indicator, c.year}] = true
		}
	}
	for _, sv := range p.services {
		for _, u := range p.units {
			for _, year := range p.years {
				if p.of(cell{u, sv.code, year}).reported && !p.withheld(sv, u) {
					p.rows[cell{"", sv.code, year}] = true
				}
			}
		}
	}
}

func (p *published) hasRows(sv service, year int) bool { return p.rows[cell{"", sv.code, year}] }

// withheld says that the indicator is never published at the unit's level.
func (p *published) withheld(sv service, unit string) bool {
	fine := func(level string) int {
		return 10 - slices.Index(levels, strings.Replace(level, "puskesmas", "kecamatan", 1))
	}
	return fine(p.level[unit]) > fine(sv.lowest)
}

// capaian compares every row of every table of figures, in order.
func (p *published) capaian(t *testing.T) {
	t.Helper()
	for name, units := range p.capaianFiles() {
		body, ok := p.files[downloads+name+".csv"]
		if !ok {
			t.Errorf("there is no %s.csv", name)
			continue
		}
		rows := lines(t, body)
		for _, u := range units {
			for _, sv := range p.services {
				for _, year := range p.years {
					if !p.hasRows(sv, year) {
						continue
					}
					c := cell{u, sv.code, year}
					if len(rows) == 0 {
						t.Fatalf("%s.csv ends before %v", name, c)
					}
					if fault := p.judge(c, sv, rows[0]); fault != "" {
						t.Errorf("%s.csv: %v: %s; the row is %v", name, c, fault, rows[0])
					}
					rows = rows[1:]
				}
			}
		}
		if len(rows) > 0 {
			t.Errorf("%s.csv has %d rows too many, the first is %v", name, len(rows), rows[0])
		}
	}
}

// judge says what is wrong with a row, or "".
func (p *published) judge(c cell, sv service, row line) string {
	if row["kode_unit"] != c.unit || row["indikator"] != c.indicator || row["periode"] != p.period(c) {
		return "another row was expected"
	}
	if row["jenis_unit"] != p.level[c.unit] || strings.TrimSuffix(row["nama_unit"], " (data contoh)") != p.name(c.unit) {
		return "the unit is " + p.level[c.unit] + " " + p.name(c.unit)
	}
	want := p.expected(c, sv)
	if row["disensor"] == "1" {
		return p.judgeHidden(c, sv, row)
	}
	if p.withheld(sv, c.unit) {
		return "it is never published at this level"
	}
	for column, text := range want {
		if row[column] != text {
			return fmt.Sprintf("%s is %q, counted %q", column, row[column], text)
		}
	}
	if want["pembilang"] != "" {
		p.exact++
	}
	return ""
}

func (p *published) name(unit string) string {
	if a, ok := p.areas[unit]; ok {
		return a["nama"]
	}
	return p.posts[unit]["nama"]
}

// expected is what the row of an exact figure says.
func (p *published) expected(c cell, sv service) line {
	f, target := p.of(c), p.target(c, sv, p.countsTo(c))
	want := line{
		"pembilang": "", "penyebut": "", "persen": "", "target": printed(target, 4), "status": "belum_lapor",
		"disensor": "0", "rentang": "",
	}
	if k := p.kabkot[c.unit]; p.level[c.unit] == "desa" && k != "" && !p.desa[cell{k, c.indicator, c.year}] {
		want["status"] = "tidak_dilaporkan"
	}
	if f.reported {
		want["pembilang"], want["penyebut"], want["status"] = strconv.Itoa(f.n), strconv.Itoa(f.d), "tidak_ada_sasaran"
		if f.d == 0 && f.n > 0 && !sv.plain && !p.alwaysExact(c.unit) {
			want["pembilang"] = "" // people of outside alone
		}
		if sv.plain {
			want["penyebut"], want["status"] = "", ""
			if target.Sign() > 0 {
				want["status"] = f.status(sv, target)
			}
			return want
		}
		if f.d > 0 {
			want["persen"], want["status"] = printed(share(f.n, f.d, sv.factor), 4), f.status(sv, target)
		}
	}
	return want
}

// target gives the target at a place of the year; that of a plain count is the whole site's.
func (p *published) target(c cell, sv service, place int) *big.Rat {
	if sv.plain && c.unit != p.root {
		return new(big.Rat)
	}
	return sv.target[place]
}

// judgeHidden holds a hidden row against what it may not be and may not say.
func (p *published) judgeHidden(c cell, sv service, row line) string {
	f := p.of(c)
	switch {
	case row["pembilang"]+row["penyebut"]+row["persen"]+row["status"] != "":
		return "a hidden row says something"
	case row["target"] != printed(p.target(c, sv, p.reach(sv.code, c.year)), 4):
		return "the target is another"
	case p.withheld(sv, c.unit):
		return ""
	case p.alwaysExact(c.unit):
		return "kab/kota and above are never hidden"
	case !f.reported:
		return "nobody reported, so nothing can be hidden"
	case row["rentang"] != "" && row["rentang"] != band(share(f.n, f.d, 100)):
		return "the band is " + band(share(f.n, f.d, 100))
	case row["terakhir_periode"] != "":
		return p.judgeLast(c, sv, row)
	}
	return ""
}

// judgeLast holds the last figure that is shown against what was served by its month.
func (p *published) judgeLast(c cell, sv service, row line) string {
	var year, month int
	if _, err := fmt.Sscanf(row["terakhir_periode"], "%d-%d", &year, &month); err != nil || row["terakhir_periode"] > row["periode"] {
		return "the month of the last figure"
	}
	n, d := p.of(c).at(month + sv.ahead - 12*(c.year-year))
	want := strconv.Itoa(d)
	if sv.plain {
		want = ""
	}
	if row["terakhir_pembilang"] != strconv.Itoa(n) || row["terakhir_penyebut"] != want {
		return fmt.Sprintf("the last figure was %d of %s", n, want)
	}
	p.lasts++
	return ""
}

// alwaysExact says whether a unit is a kab/kota or above.
func (p *published) alwaysExact(unit string) bool { return slices.Contains(levels[3:], p.level[unit]) }

// band gives the range of a percentage.
func band(percent *big.Rat) string {
	names := []string{"<50", "50-79", "80-89", "90-99", ">=100"}
	at := 0
	for i, from := range []int64{50, 80, 90, 100} {
		if percent.Cmp(big.NewRat(from, 1)) >= 0 {
			at = i + 1
		}
	}
	return names[at]
}

// indeks compares indeks.csv: no row too many, none missing, in order.
func (p *published) indeks(t *testing.T) (compared int) {
	t.Helper()
	rows := lines(t, p.files[downloads+"indeks.csv"])
	for _, u := range p.units {
		for _, year := range p.years {
			value, quality := p.index(u, year)
			if value == nil {
				continue
			}
			if len(rows) == 0 {
				t.Fatalf("indeks.csv ends before %s in %d", u, year)
			}
			row := rows[0]
			rows = rows[1:]
			want := line{
				"kode_unit": u, "periode": fmt.Sprintf("%d-%02d", year, p.through[year]), "jenis_unit": p.level[u],
				"indeks": printed(value, 4), "kategori": "", "komponen_mutu": "0", "disensor": "0",
			}
			if quality {
				want["komponen_mutu"] = "1"
			}
			if p.through[year] == 12 {
				want["kategori"] = classOf(value)
			}
			if row["disensor"] == "1" && !p.alwaysExact(u) {
				want["indeks"], want["kategori"], want["komponen_mutu"], want["disensor"] = "", "", "", "1"
			} else {
				compared++
			}
			for column, text := range want {
				if row[column] != text {
					t.Errorf("indeks.csv: %s in %d: %s is %q, counted %q; the row is %v", u, year, column, row[column], text, row)
				}
			}
		}
	}
	if len(rows) > 0 {
		t.Errorf("indeks.csv has %d rows too many, the first is %v", len(rows), rows[0])
	}
	return compared
}
