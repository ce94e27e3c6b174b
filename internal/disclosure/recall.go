package disclosure

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
)

// Text writes what was decided, for the releases of another process: the same bytes for the same decisions. It is of no use
// to another program, whose rules may be others.
func (l *Learned) Text() []byte {
	keys := slices.SortedFunc(maps.Keys(l.now), func(a, b fingerprint) int { return bytes.Compare(a[:], b[:]) })
	var b []byte
	for _, key := range keys {
		v := l.now[key]
		b = binary.AppendUvarint(append(b, key[:]...), uint64(len(v.rules)))
		for i := range v.rules {
			b = append(b, byte(v.rules[i]), byte(v.bands[i]), byte(v.months[i]), byte(v.months[i]>>8))
		}
	}
	return b
}

// Recall takes over what another process decided; false for a text that was not written by Text.
func (l *Learned) Recall(text []byte) bool {
	const cell = 4 // bytes
	now := map[fingerprint]outcome{}
	for len(text) > 0 {
		var key fingerprint
		if len(text) < len(key) {
			return false
		}
		copy(key[:], text)
		n, size := binary.Uvarint(text[len(key):])
		if text = text[min(len(text), len(key)+max(size, 0)):]; size <= 0 || n > uint64(len(text)/cell) {
			return false
		}
		v := newOutcome(int(n))
		for i := range v.rules {
			c := text[i*cell:][:cell]
			v.rules[i], v.bands[i], v.months[i] = Rule(c[0]), Band(c[1]), binary.LittleEndian.Uint16(c[2:])
			if v.bands[i] > From100 {
				return false
			}
		}
		now[key], text = v, text[int(n)*cell:]
	}
	l.now, l.news = now, false
	return true
}

// News says whether anything was decided that was not known before, or is no longer needed.
func (l *Learned) News() bool { return l.news }
