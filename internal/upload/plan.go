// Package upload decides what a host is sent: which files of a finished site are new
// or changed there, in which order they go, which of those that stand there are to be
// deleted, and which are not ours. It moves nothing itself.
//
// What was sent is known by a state that stands on the host beside the site (see
// [State]). It is not trusted alone: what the host lists must agree with it in size,
// and in its own mark where it has one.
package upload

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"
)

// File is a file of the finished site.
type File struct {
	Path string `json:"path"` // with slashes, from the root of the site
	Size int64  `json:"bytes"`
	Sum  string `json:"-"` // digest of the content, in hexadecimal digits
}

// Standing is a file that a host lists.
type Standing struct {
	Path string
	Size int64  // -1 where it is not told
	Mark string // what the host calls the content, as an ETag; "" where it has no such thing
}

// Plan is what one run does at a host.
type Plan struct {
	Puts    []File     // new and changed ones, in order
	Deletes []string   // ours that the site has no more, sorted
	Litter  []string   // halves of files that an earlier run left
	Lost    []string   // ours that neither the host nor the site has any more
	Same    int        // files that stand there as they are
	Ours    int        // files on the host that terang has put there
	Foreign []Standing // files that terang has not put there and that no file of the site needs the place of
	InWay   []Standing // the same, where files of the site must go
	Closed  []Standing // folders where files of the site must go, and files where their folders must: nothing replaces these
}

// Bytes is how much has to be sent.
func (p Plan) Bytes() int64 {
	var n int64
	for _, f := range p.Puts {
		n += f.Size
	}
	return n
}

// Nothing says whether the host has the site as it is.
func (p Plan) Nothing() bool { return len(p.Puts)+len(p.Deletes)+len(p.Litter) == 0 }

// Make compares a site with what stands on a host and with what earlier runs noted there.
func Make(files []File, there []Standing, noted State) Plan {
	var p Plan
	wanted := make(map[string]File, len(files))
	folders := map[string]bool{}
	for _, f := range files {
		wanted[f.Path] = f
		for dir := path.Dir(f.Path); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	standing := make(map[string]Standing, len(there))
	for _, s := range there {
		_, ours := noted[s.Path]
		_, want := wanted[s.Path]
		switch {
		case s.Path == StateFile:
			continue
		case IsPart(s.Path):
			p.Litter = append(p.Litter, s.Path)
			continue
		case ours:
			p.Ours++
			if !want {
				p.Deletes = append(p.Deletes, s.Path)
			}
		case want:
			p.InWay = append(p.InWay, s)
		case folders[s.Path] && s.Size >= 0, wanted[strings.TrimSuffix(s.Path, "/")].Path != "":
			p.Closed = append(p.Closed, s)
		default:
			p.Foreign = append(p.Foreign, s)
		}
		standing[s.Path] = s
	}
	for _, f := range files {
		if s, there := standing[f.Path]; there && noted[f.Path].holds(f, s) {
			p.Same++
		} else {
			p.Puts = append(p.Puts, f)
		}
	}
	for name := range noted {
		_, there := standing[name]
		if _, want := wanted[name]; !there && !want {
			p.Lost = append(p.Lost, name)
		}
	}
	p.sort()
	return p
}

// Flat is the plan for a host that has no folders: no file keeps another one from its place there.
func (p Plan) Flat() Plan {
	p.Foreign, p.Closed = slices.Concat(p.Foreign, p.Closed), nil
	p.sort()
	return p
}

func (p *Plan) sort() {
	slices.SortFunc(p.Puts, func(a, b File) int {
		return cmp.Or(cmp.Compare(StageOf(a.Path), StageOf(b.Path)), cmp.Compare(a.Path, b.Path))
	})
	byPath := func(a, b Standing) int { return cmp.Compare(a.Path, b.Path) }
	slices.Sort(p.Deletes)
	slices.Sort(p.Litter)
	slices.Sort(p.Lost)
	slices.SortFunc(p.Foreign, byPath)
	slices.SortFunc(p.InWay, byPath)
	slices.SortFunc(p.Closed, byPath)
}

// Stage is when a file is sent: those of one stage may go together, and a stage begins when the one before it has ended. So
// nobody is shown a page without its style sheet, or a list that leads to a page which is not there.
type Stage int

// The stages.
const (
	Parts   Stage = iota // style sheets, scripts, pictures, data
	Pages                // pages that lists lead to
	Lists                // index pages, feeds, what search machines read
	Home                 // the first page, and what keeps pages on readers' devices
	stages  = int(Home) + 1
	endings = ".html"
)

// StageOf tells when a file is sent.
func StageOf(name string) Stage {
	base := path.Base(name)
	switch {
	case name == "index.html" || name == "sw.js" || path.Dir(name) != "." && base == "index.html" && len(path.Dir(name)) == len("id"):
		return Home
	case base == "index.html" || name == "feed.xml" || strings.HasPrefix(base, "sitemap"):
		return Lists
	case strings.HasSuffix(name, endings):
		return Pages
	}
	return Parts
}

// ByStage parts files, sorted as a plan has them.
func ByStage(files []File) [][]File {
	parts := make([][]File, stages)
	for _, f := range files {
		parts[StageOf(f.Path)] = append(parts[StageOf(f.Path)], f)
	}
	return parts
}

// part begins and ends the name of a file that is only half there.
const (
	partStart = ".terang-"
	partEnd   = ".part"
)

// PartOf names the file as which another one is sent, before it takes that one's place.
func PartOf(name, sum string) string {
	return path.Join(path.Dir(name), partStart+sum[:min(len(sum), 12)]+partEnd)
}

// IsPart knows such a name.
func IsPart(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, partStart) && strings.HasSuffix(base, partEnd)
}

// Untwinned leaves out packed twins of files, for hosts that never choose one of them for a reader.
func Untwinned(files []File) []File {
	known := make(map[string]bool, len(files))
	for _, f := range files {
		known[f.Path] = true
	}
	var rest []File
	for _, f := range files {
		if end := path.Ext(f.Path); slices.Contains([]string{".gz", ".br", ".zst"}, end) && known[strings.TrimSuffix(f.Path, end)] {
			continue
		}
		rest = append(rest, f)
	}
	return rest
}

// lasting are assets whose name changes with their content, and editions of the data.
var lasting = regexp.MustCompile(`^data/edisi/[^/]+/[^/]+$|^assets/[^/]+-[0-9a-f]{8}(?:\.[^/.]*)?$|^media/.+-[0-9]+-[0-9a-f]{8,}\.[a-z]+$`)

// Lasts says whether a file never changes under its name.
func Lasts(name string) bool { return lasting.MatchString(name) }

// IsPage says whether a file is a page.
func IsPage(name string) bool { return strings.HasSuffix(name, endings) }
