package source

import (
	"bytes"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// sarifOf writes problems as SARIF and reads them as plain JSON, so that the names
// of the standard are asked for and not those of our own types.
func sarifOf(t *testing.T, ps Problems, lang string) map[string]any {
	t.Helper()
	var b bytes.Buffer
	if err := ps.Write(&b, SARIF, nil, lang); err != nil {
		t.Fatal(err)
	}
	var log map[string]any
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	return log
}

// The properties of the objects that are written, as the schema of SARIF 2.1.0
// allows them; those with a star are needed.
var sarifShapes = map[string]string{
	"":                     "$schema version* runs*",
	"runs":                 "tool* language columnKind results",
	"tool":                 "driver*",
	"driver":               "name* language rules",
	"rules":                "id* help defaultConfiguration",
	"help":                 "text* markdown",
	"defaultConfiguration": "level",
	"results":              "ruleId ruleIndex level message* locations",
	"message":              "text markdown",
	"locations":            "physicalLocation logicalLocations",
	"physicalLocation":     "artifactLocation region",
	"artifactLocation":     "uri",
	"region":               "startLine startColumn endColumn",
	"logicalLocations":     "fullyQualifiedName kind",
}

// checkSARIF holds an object and all below it against the shapes, and values
// against what the schema asks of them.
func checkSARIF(t *testing.T, name string, value any) {
	t.Helper()
	switch v := value.(type) {
	case []any:
		for _, each := range v {
			checkSARIF(t, name, each)
		}
	case map[string]any:
		shape, known := sarifShapes[name]
		if !known {
			t.Errorf("%q is not known", name)
		}
		for _, property := range strings.Fields(shape) {
			if need, is := strings.CutSuffix(property, "*"); is && v[need] == nil {
				t.Errorf("%q has no %q", name, need)
			}
		}
		for property, below := range v {
			if !slices.Contains(strings.Fields(strings.ReplaceAll(shape, "*", "")), property) {
				t.Errorf("%q has %q", name, property)
			}
			checkSARIF(t, property, below)
		}
	case string:
		checkSARIFText(t, name, v)
	case float64:
		if v < 1 && (name != "ruleIndex" || v < 0) || v != float64(int(v)) {
			t.Errorf("%q is %v", name, v)
		}
	default:
		t.Errorf("%q is %T", name, value)
	}
}

func checkSARIFText(t *testing.T, name, text string) {
	t.Helper()
	good := text != ""
	switch name {
	case "version":
		good = text == "2.1.0"
	case "language":
		good = regexp.MustCompile(`^[a-zA-Z]{2}$`).MatchString(text)
	case "columnKind":
		good = text == "utf16CodeUnits" || text == "unicodeCodePoints"
	case "level":
		good = slices.Contains([]string{"none", "note", "warning", "error"}, text)
	case "uri":
		u, err := url.Parse(text)
		good = err == nil && !u.IsAbs() && u.RawQuery == "" && u.Fragment == "" && !strings.ContainsAny(text, " \\\"")
	}
	if !good {
		t.Errorf("%q is %q", name, text)
	}
}

func TestSARIF(t *testing.T) {
	t.Parallel()
	var ps Problems
	ps.Error(Pos{File: "data/a b#1%.csv", Line: 3, Column: 2, Width: 5}, "unknown-key", "key", "50% x", "known", "title")
	ps.Error(Pos{File: "data/a:b.csv", Line: 4}, "unknown-key", "key", "y")
	ps.Warn(Pos{File: "data/t.xlsx", Sheet: "Lembar 1", Line: 7, Column: 2}, "error-cell", "value", "#N/A", "column", "n")
	ps.Warn(Pos{File: "z"}, "boundary-unmatched", "name", "a")
	ps.Error(Pos{}, "yaml-alias")
	ps = append(ps, Problem{Pos: Pos{File: "n", Line: 1}, Code: "yaml-alias", Severity: Note}, Problem{Code: "no-table", Severity: Waived})
	for _, lang := range []string{English, Indonesian} {
		log := sarifOf(t, ps, lang)
		checkSARIF(t, "", log)
		run := log["runs"].([]any)[0].(map[string]any)
		rules := run["tool"].(map[string]any)["driver"].(map[string]any)["rules"].([]any)
		results := run["results"].([]any)
		if len(rules) != 4 || len(results) != 6 {
			t.Fatalf("%d rules, %d results", len(rules), len(results))
		}
		for _, r := range results {
			result := r.(map[string]any)
			rule := rules[int(result["ruleIndex"].(float64))].(map[string]any)
			page, _ := Explain(Code(rule["id"].(string)), lang)
			if rule["id"] != result["ruleId"] || rule["help"].(map[string]any)["text"] != page {
				t.Errorf("%v is explained by %v", result["ruleId"], rule["id"])
			}
		}
	}
	checkSARIF(t, "", sarifOf(t, nil, English))
	whole := strings.Join(strings.Fields(textOfSARIF(t, ps)), " ")
	for _, part := range []string{
		`"uri": "data/a%20b%231%25.csv" }, "region": { "startLine": 3, "startColumn": 2, "endColumn": 7 }`,
		`"uri": "data/a:b.csv" }, "region": { "startLine": 4 }`,
		`"uri": "data/t.xlsx" } }, "logicalLocations": [ { "fullyQualifiedName": "data/t.xlsx!Lembar 1!B7", "kind": "member" } ]`,
		`"locations": []`,
	} {
		if !strings.Contains(whole, part) {
			t.Errorf("%s is not in %s", part, whole)
		}
	}
}

func textOfSARIF(t *testing.T, ps Problems) string {
	t.Helper()
	var b bytes.Buffer
	if err := ps.Write(&b, SARIF, nil, English); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
