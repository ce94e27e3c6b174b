package attack

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"terang/internal/bounds"
)

// token is a word, a number or a sign of a text.
type token struct {
	text   string // in small letters; of a number as it stands
	number bool
	value  float64
	slip   float64 // half of the last digit's unit: how far the true value may be off
	plain  bool    // a number without any mark in it
}

// tokens takes a text apart. Decimals are written as the language has it.
func tokens(text, lang string) []token {
	var list []token
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case unicode.IsDigit(r):
			n := numberLength(text)
			list = append(list, numberToken(text[:n], lang))
			text = text[n:]
			continue
		case unicode.IsLetter(r):
			n := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' })
			if n < 0 {
				n = len(text)
			}
			list = append(list, token{text: strings.ToLower(text[:n])})
			text = text[n:]
			continue
		case !unicode.IsSpace(r):
			list = append(list, token{text: string(r)})
		}
		text = text[size:]
	}
	return list
}

// numberLength gives how much of a text that begins with a digit is one number.
func numberLength(text string) int {
	n := 0
	for i := 0; i < len(text); i++ {
		c := text[i]
		digit := c >= '0' && c <= '9'
		mark := (c == '.' || c == ',') && i+1 < len(text) && text[i+1] >= '0' && text[i+1] <= '9'
		if !digit && !mark {
			break
		}
		n = i + 1
	}
	return n
}

func numberToken(text, lang string) token {
	group, point := ".", ","
	if lang == "en" {
		group, point = ",", "."
	}
	whole, part, _ := strings.Cut(strings.ReplaceAll(text, group, ""), point)
	value := 0.0
	for _, c := range whole + part {
		value = value*10 + float64(c-'0')
	}
	unit := math.Pow10(len(part))
	t := token{text: text, number: true, value: value / unit, plain: allDigits(text)}
	if part != "" {
		t.slip = 0.5 / unit
	}
	return t
}

// around gives the range that a printed number stands for.
func (t token) around(least float64) bounds.Interval {
	slip := t.slip
	if slip == 0 {
		slip = least
	}
	return bounds.Interval{Lo: t.value - slip, Hi: t.value + slip}
}

// year gives the year that a token names, or none.
func (t token) year() int {
	if t.plain && len(t.text) == 4 && t.value >= 1990 && t.value < 2100 {
		return int(t.value)
	}
	return none
}

// monthNames are the words for the twelve months, in both languages of portals.
var monthNames = [12][]string{
	{"januari", "january", "jan"},
	{"februari", "february", "feb"},
	{"maret", "march", "mar"},
	{"april", "apr"},
	{"mei", "may"},
	{"juni", "june", "jun"},
	{"juli", "july", "jul"},
	{"agustus", "august", "agu", "aug"},
	{"september", "sep"},
	{"oktober", "october", "okt", "oct"},
	{"november", "nov"},
	{"desember", "december", "des", "dec"},
}

// monthWord gives the month that a word names, from 0, or none.
func monthWord(word string) int {
	return slices.IndexFunc(monthNames[:], func(names []string) bool { return slices.Contains(names, word) })
}

// isAny says whether a word is one of a list.
func isAny(word, list string) bool {
	for word != "" {
		at := strings.Index(list, word)
		if at < 0 {
			return false
		}
		end := at + len(word)
		if (at == 0 || list[at-1] == ' ') && (end == len(list) || list[end] == ' ') {
			return true
		}
		list = list[end:]
	}
	return false
}

// The words by which a reader tells what a number is, in both languages.
const (
	wordsOf       = "dari of ÷"
	wordsWhole    = "semua all dari of"
	wordsOver     = "atas above over"
	wordsLess     = "bawah below under <"
	wordsMore     = "atau or ≥"
	wordsReports  = "melapor laporan kelengkapan reported reporting reports completeness"
	wordsRows     = "baris row rows line lines berkas file files"
	wordsIn       = "pada in"
	wordsTarget   = "target targetnya batas batasnya limit"
	wordsPlace    = "desa kelurahan kecamatan kabupaten kota provinsi puskesmas village villages district districts"
	wordsGroup    = wordsPlace + " layanan services service unit units angka figures laporan reports bulan months tahun years hari days orang tempat places"
	wordsTime     = "bulan months month tahun years year"
	wordsShort    = "kurang short"
	wordsInterval = "rentang keyakinan interval confidence mutu quality bobot weight"
	wordsUnmet    = "belum unserved"
	wordsRising   = "naik up"
	wordsFalling  = "turun down"
	wordsSteady   = "tetap unchanged"
)

// Signs and classes that tell how near a target a figure is, or how it moved.
const (
	standingSigns   = "▲▼◐●■◆"
	standingClasses = "good near bad calm q1 q2 q3 q4 q5"
)
