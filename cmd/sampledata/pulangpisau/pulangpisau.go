// Package pulangpisau makes the data of the example of Kabupaten Pulang Pisau: integrated
// primary care (ILP) that one puskesmas began and eleven follow, its network down to the
// dusun, and monthly reports by desa. There are no boundaries and no places on earth.
// examples/README.md says what is real in it and what is made up.
package pulangpisau

import (
	"io/fs"

	"terang/cmd/sampledata/made"
)

// Make makes all data files from the national lists and the embedded tables; nothing
// in the portal's folder is read. It fails where the tables do not fit the lists.
func Make(fs.FS) ([]made.File, error) {
	p, err := readTables()
	if err != nil {
		return nil, err
	}
	p.settle()
	return made.Files([]made.Rows{
		{Path: "data/regions.csv", Rows: p.regionRows()},
		{Path: "data/facilities.csv", Rows: p.facilityRows()},
		{Path: "data/indicators.csv", Rows: indicatorRows()},
		{Path: "data/observations/2024.csv", Rows: p.villageRows(0)},
		{Path: "data/observations/2025.csv", Rows: p.villageRows(1)},
		{Path: "data/observations/puskesmas.csv", Rows: p.puskesmasRows()},
		{Path: "data/observations/sekolah.csv", Rows: p.schoolRows()},
		{Path: "data/observations/sasaran-lain.csv", Rows: p.otherNeeds()},
		{Path: "data/quality.csv", Rows: p.qualityRows()},
		{Path: "data/agreements.csv", Rows: p.agreementRows()},
		{Path: "data/commitments.csv", Rows: p.commitmentRows()},
	})
}
