package source

import (
	"slices"
	"testing"
)

type office struct {
	Name  string `yaml:"name"`
	Phone string `yaml:"phone"`
}

type settings struct {
	Title   string            `yaml:"title"`
	Area    string            `yaml:"area"`
	Count   int               `yaml:"count"`
	On      *bool             `yaml:"on"`
	Office  office            `yaml:"office"`
	Tags    []string          `yaml:"tags"`
	Offices []office          `yaml:"offices"`
	Aliases map[string]string `yaml:"aliases"`
	Hidden  string            `yaml:"-"`
}

func TestDecodeYAML(t *testing.T) {
	t.Parallel()
	text := `title: Portal
area: 14.10
count: 5
on: true
tags: [a, b]
office: {name: Dinkes}
offices:
  - name: satu
aliases: {a: b}
`
	var s settings
	if ps := DecodeYAML("site.yaml", 1, []byte(text), &s); len(ps) > 0 {
		t.Fatal(ps)
	}
	if s.Title != "Portal" || s.Area != "14.10" || s.Count != 5 || s.On == nil || !*s.On ||
		!slices.Equal(s.Tags, []string{"a", "b"}) || s.Office.Name != "Dinkes" ||
		len(s.Offices) != 1 || s.Offices[0].Name != "satu" || s.Aliases["a"] != "b" {
		t.Errorf("got %+v", s)
	}
}

func TestDecodeYAMLPlaces(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       []Problem
	}{
		{"unknown key", "title: a\ntitel: b\n", []Problem{{Pos: Pos{File: "f", Line: 6, Column: 1, Width: 5}, Code: "unknown-key"}}},
		{"unknown key within", "office:\n  nama: b\n", []Problem{{Pos: Pos{File: "f", Line: 6, Column: 3, Width: 4}, Code: "unknown-key"}}},
		{"unknown key in a list", "offices:\n  - name: a\n    phon: b\n", []Problem{{Pos: Pos{File: "f", Line: 7, Column: 5, Width: 4}, Code: "unknown-key"}}},
		{"a field that is no key", "hidden: a\n", []Problem{{Pos: Pos{File: "f", Line: 5, Column: 1, Width: 6}, Code: "unknown-key"}}},
		{"given twice", "title: a\ntitle: b\n", []Problem{{Pos: Pos{File: "f", Line: 6, Column: 1, Width: 5}, Code: "repeated-key"}}},
		{"word for a number", "count: lima\ntitle: x\n", []Problem{{Pos: Pos{File: "f", Line: 5, Column: 8, Width: 4}, Code: "wrong-type"}}},
		{"word for a list", "tags: \"a b\"\n", []Problem{{Pos: Pos{File: "f", Line: 5, Column: 7, Width: 5}, Code: "wrong-type"}}},
		{"list for a text", "title: [a]\n", []Problem{{Pos: Pos{File: "f", Line: 5, Column: 8, Width: 1}, Code: "wrong-type"}}},
		{"no mapping at all", "- a\n", []Problem{{Pos: Pos{File: "f", Line: 5, Column: 1, Width: 1}, Code: "wrong-type"}}},
		{"alias", "title: &x a\narea: *x\n", []Problem{
			{Pos: Pos{File: "f", Line: 5, Column: 8, Width: 1}, Code: "yaml-alias"}, {Pos: Pos{File: "f", Line: 6, Column: 7, Width: 1}, Code: "yaml-alias"},
		}},
		{"syntax", "title: a\n  b: c\n", []Problem{{Pos: Pos{File: "f", Line: 6, Column: 1, Width: 1}, Code: "yaml-syntax"}}},
		{"second document", "title: a\n---\narea: b\n", []Problem{{Pos: Pos{File: "f", Line: 6, Column: 1, Width: 1}, Code: "yaml-documents"}}},
		{"ends of lines that only YAML knows", "title: é\rarea: b\u2028count: x\n", []Problem{{Pos: Pos{File: "f", Line: 5, Column: 25, Width: 1}, Code: "wrong-type"}}},
		{"UTF-16", "\xff\xfet\x00i\x00t\x00l\x00e\x00:\x00 \x00a\x00\n\x00x\x00:\x00 \x00b\x00", []Problem{{Pos: Pos{File: "f", Line: 6, Column: 1, Width: 1}, Code: "unknown-key"}}},
		{"all at once", "titel: a\ncount: x\n", []Problem{
			{Pos: Pos{File: "f", Line: 5, Column: 1, Width: 5}, Code: "unknown-key"}, {Pos: Pos{File: "f", Line: 6, Column: 8, Width: 1}, Code: "wrong-type"},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var s settings
			ps := DecodeYAML("f", 5, []byte(c.text), &s)
			if len(ps) != len(c.want) {
				t.Fatalf("got %v", ps)
			}
			for i := range ps {
				if ps[i].Pos != c.want[i].Pos || ps[i].Code != c.want[i].Code {
					t.Errorf("got %v, want %v", ps[i], c.want[i])
				}
			}
		})
	}
}

func TestYAMLPos(t *testing.T) {
	t.Parallel()
	y, ps := ParseYAML("f", 2, []byte("title: Rakor\nrtl:\n  - kegiatan: a\n    batas: 2024-13-01\nkosong:\n"))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	for _, c := range []struct {
		path []string
		want Pos
		has  bool
	}{
		{[]string{"title"}, Pos{File: "f", Line: 2, Column: 8, Width: 5}, true},
		{[]string{"rtl", "0", "batas"}, Pos{File: "f", Line: 5, Column: 12, Width: 10}, true},
		{[]string{"rtl", "0", "siapa"}, Pos{File: "f", Line: 4, Column: 5, Width: 1}, false},
		{[]string{"rtl", "7"}, Pos{File: "f", Line: 3, Column: 1, Width: 3}, false},
		{[]string{"kosong"}, Pos{File: "f", Line: 6, Column: 1, Width: 6}, true},
		{[]string{"nowhere"}, Pos{File: "f", Line: 2, Column: 1, Width: 1}, false},
	} {
		if got := y.Pos(c.path...); got != c.want || y.Has(c.path...) != c.has {
			t.Errorf("Pos(%v) = %v, want %v", c.path, got, c.want)
		}
	}
	empty, _ := ParseYAML("f", 2, nil)
	if got, want := empty.Pos("title"), (Pos{File: "f"}); got != want || empty.Has("title") {
		t.Errorf("Pos in an empty text = %v, want %v", got, want)
	}
}

func FuzzDecodeYAML(f *testing.F) {
	for _, seed := range []string{"title: a", "a: &x\n- *x", "? [a]: b", "title: !!binary x", "count: 1e999", "\xff", "a:\n\tb: c", "<<: {title: x}", "office: {name: !x y}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var s settings
		for _, p := range DecodeYAML("f", 1, data, &s) {
			if p.Pos.Line < 1 || p.Pos.Column < 1 {
				t.Errorf("%v has no place", p)
			}
		}
	})
}
