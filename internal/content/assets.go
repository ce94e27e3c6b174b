package content

import (
	"cmp"
	"errors"
	"io/fs"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/parser"

	"terang/internal/photo"
	"terang/internal/source"
)

// Asset is a file of content/ that posts show or link to. A document is published as
// it is. A picture never is, since it may tell where and by whom it was taken: what
// [photo.Lab] makes of it stands in its place.
type Asset struct {
	Path    string // on the site, from its root: media/berita/foto.jpg
	Source  string // in the root: content/berita/foto.jpg
	Picture bool
	Size    photo.Size // of a picture, upright
	Pos     source.Pos // where it is named first
}

type kindOfAsset uint8

const (
	noAsset kindOfAsset = iota
	pictureAsset
	documentAsset
)

// assetKind says what a file is by its ending. SVG and HTML are left out: opened
// on their own, they could run a script under the site's name.
func assetKind(ext string) kindOfAsset {
	switch ext {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp":
		return pictureAsset
	case ".pdf", ".csv", ".xlsx", ".xls", ".ods", ".docx", ".doc", ".odt", ".pptx", ".ppt", ".odp", ".zip", ".txt":
		return documentAsset
	}
	return noAsset
}

// folder is content/: what files there are, which of them are posts, and which
// others are used.
type folder struct {
	root   fs.FS
	files  []string // sorted, with content/ before
	posts  map[string]entry
	assets map[string]Asset // by source
	parser parser.Parser
}

// entry is what a link needs to know of a post.
type entry struct {
	kind   Kind
	slug   string
	hidden bool // not on the site: a draft, not yet or no longer
}

const contentDir = "content"

// openFolder lists content/. A folder that is not there holds nothing.
func openFolder(root fs.FS, ps *source.Problems) *folder {
	f := &folder{root: root, posts: map[string]entry{}, assets: map[string]Asset{}, parser: newParser()}
	err := fs.WalkDir(root, contentDir, func(name string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == contentDir:
			return fs.SkipAll
		case err != nil:
			f.cannotRead(name, err, ps)
		case e.IsDir() && strings.HasPrefix(e.Name(), "."):
			return fs.SkipDir
		case e.Type().IsRegular():
			f.files = append(f.files, name)
		case e.Type()&fs.ModeSymlink != 0:
			f.follow(name, ps)
		}
		return nil
	})
	if err != nil {
		ps.Error(source.Pos{File: contentDir}, "unreadable-file", "reason", err.Error())
	}
	slices.Sort(f.files)
	return f
}

// follow takes a file that is a link; one that leads out of the site is told, and
// so is one to a folder, since folders that hold themselves have no end.
func (f *folder) follow(name string, ps *source.Problems) {
	info, err := fs.Stat(f.root, name)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("a link to a folder is not followed")
	}
	if err != nil {
		f.cannotRead(name, err, ps)
		return
	}
	f.files = append(f.files, name)
}

// cannotRead tells why a file or folder cannot be read, without the path of the machine.
func (f *folder) cannotRead(name string, err error, ps *source.Problems) {
	if at := (*fs.PathError)(nil); errors.As(err, &at) {
		err = at.Err
	}
	ps.Error(source.Pos{File: name}, "unreadable-file", "reason", err.Error())
}

func (f *folder) has(file string) bool {
	_, ok := slices.BinarySearch(f.files, file)
	return ok
}

// near gives the name of a file in the same folder that may have been meant.
func (f *folder) near(file string) string {
	var names []string
	for _, name := range f.files {
		if path.Dir(name) == path.Dir(file) {
			names = append(names, path.Base(name))
		}
	}
	near, _ := source.Nearest(path.Base(file), names)
	return near
}

// find gives the file that a relative address names, seen from another file, or
// from content/ where it begins with "/". inside is false where it leads out of content/.
func (f *folder) find(from, address string) (file string, inside bool) {
	if plain, err := url.PathUnescape(address); err == nil {
		address = plain
	}
	if rest, ok := strings.CutPrefix(address, "/"); ok {
		file = path.Join(contentDir, rest)
	} else {
		file = path.Join(path.Dir(from), address)
	}
	return file, strings.HasPrefix(file, contentDir+"/") && fs.ValidPath(file)
}

// picture takes a picture into the assets; ok is false where it cannot be shown.
func (f *folder) picture(from, address string, at source.Pos, ps *source.Problems) (a Asset, ok bool) {
	switch scheme := schemeOf(address); {
	case scheme == "http" || scheme == "https" || strings.HasPrefix(address, "//"):
		ps.Error(at, "image-elsewhere", "value", address)
		return Asset{}, false
	case scheme != "" || isOdd(address):
		ps.Error(at, "odd-link", "value", address)
		return Asset{}, false
	}
	place, _ := cutFragment(address)
	file, inside := f.find(from, place)
	if inside && f.has(file) && assetKind(strings.ToLower(path.Ext(file))) != pictureAsset {
		if _, ok := f.look(file, at, ps); ok { // a picture by another name
			ps.Error(at, "not-an-image", "value", file)
		}
		return Asset{}, false
	}
	return f.asset(file, inside, at, ps)
}

