package made

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
)

// File is one data file: its path from the portal's folder, with slashes, and its bytes.
type File struct {
	Path string
	Body []byte
}

// Rows are the rows of a file, its heading first.
type Rows struct {
	Path string
	Rows [][]string
}

// Files writes rows as CSV: UTF-8, comma, LF.
func Files(list []Rows) ([]File, error) {
	files := make([]File, 0, len(list))
	for _, l := range list {
		var b bytes.Buffer
		if err := csv.NewWriter(&b).WriteAll(l.Rows); err != nil {
			return nil, fmt.Errorf("encoding %s: %w", l.Path, err)
		}
		files = append(files, File{l.Path, b.Bytes()})
	}
	return files, nil
}

// Record is one row of a table, by heading.
type Record map[string]string

// Number gives a column as a whole number, 0 where it is none.
func (r Record) Number(column string) int {
	n, err := strconv.Atoi(r[column])
	if err != nil {
		return 0
	}
	return n
}

// Table reads a CSV table with a heading and at least one row.
func Table(tables fs.FS, name string) ([]Record, error) {
	data, err := fs.ReadFile(tables, name)
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", name, err)
	}
	records, err := Records(data)
	if err == nil && len(records) == 0 {
		err = errors.New("no rows")
	}
	if err != nil {
		return nil, fmt.Errorf("table %s: %w", name, err)
	}
	return records, nil
}

// Records reads CSV with a heading.
func Records(data []byte) ([]Record, error) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, err
	}
	var records []Record
	for _, row := range rows[min(1, len(rows)):] {
		r := make(Record, len(row))
		for i, cell := range row {
			r[rows[0][i]] = cell
		}
		records = append(records, r)
	}
	return records, nil
}
