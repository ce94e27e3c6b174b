package opendata

import (
	"bytes"
	"encoding/csv"
	"testing"

	"terang/internal/health"
)

// Every file is found by its path, at its size, and is added to what is there already.
func TestFilesAreFound(t *testing.T) {
	s := New(small(t))
	for i := range s.Len() {
		want := s.At(i)
		f, ok := s.Find(want.Path)
		if body := f.Append([]byte("before ")); !ok || f.Path != want.Path || !bytes.Equal(body, append([]byte("before "), want.Append(nil)...)) {
			t.Errorf("%s is found as %s", want.Path, f.Path)
		} else if f.Size() != len(body)-len("before ") {
			t.Errorf("%s has %d bytes and says %d", f.Path, len(body)-len("before "), f.Size())
		}
	}
	for _, path := range []string{"", "api/v1/unit/", "api/v1/unit/99.json.json", "api/v1/unit/_zz.json", "data/unduhan/x.csv"} {
		if f, ok := s.Find(path); ok {
			t.Errorf("%q is found as %s", path, f.Path)
		}
	}
}

// What is appended is what the libraries write of the same.
func TestAppendedAsTheLibrariesWrite(t *testing.T) {
	in := small(t)
	in.Config.Sample, in.Config.License = true, "CC BY \"4.0\" <é>\u2028\\"
	s := New(in)
	for u := range health.Unit(in.Register.Units()) {
		if doc := s.unitDocument(u); !bytes.Equal(doc.append(nil), encode(doc)) {
			t.Errorf("%s, want %s", doc.append(nil), encode(doc))
		}
	}
	for _, i := range s.services {
		if doc := s.indicatorDocument(i); !bytes.Equal(doc.append(nil), encode(doc)) {
			t.Errorf("%s, want %s", doc.append(nil), encode(doc))
		}
	}
	value, quality, change := decimal(815_000), true, decimal(-5)
	full := unitDocument{Years: []unitYear{{
		Index: &indexEntry{&value, "Baik", &quality, false}, Quoted: &quotedEntry{815_000, "A", "LPPD"},
		Figures: []indicatorFigure{{"a", "2024-06", measure{
			maybe[int]{0, true}, maybe[int]{7, true}, maybe[decimal]{-1, true}, 1, "x", true, "lt50", true, true, 3, "2024-05", maybe[int]{4, true}, maybe[int]{5, true}, 6, 7,
		}, &working{
			[]fileLines{{"a,b", 1, 2, 3}, {}},
			[]sasaranEntry{{"riil", "", "", "2024", 4}, {"riil", "s", "2023", "2024", 0}},
			[]otherSasaran{{"proyeksi", "s", "", 9, 10}},
			1, 2, 3, 4, &change,
		}}, {}},
	}, {}}}
	if got := full.append(nil); !bytes.Equal(got, bytes.Replace(encode(full), []byte(`"capaian":null`), []byte(`"capaian":[]`), 1)) {
		t.Errorf("%s, want %s", got, encode(full))
	}
	for _, cell := range []string{"", "a", " a", "a ", "a b", "a,b", `a"b`, `"`, "a\nb", "a\r\nb", "\ta", `\.`, "é", "\u00a0a", "a;b", "'=1"} {
		var row bytes.Buffer
		w := csv.NewWriter(&row)
		_ = w.Write([]string{cell, "z"})
		w.Flush()
		if got := string(endRow(appendCell(appendCell(nil, cell), "z"))); got != row.String() {
			t.Errorf("%q is written %q, want %q", cell, got, row.String())
		}
	}
}
