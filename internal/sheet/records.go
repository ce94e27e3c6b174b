package sheet

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"terang/internal/source"
)

// records is the reading of JSON: a list of flat records, such a list within one
// object, or a dataValueSet of DHIS2.
type records struct {
	r      *reader
	text   []byte
	in     *json.Decoder
	heads  []string
	column map[string]int
	g      *grid
	extra  []pair // what the object around the list says once
	key    string // the name of the list in it
	line   int
	seen   int64 // the place up to which lines are counted
	cells  int
}

type pair struct {
	key, value string
	kind       Kind
}

// readJSON reads a text that begins with a bracket.
func (r *reader) readJSON(data []byte) {
	r.book.Format = JSON
	text, ok := r.decode(data)
	if !ok {
		return
	}
	in := json.NewDecoder(strings.NewReader(text))
	in.UseNumber()
	s := &records{r: r, text: []byte(text), in: in, column: map[string]int{}, g: &grid{file: r.book.File}, line: 1}
	if err := s.read(); err != nil {
		if !errors.Is(err, errTold) {
			r.ps.Error(s.pos(), "bad-json", "reason", reason(err))
		}
		return
	}
	s.table()
}

func reason(err error) string {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return "EOF"
	}
	return err.Error()
}

// pos is the line that the reading has come to.
func (s *records) pos() source.Pos {
	to := min(s.in.InputOffset(), int64(len(s.text)))
	for _, c := range s.text[s.seen:to] {
		if c == '\n' {
			s.line++
		}
	}
	s.seen = to
	return source.Pos{File: s.r.book.File, Line: s.line}
}

// read reads the whole text.
func (s *records) read() error {
	t, err := s.in.Token()
	if err != nil {
		return err
	}
	if t == json.Delim('[') {
		err = s.list()
	} else {
		err = s.around()
	}
	if err != nil {
		return err
	}
	if t, err := s.in.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%v after the end", t)
	}
	return nil
}

// around reads an object that holds the list, and values that hold for all of it.
func (s *records) around() error {
	for s.in.More() {
		key, err := s.name()
		if err != nil {
			return err
		}
		t, err := s.in.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('['):
			if s.key != "" {
				return s.nested(key)
			}
			s.key = key
			err = s.list()
		case json.Delim('{'):
			err = s.skip(key)
		default:
			text, kind := scalar(t)
			s.extra = append(s.extra, pair{key, text, kind})
		}
		if err != nil {
			return err
		}
	}
	_, err := s.in.Token()
	return err
}

// skip passes over an object beside the list, such as what a server says of it.
func (s *records) skip(key string) error {
	for depth := 1; depth > 0; {
		t, err := s.in.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth > s.r.limits.depth {
			return s.nested(key)
		}
	}
	return nil
}

func (s *records) name() (string, error) {
	t, err := s.in.Token()
	name, ok := t.(string)
	if err == nil && !ok {
		err = fmt.Errorf("%v", t)
	}
	return name, err
}

func (s *records) nested(key string) error {
	s.r.ps.Error(s.pos(), "nested-json", "key", key)
	return errTold
}

// list reads the records up to the end of the list.
func (s *records) list() error {
	for s.in.More() {
		t, err := s.in.Token()
		if err != nil {
			return err
		}
		at := s.pos()
		if t != json.Delim('{') {
			return s.nested(s.key + "[" + strconv.Itoa(len(s.g.rows)) + "]")
		}
		if err := s.record(at); err != nil {
			return err
		}
	}
	_, err := s.in.Token()
	return err
}

func (s *records) record(at source.Pos) error {
	w := raw{line: at.Line, cells: make([]string, len(s.heads)), kinds: make([]Kind, len(s.heads))}
	for s.in.More() {
		key, err := s.name()
		if err != nil {
			return err
		}
		t, err := s.in.Token()
		if err != nil {
			return err
		}
		if _, is := t.(json.Delim); is {
			return s.nested(key)
		}
		col, known := s.column[key]
		if !known {
			col = len(s.heads)
			s.column[key], s.heads = col, append(s.heads, key)
		}
		for len(w.cells) <= col {
			w.cells, w.kinds = append(w.cells, ""), append(w.kinds, Text)
		}
		if w.cells[col] != "" {
			return fmt.Errorf("%q twice", key)
		}
		text, kind := scalar(t)
		w.cells[col], w.kinds[col] = tidy(text), kind
	}
	s.g.rows = append(s.g.rows, w)
	if s.cells += len(w.cells); !s.r.withinLimits(at, len(s.heads), s.cells, s.r.limits.cells) {
		return errTold
	}
	_, err := s.in.Token()
	return err
}

// scalar gives a single value as text. Numbers keep the digits they are written with.
func scalar(t json.Token) (string, Kind) {
	switch v := t.(type) {
	case string:
		return v, Text
	case json.Number:
		return fullDigits(v.String()), Number
	case bool:
		return strings.ToUpper(strconv.FormatBool(v)), Truth
	}
	return "", Text
}

// table makes the one table of the records.
func (s *records) table() {
	r, at := s.r, s.r.file()
	if s.key != "" {
		r.note(at, "records-in", "key", s.key)
	}
	dhis2 := s.key == "dataValues"
	if dhis2 {
		r.book.Format = DHIS2
		for _, name := range []string{"period", "orgUnit", "attributeOptionCombo"} {
			s.fill(name)
		}
		r.note(at, "dhis2-found", "count", strconv.Itoa(len(s.g.rows)))
	}
	if len(s.heads) == 0 {
		return
	}
	t := Table{Lines: Lines{Data: len(s.g.rows)}}
	for _, h := range s.heads {
		t.Heads = append(t.Heads, Head{Text: strings.Join(strings.Fields(h), " "), Parts: []string{h}, Pos: source.Pos{File: r.book.File, Line: 1}})
	}
	b := block{g: s.g, to: len(s.g.rows), headless: true}
	for i := range s.g.rows {
		t.Rows = append(t.Rows, r.row(b, i, 0, len(s.heads), false))
	}
	r.book.Tables = []Table{t}
}

// fill puts what the object says once into the records that do not say it.
func (s *records) fill(name string) {
	i := slices.IndexFunc(s.extra, func(p pair) bool { return p.key == name })
	if i < 0 || s.extra[i].value == "" {
		return
	}
	p := s.extra[i]
	col, known := s.column[name]
	if !known {
		col = len(s.heads)
		s.column[name], s.heads = col, append(s.heads, name)
	}
	for i := range s.g.rows {
		w := &s.g.rows[i]
		for len(w.cells) <= col {
			w.cells, w.kinds = append(w.cells, ""), append(w.kinds, Text)
		}
		if w.cells[col] == "" {
			w.cells[col], w.kinds[col] = p.value, p.kind
		}
	}
	s.r.note(s.r.file(), "extra-told", "key", name, "value", p.value)
}
