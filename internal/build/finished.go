package build

import (
	"errors"
	"fmt"
	"path/filepath"

	"terang/internal/config"
	"terang/internal/publish"
)

// Finished is a site that was built and stands in the output folder, with what is known of its build.
type Finished struct {
	*publish.Finished
	Known   bool   // whether what follows is known
	BaseURL string // where it was built to stand
	Drafts  bool   // drafts are shown
	Pages   int
}

// ErrPart is a share of a site, or an area of it, where a whole site is wanted.
var ErrPart = errors.New("only a part of the site stands there")

// OpenFinished takes the site that the last build wrote into out. No other build begins before it is closed.
func OpenFinished(dir, out string) (*Finished, error) {
	out = config.At(dir, out)
	standing, err := publish.OpenFinished(out, filepath.Join(dir, stateDir))
	if err != nil {
		return nil, err
	}
	for _, file := range standing.Files {
		if file.Path == ShardFile {
			return nil, errors.Join(fmt.Errorf("%s: %w", out, ErrPart), standing.Close())
		}
	}
	f := &Finished{Finished: standing}
	_, told, _ := noted(standing.Noted)
	last, ok := recount(told)
	if !ok {
		return f, nil // of another version: the site is whole all the same
	}
	f.Known, f.BaseURL, f.Drafts, f.Pages = last.Result.BaseURL != "", last.Result.BaseURL, last.Result.WithDrafts, last.Result.Pages
	return f, nil
}
