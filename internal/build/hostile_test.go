package build

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"terang/internal/source"
)

// secret stands in files outside the site, and in no report.
const secret = "rahasia-di-luar-situs"

// harmful is a site folder that means harm, or was put together by a fault.
type harmful struct {
	name  string
	code  source.Code
	where string // file, or file:line
	do    func(t *testing.T, dir string)
}

const smallSources = "sources:\n- {file: data/raw/a.xlsx, indicator: ht, period: 2024-08, columns: {area: Kode, numerator: n}}\n"

// write gives a site a file; several are written one after another.
func write(files ...string) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		for i := 0; i < len(files); i += 2 {
			name := filepath.Join(dir, filepath.FromSlash(files[i]))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(files[i+1]), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// huge gives a site a file of two gigabytes without a line break after its start;
// on the disk it takes no more than its start.
func huge(file, start string) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		write(file, start)(t, dir)
		if err := os.Truncate(filepath.Join(dir, filepath.FromSlash(file)), 2<<30); err != nil {
			t.Skip("no room for a sparse file:", err)
		}
	}
}

// linked puts a link to a file or folder outside the site in the place of one of its own.
func linked(place, to string) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		outside := t.TempDir()
		write("a.csv", secret+",b\n", "b/a.csv", secret, "b/berita/x.md", post("")+secret, "base.html", secret, "site.yaml", "title: "+secret+"\nlanguage: id\n",
			"x.png", secret, "i18n/id.yaml", "judul: "+secret)(t, outside)
		name := filepath.Join(dir, filepath.FromSlash(place))
		if err := os.RemoveAll(name); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(filepath.Join(outside, filepath.FromSlash(to)), name); err != nil {
			t.Skip("no links here:", err)
		}
	}
}

// steps does one thing after another.
func steps(list ...func(t *testing.T, dir string)) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		for _, step := range list {
			step(t, dir)
		}
	}
}

