package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"terang/internal/source"
)

func written(t *testing.T, in Input) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// text gives what a reader sees of a page, blanks drawn together.
func text(t *testing.T, page string) string {
	t.Helper()
	var b strings.Builder
	style := false
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		switch {
		case tok.Data == "style" || tok.Data == "title":
			style = tok.Type == html.StartTagToken
		case tok.Type == html.TextToken && !style:
			b.WriteString(" " + tok.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func some() source.Problems {
	var ps source.Problems
	ps.Warn(source.Pos{File: "a.csv", Line: 4, Column: 1, Width: 3}, "over-hundred", "indicator", "dm", "area", "Bokor", "year", "2024", "served", "36", "denominator", "34")
	ps.Error(source.Pos{File: "data/z.csv", Line: 16, Column: 1}, "bad-period", "value", "2024-13")
	ps.Error(source.Pos{File: "data/z.csv", Line: 17, Column: 1}, "bad-period", "value", "2024-14")
	ps.Error(source.Pos{File: "data/t.xlsx", Sheet: "Tabel 24", Line: 7, Column: 28}, "error-cell", "value", "#N/A", "column", "n")
	return ps
}

func TestHeadlines(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		ps     source.Problems
		en, id string
	}{
		{"errors", some(), "3 errors in 2 files: the site cannot be published yet", "3 galat di 2 berkas: situs belum dapat diterbitkan Selama"},
		{"one error", some()[1:2], "1 error in 1 file:", "1 galat di 1 berkas:"},
		{"beside", some(), "There is more: 1 warning.", "Selain itu ada 1 peringatan: tidak menghentikan penerbitan"},
		{"warning", some()[:1], "The site can be published, with 1 warning Warnings do not", "Situs dapat diterbitkan, dengan 1 peringatan"},
		{"note", source.Problems{{Severity: source.Note, Code: "no-table", Rest: 4}}, "with 5 notes Notes are figures", "dengan 5 catatan Catatan menyebut"},
		{"good", nil, "No problems: the site can be published", "Tidak ada masalah: situs dapat diterbitkan"},
	} {
		for lang, want := range map[string]string{"en": c.en, "id": c.id} {
			if got := text(t, written(t, Input{Lang: lang, Problems: c.ps})); !strings.Contains(got, want) {
				t.Errorf("%s: %q is not in %s", c.name, want, got)
			}
		}
	}
}

func TestWhatAPageTells(t *testing.T) {
	t.Parallel()
	ps := some()
	for range 25 {
		ps.Warn(source.Pos{File: "b.csv", Line: 3}, "empty-file")
	}
	ps = append(ps, source.Problem{Pos: source.Pos{File: "w.csv", Line: 9}, Code: "no-table", Severity: source.Waived, Reason: "memang begitu (s.d. 2024-12-31)"})
	got := text(t, written(t, Input{
		Lang: "id", Title: "Portal", Date: "20 Oktober 2024", Problems: ps,
		Files: []File{
			{"data/z.csv", "9 baris dibaca: 7 dipakai, 2 ditolak", []string{"2 baris kosong"}},
			{"data/fine.csv", "3 baris dibaca: 3 dipakai", nil},
			{"data/fine.csv", "4 baris dibaca: 4 dipakai", nil},
		},
	}))
	at := 0
	for _, part := range []string{
		"Portal", "Diperiksa untuk tanggal 20 Oktober 2024", "Berkas yang perlu dilihat",
		"data/t.xlsx 1 galat data/z.csv 2 galat a.csv 1 peringatan b.csv 25 peringatan", // what stops the build first
		"Galat lembar Tabel 24, sel AB7",
		"data/z.csv 2 galat 9 baris dibaca: 7 dipakai, 2 ditolak 2 baris kosong Galat baris 16, huruf ke-1 \"2024-13\" bukan bulan baris 17, huruf ke-1 \"2024-14\" bukan bulan tulis tahun dan bulan: 2024-09 Penjelasan lengkap: bad-period",
		"a.csv 1 peringatan Peringatan baris 4, huruf ke-1 dm di Bokor",
		"dan 5 lagi seperti ini di berkas ini",
		"Berkas tanpa masalah data/fine.csv 3 baris dibaca: 3 dipakai 4 baris dibaca: 4 dipakai",
		"Dikecualikan di site.yaml w.csv:9", "(memang begitu (s.d. 2024-12-31))",
		"Penjelasan error-cell", "bad-period",
	} {
		i := strings.Index(got[at:], part)
		if i < 0 {
			t.Fatalf("%q does not follow in %s", part, got[at:])
		}
		at += i
	}
}

var identity = regexp.MustCompile(`\d{16}`)

// Whatever stands in files and their names, it is text, and identity numbers are covered.
func TestAPageRunsAndAsksNothing(t *testing.T) {
	t.Parallel()
	evil := "</style><script>alert(1)</script><img src=//a.id/x onerror=y>\u202e\x1b[31m 1410012345678901"
	ps := some()
	ps.Error(source.Pos{File: evil, Sheet: evil, Line: 1, Column: 1}, "unknown-key", "key", evil, "near", evil, "known", evil)
	ps.Error(source.Pos{}, "bad-period", "value", "`"+evil)
	page := written(t, Input{Lang: "id", Title: evil, Date: evil, Problems: ps, Files: []File{{evil, evil, []string{evil}}, {evil + "2", "", nil}}})
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, wanted, policy, style := map[string]bool{}, map[string]bool{}, "", ""
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "script", "img", "link", "iframe", "object", "form", "base", "svg":
			t.Errorf("<%s> in the page", n.Data)
		case "style":
			style += n.FirstChild.Data
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				if ids[a.Val] {
					t.Errorf("id %q twice", a.Val)
				}
				ids[a.Val] = true
			case a.Key == "href":
				if !strings.HasPrefix(a.Val, "#") {
					t.Errorf("a link to %q", a.Val)
				}
				wanted[strings.TrimPrefix(a.Val, "#")] = true
			case a.Key == "content" && strings.Contains(a.Val, "default-src"):
				policy = a.Val
			case strings.HasPrefix(a.Key, "on") || slices.Contains([]string{"style", "src", "action"}, a.Key):
				t.Errorf("attribute %s", a.Key)
			}
		}
	}
	for id := range wanted {
		if !ids[id] {
			t.Errorf("a link to #%s, which is not there", id)
		}
	}
	sum := sha256.Sum256([]byte(style))
	if want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "';"; !strings.Contains(policy, "default-src 'none'; "+want) {
		t.Errorf("policy %q, but the style is %s", policy, want)
	}
	shown := text(t, page)
	for _, bad := range []string{"\u202e", "\x1b"} {
		// The title, the date and accounts are the program's own or the settings', and not covered.
		if strings.Contains(text(t, written(t, Input{Lang: "id", Problems: ps, Files: []File{{Name: evil}}})), bad) {
			t.Errorf("%q is shown", bad)
		}
	}
	if covered := text(t, written(t, Input{Lang: "id", Problems: ps})); identity.MatchString(covered) || !strings.Contains(covered, "<script>") {
		t.Errorf("shown: %s", covered)
	}
	if !strings.Contains(shown, "alert(1)") {
		t.Error("the text is lost")
	}
}

