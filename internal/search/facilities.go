package search

import (
	"strconv"
	"strings"
)

// Facility is an entry of an area's facilities, for the finder and for what is
// found in a place.
type Facility struct {
	Name      string
	Kind      string
	Directory int    // place in the list of directories
	Desa      string // in full, empty where not known
	Anchor    string // on the directory's page
	Path      string // of its own page, empty where it has none; it goes before the anchor
	Known     bool   // the place is
	Lat, Lon  float64
	Phone     string
	Address   string
	Hours     string
	Services  []string
	Closed    bool
}

// Directory is a page that lists facilities.
type Directory struct{ Name, Path string }

// facilityFile is the form of cari/fas/*.json.
type facilityFile struct {
	Directories []string `json:"at"` // name, path
	List        []string `json:"r"`  // name, kind, directory, desa, anchor where unusual, path, place, phone, address, hours, services, closed
}

// FacilityFile writes the facilities of one area. A place on earth has four
// decimals, which are eleven metres.
func FacilityFile(path string, directories []Directory, list []Facility) File {
	f := facilityFile{Directories: []string{}, List: []string{}}
	for _, d := range directories {
		f.Directories = append(f.Directories, line(d.Name, d.Path))
	}
	for i := range list {
		l := &list[i]
		anchor, at, closed := l.Anchor, "", ""
		if l.Path != "" || anchor == "f-"+slug(l.Name) {
			anchor = ""
		}
		if l.Known {
			at = strconv.FormatFloat(l.Lat, 'f', 4, 64) + "," + strconv.FormatFloat(l.Lon, 'f', 4, 64)
		}
		if l.Closed {
			closed = "x"
		}
		f.List = append(f.List, line(l.Name, l.Kind, number(l.Directory), l.Desa, anchor, l.Path, at, l.Phone, l.Address, l.Hours,
			strings.Join(l.Services, ";"), closed))
	}
	return File{path, encode(f)}
}
