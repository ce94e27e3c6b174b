package revision

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
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

// facilities tells which facilities came and went.
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

// addFacilities reads a list: places by name, then facilities by name, kind and the number of
// their place, divided by tabs.
func addFacilities(to []Facility, body []byte, err error) ([]Facility, error) {
	if err != nil || len(body) == 0 {
		return to, err
	}
	var list struct {
		At []string `json:"at"`
		R  []string `json:"r"`
	}
	if err := json.Unmarshal(body, &list); err != nil {
		return to, err
	}
	for _, line := range list.R {
		cells := strings.Split(line, "\t")
		if len(cells) < 3 {
			continue
		}
		f := Facility{Name: cells[0], Kind: cells[1]}
		if at, err := strconv.Atoi(cells[2]); err == nil && at >= 0 && at < len(list.At) {
			f.Place, _, _ = strings.Cut(list.At[at], "\t")
		}
		to = append(to, f)
	}
	return to, nil
}

// without gives what is in a list and not in another one.
func without(list, other []Facility) []Facility {
	there := make(map[Facility]int, len(other))
	for _, f := range other {
		there[f]++
	}
	return slices.DeleteFunc(slices.Clone(list), func(f Facility) bool {
		there[f]--
		return there[f] >= 0
	})
}
