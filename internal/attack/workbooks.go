package attack

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// readWorkbook reads each sheet of an XLSX as a download: the value that stands beside a formula, and none that the
// formula gives, since it reckons with cells that are read themselves.
func (e *edition) readWorkbook(file string, body []byte) {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		e.unread = append(e.unread, file)
		return
	}
	shared := sharedTexts(z)
	for _, part := range z.File {
		if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") {
			continue
		}
		var s worksheet
		if !unpacked(part, &s) {
			e.unread = append(e.unread, file)
			return
		}
		var at map[string]int
		for _, row := range s.Rows {
			cells := row.texts(shared)
			if at == nil {
				at = columns(cells)
				continue
			}
			e.readRow(file, cellOf(cells, at))
		}
	}
}

type worksheet struct {
	Rows []sheetRow `xml:"sheetData>row"`
}

type sheetRow struct {
	Cells []struct {
		Ref    string `xml:"r,attr"`
		Kind   string `xml:"t,attr"`
		Value  string `xml:"v"`
		Inline string `xml:"is>t"`
	} `xml:"c"`
}

// texts gives the cells of a row by their column.
func (r sheetRow) texts(shared []string) []string {
	var list []string
	for _, c := range r.Cells {
		column := 0
		for i := 0; i < len(c.Ref) && c.Ref[i] >= 'A'; i++ {
			column = column*26 + int(c.Ref[i]-'A') + 1
		}
		for len(list) < column {
			list = append(list, "")
		}
		if column == 0 {
			continue
		}
		text := c.Value + c.Inline
		if i := wholeNumber(c.Value); c.Kind == "s" && i != none && i < len(shared) {
			text = shared[i]
		}
		list[column-1] = text
	}
	return list
}

func sharedTexts(z *zip.Reader) []string {
	var list []string
	for _, part := range z.File {
		var s struct {
			Items []struct {
				Text string `xml:"t"`
			} `xml:"si"`
		}
		if part.Name == "xl/sharedStrings.xml" && unpacked(part, &s) {
			for _, item := range s.Items {
				list = append(list, item.Text)
			}
		}
	}
	return list
}

func unpacked[T any](part *zip.File, into *T) bool {
	r, err := part.Open()
	if err != nil {
		return false
	}
	defer r.Close() //nolint:errcheck // read only
	body, err := io.ReadAll(r)
	return err == nil && xml.Unmarshal(body, into) == nil
}
