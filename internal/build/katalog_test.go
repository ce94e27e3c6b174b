package build

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// dcat holds, of DCAT-AP's classes, the properties that each must have.
var dcat = map[string][]string{
	"dcat:Catalog":      {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"},
	"dcat:Dataset":      {"dct:title", "dct:description", "dct:publisher", "dct:identifier", "dcat:landingPage", "dct:spatial", "dct:temporal", "dcat:distribution"},
	"dcat:Distribution": {"dcat:accessURL", "dcat:downloadURL", "dcat:mediaType"},
	"foaf:Organization": {"foaf:name"},
}

// TestCatalogueOfDataIsWhole reads the catalogue as a harvester does: each class has what it must have, each term a namespace that is
// declared, each file is there, and each indicator has what the standard of Satu Data asks for.
func TestCatalogueOfDataIsWhole(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]*built{"sample": sampleSite(t), "small": smallSite(t)} {
		var doc map[string]any
		if err := json.Unmarshal(b.files["data/katalog.jsonld"], &doc); err != nil {
			t.Fatal(err)
		}
		prefixes := doc["@context"].(map[string]any)
		files, standards := 0, 0
		var visit func(v any)
		visit = func(v any) {
			switch v := v.(type) {
			case []any:
				for _, item := range v {
					visit(item)
				}
			case map[string]any:
				kind, _ := v["@type"].(string)
				for _, must := range dcat[kind] {
					if v[must] == nil {
						t.Errorf("%s: a %s is without %s", name, kind, must)
					}
				}
				if u, ok := v["dcat:downloadURL"].(map[string]any); ok {
					files++
					if file := strings.TrimPrefix(u["@id"].(string), b.base); b.files[file] == nil {
						t.Errorf("%s: %s is not there", name, file)
					}
				}
				if v["sdi:konsep"] != nil {
					standards++
					for _, must := range []string{"definisi", "klasifikasi", "ukuran", "satuan"} {
						if v["sdi:"+must] == nil {
							t.Errorf("%s: %v has no %s", name, v["sdi:konsep"], must)
						}
					}
				}
				for key, item := range v {
					if prefix, _, ok := strings.Cut(key, ":"); ok && prefixes[prefix] == nil {
						t.Errorf("%s: nobody declares %s", name, key)
					}
					if key != "@context" {
						visit(item)
					}
				}
			}
		}
		visit(doc)
		if files < 30 || standards < 12 {
			t.Errorf("%s: %d files and %d indicators are catalogued", name, files, standards)
		}
	}
}

// Of figures the catalogue says nothing: other counts of the same months leave it as it is.
func TestCatalogueSaysNoFigure(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	before := inMemory(t, dir)
	name := filepath.Join(dir, "data", "observations", "2024.csv")
	rows, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	other := regexp.MustCompile(`(?m)^(2024-\d\d,\w+,[\d.]+,)\d*(\d),`).ReplaceAll(rows, []byte("${1}${2},"))
	if bytes.Equal(other, rows) {
		t.Fatal("no count was changed")
	}
	if err := os.WriteFile(name, other, 0o644); err != nil {
		t.Fatal(err)
	}
	after := inMemory(t, dir)
	if bytes.Equal(before["data/unduhan/capaian.csv"], after["data/unduhan/capaian.csv"]) {
		t.Fatal("no figure was changed")
	}
	if !bytes.Equal(before["data/katalog.jsonld"], after["data/katalog.jsonld"]) {
		t.Error("the catalogue follows from figures")
	}
}
