package build

import (
	"bytes"
	"net/url"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestAPIIsDescribed holds the description against the schema of OpenAPI 3.1, every document against the path and the schema that
// the description gives it, and every path and example against the documents that are there.
func TestAPIIsDescribed(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]*built{"sample": sampleSite(t), "small": smallSite(t)} {
		t.Run(name, func(t *testing.T) { apiIsDescribed(t, b.base, b.files) })
	}
}

func apiIsDescribed(t *testing.T, base string, byPath map[string][]byte) {
	t.Helper()
	const openAPI = "api/v1/openapi.json"
	document := func(name string) map[string]any {
		t.Helper()
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(byPath[name]))
		if err != nil {
			t.Fatal(name, err)
		}
		return v.(map[string]any)
	}
	doc := document(openAPI)
	c := jsonschema.NewCompiler()
	of, err := c.Compile("../opendata/testdata/openapi/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := of.Validate(doc); err != nil {
		t.Error(err)
	}
	seen, server := map[string]int{}, apiServer(t, base+openAPI, doc)
	schemasAt := doc["components"].(map[string]any)["schemas"].(map[string]any)
	for pattern, p := range doc["paths"].(map[string]any) {
		media := p.(map[string]any)["get"].(map[string]any)["responses"].(map[string]any)["200"].(map[string]any)["content"].(map[string]any)
		match := regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(server+pattern), `\{kode\}`, "[^/]+") + "$")
		json, isData := media["application/json"].(map[string]any)
		var s *jsonschema.Schema
		if isData {
			name := path.Base(json["schema"].(map[string]any)["$ref"].(string))
			at := path.Join(path.Dir(openAPI), schemasAt[name].(map[string]any)["$ref"].(string))
			if err := c.AddResource("site:/"+at, document(at)); err != nil {
				t.Fatal(err)
			}
			if s, err = c.Compile("site:/" + at); err != nil {
				t.Fatal(at, err)
			}
			for _, e := range json["examples"].(map[string]any) {
				example := path.Join(path.Dir(openAPI), e.(map[string]any)["externalValue"].(string))
				if byPath[example] == nil || !match.MatchString(base+example) {
					t.Errorf("%s has the example %s, which is not there", pattern, example)
				}
			}
		}
		for name := range byPath {
			if !match.MatchString(base + name) {
				continue
			}
			seen[name]++
			seen[pattern]++
			if s == nil {
				continue
			}
			if err := s.Validate(document(name)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if seen[pattern] == 0 {
			t.Errorf("%s is the path of no document", pattern)
		}
	}
	for name := range byPath {
		if strings.HasPrefix(name, "api/") && name != openAPI && seen[name] != 1 {
			t.Errorf("%s is of %d paths", name, seen[name])
		}
	}
}

// apiServer resolves the address of the server, to which a client appends each path as it stands.
func apiServer(t *testing.T, at string, doc map[string]any) string {
	t.Helper()
	own, err := url.Parse(at)
	if err != nil {
		t.Fatal(err)
	}
	to, err := own.Parse(doc["servers"].([]any)[0].(map[string]any)["url"].(string))
	if err != nil {
		t.Fatal(err)
	}
	return to.String()
}
