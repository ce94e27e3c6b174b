package source

import (
	"bytes"
	"strings"
	"testing"
)

// Notes and what is waived are counted apart; what is waived is in no report, and
// is listed with its reason where it is asked for.
func TestNotesAndWaived(t *testing.T) {
	t.Parallel()
	ps := Problems{
		{Pos: Pos{File: "a.csv", Line: 2}, Code: "empty-file", Severity: Note, Rest: 3, About: About{Indicator: "bumil", Area: "14.10", Period: "2024-09"}},
		{Pos: Pos{File: "b.csv", Line: 3}, Code: "empty-file", Severity: Waived, Reason: "kept as it is (until 2024-12-31)"},
		{Pos: Pos{File: "c.csv", Line: 4}, Code: "no-table"},
	}
	for lang, want := range map[string]string{
		English:    "0 errors, 1 warning, 4 notes; 1 waived",
		Indonesian: "0 galat, 1 peringatan, 4 catatan; 1 dikecualikan",
	} {
		if got := ps.Summary(lang); got != want {
			t.Errorf("Summary = %q, want %q", got, want)
		}
	}
	if ps.HasErrors() {
		t.Error("a note or what is waived stops the build")
	}
	for _, form := range Formats() {
		var b bytes.Buffer
		if err := ps.Write(&b, form, nil, English); err != nil {
			t.Fatal(err)
		}
		if got := b.String(); strings.Contains(got, "b.csv") || !strings.Contains(got, "a.csv") || !strings.Contains(got, "c.csv") {
			t.Errorf("%s: %s", form, got)
		}
	}
	if got := printed(t, ps.Standing(), nil, English); !strings.Contains(got, "note: ") || !strings.Contains(got, "and 3 more [empty-file]") {
		t.Errorf("printed %s", got)
	}
	if got := printed(t, ps.Waived(), nil, English); !strings.Contains(got, "b.csv:3: waived: ") || !strings.Contains(got, "reason: kept as it is (until 2024-12-31)") {
		t.Errorf("printed %s", got)
	}
	if got := ps.WithoutNotes(); len(got) != 2 {
		t.Errorf("%d problems without notes", len(got))
	}
}
