package sheet

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/internal/source"
)

// Every problem and every decision of this room is brought about by some test.
func TestEveryCodeIsBroughtAbout(t *testing.T) {
	t.Parallel()
	var room, tests strings.Builder
	paths, _ := filepath.Glob("*.go")
	drawings, _ := filepath.Glob("testdata/tables/*.txtar")
	for _, p := range append(paths, drawings...) {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(p, "_test.go") || strings.HasSuffix(p, ".txtar") {
			tests.Write(text)
		} else {
			room.Write(text)
		}
	}
	n := 0
	for _, code := range source.Codes() {
		if !strings.Contains(room.String(), `"`+string(code)+`"`) {
			continue
		}
		if n++; !strings.Contains(tests.String(), string(code)) {
			t.Errorf("no test brings about %q", code)
		}
	}
	if n < 20 {
		t.Errorf("only %d codes are found", n)
	}
}

func TestSettingsThatMeanNothing(t *testing.T) {
	t.Parallel()
	for _, o := range []Options{{Delimiter: "tabs"}, {Encoding: "latin1"}, {Headings: "5-"}, {Headings: "0"}, {Headings: "9-2"}} {
		if _, ps := read(t, "a.csv", "a,b\n1,2\n", o); codes(ps) != "unknown-choice" {
			t.Errorf("%+v: %v", o, ps)
		}
	}
	for _, o := range []Options{{Delimiter: "tab"}, {Encoding: "cp1252"}, {Encoding: "utf-16le"}, {Headings: "1-2"}} {
		b, ps := read(t, "a.csv", "a\tb\r\nx\t2\r\n", o)
		if strings.Contains(codes(ps), "unknown-choice") || !strings.Contains(decisions(b), "site.yaml") && o.Encoding != "utf-16le" {
			t.Errorf("%+v: %v %s", o, ps, decisions(b))
		}
	}
}

func decisions(b *Book) string {
	var list []string
	for _, d := range b.Decisions {
		list = append(list, d.Text(source.English))
	}
	return strings.Join(list, "\n")
}

// What was decided can be read by a person.
func TestDecisionsSayWhy(t *testing.T) {
	t.Parallel()
	text := inWindows1252("Tabel 24;;\r\nNO;Désa;Sasaran\r\n1;2;3\r\n1;Alai;1.200\r\n2;Bokor;800\r\nJUMLAH;;2.000\r\nSumber: Kesga;;\r\n")
	b, _ := read(t, "a.csv", text, Options{})
	want := `the letters are Windows-1252: 1 lines are not valid UTF-8
";" stands between the cells: 7 of the first 7 rows then have 3 cells
the headings stand in line 2, above the column numbers in line 3
the title is "Tabel 24"
1 rows of totals are used for checking only, the first is "JUMLAH"
1 lines below the table are notes, the first is "Sumber: Kesga"`
	if got := decisions(b); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
