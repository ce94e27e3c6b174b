// Package bengkalis makes the data of the example of Kabupaten Bengkalis: cumulative
// monthly reports by puskesmas, the insurance by quarter, and the yearly round of
// management of 18 puskesmas. examples/bengkalis says which is real and what happens.
package bengkalis

import (
	"fmt"
	"io/fs"

	"terang/cmd/sampledata/made"
)

// boundaryFile is the one input that is not embedded: the real desa boundaries, with
// codes of the statistics office (1408) that have nothing to do with 14.03.
const boundaryFile = "data/boundaries/id1408_bengkalis.geojson"

// Make makes all data files from the national lists, the embedded tables and the
// boundaries in the portal's folder. It fails where these do not fit each other.
func Make(portal fs.FS) ([]made.File, error) {
	boundaries, err := fs.ReadFile(portal, boundaryFile)
	if err != nil {
		return nil, fmt.Errorf("reading the boundaries: %w", err)
	}
	o, err := open()
	if err != nil {
		return nil, err
	}
	if err := o.place(boundaries); err != nil {
		return nil, err
	}
	o.settle()
	return made.Files([]made.Rows{
		{Path: "data/regions.csv", Rows: o.regionRows()},
		{Path: "data/facilities.csv", Rows: o.facilityRows()},
		{Path: "data/observations/2022.csv", Rows: o.observationRows(0)},
		{Path: "data/observations/2023.csv", Rows: o.observationRows(1)},
		{Path: "data/observations/jkn.csv", Rows: insuranceRows()},
		{Path: "data/quality.csv", Rows: o.qualityRows()},
		{Path: "data/pkp.csv", Rows: o.scoreRows()},
		{Path: "data/meetings.csv", Rows: o.meetingRows()},
		{Path: "data/budget.csv", Rows: budgetRows()},
		{Path: "data/agreements.csv", Rows: o.agreementRows()},
		{Path: "data/commitments.csv", Rows: commitmentRows()},
	})
}
