package opendata

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// valid holds a document against a schema in testdata.
func valid(t *testing.T, name string, doc any) {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile("testdata/frictionless/" + name)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(doc); err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// TestDatapackageIsOne holds the description against the profiles that Frictionless publishes, and shows that they find faults.
func TestDatapackageIsOne(t *testing.T) {
	in := small(t)
	in.Config.Sample = true
	body := file(t, finish(in), "data/unduhan/datapackage.json").Body
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	valid(t, "data-package.json", doc)
	tables := 0
	for _, r := range doc.(map[string]any)["resources"].([]any) {
		if r.(map[string]any)["profile"] == "tabular-data-resource" {
			tables++
			valid(t, "tabular-data-resource.json", r)
		}
	}
	if tables != 3 {
		t.Errorf("%d tables are described", tables)
	}
	var bad any
	if err := json.Unmarshal([]byte(`{"name":"x","resources":[]}`), &bad); err != nil {
		t.Fatal(err)
	}
	s, err := jsonschema.NewCompiler().Compile("testdata/frictionless/data-package.json")
	if err != nil || s.Validate(bad) == nil {
		t.Errorf("a package without resources passes: %v", err)
	}
}
