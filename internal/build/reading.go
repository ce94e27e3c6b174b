package build

import (
	"fmt"
	"os"

	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/source"
)

// Reading tells how the files of data/ were read: what became of their rows, and
// what was settled where a file could be read in more than one way. Nothing in it
// is a figure beyond the cells that a decision names.
type Reading struct {
	Accounts  []dataset.FileAccount
	LeftOut   []dataset.LeftOut
	Decisions []source.Decision
}

// Read reads the tables of a site and tells how. The problems are those that
// [Check] gives of them.
func Read(o Options) (Reading, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return Reading{}, fmt.Errorf("site folder: %w", err)
	}
	defer root.Close() //nolint:errcheck // read only: nothing can be lost
	cfg, _ := config.Read(root.FS())
	data, _ := dataset.Read(root.FS(), cfg, dataset.Options{Through: o.AsOf, Date: o.Date})
	return Reading{Accounts: data.Files, LeftOut: data.LeftOut, Decisions: data.Decisions}, nil
}
