// Command sampledata writes the sample portal's data: regions, facilities,
// observations, quality values, scores, budgets, agreements and promises of
// Kabupaten Kepulauan Meranti.
//
// Codes and names of areas and puskesmas and the boundaries are real; every
// number of people, every facility below a puskesmas and who serves which desa
// are made up here from fixed seeds, in whole numbers only, so that every run on
// every machine writes the same bytes. docs/sample-data.md says which is which.
//
// Usage, from the top of the repository:
//
//	go run ./cmd/sampledata [-dir .]
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// boundaryFile is the one input that is not embedded: the real desa boundaries.
const boundaryFile = "data/boundaries/id1410_kepulauan_meranti.geojson"

func main() {
	dir := flag.String("dir", ".", "top of the repository")
	flag.Parse()
	if err := run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "sampledata:", err)
		os.Exit(2)
	}
}

// run reads the boundaries below dir and writes the data files beside them.
func run(dir string) error {
	boundaries, err := os.ReadFile(filepath.Join(dir, boundaryFile))
	if err != nil {
		return fmt.Errorf("reading the boundaries: %w", err)
	}
	files, err := generate(boundaries)
	if err != nil {
		return err
	}
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("making the folder of %s: %w", f.path, err)
		}
		if err := os.WriteFile(path, f.body, 0o644); err != nil {
			return fmt.Errorf("writing %s: %w", f.path, err)
		}
	}
	return nil
}

// file is one data file: its path from the top of the repository, with slashes, and its bytes.
type file struct {
	path string
	body []byte
}

// generate makes all data files from the embedded tables and the boundaries
// (GeoJSON). The same boundaries give the same bytes. It fails where the tables
// and the boundaries do not fit each other.
func generate(boundaries []byte) ([]file, error) {
	p, err := readTables()
	if err != nil {
		return nil, err
	}
	if err := p.placeDesa(boundaries); err != nil {
		return nil, err
	}
	p.settle()
	var files []file
	for _, t := range []struct {
		path string
		rows [][]string
	}{
		{"data/regions.csv", p.regionRows()},
		{"data/facilities.csv", p.facilityRows()},
		{"data/observations/2023.csv", p.observationRows(0)},
		{"data/observations/2024.csv", p.observationRows(1)},
		{"data/observations/program.csv", p.programmeRows()},
		{"data/quality.csv", p.qualityRows()},
		{"data/pkp.csv", p.scoreRows()},
		{"data/budget.csv", p.budgetRows()},
		{"data/agreements.csv", p.agreementRows()},
		{"data/commitments.csv", p.commitmentRows()},
	} {
		body, err := encode(t.rows)
		if err != nil {
			return nil, fmt.Errorf("encoding %s: %w", t.path, err)
		}
		files = append(files, file{t.path, body})
	}
	return files, nil
}
