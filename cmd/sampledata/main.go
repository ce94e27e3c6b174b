// Command sampledata writes the data of the sample portals: the repository's own and
// those below examples/. Of each it writes regions, facilities, observations, quality
// values, agreements, promises and what else the office has.
//
// Codes and names of areas and puskesmas and the boundaries are real; every number of
// people, every facility below a puskesmas and who serves which desa are made up from
// fixed seeds, in whole numbers only, so that every run on every machine writes the
// same bytes. docs/sample-data.md and examples/README.md say which is which.
//
// Usage, from the top of the repository:
//
//	go run ./cmd/sampledata [-dir .]
//	go run ./cmd/sampledata -country DIR [-area 36] [-desa]
//
// The second makes a site of the whole country, or of a province, a kabupaten or a kota
// by its code, to measure with. With -desa each desa reports, else the puskesmas.
package main

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"terang/cmd/sampledata/banten"
	"terang/cmd/sampledata/bengkalis"
	"terang/cmd/sampledata/country"
	"terang/cmd/sampledata/made"
	"terang/cmd/sampledata/meranti"
	"terang/cmd/sampledata/pulangpisau"
	"terang/cmd/sampledata/tebingtinggi"
)

// portal is a sample portal: its folder, seen from the top of the repository, and
// what makes its data of what lies in that folder.
type portal struct {
	folder string
	make   func(portal fs.FS) ([]made.File, error)
}

func portals() []portal {
	return []portal{
		{".", meranti.Make},
		{"examples/bengkalis", bengkalis.Make},
		{"examples/banten", banten.Make},
		{"examples/pulang-pisau", pulangpisau.Make},
		{"examples/tebing-tinggi", tebingtinggi.Make},
	}
}

func main() {
	dir := flag.String("dir", ".", "top of the repository")
	whole := flag.String("country", "", "folder for a site of the country, to measure with; nothing else is written then")
	area := flag.String("area", country.Whole, "the part of the country: code of a province, a kabupaten or a kota")
	desa := flag.Bool("desa", false, "desa report, and not their puskesmas")
	flag.Parse()
	if *whole != "" {
		if err := country.Write(*whole, country.Part{Area: *area, Desa: *desa}); err != nil {
			fmt.Fprintln(os.Stderr, "sampledata:", err)
			os.Exit(2)
		}
		return
	}
	for _, p := range portals() {
		if err := p.write(*dir); err != nil {
			fmt.Fprintln(os.Stderr, "sampledata:", err)
			os.Exit(2)
		}
	}
}

// write makes a portal's data files below the top of the repository.
func (p portal) write(top string) error {
	folder := filepath.Join(top, filepath.FromSlash(p.folder))
	files, err := p.make(os.DirFS(folder))
	if err != nil {
		return fmt.Errorf("%s: %w", p.folder, err)
	}
	for _, f := range files {
		path := filepath.Join(folder, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("making the folder of %s: %w", path, err)
		}
		if err := os.WriteFile(path, f.Body, 0o644); err != nil {
			return fmt.Errorf("writing %s: %w", path, err)
		}
	}
	return nil
}
