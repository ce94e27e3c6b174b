package source

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// Every choice has words in both languages that say the same things, and is made
// somewhere.
func TestEveryChoiceHasWords(t *testing.T) {
	t.Parallel()
	if err := yaml.Unmarshal(decisionsYAML, &map[Choice]words{}); err != nil {
		t.Fatalf("decisions.yaml: %v", err)
	}
	_, literals, _ := codesInUse(t, filepath.Join("..", ".."))
	for _, choice := range Choices() {
		w := decisions()[choice]
		if w.EN == "" || w.ID == "" || !slices.Equal(placeholders(w.EN), placeholders(w.ID)) {
			t.Errorf("%s: words are needed in both languages, with the same arguments", choice)
		}
		if !literals[string(choice)] {
			t.Errorf("decisions.yaml: %q is decided nowhere", choice)
		}
	}
}

func TestDecisionIsToldInWords(t *testing.T) {
	t.Parallel()
	d := Decision{Choice: "delimiter-told", Args: []string{"sign", ";"}}
	if got := d.Text(Indonesian); !strings.HasPrefix(got, `pemisah sel adalah ";"`) {
		t.Errorf("Text = %q", got)
	}
	if got := (Decision{Choice: "no-such-choice"}).Text(English); got != "no-such-choice" {
		t.Errorf("Text = %q", got)
	}
}

func TestPlacesInWorkbooks(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]Pos{
		"a.xlsx!Sheet 1!B7":  {File: "a.xlsx", Sheet: "Sheet 1", Line: 7, Column: 2},
		"a.xlsx!Sheet 1!AA7": {File: "a.xlsx", Sheet: "Sheet 1", Line: 7, Column: 27},
		"a.xlsx!Sheet 1!Z7":  {File: "a.xlsx", Sheet: "Sheet 1", Line: 7, Column: 26},
		"a.xlsx!Sheet 1!7":   {File: "a.xlsx", Sheet: "Sheet 1", Line: 7},
		"a.xlsx!Sheet 1":     {File: "a.xlsx", Sheet: "Sheet 1"},
	} {
		if got := p.String(); got != want {
			t.Errorf("String = %q, want %q", got, want)
		}
	}
}
