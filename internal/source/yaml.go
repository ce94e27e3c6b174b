package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// YAML is a YAML text whose places are known. The zero value is an empty text.
type YAML struct {
	file  string
	shift int // lines of the file before the text
	root  *yaml.Node

	starts []Pos // where each of YAML's lines begins, if these are not the lines of the file
}

// ParseYAML reads one YAML document. firstLine is the line of the file at which
// data begins: 1 for a file of its own, 2 for front matter after "---". Anchors
// and aliases are refused, so that what is written is what is read.
func ParseYAML(file string, firstLine int, data []byte) (*YAML, Problems) {
	var ps Problems
	data = inUTF8(data)
	y := &YAML{file: file, shift: firstLine - 1, starts: lineStarts(data)}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	var doc, more yaml.Node
	if err := dec.Decode(&doc); err != nil {
		if !errors.Is(err, io.EOF) {
			ps.Error(y.faultAt(err, data), "yaml-syntax", "reason", yamlReason(err))
		}
		return y, ps
	}
	if len(doc.Content) > 0 {
		y.root = doc.Content[0]
		y.refuseAliases(y.root, &ps)
	}
	if err := dec.Decode(&more); err == nil {
		ps.Error(y.at(&more), "yaml-documents")
	} else if !errors.Is(err, io.EOF) {
		ps.Error(y.faultAt(err, data), "yaml-syntax", "reason", yamlReason(err))
	}
	if len(ps) > 0 {
		y.root = nil
	}
	return y, ps
}

// DecodeYAML reads a YAML document into a struct, strictly: an unknown key, a
// key given twice or a value of the wrong kind is a problem with its place. What
// can be read is put into the struct all the same. See [ParseYAML] for firstLine.
func DecodeYAML(file string, firstLine int, data []byte, into any) Problems {
	y, ps := ParseYAML(file, firstLine, data)
	return append(ps, y.Decode(into)...)
}

var yamlLine = regexp.MustCompile(`^(?:yaml: )?line (\d+): `)

func (y *YAML) faultAt(err error, data []byte) Pos {
	line := 1
	if m := yamlLine.FindStringSubmatch(err.Error()); m != nil {
		line, _ = strconv.Atoi(m[1]) //nolint:errcheck // digits only
	}
	p := y.in(line, 1)
	p.Line = max(1+y.shift, min(p.Line, bytes.Count(data, []byte("\n"))+1+y.shift))
	return p
}

// inUTF8 gives a text in UTF-16, as some editors save it, in UTF-8, so that its
// lines are known.
func inUTF8(data []byte) []byte {
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		order = binary.BigEndian
	case !bytes.HasPrefix(data, []byte("\xff\xfe")):
		return data
	}
	letters := make([]uint16, 0, len(data)/2)
	for i := 2; i+1 < len(data); i += 2 {
		letters = append(letters, order.Uint16(data[i:]))
	}
	return []byte(string(utf16.Decode(letters)))
}

// lineStarts gives the places at which YAML's lines begin: to YAML a carriage
// return alone and three signs of Unicode end a line, to an editor they do not.
// It gives nothing where there are none.
func lineStarts(data []byte) []Pos {
	const ends = "\r\u0085\u2028\u2029"
	if !strings.ContainsAny(strings.ReplaceAll(string(data), "\r\n", "\n"), ends) {
		return nil
	}
	starts, line, column := []Pos{{Line: 1}}, 1, 0
	rs := []rune(string(data))
	for i, r := range rs {
		column++
		switch {
		case r == '\n':
			line, column = line+1, 0
		case !strings.ContainsRune(ends, r) || r == '\r' && i+1 < len(rs) && rs[i+1] == '\n':
			continue
		}
		starts = append(starts, Pos{Line: line, Column: column})
	}
	return starts
}

// in gives the place in the file of a line and column of YAML.
func (y *YAML) in(line, column int) Pos {
	if line >= 1 && line <= len(y.starts) {
		column += y.starts[line-1].Column
		line = y.starts[line-1].Line
	}
	return Pos{File: y.file, Line: line + y.shift, Column: column, Width: 1}
}

func yamlReason(err error) string {
	return strings.TrimPrefix(yamlLine.ReplaceAllString(err.Error(), ""), "yaml: ")
}

func (y *YAML) refuseAliases(n *yaml.Node, ps *Problems) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" {
		ps.Error(y.at(n), "yaml-alias")
		return
	}
	for _, c := range n.Content {
		y.refuseAliases(c, ps)
	}
}

// at gives the place of a value.
func (y *YAML) at(n *yaml.Node) Pos {
	p := y.in(n.Line, n.Column)
	if n.Kind == yaml.ScalarNode && !strings.Contains(n.Value, "\n") {
		p.Width = max(1, utf8.RuneCountInString(n.Value))
		if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
			p.Width += 2
		}
	}
	return p
}

// Pos gives the place of the value at the end of a path of keys; an element of a
// list is named by its number, from "0". Where the path leads nowhere it is the
// place of the last part that is there: at worst the whole file.
func (y *YAML) Pos(path ...string) Pos {
	if y.root == nil {
		return Pos{File: y.file}
	}
	key, value, n := y.find(path)
	switch {
	case n == 0:
		return Pos{File: y.file, Line: y.shift + 1, Column: 1, Width: 1}
	case key != nil && (value.Kind != yaml.ScalarNode || value.Value == ""):
		return y.at(key)
	}
	return y.at(value)
}

// Has says whether there is a value at the end of a path of keys, be it empty.
func (y *YAML) Has(path ...string) bool {
	if y.root == nil {
		return false
	}
	_, _, n := y.find(path)
	return n == len(path)
}

