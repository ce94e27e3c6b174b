package source

import (
	"encoding"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// SetYAML puts one setting into a struct, as a line "path: value" of a YAML file
// would: "columns.area", "Kode Desa". A text stands as it is; lists and what has
// keys of its own are written as YAML, "[a, b]". The names of a map may hold dots.
// into must be a pointer; pos is where the setting was given.
func SetYAML(into any, path, value string, pos Pos) Problems {
	var ps Problems
	s := setter{value: value, pos: pos, ps: &ps}
	s.set(reflect.ValueOf(into).Elem(), path, path)
	return ps
}

type setter struct {
	value string
	pos   Pos
	ps    *Problems
}

// set follows the rest of a path; key is its last part that is known.
func (s setter) set(v reflect.Value, rest, key string) {
	switch {
	case v.Kind() == reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		s.set(v.Elem(), rest, key)
	case rest == "":
		s.put(v, key)
	case v.Kind() == reflect.Struct:
		name, after, _ := strings.Cut(rest, ".")
		fields := fieldsOf(v.Type())
		i, ok := fields[name]
		if !ok {
			names := make([]string, 0, len(fields))
			for f := range fields {
				names = append(names, f)
			}
			near, _ := Nearest(name, names)
			slices.Sort(names)
			s.ps.Error(s.pos, "unknown-key", "key", name, "near", near, "known", strings.Join(names, ", "))
			return
		}
		s.set(v.Field(i), after, name)
	case v.Kind() == reflect.Map:
		s.entry(v, rest)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		s.element(v, rest, key)
	default:
		s.ps.Error(s.pos, "wrong-type", "key", key, "want", kindWanted(v.Type()), "got", "a: b")
	}
}

// entry sets one entry of a map. Where its values have keys of their own, the last
// part of the path is one of these.
func (s setter) entry(m reflect.Value, name string) {
	rest := ""
	if at := strings.LastIndexByte(name, '.'); at >= 0 && m.Type().Elem().Kind() == reflect.Struct {
		name, rest = name[:at], name[at+1:]
	}
	if m.IsNil() {
		m.Set(reflect.MakeMap(m.Type()))
	}
	entry := reflect.New(m.Type().Elem()).Elem()
	if old := m.MapIndex(reflect.ValueOf(name)); old.IsValid() {
		entry.Set(old)
	}
	s.set(entry, rest, name)
	m.SetMapIndex(reflect.ValueOf(name), entry)
}

// mostElements is how long a list may become by naming its elements.
const mostElements = 100

// element sets a part of one element of a list, which is named by its number.
func (s setter) element(list reflect.Value, path, key string) {
	number, rest, _ := strings.Cut(path, ".")
	i, err := strconv.Atoi(number)
	if err != nil || i < 0 || i >= mostElements {
		s.ps.Error(s.pos, "wrong-type", "key", key, "want", key+".0", "got", number)
		return
	}
	for list.Len() <= i {
		list.Set(reflect.Append(list, reflect.Zero(list.Type().Elem())))
	}
	s.set(list.Index(i), rest, key)
}

// put reads the value. One text for a list is a list of it.
func (s setter) put(v reflect.Value, key string) {
	if v.Kind() == reflect.String {
		v.SetString(s.value)
		return
	}
	if from, is := v.Addr().Interface().(encoding.TextUnmarshaler); is && !strings.HasPrefix(s.value, "[") {
		if err := from.UnmarshalText([]byte(s.value)); err != nil {
			s.ps.Error(s.pos, "wrong-type", "key", key, "want", kindWanted(v.Type()), "got", s.value)
		}
		return
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(s.value), &doc); err != nil || len(doc.Content) == 0 {
		s.ps.Error(s.pos, "wrong-type", "key", key, "want", kindWanted(v.Type()), "got", s.value)
		return
	}
	n := doc.Content[0]
	if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.String && n.Kind == yaml.ScalarNode {
		v.Set(reflect.ValueOf([]string{s.value}))
		return
	}
	y := &YAML{file: s.pos.File, root: n}
	y.put(n, v, key, s.ps)
}
