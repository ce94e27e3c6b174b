package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// change makes a text wrong in one place.
type change func(text string) string

// inLine changes the first of a text within a line.
func inLine(n int, old, now string) change {
	return func(text string) string {
		lines := strings.Split(text, "\n")
		lines[n-1] = strings.Replace(lines[n-1], old, now, 1)
		return strings.Join(lines, "\n")
	}
}

// both makes two changes.
func both(a, b change) change { return func(text string) string { return b(a(text)) } }

// TestNewcomerFindsTheCell breaks one thing in a table, as it happens to whoever
// keeps one, and reads what the command says then: the place alone must lead there,
// and the words must say what stands in it.
func TestNewcomerFindsTheCell(t *testing.T) {
	t.Parallel()
	const rows, areas, posts = "data/observations/2024.csv", "data/regions.csv", "data/facilities.csv"
	for name, c := range map[string]struct {
		file   string
		breaks change
		says   []string // each is found in one line of the report
	}{
		"a column deleted": {
			rows, func(text string) string {
				return regexp.MustCompile(`(?m)^((?:[^,\n]*,){3})[^,\n]*,`).ReplaceAllString(text, "$1")
			},
			[]string{rows + ":1: galat: .*numerator \\(pembilang\\).*missing-column"},
		},
		"a cell deleted, so that the row is shifted":  {rows, inLine(3, "99.01.01.2002,8,", "99.01.01.2002,"), []string{rows + ":3: galat: .* 8 .* 9 .*row-length"}},
		"a cell deleted at the front, its comma kept": {rows, inLine(3, "2024-01,bumil,", "bumil,2024-01,"), []string{rows + `:3:1: galat: "bumil" bukan bulan`, rows + `:3:7: galat: .*"2024-01".*unknown-indicator`}},
		"two codes swapped": {
			rows, both(inLine(6, "99.01.01.2001", "99.01.01.2002"), inLine(7, "99.01.01.2002", "99.01.01.2001")),
			[]string{rows + ":6:32: peringatan: bumil di .*semula 95, kini 114", rows + ":7:31: peringatan: bumil di .*semula 114, kini 95"},
		},
		"a month moved onto another":      {rows, inLine(6, "2024-02", "2024-01"), []string{rows + ":6:15: galat: bumil untuk 99.01.01.2001 pada 2024-01 sudah ada, di " + rows + ":2"}},
		"a month that is none":            {rows, inLine(6, "2024-02", "2024-20"), []string{rows + `:6:1: galat: "2024-20" bukan bulan`}},
		"a month to come":                 {rows, inLine(6, "2024-02", "2024-12"), []string{rows + `:6:1: galat: .*2024-12.*future-period`}},
		"a date for a month":              {rows, inLine(6, "2024-02", "10/02/2024"), []string{rows + `:6:1: galat: "10/02/2024" bukan bulan`}},
		"a decimal comma":                 {rows, inLine(6, ",12,", `,"12,5",`), []string{rows + `:6:29: galat: numerator \(pembilang\) .*12,5.*decimal-count`}},
		"a digit too many":                {rows, inLine(6, ",12,", ",1200,"), []string{rows + `:6:29: peringatan: bumil di .*1209 terlayani dari 114.*over-hundred`}},
		"a digit too many in the sasaran": {rows, inLine(6, ",114,", ",1140,"), []string{rows + `:6:32: peringatan: bumil di .*semula 114, kini 1140`}},
		"words in a count":                {rows, inLine(6, ",12,", ",12 orang,"), []string{rows + `:6:29: galat: numerator \(pembilang\) .*"12 orang".*not-a-number`}},
		"an error of a spreadsheet":       {rows, inLine(6, ",12,", ",#REF!,"), []string{rows + `:6:29: galat: .*#REF!.*error-cell`}},
		"a code that became a number":     {rows, inLine(6, "99.01.01.2001", "9.9E+09"), []string{rows + `:6:15: galat: .*9.9E\+09.*damaged-code`}},
		"a code mistyped":                 {rows, inLine(6, "99.01.01.2001", "99.01.01.2010"), []string{rows + `:6:15: galat: "99.01.01.2010" .*unknown-area`, `saran: .*99.01.01.2001`}},
		"a service mistyped":              {rows, inLine(6, "bumil", "bumli"), []string{rows + `:6:9: galat: .*"bumli".*unknown-indicator`, `saran: .*bumil`}},
		"a quotation mark left open":      {rows, inLine(6, "99.01.01.2001", `"99.01.01.2001`), []string{rows + `:6:15: galat: .*bad-quotes`}},
		"a heading mistyped":              {rows, inLine(1, "pembilang", "pembilan"), []string{rows + ":1: galat: .*numerator \\(pembilang\\).*missing-column", `saran: .*pembilan`}},
		"a row twice":                     {rows, func(text string) string { return text + strings.Split(text, "\n")[5] + "\n" }, []string{rows + ":16:15: galat: .* di " + rows + ":6"}},
		"a number of a person":            {rows, inLine(6, "2024-03-10,", "2024-03-10,1410014507900001"), []string{rows + `:1:\d+: galat: .*"catatan|note".*16.*personal-numbers`}},
		"a parent mistyped": {areas, func(text string) string {
			return strings.Replace(text, "99.01.02.2001,99.01.02,", "99.01.02.2001,99.01.03,", 1)
		}, []string{areas + `:\d+:\d+: galat: .*99.01.03`}},
		"a kind of facility that is none": {posts, inLine(2, ",puskesmas,", ",puskesmass,"), []string{posts + `:2:\d+: galat: "puskesmass".*unknown-choice`, `saran: mungkin maksudnya "puskesmas"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			small, err := txtar.ParseFile("testdata/small.txtar")
			if err == nil {
				err = txtar.Write(small, dir)
			}
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, c.file)
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			broken := c.breaks(string(text))
			if broken == string(text) {
				t.Fatal("nothing was broken")
			}
			if err := os.WriteFile(file, []byte(broken), 0o644); err != nil {
				t.Fatal(err)
			}
			var out, said bytes.Buffer
			w := world{out: &out, err: &said, env: func(string) string { return "" }, now: time.Now}
			if code := run(t.Context(), []string{"check", "--site", dir, "--date", "2024-10-08"}, w); code == exitFailed {
				t.Fatal(said.String())
			}
			for _, says := range c.says {
				if !regexp.MustCompile("(?m)" + says).MatchString(out.String()) {
					t.Errorf("nothing says %s:\n%s", says, out.String())
				}
			}
		})
	}
}
