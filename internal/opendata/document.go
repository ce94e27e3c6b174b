package opendata

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// The documents of units and indicators are appended, for a country has a hundred
// thousand of them. A test holds them against encoding/json and the structs. Each part
// ends in a comma, which the end of what holds it takes away.

func (d unitDocument) append(to []byte) []byte {
	to = d.head.append(append(to, '{'))
	to = closed(d.Unit.append(append(to, `"unit":{`...)), "},")
	to = append(to, `"tahun":[`...)
	for i := range d.Years {
		y := &d.Years[i]
		to = y.year.append(append(to, '{'))
		to = y.Quoted.append(y.Index.append(to))
		to = append(to, `"capaian":[`...)
		for k := range y.Figures {
			to = y.Figures[k].append(to)
		}
		to = closed(to, "]},")
	}
	return closed(to, "]}\n")
}

func (d indicatorDocument) append(to []byte) []byte {
	to = d.head.append(append(to, '{'))
	to = append(append(to, `"indikator":`...), encode(d.Indicator)...)
	to[len(to)-1] = ',' // after the line of its own
	to = append(to, `"tahun":[`...)
	for i := range d.Years {
		y := &d.Years[i]
		to = append(y.year.append(append(to, '{')), `"capaian":[`...)
		for k := range y.Figures {
			f := &y.Figures[k]
			to = closed(f.measure.append(f.unitEntry.append(append(to, '{'))), "},")
		}
		to = closed(to, "]},")
	}
	return closed(to, "]}\n")
}

func (h *head) append(to []byte) []byte {
	to = appendBool(appendText(to, "$schema", h.Schema), "sample", h.Sample)
	return appendSaid(appendSaid(to, "notice", h.Notice), "license", h.License)
}

func (e *unitEntry) append(to []byte) []byte {
	to = appendText(appendText(appendText(to, "jenis_unit", e.Level), "kode_unit", e.Code), "nama_unit", e.Name)
	return appendSaid(appendSaid(to, "kode_induk", e.Parent), "kode_puskesmas", e.Puskesmas)
}

func (y *year) append(to []byte) []byte {
	to = appendWhole(to, "tahun", y.Year)
	return appendBool(appendText(to, "periode", y.Period), "lengkap", y.Complete)
}

func (e *indexEntry) append(to []byte) []byte {
	if e == nil {
		return to
	}
	to = append(to, `"indeks":{`...)
	if e.Value != nil {
		to = appendDecimal(to, "nilai", *e.Value)
	}
	to = appendSaid(to, "kategori", e.Category)
	if e.Quality != nil {
		to = appendBool(to, "komponen_mutu", *e.Quality)
	}
	return closed(appendBool(to, "disensor", e.Suppressed), "},")
}

func (e *quotedEntry) append(to []byte) []byte {
	if e == nil {
		return to
	}
	to = appendDecimal(append(to, `"indeks_dikutip":{`...), "nilai", e.Value)
	return closed(appendText(appendSaid(to, "kategori", e.Category), "sumber", e.Source), "},")
}

func (f *indicatorFigure) append(to []byte) []byte {
	to = appendSaid(appendText(append(to, '{'), "indikator", f.Indicator), "periode", f.Period)
	return closed(f.Working.append(f.measure.append(to)), "},")
}

func (m *measure) append(to []byte) []byte {
	to = appendKnown(appendKnown(to, "pembilang", m.Numerator), "penyebut", m.Denominator)
	if m.Percent.known {
		to = appendDecimal(to, "persen", m.Percent.value)
	}
	to = appendText(appendDecimal(to, "target", m.Target), "status", m.Status)
	to = appendSaid(appendBool(to, "disensor", m.Suppressed), "rentang", m.Band)
	to = appendBool(to, "sementara", m.Provisional)
	if m.Projected {
		to = appendBool(to, "sasaran_proyeksi", true)
	}
	to = appendSaid(appendSome(to, "luar_wilayah", m.Outside), "terakhir_periode", m.LastPeriod)
	to = appendKnown(appendKnown(to, "terakhir_pembilang", m.LastNumerator), "terakhir_penyebut", m.LastDenominator)
	return appendSome(appendSome(to, "unit_melapor", m.Reported), "unit_terharap", m.Expected)
}

