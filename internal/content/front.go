package content

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"terang/internal/health"
	"terang/internal/source"
)

// front is the front matter as it is written: Indonesian keys beside English ones.
// What a form asks for is said beside each key; see [Schema].
type front struct {
	Judul       string       `yaml:"judul" form:"line"`
	Title       string       `yaml:"title"`
	Tanggal     string       `yaml:"tanggal" form:"day"`
	Date        string       `yaml:"date"`
	Diperbarui  string       `yaml:"diperbarui" form:"day"`
	Updated     string       `yaml:"updated"`
	Ringkasan   string       `yaml:"ringkasan" form:"text"`
	Summary     string       `yaml:"summary"`
	Penulis     string       `yaml:"penulis" form:"line"`
	Author      string       `yaml:"author"`
	Tag         texts        `yaml:"tag" form:"lines"`
	Tags        texts        `yaml:"tags"`
	Terkait     relatedFront `yaml:"terkait" form:"group"`
	Related     relatedFront `yaml:"related"`
	Wilayah     texts        `yaml:"wilayah"`
	Area        texts        `yaml:"area"`
	Gambar      pictureFront `yaml:"gambar" form:"group"`
	Image       pictureFront `yaml:"image"`
	Lampiran    attachments  `yaml:"lampiran" form:"rows"`
	Attachments attachments  `yaml:"attachments"`
	Draf        bool         `yaml:"draf" form:"switch"`
	Draft       bool         `yaml:"draft"`
	Terbit      string       `yaml:"terbit" form:"day"`
	Publish     string       `yaml:"publish"`
	Kedaluwarsa string       `yaml:"kedaluwarsa" form:"day"`
	Expires     string       `yaml:"expires"`
	Slug        string       `yaml:"slug" form:"line"`

	Jenis       string           `yaml:"jenis" form:"choice"`
	Tempat      string           `yaml:"tempat" form:"line"`
	Unit        string           `yaml:"unit" form:"unit"`
	Tahun       int              `yaml:"tahun" form:"whole"`
	Pimpinan    string           `yaml:"pimpinan" form:"line"`
	DibukaOleh  string           `yaml:"dibuka_oleh" form:"line"`
	Peserta     []peopleFront    `yaml:"peserta" form:"rows"`
	Semua       *int             `yaml:"peserta_jumlah" form:"whole"`
	Capaian     []discussedFront `yaml:"capaian" form:"rows"`
	Masalah     texts            `yaml:"masalah" form:"lines"`
	AkarMasalah texts            `yaml:"akar_masalah" form:"lines"`
	Kesepakatan []agreementFront `yaml:"kesepakatan" form:"rows"`
	RTL         []actionFront    `yaml:"rtl" form:"rows"`
}

// meetingKeys are the keys that only a meeting has.
func meetingKeys() []string {
	return []string{
		"jenis", "tempat", "unit", "tahun", "pimpinan", "dibuka_oleh", "peserta", "peserta_jumlah", "capaian",
		"masalah", "akar_masalah", "kesepakatan", "rtl",
	}
}

type relatedFront struct {
	Wilayah    texts `yaml:"wilayah" form:"areas"`
	Areas      texts `yaml:"areas"`
	Puskesmas  texts `yaml:"puskesmas" form:"puskesmas"`
	Indikator  texts `yaml:"indikator" form:"indicators"`
	Indicators texts `yaml:"indicators"`
}

type pictureFront struct {
	Berkas string `yaml:"berkas" form:"picture"`
	File   string `yaml:"file"`
	Alt    string `yaml:"alt" form:"text"`

	Orang   string `yaml:"orang" form:"choice"`
	People  string `yaml:"people"`
	Izin    string `yaml:"izin" form:"line"`
	Consent string `yaml:"consent"`
}

// texts is a list, or a single text in its place.
type texts []string

// UnmarshalYAML reads a single text; the strict reader takes lists apart itself.
func (t *texts) UnmarshalYAML(read func(any) error) error {
	var one string
	if err := read(&one); err != nil {
		return err
	}
	*t = texts{one}
	return nil
}

// longestTitle is how many letters of a title tabs, search engines and cards show.
const longestTitle = 70

// state says whether a post is on the site.
type state uint8

const (
	shown state = iota
	draft
	scheduled
	expired
	unread // its file cannot be read
)

// piece is a post while it is read.
type piece struct {
	names    Names
	opt      Options
	post     Post
	state    state
	lang     string // of a translation
	body     []byte
	bodyLine int
	yaml     *source.YAML
	slugPos  source.Pos
	problems source.Problems
}

// told gives the problems; those of a post that nobody sees stop no build.
func (p *piece) told() source.Problems {
	if p.state == draft || p.state == expired {
		for i := range p.problems {
			p.problems[i].Severity = source.Warning
		}
	}
	return p.problems
}

