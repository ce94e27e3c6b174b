package build

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strings"

	"terang/internal/edition"
	"terang/internal/health"
	"terang/internal/photo"
	"terang/internal/publish"
	"terang/internal/source"
)

// KeptEdition tells of an edition that was kept.
type KeptEdition struct {
	Folder string // from the site's folder
	Files  int    // the list of digests included
	Bytes  int64
	AsOf   health.Month
}

// Why no edition is kept, beside what [OpenFinished] says.
var (
	ErrEditionExists = edition.ErrExists
	ErrEditionName   = edition.ErrName
	// ErrOtherInput is a site that stands there and is not what the input gives.
	ErrOtherInput = errors.New("the site there is not what the input gives now")
	// ErrNameUsed is a name under which the site there has other files: who cites them would find others.
	ErrNameUsed = errors.New("the site there has another edition of that name")
	// ErrOtherAddress is a site that was built to stand elsewhere than site.yaml says, so that its downloads name other addresses.
	ErrOtherAddress = errors.New("the site there was built for another address")
	// ErrWithDrafts is a site that shows drafts, which no reader is to see.
	ErrWithDrafts = errors.New("the site there shows drafts")
)

// ValidEdition says whether an edition may be called so.
func ValidEdition(name string) bool { return edition.ValidName(name) }

// KeepEdition keeps the downloads of the finished site in o.Out as an edition, once it is sure that they are what the
// build left and what the input gives. Of what a reader could work out from it and from earlier editions of few people,
// there is a problem, and no edition. Of o, Dir, Out, Program, Version, Env and From are used.
func KeepEdition(ctx context.Context, o Options, name string) (kept KeptEdition, ps source.Problems, err error) {
	root, err := openRoot(o.Dir)
	if err != nil {
		return kept, nil, err
	}
	defer root.Close() //nolint:errcheck // what was written is closed
	switch {
	case !edition.ValidName(name):
		return kept, nil, ErrEditionName
	case edition.Has(root, name):
		return kept, nil, fmt.Errorf("%s: %w", path.Join(edition.Folder, name), ErrEditionExists)
	}
	standing, err := OpenFinished(o.Dir, o.Out)
	if err != nil {
		return kept, nil, err
	}
	defer standing.Close() //nolint:errcheck // it was only read
	files, err := standing.downloads()
	if err != nil {
		return kept, nil, err
	}
	if standing.other(name, files) {
		return kept, nil, ErrNameUsed
	}
	if err := standing.asBuilt(&o); err != nil {
		return kept, nil, err
	}
	o.photoUse = photo.Judge
	s, ps, err := read(ctx, o)
	if err != nil {
		return kept, nil, err
	}
	defer s.close()
	if ps.HasErrors() {
		return kept, ps, nil
	}
	if standing.Known && standing.BaseURL != s.cfg.BaseURL {
		return kept, nil, fmt.Errorf("%s, %s: %w", standing.BaseURL, s.cfg.BaseURL, ErrOtherAddress)
	}
	if err := s.gives(files); err != nil {
		return kept, nil, err
	}
	if ps, err = s.reveals(root); err != nil || ps.HasErrors() {
		return kept, ps, err
	}
	e, err := edition.Keep(root, name, files)
	return KeptEdition{path.Join(edition.Folder, name), len(e.All()), e.Bytes(), s.release.AsOf()}, nil, err
}

// downloadsFolder holds what people download of the whole set.
const downloadsFolder = "data/unduhan/"

// downloads reads what an edition is made of, each file held against its digest.
func (f *Finished) downloads() (list []edition.Kept, err error) {
	for _, file := range f.Files {
		name, in := strings.CutPrefix(file.Path, downloadsFolder)
		if !in || !edition.Takes(name) {
			continue
		}
		body, err := f.Read(file)
		if err != nil {
			return nil, err
		}
		list = append(list, edition.Kept{Name: name, Body: body})
	}
	return list, nil
}

// other says whether the site has an edition of a name with other files than these.
func (f *Finished) other(name string, files []edition.Kept) bool {
	sums := map[string]string{edition.SumsFile: ""} // that list follows from the others
	for _, k := range files {
		sums[k.Name] = fmt.Sprintf("%x", sha256.Sum256(k.Body))
	}
	for _, file := range f.Files {
		of, in := strings.CutPrefix(file.Path, edition.Published+name+"/")
		if sum, ours := sums[of]; in && (!ours || sum != file.Sum && sum != "") {
			return true
		}
	}
	return false
}

// asBuilt has the input read as the site's build did: for its day and its last month.
func (f *Finished) asBuilt(o *Options) error {
	if f.Drafts {
		return ErrWithDrafts
	}
	var note buildNote
	for _, file := range f.Files {
		if file.Path != buildFile {
			continue
		}
		body, err := f.Read(file)
		if err == nil {
			err = json.Unmarshal(body, &note)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", buildFile, err)
		}
	}
	var ok bool
	if o.Date, ok = health.ParseDate(note.Date); !ok {
		return fmt.Errorf("%s: %w", buildFile, publish.ErrNone)
	}
	if o.AsOf, ok = health.ParseMonth(note.AsOf); !ok {
		o.AsOf = health.NoMonth
	}
	return nil
}

// gives sees that the files are those that the input gives, all of them.
func (s *made) gives(files []edition.Kept) error {
	want := map[string]bool{}
	tables := s.tables()
	for i := range tables.Len() {
		if name, in := strings.CutPrefix(tables.At(i).Path, downloadsFolder); in {
			want[name] = true
		}
	}
	for _, f := range files {
		made, ok := tables.Find(downloadsFolder + f.Name)
		if !ok || !bytes.Equal(made.Append(nil), f.Body) {
			return fmt.Errorf("%s%s: %w", downloadsFolder, f.Name, ErrOtherInput)
		}
		delete(want, f.Name)
	}
	if len(want) > 0 {
		return ErrOtherInput
	}
	return nil
}

// reveals tells of each edition with which a further one would give away corrections of few people.
func (s *made) reveals(root *os.Root) (ps source.Problems, err error) {
	for i := range s.editions {
		e := &s.editions[i]
		sub, err := s.revealed(root.FS(), e)
		if err != nil {
			return nil, err
		}
		if list := slices.Concat(sub.few, sub.hidden, sub.shown); len(list) > 0 {
			ps.Error(source.Pos{File: path.Join(edition.Folder, e.Name)}, "edition-reveals", "name", e.Name, "n", fmt.Sprint(len(list)), "of", some(list))
		}
	}
	return ps, nil
}
