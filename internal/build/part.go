package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

	"terang/internal/disclosure"
	"terang/internal/health"
)

// part makes a part of the site, unless the ledger says that it follows from the same as
// in the last build, or is another share's. about is the place that it is about; name is that of its first file, reads whose figures it shows.
func (s *made) part(number int, about health.Unit, name string, reads []disclosure.Scope, out outlet, make func(outlet) (drawing, error)) error {
	var p piece
	if !s.mine(number, about) {
		return nil
	}
	if s.ledger != nil {
		p.of = s.ledger.of(number, reads)
		if kept, err := s.ledger.passes(number, p.of, name); err != nil || kept {
			last := s.ledger.next[number]
			s.version.add(last.sum)
			s.count(last.drawing)
			return err
		}
	}
	var err error
	p.drawing, err = make(s.noting(&p, name, out))
	s.version.add(p.sum)
	s.count(p.drawing)
	if s.ledger != nil {
		s.ledger.next[number] = p
	}
	return err
}

// noting gives an outlet that notes the files of a part.
func (s *made) noting(p *piece, name string, out outlet) outlet {
	note := func(path string) {
		if path != name && s.ledger != nil {
			p.others = append(p.others, path)
		}
	}
	to := outlet{write: func(path string, body []byte) error {
		note(path)
		if s.version != nil {
			p.sum.add(sumOf(path, body))
		}
		return out.write(path, body)
	}}
	if out.dear != nil {
		to.dear = func(path string, of [sha256.Size]byte, make func() []byte) error {
			note(path)
			return out.dear(path, of, make)
		}
	}
	return to
}

func (s *made) count(d drawing) {
	if d.maps > 0 {
		s.maps.Lock()
		defer s.maps.Unlock()
		s.traced.add(d)
	}
}

// outlines tells how many maps pages and plans have, the bytes of the largest, and of those that one may have.
func (s *made) outlines() (maps, largest, budget int) {
	maps, largest, budget = s.shapes.Drawn()
	return maps + s.traced.maps, max(largest, s.traced.largest), budget
}

// fileSum is of files in whatever order.
type fileSum [sha256.Size]byte

func (s *fileSum) add(o fileSum) {
	for i := range s {
		s[i] ^= o[i]
	}
}

func sumOf(path string, body []byte) fileSum {
	h := sha256.New()
	fmt.Fprintf(h, "%s\n", path)
	h.Write(body)
	return fileSum(h.Sum(nil))
}

// version tells the files of a site from those of another build. A nil one is not asked for.
type version struct {
	mu  sync.Mutex
	sum fileSum
}

func (v *version) add(s fileSum) {
	if v == nil {
		return
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.sum.add(s)
}

// watch takes in what is written.
func (v *version) watch(write writeFunc) writeFunc {
	if v == nil {
		return write
	}
	return func(path string, body []byte) error {
		v.add(sumOf(path, body))
		return write(path, body)
	}
}

func (v *version) String() string { return hex.EncodeToString(v.sum[:8]) }
