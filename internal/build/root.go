package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/source"
	"terang/internal/warehouse"
)

// From says whether the databases that site.yaml names are asked.
type From = warehouse.From

// Databases are asked; only for what no answer is kept to; not at all.
const (
	FromAsked     = warehouse.Asked
	FromAskedOnce = warehouse.AskedOnce
	FromKept      = warehouse.Kept
)

// ask gets the answers of databases into the site's folder, before anything is read. With
// errors among the problems, nothing else is read: tables name each other, and what one
// that is missing makes of the others says nothing.
func ask(ctx context.Context, root *os.Root, o Options) (source.Problems, error) {
	cfg, ps := config.Read(root.FS())
	if len(cfg.Queries) == 0 {
		return nil, nil
	}
	var found source.Problems
	var err error
	if !ps.HasErrors() {
		found, err = warehouse.Ask(ctx, root, cfg, warehouse.Options{Env: o.Env, From: o.From})
		if !found.HasErrors() {
			return found, err
		}
	}
	return waive(cfg, append(ps, found...), o.Date), err
}

// ErrAstray is an output folder in which the site would stand among what it, or another one, is made from.
var ErrAstray = errors.New("the output folder lies among the files of which a site is made, or holds them")

// out gives the output folder.
func (o Options) out() (string, error) {
	out := config.At(o.Dir, o.Out)
	if !config.Apart(o.Dir, out) {
		return "", ErrAstray
	}
	return out, nil
}

// answers lists the files that hold answers of databases.
func answers(cfg config.Site) []string {
	var files []string
	for _, q := range cfg.Queries {
		files = append(files, q.Answer())
	}
	return files
}

// read reads all inputs and plans the site. With errors among the problems there
// is no plan. Whoever gets no error closes what was made.
func read(ctx context.Context, o Options) (*made, source.Problems, error) {
	root, err := openRoot(o.Dir)
	if err != nil {
		return nil, nil, err
	}
	o.folder = root
	asked, err := ask(ctx, root, o)
	if err == nil && asked.HasErrors() {
		return &made{root: root, numbers: &numbers{data: &dataset.Data{}}}, asked, nil
	}
	if err != nil {
		_ = root.Close()
		return nil, nil, err
	}
	s, ps, err := readRoot(ctx, root.FS(), o, asked...)
	if err != nil {
		_ = root.Close()
		return nil, nil, err
	}
	s.root = root
	return s, ps, nil
}

func openRoot(dir string) (*os.Root, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("site folder: %w", err)
	}
	return root, nil
}

// readRoot reads a site; asked are the problems found before.
func readRoot(ctx context.Context, root fs.FS, o Options, asked ...source.Problem) (*made, source.Problems, error) {
	cfg, ps := config.Read(root)
	ps = append(ps, cfg.Astray(o.Dir)...)
	s, ps, err := readSite(ctx, root, cfg, append(ps, asked...), o)
	return s, waive(cfg, ps, o.Date), err
}
