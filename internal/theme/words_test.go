package theme

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/source"
	"terang/themes"
)

func wordsOf(t *testing.T, lang string) map[string]string {
	t.Helper()
	var ps source.Problems
	f := readWordFile(layer(themes.Default(), ".", "default", &ps), lang, &ps)
	reportAll(t, ps)
	return f.texts
}

// Both languages hold the same keys with the same placeholders. English may add a
// text for one thing where Indonesian needs none.
func TestLanguagesAgree(t *testing.T) {
	id, en := wordsOf(t, "id"), wordsOf(t, "en")
	for key, text := range id {
		other, ok := en[key]
		if !ok {
			t.Errorf("en.yaml: %q is missing", key)
			continue
		}
		if a, b := placeholders(text), placeholders(other); !slices.Equal(a, b) {
			t.Errorf("%q: Indonesian fills %v, English %v", key, a, b)
		}
	}
	for key := range en {
		_, known := id[key]
		if base, isOne := strings.CutSuffix(key, ".one"); isOne && !known {
			_, known = id[base]
		}
		if !known {
			t.Errorf("id.yaml: %q is missing", key)
		}
	}
}

// TestPlainWordsAreYAML holds the short way of reading words against the long one: both default
// languages go it, and what YAML would read otherwise does not.
func TestPlainWordsAreYAML(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		body, err := fs.ReadFile(themes.Default(), "i18n/"+lang+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if texts, plain := plainWords(body); !plain || !maps.Equal(texts, wordsOf(t, lang)) {
			t.Errorf("%s.yaml is read by lines: %t, %d texts", lang, plain, len(texts))
		}
	}
	for _, odd := range []string{
		`a: 'b'`, `a: b`, `"a": "b"`, ` a: "b"`, `a: "b" # more`, "a: \"b\n  c\"", `a: "\x41"`, `a: "\e"`, `a: "\'"`, `a: "\101"`, "a: `b`", `a: "b`, "a: \"b\"\na: \"c\"", `a: "b"` + "\r", "? a", "---",
	} {
		if _, plain := plainWords([]byte(odd)); plain {
			t.Errorf("%q is read by lines", odd)
		}
	}
}

func TestWordsAreWhole(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		for key, text := range wordsOf(t, lang) {
			if strings.TrimSpace(text) == "" || strings.ContainsAny(text, "<>\t\n") || strings.Count(text, "{") != strings.Count(text, "}") {
				t.Errorf("%s.yaml: %q is %q", lang, key, text)
			}
		}
		c := defaultTheme(t, lang).Words()
		if c.MonthName(12) == "12" || c.MonthShort(12) == "12" || strings.Contains(c.List([]string{"a", "b", "c"}), "⟦") {
			t.Errorf("%s: months or lists are not whole", lang)
		}
	}
}

// The chart room keeps its own copy of its words for its tests.
func TestChartWordsAreTaken(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		body, err := os.ReadFile(filepath.Join("..", "chart", "testdata", "words."+lang+".yaml"))
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]string{}
		if ps := source.DecodeYAML("words", 1, body, &want); len(ps) > 0 {
			t.Fatal(ps)
		}
		ours := wordsOf(t, lang)
		for key, text := range want {
			if !strings.HasPrefix(key, "chart.") {
				continue
			}
			if ours[key] != text {
				t.Errorf("%s.yaml: %q is %q, the chart room has %q", lang, key, ours[key], text)
			}
		}
	}
}

func TestThirdLanguage(t *testing.T) {
	root := own(map[string]string{"i18n/ms.yaml": "page.skip: Langkau\n"})
	th, ps := Read(root, Choice{Name: "own"}, "ms")
	if !ps.HasErrors() || ps[0].Code != "missing-word" || ps[0].Pos.File != "themes/own/i18n/ms.yaml" {
		t.Errorf("problems are %v", ps)
	}
	if th.Words().T("page.skip") != "Langkau" || th.Words().T("nav.main") != "Menu utama" {
		t.Error("the language is not laid over the Indonesian words")
	}
	if _, ps := Read(fstest.MapFS{}, Choice{}, "ms"); len(ps) != 1 || ps[0].Code != "unknown-choice" {
		t.Errorf("no file: %v", ps)
	}
}
