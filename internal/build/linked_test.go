package build

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// vocabulary holds, of schema.org's types that pages use, the properties that they use with what these may be: a text, an
// address (URL), a day, a number, yes or no, or a thing of some type; "+" before a name: a type cannot be without it.
// Definitions: https://schema.org/<type>, version 29.
var vocabulary = map[string]map[string]string{
	"GovernmentOrganization": {
		"+name": "text", "url": "url", "@id": "url", "address": "text", "email": "text", "telephone": "text", "sameAs": "url",
		"areaServed": "AdministrativeArea",
	},
	"AdministrativeArea": {"+name": "text", "identifier": "text"},
	"Dataset": {
		"version": "text",
		"+name":   "text", "description": "text", "url": "url", "@id": "url", "inLanguage": "text", "keywords": "text", "creator": "GovernmentOrganization",
		"publisher": "GovernmentOrganization", "license": "url CreativeWork", "isAccessibleForFree": "bool", "temporalCoverage": "text",
		"spatialCoverage": "AdministrativeArea", "variableMeasured": "text", "measurementTechnique": "text", "isPartOf": "Dataset",
		"distribution": "DataDownload", "identifier": "text",
	},
	"DataDownload": {"+contentUrl": "url", "+encodingFormat": "text", "sha256": "text"},
	"CreativeWork": {"+name": "text"},
	"MedicalClinic": {
		"+name": "text", "url": "url", "address": "text", "telephone": "text", "identifier": "text", "areaServed": "AdministrativeArea",
		"parentOrganization": "GovernmentOrganization", "geo": "GeoCoordinates",
	},
	"GeoCoordinates": {"+latitude": "number", "+longitude": "number"},
	"NewsArticle": {
		"+headline": "text", "+datePublished": "day", "description": "text", "url": "url", "mainEntityOfPage": "url", "inLanguage": "text",
		"dateModified": "day", "author": "GovernmentOrganization Person", "publisher": "GovernmentOrganization", "keywords": "text", "image": "url",
	},
	"Person": {"+name": "text"},
}

// shape holds a thing against the vocabulary.
func shape(at string, v any, kinds string) []string {
	list, ok := v.([]any)
	if !ok {
		list = []any{v}
	}
	var faults []string
	for _, v := range list {
		switch v := v.(type) {
		case map[string]any:
			kind, _ := v["@type"].(string)
			if !slices.Contains(strings.Fields(kinds), kind) {
				faults = append(faults, fmt.Sprintf("%s is a %s, want %s", at, kind, kinds))
				continue
			}
			faults = append(faults, properties(at, v, vocabulary[kind])...)
		case string:
			said := slices.Contains(strings.Fields(kinds), "text") || strings.HasPrefix(v, "https://") && slices.Contains(strings.Fields(kinds), "url") ||
				len(v) == len("2024-10-20") && kinds == "day"
			if v == "" || !said {
				faults = append(faults, fmt.Sprintf("%s is %q, want %s", at, v, kinds))
			}
		case float64:
			if kinds != "number" {
				faults = append(faults, at+" is a number")
			}
		case bool:
			if kinds != "bool" {
				faults = append(faults, at+" is yes or no")
			}
		}
	}
	return faults
}

func properties(at string, v map[string]any, known map[string]string) (faults []string) {
	for _, name := range slices.Sorted(maps.Keys(v)) {
		kinds := known[name] + known["+"+name]
		switch {
		case name == "@type" || name == "@context":
		case kinds == "":
			faults = append(faults, at+" has no "+name)
		default:
			faults = append(faults, shape(at+"."+name, v[name], kinds)...)
		}
	}
	for name := range known {
		if name, needed := strings.CutPrefix(name, "+"); needed && v[name] == nil && v["@id"] == nil {
			faults = append(faults, at+" is without "+name)
		}
	}
	return faults
}

// TestPagesSayToMachinesWhatTheyAreAbout reads the JSON-LD of every page: it is of the type that the kind of page has, has the
// properties that schema.org knows, and its files are there.
func TestPagesSayToMachinesWhatTheyAreAbout(t *testing.T) {
	t.Parallel()
	wanted := map[string]string{
		"home": "GovernmentOrganization", "catalogue": "Dataset", "editions": "Dataset", "service": "Dataset", "puskesmas": "MedicalClinic", "news": "NewsArticle",
	}
	for name, b := range map[string]*built{"sample": sampleSite(t), "small": smallSite(t)} {
		seen := map[string]int{}
		base := b.base
		for _, p := range b.pages {
			var said []*html.Node
			for _, n := range all(p.doc, "script") {
				if attr(n, "type") == "application/ld+json" {
					said = append(said, n)
				}
			}
			kind := attr(all(p.doc, "body")[0], "data-page")
			if want := wanted[kind]; len(said) != 0 && want == "" || want != "" && len(said) != 1 {
				t.Errorf("%s: %s of kind %s has %d", name, p.path, kind, len(said))
				continue
			} else if want == "" {
				continue
			}
			var v map[string]any
			if err := json.Unmarshal([]byte(said[0].FirstChild.Data), &v); err != nil || v["@context"] != "https://schema.org" {
				t.Fatalf("%s: %s: %v: %s", name, p.path, err, said[0].FirstChild.Data)
			}
			for _, fault := range shape(kind, v, wanted[kind]) {
				t.Errorf("%s: %s: %s", name, p.path, fault)
			}
			if files, ok := v["distribution"].([]any); ok {
				for _, f := range files {
					address := f.(map[string]any)["contentUrl"].(string)
					if file := strings.TrimPrefix(address, base); b.files[file] == nil {
						t.Errorf("%s: %s names %s, which is not there", name, p.path, address)
					}
				}
			}
			seen[kind]++
		}
		for kind := range wanted {
			if seen[kind] == 0 && (kind != "editions" || b.files["data/edisi/index.html"] != nil) {
				t.Errorf("%s: no page of kind %s was read", name, kind)
			}
		}
	}
}

func attr(n *html.Node, name string) string {
	value, _ := attribute(n, name)
	return value
}