// readFront reads a file and its front matter.
func (p *piece) readFront(f *folder) {
	data, ok := readFile(f, p.post.File, &p.problems)
	if !ok {
		p.state = unread
		return
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) {
		p.problems.Error(badBytePos(p.post.File, data), "not-utf8")
		data = bytes.ToValidUTF8(data, []byte("\ufffd"))
	}
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	data = bytes.ReplaceAll(data, []byte{0}, []byte("\ufffd"))
	var matter []byte
	matter, p.body, p.bodyLine = p.split(data)

	p.yaml = &source.YAML{}
	p.slugPos = source.Pos{File: p.post.File}
	var w front
	readable := matter != nil
	if readable {
		var ps source.Problems
		p.yaml, ps = source.ParseYAML(p.post.File, 2, matter)
		readable = len(ps) == 0
		p.problems = append(p.problems, ps...)
		p.problems = append(p.problems, p.yaml.Decode(&w)...)
	}
	p.take(&w, readable)
	if p.isTranslation() {
		p.takePicture(&w, f)
		p.judgeKeys()
		return
	}
	p.takeSlug(w.Slug)
	p.takeRelated(&w)
	p.takePicture(&w, f)
	p.takeAttachments(&w, f)
	p.takeMeeting(&w, f)
}

// badBytePos gives the place of the first byte that is no UTF-8.
func badBytePos(file string, data []byte) source.Pos {
	at := 0
	for at < len(data) {
		r, n := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	before := data[:at]
	start := bytes.LastIndexByte(before, '\n') + 1
	return source.Pos{
		File: file, Line: bytes.Count(before, []byte("\n")) + 1,
		Column: utf8.RuneCount(before[start:]) + 1, Width: 1,
	}
}

// split parts a file into front matter, nil where there is none, and text, which
// begins at a line.
func (p *piece) split(data []byte) (matter, body []byte, bodyLine int) {
	first, rest, _ := bytes.Cut(data, []byte("\n"))
	if string(bytes.TrimRight(first, " \t")) != "---" {
		p.problems.Error(source.Pos{File: p.post.File, Line: 1, Column: 1, Width: 1}, "missing-front-matter")
		return nil, data, 1
	}
	line, from := 2, 0
	for from < len(rest) {
		end := from + len(rest[from:])
		if i := bytes.IndexByte(rest[from:], '\n'); i >= 0 {
			end = from + i + 1
		}
		if string(bytes.TrimRight(rest[from:end], " \t\n")) == "---" {
			return rest[:from:from], rest[end:], line + 1
		}
		from = end
		line++
	}
	p.problems.Error(source.Pos{File: p.post.File, Line: 1, Column: 1, Width: len("---")}, "open-front-matter")
	return nil, nil, line
}

// key gives the one of two keys that was used, and reports where both were.
func (p *piece) key(parent []string, id, en string) []string {
	inID, inEN := slices.Concat(parent, []string{id}), slices.Concat(parent, []string{en})
	if !p.yaml.Has(inEN...) {
		return inID
	}
	if p.yaml.Has(inID...) {
		p.problems.Error(p.yaml.Pos(inEN...), "same-key", "value", en, "other", id)
		return inID
	}
	return inEN
}

// text gives the value of a key in either language and its place.
func (p *piece) text(id, inID, en, inEN string) (string, source.Pos) {
	at := p.yaml.Pos(p.key(nil, id, en)...)
	if inID != "" {
		return oneLine(inID), at
	}
	return oneLine(inEN), at
}

// take reads the keys that every post has. readable is false where no front
// matter could be read at all: what is missing then was already told.
func (p *piece) take(w *front, readable bool) {
	at := source.Pos{File: p.post.File, Line: 1, Column: 1, Width: len("---")}
	title := source.Pos{}
	p.post.Title, title = p.text("judul", w.Judul, "title", w.Title)
	if n := utf8.RuneCountInString(p.post.Title); n > longestTitle {
		p.problems.Note(title, "long-title", "n", strconv.Itoa(n), "most", strconv.Itoa(longestTitle))
	}
	if p.post.Title == "" && readable {
		p.problems.Error(at, "post-without-title")
	}
	day, dayPos := p.text("tanggal", w.Tanggal, "date", w.Date)
	p.post.Date = p.date(day, dayPos)
	if readable && p.post.Kind != Halaman && day == "" && !p.isTranslation() {
		p.problems.Error(at, "post-without-date")
	}
	p.post.Updated = p.date(p.text("diperbarui", w.Diperbarui, "updated", w.Updated))
	p.post.Summary, _ = p.text("ringkasan", w.Ringkasan, "summary", w.Summary)
	p.post.Author, _ = p.text("penulis", w.Penulis, "author", w.Author)
	p.key(nil, "tag", "tags")
	for _, tag := range slices.Concat(w.Tag, w.Tags) {
		if tag = oneLine(tag); tag != "" && !slices.Contains(p.post.Tags, tag) {
			p.post.Tags = append(p.post.Tags, tag)
		}
	}
	p.key(nil, "draf", "draft")
	p.post.Draft = w.Draf || w.Draft
	from := p.date(p.text("terbit", w.Terbit, "publish", w.Publish))
	until := p.date(p.text("kedaluwarsa", w.Kedaluwarsa, "expires", w.Expires))
	if from == 0 {
		from = p.post.Date
	}
	switch {
	case p.post.Draft && !p.opt.Drafts:
		p.state = draft
	case until != 0 && until < p.opt.Date:
		p.state = expired
	case from > p.opt.Date:
		p.state = scheduled
	}
}

// date reads a date: an ISO day, or a full timestamp whose day is taken as written.
func (p *piece) date(s string, at source.Pos) health.Date {
	if s == "" {
		return 0
	}
	day := s
	if _, err := time.Parse(time.RFC3339, s); err == nil {
		day = s[:len(time.DateOnly)]
	}
	d, ok := health.ParseDate(day)
	if !ok {
		p.problems.Error(at, "bad-date", "value", s)
	}
	return d
}

// takeSlug takes the slug given, or makes one of the file's name.
func (p *piece) takeSlug(given string) {
	name := strings.TrimSuffix(path.Base(p.post.File), path.Ext(p.post.File))
	p.post.Slug = slugOf(name)
	if given != "" {
		p.slugPos = p.yaml.Pos("slug")
		p.post.Slug = slugOf(given)
		if p.post.Slug != given {
			p.problems.Error(p.slugPos, "bad-slug", "value", given, "near", p.post.Slug)
			return
		}
	}
	switch {
	case p.post.Slug == "":
		p.problems.Error(p.slugPos, "bad-slug", "value", name)
	case reservedSlug(p.post.Slug):
		p.problems.Error(p.slugPos, "reserved-slug", "value", p.post.Slug)
	}
}

func (p *piece) takeRelated(w *front) {
	parent, r := p.key(nil, "terkait", "related"), w.Terkait
	if parent[0] == "related" {
		r = w.Related
	}
	p.addUnits(slices.Concat(w.Wilayah, w.Area), p.key(nil, "wilayah", "area"))
	p.addUnits(slices.Concat(r.Wilayah, r.Areas), p.key(parent, "wilayah", "areas"))
	p.addUnits(r.Puskesmas, slices.Concat(parent, []string{"puskesmas"}))
	indicators := p.key(parent, "indikator", "indicators")
	for i, slug := range slices.Concat(r.Indikator, r.Indicators) {
		n := p.names.indicator(slug, p.yaml.Pos(element(indicators, i)...), &p.problems)
		if n >= 0 && !slices.Contains(p.post.Indicators, n) {
			p.post.Indicators = append(p.post.Indicators, n)
		}
	}
}

func (p *piece) addUnits(codes []string, where []string) {
	for i, code := range codes {
		p.addUnit(p.names.unit(code, p.yaml.Pos(element(where, i)...), &p.problems))
	}
}

func (p *piece) addUnit(u health.Unit) {
	if u != health.NoUnit && !slices.Contains(p.post.Units, u) {
		p.post.Units = append(p.post.Units, u)
	}
}

func (p *piece) takePicture(w *front, f *folder) {
	parent, given := p.key(nil, "gambar", "image"), w.Gambar
	if parent[0] == "image" {
		given = w.Image
	}
	file := p.key(parent, "berkas", "file")
	name := given.Berkas
	if name == "" {
		name = given.File
	}
	if name == "" {
		return
	}
	at := p.yaml.Pos(file...)
	if given.Alt == "" {
		p.problems.Warn(at, "image-without-alt", "value", name)
	}
	said := cmp.Or(given.Orang, given.People)
	p.oneOf(said, peopleWords(), p.key(parent, "orang", "people")...)
	p.key(parent, "izin", "consent")
	people := peopleIn{said: said != "", there: slices.Contains(peopleThere(), said), consent: oneLine(cmp.Or(given.Izin, given.Consent))}
	people.judge(given.Alt, name, at, &p.problems)
	if a, ok := f.picture(p.post.File, name, at, &p.problems); ok {
		p.post.Image = Image{Path: a.Path, Alt: oneLine(given.Alt), Size: a.Size}
	}
}

// readBody reads the text.
func (p *piece) readBody(f *folder) {
	d := newDocument(f, p.names, p.post.File, p.body, p.bodyLine, &p.problems)
	p.post.Body = d.convert()
	p.post.Headings, p.post.Passages = d.contents, d.passages
	p.post.Text = oneLine(d.words.String())
	p.post.Excerpt = cutWords(firstWords(d.lead.String(), utf8.UTFMax*excerptLength), excerptLength)
}
