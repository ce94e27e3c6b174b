package dataset

import (
	"io/fs"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/sheet"
	"terang/internal/source"
)

// Registers reads what figures may be about, and no figures: the areas and
// facilities of a site, and every indicator that it could have, those that stand
// ready among them though no file names them yet.
func Registers(root fs.FS, cfg config.Site) (*health.Register, []health.Indicator, source.Problems) {
	r := newReader(root, cfg, Options{})
	r.readRegisters()
	r.ps.Sort()
	return r.data.Register, r.data.Indicators, r.ps
}

// Persons tells of headings and columns of a file that hold persons and not
// counts, for which it must not be read (domain reference §9.3). No cell is echoed.
func Persons(book *sheet.Book) source.Problems {
	r := &reader{}
	r.guardBook(book)
	return r.ps
}
