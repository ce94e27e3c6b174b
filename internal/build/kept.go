package build

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/disclosure"
	"terang/internal/site"
	"terang/internal/source"
	"terang/internal/theme"
	"terang/internal/words"
)

// Kept holds what one build leaves for the next of the same site: what is made of
// themes/ and of data/, as long as nothing has changed in them. A nil one keeps
// nothing. It serves one build at a time.
type Kept struct {
	looks  memo[*theme.Theme]
	counts memo[*numbers]

	read    dataset.Kept // within counts, where only some of data/ has changed
	still   string       // what of data/ is no observation
	ground  func() *site.Ground
	decided disclosure.Learned
	texts   shelf
}

// memo is a value, the problems found while it was made, and the mark of what it
// was made from.
type memo[T any] struct {
	mark  string
	value T
	ps    source.Problems
}

// get gives the value that is there if it was made from the same, else makes it.
func (p *memo[T]) get(mark string, make func() (T, source.Problems)) (T, source.Problems) {
	if p.mark != mark {
		p.value, p.ps = make()
		p.mark = mark
	}
	return p.value, slices.Clone(p.ps) // problems are marked where site.yaml excepts them
}

func (k *Kept) look(root fs.FS, cfg config.Site) (*theme.Theme, source.Problems) {
	read := func() (*theme.Theme, source.Problems) {
		return theme.Read(root, dressed(cfg), cfg.Language, cfg.Others...)
	}
	if k == nil {
		return read()
	}
	m := newMark()
	m.text(cfg.Theme, cfg.Language, strings.Join(cfg.Others, " "))
	m.folder(root, "themes")
	m.folder(root, "site.yaml")
	for _, logo := range []string{cfg.Look.Logo, cfg.Look.LogoDark, cfg.Look.LogoCard} {
		if fs.ValidPath(logo) {
			m.folder(root, logo)
		}
	}
	return k.looks.get(m.sum(), read)
}

// count gives what comes of data/. Where that is made now, meanwhile is done once data have been read.
func (k *Kept) count(
	root fs.FS, cfg config.Site, wording func() *words.Catalogue, o Options, meanwhile func(*dataset.Data),
) (*numbers, source.Problems) {
	if k == nil {
		return k.readNumbers(root, cfg, wording, o, "", meanwhile)
	}
	still := newMark() // but for observations
	still.text(k.looks.mark, o.Date.String(), o.AsOf.String(), cfg.BaseURL)
	still.folder(root, "site.yaml")
	observed := func(name string) bool { return dataset.IsObserved(cfg, name) }
	given := append([]string{"data"}, answers(cfg)...)
	for _, name := range given {
		still.files(root, name, func(name string) bool { return !observed(name) })
	}
	all := newMark()
	all.text(still.sum())
	for _, name := range given {
		all.files(root, name, observed)
	}
	return k.counts.get(all.sum(), func() (*numbers, source.Problems) {
		return k.readNumbers(root, cfg, wording, o, still.sum(), meanwhile)
	})
}

// marker makes the mark of input: the same for the same files, and another one when
// a file is changed, added, renamed or removed.
type marker struct {
	to  io.Writer
	sum func() string
}

func newMark() marker {
	h := sha256.New()
	return marker{h, func() string { return hex.EncodeToString(h.Sum(nil)[:16]) }}
}

// text takes words in, each with its length, so that no two lists read alike.
func (m marker) text(words ...string) {
	for _, w := range words {
		fmt.Fprintf(m.to, "%d:%s", len(w), w) // a digest does not fail
	}
}

// wholeFile is how large a file may be to be read for its mark. A larger one is taken to be
// unchanged while its size and time are: an editor that sets the time back is not thought of.
const wholeFile = 1 << 20

// folder takes in a file, or all files below a folder. What cannot be read counts
// as such; whoever reads the files tells why.
func (m marker) folder(root fs.FS, dir string) {
	m.files(root, dir, func(string) bool { return true })
}

// files takes in some of the files below a folder, as folder does.
func (m marker) files(root fs.FS, dir string, takes func(name string) bool) {
	_ = fs.WalkDir(root, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			m.text(name, err.Error())
			return nil
		}
		if d.IsDir() || !takes(name) {
			return nil
		}
		info, err := fs.Stat(root, name)
		if err != nil {
			m.text(name, err.Error())
			return nil
		}
		m.text(name, info.Mode().String())
		if info.Size() > wholeFile || !info.Mode().IsRegular() {
			m.text(fmt.Sprint(info.Size(), info.ModTime().UnixNano()))
			return nil
		}
		body, err := fs.ReadFile(root, name)
		if err != nil {
			m.text(err.Error())
		}
		m.text(string(body))
		return nil
	})
}
