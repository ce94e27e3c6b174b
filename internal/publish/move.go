package publish

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"
)

// hooks let a test stop a run between any two changes to the disk and stand in for what the system refuses.
type hooks struct {
	tick   func()
	rename func(from, to string) error
	busy   func(error) bool    // nil where nothing is ever busy
	wait   func(time.Duration) // between two tries of what is busy
}

var noHooks = hooks{tick: func() {}, rename: os.Rename, busy: isBusy, wait: time.Sleep}

// mover takes the steps of a commit record. Each step may be taken again after a run that was killed during it.
type mover struct {
	hooks
	out   string // absolute
	root  *os.Root
	stage string          // absolute
	made  map[string]bool // folders of out seen to be real ones
	left  time.Duration   // of the patience with files that are open elsewhere
	again bool            // an earlier attempt was stopped: what is not staged was moved then
}

func (m *mover) run(steps []step) error {
	for _, s := range steps {
		take := m.remove
		if s.put {
			take = m.put
		}
		if err := take(s.path); err != nil {
			return err
		}
		m.tick()
	}
	return nil
}

// put moves a staged file or folder into place.
func (m *mover) put(name string) error {
	from, to := under(m.stage, name), under(m.out, name)
	info, err := os.Lstat(from)
	if m.again && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := m.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	m.tick()
	err = m.patiently(&m.left, name, func() error { return m.rename(from, to) })
	if busy := (*BusyError)(nil); err == nil || errors.As(err, &busy) && !info.IsDir() {
		return err
	}
	// Whatever the reason, most often another device, the slow way either works or tells it.
	if info.IsDir() {
		return m.putEach(name)
	}
	return m.copy(from, name)
}

func (m *mover) putEach(folder string) error {
	entries, err := os.ReadDir(under(m.stage, folder))
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := m.put(path.Join(folder, e.Name())); err != nil {
			return err
		}
		m.tick()
	}
	return nil
}

func (m *mover) copy(from, name string) error {
	if err := m.fill(from); err != nil {
		return err
	}
	m.tick()
	if err := m.patiently(&m.left, name, func() error { return m.root.Rename(part, name) }); err != nil {
		_ = m.root.Remove(part)
		return fmt.Errorf("put %s into place: %w", name, err)
	}
	m.tick()
	return os.Remove(from)
}

// fill copies a staged file to the part file, which an earlier attempt may have left. Its time stays that of the staged
// one, since the next run reads what is newer than the manifest.
func (m *mover) fill(from string) error {
	if err := m.root.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := m.root.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	if err = errors.Join(err, dst.Close()); err != nil {
		return err
	}
	if info, err := src.Stat(); err == nil { // where times cannot be set, it is read, no more
		_ = m.root.Chtimes(part, info.ModTime(), info.ModTime())
	}
	return nil
}

// makeFolder makes a folder and those above it, and refuses to go through a link.
func (m *mover) makeFolder(name string) error {
	if name == "." || m.made[name] {
		return nil
	}
	if err := m.makeFolder(path.Dir(name)); err != nil {
		return err
	}
	info, err := os.Lstat(under(m.out, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		err = m.root.Mkdir(name, 0o755)
	case err == nil && !info.IsDir():
		err = fmt.Errorf("%s is a link or a file where a folder must stand", name)
	}
	m.made[name] = err == nil
	return err
}

// remove removes a stale file of ours and the folders that it leaves empty. What has become a folder, or stands
// behind a link, is not ours any more and is left alone.
func (m *mover) remove(name string) error {
	if !m.isBehindFolders(name) {
		return nil
	}
	info, err := os.Lstat(under(m.out, name))
	if err == nil && !info.IsDir() {
		err = m.patiently(&m.left, name, func() error { return m.root.Remove(name) })
		m.tick()
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for folder := range parents(name) {
		err := m.root.Remove(folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil // not empty: something else lives there
		}
		delete(m.made, folder)
		m.tick()
	}
	return nil
}

// isBehindFolders reports whether nothing above a path is a link or a file.
func (m *mover) isBehindFolders(name string) bool {
	for folder := range parents(name) {
		info, err := os.Lstat(under(m.out, folder))
		if err == nil && !info.IsDir() {
			return false
		}
	}
	return true
}

// under joins a slash-separated path to a folder of the system.
func under(folder, name string) string { return filepath.Join(folder, filepath.FromSlash(name)) }
