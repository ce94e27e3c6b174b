package build

import (
	"terang/internal/dataset"
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

func (s *made) reading() Reading {
	return Reading{Accounts: s.data.Files, LeftOut: s.data.LeftOut, Decisions: s.data.Decisions}
}
