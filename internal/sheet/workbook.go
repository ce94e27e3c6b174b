package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"terang/internal/source"
)

// The most rows that a sheet can have, and the most tags that a part of a workbook
// beside its sheets may hold: each takes memory when it is read.
const (
	sheetRows = 1 << 20
	smallPart = 1 << 20
)

// unzip looks into a packed file and hands it to who can read it.
func (r *reader) unzip(data []byte) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		r.ps.Error(r.file(), "bad-workbook", "reason", err.Error())
		return
	}
	var size uint64
	for _, f := range z.File {
		if size += f.UncompressedSize64; size > uint64(r.limits.unzip) || f.UncompressedSize64 > uint64(r.limits.unzip) {
			r.ps.Error(r.file(), "unzips-too-large", "limit", megabytes(r.limits.unzip))
			return
		}
	}
	has := func(start string) bool {
		return slices.ContainsFunc(z.File, func(f *zip.File) bool { return strings.HasPrefix(f.Name, start) })
	}
	switch {
	case has("xl/workbook.bin"):
		r.ps.Error(r.file(), "not-a-table", "what", "Excel Binary (.xlsb)")
	case has("xl/"):
		r.readXLSX(z, data)
	case has("content.xml"):
		r.readODS(z)
	case has("word/"):
		r.ps.Error(r.file(), "not-a-table", "what", "Word (.docx)")
	case has("ppt/"):
		r.ps.Error(r.file(), "not-a-table", "what", "PowerPoint (.pptx)")
	default:
		r.ps.Error(r.file(), "not-a-table", "what", "ZIP")
	}
}

// book is an open XLSX. The library gives the sheets and streams their values;
// how cells are kept and which are merged it tells only of sheets that it has
// taken into memory whole, at many times their size, so that is read beside it.
type book struct {
	r     *reader
	zip   *zip.Reader
	file  *excelize.File
	parts map[string]string // by the name of a sheet
	forms []form            // by the number of a style
	since bool              // days are counted from 1904
}

// readXLSX reads the sheets that are asked for, or all that can be seen.
func (r *reader) readXLSX(z *zip.Reader, data []byte) {
	r.book.Format = XLSX
	defer func() { // the library is not ours: what it stumbles over is a broken file
		if broken := recover(); broken != nil {
			r.ps.Error(r.file(), "bad-workbook", "reason", fmt.Sprint(broken))
		}
	}()
	b := &book{r: r, zip: z}
	if err := b.open(data); err != nil {
		r.badBook(err)
		return
	}
	defer b.file.Close() //nolint:errcheck // read only: nothing can be lost
	names, ok := r.sheets(b.file.GetSheetList(), func(name string) bool {
		visible, err := b.file.GetSheetVisible(name)
		return err == nil && !visible
	})
	if !ok {
		return
	}
	var grids []*grid
	for _, name := range names {
		if g, err := b.sheet(name); err != nil {
			r.badBook(err)
			return
		} else if g != nil {
			grids = append(grids, g)
		}
	}
	r.layout(grids)
}

// errTold stops the reading after a fault that has been told already.
var errTold = errors.New("told")

func (r *reader) badBook(err error) {
	if !errors.Is(err, errTold) {
		r.ps.Error(r.file(), "bad-workbook", "reason", err.Error())
	}
}

func (b *book) open(data []byte) error {
	if err := b.countTags(); err != nil {
		return err
	}
	if err := b.structure(); err != nil {
		return err
	}
	var err error
	b.file, err = excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: b.r.limits.unzip, UnzipXMLSizeLimit: b.r.limits.unzip,
	})
	return err
}

// countTags bounds what the library will keep in memory: a tag of four letters
// becomes a value of hundreds of bytes.
func (b *book) countTags() error {
	texts, others := 0, 0
	for _, f := range b.zip.File {
		name := lower(f.Name)
		if isSheet(name) || !isXML(name) || strings.HasPrefix(name, "xl/pivotcache/") || strings.HasPrefix(name, "xl/drawings/") ||
			strings.HasPrefix(name, "xl/comments") || strings.HasPrefix(name, "xl/charts/") { // these are not looked into
			continue
		}
		n, err := tags(f)
		if err != nil {
			return fmt.Errorf("%s: %w", f.Name, err)
		}
		if name == "xl/sharedstrings.xml" {
			texts += n
		} else {
			others += n
		}
	}
	if texts > 4*b.r.limits.inBook || others > smallPart {
		b.r.ps.Error(b.r.file(), "too-many-cells", "limit", strconv.Itoa(b.r.limits.inBook))
		return errTold
	}
	return nil
}

func lower(name string) string { return strings.ToLower(strings.ReplaceAll(name, "\\", "/")) }
func isXML(name string) bool {
	return strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")
}
func isSheet(name string) bool { return strings.HasPrefix(name, "xl/worksheets/") }
func tags(f *zip.File) (n int, err error) {
	in, err := f.Open()
	if err != nil {
		return 0, err
	}
	defer in.Close() //nolint:errcheck // read only: nothing can be lost
	buffer := make([]byte, 64<<10)
	for {
		k, err := in.Read(buffer)
		n += bytes.Count(buffer[:k], []byte("<"))
		if err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, err
		}
	}
}

