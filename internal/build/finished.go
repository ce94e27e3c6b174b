package build

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
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

// Where a whole site is wanted: a share of one, which others make whole, and an area or a puskesmas, which nothing does.
var (
	ErrPart = errors.New("only a part of the site stands there")
	ErrArea = errors.New("only one area of the site stands there")
)

// OpenFinished takes the site that the last build wrote into out. No other build into it begins before it is closed.
func OpenFinished(dir, out string) (*Finished, error) {
	out = config.At(dir, out)
	standing, err := publish.OpenFinished(out, filepath.Join(dir, stateDir))
	if err != nil {
		return nil, err
	}
	for _, file := range standing.Files {
		if file.Path == ShardFile {
			return nil, errors.Join(fmt.Errorf("%s: %w", out, partial(out)), standing.Close())
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

// partial says what stands in a folder that is no whole site.
func partial(out string) error {
	body, err := os.ReadFile(filepath.Join(out, ShardFile))
	var note shardNote
	if err == nil && json.Unmarshal(body, &note) == nil && note.Of == 0 {
		return ErrArea
	}
	return ErrPart
}
