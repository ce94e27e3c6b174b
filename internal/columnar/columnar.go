// Package columnar writes tables as Parquet, for those who reckon with whole data sets: rows in, bytes out.
package columnar

import (
	"bytes"
	"fmt"
	"iter"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// A group of rows is packed at once; readers pass over groups that they do not need.
const (
	groupRows = 100_000
	batchRows = 1000
)

// Fact is something that a file says of itself.
type Fact struct{ Name, Text string }

// Write makes a file of rows, of the same rows the same bytes. The columns are the fields of Row in their order, named
// and packed as their tags say ("persen", "nama_unit,dict"); a field that is a pointer may be missing.
func Write[Row any](rows iter.Seq[Row], facts []Fact) ([]byte, error) {
	options := []parquet.WriterOption{
		parquet.Compression(&zstd.Codec{Level: zstd.SpeedFastest, Concurrency: 1}),
		parquet.CreatedBy("terang", "", ""), parquet.MaxRowsPerRowGroup(groupRows),
	}
	for _, f := range facts {
		options = append(options, parquet.KeyValueMetadata(f.Name, f.Text))
	}
	var out bytes.Buffer
	w := parquet.NewGenericWriter[Row](&out, options...)
	batch := make([]Row, 0, batchRows)
	flush := func() error {
		_, err := w.Write(batch)
		batch = batch[:0]
		return err
	}
	for row := range rows {
		if batch = append(batch, row); len(batch) < batchRows {
			continue
		}
		if err := flush(); err != nil {
			return nil, fmt.Errorf("parquet: %w", err)
		}
	}
	if err := flush(); err != nil {
		return nil, fmt.Errorf("parquet: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("parquet: %w", err)
	}
	return out.Bytes(), nil
}
