// Package tebingtinggi makes the data of an example: a city, Kota Tebing Tinggi, whose
// kelurahan report by the quarter. examples/README.md says what is real in it.
package tebingtinggi

import (
	"fmt"
	"io/fs"

	"terang/cmd/sampledata/made"
)

// boundaryFile is the one input that is not embedded: the real boundaries of the kelurahan.
const boundaryFile = "data/boundaries/id1274_kota_tebing_tinggi.geojson"

// Make makes all data files from the embedded tables, the national lists and the
// boundaries in the portal's folder. It fails where these do not fit each other.
func Make(portal fs.FS) ([]made.File, error) {
	boundaries, err := fs.ReadFile(portal, boundaryFile)
	if err != nil {
		return nil, fmt.Errorf("reading the boundaries: %w", err)
	}
	c, err := read(boundaries)
	if err != nil {
		return nil, err
	}
	return made.Files([]made.Rows{
		{Path: "data/regions.csv", Rows: c.regionRows()},
		{Path: "data/facilities.csv", Rows: c.facilityRows()},
		{Path: "data/observations/2023.csv", Rows: c.observationRows(0)},
		{Path: "data/observations/2024.csv", Rows: c.observationRows(1)},
		{Path: "data/observations/program.csv", Rows: c.programmeRows()},
		{Path: "data/indicators.csv", Rows: c.indicatorRows()},
		{Path: "data/quality.csv", Rows: c.qualityRows()},
		{Path: "data/index.csv", Rows: c.printedRows()},
		{Path: "data/pkp.csv", Rows: c.scoreRows()},
		{Path: "data/budget.csv", Rows: c.budgetRows()},
		{Path: "data/agreements.csv", Rows: c.agreementRows()},
		{Path: "data/commitments.csv", Rows: c.commitmentRows()},
	})
}
