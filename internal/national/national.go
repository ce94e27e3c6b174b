// Package national holds the national lists: codes and names of the areas of
// Indonesia (38 provinces, 514 kabupaten and kota, 7,285 kecamatan, 83,762 desa and
// kelurahan) and of 10,292 puskesmas. They are the start of a site that has nothing yet;
// no build reads them.
//
// cmd/nationallists makes them of public sources, which [Sources] names with their
// licences; whoever hands parts of them on must name these too. Codes are those of
// Kemendagri (domain reference §6.1) and the ones of Komdat (§6.4). In which
// kecamatan a puskesmas stands, and whom it serves, the lists do not say.
package national

import (
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed" // the lists
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"terang/internal/source"
)

//go:embed lists/areas.csv.gz
var packedAreas []byte

//go:embed lists/puskesmas.csv.gz
var packedPuskesmas []byte

// Area is an area of any level.
type Area struct {
	Code string // with dots
	Name string // Kabupaten Contoh; without a word before it at the other levels
}

// Parent is the code of the area above, empty for a province.
func (a Area) Parent() string { return a.Code[:max(0, strings.LastIndexByte(a.Code, '.'))] }

// Level names the level as data/regions.csv does.
func (a Area) Level() string {
	return []string{"provinsi", "kabkota", "kecamatan", "desa"}[strings.Count(a.Code, ".")]
}

// Puskesmas is a puskesmas and the kabupaten or kota that it stands in.
type Puskesmas struct {
	Area string // code with dots
	Code string
	Name string // Puskesmas Contoh
}

// Source says where a list is from.
type Source struct {
	Title   string // with its version
	Of      string // the list that it is, "areas" or "puskesmas"
	Date    string // the day it was published
	URL     string
	License string
}

// Sources gives the source of each list.
func Sources() []Source {
	return []Source{
		{"idn-area-data 4.0.1", "areas", "2026-05-06", "https://github.com/fityannugroho/idn-area-data", "ODbL 1.0"},
		{"ubunteroz/satu-data", "puskesmas", "2022-09-14", "https://github.com/ubunteroz/satu-data", "CC0 1.0"},
	}
}

// Lists are the lists, unpacked.
type Lists struct {
	areas     []Area      // by code
	puskesmas []Puskesmas // by area and code
}

// Open unpacks the lists. It fails only where the program itself is damaged.
func Open() (*Lists, error) {
	areas, err := unpack(packedAreas)
	if err != nil {
		return nil, fmt.Errorf("list of areas: %w", err)
	}
	puskesmas, err := unpack(packedPuskesmas)
	if err != nil {
		return nil, fmt.Errorf("list of puskesmas: %w", err)
	}
	l := &Lists{make([]Area, len(areas)), make([]Puskesmas, len(puskesmas))}
	for i, row := range areas {
		l.areas[i] = Area{row[0], row[1]}
	}
	for i, row := range puskesmas {
		l.puskesmas[i] = Puskesmas{row[0], row[1], row[2]}
	}
	return l, nil
}

// unpack gives the rows of a list below its headings.
func unpack(packed []byte) ([][]string, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil || len(rows) == 0 {
		return nil, cmp.Or(err, fmt.Errorf("no rows"))
	}
	return rows[1:], nil
}

// Tops gives the areas that a site can be about, by code: provinces, each with its
// kabupaten and kota after it.
func (l *Lists) Tops() []Area {
	return slices.DeleteFunc(slices.Clone(l.areas), func(a Area) bool { return strings.Count(a.Code, ".") > 1 })
}

// Within gives an area and all areas in it, by code.
func (l *Lists) Within(code string) []Area {
	from, _ := slices.BinarySearchFunc(l.areas, code, func(a Area, code string) int { return cmp.Compare(a.Code, code) })
	to := from
	for to < len(l.areas) && (l.areas[to].Code == code || strings.HasPrefix(l.areas[to].Code, code+".")) {
		to++
	}
	return l.areas[from:to]
}