func (w *working) append(to []byte) []byte {
	if w == nil {
		return to
	}
	to = append(to, `"cara_hitung":{`...)
	to = appendList(to, "berkas", w.Files, fileLines.append)
	to = appendList(to, "sasaran", w.Sasaran, sasaranEntry.append)
	to = appendList(to, "sasaran_lain", w.Others, otherSasaran.append)
	to = appendSome(appendSome(to, "luar_wilayah", w.Outside), "baris_kosong", w.Blank)
	to = appendSome(appendSome(to, "total_tertulis", w.Stated), "kelipatan", w.Rounded)
	if w.Change != nil {
		to = appendDecimal(to, "sasaran_berubah", *w.Change)
	}
	return closed(to, "},")
}

func (l fileLines) append(to []byte) []byte {
	to = appendWhole(appendText(to, "nama", l.Name), "dari", l.First)
	return appendWhole(appendWhole(to, "sampai", l.Last), "baris", l.Rows)
}

func (s sasaranEntry) append(to []byte) []byte {
	to = appendSaid(appendText(to, "jenis", s.Kind), "sumber", s.System)
	return appendWhole(appendSaid(appendSaid(to, "tanggal_awal", s.First), "tanggal", s.Last), "unit", s.Units)
}

func (o otherSasaran) append(to []byte) []byte {
	to = appendSaid(appendText(appendText(to, "jenis", o.Kind), "sumber", o.System), "tanggal", o.Day)
	return appendDecimal(appendWhole(to, "penyebut", o.Denominator), "persen", o.Percent)
}

// appendList adds a list of objects; an empty one is left out.
func appendList[T any](to []byte, name string, list []T, each func(T, []byte) []byte) []byte {
	if len(list) == 0 {
		return to
	}
	to = append(appendName(to, name), '[')
	for _, one := range list {
		to = closed(each(one, append(to, '{')), "},")
	}
	return closed(to, "],")
}

// closed ends what holds parts: the comma after the last of them goes.
func closed(to []byte, end string) []byte {
	if n := len(to) - 1; to[n] == ',' {
		to = to[:n]
	}
	return append(to, end...)
}

func appendName(to []byte, name string) []byte {
	return append(append(append(to, '"'), name...), `":`...)
}

func appendText(to []byte, name, value string) []byte {
	return append(appendString(appendName(to, name), value), ',')
}

// appendSaid leaves out a text that is empty.
func appendSaid(to []byte, name, value string) []byte {
	if value == "" {
		return to
	}
	return appendText(to, name, value)
}

func appendBool(to []byte, name string, value bool) []byte {
	return append(strconv.AppendBool(appendName(to, name), value), ',')
}

func appendDecimal(to []byte, name string, value decimal) []byte {
	return append(value.append(appendName(to, name)), ',')
}

func appendWhole(to []byte, name string, value int) []byte {
	return append(strconv.AppendInt(appendName(to, name), int64(value), 10), ',')
}

// appendSome leaves out a number that is 0.
func appendSome(to []byte, name string, value int) []byte {
	if value == 0 {
		return to
	}
	return appendWhole(to, name, value)
}

// appendKnown leaves out a number that is missing.
func appendKnown(to []byte, name string, value maybe[int]) []byte {
	if !value.known {
		return to
	}
	return appendWhole(to, name, value.value)
}

// appendString quotes a text; what would need an escape is left to the library.
func appendString(to []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c >= utf8.RuneSelf {
			return append(to, bytes.TrimSuffix(encode(s), []byte("\n"))...)
		}
	}
	return append(append(append(to, '"'), s...), '"')
}
