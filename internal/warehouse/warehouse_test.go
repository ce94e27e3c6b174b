package warehouse

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"pgregory.net/rapid"

	"terang/internal/config"
	"terang/internal/source"
)

// What a driver gives becomes the one text that the tables of a site have for it.
func TestCell(t *testing.T) {
	t.Parallel()
	wib, _ := zoned("WIB")
	wit, name := zoned("WIT")
	if name != "Asia/Jayapura" {
		t.Error(name)
	}
	evening := time.Date(2024, 10, 9, 17, 30, 0, 0, time.UTC)
	for _, c := range []struct {
		value any
		kind  string
		zone  *time.Location
		want  string
	}{
		{nil, "INT4", wib, ""},
		{int64(0), "INT4", wib, "0"},
		{int64(-12), "INT8", wib, "-12"},
		{"1250.000", "NUMERIC", wib, "1250"},
		{"12.345", "NUMERIC", wib, "12.3450"},
		{"12.340", "NUMERIC", wib, "12.34"},
		{"NaN", "NUMERIC", wib, "NaN"},
		{"1.250", "TEXT", wib, "1.250"},
		{102.625, "FLOAT4", wib, "102.6250"},
		{float64(float32(0.1)), "FLOAT4", wib, "0.1"},
		{1e21, "FLOAT8", wib, "1000000000000000000000"},
		{true, "BOOL", wib, "ya"},
		{false, "BOOL", wib, "tidak"},
		{evening, "TIMESTAMPTZ", wib, "2024-10-10 00:30:00"},
		{evening, "TIMESTAMPTZ", wit, "2024-10-10 02:30:00"},
		{evening, "TIMESTAMP", wit, "2024-10-09 17:30:00"},
		{evening.Truncate(24 * time.Hour), "TIMESTAMP", wit, "2024-10-09"},
		{evening.Add(-90 * time.Minute), "TIMESTAMPTZ", wit, "2024-10-10 01:00:00"},
		{evening.Add(-150 * time.Minute), "TIMESTAMPTZ", wit, "2024-10-10"},
		{evening, "DATE", wib, "2024-10-09"},
	} {
		if got := cell(c.value, c.kind, c.zone); got != c.want {
			t.Errorf("%v of %s is %q, want %q", c.value, c.kind, got, c.want)
		}
	}
	for kind, want := range map[string]bool{"NUMERIC": true, "16397": true, "JSONB": false, "_INT4": false, "BYTEA": false, "INTERVAL": false} {
		if writable(kind) != want {
			t.Errorf("%s: %t", kind, !want)
		}
	}
}

// The order in which a database gives rows is none.
func TestTheOrderOfRowsDoesNotMatter(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.SliceOfN(rapid.SliceOfN(rapid.StringMatching(`[a-c",\n ]{0,4}`), 2, 2), 0, 12).Draw(t, "rows")
		table := func(rows [][]string) string {
			l := newLines()
			l.add([]string{"period", "area"})
			for _, row := range rows {
				l.add(row)
			}
			return string(l.table())
		}
		one := table(rows)
		if other := table(rapid.Permutation(rows).Draw(t, "other order")); other != one {
			t.Errorf("%q and %q", one, other)
		}
		if !strings.HasPrefix(one, "period,area\n") {
			t.Errorf("%q", one)
		}
	})
}

const site = `title: x
base_url: https://a.id
area: "14"
sources:
  - sql: {name: a, dsn: TERANG_A, query: select 1}
`

