package editor

import (
	"slices"

	"terang/internal/content"
)

// field is one field of a form, as Sveltia CMS describes it.
type field map[string]any

// mostOptions is how many codes a list of choices may have; where there are more,
// writers type the code, and the check of the site tells a wrong one.
const mostOptions = 600

// fields describes the fields of a form. above is the key that they stand under.
func (in *Input) fields(schema []content.Field, above string) []field {
	list := make([]field, 0, len(schema))
	for _, f := range schema {
		list = append(list, in.field(f, above))
	}
	return list
}

func (in *Input) field(f content.Field, above string) field {
	w := in.Words
	at := f.Key
	if above != "" {
		at = above + "." + f.Key
	}
	d := field{"name": f.Key, "label": w.T("editor.field." + at), "required": f.Needed}
	if hint := "editor.field." + at + ".hint"; w.Has(hint) {
		d["hint"] = w.T(hint)
	}
	switch f.Form {
	case content.Line:
		d["widget"] = "string"
	case content.Paragraph:
		d["widget"] = "text"
	case content.Lines:
		d["widget"], d["field"] = "list", field{"name": "item", "label": d["label"], "widget": "string"}
	case content.Day:
		d["widget"], d["type"], d["format"] = "datetime", "date", "YYYY-MM-DD"
	case content.MonthOf:
		d["widget"], d["pattern"] = "string", []string{`^\d{4}-(0[1-9]|1[0-2])$`, w.T("editor.month")}
	case content.Whole:
		d["widget"], d["value_type"], d["min"] = "number", "int", 0
	case content.Switch:
		d["widget"], d["default"] = "boolean", false
	case content.Choice:
		options := make([]Option, len(f.Choices))
		for i, choice := range f.Choices {
			options[i] = Option{w.T("editor.choice." + choice), choice}
		}
		d["widget"], d["options"] = "select", options
	case content.Picture:
		d["widget"], d["accept"] = "image", "image/jpeg,image/png,image/webp,image/gif"
	case content.File:
		d["widget"] = "file"
	case content.Group:
		d["widget"], d["collapsed"], d["fields"] = "object", true, in.fields(f.Fields, at)
	case content.Rows:
		d["widget"], d["collapsed"], d["fields"] = "list", true, in.fields(f.Fields, at)
	default:
		in.codes(d, f.Form)
	}
	return d
}

// codes offers the codes of a register by their names.
func (in *Input) codes(d field, form content.Form) {
	var options []Option
	many := false
	switch form {
	case content.Unit:
		options = slices.Concat(in.Areas, in.Puskesmas)
	case content.Party:
		options = slices.Concat(in.Areas, in.Puskesmas, in.Facilities)
	case content.Areas:
		options, many = in.Areas, true
	case content.Puskesmas:
		options, many = in.Puskesmas, true
	case content.Indicator:
		options = in.Indicators
	case content.Indicators:
		options, many = in.Indicators, true
	}
	switch {
	case len(options) > 0 && len(options) <= mostOptions:
		d["widget"], d["options"], d["multiple"] = "select", options, many
	case many:
		d["widget"], d["field"] = "list", field{"name": "kode", "label": in.Words.T("editor.code"), "widget": "string"}
	default:
		d["widget"], d["hint"] = "string", in.Words.T("editor.code")
	}
}
