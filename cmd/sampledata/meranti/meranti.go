// Package meranti makes the data of the repository's own sample, Kabupaten Kepulauan
// Meranti: monthly reports by desa. docs/sample-data.md says what is real in it, what
// is made up, and what happens.
package meranti

import (
	"fmt"
	"io/fs"

	"terang/cmd/sampledata/made"
)

// boundaryFile is the one input that is not embedded: the real desa boundaries.
const boundaryFile = "data/boundaries/id1410_kepulauan_meranti.geojson"

// Make makes all data files from the embedded tables and the boundaries in the
// portal's folder. The same boundaries give the same bytes. It fails where the
// tables and the boundaries do not fit each other.
func Make(portal fs.FS) ([]made.File, error) {
	p, err := ready(portal)
	if err != nil {
		return nil, err
	}
	return made.Files(p.rows())
}

// ready reads the tables and places the desa.
func ready(folder fs.FS) (*portal, error) {
	boundaries, err := fs.ReadFile(folder, boundaryFile)
	if err != nil {
		return nil, fmt.Errorf("reading the boundaries: %w", err)
	}
	p, err := readTables()
	if err != nil {
		return nil, err
	}
	if err := p.placeDesa(boundaries); err != nil {
		return nil, err
	}
	p.settle()
	return p, nil
}

// rows makes the rows of all files.
func (p *portal) rows() []made.Rows {
	return []made.Rows{
		{Path: "data/regions.csv", Rows: p.regionRows()},
		{Path: "data/facilities.csv", Rows: p.facilityRows()},
		{Path: "data/observations/2023.csv", Rows: p.observationRows(0)},
		{Path: "data/observations/2024.csv", Rows: p.observationRows(1)},
		{Path: "data/observations/program.csv", Rows: p.programmeRows()},
		{Path: "data/quality.csv", Rows: p.qualityRows()},
		{Path: "data/pkp.csv", Rows: p.scoreRows()},
		{Path: "data/budget.csv", Rows: p.budgetRows()},
		{Path: "data/agreements.csv", Rows: p.agreementRows()},
		{Path: "data/commitments.csv", Rows: p.commitmentRows()},
	}
}
