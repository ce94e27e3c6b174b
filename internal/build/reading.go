package build

import (
	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/disclosure"
	"terang/internal/source"
)

// Reading tells how the files of data/ were read: what became of their rows, and
// what was settled where a file could be read in more than one way. Nothing in it
// is a figure beyond the cells that a decision names.
type Reading struct {
	Accounts  []FileAccount
	LeftOut   []LeftOut
	Decisions []source.Decision
}

// LeftOut is how many rows of a file one rule left out.
type LeftOut = dataset.LeftOut

// FileAccount tells what became of the rows of a file.
type FileAccount = dataset.FileAccount

// exposed warns that what is hidden can be read where the data are kept. Who may read there
// is not known here, so that it is a warning, and one to be waived.
func exposed(f *numbers, cfg config.Site, o Options) (ps source.Problems) {
	hidden := 0
	for _, rule := range disclosure.Rules() {
		hidden += f.release.Hidden(rule)
	}
	if o.Remote != "" && hidden > 0 && !cfg.Sample { // what is made up is no secret
		ps.Warn(source.Pos{File: "data/observations"}, "secret-in-git", "remote", o.Remote)
	}
	return ps
}

func (s *made) reading() Reading {
	return Reading{Accounts: s.data.Files, LeftOut: s.data.LeftOut, Decisions: s.data.Decisions}
}
