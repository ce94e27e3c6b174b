package host

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"sync"
	"syscall"

	"terang/internal/upload"
)

// folder is a folder of this machine, or one that is mounted in it.
type folder struct {
	dir   string
	first sync.Mutex
	root  *os.Root // nil where there is no such folder yet
	made  folders
}

// folders remembers which folders of a host are there.
type folders struct {
	mu   sync.Mutex
	made map[string]bool
}

// above has a folder made, and those above it, once each.
func (f *folders) above(name string, mkdir func(dir string) error) error {
	dir := path.Dir(name)
	if dir == "." || dir == "/" {
		return nil
	}
	f.mu.Lock()
	made := f.made[dir]
	f.mu.Unlock()
	if made {
		return nil
	}
	if err := f.above(dir, mkdir); err != nil {
		return err
	}
	if err := mkdir(dir); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.made == nil {
		f.made = map[string]bool{}
	}
	f.made[dir] = true
	return nil
}

// forget is for a folder that may be gone.
func (f *folders) forget(dir string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.made, dir)
}

// openFolder takes a folder that is not there yet where only it is missing, and makes it for the first file: a whole
// path that is not there is a disk that is not mounted, or a slip.
func openFolder(dir string) (Store, error) {
	s := &folder{dir: dir}
	if err := folderOf(dir); err != nil {
		return nil, err
	}
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	return s, s.enter()
}

// folderOf sees that the folder is there in which something is to stand.
func folderOf(name string) error {
	above := filepath.Dir(filepath.Clean(name))
	info, err := os.Stat(above)
	if err == nil && !info.IsDir() {
		err = syscall.ENOTDIR
	}
	if err != nil {
		return unopened(above, err)
	}
	return nil
}

func (s *folder) enter() error {
	root, err := os.OpenRoot(s.dir)
	if err != nil {
		return unopened(s.dir, err)
	}
	s.root = root
	return nil
}

// begin makes the folder.
func (s *folder) begin() error {
	s.first.Lock()
	defer s.first.Unlock()
	if s.root != nil {
		return nil
	}
	if err := os.Mkdir(s.dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return s.enter()
}

func (s *folder) List(ctx context.Context, into func(string) bool) ([]upload.Standing, error) {
	if s.root == nil {
		return nil, nil
	}
	var there []upload.Standing
	err := fs.WalkDir(s.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case e.IsDir() && name != "." && !into(name):
			there = append(there, upload.Standing{Path: name + "/", Size: -1})
			return fs.SkipDir
		case e.IsDir():
			return ctx.Err()
		}
		size := int64(-1)
		if info, err := e.Info(); err == nil && info.Mode().IsRegular() {
			size = info.Size()
		}
		there = append(there, upload.Standing{Path: name, Size: size})
		return nil
	})
	return there, err
}

func (s *folder) Read(_ context.Context, name string) ([]byte, error) {
	if s.root == nil {
		return nil, fs.ErrNotExist
	}
	return s.root.ReadFile(filepath.FromSlash(name))
}

func (s *folder) Put(_ context.Context, f upload.File, body []byte) (string, error) {
	return "", ofDisk(s.dir, s.put(f, body))
}

func (s *folder) put(f upload.File, body []byte) error {
	if err := s.begin(); err != nil {
		return err
	}
	err := s.made.above(f.Path, func(dir string) error {
		if err := s.root.Mkdir(filepath.FromSlash(dir), 0o755); !errors.Is(err, fs.ErrExist) {
			return err
		}
		return nil
	})
	if err != nil {
		return err
	}
	part := filepath.FromSlash(upload.PartOf(f.Path, upload.SumOf([]byte(f.Path+f.Sum))))
	if err := s.root.WriteFile(part, body, 0o644); err != nil {
		return err
	}
	return s.root.Rename(part, filepath.FromSlash(f.Path))
}

func (s *folder) Delete(_ context.Context, name string) error {
	if err := s.root.Remove(filepath.FromSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ofDisk(s.dir, err)
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if s.root.Remove(filepath.FromSlash(dir)) != nil { // it holds more
			break
		}
		s.made.forget(dir)
	}
	return nil
}

func (s *folder) Finish(context.Context) error { return nil }

func (s *folder) Close() error {
	if s.root == nil {
		return nil
	}
	return s.root.Close()
}
