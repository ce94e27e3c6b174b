package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"terang/internal/attack"
	"terang/internal/build"
	"terang/internal/health"
	"terang/internal/source"
)

// An example is a whole portal: it builds without an error, its warnings are those that
// are meant, and its pages show what docs/coverage.md says they show.
func TestExamples(t *testing.T) {
	covered := coverage(t)
	for _, p := range portals() {
		t.Run(p.name(), func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(top, filepath.FromSlash(p.folder))
			date, asOf := days(t, dir)
			files, ps, err := build.Memory(t.Context(), build.Options{Dir: dir, Date: date, AsOf: asOf, Plain: true})
			if err != nil || ps.HasErrors() {
				t.Fatal(err, ps)
			}
			expected, err := os.ReadFile(filepath.Join("testdata", p.name()+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			if got := counted(ps); got != string(expected) {
				t.Errorf("%s has these warnings:\n%s\nmeant are:\n%s", p.folder, got, expected)
			}
			rows := covered[p.folder]
			if len(rows) == 0 {
				t.Fatalf("docs/coverage.md has no table for %s", p.folder)
			}
			for _, row := range rows {
				row.resolve(t, files)
			}
			if !testing.Short() {
				attacked(t, files)
			}
		})
	}
}

// attacked reads a finished portal as a stranger would, who finds nothing of what is hidden.
func attacked(t *testing.T, files map[string][]byte) {
	t.Helper()
	public := fstest.MapFS{}
	for name, body := range files {
		public[name] = &fstest.MapFile{Data: body}
	}
	report, found, err := attack.Run(t.Context(), []attack.Edition{{Name: "public", Files: public}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range found {
		if p.Severity == source.Error {
			t.Errorf("%s: %s %v", p.Pos.File, p.Code, p.Args)
		}
	}
	if report.Bounded == 0 || report.Agreeing < report.Figures()/4 {
		t.Errorf("it was hardly read: %d hidden amounts, %d of %d statements borne out", report.Bounded, report.Agreeing, report.Figures())
	}
	t.Logf("%d statements, %d hidden amounts, the closest within %d; %d figures contradict each other", report.Figures(), report.Bounded, report.Narrowest, len(report.Confused))
}

// name is what a portal's files in testdata are called.
func (p portal) name() string {
	if p.folder == "." {
		return "sample"
	}
	return filepath.Base(p.folder)
}

var built = regexp.MustCompile(`(?m)^# date: (\d{4})-(\d\d)-(\d\d)  as-of: (\d{4})-(\d\d)$`)

// days reads from the first lines of a portal's site.yaml for which day it is built.
func days(t *testing.T, dir string) (health.Date, health.Month) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	m := built.FindSubmatch(text)
	if m == nil {
		t.Fatalf("%s/site.yaml does not say for which day it is built", dir)
	}
	var n [5]int
	for i := range n {
		if n[i], err = strconv.Atoi(string(m[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	return health.DateOf(n[0], n[1], n[2]), health.MonthOf(n[3], n[4])
}

// counted lists the warnings by code, with how many there are.
func counted(ps source.Problems) string {
	count := map[string]int{}
	for _, p := range ps {
		if p.Severity == source.Warning {
			count[string(p.Code)]++
		}
	}
	var b strings.Builder
	for _, code := range slices.Sorted(maps.Keys(count)) {
		fmt.Fprintf(&b, "%s %d\n", code, count[code])
	}
	return b.String()
}

// covering is a row of docs/coverage.md: what an article names, and the page that shows it.
type covering struct{ thing, page, anchor, text string }

// coverage reads docs/coverage.md: below each heading "## Name (`folder`)" a table of things, pages and texts.
func coverage(t *testing.T) map[string][]covering {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(top, "docs/coverage.md"))
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]covering{}
	folder := ""
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if m := regexp.MustCompile("^## .*\\(`(.+)`\\)$").FindStringSubmatch(line); m != nil {
			folder = m[1]
		}
		cells := strings.Split(strings.Trim(line, "| "), "|")
		if folder == "" || len(cells) != 3 || strings.Contains(line, "---") {
			continue
		}
		page := regexp.MustCompile("`([^`]+)`").FindStringSubmatch(cells[1])
		if page == nil {
			continue // the heading of the table
		}
		file, anchor, _ := strings.Cut(page[1], "#")
		rows[folder] = append(rows[folder], covering{strings.TrimSpace(cells[0]), file, anchor, strings.Trim(cells[2], " `")})
	}
	return rows
}

// resolve holds a row against the finished pages.
func (c covering) resolve(t *testing.T, files map[string][]byte) {
	t.Helper()
	body, ok := files[c.page]
	if !ok {
		t.Errorf("%s: there is no page %s", c.thing, c.page)
		return
	}
	if c.anchor != "" && !bytes.Contains(body, []byte(`id="`+c.anchor+`"`)) && !bytes.Contains(body, []byte(`id=`+c.anchor)) {
		t.Errorf("%s: %s has no #%s", c.thing, c.page, c.anchor)
	}
	if text := told(t, body); c.text == "" || !strings.Contains(text, solid(c.text)) {
		t.Errorf("%s: %s does not say %q", c.thing, c.page, c.text)
	}
}

// told gives the words of a page without the blanks between them, for elements part words anywhere.
func told(t *testing.T, body []byte) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(solid(n.Data))
		}
	}
	return b.String()
}

func solid(text string) string { return strings.Join(strings.Fields(text), "") }
