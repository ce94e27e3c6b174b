package sheet

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/source"
)

// read reads one file that holds a text.
func read(t testing.TB, name, text string, o Options) (*Book, source.Problems) {
	t.Helper()
	return Read(fstest.MapFS{name: &fstest.MapFile{Data: []byte(text)}}, name, o)
}

// show writes a book for comparing: each table's title, headings and rows.
func show(b *Book) string {
	var s strings.Builder
	for _, t := range b.Tables {
		if t.Title != "" {
			fmt.Fprintf(&s, "# %s\n", t.Title)
		}
		for i, h := range t.Heads {
			if i > 0 {
				s.WriteString(" | ")
			}
			s.WriteString(h.Text)
		}
		s.WriteString("\n")
		for _, r := range t.Rows {
			fmt.Fprintf(&s, "%d: %s\n", r.Line, strings.Join(r.Cells, " | "))
		}
		for _, r := range t.Totals {
			fmt.Fprintf(&s, "total %d: %s\n", r.Line, strings.Join(r.Cells, " | "))
		}
		for _, f := range t.Footers {
			fmt.Fprintf(&s, "note: %s\n", f)
		}
	}
	return s.String()
}

func codes(ps source.Problems) string {
	var list []string
	for _, p := range ps {
		list = append(list, string(p.Code))
	}
	return strings.Join(list, " ")
}

func TestTextTables(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want, codes string }{
		{"commas", "desa,n\nA,1\nB,2\n", "desa | n\n2: A | 1\n3: B | 2\n", ""},
		{"semicolons, decimal commas", "desa;n;p\nA;1;12,5\nB;2;3,4\n", "desa | n | p\n2: A | 1 | 12,5\n3: B | 2 | 3,4\n", ""},
		{"semicolons, decimal points", "desa;p\nA;65.65\nB;3.4\n", "desa | p\n2: A | 65.65\n3: B | 3.4\n", ""},
		{"bars", "desa|n\nA|1\n", "desa | n\n2: A | 1\n", ""},
		{"told by the first line", "sep=;\ndesa;n,m\nA;1\n", "desa | n,m\n3: A | 1\n", ""},
		{"CRLF", "desa,n\r\nA,1\r\n", "desa | n\n2: A | 1\n", ""},
		{"lone CR", "desa,n\rA,1\r", "desa | n\n2: A | 1\n", ""},
		{"quoted line break", "desa,ket,n\nA,\"satu\ndua, \"\"tiga\"\"\",1\nB,,2\n", "desa | ket | n\n2: A | satu\ndua, \"tiga\" | 1\n4: B |  | 2\n", ""},
		{"blank lines first", ";;;\nNama Wilayah;2020;2019;2018\nJABAR;410988;386198;367755\n", "Nama Wilayah | 2020 | 2019 | 2018\n3: JABAR | 410988 | 386198 | 367755\n", ""},
		{"old code page", "desa,n\nCaf\xe9,1\n", "desa | n\n2: Café | 1\n", ""},
		{"two encodings", "desa,n\nCaf\xe9,1\nCafé,2\n", "desa | n\n2: Café | 1\n3: Café | 2\n", ""},
		{"blanks that do not break", "desa,n\n\u00a0A\u00a0B \u200b,1\n", "desa | n\n2: A B | 1\n", ""},
		{"no headings", "11,ACEH\n12,RIAU\n", "kolom 1 | kolom 2\n1: 11 | ACEH\n2: 12 | RIAU\n", "no-headings"},
		{"a mark left open", "desa,n\n\"A,1\nB,2\n", "desa | n\n2: \"A | 1\n3: B | 2\n", "bad-quotes"},
		{"text behind a mark", "desa,n\n\"A\"x,1\n", "desa | n\n2: A | 1\n", "bad-quotes"},
		{"a cell too many", "desa,n\nA,1,2\n", "desa | n\n2: A | 1\n", "row-length"},
		{"a cell too few", "desa,n,m\nA,1\nB,1,2\n", "desa | n | m\n2: A | 1 | \n3: B | 1 | 2\n", "row-length"},
		{"headings only", "desa,n\n", "desa | n\n", ""},
		{"nothing", "\ufeff\n\n", "", "empty-file"},
		{"a formula stays text", "desa,n\nA,=1+1\n", "desa | n\n2: A | =1+1\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b, ps := read(t, "a.csv", c.text, Options{})
			if got := show(b); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			if got := codes(ps); got != c.codes {
				t.Errorf("problems %q, want %q", got, c.codes)
			}
		})
	}
}
