package revision

import (
	"bytes"
	"fmt"
	"slices"
)

// indices compares the SPM index of each unit and year. Only an index of the same month
// that both editions show is a revised one.
func (c *comparison) indices() error {
	const name = downloads + "indeks.csv"
	was, is, err := c.both(name)
	if err != nil || bytes.Equal(was, is) {
		return err
	}
	before := map[key]Score{}
	read := func(body []byte, take func(key, Score)) error {
		return rows(body, func(cell func(string) string) error {
			if value := cell("indeks"); value != "" {
				u := Unit{cell("jenis_unit"), cell("kode_unit"), cell("nama_unit")}
				take(key{code: u.Code, year: cell("periode")}, Score{Unit: u, Period: cell("periode"), New: value})
			}
			return nil
		})
	}
	if err := read(was, func(k key, s Score) { before[k] = s }); err != nil {
		return fmt.Errorf("%s: %s: %w", c.was.name, name, err)
	}
	err = read(is, func(k key, s Score) {
		if old, ok := before[k]; ok && old.New != s.New {
			s.Old = old.New
			c.Scores = append(c.Scores, s)
		}
	})
	if err != nil {
		return fmt.Errorf("%s: %s: %w", c.is.name, name, err)
	}
	return nil
}

// facilities tells which facilities came and went; each is known by its code.
func (c *comparison) facilities() error {
	names := append(slices.Clone(c.was.lists), c.is.lists...)
	slices.SortFunc(names, wholeFirst)
	var was, is []Facility
	for _, name := range slices.Compact(names) {
		old, now, err := c.both(name)
		if err == nil && !bytes.Equal(old, now) { // a facility stands in one list of an edition
			was, err = addFacilities(was, old, err)
			is, err = addFacilities(is, now, err)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	c.FacilitiesNew, c.FacilitiesOff = without(is, was), without(was, is)
	return nil
}

func addFacilities(to []Facility, body []byte, err error) ([]Facility, error) {
	if err != nil {
		return to, err
	}
	err = rows(body, func(cell func(string) string) error {
		to = append(to, Facility{cell("kode"), cell("nama"), cell("jenis")})
		return nil
	})
	return to, err
}

// without gives what is in a list and not in another one.
func without(list, other []Facility) []Facility {
	there := make(map[string]bool, len(other))
	for _, f := range other {
		there[f.Code] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(f Facility) bool { return there[f.Code] })
}
