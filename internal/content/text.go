package content

import (
	"crypto/sha256"
	"sync"
)

// Text is what a post says.
type Text struct {
	Body     Body
	Headings []Heading
	Words    string // all of them, for a search index
	Passages []Passage
}

// Text gives what a post says. Several may ask at once.
func (p *Post) Text() *Text {
	if p.text == nil {
		return &Text{}
	}
	return p.text()
}

// Say gives a post another text.
func (p *Post) Say(t *Text) {
	p.text, p.Holes = func() *Text { return t }, t.Body.Holes()
}

// Memory is what one reading leaves for the next, by digests of what it follows from. The zero
// value keeps nothing.
type Memory struct {
	Recall func(of [sha256.Size]byte) (text string, ok bool)
	Keep   func(of [sha256.Size]byte, text string)
}

// recall takes over what is known of a text of words alone: its first ones. Nothing stands in it
// that follows from other files or from figures, and nothing was found in it, so it is read
// when somebody asks for it.
func (p *piece) recall(f *folder, m Memory) bool {
	if m.Recall == nil {
		return false
	}
	excerpt, ok := m.Recall(p.post.Digest)
	if !ok {
		return false
	}
	p.post.Excerpt = excerpt
	p.post.text = sync.OnceValue(func() *Text {
		alone := *p
		alone.problems = nil // there were none
		alone.readBody(f)
		return alone.post.Text()
	})
	return true
}

// keep notes a text of words alone; found says that there was something to tell of it. What it
// leads to within its own page is looked for once that page is planned.
func (p *piece) keep(m Memory, found bool) {
	if m.Keep != nil && !found && len(p.post.Holes) == 0 && len(p.post.Inner) == 0 {
		m.Keep(p.post.Digest, p.post.Excerpt)
	}
}
