package columnar

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"
)

type row struct {
	Name   string   `parquet:"nama,dict"`
	Count  *int64   `parquet:"pembilang"`
	Share  *float64 `parquet:"persen"`
	Hidden bool     `parquet:"disensor"`
}

func some(n int) []row {
	var list []row
	for i := range n {
		r := row{Name: fmt.Sprint("desa ", i%90), Hidden: i%7 == 0}
		if !r.Hidden {
			n, v := int64(i), float64(i)/3
			r.Count, r.Share = &n, &v
		}
		list = append(list, r)
	}
	return list
}

// TestWrittenTableReadsBack reads what was written, of none, some and more rows than a group has.
func TestWrittenTableReadsBack(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, batchRows, groupRows + 5} {
		want := some(n)
		body, err := Write(slices.Values(want), []Fact{{"lisensi", "CC BY 4.0"}})
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := Write(slices.Values(want), []Fact{{"lisensi", "CC BY 4.0"}}); !bytes.Equal(body, again) {
			t.Errorf("%d rows gave other bytes the second time", n)
		}
		got, err := parquet.Read[row](bytes.NewReader(body), int64(len(body)))
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != n || n > 0 && !reflect.DeepEqual(got, want) {
			t.Errorf("%d rows came back as %d, or others", n, len(got))
		}
		f, err := parquet.OpenFile(bytes.NewReader(body), int64(len(body)))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, c := range f.Schema().Columns() {
			names = append(names, c[0])
		}
		if !slices.Equal(names, []string{"nama", "pembilang", "persen", "disensor"}) {
			t.Errorf("the columns are %v", names)
		}
		if said, _ := f.Lookup("lisensi"); said != "CC BY 4.0" {
			t.Errorf("the licence is %q", said)
		}
	}
}
