package sheet

import (
	"encoding/binary"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite what the tables in testdata/tables read as")

// TestTables reads each drawn table of testdata/tables in every form that an
// office might save it in: what comes out must be the same.
func TestTables(t *testing.T) {
	t.Parallel()
	paths, err := filepath.Glob("testdata/tables/*.txtar")
	if err != nil || len(paths) < 12 {
		t.Fatalf("%d tables: %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			parts := map[string]string{}
			for _, f := range a.Files {
				parts[f.Name] = string(f.Data)
			}
			d := draw(parts["grid"], parts["merged"])
			comma, semicolon, tab := d.text(",", "\n"), d.text(";", "\r\n"), d.text("\t", "\r\n")
			for name, text := range map[string]string{
				"a.csv": comma, "b.csv": inWindows1252(semicolon), "c.csv": "\ufeff" + semicolon, "d.txt": inUTF16(tab, binary.LittleEndian, true),
				"e.txt": inUTF16(tab, binary.BigEndian, true), "f.tsv": d.text("\t", "\r"), "g.csv": d.text("|", "\n"), "h.txt": inUTF16(semicolon, binary.LittleEndian, false),
				"i.xlsx": d.xlsx(t), "j.ods": d.ods(t),
			} {
				if name == "b.csv" && strings.Contains(semicolon, "Σ") {
					continue // the old code page has no such letter
				}
				b, ps := read(t, name, text, Options{Headings: strings.TrimSpace(parts["headings"])})
				got := show(b)
				if len(ps) > 0 {
					got += codes(ps) + "\n"
				}
				if *update && name == "a.csv" {
					parts["want"] = got
				}
				if got != parts["want"] {
					t.Errorf("%s: got\n%swant\n%s", name, got, parts["want"])
				}
				everyLineCounts(t, b, len(d.rows))
				pointBack(t, b, d)
			}
			if *update {
				write(t, path, a, parts["want"])
			}
		})
	}
}

func write(t *testing.T, path string, a *txtar.Archive, want string) {
	t.Helper()
	kept := a.Files[:0]
	for _, f := range a.Files {
		if f.Name != "want" {
			kept = append(kept, f)
		}
	}
	a.Files = append(kept, txtar.File{Name: "want", Data: []byte(want)})
	if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

// everyLineCounts holds that no line of a file is lost. Blank lines that follow
// each other are one in a sheet, which has a million of them.
func everyLineCounts(t *testing.T, b *Book, lines int) {
	t.Helper()
	all, blank := 0, 0
	for _, tb := range b.Tables {
		all += tb.Lines.All()
		blank += tb.Lines.Blank
		if tb.Lines.Data != len(tb.Rows) || tb.Lines.Total+tb.Lines.Joined < len(tb.Totals) {
			t.Errorf("%s: %+v, but %d rows and %d totals", b.File, tb.Lines, len(tb.Rows), len(tb.Totals))
		}
	}
	if all > lines || b.Format != XLSX && b.Format != ODS && all != lines {
		t.Errorf("%s: %d lines are accounted for of %d", b.File, all, lines)
	}
}

// pointBack holds that each cell's place is where the drawing has its text.
func pointBack(t *testing.T, b *Book, d drawn) {
	t.Helper()
	for _, tb := range b.Tables {
		for _, r := range append(append([]Row(nil), tb.Rows...), tb.Totals...) {
			for col, c := range r.Cells {
				at := tb.Pos(r, col)
				if b.Format == XLSX || b.Format == ODS {
					if at.Sheet == "" || d.rows[at.Line-1][at.Column-1] != c {
						t.Errorf("%v is said to hold %q", at, c)
					}
				} else if c != "" && !contains(d.rows[at.Line-1], c) {
					t.Errorf("%v is said to hold %q", at, c)
				}
			}
		}
	}
}

func contains(row []string, cell string) bool {
	for _, c := range row {
		if c == cell {
			return true
		}
	}
	return false
}
