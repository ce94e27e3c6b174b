// Package personal knows what data about single persons look like: identity numbers
// (NIK), numbers of insurance cards (BPJS), mobile telephones and e-mail addresses,
// and the headings of lists of people (domain reference §9.3). Only counts of people
// belong into a portal; a file with such cells is refused, and no message shows one.
package personal

import (
	"bytes"
	"regexp"
)

// Kind is what a cell holds.
type Kind uint8

// The kinds, and None for all else.
const (
	None Kind = iota
	Identity
	Card
	Phone
	Email
)

// Kinds lists all but None.
func Kinds() []Kind { return []Kind{Identity, Card, Phone, Email} }

// The lengths of the numbers, and the fewest digits of a telephone.
const (
	identityDigits = 16
	cardDigits     = 13
	phoneDigits    = 10
)

// Look says what a cell holds: as a whole, or within a longer text. It costs next to
// nothing for cells without ten digits or the sign of an address, and for the codes
// of areas and facilities.
func Look[T string | []byte](cell T) Kind {
	digits, at, power := 0, false, false
	for i := range len(cell) {
		b := cell[i]
		if b-'0' <= 9 {
			digits++
			continue
		}
		at = at || b == '@'
		power = power || digits > 0 && (b == 'E' || b == 'e')
	}
	if digits < phoneDigits && !at && !power {
		return None
	}
	if digits < cardDigits && !at && !power && !mayBePhone(cell) {
		return None
	}
	return look([]byte(cell), digits)
}

// mayBePhone says whether a cell has what every telephone has here: the sign of a
// number from abroad, or 8 and no 0 behind 0 or 62. It may be wrong where it says
// so, and is not where it denies it.
func mayBePhone[T string | []byte](cell T) bool {
	for i := range len(cell) {
		switch b := cell[i]; {
		case b == '+', b > 0x7f:
			return true
		case b == '8' && i > 0 && i+1 < len(cell) && cell[i+1]-'1' < 9:
			before := i - 1
			if before > 0 && (cell[before] == ' ' || cell[before] == '-') {
				before--
			}
			if cell[before] == '0' || before > 0 && cell[before-1] == '6' && cell[before] == '2' {
				return true
			}
		}
	}
	return false
}

// mobile is a mobile telephone: 08 or +62 8 and on, with at least ten digits. A dot
// after the first digits would make it a number with decimals.
const mobile = `(?:\+62[ .-]?|62[ -]?|\(?0[ -]?)8[1-9]\d?(?:[ .()-]{0,2}\d){6,10}`

// abroad is any telephone as it is called from abroad.
const abroad = `\(?\+62\)?(?:[ .()-]{0,2}\d){8,11}`

// The forms of a cell. A spreadsheet makes of an identity number 1.41001E+15, or
// groups it; people part it by what it is made of, or by fours.
var (
	power = regexp.MustCompile(`^\d(?:[.,]\d+)?[eE]\+?15$`)
	tail  = regexp.MustCompile(`[.,]0{1,2}$`)
	parts = regexp.MustCompile(`^(?:\d{6}[ .-]\d{6}[ .-]\d{4}|\d{4}[ .-]\d{4}[ .-]\d{4}[ .-]\d{4}|` +
		`\d{2}[ .-]\d{2}[ .-]\d{2}[ .-]\d{6}[ .-]\d{4}|\d(?:\.\d{3}){5}|\d(?:,\d{3}){5}|\d(?: \d{3}){5})$`)
	years     = regexp.MustCompile(`^(?:(?:19|20)\d\d[ .-]){3}(?:19|20)\d\d$`)
	cardParts = regexp.MustCompile(`^\d{4}[ .-]\d{4}[ .-]\d{5}$`)
	phone     = regexp.MustCompile(`^` + mobile + `$`)
	landline  = regexp.MustCompile(`^` + abroad + `$`)
	email     = regexp.MustCompile(`[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,}`)
)

// Within a text numbers are known by what stands around them, and an identity number
// by what it is made of: a province, and a day of birth, of women forty days on.
var (
	phoneWithin    = regexp.MustCompile(`(?:^|[^\d.,+]|[^\d],)` + mobile + `(?:$|\D)`)
	identityWithin = regexp.MustCompile(`(?:^|\D)(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7])\d{4}` +
		`(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d{6}(?:$|\D)`)
)

func look(cell []byte, digits int) Kind {
	cell = bare(cell)
	whole := tail.ReplaceAll(cell, nil)
	switch {
	case power.Match(cell), onlyDigits(whole, identityDigits), digits == identityDigits && parts.Match(whole) && !years.Match(whole):
		return Identity
	case digits >= phoneDigits && (phone.Match(cell) || landline.Match(cell)):
		return Phone
	case onlyDigits(whole, cardDigits), digits == cardDigits && cardParts.Match(cell):
		return Card
	case bytes.IndexByte(cell, '@') >= 0 && email.Match(cell):
		return Email
	case digits < phoneDigits || len(cell) == digits || bytes.Contains(cell, []byte("://")):
		return None // an address of the web holds numbers of all kinds
	case digits >= identityDigits && identityWithin.Match(cell):
		return Identity
	case phoneWithin.Match(cell):
		return Phone
	}
	return None
}

// bare is a cell without blanks and without the signs by which spreadsheets keep
// digits as text.
func bare(cell []byte) []byte {
	cell = bytes.TrimSpace(bytes.ReplaceAll(cell, []byte("\u00a0"), []byte(" ")))
	if bytes.HasPrefix(cell, []byte(`="`)) {
		cell = bytes.TrimSuffix(cell[len(`="`):], []byte(`"`))
	}
	return bytes.TrimPrefix(cell, []byte("'"))
}

func onlyDigits(cell []byte, length int) bool {
	if len(cell) != length {
		return false
	}
	for _, b := range cell {
		if b < '0' || b > '9' {
			return false
		}
	}
	return true
}