// asset takes a file of content/ into the assets.
func (f *folder) asset(file string, inside bool, at source.Pos, ps *source.Problems) (a Asset, ok bool) {
	kind := assetKind(strings.ToLower(path.Ext(file)))
	switch known, seen := f.assets[file]; {
	case seen:
		return known, true
	case !inside:
		ps.Error(at, "outside-content", "value", file)
		return a, false
	case !f.has(file) && kind == pictureAsset:
		ps.Error(at, "missing-image", "value", file, "near", f.near(file))
		return a, false
	case !f.has(file):
		ps.Error(at, "missing-file", "value", file, "near", f.near(file))
		return a, false
	case kind == noAsset:
		ps.Error(at, "odd-file", "value", file)
		return a, false
	}
	a = Asset{Path: sitePath(file), Source: file, Picture: kind == pictureAsset, Pos: at}
	if a.Picture {
		if a.Size, ok = f.look(file, at, ps); !ok {
			return a, false
		}
	}
	for _, other := range f.assets {
		if other.Path == a.Path {
			ps.Error(at, "asset-collision", "value", file, "other", other.Source)
			return a, false
		}
	}
	f.assets[file] = a
	return a, true
}

// sitePath gives the address of an asset: letters that every server and every
// file system takes, so that names may hold blanks and capitals.
func sitePath(file string) string {
	parts := strings.Split(strings.TrimPrefix(file, contentDir+"/"), "/")
	last := len(parts) - 1
	ext := path.Ext(parts[last])
	for i, p := range parts {
		if i == last {
			p = strings.TrimSuffix(p, ext)
		}
		if parts[i] = slugOf(p); parts[i] == "" || reservedSlug(parts[i]) {
			parts[i] = "berkas-" + parts[i]
		}
	}
	return "media/" + strings.Join(parts, "/") + strings.ToLower(ext)
}

// look reads how large a picture is; ok is false, with a problem, where the file
// cannot be shown.
func (f *folder) look(file string, at source.Pos, ps *source.Problems) (s photo.Size, ok bool) {
	info, err := fs.Stat(f.root, file)
	if err == nil && info.Size() > photo.LongestFile {
		ps.Error(at, "image-too-large", "value", file, "size", strconv.FormatInt(info.Size()>>20, 10)+" MB", "limit", strconv.Itoa(photo.LongestFile>>20)+" MB")
		return s, false
	}
	r, err := f.root.Open(file)
	if err != nil {
		f.cannotRead(file, err, ps)
		return s, false
	}
	defer r.Close() //nolint:errcheck // read only: nothing can be lost
	h, fault := photo.Look(r)
	switch fault {
	case photo.NoFault:
	case photo.NoPicture:
		ps.Error(at, "not-an-image", "value", file)
	case photo.OtherKind:
		heic := ""
		if h.Kind == photo.HEIC {
			heic = h.Kind
		}
		ps.Error(at, "image-kind", "value", file, "kind", h.Kind, "heic", heic)
	case photo.TooLarge:
		ps.Error(at, "image-too-large", "value", file, "size", strconv.Itoa(h.Width)+" × "+strconv.Itoa(h.Height), "limit", photo.Limit)
	case photo.Broken:
		ps.Error(at, "broken-image", "value", file)
	}
	if fault == photo.NoFault && h.Moves {
		ps.Note(at, "image-moves", "value", file)
	}
	return h.Size, fault == photo.NoFault
}

// used lists the assets that posts on the site show or lead to, by their address. What
// only a draft or an expired post names stays where it is.
func (f *folder) used(posts []Post) []Asset {
	named := map[string]bool{}
	for i := range posts {
		posts[i].names(named)
		for _, t := range posts[i].said {
			t.names(named)
		}
	}
	as := make([]Asset, 0, len(f.assets))
	for _, a := range f.assets {
		if named[a.Path] {
			as = append(as, a)
		}
	}
	slices.SortFunc(as, func(a, b Asset) int { return cmp.Compare(a.Path, b.Path) })
	return as
}

// names adds the addresses of the assets that a post names.
func (p *Post) names(to map[string]bool) {
	to[p.Image.Path] = true
	for _, h := range p.Body.Holes() {
		to[h.Get("path")] = true
	}
	for _, a := range p.Attachments {
		to[a.Path] = true
	}
	if p.Meeting != nil {
		for _, a := range p.Meeting.Agreements {
			to[a.File] = true
		}
	}
}
