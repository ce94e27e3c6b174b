package preview

import (
	"context"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// What a site is built from, below its folder.
const siteFile = "site.yaml"

func inputFolders() []string { return []string{"data", "content", "themes"} }

// folders are the watched folders of a site.
type folders struct {
	dir string
	*fsnotify.Watcher
}

// watch begins to watch a site's folder and all folders of its inputs.
func watch(dir string) (*folders, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	f := &folders{dir, watcher}
	err = f.add(".")
	for _, name := range inputFolders() {
		if err == nil {
			err = f.addTree(name)
		}
	}
	if err != nil {
		_ = watcher.Close()
		return nil, err
	}
	return f, nil
}

func (f *folders) add(name string) error {
	if err := f.Add(filepath.Join(f.dir, name)); err != nil {
		return fmt.Errorf("watch %s: %w", filepath.Join(f.dir, name), err)
	}
	return nil
}

// addTree watches a folder and all below it; one that is not there, or not there
// any more, is no error. Each is watched before it is listed, so that a folder made
// meanwhile is found by the one or the other.
func (f *folders) addTree(name string) error {
	at := filepath.Join(f.dir, name)
	if info, err := os.Stat(at); err != nil || !info.IsDir() {
		return nil
	}
	if err := f.add(name); err != nil {
		if _, gone := os.Stat(at); gone != nil {
			return nil
		}
		return err
	}
	entries, err := os.ReadDir(at)
	if err != nil {
		return nil // gone again, or closed to us: the build tells what it cannot read
	}
	for _, e := range entries {
		if below := filepath.Join(name, e.Name()); e.IsDir() && isInput(below) {
			if err := f.addTree(below); err != nil {
				return err
			}
		}
	}
	return nil
}

// follow sends to changed once after every run of changes, until ctx ends. A send
// that nobody has taken yet stands for the later ones.
func (f *folders) follow(ctx context.Context, changed chan<- struct{}, log *log.Logger) {
	var wait pause
	var seen bool
	clock := time.NewTicker(tick)
	clock.Stop() // runs only while there is something to wait for
	defer clock.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case event := <-f.Events:
			if !f.concerns(event, log) {
				continue
			}
			if !seen && !wait.waiting {
				clock.Reset(tick)
			}
			seen = true
		case err := <-f.Errors:
			// Some changes may not have been told, so all may have changed.
			log.Print(err)
			seen = true
			clock.Reset(tick)
		case <-clock.C:
			var due bool
			wait, due = wait.after(seen)
			seen = false
			if due {
				clock.Stop()
				offer(changed)
			}
		}
	}
}

func offer(changed chan<- struct{}) {
	select {
	case changed <- struct{}{}:
	default:
	}
}

// concerns says whether an event is a change of the site's inputs. A new folder is
// watched from here on.
func (f *folders) concerns(event fsnotify.Event, log *log.Logger) bool {
	// Rights and times alone change no page, and indexing programs touch them often.
	if event.Op == fsnotify.Chmod {
		return false
	}
	name, err := filepath.Rel(f.dir, event.Name)
	if err != nil || !isInput(name) {
		return false
	}
	if event.Has(fsnotify.Create) {
		if err := f.addTree(name); err != nil {
			log.Print(err)
		}
	}
	return true
}

// isInput says whether the site is built from the file or folder of that name, in
// the form of this machine, below the site's folder.
func isInput(name string) bool {
	parts := strings.Split(filepath.ToSlash(name), "/")
	if !fs.ValidPath(strings.Join(parts, "/")) || slices.ContainsFunc(parts, func(p string) bool { return strings.HasPrefix(p, ".") }) {
		return false
	}
	if len(parts) == 1 && parts[0] == siteFile {
		return true
	}
	return slices.Contains(inputFolders(), parts[0]) && !isScratch(parts[len(parts)-1])
}

// isScratch knows the files that programs keep beside one that is open: vim's
// backup, swap and probe, Emacs' own, the owner file of office programs, unfinished
// copies. Those that begin with a dot are hidden anyway.
func isScratch(name string) bool {
	if name == "4913" || strings.HasSuffix(name, "~") || strings.HasPrefix(name, "~$") {
		return true
	}
	if strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") {
		return true
	}
	switch strings.ToLower(filepath.Ext(name)) {
	case ".swp", ".swo", ".swx", ".tmp", ".bak", ".part", ".crdownload":
		return true
	}
	return false
}
