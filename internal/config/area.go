package config

import "strings"

// Dotted gives a Kemendagri area code in its dotted form, 14.10.02.2005, from
// that form or from bare digits (domain reference §6.1). ok is false where the
// text is neither.
func Dotted(code string) (dotted string, ok bool) {
	if isDotted(code) {
		return code, true
	}
	digits := strings.ReplaceAll(code, ".", "")
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return "", false
		}
	}
	switch len(digits) {
	case 2:
		dotted = digits
	case 4:
		dotted = digits[:2] + "." + digits[2:]
	case 6:
		dotted = digits[:2] + "." + digits[2:4] + "." + digits[4:]
	case 10:
		dotted = digits[:2] + "." + digits[2:4] + "." + digits[4:6] + "." + digits[6:]
	default:
		return "", false
	}
	return dotted, code == digits || code == dotted
}

// isDotted says whether a code has the dotted form already, as nearly all have.
func isDotted(code string) bool {
	switch len(code) {
	case len("14"), len("14.10"), len("14.10.02"), len("14.10.02.2005"):
	default:
		return false
	}
	for i := range len(code) {
		if dot := i == 2 || i == 5 || i == 8; dot != (code[i] == '.') || !dot && (code[i] < '0' || code[i] > '9') {
			return false
		}
	}
	return true
}
