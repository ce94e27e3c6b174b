package source

import (
	"strings"
	"testing"
)

type written struct {
	Name  string              `yaml:"name"`
	Sum   bool                `yaml:"sum"`
	Cols  writtenCols         `yaml:"columns"`
	Where map[string][]string `yaml:"where"`
	Parts []writtenCols       `yaml:"series"`
	More  *written            `yaml:"join"`
}

type writtenCols struct {
	Area string   `yaml:"area"`
	Up   []string `yaml:"parents"`
}

// What is printed is read as what was printed, whatever the texts are.
func TestPrintYAMLIsReadBack(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a", "08", "2024", "ya: tidak", "# x", "-", "'", `"`, "1e3", "no", "null", "a\nb", "K1 / %", " x ", "{a}", "ß≥", "[a", "14.10", "2024-09", "~", "&a", "a #b", ""} {
		in := written{
			Name: text, Sum: true, Cols: writtenCols{text, []string{text, "b"}}, Where: map[string][]string{"k " + text: {text}},
			Parts: []writtenCols{{Area: text + "."}, {Area: "z", Up: []string{text}}}, More: &written{Name: "x" + text},
		}
		var out written
		printed := PrintYAML(in, map[string][]string{"name": {"? why 3201010101010001\nfoo: bar"}, "series.1": {"note"}, "where.z": {"gone"}})
		if ps := DecodeYAML("f", 1, []byte(printed), &out); len(ps) > 0 {
			t.Fatalf("%q: %v\n%s", text, ps, printed)
		}
		if again := PrintYAML(out, nil); again != PrintYAML(in, nil) {
			t.Errorf("%q is read as\n%s\nof\n%s", text, again, printed)
		}
		if strings.Contains(printed, "3201010101010001") || !strings.Contains(printed, "# note") || !strings.Contains(printed, "# gone") {
			t.Errorf("comments: %s", printed)
		}
	}
}

func TestSetYAML(t *testing.T) {
	t.Parallel()
	var w written
	for _, s := range [][2]string{
		{"name", "a: b"},
		{"sum", "true"},
		{"columns.area", "Kode Desa"},
		{"columns.parents", "[A, B]"},
		{"where.Jenis. x", "ya"},
		{"series.1.area", "K6"},
		{"join.columns.parents", "C"},
	} {
		if ps := SetYAML(&w, s[0], s[1], Pos{}); len(ps) > 0 {
			t.Errorf("%s: %v", s[0], ps)
		}
	}
	want := "name: \"a: b\"\nsum: true\ncolumns:\n  area: Kode Desa\n  parents: [A, B]\nwhere:\n  Jenis. x: [ya]\nseries:\n  - area: \"\"\n  - area: K6\njoin:\n  columns:\n    parents: [C]\n"
	if got := PrintYAML(w, map[string][]string{"series.0.area": nil}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for _, s := range [][3]string{
		{"nama", "x", "unknown-key"},
		{"columns.x", "x", "unknown-key"},
		{"sum", "x", "wrong-type"},
		{"name.x", "x", "wrong-type"},
		{"series.x.area", "x", "wrong-type"},
		{"series.1000.area", "x", "wrong-type"},
		{"columns", "x", "wrong-type"},
		{"where", "[", "wrong-type"},
	} {
		if ps := SetYAML(&written{}, s[0], s[1], Pos{}); len(ps) == 0 || string(ps[0].Code) != s[2] {
			t.Errorf("%s=%s: %v", s[0], s[1], ps)
		}
	}
}

func TestAddToYAML(t *testing.T) {
	t.Parallel()
	const item = "# why\nfile: b\ncolumns:\n  area: x\n"
	for name, c := range map[string]struct{ in, want string }{
		"no such list":         {"title: a # x\n\n# end\n", "title: a # x\n\n# end\nsources:\n  # why\n  - file: b\n    columns:\n      area: x\n"},
		"no line break at end": {"title: a", "title: a\nsources:\n  # why\n  - file: b\n    columns:\n      area: x\n"},
		"a list, then more":    {"sources:\n  - file: a\n    # in it\n\n# of x\nx: 1\n", "sources:\n  - file: a\n    # in it\n  # why\n  - file: b\n    columns:\n      area: x\n\n# of x\nx: 1\n"},
		"dashes at the margin": {"sources:\n- file: a\nx: 1\n", "sources:\n- file: a\n# why\n- file: b\n  columns:\n    area: x\nx: 1\n"},
		"an empty list":        {"sources: [] # none\nx: 1\n", "sources:  # none\n  # why\n  - file: b\n    columns:\n      area: x\nx: 1\n"},
		"nothing in it":        {"sources:\nx: 1\n", "sources:\n  # why\n  - file: b\n    columns:\n      area: x\nx: 1\n"},
		"a block of text last": {"sources:\n  - file: |\n      a\n      b\nx: 1\n", "sources:\n  - file: |\n      a\n      b\n  # why\n  - file: b\n    columns:\n      area: x\nx: 1\n"},
		"lines of Windows":     {"sources:\r\n  - file: a\r\n", "sources:\r\n  - file: a\r\n  # why\r\n  - file: b\r\n    columns:\r\n      area: x\r\n"},
		"a list on one line":   {"sources: [{file: a}]\n", ""},
		"all on one line":      {"{title: a}\n", ""},
		"no mapping":           {"- a\n", ""},
		"no YAML":              {"a: b: c\n", ""},
	} {
		out, ok := AddToYAML([]byte(c.in), "sources", item)
		if string(out) != c.want || ok != (c.want != "") {
			t.Errorf("%s: got\n%q\nwant\n%q", name, out, c.want)
		}
	}
}