// sheets chooses the sheets to read, by the name that was asked for or all that
// are not hidden.
func (r *reader) sheets(names []string, hidden func(string) bool) (chosen []string, ok bool) {
	if want := r.o.Sheet; want != "" {
		for _, name := range names {
			if name == want || plain(name) == plain(want) {
				r.note(r.file(), "sheet-told", "sheet", name)
				return []string{name}, true
			}
		}
		near, _ := source.Nearest(want, names)
		r.ps.Error(r.file(), "unknown-sheet", "sheet", want, "near", near, "known", strings.Join(names[:min(len(names), 20)], ", "))
		return nil, false
	}
	for _, name := range names {
		if hidden(name) {
			r.note(source.Pos{File: r.book.File, Sheet: name}, "sheet-hidden", "sheet", name)
			continue
		}
		chosen = append(chosen, name)
	}
	return chosen, true
}

// sheet reads one sheet. It is nil where the sheet is no sheet of cells.
func (b *book) sheet(name string) (*grid, error) {
	part, ok := b.parts[name]
	if !ok || !isSheet(lower(part)) {
		return nil, nil
	}
	m, err := b.marks(name, part)
	if err != nil {
		return nil, err
	}
	rows, err := b.file.Rows(name)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // read only: nothing can be lost
	g := newSheet(b.r, name)
	for line := 1; rows.Next(); line++ {
		if line > m.last {
			break
		}
		values, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		kinds := m.rows[line]
		for col, v := range values {
			if col < len(kinds) {
				values[col], kinds[col] = b.value(v, kinds[col], source.Pos{File: b.r.book.File, Sheet: name, Line: line, Column: col + 1})
			}
		}
		if !g.add(line, values, kinds) {
			return nil, errTold
		}
	}
	g.merge(m.spans)
	g.tell()
	return g.grid, nil
}

// sheetGrid gathers the rows of a sheet and counts what is worth telling.
type sheetGrid struct {
	*grid
	r                        *reader
	within                   span
	cells                    int
	dates, percents, formula int
}

func newSheet(r *reader, name string) *sheetGrid {
	g := &sheetGrid{grid: &grid{file: r.book.File, sheet: name}, r: r}
	g.within, _ = parseRange(r.o.Range)
	g.left = g.within.left
	return g
}

// add keeps a row, as far as it is in the range. A blank one is kept too, once.
func (g *sheetGrid) add(line int, values []string, kinds []Kind) bool {
	if line-1 < g.within.top || line-1 > g.within.bottom {
		return true
	}
	values = values[min(g.within.left, len(values)):]
	kinds = kinds[min(g.within.left, len(kinds)):]
	if width := g.within.right - g.within.left; width < len(values) {
		values = values[:width+1]
	}
	w := raw{cells: make([]string, len(values)), line: line}
	for i, v := range values {
		if w.cells[i] = tidy(v); len(v) > 4*g.r.limits.cell {
			g.r.ps.Error(source.Pos{File: g.file, Sheet: g.sheet, Line: line, Column: i + g.left + 1}, "cell-too-long", "limit", strconv.Itoa(g.r.limits.cell))
			w.cells[i] = ""
		}
	}
	n, _, last := w.filled()
	w.cells = w.cells[: last+1 : last+1]
	if w.kinds = kinds[:min(last+1, len(kinds))]; n == 0 {
		w.kinds = nil
		if len(g.rows) > 0 && len(g.rows[len(g.rows)-1].cells) == 0 {
			return true
		}
	}
	for i, k := range w.kinds {
		g.count(k)
		w.kinds[i] = k &^ byFormula
	}
	g.cells += len(w.cells)
	g.rows = append(g.rows, w)
	return g.r.withinLimits(source.Pos{File: g.file, Sheet: g.sheet, Line: line}, len(w.cells), g.cells, g.r.limits.inBook)
}

func (g *sheetGrid) count(k Kind) {
	if k&byFormula != 0 {
		g.formula++
	}
	switch k &^ byFormula {
	case Date:
		g.dates++
	case Percent:
		g.percents++
	}
}

// tell notes what was changed on the way from the sheet.
func (g *sheetGrid) tell() {
	if n := len(g.rows); n > 0 && len(g.rows[n-1].cells) == 0 {
		g.rows = g.rows[:n-1] // what follows the table is nothing
	}
	at := source.Pos{File: g.file, Sheet: g.sheet}
	if g.r.o.Range != "" {
		g.r.note(at, "range-told", "range", g.r.o.Range)
	}
	if g.dates > 0 {
		g.r.note(at, "dates-as-iso", "count", strconv.Itoa(g.dates))
	}
	if g.percents > 0 {
		g.r.note(at, "percent-as-shown", "count", strconv.Itoa(g.percents))
	}
	if g.formula > 0 {
		g.r.note(at, "formulas-by-result", "count", strconv.Itoa(g.formula))
	}
}

// merge turns merged areas of the sheet into those of the grid.
func (g *sheetGrid) merge(spans []span) {
	for _, s := range spans {
		top, found := g.index(s.top + 1)
		bottom, _ := g.index(s.bottom + 2)
		s.top, s.bottom = top, max(top, bottom-1)
		s.left, s.right = s.left-g.left, s.right-g.left
		if found && s.right >= 0 && s.left >= 0 {
			g.spans = append(g.spans, s)
		}
	}
}

// index finds the row of the grid that stands at a line, or the one behind it.
func (g *sheetGrid) index(line int) (int, bool) {
	return slices.BinarySearchFunc(g.rows, line, func(w raw, line int) int { return w.line - line })
}
