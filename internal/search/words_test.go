package search

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// rules are cases for both places where the rules of words are written: here, and
// in the theme's cari.js, where the browser tests run them.
type rules struct {
	Tokens [][2]string `json:"tokens"`
	Stem   [][2]string `json:"stem"`
	Near   [][3]any    `json:"near"` // the script's alone
}

func readRules(t *testing.T) rules {
	t.Helper()
	body, err := os.ReadFile("testdata/rules.json")
	if err != nil {
		t.Fatal(err)
	}
	var r rules
	if err := json.Unmarshal(body, &r); err != nil {
		t.Fatal(err)
	}
	if len(r.Stem) < 100 || len(r.Tokens) < 10 || len(r.Near) < 10 {
		t.Fatalf("only %d stems, %d texts, %d pairs", len(r.Stem), len(r.Tokens), len(r.Near))
	}
	return r
}

func TestRules(t *testing.T) {
	r := readRules(t)
	for _, c := range r.Tokens {
		if got := strings.Join(Tokens(c[0]), " "); got != c[1] {
			t.Errorf("Tokens(%q) = %q, want %q", c[0], got, c[1])
		}
	}
	for _, c := range r.Stem {
		if got := Stem(c[0]); got != c[1] {
			t.Errorf("Stem(%q) = %q, want %q", c[0], got, c[1])
		}
	}
}

// A stem is never shorter than its bounds allow, and the list of roots holds each once.
func TestStemsKeepEnough(t *testing.T) {
	list := strings.Fields(Roots)
	for _, word := range list {
		if got := Stem(word); got != word {
			t.Errorf("the root %q becomes %q", word, got)
		}
	}
	slices.Sort(list)
	if n := len(slices.Compact(slices.Clone(list))); n != len(list) {
		t.Errorf("%d roots stand twice", len(list)-n)
	}
	for _, c := range readRules(t).Stem {
		if stem := Stem(c[0]); len(stem) < least && stem != c[0] {
			t.Errorf("of %q only %q is left", c[0], stem)
		}
	}
}
