package content

import (
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"terang/internal/source"
)

// judgeParagraph sees whether a paragraph holds images and nothing else.
func (d *document) judgeParagraph(n *ast.Paragraph) {
	images := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			images++
		case *ast.Text:
			if len(strings.TrimSpace(string(c.Segment.Value(d.src)))) > 0 {
				return
			}
		default:
			return
		}
	}
	switch {
	case images == 1:
		d.albums[n] = PhotoAlone
	case images > 1:
		d.albums[n] = PhotoGallery
	}
}

func (d *document) judgeImage(n *ast.Image) {
	at := d.addressPos(n, n.Destination, n.Reference == nil)
	asset, ok := d.folder.picture(d.file, resolved(n.Destination), at, d.problems)
	alt := d.textOf(n)
	if alt == "" {
		d.problems.Warn(at, "image-without-alt", "value", string(n.Destination))
	}
	caption, people := aboutPeople(oneLine(string(plain(n.Title, false))))
	people.judge(alt, string(n.Destination), at, d.problems)
	if !ok {
		return
	}
	place := PhotoInText
	if kind, ok := d.albums[n.Parent()]; ok {
		place = kind
	}
	hole := &Hole{Name: HolePhoto, Spot: InText, Pos: at}
	for _, a := range [][2]string{{"path", asset.Path}, {"alt", alt}, {"caption", caption}, {"place", place}} {
		hole.Args = append(hole.Args, Arg{Name: a[0], Value: a[1], Pos: at})
	}
	d.pictures[n] = hole
}

func (d *document) renderImage(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		putHole(w, d.pictures[node.(*ast.Image)])
	}
	return ast.WalkSkipChildren, nil
}

// renderParagraph leaves out the paragraph around images that stand alone: a figure is
// none.
func (d *document) renderParagraph(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	open, end := "<p>", "</p>\n"
	switch d.albums[n] {
	case PhotoAlone:
		open, end = "", "\n"
	case PhotoGallery:
		open, end = `<div class="gallery">`, "</div>\n"
	}
	if !entering {
		open = end
	}
	_, _ = w.WriteString(open)
	return ast.WalkContinue, nil
}

// peopleIn is what the writer says about people in a picture.
type peopleIn struct {
	said    bool // there is a word about it
	there   bool
	consent string // who agreed, and how; empty where nobody says
}

// peopleThere and nobodyThere are what may stand under orang, the first of each in a form.
func peopleThere() []string { return []string{"ada", "ya", "true", "yes"} }
func nobodyThere() []string { return []string{"tidak", "false", "no"} }

func peopleWords() []string { return slices.Concat(peopleThere(), nobodyThere()) }

// The ends of a title that speak of people.
var (
	consentMark = regexp.MustCompile(`(?i)\s*\[(?:izin|consent):\s*([^\]]*)\]\s*$`)
	peopleMark  = regexp.MustCompile(`(?i)\s*\[(?:orang|people)\]\s*$`)
	nobodyMark  = regexp.MustCompile(`(?i)\s*\[(?:tanpa orang|no people)\]\s*$`)
)

// aboutPeople parts a title into what readers see and what is said about people.
func aboutPeople(title string) (caption string, p peopleIn) {
	if m := consentMark.FindStringSubmatchIndex(title); m != nil {
		return title[:m[0]], peopleIn{said: true, there: true, consent: strings.TrimSpace(title[m[2]:m[3]])}
	}
	if m := peopleMark.FindStringIndex(title); m != nil {
		return title[:m[0]], peopleIn{said: true, there: true}
	}
	if m := nobodyMark.FindStringIndex(title); m != nil {
		return title[:m[0]], peopleIn{said: true}
	}
	return title, peopleIn{}
}

// judge asks for a note of consent: people who can be recognised must have agreed
// (UU 27/2022 on personal data).
func (p peopleIn) judge(alt, value string, at source.Pos, ps *source.Problems) {
	switch word := personIn(alt); {
	case p.consent != "":
	case p.there:
		ps.Warn(at, "people-without-consent", "value", value)
	case !p.said && word != "":
		ps.Note(at, "people-perhaps", "value", value, "word", word)
	}
}

// people are words for persons, in the languages of the site. That an office or a row
// of figures is named after people ("Grafik ibu hamil") is known by the first word.
func people() []string {
	return []string{
		"anak", "anak-anak", "ayah", "bapak", "bayi", "balita", "bidan", "bupati", "camat", "dokter", "gubernur", "guru",
		"ibu", "ibu-ibu", "istri", "kader", "keluarga", "lansia", "lurah", "masyarakat", "menteri", "murid", "nakes", "orang",
		"pasien", "pelajar", "pengunjung", "peserta", "perawat", "perempuan", "petugas", "remaja", "siswa", "siswi", "suami",
		"warga", "wali",
		"baby", "boy", "child", "children", "doctor", "families", "family", "father", "girl", "man", "men", "midwife", "midwives",
		"mother", "mothers", "nurse", "nurses", "patient", "patients", "people", "person", "students", "teacher", "villagers",
		"woman", "women",
	}
}

// drawn are first words of descriptions of what is no photograph.
func drawn() []string {
	return []string{
		"bagan", "denah", "diagram", "grafik", "infografis", "logo", "peta", "poster", "tabel", "tangkapan",
		"chart", "infographic", "map", "screenshot", "table",
	}
}

// personIn gives the first word for a person in a description, empty where there is none.
func personIn(alt string) string {
	list := strings.FieldsFunc(strings.ToLower(alt), func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') })
	if len(list) == 0 || slices.Contains(drawn(), list[0]) {
		return ""
	}
	for _, w := range list {
		if slices.Contains(people(), w) {
			return w
		}
	}
	return ""
}
