package build

import (
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"terang/internal/config"
	"terang/internal/publish"
	"terang/internal/source"
)

// vanishShown is how many pages that would vanish are named with their remedy.
const vanishShown = 20

// roll notes the files of a build that writes none, by several at once.
type roll struct {
	mu    sync.Mutex
	files map[string]bool
}

func (r *roll) note(name string, _ []byte) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.files[strings.ToLower(name)] = true
	return nil
}

// missing lists, of the files that the last build wrote into o.Out, those that this one has
// not, as addresses; had says whether that build wrote a file.
func (r *roll) missing(o Options) (gone []string, had func(name string) bool) {
	out := o.Out
	if out == "" {
		out = "public"
	}
	if !filepath.IsAbs(out) {
		out = filepath.Join(o.Dir, out)
	}
	last := publish.Last(out, filepath.Join(o.Dir, stateDir))
	for _, name := range last {
		if !r.files[strings.ToLower(name)] {
			gone = append(gone, "/"+strings.TrimSuffix(name, "index.html"))
		}
	}
	return gone, func(name string) bool {
		_, found := slices.BinarySearch(last, name)
		return found
	}
}

// isPage says whether an address is that of a page which people keep and pass on. Copies and
// pieces for other sites go with their page.
func isPage(address string) bool {
	return (strings.HasSuffix(address, "/") || strings.HasSuffix(address, ".html")) &&
		!strings.HasPrefix(address, "/salinan/") && !strings.HasPrefix(address, "/sematan/")
}

// vanished tells of pages of the last build that this one has not, with what to write into
// site.yaml. An address of a further language is that of the first. had says whether the last
// build wrote a file.
func (s *made) vanished(gone []string, had func(name string) bool) source.Problems {
	var ps source.Problems
	told := map[string]bool{}
	at := source.Pos{File: config.File}
	if len(s.cfg.Aliases) > 0 {
		at = s.cfg.Pos("aliases")
	}
	for _, address := range gone {
		for _, plan := range s.plans[1:] {
			if rest, is := strings.CutPrefix(address, "/"+plan.Folder()); is {
				address = "/" + rest
			}
		}
		if !isPage(address) || told[address] {
			continue
		}
		told[address] = true
		if len(ps) == vanishShown {
			ps[len(ps)-1].Rest++
			continue
		}
		ps.Warn(at, "address-gone", "address", address, "alias", strings.TrimPrefix(address, "/")+": "+s.heir(address, had))
	}
	return ps
}

// heir finds the page that an address most likely became: a new one in the same folder, of
// several that which begins most like it; else one with a name like it; else that of the nearest
// folder above.
func (s *made) heir(address string, had func(name string) bool) string {
	name := strings.TrimPrefix(address, "/")
	if strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	folder := path.Dir(strings.TrimSuffix(name, "/index.html"))
	pages := map[string]bool{}
	heir, most := "", 0
	var near []string
	for _, page := range s.plans[0].Pages() {
		pages[page.Path] = true
		if path.Dir(strings.TrimSuffix(page.Path, "/index.html")) != folder || page.Path == folder+"/index.html" {
			continue
		}
		near = append(near, page.Path)
		if n := 1 + alike(page.Path, name); n > most && !had(page.Path) {
			heir, most = page.Path, n
		}
	}
	if heir != "" {
		return heir
	}
	slices.Sort(near)
	if like, ok := source.Nearest(name, near); ok {
		return like
	}
	for ; folder != "."; folder = path.Dir(folder) {
		if pages[folder+"/index.html"] {
			return folder + "/index.html"
		}
	}
	return "index.html"
}

// alike counts the bytes with which both begin.
func alike(a, b string) (n int) {
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