func TestEveryPageOfACodeIsShown(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "id"} {
		var files []fileView
		for _, code := range source.Codes() {
			files = append(files, fileView{Groups: []groupView{{Code: string(code)}}})
		}
		for _, e := range explanations(files, lang) {
			page, _ := source.Explain(source.Code(e.Code), lang)
			got := ""
			for _, b := range e.Blocks {
				got += b.Example
				for _, s := range b.Spans {
					got += s.Text
				}
			}
			letters := func(s string) string { return strings.Join(strings.Fields(strings.ReplaceAll(s, "`", "")), "") }
			if letters(got) != letters(page) || len(e.Blocks) == 0 {
				t.Errorf("%s in %s: shown as %q", e.Code, lang, got)
			}
		}
	}
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	got := fmt.Sprint(blocks("A `b`\nc.\n\n    x: 1\n      y\n\n    z\n\nEnd\n"))
	if want := "[{ [{A  false} {b true} { c. false}]} {x: 1\n  y\n\nz []} { [{End false}]}]"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Every word is there in both languages, is used, and is filled alike.
func TestWords(t *testing.T) {
	t.Parallel()
	all, ps := readWords()
	if len(ps) > 0 || len(all) == 0 {
		t.Fatal(ps)
	}
	verbs := regexp.MustCompile(`%[sd]`)
	for key, w := range all {
		if w.EN == "" || w.ID == "" || !slices.Equal(verbs.FindAllString(w.EN, -1), verbs.FindAllString(w.ID, -1)) {
			t.Errorf("%s: %+v", key, w)
		}
	}
	for _, key := range regexp.MustCompile(`\.Words(?:\.(\w+)| "([\w-]+)")`).FindAllStringSubmatch(pageHTML, -1) {
		if _, ok := all[key[1]+key[2]]; !ok {
			t.Errorf("no words for %q", key[1]+key[2])
		}
	}
	for _, s := range severities() {
		for _, key := range []string{s.String(), "one-" + s.String() + "s", "many-" + s.String() + "s"} {
			if all[key].EN == "" {
				t.Errorf("no words for %q", key)
			}
		}
	}
}
