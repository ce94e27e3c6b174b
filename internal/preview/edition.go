package preview

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"maps"
	"slices"
	"strconv"
	"sync"
)

// edition is what is shown after one build; it is not changed any more. Its mark
// is the same wherever the same is shown.
type edition struct {
	mark  string
	files map[string][]byte // by path; nil where no build has succeeded yet
	sheet []byte            // HTML over every page; nil where nothing is wrong
}

// whole is the edition of a site that is in order.
func whole(files map[string][]byte) *edition {
	return &edition{mark: mark(files, nil), files: files}
}

// broken is the edition after a broken save: the last whole site, which may be
// nil, with a sheet over it.
func broken(last map[string][]byte, s sheet) *edition {
	over := s.html()
	return &edition{mark: mark(last, over), files: last, sheet: over}
}

func mark(files map[string][]byte, sheet []byte) string {
	h := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		enter(h, []byte(name))
		enter(h, files[name])
	}
	enter(h, sheet)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// enter takes a text into a digest with its length before it, so that no two
// lists of texts read alike.
func enter(h hash.Hash, text []byte) {
	h.Write([]byte(strconv.Itoa(len(text)) + ":"))
	h.Write(text)
}

// shelf holds the present edition; whoever reads it can wait for the next.
type shelf struct {
	mu   sync.Mutex
	now  *edition
	next chan struct{} // closed when another edition takes the place of now
}

func newShelf() *shelf { return &shelf{now: whole(nil), next: make(chan struct{})} }

// put makes an edition the present one, unless it shows what is shown already.
func (s *shelf) put(e *edition) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e.mark == s.now.mark {
		return
	}
	s.now = e
	close(s.next)
	s.next = make(chan struct{})
}

// look gives the present edition and what is closed when it is no longer that.
func (s *shelf) look() (*edition, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now, s.next
}

// site gives the files of the last whole site, nil where there has been none.
func (s *shelf) site() map[string][]byte {
	e, _ := s.look()
	return e.files
}
