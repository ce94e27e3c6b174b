package sheet

import (
	"archive/zip"
	"encoding/xml"
	"slices"
	"strconv"
	"strings"

	"terang/internal/source"
)

// odsTable is a sheet of an ODS while it is read.
type odsTable struct {
	*sheetGrid
	line   int // of the row that is read, from 1
	repeat int // how many rows it stands for
	values []string
	kinds  []Kind
	spans  []span
}

// ods is an OpenDocument spreadsheet while its content streams by.
type ods struct {
	r      *reader
	tables []*odsTable
	now    *odsTable
	cell   odsCell
	silent int // how deep within a comment or a drawing
	text   strings.Builder
}

// odsCell is a cell whose text has not been read to its end.
type odsCell struct {
	open       bool
	kind       Kind
	value      string // as it is kept, where it is no text
	columns    int    // how many cells it stands for
	paragraphs int
	wide, tall int
	formula    bool
}

// readODS reads the sheets of an OpenDocument spreadsheet.
func (r *reader) readODS(z *zip.Reader) {
	r.book.Format = ODS
	find := func(name string) *zip.File {
		i := slices.IndexFunc(z.File, func(f *zip.File) bool { return f.Name == name })
		if i < 0 {
			return nil
		}
		return z.File[i]
	}
	if m := find("META-INF/manifest.xml"); m != nil && isLocked(m) {
		r.ps.Error(r.file(), "locked-workbook")
		return
	}
	o := &ods{r: r}
	if err := eachToken(find("content.xml"), o.token); err != nil {
		r.badBook(err)
		return
	}
	var names []string
	for _, t := range o.tables {
		names = append(names, t.sheet)
	}
	names, ok := r.sheets(names, func(string) bool { return false })
	if !ok {
		return
	}
	var grids []*grid
	for _, t := range o.tables {
		if slices.Contains(names, t.sheet) {
			t.merge(t.spans)
			t.tell()
			grids = append(grids, t.grid)
		}
	}
	if len(o.tables) == 0 {
		r.ps.Error(r.file(), "not-a-table", "what", "OpenDocument")
		return
	}
	r.layout(grids)
}

// isLocked says whether the parts are written with a password.
func isLocked(manifest *zip.File) bool {
	locked := false
	err := eachToken(manifest, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		locked = locked || ok && e.Name.Local == "encryption-data"
		return nil
	})
	return err == nil && locked
}

// token takes the next tag or text of the content.
func (o *ods) token(t xml.Token) error {
	switch e := t.(type) {
	case xml.StartElement:
		return o.start(e)
	case xml.EndElement:
		return o.end(e.Name.Local)
	case xml.CharData:
		if o.cell.open && o.cell.paragraphs > 0 && o.silent == 0 && o.text.Len() < 8*o.r.limits.cell {
			o.text.Write(e)
		}
	}
	return nil
}

func (o *ods) start(e xml.StartElement) error {
	name := e.Name.Local
	if o.silent > 0 || name == "annotation" || name == "shapes" || name == "frame" || name == "tracked-changes" {
		o.silent++
		return nil
	}
	switch name {
	case "table":
		if e.Name.Space == "table" {
			o.now = &odsTable{sheetGrid: newSheet(o.r, attr(e, "name"))}
			o.tables = append(o.tables, o.now)
		}
	case "table-row":
		if o.now != nil {
			o.now.line += max(1, o.now.repeat)
			o.now.repeat, o.now.values, o.now.kinds = count(e, "number-rows-repeated"), nil, nil
		}
	case "table-cell", "covered-table-cell":
		o.cell = cellOf(e)
		o.text.Reset()
	case "p", "h":
		if o.cell.paragraphs++; o.cell.paragraphs > 1 {
			o.text.WriteByte('\n')
		}
	case "s":
		o.text.WriteString(strings.Repeat(" ", min(count(e, "c"), 100)))
	case "tab", "line-break":
		o.text.WriteByte(' ')
	}
	return nil
}

// count reads how many times something stands there: once where nothing is said.
func count(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attr(e, name))
	if err != nil {
		return 1
	}
	return min(max(n, 1), sheetRows)
}

func cellOf(e xml.StartElement) odsCell {
	c := odsCell{
		open: true, columns: count(e, "number-columns-repeated"), formula: attr(e, "formula") != "",
		wide: count(e, "number-columns-spanned"), tall: count(e, "number-rows-spanned"),
	}
	for _, a := range e.Attr {
		if a.Name.Local != "value-type" || c.kind != Text {
			continue
		}
		switch a.Value {
		case "error":
			c.kind = Fault
		case "float", "currency":
			c.kind, c.value = Number, fullDigits(attr(e, "value"))
		case "percentage":
			c.kind, c.value = Percent, asPercent(attr(e, "value"))
		case "date":
			if c.value = attr(e, "date-value"); isoDate.MatchString(c.value) {
				c.kind = Date
				c.value = strings.TrimSuffix(c.value, "T00:00:00")
			}
		case "boolean":
			c.kind, c.value = Truth, strings.ToUpper(attr(e, "boolean-value"))
		}
	}
	if slices.ContainsFunc(e.Attr, func(a xml.Attr) bool { return a.Name.Local == "value-type" && a.Value == "error" }) {
		c.kind = Fault
	}
	return c
}

func (o *ods) end(name string) error {
	if o.silent > 0 {
		o.silent--
		return nil
	}
	switch name {
	case "table-cell", "covered-table-cell":
		o.cell.open = false
		if o.now != nil {
			return o.keep()
		}
	case "table-row":
		if o.now != nil {
			return o.keepRow()
		}
	case "table":
		o.now = nil
	}
	return nil
}

// keep puts the cell that ends into its row, as often as it stands there. The
// blank ones at the end of a row, thousands of them, are not kept.
func (o *ods) keep() error {
	t, c := o.now, o.cell
	text := o.text.String()
	if c.kind != Text && c.kind != Fault && c.value != "" {
		text = c.value
	}
	if strings.HasPrefix(text, "#") || strings.HasPrefix(text, "Err:") {
		c.kind = Fault
	}
	at := source.Pos{File: t.file, Sheet: t.sheet, Line: t.line, Column: len(t.values) + 1}
	if len(t.values)+c.columns > o.r.limits.columns {
		if strings.TrimSpace(text) == "" {
			c.columns = min(c.columns, max(0, o.r.limits.columns-len(t.values)))
		} else if !o.r.withinLimits(at, len(t.values)+c.columns, 0, 1) {
			return errTold
		}
	}
	if c.formula && text == "" && c.kind == Text {
		o.r.ps.Error(at, "formula-without-value")
	}
	if c.wide > 1 || c.tall > 1 {
		if len(t.spans) >= o.r.limits.merges {
			o.r.ps.Error(at, "too-many-cells", "limit", strconv.Itoa(o.r.limits.merges))
			return errTold
		}
		t.spans = append(t.spans, span{t.line - 1, len(t.values), t.line + c.tall - 2, len(t.values) + c.wide - 1})
	}
	kind := c.kind
	if c.formula {
		kind |= byFormula
	}
	for range c.columns {
		t.values, t.kinds = append(t.values, text), append(t.kinds, kind)
	}
	return nil
}

// keepRow keeps the row that ends, as often as it stands there if it says something.
func (o *ods) keepRow() error {
	t := o.now
	blank := !slices.ContainsFunc(t.values, func(v string) bool { return strings.TrimSpace(v) != "" })
	for i := range t.repeat {
		if !t.add(t.line+i, t.values, slices.Clone(t.kinds)) {
			return errTold
		}
		if blank {
			break
		}
	}
	return nil
}
