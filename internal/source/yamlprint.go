package source

import (
	"encoding"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// PrintYAML writes a struct as YAML, in the order of its fields, as [DecodeYAML]
// reads it. What is empty is left out, unless there are comments on it: lines by
// the path of a setting, "columns.area", which stand above it behind "# ".
func PrintYAML(value any, comments map[string][]string) string {
	p := yamlPrinter{comments: comments}
	p.fields(reflect.ValueOf(value), "", "")
	return p.b.String()
}

type yamlPrinter struct {
	b        strings.Builder
	comments map[string][]string
}

func (p *yamlPrinter) fields(v reflect.Value, path, indent string) {
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("yaml"), ",")
		p.setting(v.Field(i), joinPath(path, name), name, indent)
	}
}

func joinPath(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// commented says whether there is a comment on a setting or on one below it.
func (p *yamlPrinter) commented(path string) bool {
	for at := range p.comments {
		if at == path || strings.HasPrefix(at, path+".") {
			return true
		}
	}
	return false
}

// say writes lines of comment. They may quote cells, of which a person's number is
// covered up.
func (p *yamlPrinter) say(lines []string, indent string) {
	for _, line := range lines {
		p.b.WriteString(indent + "# " + string(cover([]rune(line))) + "\n")
	}
}

// unplaced gives the comments on entries that a map does not have, or on settings
// of what is not there: they stand above the whole.
func (p *yamlPrinter) unplaced(v reflect.Value, path string) []string {
	if v.Kind() != reflect.Map && v.Kind() != reflect.Pointer {
		return nil
	}
	var lines []string
	for _, at := range slices.Sorted(maps.Keys(p.comments)) {
		name, below := strings.CutPrefix(at, path+".")
		if below && (v.Kind() == reflect.Pointer || !v.MapIndex(reflect.ValueOf(name)).IsValid()) {
			lines = append(lines, p.comments[at]...)
		}
	}
	return lines
}

func (p *yamlPrinter) setting(v reflect.Value, path, name, indent string) {
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	empty := v.IsZero() || (v.Kind() == reflect.Map || v.Kind() == reflect.Slice) && v.Len() == 0
	if empty && !p.commented(path) {
		return
	}
	p.say(slices.Concat(p.comments[path], p.unplaced(v, path)), indent)
	if v.Kind() == reflect.Pointer {
		return // only what is said of it
	}
	p.b.WriteString(indent + scalar(name) + ":")
	switch {
	case v.Kind() == reflect.Struct:
		p.b.WriteString("\n")
		p.fields(v, path, indent+"  ")
	case v.Kind() == reflect.Map && !empty:
		p.b.WriteString("\n")
		for _, key := range sortedKeys(v) {
			p.setting(v.MapIndex(reflect.ValueOf(key)), joinPath(path, key), key, indent+"  ")
		}
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct && !empty:
		p.b.WriteString("\n")
		for i := range v.Len() {
			p.b.WriteString(p.item(v.Index(i), joinPath(path, strconv.Itoa(i)), indent+"  "))
		}
	default:
		p.b.WriteString(" " + flow(v) + "\n")
	}
}

// item writes an element of a list: a dash before its first setting.
func (p *yamlPrinter) item(v reflect.Value, path, indent string) string {
	inner := yamlPrinter{comments: p.comments}
	inner.say(p.comments[path], indent+"  ")
	inner.fields(v, path, indent+"  ")
	return dashed(inner.b.String(), indent)
}

// dashed puts the dash of a list before the first line that is no comment.
func dashed(text, indent string) string {
	lines := strings.SplitAfter(text, "\n")
	for i, line := range lines {
		if rest, ok := strings.CutPrefix(line, indent+"  "); ok && !strings.HasPrefix(rest, "#") {
			lines[i] = indent + "- " + rest
			break
		}
		lines[i] = strings.TrimPrefix(line, "  ")
	}
	return strings.Join(lines, "")
}

// fromText is what reads itself from a text: so one text is written without brackets.
var fromText = reflect.TypeFor[encoding.TextUnmarshaler]()

// flow writes a value on one line.
func flow(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Slice:
		if v.Len() == 1 && reflect.PointerTo(v.Type()).Implements(fromText) {
			return flow(v.Index(0))
		}
		var parts []string
		for i := range v.Len() {
			parts = append(parts, flow(v.Index(i)))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Map:
		return "{}"
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.String:
		return scalar(v.String())
	}
	return ""
}

// scalar writes a text so that it is read as that text.
func scalar(s string) string {
	if strings.ContainsAny(s, "\n\r\t[]{},#&*!|>'\"%@`:") {
		return strconv.Quote(s)
	}
	out, err := yaml.Marshal(s)
	if err != nil || strings.Count(string(out), "\n") != 1 {
		return strconv.Quote(s)
	}
	return strings.TrimSuffix(string(out), "\n")
}

func sortedKeys(v reflect.Value) []string {
	var keys []string
	for _, k := range v.MapKeys() {
		keys = append(keys, k.String())
	}
	slices.Sort(keys)
	return keys
}
