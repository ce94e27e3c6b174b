// Package content reads what people write: Markdown with front matter.
//
// # Where a post stands
//
// A post is a file directly in one of three folders: content/berita (news),
// content/kegiatan (meetings: Lokmin, Rakor, agreements, follow-up plans) and
// content/halaman (plain pages). Its slug is the file's name without ".md", in
// lower case with hyphens, or what the key slug says. Two posts of a folder may
// not share a slug. Files named README.md are notes to colleagues and not read.
//
// # Front matter
//
// YAML between two lines "---". Every key may be written in Indonesian or
// English, but not in both; an unknown key is an error.
//
//	judul       title        needed
//	tanggal     date         YYYY-MM-DD; needed but for plain pages
//	diperbarui  updated
//	ringkasan   summary      plain text; else the first words of the text stand in
//	penulis     author
//	tag         tags         one or a list
//	gambar      image        {berkas/file, alt, orang/people, izin/consent}
//	lampiran    attachments  files to fetch: {berkas/file, nama/name}, or a file; one or a list
//	terkait     related      {wilayah/areas, puskesmas, indikator/indicators}: codes
//	wilayah     area         a code or a list: short for terkait.wilayah
//	draf        draft        true: shown only with [Options].Drafts
//	terbit      publish      the day from which it shows; else tanggal
//	kedaluwarsa expires      the last day on which it shows
//	slug
//
// On a site of more than one language, rakor.en.md beside rakor.md says the same
// post in English: its title, summary, author and text, and the words of its image.
// All else is the post's own.
//
// A post in content/kegiatan may also have the fields of the domain reference §5.2,
// in Indonesian only:
//
//	jenis         lokmin_bulanan, lokmin_triwulan, rakor, rakerkesda or advokasi
//	tempat, unit (a code), tahun, pimpinan, dibuka_oleh
//	peserta       [{unsur, jumlah}]; peserta_jumlah: how many in all, where the sectors do not tell
//	capaian       [{indikator, periode, nilai}]
//	masalah       a list; akar_masalah: a text or a list
//	kesepakatan   [{nomor, judul, tanggal, pihak_pertama, pihak_kedua, ruang_lingkup, mulai, sampai, berkas, status}]
//	rtl           [{no, kegiatan, wilayah, indikator, penanggung_jawab, sektor, target, batas_waktu, status, bukti, tanggal_perbarui}]
//	              wilayah: whose it is, an area or a puskesmas, where those of a meeting are of several
//
// A party is a code of an area or a facility, or {kode, nama}; one that no
// register knows is {nama}.
//
// # Text
//
// CommonMark with tables, strikethrough, footnotes and bare http and https
// addresses as links; quotation marks, dashes and dots as they are printed. Headings begin at h2, skip no level and carry anchors.
// Nothing is dropped in silence: raw HTML (but for a comment) and links with a
// scheme other than http, https, mailto and tel are errors with their place.
//
// A link to another post names its file (../kegiatan/rakor.md), a link to a page
// of the site its address, from the site's root where it begins with "/". An
// image is a file under content/, seen from the post, and so is a linked PDF or
// table; both become [Asset]s. No file outside content/ can be reached.
//
// A paragraph of one image is a figure with its title as caption, one of several a
// gallery. Nobody can see by a program whether people are in a picture, so writers
// say it: orang and izin in the front matter, and in the text an end of the title,
// which no page shows:
//
//	![Kader menimbang balita](timbang.jpg "Posyandu Melati [izin: lisan, orang tua]")
//	![Ruang tunggu baru](ruang.jpg "[tanpa orang]")
//
// Where nothing is said, and the description names people, a note asks for it.
//
// Figures from the data are asked for with shortcodes. nilai and kalimat stand
// in a sentence; grafik, tabel, peta and fasilitas stand alone on a line:
//
//	Capaian {{< nilai indikator="bumil" wilayah="14.10" >}} naik.
//
//	{{< grafik indikator="bumil" per="2024-09" >}}
//
// Their arguments are indikator, wilayah, puskesmas, periode, per, jenis and
// judul, each value in straight quotes. In code they are only text.
//
// # What comes out
//
// [Read] gives every post that is on the site on the date of [Options], sorted,
// and all faults of all files. A [Body] is finished HTML with holes where an
// address or a figure belongs, because neither is known here; Body.Fill closes
// them. Faults in a post that is not shown, because it is a draft or has
// expired, are told as warnings, so that unfinished work stops nobody.
package content

