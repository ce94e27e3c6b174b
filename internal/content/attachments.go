package content

import (
	"cmp"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Attachment is a file that a post offers to fetch.
type Attachment struct {
	Path string // an Asset.Path
	Name string // as the writer calls it, else the file's own name
	Kind string // "PDF"
	Size int    // bytes
}

// attachmentFront is {berkas, nama}, or a file in its place.
type attachmentFront struct {
	Berkas string `yaml:"berkas" form:"file"`
	File   string `yaml:"file"`
	Nama   string `yaml:"nama" form:"line"`
	Name   string `yaml:"name"`
}

// UnmarshalYAML reads a file; the strict reader takes mappings apart itself.
func (a *attachmentFront) UnmarshalYAML(read func(any) error) error { return read(&a.Berkas) }

// attachments is a list of files, or one in its place.
type attachments []attachmentFront

// UnmarshalYAML reads one file; the strict reader takes lists, and one mapping in place of a list, apart itself.
func (l *attachments) UnmarshalYAML(read func(any) error) error {
	var one string
	if err := read(&one); err != nil {
		return err
	}
	*l = attachments{{Berkas: one}}
	return nil
}

// takeAttachments reads the files that a post offers.
func (p *piece) takeAttachments(w *front, f *folder) {
	list := p.key(nil, "lampiran", "attachments")
	for i, given := range slices.Concat(w.Lampiran, w.Attachments) {
		here := element(list, i)
		if !p.yaml.Has(here...) {
			here = list // one file in place of a list
		}
		at := p.yaml.Pos(here...)
		for _, key := range []string{"berkas", "file"} {
			if where := slices.Concat(here, []string{key}); p.yaml.Has(where...) {
				at = p.yaml.Pos(where...)
			}
		}
		name := cmp.Or(given.Berkas, given.File)
		if name == "" {
			p.problems.Error(at, "attachment-without-file", "value", strconv.Itoa(i+1))
			continue
		}
		h := f.link(p.post.File, name, at, &p.problems)
		switch {
		case h == nil:
			continue
		case h.Name != HoleAsset:
			p.problems.Error(at, "missing-file", "value", name)
			continue
		}
		asset := f.assets[f.source(h.Get("path"))]
		a := Attachment{
			Path: asset.Path, Name: oneLine(cmp.Or(given.Nama, given.Name)), Kind: strings.ToUpper(strings.TrimPrefix(path.Ext(asset.Source), ".")),
		}
		a.Name = cmp.Or(a.Name, path.Base(asset.Source))
		if info, err := fs.Stat(f.root, asset.Source); err == nil {
			a.Size = int(info.Size())
		}
		p.post.Attachments = append(p.post.Attachments, a)
	}
}

// source finds the asset with an address on the site.
func (f *folder) source(sitePath string) string {
	for name, a := range f.assets {
		if a.Path == sitePath {
			return name
		}
	}
	return ""
}
