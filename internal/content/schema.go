package content

import (
	"reflect"
	"slices"
	"strings"

	"terang/internal/health"
)

// Field is one key of front matter, as a form asks for it.
type Field struct {
	Key     string
	Form    Form
	Needed  bool
	Choices []string // of a Choice
	Fields  []Field  // of a Group, and of each of Rows
}

// Form is what a key holds.
type Form string

// The forms of keys. Codes are those of the registers.
const (
	Line       Form = "line"
	Paragraph  Form = "text"
	Lines      Form = "lines"
	Day        Form = "day"
	MonthOf    Form = "month"
	Whole      Form = "whole"
	Switch     Form = "switch"
	Choice     Form = "choice"
	Unit       Form = "unit"  // code of an area or a puskesmas
	Party      Form = "party" // code of an area or of any facility
	Areas      Form = "areas"
	Puskesmas  Form = "puskesmas"
	Indicator  Form = "indicator"
	Indicators Form = "indicators"
	File       Form = "file"    // in content/, seen from the post
	Picture    Form = "picture" // likewise
	Group      Form = "group"
	Rows       Form = "rows"
)

// Schema lists the keys that the posts of a folder may have, in the order in which
// a form asks for them. It is read off the very declaration that the reader decodes
// into, so a form made from it asks for nothing that the reader refuses, and for
// all that it knows. English spellings and short forms of keys are left out.
func Schema(k Kind) []Field {
	fields := fieldsOf(reflect.TypeFor[front](), "")
	if k != Kegiatan {
		fields = slices.DeleteFunc(fields, func(f Field) bool { return slices.Contains(meetingKeys(), f.Key) })
	}
	for i := range fields {
		f := &fields[i]
		f.Needed = f.Key == "judul" || f.Key == "tanggal" && k != Halaman
	}
	return fields
}

func fieldsOf(t reflect.Type, above string) []Field {
	var list []Field
	for i := range t.NumField() {
		declared := t.Field(i)
		form := Form(declared.Tag.Get("form"))
		if form == "" {
			continue
		}
		f := Field{Key: declared.Tag.Get("yaml"), Form: form}
		at := strings.TrimPrefix(above+"."+f.Key, ".")
		switch form {
		case Group:
			f.Fields = fieldsOf(declared.Type, at)
		case Rows:
			f.Fields = fieldsOf(declared.Type.Elem(), at)
		case Choice:
			f.Choices = choices(at)
		}
		list = append(list, f)
	}
	return list
}

// choices are the words that may stand under a key.
func choices(key string) []string {
	switch key {
	case "jenis":
		return meetingTypes()
	case "gambar.orang":
		return []string{peopleThere()[0], nobodyThere()[0]}
	case "kesepakatan.status":
		return []string{string(health.AgreementActive), string(health.AgreementEnded)}
	case "rtl.status":
		return []string{string(health.ActionOpen), string(health.ActionUnderway), string(health.ActionDone), string(health.ActionCancelled)}
	}
	return nil
}