import (
	"cmp"
	"crypto/sha256"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"terang/internal/health"
	"terang/internal/photo"
	"terang/internal/source"
)

// Kind is the folder that a post stands in.
type Kind string

// The kinds.
const (
	Berita   Kind = "berita"
	Kegiatan Kind = "kegiatan"
	Halaman  Kind = "halaman"
)

// Kinds lists the kinds in the order in which posts are sorted.
func Kinds() []Kind { return []Kind{Berita, Kegiatan, Halaman} }

// Names tells what the data knows, so that references can be checked. A nil
// function knows nothing. The lists are for "did you mean".
type Names struct {
	Unit       func(code string) (health.Unit, bool) // areas and puskesmas
	Units      []string
	Facility   func(code string) (name string, ok bool) // any facility; used for the parties of agreements
	Indicator  func(slug string) (index int, ok bool)
	Indicators []string
}

// Options says for which day the site is made.
type Options struct {
	Date      health.Date
	Drafts    bool     // show drafts as well
	Languages []string // of the site, that of the posts first
	Memory    Memory
}

// Content is everything that people wrote.
type Content struct {
	Posts  []Post  // by kind, then the newest first, then by slug
	Assets []Asset // by path
	// Posts left out: not yet to be shown, no longer, or drafts.
	Scheduled, Expired, Drafts int
}

// Of gives the posts of a kind, the newest first.
func (c *Content) Of(k Kind) []Post {
	from := slices.IndexFunc(c.Posts, func(p Post) bool { return p.Kind == k })
	if from < 0 {
		return nil
	}
	n := slices.IndexFunc(c.Posts[from:], func(p Post) bool { return p.Kind != k })
	if n < 0 {
		n = len(c.Posts) - from
	}
	return c.Posts[from : from+n]
}

// Post is one Markdown file.
type Post struct {
	Kind        Kind
	Slug        string
	File        string // in the root: content/berita/rakor.md
	Title       string
	Date        health.Date // 0 only for a plain page
	Updated     health.Date // 0 where not given
	Summary     string      // as given, else empty
	Author      string
	Tags        []string
	Units       []health.Unit // related areas and puskesmas; of a meeting also its own
	Indicators  []int
	Image       Image
	Attachments []Attachment
	Draft       bool
	Excerpt     string // the first words of the text, at most excerptLength letters
	Holes       []Hole // of the text, in the order in which they stand
	Meeting     *Meeting
	Lang        string            // of its words; empty where the site has one language
	Digest      [sha256.Size]byte // of its file, with that of its translation
	Away        []source.Address  // of others that it names, in the order in which they stand
	Inner       []source.Address  // places within its own page that it leads to: "#…"

	text func() *Text
	said map[string]*Post // its words in further languages
}

// Description is the summary, or where there is none the first words.
func (p Post) Description() string { return cmp.Or(p.Summary, p.Excerpt) }

// Image is the picture at the head of a post; Path is empty where there is none.
type Image struct {
	Path string // an Asset.Path
	Alt  string
	Size photo.Size
}

// Heading is an entry of a table of contents.
type Heading struct {
	Level int // 2 to 6
	ID    string
	Text  string
}

