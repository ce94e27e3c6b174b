package search

import (
	"strconv"
	"strings"
	"unicode/utf8"
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

// AppendFacilities adds the file of an area's facilities to bytes. It is a JSON document
// with two lists of lines: at, the directories by name and path, and r, the facilities by
// name, kind, directory, desa, anchor where unusual, path, place, phone, address, hours,
// services, closed. A place on earth has four decimals, which are eleven metres.
func AppendFacilities(to []byte, directories []Directory, list []Facility) []byte {
	to = append(to, `{"at":[`...)
	for i, d := range directories {
		to = appendLine(comma(to, i), d.Name, d.Path)
	}
	to = append(to, `],"r":[`...)
	var at []byte
	for i := range list {
		l := &list[i]
		anchor, closed := l.Anchor, ""
		if l.Path != "" || anchor == "f-"+slug(l.Name) {
			anchor = ""
		}
		at = at[:0]
		if l.Known {
			at = strconv.AppendFloat(append(strconv.AppendFloat(at, l.Lat, 'f', 4, 64), ','), l.Lon, 'f', 4, 64)
		}
		if l.Closed {
			closed = "x"
		}
		to = appendLine(comma(to, i), l.Name, l.Kind, number(l.Directory), l.Desa, anchor, l.Path, string(at), l.Phone, l.Address, l.Hours,
			strings.Join(l.Services, ";"), closed)
	}
	return append(to, "]}\n"...)
}

func comma(to []byte, i int) []byte {
	if i == 0 {
		return to
	}
	return append(to, ',')
}

// appendLine adds a line as JSON.
func appendLine(to []byte, fields ...string) []byte {
	to = append(to, '"')
	end := len(to)
	for i, f := range fields {
		if i > 0 {
			to = append(to, `\t`...)
		}
		if f == "" {
			continue
		}
		if isPlain(f) {
			to = append(to, f...)
		} else {
			quoted := encode(strings.Join(strings.Fields(f), " "))
			to = append(to, quoted[1:len(quoted)-2]...) // without quotes and the end of the line
		}
		end = len(to)
	}
	return append(to[:end], '"')
}

// isPlain says whether a field stands in a line as it is: in one-byte letters, of which
// none needs an escape, with single blanks within.
func isPlain(s string) bool {
	before := byte(' ')
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c >= utf8.RuneSelf || c == '"' || c == '\\' || c == ' ' && before == ' ' {
			return false
		}
		before = c
	}
	return before != ' '
}
