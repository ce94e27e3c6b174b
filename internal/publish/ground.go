package publish

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
)

// ground is the output folder as it stands before a commit. It is only read.
type ground struct {
	out  string   // absolute
	root *os.Root // nil while the folder does not exist
	bare bool     // nothing but .gitignore: a first build

	mu      sync.Mutex
	folders map[string]folder
}

// folder is what stands where a page needs a folder: nothing, a real one, or what the name in blocked says.
type folder struct {
	exists  bool
	blocked string
}

func openGround(out string) (*ground, error) {
	g := &ground{out: out, folders: map[string]folder{".": {exists: true}}}
	root, err := os.OpenRoot(out)
	if errors.Is(err, fs.ErrNotExist) {
		g.bare = true
		return g, nil
	}
	if err != nil {
		return nil, err
	}
	entries, err := os.ReadDir(out)
	if err != nil {
		_ = root.Close()
		return nil, err
	}
	g.root = root
	g.bare = !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() != keep })
	return g, nil
}

// look says what stands at a path: nil for nothing. If a link or a file stands above it, its name is in blocked.
func (g *ground) look(name string) (info fs.FileInfo, blocked string, err error) {
	if g.bare {
		return nil, "", nil
	}
	above, err := g.folder(path.Dir(name))
	if err != nil || !above.exists {
		return nil, above.blocked, err
	}
	info, err = os.Lstat(under(g.out, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", nil
	}
	return info, "", err
}

func (g *ground) folder(name string) (folder, error) {
	g.mu.Lock()
	f, seen := g.folders[name]
	g.mu.Unlock()
	if seen {
		return f, nil
	}
	f, err := g.folder(path.Dir(name))
	if err != nil {
		return folder{}, err
	}
	if f.exists {
		info, err := os.Lstat(under(g.out, name))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			f = folder{}
		case err != nil:
			return folder{}, err
		case !info.IsDir():
			f = folder{blocked: name}
		}
	}
	g.mu.Lock()
	g.folders[name] = f
	g.mu.Unlock()
	return f, nil
}

// holds reports whether the regular file at a path has this body.
func (g *ground) holds(name string, info fs.FileInfo, body []byte) (bool, error) {
	if !info.Mode().IsRegular() || info.Size() != int64(len(body)) {
		return false, nil
	}
	standing, err := g.root.ReadFile(name)
	return bytes.Equal(standing, body), err
}

// isSameFile reports whether two paths that differ in case name one file: so it is on Windows and macOS.
func (g *ground) isSameFile(a, b string) bool {
	infoA, blockedA, errA := g.look(a)
	infoB, blockedB, errB := g.look(b)
	if errA != nil || errB != nil || blockedA != "" || blockedB != "" || infoA == nil || infoB == nil {
		return false
	}
	return os.SameFile(infoA, infoB)
}

// foreignIn finds what would keep a folder from becoming empty when the stale files are gone; "" is nothing.
func (g *ground) foreignIn(top string, stale map[string]bool) (string, error) {
	emptied := map[string]bool{}
	for name := range stale {
		for d := range parents(name) {
			emptied[d] = true
		}
	}
	found := ""
	err := fs.WalkDir(g.root.FS(), top, func(name string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if (e.IsDir() && !emptied[name]) || (!e.IsDir() && !stale[name]) {
			found = name
			return fs.SkipAll
		}
		return nil
	})
	return found, err
}

func (g *ground) close() {
	if g.root != nil {
		_ = g.root.Close()
	}
}

// InWayError is something that is not ours, as far as is known, and stands where pages must go. Nothing was changed.
type InWayError struct {
	Names   []string // sorted, each once
	Closed  bool     // links, files or folders where pages need a folder: these are never overwritten
	Damaged bool     // what the last run noted of its files cannot be read, so that these may be ours
	out     string
}

func (e *InWayError) Error() string {
	what, how := "files that Terang did not write, as far as it knows,", ", build into an empty folder (--out), or let them be overwritten (--force)"
	if e.Closed {
		what, how = "links, files or folders that Terang did not make", " or build into an empty folder (--out)"
	}
	return fmt.Sprintf("in %s %s stand where pages must go: %s; delete them%s", e.out, what, few(e.Names), how)
}

func sorted(names []string) []string { return slices.Compact(slices.Sorted(slices.Values(names))) }

// few lists up to five names, sorted, each once.
func few(names []string) string {
	names = sorted(names)
	if len(names) > 5 {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:5], ", "), len(names)-5)
	}
	return strings.Join(names, ", ")
}
