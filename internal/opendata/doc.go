// Package opendata makes the files that others build on: the downloads in
// data/unduhan and the JSON documents below api/v1. Their columns, words and
// addresses are a contract; a change is a breaking change.
//
// Everything in them comes from a disclosure.Release, so a hidden figure has no
// number here either: its cells are empty and disensor is 1. Missing is not zero
// and not hidden: its cells are empty, disensor is 0 and its status says so.
//
// The files of a sample site say that they are one: in their titles where a file
// has a title, in every name cell where it has none.
package opendata

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"terang/internal/config"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/words"
)

// File is one file of the site, which is made when it is asked for: all of a country's
// together are half a gigabyte.
type File struct {
	Path  string // from the site's root, with slashes
	Title Title  // of what people download
	make  func(to []byte) []byte
	seal  func() sealed
	told  func(sealed)
}

// sealed is what is told of a file that has been made.
type sealed struct {
	size int
	sum  [sha256.Size]byte
}

// Append makes the file and adds its bytes to others. Several may ask at once.
func (f File) Append(to []byte) []byte { return f.make(to) }

// Size gives how many bytes the file has. It costs nothing once the file was made.
func (f File) Size() int { return f.seal().size }

// Settle tells size and digest of a file that stands already, so that it need not be made to be described.
func (f File) Settle(size int, sum [sha256.Size]byte) {
	if f.told != nil {
		f.told(sealed{size, sum})
	}
}

// kept gives a file whose size is known from the first time on that it is made.
func kept(path string, title Title, make func(to []byte) []byte) File {
	var once sync.Once
	var of sealed
	f := File{Path: path, Title: title}
	f.make = func(to []byte) []byte {
		body := make(to)
		once.Do(func() { of = sealed{len(body) - len(to), sha256.Sum256(body[len(to):])} })
		return body
	}
	f.told = func(s sealed) { once.Do(func() { of = s }) }
	f.seal = func() sealed {
		once.Do(func() { body := make(nil); of = sealed{len(body), sha256.Sum256(body)} })
		return of
	}
	return f
}

// Title says in any language what a file holds. The zero value is no title.
type Title struct{ key, area string }

// In gives the title in a language, empty where there is none.
func (t Title) In(w *words.Catalogue) string {
	if t.key == "" {
		return ""
	}
	return w.T("download."+t.key, "area", t.area)
}

// Input is what the files are made of. Indicators is the catalogue that the
// release counts by.
type Input struct {
	Config     config.Site
	Register   *health.Register
	Indicators []health.Indicator
	Release    *disclosure.Release
	Words      *words.Catalogue

	Corrections []health.Correction // published numbers that were corrected, the newest first
}

// The folders of the downloads, of the documents and of their schemas.
const (
	downloads = "data/unduhan/"
	units     = "api/v1/unit/"
	services  = "api/v1/indikator/"
	schemas   = "api/v1/skema/"
)

// Set is all files of a site.
type Set struct {
	*book
	told     []File        // tables, each with its Parquet, their description, a text to read first
	reads    []health.Unit // of each in told
	services []int         // indicators that have a document
	schemas  []File
}

// New plans the files and makes none.
func New(in Input) *Set {
	s := &Set{book: newBook(in)}
	tables := append(s.capaian(), s.indeks(), s.explained())
	if len(in.Corrections) > 0 {
		tables = append(tables, s.revisi())
	}
	for _, t := range tables {
		s.tell(t.reads, t.File)
		if t.packed.Path != "" {
			s.tell(t.reads, t.packed)
		}
	}
	s.tell(disclosure.Whole, s.datapackage(tables))
	s.tell(disclosure.Whole, s.readme(tables))
	for i := range in.Indicators {
		if s.ever(i) {
			s.services = append(s.services, i)
		}
	}
	s.schemas = append(s.schemaFiles(), s.openAPI(), s.csvw(tables))
	return s
}

func (s *Set) tell(reads health.Unit, f File) {
	s.told, s.reads = append(s.told, f), append(s.reads, reads)
}

// Told lists the files that are made for people to download.
func (s *Set) Told() []File { return s.told }

// Len counts the files.
func (s *Set) Len() int { return len(s.told) + s.Register.Units() + len(s.services) + len(s.schemas) }

// At gives a file by its place in a fixed order: tables, their description, a text to
// read first, documents by unit, documents by indicator, schemas.
func (s *Set) At(i int) File {
	if i < len(s.told) {
		return s.told[i]
	}
	if i -= len(s.told); i < s.Register.Units() {
		u := health.Unit(i)
		return made(s.UnitPath(u), func(to []byte) []byte { return s.unitDocument(u).append(to) })
	}
	if i -= s.Register.Units(); i < len(s.services) {
		at := s.services[i]
		return made(s.IndicatorPath(at), func(to []byte) []byte { return s.indicatorDocument(at).append(to) })
	}
	return s.schemas[i-len(s.services)]
}

// UnitPath tells where the document of a unit stands.
func (s *Set) UnitPath(u health.Unit) string {
	return units + fileName(s.Register.Code(u)) + ".json"
}

// IndicatorPath tells where the document of an indicator stands, empty where it has no data.
func (s *Set) IndicatorPath(i int) string {
	if !slices.Contains(s.services, i) {
		return ""
	}
	return services + fileName(s.Indicators[i].Code) + ".json"
}

// Find gives a file by its path.
func (s *Set) Find(path string) (File, bool) {
	if name, ok := strings.CutPrefix(path, units); ok {
		u, known := s.Register.UnitOf(codeOf(strings.TrimSuffix(name, ".json")))
		f := s.At(len(s.told) + max(int(u), 0))
		return f, known && f.Path == path
	}
	for i := range s.Len() - s.Register.Units() {
		if i >= len(s.told) {
			i += s.Register.Units()
		}
		if f := s.At(i); f.Path == path {
			return f, true
		}
	}
	return File{}, false
}

// made gives a file that is described nowhere.
func made(path string, make func(to []byte) []byte) File {
	return File{Path: path, make: make, seal: func() sealed { return sealed{size: len(make(nil))} }}
}

// Reads says whose figures a file follows from, as the site's pages do.
func (s *Set) Reads(i int) disclosure.Scope {
	if i < len(s.told) {
		return disclosure.Beneath(s.reads[i])
	}
	if i -= len(s.told); i < s.Register.Units() {
		return disclosure.Beneath(health.Unit(i))
	}
	if i -= s.Register.Units(); i < len(s.services) {
		return disclosure.Scope{Unit: disclosure.Whole, Indicator: s.services[i]}
	}
	return disclosure.Beneath(disclosure.Whole)
}

// Mark digests what is settled for all files.
func (s *Set) Mark() [sha256.Size]byte {
	b := fmt.Appendln(nil, s.Len(), s.years, s.live, s.through, s.periods)
	for u, a := range s.Register.Areas {
		if a.Level != health.Kabkota {
			continue
		}
		for i := range s.Indicators {
			for _, year := range s.years {
				b = strconv.AppendBool(b, s.asked[asking{health.Unit(u), i, year}])
			}
		}
	}
	return sha256.Sum256(b)
}
