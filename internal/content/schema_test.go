package content

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/health"
)

// Every key that the reader knows is asked for, but for English spellings and what another key says as well.
func TestSchemaIsWhole(t *testing.T) {
	t.Parallel()
	left := strings.Fields("title date updated summary author tags related wilayah area image draft publish expires areas indicators file people consent attachments name")
	var walk func(kind reflect.Type)
	walk = func(kind reflect.Type) {
		for i := range kind.NumField() {
			f := kind.Field(i)
			key := f.Tag.Get("yaml")
			if f.Tag.Get("form") == "" && !slices.Contains(left, key) {
				t.Errorf("no form asks for %s of %s", key, kind.Name())
			}
			inner := f.Type
			if inner.Kind() == reflect.Slice {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct {
				walk(inner)
			}
		}
	}
	walk(reflect.TypeFor[front]())
	var check func(fields []Field)
	check = func(fields []Field) {
		for _, f := range fields {
			if (f.Form == Choice) != (len(f.Choices) > 0) || (f.Form == Group || f.Form == Rows) != (len(f.Fields) > 0) {
				t.Errorf("%s: %+v", f.Key, f)
			}
			check(f.Fields)
		}
	}
	for _, k := range Kinds() {
		check(Schema(k))
	}
	if keys := keysOf(Schema(Halaman)); slices.Contains(keys, "rtl") || !slices.Contains(keysOf(Schema(Kegiatan)), "rtl") {
		t.Errorf("plain pages have %v", keys)
	}
}

func keysOf(fields []Field) (keys []string) {
	for _, f := range fields {
		keys = append(keys, f.Key)
	}
	return keys
}

// A post in which every field of the form is filled is read without a problem.
func TestFilledFormsAreRead(t *testing.T) {
	t.Parallel()
	names := Names{
		Unit:      func(code string) (health.Unit, bool) { return 1, code == "14.10.01" || code == "1091482" },
		Facility:  func(string) (string, bool) { return "Klinik", true },
		Indicator: func(string) (int, bool) { return 0, true },
	}
	for _, k := range Kinds() {
		var b strings.Builder
		b.WriteString("---\n")
		fill(&b, Schema(k), "")
		b.WriteString("---\n\nIsi.\n")
		files := fstest.MapFS{
			"content/" + string(k) + "/a.md":       {Data: []byte(b.String())},
			"content/" + string(k) + "/titik.png":  {Data: dot(t)},
			"content/" + string(k) + "/naskah.pdf": {Data: []byte("%PDF-1.4\n")},
		}
		c, ps := Read(files, names, Options{Date: health.DateOf(2024, 10, 20), Drafts: true})
		for _, p := range ps {
			t.Errorf("%s: %s %s\n%s", k, p.Text("en"), p.Hint("en"), &b)
		}
		if len(c.Posts) != 1 {
			t.Errorf("%s: %d posts of %v", k, len(c.Posts), slices.Sorted(maps.Keys(files)))
		}
	}
}

func dot(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func fill(b *strings.Builder, fields []Field, indent string) {
	for _, f := range fields {
		value := map[Form]string{
			Line: "Kata", Paragraph: "Beberapa kata.", Lines: "[satu, dua]", Day: "2024-10-08", MonthOf: "2024-09", Whole: "7", Switch: "true",
			Unit: `"1091482"`, Party: `"14.10.01"`, Areas: `["14.10.01"]`, Puskesmas: `["1091482"]`, Indicator: "bumil", Indicators: "[bumil]",
			File: "naskah.pdf", Picture: "titik.png",
		}[f.Form]
		switch {
		case f.Key == "slug":
			value = "sebuah-alamat"
		case f.Key == "sampai" || f.Key == "kedaluwarsa":
			value = "2030-01-01"
		case f.Form == Choice:
			value = f.Choices[0]
		}
		switch f.Form {
		case Group:
			fmt.Fprintf(b, "%s%s:\n", indent, f.Key)
			fill(b, f.Fields, indent+"  ")
		case Rows:
			fmt.Fprintf(b, "%s%s:\n%s  -\n", indent, f.Key, indent)
			fill(b, f.Fields, indent+"    ")
		default:
			if value == "" {
				panic("no example of " + f.Form)
			}
			fmt.Fprintf(b, "%s%s: %s\n", indent, f.Key, value)
		}
	}
}
