package site

import (
	"terang/internal/health"
)

// Edition is a copy of the downloads that was kept under a name and never changes.
type Edition struct {
	Name    string
	Through health.Month // up to which its data count; NoMonth where that is not said
	Size    string       // of all files, as printed
	Files   []EditionFile
	Sums    EditionFile // the list of digests
}

// EditionFile is a file of an edition. Href is from the root, Sum its SHA-256 in hexadecimal digits.
type EditionFile struct{ Name, Href, Size, Sum string }

const (
	editionsPath = "data/edisi/index.html"
	// fullEditions is how many editions are shown with their files; of older ones the list of digests leads to these.
	fullEditions = 12
)

// editions is the page of the editions, the newest first, with how to check and to cite them.
func (b *builder) editions() {
	all := b.in.Editions
	b.crumb(b.link(b.T("nav.data"), "data/index.html"))
	b.v.Lead = Lead{
		Title:    b.title(b.page),
		Sentence: emphasis(b.T("editions.sentence", "name", all[0].Name)),
		Actions:  []Link{b.link(b.T("editions.current"), "data/index.html#unduhan"), b.link(b.T("data.method"), "data/metode.html")},
	}
	for i := range all[:min(len(all), fullEditions)] {
		b.v.Sections = append(b.v.Sections, b.editionSection(&all[i]))
	}
	if len(all) > fullEditions {
		older := LinkGroup{}
		for i := range all[fullEditions:] {
			e := &all[fullEditions+i]
			l := b.link(b.T("editions.heading", "name", e.Name), e.Sums.Href)
			l.Note = b.editionLine(e)
			older.Links = append(older.Links, l)
		}
		b.v.Sections = append(b.v.Sections, Section{ID: "lama", Heading: b.T("editions.older"), Links: []LinkGroup{older}})
	}
	newest := &all[0]
	how := Section{ID: "cara", Heading: b.T("editions.how")}
	for _, key := range []string{"same", "check", "cite", "hidden"} {
		how.Terms = append(how.Terms, Term{
			ID: "cara-" + key, Name: b.T("editions." + key + ".name"),
			Text: b.T("editions."+key+".text", "office", b.common.site.Office, "title", b.T("linked.dataset", "area", b.name(0)), "name", newest.Name,
				"address", b.address(editionsPath[:len(editionsPath)-len("index.html")])+"#"+editionID(newest), "file", newest.Sums.Name, "sum", newest.Sums.Sum),
		})
	}
	b.v.Sections = append(b.v.Sections, how)
}

func editionID(e *Edition) string { return "edisi-" + e.Name }

// editionLine says up to when the data of an edition count, and how large it is.
func (b *builder) editionLine(e *Edition) string {
	if e.Through == health.NoMonth {
		return b.T("editions.line.open", "n", b.in.Words.Int(len(e.Files)), "size", e.Size)
	}
	return b.T("editions.line", "month", b.in.Words.Month(e.Through), "n", b.in.Words.Int(len(e.Files)), "size", e.Size)
}

func (b *builder) editionSection(e *Edition) Section {
	s := Section{ID: editionID(e), Heading: b.T("editions.heading", "name", e.Name), Intro: b.editionLine(e)}
	files := e.Files[:min(len(e.Files), mostFiles)]
	for _, f := range append(files[:len(files):len(files)], e.Sums) {
		s.Downloads = append(s.Downloads, Download{Name: f.Name, Href: b.to(f.Href), Size: f.Size, Text: b.T("editions.sum", "sum", f.Sum)})
	}
	if rest := len(e.Files) - len(files); rest > 0 {
		s.Intro += " " + b.T("editions.rest", "n", b.in.Words.Int(rest), "file", e.Sums.Name)
	}
	return s
}

// editionDataset is the newest edition, a version of the data set.
func (b *builder) editionDataset() thing {
	e := &b.in.Editions[0]
	t := b.anyDataset(b.T("linked.dataset", "area", b.name(0)), b.v.Summary)
	t.ID, t.Version, t.Temporal = b.v.Absolute+"#"+editionID(e), e.Name, ""
	for _, f := range e.Files[:min(len(e.Files), mostFiles)] {
		file := b.file(f.Href)
		file.SHA256 = f.Sum
		t.Distribution = append(t.Distribution, file)
	}
	return t
}
