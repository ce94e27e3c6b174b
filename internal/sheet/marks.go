package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	slashpath "path"
	"slices"
	"strconv"
	"strings"

	"terang/internal/source"
)

// The kinds that a cell of an XLSX can have on the way to those of Row. byFormula
// is added where a formula stands behind the value.
const (
	dateOfMonth Kind = iota + 32
	dateAndTime
	unsaved        // a formula without a result
	byFormula Kind = 128
)

// marks is what a sheet says of its cells besides their values.
type marks struct {
	rows  map[int][]Kind // by row of the sheet, from 1
	last  int            // the last row with cells
	spans []span
	cells int
}

// part opens a part of the workbook as a stream of tags. Entities and document
// types are refused: a workbook has none, a bomb has.
func (b *book) part(name string, each func(xml.Token) error) error {
	i := slices.IndexFunc(b.zip.File, func(f *zip.File) bool { return lower(f.Name) == lower(name) })
	if i < 0 {
		return fmt.Errorf("%s: %w", name, errMissing)
	}
	return eachToken(b.zip.File[i], each)
}

var errMissing = errors.New("not there")

func eachToken(f *zip.File, each func(xml.Token) error) error {
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close() //nolint:errcheck // read only: nothing can be lost
	d := xml.NewDecoder(in)
	for open := 0; ; {
		token, err := d.RawToken()
		switch token.(type) {
		case xml.StartElement:
			open++
		case xml.EndElement:
			open--
		}
		if err == io.EOF && open == 0 {
			return nil
		}
		if _, is := token.(xml.Directive); err == nil && is {
			err = errors.New("DOCTYPE")
		}
		if err == nil {
			err = each(token)
		}
		if err != nil {
			if errors.Is(err, errTold) {
				return err
			}
			return fmt.Errorf("%s: %w", f.Name, err)
		}
	}
}

// attr gives an attribute by its name, whatever stands before the colon.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// structure finds the parts of the sheets and the forms of the styles.
func (b *book) structure() error {
	main := "xl/workbook.xml"
	root, err := b.relations("_rels/.rels", "")
	if err != nil && !errors.Is(err, errMissing) {
		return err
	}
	for _, target := range root {
		if base := slashpath.Base(target); strings.HasPrefix(base, "workbook") && isXML(base) {
			main = target
		}
	}
	folder := slashpath.Dir(main)
	targets, err := b.relations(folder+"/_rels/"+slashpath.Base(main)+".rels", folder)
	if err != nil {
		return err
	}
	b.parts = map[string]string{}
	err = b.part(main, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		switch {
		case ok && e.Name.Local == "sheet":
			b.parts[attr(e, "name")] = targets[attrOf(e, "r", "id")]
		case ok && e.Name.Local == "workbookPr":
			b.since = attr(e, "date1904") == "1" || attr(e, "date1904") == "true"
		}
		return nil
	})
	if err != nil {
		return err
	}
	return b.styles(folder + "/styles.xml")
}

// attrOf gives an attribute with a name before the colon, which sheets have
// beside one of the same name without.
func attrOf(e xml.StartElement, space, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == space {
			return a.Value
		}
	}
	return attr(e, name)
}

// relations reads which part stands behind which name.
func (b *book) relations(part, folder string) (map[string]string, error) {
	targets := map[string]string{}
	err := b.part(part, func(t xml.Token) error {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			target := attr(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = slashpath.Join(folder, target)
			}
			targets[attr(e, "Id")] = strings.TrimPrefix(target, "/")
		}
		return nil
	})
	return targets, err
}

// styles reads what form the numbers of each style have. A workbook may have none.
func (b *book) styles(part string) error {
	codes, inside := map[string]string{}, false
	err := b.part(part, func(t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				codes[attr(e, "numFmtId")] = attr(e, "formatCode")
			case "cellXfs":
				inside = true
			case "xf":
				if inside {
					id := attr(e, "numFmtId")
					b.forms = append(b.forms, formOf(id, codes[id]))
				}
			}
		case xml.EndElement:
			if e.Name.Local == "cellXfs" {
				inside = false
			}
		}
		return nil
	})
	if errors.Is(err, errMissing) {
		return nil
	}
	return err
}

// marks reads how the cells of a sheet are kept, and which are merged.
func (b *book) marks(sheet, part string) (*marks, error) {
	m := &marks{rows: map[int][]Kind{}}
	line, col, open, full := 0, 0, false, false
	err := b.part(part, func(t xml.Token) error {
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "row":
				line, col = numbered(attr(e, "r"), line), 0
			case "c":
				if col++; attr(e, "r") != "" {
					col = columnOf(attr(e, "r"))
				}
				open, full = true, false
				return b.mark(m, sheet, line, col, b.kindOf(attr(e, "t"), attr(e, "s")))
			case "v", "t":
				full = true
			case "f":
				if k := m.rows[line]; open && col <= len(k) {
					k[col-1] |= byFormula
				}
			case "mergeCell":
				return b.merged(m, sheet, attr(e, "ref"))
			}
		case xml.EndElement:
			if k := m.rows[line]; e.Name.Local == "c" && open {
				if open = false; col <= len(k) && k[col-1]&byFormula != 0 && !full {
					k[col-1] = unsaved
				}
			}
		}
		return nil
	})
	return m, err
}

// numbered reads the number of a row, which is the next one where none is said.
func numbered(r string, line int) int {
	if n, err := strconv.Atoi(r); err == nil {
		return n
	}
	return line + 1
}

func (b *book) mark(m *marks, sheet string, line, col int, k Kind) error {
	at := source.Pos{File: b.r.book.File, Sheet: sheet, Line: line}
	if m.cells++; col < 1 || line < 1 || line > sheetRows || line < m.last || !b.r.withinLimits(at, 0, m.cells, b.r.limits.inBook) {
		if m.cells <= b.r.limits.inBook {
			return fmt.Errorf("row %d", line)
		}
		return errTold
	}
	m.last = line
	if col > b.r.limits.columns {
		return nil // it counts only if it says something
	}
	row := m.rows[line]
	for len(row) < col {
		row = append(row, Text)
	}
	row[col-1] = k
	m.rows[line] = row
	return nil
}

func (b *book) merged(m *marks, sheet, ref string) error {
	s, ok := parseRange(ref)
	if !ok || ref == "" {
		return nil
	}
	if len(m.spans) >= b.r.limits.merges {
		b.r.ps.Error(source.Pos{File: b.r.book.File, Sheet: sheet}, "too-many-cells", "limit", strconv.Itoa(b.r.limits.merges))
		return errTold
	}
	m.spans = append(m.spans, s)
	return nil
}

// kindOf tells how a cell is kept by its type and its style.
func (b *book) kindOf(t, style string) Kind {
	switch t {
	case "", "n":
		i, err := strconv.Atoi(style)
		if err != nil || i < 0 || i >= len(b.forms) {
			return Number
		}
		return b.forms[i].kind()
	case "b":
		return Truth
	case "e":
		return Fault
	case "d":
		return Date
	}
	return Text
}