// An answer counts as long as it is the one to the same question, and whole.
func TestAnswersAreKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, fstest.MapFS{"site.yaml": {Data: []byte(site)}, ".terang/sql/old.csv": {}, ".terang/sql/old.mark": {}, ".terang/sql/old.csv.X.tmp": {}, ".terang/sql/a.csv.X.tmp": {}, ".terang/sql/note.txt": {}}); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	cfg, ps := config.Read(root.FS())
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	a := &asker{ctx: context.Background(), root: root, cfg: cfg}
	q, ok := a.question(cfg.Queries[0])
	if !ok || a.keeps(q) {
		t.Fatal("an answer is there before it was given")
	}
	if err := a.keep(answer{q, []byte("a\n1\n")}); err != nil || !a.keeps(q) {
		t.Fatal(err)
	}
	a.forget()
	for name, want := range map[string]bool{"a.csv": true, "a.mark": true, "a.csv.X.tmp": true, "old.csv": false, "old.mark": false, "old.csv.X.tmp": false, "note.txt": true} {
		if _, err := root.Stat(".terang/sql/" + name); (err == nil) != want {
			t.Errorf("%s: %v", name, err)
		}
	}
	before, _ := root.Stat(".terang/sql/a.csv")
	if err := a.keep(answer{q, []byte("a\n1\n")}); err != nil {
		t.Fatal(err)
	}
	if after, _ := root.Stat(".terang/sql/a.csv"); !os.SameFile(before, after) || before.Mode().Perm()&0o077 != 0 {
		t.Error("the same answer was written again, or others may read it")
	}
	if err := root.WriteFile(".terang/sql/a.csv", []byte("a\n2\n"), 0o600); err != nil || a.keeps(q) {
		t.Error("an answer that somebody changed is taken")
	}
	for _, from := range []From{Asked, AskedOnce, Kept} {
		ps, err := Ask(context.Background(), root, cfg, Options{From: from})
		want := source.Code("sql-no-dsn")
		if from == Kept {
			want = "sql-not-kept"
		}
		if err != nil || len(ps) != 1 || ps[0].Code != want {
			t.Errorf("%d: %v, %v", from, ps, err)
		}
	}
	if err := a.keep(answer{q, []byte("a\n3\n")}); err != nil {
		t.Fatal(err)
	}
	if ps, err := Ask(context.Background(), root, cfg, Options{From: AskedOnce}); err != nil || len(ps) > 0 {
		t.Errorf("what is kept was asked again: %v, %v", ps, err)
	}
	cfg.Queries[0].Zone = "WIT"
	if ps, _ := Ask(context.Background(), root, cfg, Options{From: AskedOnce}); len(ps) != 1 {
		t.Errorf("the answer of another zone is taken: %v", ps)
	}
}

// A place in the question is a place in its file, or a line of site.yaml.
func TestPlacesInQuestions(t *testing.T) {
	t.Parallel()
	block := strings.Replace(site, "{name: a, dsn: TERANG_A, query: select 1}", "\n      name: a\n      dsn: TERANG_A\n      query: |\n        select é,\n          salah\n        from x", 1)
	cfg, ps := config.Parse([]byte(block))
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	q := question{Query: cfg.Queries[0], text: cfg.Queries[0].Query}
	at := len([]rune(q.text[:strings.Index(q.text, "salah")])) + 1
	inFile := q
	inFile.File = "data/a.sql"
	got := []string{q.pos(cfg, at).String(), q.pos(cfg, 0).String(), inFile.pos(cfg, at).String(), inFile.pos(cfg, 0).String(), inFile.pos(cfg, 9999).String()}
	if want := []string{"site.yaml:10", "site.yaml:8:14", "data/a.sql:2:3", "data/a.sql", "data/a.sql"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// Runs of one site that keep an answer at the same time keep it whole.
func TestAnswersKeptAtOnceAreWhole(t *testing.T) {
	t.Parallel()
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close() //nolint:errcheck // of a test
	var runs sync.WaitGroup
	for i := range 8 {
		runs.Go(func() {
			a := asker{root: root}
			for range 50 {
				if err := a.put("a.csv", bytes.Repeat([]byte{byte('a' + i)}, 1<<18)); err != nil {
					t.Error(err)
					return
				}
				if body, err := root.ReadFile("a.csv"); err != nil || len(body) != 1<<18 || bytes.Count(body, body[:1]) != len(body) {
					t.Errorf("%d bytes of several runs: %v", len(body), err)
					return
				}
			}
		})
	}
	runs.Wait()
}
