package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"maps"
	"slices"
	"sync"

	"terang/internal/content"
)

// shelf keeps short answers by a digest of all that each follows from: those that a build asked for or gave stand
// there for the next.
type shelf struct {
	mu      sync.Mutex
	was, is map[[sha256.Size]byte]string
}

// turn begins another build.
func (s *shelf) turn() { s.was, s.is = s.is, map[[sha256.Size]byte]string{} }

func (s *shelf) recall(of [sha256.Size]byte) (string, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	text, ok := s.was[of]
	if ok {
		s.is[of] = text
	}
	return text, ok
}

func (s *shelf) keep(of [sha256.Size]byte, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.is[of] = text
}

// memory is the shelf of a build as the reader of texts asks for it; a nil one remembers nothing.
func (s *shelf) memory() content.Memory {
	if s == nil {
		return content.Memory{}
	}
	return content.Memory{Recall: s.recall, Keep: s.keep}
}

// news says whether the next build would find something else than this one did.
func (s *shelf) news() bool { return !maps.Equal(s.was, s.is) }

// text writes the answers, read takes them over; false for a text that was not so written.
func (s *shelf) text() []byte {
	var b []byte
	for _, of := range slices.SortedFunc(maps.Keys(s.is), func(a, b [sha256.Size]byte) int { return bytes.Compare(a[:], b[:]) }) {
		b = binary.AppendUvarint(append(b, of[:]...), uint64(len(s.is[of])))
		b = append(b, s.is[of]...)
	}
	return b
}

func (s *shelf) read(text []byte) bool {
	s.is = map[[sha256.Size]byte]string{}
	for len(text) > 0 {
		if len(text) < sha256.Size {
			return false
		}
		of := [sha256.Size]byte(text)
		n, size := binary.Uvarint(text[sha256.Size:])
		if text = text[sha256.Size+max(size, 0):]; size <= 0 || n > uint64(len(text)) {
			return false
		}
		s.is[of], text = string(text[:n]), text[n:]
	}
	return true
}