// Read reads content/ of root. It never gives up early: what it can read it
// gives, together with all problems of all files, sorted. A root without
// content/ has no posts.
func Read(root fs.FS, names Names, opt Options) (*Content, source.Problems) {
	var ps source.Problems
	folder := openFolder(root, &ps)
	c := &Content{}
	pieces := findPieces(folder, &ps)
	for _, p := range pieces {
		p.names, p.opt = names, opt
		p.readFront(folder)
	}
	originals := join(pieces, opt.Languages)
	for _, p := range pieces {
		folder.posts[p.post.File] = entry{p.post.Kind, p.post.Slug, p.state != shown}
	}
	checkSlugs(originals)
	readBodies(pieces, folder, opt.Memory)
	for _, p := range pieces {
		ps = append(ps, p.told()...)
	}
	for _, p := range originals {
		switch p.state {
		case unread:
		case draft:
			c.Drafts++
		case scheduled:
			c.Scheduled++
		case expired:
			c.Expired++
		default:
			c.Posts = append(c.Posts, p.post)
		}
	}
	kinds := Kinds()
	slices.SortFunc(c.Posts, func(a, b Post) int {
		return cmp.Or(
			cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)),
			cmp.Compare(b.Date, a.Date),
			cmp.Compare(a.Slug, b.Slug),
		)
	})
	c.Assets = folder.used(c.Posts)
	ps.Sort()
	return c, ps
}

// findPieces lists the posts and reports Markdown that stands where nobody looks.
func findPieces(f *folder, ps *source.Problems) []*piece {
	var pieces []*piece
	for _, file := range f.files {
		name := path.Base(file)
		if !strings.EqualFold(path.Ext(name), ".md") || strings.EqualFold(name, "readme.md") {
			continue
		}
		kind := Kind(path.Base(path.Dir(file)))
		if path.Dir(path.Dir(file)) != contentDir || !slices.Contains(Kinds(), kind) {
			ps.Warn(source.Pos{File: file}, "stray-post")
			continue
		}
		pieces = append(pieces, &piece{post: Post{Kind: kind, File: file}})
	}
	return pieces
}

// checkSlugs reports posts of one folder with one slug, at the later file.
func checkSlugs(pieces []*piece) {
	type key struct {
		kind Kind
		slug string
	}
	first := map[key]*piece{}
	for _, p := range pieces {
		k := key{p.post.Kind, p.post.Slug}
		if other, taken := first[k]; taken && p.post.Slug != "" {
			p.problems.Error(p.slugPos, "slug-collision", "value", p.post.Slug, "other", other.post.File)
			continue
		}
		first[k] = p
	}
}

// longest is how many bytes a post may have.
const longest = 8 << 20

// readFile gives the text of a post; ok is false where it cannot be read.
func readFile(f *folder, file string, ps *source.Problems) (data []byte, ok bool) {
	data, err := source.ReadFile(f.root, file, longest, ps)
	if errors.Is(err, fs.ErrNotExist) { // it was there when the folder was read
		ps.Error(source.Pos{File: file}, "unreadable-file", "reason", fs.ErrNotExist.Error())
	}
	if err != nil {
		return nil, false
	}
	return data, true
}

// unit finds a related area or puskesmas, NoUnit with a problem where it is not known.
func (n Names) unit(code string, at source.Pos, ps *source.Problems) health.Unit {
	if n.Unit != nil {
		if u, ok := n.Unit(code); ok {
			return u
		}
	}
	near, _ := source.Nearest(code, n.Units)
	ps.Error(at, "unknown-place", "value", code, "near", near)
	return health.NoUnit
}

// indicator finds an indicator, -1 with a problem where it is not known.
func (n Names) indicator(slug string, at source.Pos, ps *source.Problems) int {
	if n.Indicator != nil {
		if i, ok := n.Indicator(slug); ok {
			return i
		}
	}
	near, _ := source.Nearest(slug, n.Indicators)
	ps.Error(at, "unknown-indicator", "code", slug, "near", near)
	return -1
}
