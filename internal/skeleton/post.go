package skeleton

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/dataset"
	"terang/internal/health"
	"terang/internal/source"
)

// Post says what post to begin.
type Post struct {
	Kind  content.Kind
	Title string
	Type  content.MeetingType // of a meeting; empty to go by its title
	Unit  string              // of a meeting: code or name of a puskesmas or area; empty to go by its title
	Date  health.Date
}

// ErrTitle is a title without a letter or digit that an address could be made of.
var ErrTitle = errors.New("no address can be made of the title")

// UnitError is a place that the site does not have.
type UnitError struct {
	Unit string
	Near string // what may have been meant, or empty
}

func (e UnitError) Error() string { return "no place of the site is called " + e.Unit }

// form is what the templates of posts take.
type form struct {
	Post
	Area        string
	UnitName    string
	Year        int
	LastMonth   health.Month
	NextYear    health.Date
	Due         health.Date
	CrossSector bool
	Sectors     []string
	Owners      []string
}

// NewPost makes the skeleton of a post for the site in root, in its language.
func NewPost(root fs.FS, p Post) (File, error) {
	cfg, _ := config.Read(root) // what is wrong with it, check tells
	p.Title = strings.Join(strings.Fields(p.Title), " ")
	slug, ok := content.Slug(cut(p.Title))
	if !ok {
		return File{}, ErrTitle
	}
	f := form{
		Post: p, Area: cfg.Area, Year: p.Date.Year(), LastMonth: p.Date.Month() - 1,
		NextYear: health.DateOf(p.Date.Year()+1, 12, 31), Due: after(p.Date, daysToKeep),
	}
	if p.Kind == content.Kegiatan {
		if f.Type == "" {
			f.Type = typeOf(p.Title)
		}
		if err := f.place(root, cfg); err != nil {
			return File{}, err
		}
		f.people(cfg.Language)
	}
	return fill(path.Join("content", string(p.Kind), slug+".md"), cfg.Language+"/"+string(p.Kind)+".md", f)
}

// daysToKeep is how long a promise of a skeleton has.
const daysToKeep = 30

// longestName is how many bytes of a title may become the name of a file.
const longestName = 72

// cut shortens a title after a word.
func cut(title string) string {
	if len(title) <= longestName {
		return title
	}
	title = title[:longestName]
	if i := strings.LastIndexByte(title, ' '); i > 0 {
		title = title[:i]
	}
	return title
}

// typeOf reads from a title which meeting it is.
func typeOf(title string) content.MeetingType {
	title = strings.ToLower(title)
	isLokmin := strings.Contains(title, "lokmin") || strings.Contains(title, "lokakarya mini")
	switch {
	case isLokmin && (strings.Contains(title, "triwulan") || strings.Contains(title, "lintas sektor")):
		return content.LokminTriwulan
	case isLokmin:
		return content.LokminBulanan
	case strings.Contains(title, "rakerkesda"), strings.Contains(title, "rapat kerja kesehatan"):
		return content.Rakerkesda
	case strings.Contains(title, "rakor"), strings.Contains(title, "rapat koordinasi"):
		return content.Rakor
	case strings.Contains(title, "advokasi"):
		return content.AdvocacyMeeting
	}
	return content.NoMeetingType
}

// place finds the place that was asked for, or the puskesmas that the title names.
func (f *form) place(root fs.FS, cfg config.Site) error {
	register, _, _ := dataset.Registers(root, cfg) // what is wrong with them, check tells
	if register == nil {
		return nil
	}
	u := named(register, f.Title)
	if f.Unit != "" {
		var near string
		if u, near = find(register, f.Unit); u == health.NoUnit {
			return UnitError{f.Unit, near}
		}
	}
	if u != health.NoUnit {
		f.Unit, f.UnitName = register.Code(u), register.Name(u)
	}
	return nil
}

// named gives the puskesmas whose name stands in a title, of several the longest name.
func named(register *health.Register, title string) health.Unit {
	best, longest := health.NoUnit, 0
	for _, u := range register.Puskesmas() {
		if name := fullName(register, u); len(name) > longest && strings.Contains(strings.ToLower(title), name) {
			best, longest = u, len(name)
		}
	}
	return best
}

// fullName is the name of a puskesmas in small letters, with that word before it.
func fullName(register *health.Register, u health.Unit) string {
	name := strings.ToLower(register.Name(u))
	if strings.HasPrefix(name, "puskesmas ") {
		return name
	}
	return "puskesmas " + name
}

// find gives the puskesmas or area with a code or a name; where there is none, or
// several areas have the name, near is what may have been meant.
func find(register *health.Register, asked string) (u health.Unit, near string) {
	if u, ok := register.UnitOf(asked); ok {
		return u, ""
	}
	var known []string
	for _, u := range register.Puskesmas() {
		name := fullName(register, u)
		if strings.EqualFold(asked, name) || strings.EqualFold("puskesmas "+asked, name) {
			return u, ""
		}
		known = append(known, register.Code(u), register.Name(u))
	}
	var areas []health.Unit
	for i, a := range register.Areas {
		if strings.EqualFold(asked, a.Name) {
			areas = append(areas, health.Unit(i))
		}
		known = append(known, a.Code, a.Name)
	}
	switch len(areas) {
	case 0:
		near, _ = source.Nearest(asked, known)
		return health.NoUnit, near
	case 1:
		return areas[0], ""
	}
	return health.NoUnit, register.Code(areas[0])
}

// people fills in who usually comes to such a meeting, and who promises (domain reference §5.1).
func (f *form) people(lang string) {
	monthly := f.Type == content.LokminBulanan
	f.CrossSector = !monthly
	switch {
	case lang == "en" && monthly:
		f.Sectors, f.Owners = []string{"Puskesmas", "Pustu and posyandu", "Village midwives"}, []string{"health", "health", "desa"}
	case lang == "en":
		f.Sectors, f.Owners = []string{"Puskesmas", "Kecamatan", "Heads of desa", "TP PKK", "Schools", "Police and army"}, []string{"health", "desa", "kecamatan"}
	case monthly:
		f.Sectors, f.Owners = []string{"Puskesmas", "Pustu dan posyandu", "Bidan desa"}, []string{"kesehatan", "kesehatan", "desa"}
	default:
		f.Sectors, f.Owners = []string{"Puskesmas", "Kecamatan", "Kepala desa", "TP PKK", "Sekolah", "Polsek dan Koramil"}, []string{"kesehatan", "desa", "kecamatan"}
	}
}
