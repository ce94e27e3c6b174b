package search

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
)

// piece is the lines of one file, and the key from which on they stand there.
type piece struct {
	begins string
	lines  []string
}

// keyed is a line under a key that it is found by.
type keyed struct{ key, line string }

// divide sorts lines by key and cuts them into pieces. A piece holds a line once,
// under however many keys it stands there.
func divide(list []keyed) []piece {
	slices.SortFunc(list, func(a, b keyed) int {
		if c := strings.Compare(a.key, b.key); c != 0 {
			return c
		}
		return strings.Compare(a.line, b.line)
	})
	var pieces []piece
	size, seen := pieceSize, map[string]bool{}
	for i, k := range list {
		if size >= pieceSize {
			begins := ""
			if i > 0 {
				begins = between(list[i-1].key, k.key)
			}
			pieces = append(pieces, piece{begins: begins})
			size = 0
			clear(seen)
		}
		if seen[k.line] {
			continue
		}
		seen[k.line] = true
		last := &pieces[len(pieces)-1]
		last.lines = append(last.lines, k.line)
		size += len(k.line) + 3
	}
	return pieces
}

// between gives the shortest text after one key and not after the next. Of a key
// that goes on in the next piece it is the key itself, so the piece before a
// beginning may hold that key too.
func between(before, next string) string {
	n := 0
	for n < len(before) && n < len(next) && before[n] == next[n] {
		n++
	}
	n = min(n+1, len(next))
	for n < len(next) && next[n]&0xC0 == 0x80 { // never within a letter
		n++
	}
	return next[:n]
}

// encode writes JSON as it is, without escapes for HTML.
func encode(v any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic(err) // lists of text cannot fail to be written
	}
	return b.Bytes()
}
