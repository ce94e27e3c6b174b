// Package skeleton writes the first form of what staff then fill in: a post, a
// meeting, a page, or a whole site.
//
// Everything that it writes is read back by the other doors without an error; a
// post is a draft, so that words which only hold a place are not published. No
// file that is there is ever touched.
package skeleton

import (
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"

	"terang/internal/health"
)

//go:embed templates
var templates embed.FS

// File is a file to be written: its path from the site's folder, with slashes, and its text.
type File struct {
	Path string
	Text []byte
}

// ErrExists is a file that is there already, or a folder that holds something.
var ErrExists = errors.New("it is there already")

// Add writes one file into a site's folder, and fails with ErrExists where it is there.
func Add(dir string, f File) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // nothing is kept in it
	return write(root, f)
}

// Empty fails with ErrExists where a folder holds anything. One that is not there is empty.
func Empty(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case len(entries) > 0:
		return ErrExists
	}
	return nil
}

// Start writes all files of a new site into a folder, which it makes. The folder
// must be empty.
func Start(dir string, files []File) error {
	if err := Empty(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // nothing is kept in it
	for _, f := range files {
		if err := write(root, f); err != nil {
			return err
		}
	}
	return nil
}

func write(root *os.Root, f File) error {
	if err := root.MkdirAll(filepath.FromSlash(path.Dir(f.Path)), 0o755); err != nil {
		return err
	}
	out, err := root.OpenFile(filepath.FromSlash(f.Path), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return ErrExists
	}
	if err != nil {
		return err
	}
	_, err = out.Write(f.Text)
	return errors.Join(err, out.Close())
}

// fill makes a file of a template.
func fill(to, from string, with any) (File, error) {
	t, err := template.New(path.Base(from)).Funcs(template.FuncMap{
		"yaml": quoted, "inc": func(i int) int { return i + 1 },
	}).ParseFS(templates, "templates/"+from)
	if err != nil {
		return File{}, err
	}
	var b strings.Builder
	if err := t.Execute(&b, with); err != nil {
		return File{}, fmt.Errorf("%s: %w", from, err)
	}
	return File{to, []byte(b.String())}, nil
}

// harmless are texts that YAML takes as they stand.
var harmless = regexp.MustCompile(`^\pL[\pL\pN ,./()-]*[\pL\pN.)]$`)

// quoted writes a text as a value of YAML.
func quoted(text string) string {
	switch strings.ToLower(text) {
	case "true", "false", "yes", "no", "on", "off", "null":
	default:
		if harmless.MatchString(text) {
			return text
		}
	}
	var b strings.Builder
	enc := json.NewEncoder(&b) // a text in JSON is one in YAML
	enc.SetEscapeHTML(false)
	if err := enc.Encode(text); err != nil {
		return `""` // no text is without JSON
	}
	return strings.TrimSpace(b.String())
}

// after gives the day some days later.
func after(d health.Date, days int) health.Date {
	for range days {
		next := health.DateOf(d.Year(), d.Month().Of(), d.Day()+1)
		if _, ok := health.ParseDate(next.String()); !ok {
			m := d.Month() + 1
			next = health.DateOf(m.Year(), m.Of(), 1)
		}
		d = next
	}
	return d
}