// PuskesmasIn gives the puskesmas of a kabupaten, a kota or a province, by area and code.
func (l *Lists) PuskesmasIn(code string) []Puskesmas {
	var in []Puskesmas
	for _, p := range l.puskesmas {
		if p.Area == code || strings.HasPrefix(p.Area, code+".") {
			in = append(in, p)
		}
	}
	return in
}

// Find gives the province, kabupaten or kota that a code (with dots or without)
// or a name means. A name may leave out what kind of area it is, where only one
// then has it. If none or several are meant, ok is false, and near lists those
// that may have been.
func (l *Lists) Find(text string) (found Area, near []Area, ok bool) {
	asked := plain(text)
	tops := l.Tops()
	var named []Area
	for _, a := range tops {
		switch {
		case asked == a.Code || asked == strings.ReplaceAll(a.Code, ".", "") || asked == kind(a)+plain(a.Name):
			return a, nil, true
		case asked == short(a):
			named = append(named, a)
		}
	}
	if len(named) == 1 {
		return named[0], nil, true
	}
	if len(named) == 0 && asked != "" {
		named = nearest(asked, tops)
	}
	return Area{}, named, false
}

// nearMost is how many areas are named that may have been meant.
const nearMost = 5

// nearest finds the areas whose name holds the words, else is spelt nearly so; of a
// code, those of the same province.
func nearest(asked string, tops []Area) []Area {
	var near []Area
	digits := strings.ReplaceAll(asked, ".", "")
	isCode := strings.Trim(digits, "0123456789") == ""
	for _, a := range tops {
		if isCode && len(digits) >= 2 && a.Parent() == digits[:2] || !isCode && strings.Contains(plain(a.Name), asked) {
			near = append(near, a)
		}
	}
	if len(near) == 0 && !isCode {
		bare := short(Area{Name: asked})
		names := make([]string, len(tops))
		for i, a := range tops {
			names[i] = short(a)
		}
		if name, ok := source.Nearest(bare, names); ok {
			for i, a := range tops {
				if names[i] == name {
					near = append(near, a)
				}
			}
		}
	}
	if isCode { // the numbers nearest to it first
		number, _ := strconv.Atoi(digits)
		slices.SortStableFunc(near, func(a, b Area) int { return cmp.Compare(away(a, number), away(b, number)) })
	}
	return near[:min(len(near), nearMost)]
}

// away is how far the number of a kabupaten or kota is from another.
func away(a Area, number int) int {
	n, _ := strconv.Atoi(strings.ReplaceAll(a.Code, ".", ""))
	return max(n-number, number-n)
}

// kind is what stands before the name of an area when people say which of two they mean.
func kind(a Area) string {
	if a.Level() == "provinsi" {
		return "provinsi "
	}
	return ""
}

// short is a name without the word for its kind.
func short(a Area) string {
	name := plain(a.Name)
	for _, word := range []string{"kabupaten administrasi ", "kota administrasi ", "kabupaten ", "kota ", "provinsi "} {
		if rest, ok := strings.CutPrefix(name, word); ok {
			return rest
		}
	}
	return name
}

// plain writes a name as names are compared: small letters, single blanks, no
// signs, and usual short forms in full.
func plain(name string) string {
	name = strings.Join(strings.Fields(strings.ToLower(name)), " ")
	for _, form := range [][2]string{{"kab. ", "kabupaten "}, {"kab ", "kabupaten "}, {"prov. ", "provinsi "}, {"prov ", "provinsi "}, {"kep. ", "kepulauan "}} {
		if rest, ok := strings.CutPrefix(name, form[0]); ok {
			name = form[1] + rest
		}
	}
	name = strings.ReplaceAll(name, "dki jakarta", "daerah khusus ibukota jakarta")
	name = strings.ReplaceAll(name, "di yogyakarta", "daerah istimewa yogyakarta")
	return strings.ReplaceAll(name, " kep. ", " kepulauan ")
}
