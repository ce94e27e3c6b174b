package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
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
					file := strings.TrimPrefix(u["@id"].(string), b.base)
					if fault := weighed(v, b.files[file], strings.HasPrefix(file, "data/unduhan/")); fault != "" {
						t.Errorf("%s: %s %s", name, file, fault)
					}
				}
				if kind == "dcat:Dataset" && v["dcat:isVersionOf"] == nil {
					if day := inside(v, "dct:modified", "@value"); day != "2024-10-20" {
						t.Errorf("%s: %v was modified on %q", name, v["@id"], day)
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

// weighed says what is wrong with the size and the digest that are told of a file.
func weighed(told map[string]any, body []byte, must bool) string {
	size, sum := inside(told, "dcat:byteSize", "@value"), inside(told, "spdx:checksum", "spdx:checksumValue", "@value")
	switch {
	case body == nil:
		return "is not there"
	case size == "" && sum == "" && !must:
	case size != strconv.Itoa(len(body)):
		return "is said to have " + size + " bytes"
	case sum != fmt.Sprintf("%x", sha256.Sum256(body)):
		return "is said to have the digest " + sum
	}
	return ""
}

// inside gives the text at the end of a way into a document, or "".
func inside(v any, keys ...string) string {
	for _, key := range keys {
		object, _ := v.(map[string]any)
		v = object[key]
	}
	text, _ := v.(string)
	return text
}

// TestEditionsAreCatalogued keeps an edition and finds it in the catalogue, with the months from its first year on.
func TestEditionsAreCatalogued(t *testing.T) {
	t.Parallel()
	o := plainly(input(t, smallDir))
	stages(t, o)
	if ps, err := keep(t, o, "dulu"); err != nil || len(ps) > 0 {
		t.Fatal(err, ps)
	}
	stages(t, o)
	files := unsealed(t, filepath.Join(o.Dir, "public"), false)
	var doc struct {
		Sets []map[string]any `json:"dcat:dataset"`
	}
	if err := json.Unmarshal([]byte(files["data/katalog.jsonld"]), &doc); err != nil || len(doc.Sets) < 2 {
		t.Fatal(err, len(doc.Sets))
	}
	whole, kept := doc.Sets[0], doc.Sets[1]
	if kept["dcat:version"] != "dulu" || kept["dct:modified"] != nil {
		t.Errorf("the edition is %v", kept)
	}
	for _, end := range []string{"dcat:startDate", "dcat:endDate"} {
		if now, then := inside(whole, "dct:temporal", end, "@value"), inside(kept, "dct:temporal", end, "@value"); now == "" || then != now {
			t.Errorf("%s is %q, and of an edition of the same %q", end, now, then)
		}
	}
}

// measures are what the catalogue tells of the files of figures.
var measures = regexp.MustCompile(`"dcat:byteSize":\s*\{[^}]*\}|"spdx:checksumValue":\s*\{[^}]*\}`)

// Of figures the catalogue says nothing but the size and the digest of their files: other counts of the same months leave the rest as it is.
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
	rest := func(files map[string][]byte) []byte { return measures.ReplaceAll(files["data/katalog.jsonld"], nil) }
	if bytes.Equal(before["data/katalog.jsonld"], after["data/katalog.jsonld"]) || !bytes.Equal(rest(before), rest(after)) {
		t.Error("the catalogue follows from figures")
	}
}
