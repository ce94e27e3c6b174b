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
	"terang/internal/config"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/words"
)

// File is one file of the site. Rows counts its rows of data; it is 0 for a
// file that is not a table.
type File struct {
	Path  string // from the site's root, with slashes
	Title Title  // of what people download
	Body  []byte
	Rows  int
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
}

// The folders of the downloads, of the documents and of their schemas.
const (
	downloads = "data/unduhan/"
	units     = "api/v1/unit/"
	services  = "api/v1/indikator/"
	schemas   = "api/v1/skema/"
)

// Files makes all files, in a fixed order: tables, their description, a text to
// read first, documents by unit, documents by indicator, schemas.
func Files(in Input) []File {
	b := newBook(in)
	tables := append(b.capaian(), b.indeks())
	files := make([]File, 0, len(tables)+in.Register.Units()+len(in.Indicators)+4)
	for _, t := range tables {
		files = append(files, t.File)
	}
	files = append(files, b.datapackage(tables), b.readme(tables))
	files = append(files, b.unitFiles()...)
	files = append(files, b.indicatorFiles()...)
	return append(files, b.schemaFiles()...)
}
