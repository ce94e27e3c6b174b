package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Page is one sheet of a workbook that is written.
type Page struct {
	Name    string
	Columns []Column
	Head    bool // the first row names the columns: it is bold, stays in sight, and rows can be sifted by it
	Rows    [][]Value
}

// Column says how a column looks. Width is in letters, Decimals how many of a number are shown.
type Column struct {
	Width    float64
	Decimals int
	Wrap     bool // long text goes on in the next line
}

// Value is a cell: nothing, a text, a number, or a number with the formula that it follows from.
type Value struct {
	kind   valueKind
	text   string // or formula
	number float64
	whole  int64
}

type valueKind uint8

const (
	ofNothing valueKind = iota
	ofText
	ofWhole
	ofNumber
	ofFormula
)

// Said is a cell that no program runs, whatever it begins with.
func Said(s string) Value { return Value{kind: ofText, text: s} }

// Counted is a cell with a whole number.
func Counted(n int) Value { return Value{kind: ofWhole, whole: int64(n)} }

// Measured is a cell with a number.
func Measured(v float64) Value { return Value{kind: ofNumber, number: v} }

// Worked is a number that a formula gives, "ROUND(100*F2/G2,4)": programs that do not reckon show v.
func Worked(formula string, v float64) Value { return Value{kind: ofFormula, text: formula, number: v} }

// String tells two values apart.
func (v Value) String() string { return fmt.Sprint(v.kind, v.text, v.number, v.whole) }

// The longest text that a cell may hold.
const longestText = 32_767

// Write makes a workbook, of the same pages the same bytes. The first page is in sight when it is opened.
// It fails only where a page has a name that the format does not allow.
func Write(title string, pages []Page) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close() //nolint:errcheck // nothing was opened
	if err := f.SetDocProps(&excelize.DocProperties{Title: title, Creator: "terang"}); err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	w := writer{file: f, styles: map[style]int{}}
	for i, p := range pages {
		if err := w.page(i, p); err != nil {
			return nil, fmt.Errorf("workbook, sheet %s: %w", p.Name, err)
		}
	}
	f.SetZipWriter(newOrdered)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	return out.Bytes(), nil
}

type writer struct {
	file   *excelize.File
	styles map[style]int
}

// style is how a cell looks.
type style struct {
	head     bool
	wrap     bool
	decimals int
}

func (w *writer) style(s style) (int, error) {
	if s == (style{}) {
		return 0, nil
	}
	if id, ok := w.styles[s]; ok {
		return id, nil
	}
	look := &excelize.Style{}
	if s.head {
		look.Font = &excelize.Font{Bold: true}
	}
	if s.wrap {
		look.Alignment = &excelize.Alignment{WrapText: true, Vertical: "top"}
	}
	if s.decimals > 0 {
		format := "0." + "0000000000"[:min(s.decimals, 10)]
		look.CustomNumFmt = &format
	}
	id, err := w.file.NewStyle(look)
	w.styles[s] = id
	return id, err
}

func (w *writer) page(i int, p Page) error {
	if i == 0 {
		if err := w.file.SetSheetName("Sheet1", p.Name); err != nil {
			return err
		}
	} else if _, err := w.file.NewSheet(p.Name); err != nil {
		return err
	}
	rows, err := w.file.NewStreamWriter(p.Name)
	if err != nil {
		return err
	}
	looks := make([]int, len(p.Columns))
	for c, col := range p.Columns {
		if looks[c], err = w.style(style{wrap: col.Wrap, decimals: col.Decimals}); err != nil {
			return err
		}
		if err := rows.SetColWidth(c+1, c+1, cmp.Or(col.Width, 12)); err != nil {
			return err
		}
	}
	if p.Head {
		if err := rows.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
			return err
		}
	}
	head, err := w.style(style{head: true})
	if err != nil {
		return err
	}
	cells := make([]any, len(p.Columns))
	for r, row := range p.Rows {
		cells = cells[:0]
		for c, v := range row {
			look := looks[c]
			if r == 0 && p.Head {
				look = head
			}
			cells = append(cells, v.cell(look))
		}
		if err := rows.SetRow(fmt.Sprintf("A%d", r+1), cells); err != nil {
			return err
		}
	}
	return rows.Flush()
}

// cell gives a value as the library takes it.
func (v Value) cell(look int) any {
	switch v.kind {
	case ofText:
		text := v.text
		if len(text) > longestText {
			text = strings.ToValidUTF8(text[:longestText], "")
		}
		return excelize.Cell{StyleID: look, Value: text}
	case ofWhole:
		return excelize.Cell{StyleID: look, Value: v.whole}
	case ofNumber:
		return excelize.Cell{StyleID: look, Value: v.number}
	case ofFormula:
		return excelize.Cell{StyleID: look, Value: v.number, Formula: v.text}
	case ofNothing:
	}
	return nil
}

// ordered puts the parts of a workbook in one order, since the library has them in any, and
// packs them quickly: tighter takes as long again and saves a tenth.
type ordered struct {
	to    *zip.Writer
	parts map[string]*bytes.Buffer
}

func newOrdered(w io.Writer) excelize.ZipWriter {
	to := zip.NewWriter(w)
	var packer *flate.Writer // one for all parts: it is large
	to.RegisterCompressor(zip.Deflate, func(w io.Writer) (_ io.WriteCloser, err error) {
		if packer == nil {
			packer, err = flate.NewWriter(w, flate.BestSpeed)
			return packer, err
		}
		packer.Reset(w)
		return packer, nil
	})
	return &ordered{to, map[string]*bytes.Buffer{}}
}

func (o *ordered) Create(name string) (io.Writer, error) {
	b := &bytes.Buffer{}
	o.parts[name] = b
	return b, nil
}

func (o *ordered) AddFS(fsys fs.FS) error { return o.to.AddFS(fsys) }

// Close writes the parts; without a time of their own all have that of the format's beginning.
func (o *ordered) Close() error {
	for _, name := range slices.Sorted(maps.Keys(o.parts)) {
		part, err := o.to.Create(name)
		if err != nil {
			return err
		}
		if _, err := part.Write(o.parts[name].Bytes()); err != nil {
			return err
		}
	}
	return o.to.Close()
}
