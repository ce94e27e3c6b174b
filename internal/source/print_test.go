package source

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func printed(t *testing.T, ps Problems, root fstest.MapFS, lang string) string {
	t.Helper()
	var b bytes.Buffer
	if err := ps.Print(&b, root, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestPrintShowsTheLineAndTheCaret(t *testing.T) {
	t.Parallel()
	root := fstest.MapFS{"site.yaml": {Data: []byte("\ufefftitle: x\r\nlanguage: id\r\ntitel: y\r\n")}}
	var ps Problems
	ps.Error(Pos{File: "site.yaml", Line: 3, Column: 1, Width: 5}, "unknown-key", "key", "titel", "near", "title", "known", "area, title")
	ps.Warn(Pos{File: "site.yaml", Line: 1, Column: 1, Width: 5}, "repeated-key", "key", "title", "line", "9")
	want := `site.yaml:1:1: warning: "title" was already given on line 9 [repeated-key]
    1 | title: x
      | ^^^^^
   hint: keep one of the two
site.yaml:3:1: error: there is no setting "titel" here [unknown-key]
    3 | titel: y
      | ^^^^^
   hint: did you mean "title"?
   hint: known here: area, title
`
	if got := printed(t, ps, root, "en"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	got := printed(t, ps, root, "id")
	for _, part := range []string{"site.yaml:3:1: galat: ", "peringatan: ", `saran: mungkin maksudnya "title"?`} {
		if !strings.Contains(got, part) {
			t.Errorf("Indonesian lacks %q:\n%s", part, got)
		}
	}
	if got, want := ps.Summary("en"), "1 error, 1 warning"; got != want {
		t.Errorf("Summary = %q, want %q", got, want)
	}
	if got, want := Problems(nil).Summary("id"), "0 galat, 0 peringatan"; got != want {
		t.Errorf("Summary = %q, want %q", got, want)
	}
}

// What is told quietly shows its place and nothing of its line, in any form.
func TestQuietProblemShowsNoLine(t *testing.T) {
	t.Parallel()
	root := fstest.MapFS{"a.csv": {Data: []byte("n,d\n37,29\n")}}
	var ps Problems
	ps.WarnQuietly(Pos{File: "a.csv", Line: 2}, "over-hundred", "indicator", "hiv", "area", "Bokor", "year", "2024")
	for _, form := range Formats() {
		for _, lang := range []string{English, Indonesian} {
			var b bytes.Buffer
			if err := ps.Write(&b, form, root, lang); err != nil {
				t.Fatal(err)
			}
			_, got, isLog := strings.Cut(b.String(), `"results"`) // before them stand pages that say the same of everybody
			if !isLog {
				got = b.String()
			}
			if strings.Contains(got, "37") || strings.Contains(got, "29") || strings.Contains(got, "{") && form != JSON && form != SARIF {
				t.Errorf("%s, %s: %s", form, lang, got)
			}
			for _, part := range []string{"a.csv", "hiv", "Bokor", "2024", "over-hundred"} {
				if !strings.Contains(got, part) {
					t.Errorf("%s, %s lacks %q: %s", form, lang, part, got)
				}
			}
		}
	}
	ps[0].Quiet = false
	if got := printed(t, ps, root, English); !strings.Contains(got, "37,29") {
		t.Errorf("a problem that is not quiet shows no line: %s", got)
	}
}

func TestExcerpt(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 200) + "X" + strings.Repeat("b", 200)
	for _, c := range []struct {
		name, line  string
		pos         Pos
		text, caret string
	}{
		{"tab is one column", "a\tbc", Pos{Column: 3, Width: 2}, "a bc", "  ^^"},
		{"wide characters", "東京,x", Pos{Column: 4, Width: 1}, "東京,x", "     ^"},
		{"combining mark", "e\u0301,x", Pos{Column: 4}, "e\u0301,x", "  ^"},
		{"past the end", "abc", Pos{Column: 9, Width: 2}, "abc", "   ^"},
		{"end of the line", "abc", Pos{Column: 4}, "abc", "   ^"},
		{"no column", "abc", Pos{}, "abc", ""},
		{"old code page", "caf\xe9,x", Pos{Column: 6}, "café,x", "     ^"},
		{"escape sequence", "a\x1b[31m", Pos{Column: 1}, "a·[31m", "^"},
		{"identity number", "x,1410012345678901,y", Pos{Column: 20}, "x,••••••••••••••••,y", strings.Repeat(" ", 19) + "^"},
		{
			"long line", long,
			Pos{Column: 201, Width: 1},
			"…" + strings.Repeat("a", 32) + "X" + strings.Repeat("b", 63) + "…", strings.Repeat(" ", 33) + "^",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text, caret := excerpt(c.line, c.pos)
			if text != c.text || caret != c.caret {
				t.Errorf("got  %q %q\nwant %q %q", text, caret, c.text, c.caret)
			}
		})
	}
}

func TestPrintShowsTwentyPlacesOfACode(t *testing.T) {
	t.Parallel()
	var ps Problems
	for i := range 25 {
		ps.Error(Pos{File: fmt.Sprintf("f%02d", i)}, "yaml-alias")
	}
	ps.Error(Pos{File: "g"}, "yaml-documents")
	got := printed(t, ps, nil, "id")
	if n := strings.Count(got, "[yaml-alias]"); n != 21 {
		t.Errorf("%d lines with the code, want 20 and the rest", n)
	}
	if !strings.Contains(got, "dan 5 lagi [yaml-alias]\ng: galat: ") {
		t.Errorf("the rest is not counted:\n%s", got)
	}
}

func TestWriteForms(t *testing.T) {
	t.Parallel()
	var ps Problems
	ps.Error(Pos{File: "a,b.yaml", Line: 3, Column: 2, Width: 5}, "unknown-key", "key", "50% x", "known", "title")
	ps.Warn(Pos{File: "z"}, "yaml-alias")
	write := func(f Format) []byte {
		var b bytes.Buffer
		if err := ps.Write(&b, f, nil, "en"); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	var report jsonReport
	if err := json.Unmarshal(write(JSON), &report); err != nil {
		t.Fatal(err)
	}
	if report.Errors != 1 || report.Warnings != 1 || len(report.Problems) != 2 || report.Problems[0].Column != 2 {
		t.Errorf("JSON = %+v", report)
	}
	want := "::error file=a%2Cb.yaml,line=3,col=2,endColumn=7,title=unknown-key::there is no setting \"50%25 x\" here%0Aknown here: title\n"
	if got := string(write(GitHub)); !strings.HasPrefix(got, want) || !strings.Contains(got, "\n::warning file=z,title=") {
		t.Errorf("GitHub = %s", got)
	}
	var suite junitSuite
	if err := xml.Unmarshal(write(JUnit), &suite); err != nil {
		t.Fatal(err)
	}
	if suite.Tests != 2 || suite.Failures != 1 || suite.Cases[0].Failure.Type != "unknown-key" || suite.Cases[1].Failure != nil {
		t.Errorf("JUnit = %+v", suite)
	}
	if err := ps.Write(&bytes.Buffer{}, "pdf", nil, "en"); err == nil {
		t.Error("an unknown form was written")
	}
}

// A line of a text in two bytes a letter would be shown as signs nobody can read.
func TestLinesOfWideTextAreNotShown(t *testing.T) {
	t.Parallel()
	var ps Problems
	ps.Error(Pos{File: "a.csv", Line: 1, Column: 1, Width: 1}, "yaml-alias")
	var b strings.Builder
	root := fstest.MapFS{"a.csv": {Data: []byte("\xff\xfea\x00,\x00b\x00\n\x00")}}
	if err := ps.Print(&b, root, English); err != nil || strings.Contains(b.String(), "|") {
		t.Errorf("%v\n%s", err, b.String())
	}
}

// A line without an end is shown by its beginning, and is not kept.
func TestEndlessLineIsNotKept(t *testing.T) {
	t.Parallel()
	var ps Problems
	ps.Error(Pos{File: "a.csv", Line: 2, Column: 3, Width: 1}, "yaml-alias")
	ps.Error(Pos{File: "a.csv", Line: 3, Column: 1, Width: 1}, "yaml-alias")
	line := "x,y" + strings.Repeat("a", 3*longestLine)
	got := printed(t, ps, fstest.MapFS{"a.csv": {Data: []byte("h\n" + line + "\nz\n")}}, English)
	if !strings.Contains(got, "| x,yaaa") || strings.Contains(got, "| z") || len(got) > 2000 {
		t.Errorf("%d bytes: %.500s", len(got), got)
	}
}
