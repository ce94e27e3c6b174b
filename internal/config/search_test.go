package config

import (
	"testing"

	"terang/internal/source"
)

func TestSearchWords(t *testing.T) {
	t.Parallel()
	var builtIn map[string]string
	y, ps := source.ParseYAML("aliases.yaml", 1, aliasesYAML)
	if ps = append(ps, y.Decode(&builtIn)...); len(ps) > 0 {
		t.Fatal(ps)
	}
	for _, typed := range []string{
		"bumil", "bulin", "K4", "TB", "TBC", "gula", "DM", "darah tinggi", "posyandu lansia", "BBL", "ODGJ", "AIDS", "HT", "JKN",
	} {
		if builtIn[typed] == "" {
			t.Errorf("%q means nothing", typed)
		}
	}
	s, ps := read(valid + "search: {aliases: {Bumil: kelas ibu, gula: '', nasi pahit: diabetes}}\n")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	got := s.Search.Aliases
	if _, ok := got["gula"]; ok || got["Bumil"] != "kelas ibu" || got["bumil"] != "" || got["nasi pahit"] != "diabetes" || got["TBC"] != "tuberkulosis" {
		t.Errorf("aliases are %v", got)
	}
	if len(got) != len(builtIn) {
		t.Errorf("%d aliases, want %d", len(got), len(builtIn))
	}
}
