package dataset

import (
	"encoding/csv"
	"errors"
	"io"
	"iter"

	"github.com/gocarina/gocsv"
)

// blockRows is how many rows of a register gocsv is handed at once.
const blockRows = 256

// block is some rows of a table, in order: as text for gocsv, and as the structs it
// makes of them.
type block[T any] struct {
	rows  []blockRow
	text  [][]string // the headings, then the rows that could be read
	cells []string   // of text
	out   []T        // of the same rows
}

// blockRow is where a row stands, and why it could not be read.
type blockRow struct {
	record
	err error
}

// GetCSVRows gives gocsv the rows.
func (b *block[T]) GetCSVRows() ([][]string, error) { return b.text, nil }

// readBlocks gives the rows of a table block by block; each is valid until the next.
// While one is taken the next is read.
func readBlocks[T any](s *csvFile, in *csv.Reader, h *heads) iter.Seq[*block[T]] {
	return func(yield func(*block[T]) bool) {
		free, ready, stop := make(chan *block[T], 2), make(chan *block[T], 1), make(chan struct{})
		defer close(stop)
		for range cap(free) {
			free <- &block[T]{out: make([]T, blockRows)}
		}
		go func() {
			defer close(ready)
			in.ReuseRecord, in.FieldsPerRecord = true, len(h.names)
			for b := range free {
				more := b.fill(s, in, h)
				select {
				case ready <- b:
				case <-stop:
					return
				}
				if !more {
					return
				}
			}
		}()
		for b := range ready {
			if !yield(b) {
				return
			}
			free <- b
		}
	}
}

// fill reads the next rows; more is false at the end of the table.
func (b *block[T]) fill(s *csvFile, in *csv.Reader, h *heads) (more bool) {
	b.rows, b.text, b.cells = b.rows[:0], append(b.text[:0], h.names), b.cells[:0]
	for more = true; len(b.rows) < blockRows; {
		row := blockRow{record: record{s: s, from: int(in.InputOffset()), heads: h}}
		cells, err := in.Read()
		if errors.Is(err, io.EOF) {
			more = false
			break
		}
		row.to, row.err = int(in.InputOffset()), err
		if b.rows = append(b.rows, row); err == nil {
			from := len(b.cells)
			b.cells = append(b.cells, cells...)
			b.text = append(b.text, b.cells[from:])
		}
	}
	if len(b.text) > 1 {
		if err := gocsv.UnmarshalDecoder(b, &b.out); err != nil {
			for i := range b.rows {
				b.rows[i].err = err // text needs no conversion: this cannot be
			}
		}
	}
	return more
}
