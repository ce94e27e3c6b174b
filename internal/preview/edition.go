package preview

import (
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"terang/internal/source"
)

// volume is a finished site: files by their path, made when somebody asks.
type volume interface {
	Has(name string) bool
	File(name string) ([]byte, source.Problems, error)
}

// edition is what is shown after one build; it is not changed any more. Its mark
// is the same wherever the same is shown.
type edition struct {
	mark  string
	site  volume // nil where no build has succeeded yet
	of    string // the mark of site
	sheet []byte // HTML over every page; nil where nothing is wrong
}

// whole is the edition of a site that is in order, made from what mark names.
func whole(site volume, mark string) *edition { return &edition{mark: mark, site: site, of: mark} }

// broken is the edition after a broken save: the last whole site, of which there
// may be none, with a sheet over it.
func broken(last *edition, s sheet) *edition {
	over := s.html()
	digest := sha256.Sum256(append([]byte(last.of+"\n"), over...))
	return &edition{mark: hex.EncodeToString(digest[:8]), site: last.site, of: last.of, sheet: over}
}

// has says whether the site has a file.
func (e *edition) has(name string) bool { return e.site != nil && e.site.Has(name) }

// shelf holds the present edition; whoever reads it can wait for the next.
type shelf struct {
	mu   sync.Mutex
	now  *edition
	next chan struct{} // closed when another edition takes the place of now
}

func newShelf() *shelf { return &shelf{now: &edition{}, next: make(chan struct{})} }

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

// present gives the present edition.
func (s *shelf) present() *edition {
	e, _ := s.look()
	return e
}
