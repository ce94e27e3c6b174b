package sheet

import (
	"regexp"
	"strconv"
	"strings"
)

// The words by which rows are known. They are compared in small letters with
// single blanks. Seen in health profiles (domain reference §9.2).
var (
	tableTitle = regexp.MustCompile(`^(?:lampiran )?(?:tabel|table) ?(?:no\.? ?)?(\d+(?:\.\d+)*[a-z]?)\b`)
	goesOn     = regexp.MustCompile(`\b(?:lanj(?:utan)?|sambungan|continued)\b`)
	totalLabel = regexp.MustCompile(`^(?:sub ?-?total|grand total|total|jumlah)(?: keseluruhan| seluruhnya| semua)?` +
		`(?:[ (/]*(?:kab|kabupaten|kota|kec|kecamatan|prov|provinsi|puskesmas|desa|kelurahan)\b.*)?[ .:)]*$`)
	placeAlone = regexp.MustCompile(`^(?:kab\.?|kabupaten|kota|prov\.?|provinsi|kab\.? ?/ ?kota|kabupaten ?/ ?kota)$`)
	noteLabel  = regexp.MustCompile(`^(?:sumber|source|keterangan|ket\b|catatan|cat\.|notes?\b|\*)`)
	ratioLabel = regexp.MustCompile(`^(?:angka|rasio|ratio|cakupan|persentase|presentase|proporsi|prevalensi|rata ?- ?rata|per 1[.,]?000|%)`)
	year       = regexp.MustCompile(`^(?:19|20|21)\d\d(?:\.0)?(?:[/-](?:\d\d|(?:19|20|21)\d\d))?$`)
	isoDate    = regexp.MustCompile(`^\d{4}-\d\d-\d\d`)
	thousands  = regexp.MustCompile(`^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{3})+$`)
	columnNo   = regexp.MustCompile(`^[(\[]?(\d{1,3})[)\].]?(?: ?=.*)?$`)
)

// isNumber says whether a cell is a number in some spelling, or a code of digits.
func isNumber(s string) bool {
	s = strings.TrimSuffix(s, "%")
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
		case i > 0 && (c == '.' || c == ',' || c == ' '):
		default:
			return false
		}
	}
	return s != ""
}

// isYear says whether a cell is a year, which headings may be too: 2024, 2023/24.
func isYear(s string) bool { return year.MatchString(s) }

// saysNothing says whether a cell stands for a missing value (domain reference §9.1).
func saysNothing(s string) bool {
	if len(s) > 8 || s == "" {
		return s == "" || s[0] == '#'
	}
	switch strings.ToLower(s) {
	case "-", "–", "—", "null", "n/a", "na", "nan", "tad", "t.a.d", "...", "…":
		return true
	}
	return strings.HasPrefix(s, "#")
}

// totalLike says whether a row may sum up others: it begins with a word for that,
// and all else in it is numbers. A row with a second text is a category of its
// own. alone tells that the word is one that also names places: there is a
// kecamatan Kota and a desa Kabupaten.
func (w raw) totalLike() (yes, alone bool) {
	label, at := "", -1
	for i, c := range w.cells {
		if isNumber(c) || saysNothing(c) {
			continue
		}
		if label != "" && plain(c) != label || label == "" && strings.IndexByte("jtskpgJTSKPG", c[0]) < 0 {
			return false, false
		}
		if label == "" {
			label, at = plain(c), i
		}
	}
	if n, _, _ := w.filled(); at < 0 || at > 3 || n < 2 {
		return false, false
	}
	if placeAlone.MatchString(label) {
		_, first, _ := w.filled()
		return first == at, true
	}
	return totalLabel.MatchString(label), false
}

// isTotal says whether a row is a total. One that is named like a place must be
// the last row and must not be smaller than any above.
func (b *block) isTotal(i int) bool {
	w := b.g.rows[i]
	yes, alone := w.totalLike()
	if !yes || !alone {
		return yes
	}
	for _, after := range b.g.rows[i+1 : b.to] {
		if n, _, _ := after.filled(); n > 1 && !after.isNote(true, true) {
			return false
		}
	}
	for col, c := range w.cells {
		most, ok := wholeNumber(c)
		if !ok {
			continue
		}
		for _, above := range b.g.rows[b.body:i] {
			if n, ok := wholeNumber(above.cell(col)); ok && n > most {
				return false
			}
		}
		return i > b.body+1
	}
	return false
}

// wholeNumber reads a count in either spelling of thousands.
func wholeNumber(s string) (int, bool) {
	if strings.ContainsAny(s, ".,") && !thousands.MatchString(s) {
		return 0, false
	}
	n, err := strconv.Atoi(strings.NewReplacer(".", "", ",", "").Replace(s))
	return n, err == nil
}

// isNote says whether a row is a footer by its words. afterTotal tells that the
// total has been seen: what is said then about the whole is no area either.
func (w raw) isNote(afterTotal, afterBlank bool) bool {
	n, first, _ := w.filled()
	if n == 0 || n > 3 && !afterTotal {
		return false
	}
	label := plain(w.cells[first])
	switch {
	case noteLabel.MatchString(label):
		return n <= 3
	case afterTotal && ratioLabel.MatchString(label):
		return true
	}
	return n == 1 && (afterTotal || afterBlank) && !isNumber(label)
}

// columnNumbers says whether a row numbers the columns: 1, 2, 3 … or (1), (2),
// (3)=(2)/(1) …, and with which number it begins. Where a table goes on it may
// leap once, from the columns that are repeated to the further ones.
func (w raw) columnNumbers(goesOn bool) (from int, ok bool) {
	n, last, leaps := 0, 0, 0
	if goesOn {
		leaps = 1
	}
	for _, c := range w.cells {
		if c == "" {
			continue
		}
		m := columnNo.FindStringSubmatch(c)
		if m == nil {
			return 0, false
		}
		k, err := strconv.Atoi(m[1])
		if err != nil || n > 0 && k <= last {
			return 0, false
		}
		if n > 0 && k != last+1 {
			if leaps--; leaps < 0 {
				return 0, false
			}
		}
		if n == 0 {
			from = k
		}
		n, last = n+1, k
	}
	return from, n >= 3 && from >= 1
}

// numberOf gives the number in a table's title, and whether it goes on with an
// earlier part: "Tabel 24 (lanj.)".
func numberOf(title string) (number string, on bool) {
	title = plain(title)
	m := tableTitle.FindStringSubmatch(title)
	if m == nil {
		return "", false
	}
	return m[1], goesOn.MatchString(title)
}
