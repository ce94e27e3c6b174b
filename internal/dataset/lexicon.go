package dataset

import (
	"bytes"
	"encoding/binary"

	"terang/internal/personal"
)

// lexicon knows cells of a column by their bytes. Files go in turns, so what came
// after a cell the last time is looked at first.
type lexicon struct {
	words []word
	after []int // by word: the one that came after it
	last  int   // the word that was read last
	at    map[string]int
}

// word is a cell together with the sign that ends it, laid out so that most are
// known by two comparisons.
type word struct {
	low, high         uint64 // the first sixteen bytes
	lowMask, highMask uint64 // of them, those that there are
	rest              string // further bytes
	length            int    // of the cell
	end               byte   // the sign behind it
}

// The bounds of a lexicon: a column that exceeds them does not repeat itself.
const (
	longestWord = 64
	mostWords   = 256
)

// wordBytes is how many bytes a word is compared with at once.
const wordBytes = 16

func newWord(cell string, end byte) word {
	var first, mask [wordBytes + 1]byte
	n := copy(first[:wordBytes], cell)
	first[n] = end
	for i := range n + 1 {
		mask[i] = 0xff
	}
	w := word{
		low: binary.LittleEndian.Uint64(first[:8]), high: binary.LittleEndian.Uint64(first[8:]),
		lowMask: binary.LittleEndian.Uint64(mask[:8]), highMask: binary.LittleEndian.Uint64(mask[8:]),
		length: len(cell), end: end,
	}
	if len(cell) >= wordBytes {
		w.rest = cell[wordBytes:] + string(rune(end))
	}
	return w
}

// neverWord is a word that no cell is: it ends before a quotation mark.
func neverWord(end byte) word { return word{low: '"', lowMask: 0xff, end: end} }

// isWord says whether a cell can be known by its bytes: it has no quotes, ends where
// the cell does, and is no data of a person, of which every one is counted.
func isWord[T string | []byte](cell T) bool {
	for i := range len(cell) {
		switch cell[i] {
		case '"', ',', ';', '\t', '\n':
			return false
		}
	}
	return len(cell) <= longestWord && personal.Look(cell) == personal.None
}

// begins says whether a text of at least sixteen bytes begins with the word.
func (w *word) begins(b []byte) bool {
	low, high := binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:])
	return (low^w.low)&w.lowMask|(high^w.high)&w.highMask == 0 && (w.rest == "" || bytes.HasPrefix(b[wordBytes:], []byte(w.rest)))
}

// learn keeps a cell, if it can be known again by its bytes, and says whether it is new.
func (l *lexicon) learn(cell []byte, end byte) bool {
	if l.at == nil {
		l.at = map[string]int{}
	}
	if _, known := l.at[string(cell)]; known || len(l.words) >= mostWords || !isWord(cell) {
		return false
	}
	l.at[string(cell)] = len(l.words)
	l.after = append(l.after, len(l.words))
	l.words = append(l.words, newWord(string(cell), end))
	return true
}

// read finds the cell that a text of at least sixteen bytes begins with and gives
// its length, or -1.
func (l *lexicon) read(b []byte, delim byte) int {
	if l.last < len(l.after) {
		guess := l.after[l.last]
		if w := &l.words[guess]; w.begins(b) {
			l.last = guess
			return w.length
		}
	}
	return l.look(b, delim)
}

// look is read for a cell that was not guessed.
func (l *lexicon) look(b []byte, delim byte) int {
	n := cellLength(b, delim)
	if n < 0 || n > longestWord {
		return -1
	}
	i, known := l.at[string(b[:n])]
	if !known {
		return -1
	}
	l.after[l.last], l.last = i, i
	return n
}
