package content

import (
	"crypto/sha256"
	"path"
	"slices"
	"strings"

	"terang/internal/source"
)

// isTranslation says whether a piece is a post in another language: its file is
// named for it, as rakor.en.md.
func (p *piece) isTranslation() bool {
	name := strings.TrimSuffix(path.Base(p.post.File), path.Ext(p.post.File))
	lang := strings.TrimPrefix(path.Ext(name), ".")
	if len(p.opt.Languages) < 2 || !slices.Contains(p.opt.Languages[1:], lang) {
		return false
	}
	p.lang = lang
	return true
}

// translatable are the keys that a translation may have.
func translatable() []string {
	return []string{"judul", "title", "ringkasan", "summary", "penulis", "author", "gambar", "image"}
}

// judgeKeys reports what a translation cannot say for itself.
func (p *piece) judgeKeys() {
	for _, key := range p.yaml.Keys() {
		if !slices.Contains(translatable(), key) {
			p.problems.Warn(p.yaml.Pos(key), "translation-key", "key", key, "known", strings.Join(translatable(), ", "))
		}
	}
}

// join gives the posts without their translations, each of which goes to its post.
func join(pieces []*piece, languages []string) []*piece {
	byFile := map[string]*piece{}
	for _, p := range pieces {
		byFile[p.post.File] = p
	}
	var originals []*piece
	for _, p := range pieces {
		if p.lang == "" {
			if len(languages) > 1 {
				p.post.Lang = languages[0]
			}
			originals = append(originals, p)
			continue
		}
		ext := path.Ext(p.post.File)
		file := strings.TrimSuffix(p.post.File, "."+p.lang+ext) + ext
		of := byFile[file]
		if of == nil {
			p.problems.Warn(source.Pos{File: p.post.File}, "translation-alone", "file", file)
			p.state = unread
			continue
		}
		p.post.Slug, p.state, p.post.Lang = of.post.Slug, of.state, p.lang
		if of.post.said == nil {
			of.post.said = map[string]*Post{}
		}
		of.post.said[p.lang] = &p.post
	}
	return originals
}

// In gives the posts in one of the site's languages. One that nobody has translated
// stays in its own.
func (c *Content) In(lang string) *Content {
	in := *c
	in.Posts = slices.Clone(c.Posts)
	for i := range in.Posts {
		p := &in.Posts[i]
		t, ok := p.said[lang]
		if !ok {
			continue
		}
		p.Lang, p.File = lang, t.File
		p.Title, p.Summary, p.Excerpt, p.Holes, p.text = t.Title, t.Summary, t.Excerpt, t.Holes, t.text
		p.Digest = sha256.Sum256(append(p.Digest[:], t.Digest[:]...))
		p.Away, p.Inner = t.Away, t.Inner
		if t.Author != "" {
			p.Author = t.Author
		}
		if t.Image.Path != "" {
			p.Image = t.Image
		}
	}
	return &in
}