// setting adds lines to site.yaml.
func setting(lines string) func(t *testing.T, dir string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		name := filepath.Join(dir, "site.yaml")
		text, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(name, append(text, lines...), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// zipped packs parts, each told by name and text; a text of "BOMB" is 300 MB of blanks.
func zipped(t *testing.T, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		switch {
		case err == nil && parts[i+1] == "BOMB":
			blank := bytes.Repeat([]byte(" "), 1<<20)
			for range 300 {
				_, err = w.Write(blank)
			}
		case err == nil:
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const heads = "periode,indikator,wilayah,pembilang,penyebut"

func tooMuch(t *testing.T) []harmful {
	t.Helper()
	wide := heads + strings.Repeat(",x", 10000) + "\n2024-01,bumil,99.01.01.1001,8,120" + strings.Repeat(",1", 10000) + "\n"
	entities := `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>`
	deep := strings.Repeat(`{"a":[`, 1<<18)
	return []harmful{
		{"2 GB settings", "file-too-large", "site.yaml", huge("site.yaml", "title: ")},
		{"2 GB text", "file-too-large", "content/berita/x.md", huge("content/berita/x.md", post(""))},
		{"2 GB register", "file-too-large", "data/regions.csv", huge("data/regions.csv", "kode,induk,tingkat,nama\n")},
		{"2 GB boundaries", "file-too-large", "data/boundaries/x.json", huge("data/boundaries/x.json", `{"features":[`)},
		{"2 GB mapped", "file-too-large", "data/raw/a.csv", steps(huge("data/raw/a.csv", "Kode,n\n"), setting(strings.Replace(smallSources, "xlsx", "csv", 1)))},
		{"2 GB template", "file-too-large", "themes/default/base.html", huge("themes/default/base.html", "x")},
		{"2 GB table with nothing in it", "file-too-large", "data/observations/x.csv", huge("data/observations/x.csv", heads+"\n")},
		{"2 GB line below rows", "line-too-long", "data/observations/x.csv:302", huge("data/observations/x.csv", heads+"\n"+strings.Repeat("2024-02,bumil,99.01.01.1001,8,120\n", 300))},
		{"10,000 columns", "too-many-columns", "data/raw/a.csv", steps(write("data/raw/a.csv", strings.ReplaceAll(wide, "periode", "Kode")), setting(strings.Replace(smallSources, "xlsx", "csv", 1)))},
		{"10,000 columns of observations", "unknown-column", "data/observations/x.csv:1", write("data/observations/x.csv", wide)},
		{"zip bomb", "unzips-too-large", "data/raw/a.xlsx", steps(write("data/raw/a.xlsx", zipped(t, "[Content_Types].xml", "", "xl/workbook.xml", "BOMB")), setting(smallSources))},
		{"zip bomb as observations", "unzips-too-large", "data/observations/x.xlsx", write("data/observations/x.xlsx", zipped(t, "[Content_Types].xml", "", "xl/workbook.xml", "BOMB"))},
		{"ODS bomb", "unzips-too-large", "data/raw/a.xlsx", steps(write("data/raw/a.xlsx", zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "BOMB")), setting(smallSources))},
		{"entities", "bad-workbook", "data/raw/a.xlsx", steps(write("data/raw/a.xlsx", zipped(t, "[Content_Types].xml", entities, "xl/workbook.xml", entities)), setting(smallSources))},
		{"entities in ODS", "bad-workbook", "data/raw/a.xlsx", steps(write("data/raw/a.xlsx", zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", entities)), setting(smallSources))},
		{"deep JSON", "nested-json", "data/raw/a.xlsx", steps(write("data/raw/a.xlsx", deep), setting(smallSources))},
		{"deep boundaries", "bad-geojson", "data/boundaries/x.json", write("data/boundaries/x.json", deep)},
		{"deep settings", "yaml-syntax", "site.yaml", write("site.yaml", "a: "+strings.Repeat("[", 1<<18))},
		{"deep front matter", "yaml-syntax", "content/berita/x.md", write("content/berita/x.md", "---\na: "+strings.Repeat("[", 1<<18)+"\n---\n")},
		{"zero bytes in settings", "yaml-syntax", "site.yaml", write("site.yaml", "title: a\x00b\n")},
		{"zero bytes in a register", "not-a-csv", "data/regions.csv", write("data/regions.csv", "kode,induk\x00,tingkat,nama\n")},
		{"zero bytes in observations", "zero-bytes", "data/observations/x.csv", write("data/observations/x.csv", heads+"\n2024-01,bumil,99.01.01.1001\x00,8,120\n")},
		{"zero bytes in boundaries", "bad-geojson", "data/boundaries/x.json", write("data/boundaries/x.json", "{\"a\x00\":1}")},
		{"a formula as a number", "not-a-number", "data/observations/x.csv:2", write("data/observations/x.csv", heads+"\n2024-02,bumil,99.01.01.1001,=1+1,120\n")},
	}
}

func ways(t *testing.T) []harmful {
	t.Helper()
	source := func(file string) string {
		return "sources:\n- {file: " + file + ", indicator: ht, period: 2024-08, columns: {area: Kode, numerator: n}}\n"
	}
	front := func(more string) func(*testing.T, string) { return write("content/berita/x.md", post(more)) }
	return []harmful{
		{"linked settings", "unreadable-file", "site.yaml", linked("site.yaml", "site.yaml")},
		{"linked data", "unreadable-file", "data/regions.csv", linked("data", ".")},
		{"linked register", "unreadable-file", "data/regions.csv", linked("data/regions.csv", "a.csv")},
		{"linked observations", "unreadable-file", "data/observations/x.csv", linked("data/observations/x.csv", "a.csv")},
		{"linked folder of observations", "unreadable-file", "data/observations", linked("data/observations", "b")},
		{"linked folder of boundaries", "unreadable-file", "data/boundaries", linked("data/boundaries", "b")},
		{"linked boundaries", "unreadable-file", "data/boundaries/x.json", linked("data/boundaries/x.json", "a.csv")},
		{"linked mapped", "unreadable-file", "data/raw/a.csv", steps(linked("data/raw/a.csv", "a.csv"), setting(source("data/raw/a.csv")))},
		{"linked folder of mapped", "unreadable-file", "data/raw/a.csv", steps(linked("data/raw", "."), setting(source("data/raw/a.csv")))},
		{"linked texts", "unreadable-file", "content", linked("content", "b")},
		{"linked kind of texts", "unreadable-file", "content/berita", linked("content/berita", "b/berita")},
		{"linked text", "unreadable-file", "content/berita/x.md", linked("content/berita/x.md", "b/berita/x.md")},
		{"linked picture", "unreadable-file", "content/berita/x.png", steps(linked("content/berita/x.png", "x.png"), front("gambar: {berkas: x.png, alt: a}\n"))},
		{"linked theme", "unknown-theme", "site.yaml", steps(linked("themes/own", "."), setting("theme: own\n"))},
		{"linked template", "unreadable-file", "themes/default/base.html", linked("themes/default/base.html", "base.html")},
		{"linked words", "unreadable-file", "themes/default/i18n", linked("themes/default/i18n", "i18n")},

		{"a source above", "bad-path", "site.yaml", setting(source("../a.csv"))},
		{"a source through data", "bad-path", "site.yaml", setting(source("data/../../a.csv"))},
		{"a source from the top", "bad-path", "site.yaml", setting(source("/etc/passwd"))},
		{"a source beside data", "outside-data", "site.yaml", setting(source("site.yaml"))},
		{"a joined file above", "bad-path", "site.yaml", setting(strings.TrimSuffix(source("data/raw/a.csv"), "}\n") + ", join: {file: ../a.csv, columns: {area: k, denominator: d}}}\n")},
		{"a theme above", "bad-theme-name", "site.yaml", setting("theme: ../own\n")},
		{"an alias above", "bad-alias", "site.yaml", setting("  ../../a: spm/\n")},
		{"an alias to above", "bad-alias", "site.yaml", setting("  a: ../../b\n")},
		{"boundaries above", "bad-path", "site.yaml", setting("boundaries: {../a.json: x}\n")},
		{"a picture above", "outside-content", "content/berita/x.md", front("gambar: {berkas: ../../../x.png, alt: a}\n")},
		{"a picture of data", "outside-content", "content/berita/x.md", front("gambar: {berkas: ../../data/x.png, alt: a}\n")},
		{"a picture in the text", "outside-content", "content/berita/x.md", write("content/berita/x.md", post("")+"![a](../../../x.png)\n")},
		{"a file in the text", "outside-content", "content/berita/x.md", write("content/berita/x.md", post("")+"[a](../../data/regions.csv)\n")},
		{"a picture by signs", "outside-content", "content/berita/x.md", write("content/berita/x.md", post("")+"![a](%2e%2e/%2e%2e/%2e%2e/x.png)\n")},
		{"a slug above", "bad-slug", "content/berita/x.md", front("slug: ../../x\n")},
	}
}

// TestHostileSites checks site folders that ask for too much, or lead outside: each
// is told at its place, in bounded memory, and nothing from outside is in a report.
func TestHostileSites(t *testing.T) {
	for _, c := range append(tooMuch(t), ways(t)...) {
		t.Run(c.name, func(t *testing.T) {
			dir := input(t, smallDir)
			c.do(t, dir)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, ps, err := Check(context.Background(), Options{Dir: dir, Date: day()})
			runtime.ReadMemStats(&after)
			if err != nil {
				t.Fatal(err)
			}
			if grown := after.TotalAlloc - before.TotalAlloc; grown > 500<<20 {
				t.Errorf("%d MB were asked for", grown>>20)
			}
			told := false
			for _, p := range ps {
				at := p.Pos.File
				if strings.Contains(c.where, ":") {
					at = source.Pos{File: p.Pos.File, Line: p.Pos.Line}.String()
				}
				told = told || p.Code == c.code && at == c.where
			}
			if !told {
				t.Errorf("%s at %s is not told, but %v", c.code, c.where, refused{ps})
			}
			for _, form := range source.Formats() {
				var b bytes.Buffer
				if err := ps.Write(&b, form, os.DirFS(dir), source.Indonesian); err != nil {
					t.Fatal(err)
				}
				if strings.Contains(b.String(), secret) || strings.Contains(b.String(), dir) {
					t.Errorf("%s tells what stands outside: %s", form, b.String())
				}
			}
		})
	}
}
