package opendata

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// faults holds a value against a schema, as far as our schemas go.
func (s *schema) faults(at string, v any) []string {
	var list []string
	bad := func(format string, args ...any) { list = append(list, at+": "+fmt.Sprintf(format, args...)) }
	switch v := v.(type) {
	case map[string]any:
		if s.Type != "object" {
			bad("an object, not %q", s.Type)
		}
		for _, name := range s.Required {
			if _, ok := v[name]; !ok {
				bad("lacks %q", name)
			}
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			if p := s.Properties[name]; p != nil {
				list = append(list, p.faults(at+"/"+name, v[name])...)
			} else {
				bad("holds %q", name)
			}
		}
	case []any:
		if s.Type != "array" {
			bad("a list, not %q", s.Type)
			return list
		}
		for i, item := range v {
			list = append(list, s.Items.faults(fmt.Sprintf("%s/%d", at, i), item)...)
		}
	case string:
		if s.Type != "string" || (s.Enum != nil && !slices.Contains(s.Enum, v)) {
			bad("%q", v)
		}
		if s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(v) {
			bad("%q does not match", v)
		}
	case json.Number:
		n, err := v.Float64()
		whole := !strings.Contains(v.String(), ".")
		if err != nil || (s.Type != "number" && (s.Type != "integer" || !whole)) {
			bad("%s, not %q", v, s.Type)
		}
		if (s.Minimum != nil && n < float64(*s.Minimum)) || (s.Maximum != nil && n > float64(*s.Maximum)) {
			bad("%s is out of bounds", v)
		}
	case bool:
		if s.Type != "boolean" {
			bad("a boolean, not %q", s.Type)
		}
	default:
		bad("%T", v)
	}
	return list
}

func decode(t *testing.T, body []byte) any {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(body)))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

func TestDocumentsFollowTheirSchemas(t *testing.T) {
	files := finish(small(t))
	held := 0
	for _, f := range files {
		for folder, name := range map[string]string{units: "unit.json", services: "indikator.json"} {
			if !strings.HasPrefix(f.Path, folder) {
				continue
			}
			var s schema
			if err := json.Unmarshal(file(t, files, schemas+name).Body, &s); err != nil {
				t.Fatal(err)
			}
			for _, fault := range s.faults("", decode(t, f.Body)) {
				t.Errorf("%s%s", f.Path, fault)
			}
			held++
		}
	}
	if held != 9+2 {
		t.Errorf("%d documents were held against a schema", held)
	}
}

func TestSchemasRefuseWhatIsWrong(t *testing.T) {
	var s schema
	if err := json.Unmarshal(file(t, finish(small(t)), schemas+"unit.json").Body, &s); err != nil {
		t.Fatal(err)
	}
	head := `{"$schema":"x","sample":true,"unit":{"jenis_unit":"desa","kode_unit":"1","nama_unit":"A"},"tahun":`
	for _, years := range []string{
		`3}`, `[{"tahun":2024}]}`, `[{"tahun":2024,"periode":"2024-13","lengkap":true,"capaian":[]}]}`,
		`[{"tahun":2024,"periode":"2024-12","lengkap":true,"capaian":[{"indikator":"tb","target":1,"status":"bagus","disensor":false}]}]}`,
		`[{"tahun":2024,"periode":"2024-12","lengkap":true,"capaian":[{"indikator":"tb","target":1,"status":"","disensor":true,"n":4}]}]}`,
	} {
		if len(s.faults("", decode(t, []byte(head+years)))) == 0 {
			t.Errorf("accepted: %s", years)
		}
	}
}
