package revision

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
)

// keptFolder holds the editions that a portal keeps.
const keptFolder = "data/edisi"

// kept tells which files of kept editions are gone, or hold something else now.
func (c *comparison) kept() error {
	was, err := c.was.keptFiles()
	if err != nil {
		return err
	}
	is, err := c.is.keptFiles()
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(was)) {
		if sum, there := is[name]; !there || sum != was[name] {
			c.Kept = append(c.Kept, KeptFile{"/" + name, !there})
		}
	}
	return nil
}

// keptFiles gives the digest of each, none where the portal keeps nothing.
func (e *Edition) keptFiles() (map[string][sha256.Size]byte, error) {
	sums := map[string][sha256.Size]byte{}
	names, err := fs.Glob(e.files, keptFolder+"/*/*")
	for _, name := range names {
		body, failed := fs.ReadFile(e.files, name)
		if failed != nil && !errors.Is(failed, fs.ErrNotExist) {
			err = errors.Join(err, fmt.Errorf("%s: %w", e.name, failed))
		}
		sums[name] = sha256.Sum256(body)
	}
	return sums, err
}
