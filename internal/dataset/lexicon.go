package dataset

import (
	"bytes"
	"encoding/binary"
	"slices"

	"terang/internal/personal"
)

// lexicon knows cells of a column by their bytes. Files go in turns, so what came
// after a cell the last time is looked at first.
type lexicon struct {
	words []word
	last  int // the word that was read last
	at    map[string]int
}

// mark is the beginning of a text, up to sixteen bytes, laid out so that it is known
// again by two comparisons.
type mark struct {
	low, high         uint64
	lowMask, highMask uint64 // of them, those that there are
}

// markBytes is how many bytes are compared with a mark.
const markBytes = 16

func markOf[T string | []byte](text T) mark {
	var first, mask [markBytes]byte
	for i := range copy(first[:], text) {
		mask[i] = 0xff
	}
	return mark{
		low: binary.LittleEndian.Uint64(first[:8]), high: binary.LittleEndian.Uint64(first[8:]),
		lowMask: binary.LittleEndian.Uint64(mask[:8]), highMask: binary.LittleEndian.Uint64(mask[8:]),
	}
}

// is says whether sixteen bytes begin with the mark.
func (m *mark) is(low, high uint64) bool {
	return (low^m.low)&m.lowMask|(high^m.high)&m.highMask == 0
}

// begins says whether a text of at least sixteen bytes begins with the mark.
func (m *mark) begins(b []byte) bool {
	return m.is(binary.LittleEndian.Uint64(b), binary.LittleEndian.Uint64(b[8:]))
}

// word is a cell, or several, together with the sign behind it.
type word struct {
	mark
	rest   []byte // further bytes, nil where there are none
	length int    // without the sign
	after  int    // the word that came after it
}

// The bounds of a lexicon: a column that exceeds them does not repeat itself.
const (
	longestWord = 64
	mostWords   = 256
)

func newWord(cell []byte, end byte) word {
	if len(cell) < markBytes {
		var all [markBytes]byte
		n := copy(all[:], cell)
		all[n] = end
		return word{mark: markOf(all[:n+1]), length: n}
	}
	return word{mark: markOf(cell[:markBytes]), rest: append(slices.Clone(cell[markBytes:]), end), length: len(cell)}
}

// begins says whether a text of at least sixteen bytes begins with the word.
func (w *word) begins(b []byte) bool {
	return w.mark.begins(b) && (w.rest == nil || bytes.HasPrefix(b[markBytes:], w.rest))
}

// unitCode is the code by which rows name a unit.
type unitCode struct {
	mark
	length int
}

// newUnitCode gives a code as it is known by its bytes. One that cannot be is taken
// for a cell in quotes, as no row has that is read by its bytes.
func newUnitCode(code string) unitCode {
	if len(code) == 0 || len(code) > markBytes || !isWord(code) {
		return unitCode{mark: markOf(`"`)}
	}
	return unitCode{markOf(code), len(code)}
}

// begins says whether a text of more than sixteen bytes begins with the code and a sign.
func (c *unitCode) begins(b []byte, end byte) bool {
	return c.mark.begins(b) && b[c.length] == end
}

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

// learn keeps a cell, if it can be known again by its bytes, and says whether it is new.
func (l *lexicon) learn(cell []byte, end byte) bool {
	if l.at == nil {
		l.at = map[string]int{}
	}
	if _, known := l.at[string(cell)]; known || len(l.words) >= mostWords || !isWord(cell) {
		return false
	}
	w := newWord(cell, end)
	w.after = len(l.words)
	l.at[string(cell)] = len(l.words)
	l.words = append(l.words, w)
	return true
}

// read finds the cell that a text of at least sixteen bytes begins with and gives
// its length, or -1.
func (l *lexicon) read(b []byte, delim byte) int {
	if l.last < len(l.words) {
		guess := l.words[l.last].after
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
	l.words[l.last].after, l.last = i, i
	return n
}
