package dataset

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"terang/internal/source"
)

// cellAt is a cell with its place: line and byte of the line, both from 1.
type cellAt struct {
	text         string
	line, column int
}

// byScanner reads a text in pieces with our scanner; ok is false where it found a fault.
func byScanner(in io.Reader, size int) (rows [][]cellAt, ok bool) {
	c := &chunker{in: in, size: size, walk: scanner{delim: ','}}
	s := scanner{delim: ','}
	lines := 0
	for piece := c.next(nil); len(piece) > 0; piece = c.next(piece) {
		s.reset(piece, true)
		for s.next() {
			if s.fault != noFault {
				return rows, false
			}
			var row []cellAt
			for i, f := range s.fields {
				before := s.record[:f.rawFrom]
				row = append(row, cellAt{
					string(s.cell(i)), lines + s.line + bytes.Count(before, []byte("\n")),
					f.rawFrom - bytes.LastIndexByte(before, '\n'),
				})
			}
			rows = append(rows, row)
		}
		lines += s.nextLine - 1
	}
	return rows, true
}

func byStandard(text string) (rows [][]cellAt, ok bool) {
	r := csv.NewReader(strings.NewReader(text))
	r.FieldsPerRecord = -1
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return rows, true
		}
		if err != nil {
			return rows, false
		}
		var row []cellAt
		for i, f := range fields {
			line, column := r.FieldPos(i)
			row = append(row, cellAt{f, line, column})
		}
		rows = append(rows, row)
	}
}

var csvSeeds = []string{
	"a,b,c\n1,2,3\n",
	"a,b\r\n1,2\r\n\r\n3,4",
	"\"a\",\"b,c\",\"d\"\"e\"\n",
	"a,\"two\nlines\",c\nd,e,f\n",
	"a,\"two\r\nlines\"\r\nd,e\r\n",
	",,\n\n,\n",
	"a,",
	"\"\"",
	"\"a\"\r",
	"a\r",
	"a\rb,c\n",
	"a\"b,c\n",
	"\"a\"b,c\nd,e\n",
	"\"open,a\nb,c\n",
	"é,\"ü\nß\",x\n",
	"\r\n\r\n",
	"\"\"\"\"\n",
	"\"a\n\n\nb\",\"\n\",c\n",
	"\"a\"\r\r\n",
}

// sameRows asks that both readers find the same rows and places, and a fault
// in the same texts.
func sameRows(t *testing.T, text string) {
	t.Helper()
	want, wantOK := byStandard(text)
	for name, in := range map[string]struct {
		from io.Reader
		size int
	}{
		"whole":       {strings.NewReader(text), chunkSize},
		"byte pieces": {strings.NewReader(text), 1},
		"pieces":      {strings.NewReader(text), 16},
		"bytes":       {iotest.OneByteReader(strings.NewReader(text)), chunkSize},
		"errEOF":      {iotest.DataErrReader(strings.NewReader(text)), 3},
	} {
		got, ok := byScanner(in.from, in.size)
		if ok != wantOK || !slices.EqualFunc(got, want, slices.Equal[[]cellAt]) {
			t.Errorf("%s: %q\ngot  %v %v\nwant %v %v", name, text, got, ok, want, wantOK)
		}
	}
}

func TestScannerAgreesWithEncodingCSV(t *testing.T) {
	t.Parallel()
	for _, text := range csvSeeds {
		sameRows(t, text)
	}
	sameRows(t, strings.Repeat("2024-08,bumil,\"14.10.02.2005\",6,84\r\n", 20_000))
}

func FuzzScanner(f *testing.F) {
	for _, text := range csvSeeds {
		f.Add(text)
	}
	f.Fuzz(sameRows)
}

// TestScannerGoesOnAfterAFault reads the rows around a bad one.
func TestScannerGoesOnAfterAFault(t *testing.T) {
	t.Parallel()
	s := scanner{delim: ','}
	s.reset([]byte("a,b\nc\"d,e\n\"j\"k\nl,m\n\"two\nlines\",\"g\nh,i\n"), true)
	var got []string
	for s.next() {
		line := "fault"
		if at, broken := s.broken(); !broken {
			line = string(s.cell(0)) + string(s.cell(1))
		} else if at.Line < s.line {
			t.Errorf("the fault of line %d is in %v", s.line, at)
		}
		got = append(got, line)
	}
	if want := []string{"ab", "fault", "fault", "lm", "fault", "hi"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestScannerPlaces checks places in characters: § in front of a cell marks it.
func TestScannerPlaces(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text string
		cell int
		want source.Pos
	}{
		{"é,§bcd\n", 1, source.Pos{File: "f", Line: 1, Column: 3, Width: 3}},
		{"\"é,é\",§\"b\"\"c\"\n", 1, source.Pos{File: "f", Line: 1, Column: 7, Width: 6}},
		{"\"x\ny\",§b\n", 1, source.Pos{File: "f", Line: 2, Column: 4, Width: 1}},
		{"§\"two\nlines\"\n", 0, source.Pos{File: "f", Line: 1, Column: 1, Width: 4}},
		{"a,§\n", 1, source.Pos{File: "f", Line: 1, Column: 3, Width: 1}},
		{"\xe9,§b\n", 1, source.Pos{File: "f", Line: 1, Column: 3, Width: 1}},
	} {
		s := scanner{file: "f", delim: ','}
		s.reset([]byte(strings.ReplaceAll(c.text, "§", "")), true)
		if !s.next() {
			t.Fatalf("%q has no row", c.text)
		}
		if got := s.pos(c.cell); got != c.want {
			t.Errorf("%q: got %v, want %v", c.text, got, c.want)
		}
	}
}

func TestScannerDoesNotAllocateForARow(t *testing.T) {
	s := scanner{delim: ','}
	s.reset([]byte(strings.Repeat("2024-08,bumil,\"14.10\",6,84\n", 50_000)), true)
	s.next()
	if n := testing.AllocsPerRun(10_000, func() { s.next() }); n > 0 {
		t.Errorf("%v allocations a row", n)
	}
}
