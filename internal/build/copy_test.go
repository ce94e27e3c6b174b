package build

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// folder is a temporary copy of a site's input.
type folder struct{ path string }

func (f folder) remove() { _ = os.RemoveAll(f.path) }

// copyOf copies what a site is made of, each file as change leaves it; a file
// that change makes nil is left out.
func copyOf(dir string, change func(name string, body []byte) []byte) (folder, error) {
	to, err := os.MkdirTemp("", "terang-test-")
	if err != nil {
		return folder{}, err
	}
	f := folder{to}
	for _, part := range []string{"site.yaml", "data", "content"} {
		if err := f.add(dir, part, change); err != nil {
			f.remove()
			return folder{}, err
		}
	}
	return f, nil
}

func (f folder) add(dir, part string, change func(name string, body []byte) []byte) error {
	return filepath.WalkDir(filepath.Join(dir, part), func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		target := filepath.Join(f.path, rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		if body = change(filepath.ToSlash(rel), body); body == nil {
			return nil
		}
		return os.WriteFile(target, body, 0o644)
	})
}

// input copies a site's input for one test, which may then break it.
func input(t *testing.T, dir string) string {
	t.Helper()
	f, err := copyOf(dir, func(_ string, body []byte) []byte { return body })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.remove)
	return f.path
}

// tree reads all files below a folder by their path from it.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		files[filepath.ToSlash(rel)] = string(body)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
