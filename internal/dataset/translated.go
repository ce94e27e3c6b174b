package dataset

import (
	_ "embed"
	"slices"

	"terang/internal/health"
)

//go:embed catalogue.en.csv
var catalogueEnglish []byte

// wordsRow says an indicator in another language: a row of the built-in table, or
// of data/indicators.en.csv.
type wordsRow struct {
	Code        string `csv:"code"`
	ShortName   string `csv:"name"`
	Name        string `csv:"long_name"`
	Unit        string `csv:"unit"`
	Numerator   string `csv:"numerator"`
	Denominator string `csv:"denominator"`
	Definition  string `csv:"definition"`
	LegalBasis  string `csv:"legal_basis"`
	Source      string `csv:"source"`
}

func (w wordsRow) apply(ind *health.Indicator) {
	for _, c := range []struct {
		cell string
		into *string
	}{
		{w.ShortName, &ind.ShortName},
		{w.Name, &ind.Name},
		{w.Unit, &ind.Unit},
		{w.Numerator, &ind.Numerator},
		{w.Denominator, &ind.Denominator},
		{w.Definition, &ind.Definition},
		{w.LegalBasis, &ind.LegalBasis},
		{w.Source, &ind.Source},
	} {
		if text := clean(c.cell); text != "" {
			*c.into = text
		}
	}
}

// In gives the indicators with their words in one of the site's languages. What
// nobody has translated stays as it is.
func (d *Data) In(lang string) []health.Indicator {
	if list, ok := d.translated[lang]; ok {
		return list
	}
	return d.Indicators
}

// wordsFile names the table in which an office says its own indicators in another language.
func wordsFile(lang string) string { return "data/indicators." + lang + ".csv" }

// speak puts the built-in indicators into the language of the site's root, before
// the office's own table has its say; Indonesian is what they are written in.
func (r *reader) speak() {
	r.indonesian = slices.Clone(r.data.Indicators)
	if r.cfg.Language == "en" {
		r.builtInWords(r.data.Indicators)
	}
}

// builtInWords puts indicators into English as far as the program knows how.
func (r *reader) builtInWords(list []health.Indicator) {
	text := decode(catalogueEnglish)
	s := &csvFile{file: "catalogue.en.csv", text: string(text), delim: rune(sniffDelimiter(text))}
	readTable(r, s, []string{"code"}, func(row wordsRow, _ record) outcome {
		if i := placeOf(list, row.Code); i >= 0 {
			row.apply(&list[i])
		}
		return used
	})
	r.data.Files = r.data.Files[:len(r.data.Files)-1] // no file of the user's
}

// translate says the finished catalogue in each further language.
func (r *reader) translate() {
	r.data.translated = map[string][]health.Indicator{}
	for _, lang := range r.cfg.Others {
		list := slices.Clone(r.data.Indicators)
		if lang == "en" {
			r.builtInWords(list)
		} else {
			for _, ind := range r.indonesian {
				said := wordsRow{"", ind.ShortName, ind.Name, ind.Unit, ind.Numerator, ind.Denominator, ind.Definition, ind.LegalBasis, ind.Source}
				said.apply(&list[placeOf(list, ind.Code)])
			}
		}
		if s, _, ok := r.load(wordsFile(lang)); ok {
			r.ownWords(s, list)
		}
		r.data.translated[lang] = list
	}
}

// ownWords reads what the office says of its indicators in another language.
func (r *reader) ownWords(s *csvFile, list []health.Indicator) {
	readTable(r, s, []string{"code"}, func(row wordsRow, at record) outcome {
		code := clean(row.Code)
		if r.missingCell(at, "code", code) {
			return refused
		}
		i := r.indicatorCell(at, "code", code)
		if i < 0 {
			return refused
		}
		row.apply(&list[i])
		return used
	})
}

func placeOf(list []health.Indicator, code string) int {
	return slices.IndexFunc(list, func(ind health.Indicator) bool { return ind.Code == code })
}
