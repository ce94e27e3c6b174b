package dataset

import "bytes"

// lexicon knows cells of a column and what they mean. Files go in turns, so what
// came after a cell the last time is looked at first.
type lexicon[T any] struct {
	cells []string
	means []T
	after []int // by cell: the one that came after it
	last  int   // the cell that was read last
	at    map[string]int
}

// The bounds of a lexicon: a column that exceeds them does not repeat itself.
const (
	longestWord = 64
	mostWords   = 256
)

// learn keeps a cell, if it can be known again by its bytes.
func (l *lexicon[T]) learn(cell []byte, means T, delim byte) {
	if l.at == nil {
		l.at = map[string]int{}
	}
	if _, known := l.at[string(cell)]; known || len(l.cells) >= mostWords || len(cell) > longestWord ||
		bytes.IndexByte(cell, delim) >= 0 || bytes.ContainsAny(cell, "\"\n") || isIdentity(cleanBytes(cell)) {
		return
	}
	l.at[string(cell)] = len(l.cells)
	l.after = append(l.after, len(l.cells))
	l.cells, l.means = append(l.cells, string(cell)), append(l.means, means)
}

// read finds the cell that a text begins with and gives its length, or -1.
func (l *lexicon[T]) read(b []byte, delim byte) int {
	if len(l.cells) == 0 {
		return -1
	}
	if guess := l.after[l.last]; begins(b, l.cells[guess], delim) {
		l.last = guess
		return len(l.cells[guess])
	}
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
