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
//	go run ./cmd/sampledata -corrections DIR
//	go run ./cmd/sampledata -country DIR [-area 36] [-desa]
//
// The second makes what `terang diff` writes the sample's data/revisions.csv of: a site
// before and one after each correction. The third makes a site of the whole country, or of a province, a kabupaten or a kota
// by its code, to measure with. With -desa each desa reports, else the puskesmas.
package main

import (
	"errors"
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
	mended := flag.String("corrections", "", "folder for the sample before and after each of its corrections; nothing else is written then")
	whole := flag.String("country", "", "folder for a site of the country, to measure with; nothing else is written then")
	area := flag.String("area", country.Whole, "the part of the country: code of a province, a kabupaten or a kota")
	desa := flag.Bool("desa", false, "desa report, and not their puskesmas")
	flag.Parse()
	if err := run(*dir, *mended, *whole, country.Part{Area: *area, Desa: *desa}); err != nil {
		fmt.Fprintln(os.Stderr, "sampledata:", err)
		os.Exit(2)
	}
}

func run(dir, mended, whole string, part country.Part) error {
	switch {
	case whole != "":
		return country.Write(whole, part)
	case mended != "":
		return writeCorrections(dir, mended)
	}
	for _, p := range portals() {
		if err := p.write(dir); err != nil {
			return err
		}
	}
	return nil
}

// writeCorrections writes, for each correction of the sample, two sites without texts and the command that compares them.
func writeCorrections(top, to string) error {
	site, err := os.ReadFile(filepath.Join(top, "site.yaml"))
	if err != nil {
		return fmt.Errorf("the sample's settings: %w", err)
	}
	all, err := meranti.Corrections(os.DirFS(top))
	if err != nil {
		return err
	}
	for _, c := range all {
		before, after := filepath.Join(to, c.Day, "before"), filepath.Join(to, c.Day, "after")
		settings := made.File{Path: "site.yaml", Body: site}
		if err := errors.Join(write(before, append(c.Before, settings)), write(after, append(c.After, settings))); err != nil {
			return err
		}
		fmt.Printf("terang diff %s %s --date %s --log data/revisions.csv --reason %q\n", before, after, c.Day, c.Reason)
	}
	return nil
}

// write makes a portal's data files below the top of the repository.
func (p portal) write(top string) error {
	folder := filepath.Join(top, filepath.FromSlash(p.folder))
	files, err := p.make(os.DirFS(folder))
	if err != nil {
		return fmt.Errorf("%s: %w", p.folder, err)
	}
	return write(folder, files)
}

func write(folder string, files []made.File) error {
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
