// Package search builds the index that the search page reads, as many small files:
// a reader's browser fetches the head and then only what the words typed ask for.
//
//	cari/indeks.json   the head: kinds, upper areas, and where each piece begins
//	cari/n0.json …     names of places and facilities, by each of their words
//	cari/t0.json …     stems of texts, with the numbers of the texts that hold them
//	cari/d0.json …     what those texts are called and where they stand
//	cari/w0.json …     words by their beginning, cari/r0.json … by their end: for typing errors
//	cari/fas/*.json    facilities of one area
//
// A piece is a list of lines whose fields are divided by tabs, all of them text: an
// index holds names and words that stand on pages, and no figure. Names of three
// words stand thrice, beginning with each word in turn, so that "jaya tanjung" finds
// Tanjung Jaya within one or two pieces of a country's.
//
// The rules of Tokens and Stem are written twice, here and in the theme's cari.js;
// testdata/rules.json is run against both.
package search

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// Input is what can be found.
type Input struct {
	Folder  string // where the index is to stand: Folder, or one below
	Kinds   []Kind // the more important first: of equal matches it comes first
	Places  []Place
	Names   []Name
	Texts   []Text // the more important first
	Aliases map[string]string
	Root    Facilities // how the facilities of the whole site are divided
}

// Kind is a kind of result. Code is short and holds no space.
type Kind struct {
	Code    string
	Label   string // as printed: "Kecamatan"
	Words   string // further words for it: "pustu"
	Pattern string // a name of this kind in full, with {name}; empty where the name alone is printed, beside Label
	// Address is where a Name of this kind usually is: {name} its slug, {place} the folder
	// of its place, {mid} that of its Mid, {kab} the slug of the kabupaten or kota above it.
	Address string
	Kabkota bool // it is what {kab} looks for
}

// Facilities says where the facilities of an area stand.
type Facilities string

// Where they stand: with an area above, in a file of the area's own, or in files of the areas below.
const (
	Above Facilities = ""
	Here  Facilities = "f"
	Below Facilities = "s"
)

// Place is an area that others lie in. Addresses are made from the slugs of places.
type Place struct {
	Name       string
	Kind       string
	Parent     int    // place in Input.Places, before this one; -1 right below the root
	Slug       string // within the address
	Facilities Facilities
}

// Name is a place or a facility. Its address is told only where it is not what the
// places above and the name give.
type Name struct {
	Name  string
	Kind  string
	Place int    // in Input.Places, or -1
	Mid   string // name of the kecamatan, where that is not among the places
	Path  string
}

// Text is a page that is found by its words.
type Text struct {
	Title string
	Kind  string
	Note  string // printed beside the title: a date, a place
	Path  string
	Words string
}

// File is one file of the index; Path is from the site's root.
type File struct {
	Path string
	Body []byte
}

// Where things stand, seen from the site's root: the index of a site of one
// language, the lists of facilities, the pages of areas.
const (
	Folder         = "cari/"
	FacilityFolder = Folder + "fas/"
	AreaFolder     = "wilayah/"
)

// pieceSize is about how many bytes a piece has before compression.
const pieceSize = 16000

// docsPerPiece is how many texts a piece of d has.
const docsPerPiece = 40

// head is cari/indeks.json.
type head struct {
	Version string   `json:"v"`
	Kinds   []string `json:"kinds"`  // code, label, words, pattern, address, k where it is a kabupaten or kota
	Places  []string `json:"places"` // name, kind, parent, slug where unusual, facilities
	Root    string   `json:"root"`
	Docs    string   `json:"docs"` // texts in a piece
	Names   []string `json:"n"`    // key at which each piece begins
	Texts   []string `json:"t"`
	Words   []string `json:"w"`
	Ends    []string `json:"r"`
	Roots   string   `json:"roots"`
	Stops   string   `json:"stops"`
}

// Build makes the files of the index but those of facilities. The same input gives the same bytes.
func Build(in Input) []File {
	h := head{Root: string(in.Root), Docs: strconv.Itoa(docsPerPiece), Roots: strings.Join(strings.Fields(Roots), " ")}
	h.Stops = strings.Join(strings.Fields(Stops), " ")
	for _, k := range in.Kinds {
		kab := ""
		if k.Kabkota {
			kab = "k"
		}
		h.Kinds = append(h.Kinds, line(k.Code, k.Label, k.Words, k.Pattern, k.Address, kab))
	}
	for _, p := range in.Places {
		own := p.Slug
		if own == slug(p.Name) {
			own = ""
		}
		h.Places = append(h.Places, line(p.Name, p.Kind, number(p.Parent), own, string(p.Facilities)))
	}
	var files []File
	add := func(letter string, pieces []piece) (begins []string) {
		for i, p := range pieces {
			files = append(files, File{in.Folder + letter + strconv.Itoa(i) + ".json", encode(p.lines)})
			begins = append(begins, p.begins)
		}
		return begins
	}
	spelling := words{}
	h.Names = add("n", in.names(spelling))
	texts, docs := in.texts(spelling)
	h.Texts = add("t", texts)
	add("d", docs)
	forward, backward := spelling.pieces()
	h.Words = add("w", forward)
	if len(forward) > 1 { // one piece is read whole: it needs no second order
		h.Ends = add("r", backward)
	}
	sum := sha256.New()
	for _, f := range files {
		sum.Write(f.Body)
	}
	h.Version = hex.EncodeToString(sum.Sum(nil)[:4])
	return slices.Insert(files, 0, File{in.Folder + "indeks.json", encode(h)})
}

// number writes a place in a list; nothing where there is none.
func number(n int) string {
	if n < 0 {
		return ""
	}
	return strconv.FormatInt(int64(n), 36)
}

// line joins fields and leaves out empty ones at the end.
func line(fields ...string) string {
	for i, f := range fields {
		fields[i] = strings.Join(strings.Fields(f), " ")
	}
	return strings.TrimRight(strings.Join(fields, "\t"), "\t")
}