// Keys lists the keys of the document in the order in which they are written.
func (y *YAML) Keys() []string {
	var keys []string
	if y.root != nil && y.root.Kind == yaml.MappingNode {
		for i := 0; i < len(y.root.Content); i += 2 {
			keys = append(keys, y.root.Content[i].Value)
		}
	}
	return keys
}

// find follows a path as far as it leads: n is how many parts of it are there.
func (y *YAML) find(path []string) (key, value *yaml.Node, n int) {
	value = y.root
	for _, part := range path {
		k, v := child(value, part)
		if v == nil {
			return key, value, n
		}
		key, value = k, v
		n++
	}
	return key, value, n
}

func child(n *yaml.Node, part string) (key, value *yaml.Node) {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == part {
				return n.Content[i], n.Content[i+1]
			}
		}
	case yaml.SequenceNode:
		if i, err := strconv.Atoi(part); err == nil && i >= 0 && i < len(n.Content) {
			return nil, n.Content[i]
		}
	}
	return nil, nil
}

// Decode puts the values into a struct, as [DecodeYAML] does. into must be a
// pointer.
func (y *YAML) Decode(into any) Problems {
	var ps Problems
	if y.root != nil {
		y.put(y.root, reflect.ValueOf(into).Elem(), "YAML", &ps)
	}
	return ps
}

func (y *YAML) put(n *yaml.Node, v reflect.Value, key string, ps *Problems) {
	if n.Tag == "!!null" && n.Kind == yaml.ScalarNode {
		return
	}
	_, decodesItself := v.Addr().Interface().(yaml.Unmarshaler)
	switch {
	case decodesItself:
		y.putWhole(n, v, key, ps)
	case v.Kind() == reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		y.put(n, v.Elem(), key, ps)
	case v.Kind() == reflect.Struct && n.Kind == yaml.MappingNode:
		y.putFields(n, v, ps)
	case v.Kind() == reflect.Map && n.Kind == yaml.MappingNode:
		y.putEntries(n, v, ps)
	case v.Kind() == reflect.Slice && n.Kind == yaml.SequenceNode:
		list := reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content))
		for i, c := range n.Content {
			y.put(c, list.Index(i), key, ps)
		}
		v.Set(list)
	case takesOne(v) && n.Kind == yaml.MappingNode:
		list := reflect.MakeSlice(v.Type(), 1, 1)
		y.put(n, list.Index(0), key, ps)
		v.Set(list)
	default:
		y.putWhole(n, v, key, ps)
	}
}

// takesOne says of a list of structs that it reads one text in its place: then it takes one mapping, too.
func takesOne(v reflect.Value) bool {
	_, reads := v.Addr().Interface().(interface {
		UnmarshalYAML(read func(any) error) error
	})
	return reads && v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct
}

func (y *YAML) putWhole(n *yaml.Node, v reflect.Value, key string, ps *Problems) {
	fresh := reflect.New(v.Type())
	if err := n.Decode(fresh.Interface()); err != nil {
		ps.Error(y.at(n), "wrong-type", "key", key, "want", kindWanted(v.Type()), "got", kindGiven(n))
		return
	}
	v.Set(fresh.Elem())
}

func (y *YAML) putFields(n *yaml.Node, v reflect.Value, ps *Problems) {
	fields := fieldsOf(v.Type())
	y.eachKey(n, ps, func(key, value *yaml.Node) {
		i, ok := fields[key.Value]
		if !ok {
			names := make([]string, 0, len(fields))
			for name := range fields {
				names = append(names, name)
			}
			near, _ := Nearest(key.Value, names)
			slices.Sort(names)
			ps.Error(y.at(key), "unknown-key", "key", key.Value, "near", near, "known", strings.Join(names, ", "))
			return
		}
		y.put(value, v.Field(i), key.Value, ps)
	})
}

func (y *YAML) putEntries(n *yaml.Node, v reflect.Value, ps *Problems) {
	entries := reflect.MakeMapWithSize(v.Type(), len(n.Content)/2)
	y.eachKey(n, ps, func(key, value *yaml.Node) {
		k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		before := len(*ps)
		y.putWhole(key, k, key.Value, ps)
		y.put(value, e, key.Value, ps)
		if len(*ps) == before {
			entries.SetMapIndex(k, e)
		}
	})
	v.Set(entries)
}

// eachKey walks the keys of a mapping and reports those given twice.
func (y *YAML) eachKey(n *yaml.Node, ps *Problems, do func(key, value *yaml.Node)) {
	first := map[string]int{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if key.Kind != yaml.ScalarNode {
			ps.Error(y.at(key), "wrong-type", "key", "", "want", "abc", "got", kindGiven(key))
			continue
		}
		if line, twice := first[key.Value]; twice {
			ps.Error(y.at(key), "repeated-key", "key", key.Value, "line", strconv.Itoa(line+y.shift))
			continue
		}
		first[key.Value] = key.Line
		do(key, n.Content[i+1])
	}
}

// fieldsOf maps the keys of a struct to its fields, as the yaml library names them.
func fieldsOf(t reflect.Type) map[string]int {
	fields := map[string]int{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "" {
			name = strings.ToLower(f.Name)
		}
		if f.IsExported() && name != "-" {
			fields[name] = i
		}
	}
	return fields
}

// The kinds of values, in the words of the messages.
func kindWanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "true/false"
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "123"
	case reflect.Float32, reflect.Float64:
		return "12.5"
	case reflect.Slice, reflect.Array:
		return "[a, b]"
	case reflect.Map, reflect.Struct:
		return "a: b"
	}
	return "abc"
}

func kindGiven(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a: b"
	case yaml.SequenceNode:
		return "[a, b]"
	}
	return n.Value
}
