package build

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"terang/internal/edition"
	"terang/internal/health"
	"terang/internal/publish"
	"terang/internal/source"
)

// Share is what a build makes of a site, so that several machines make it together: the
// whole data is read, and a share of the parts is made. The zero value is all of it.
type Share struct {
	Number, Of int    // the one-based Number of Of shares; Of is 0 for all
	Only       string // the code of an area or a puskesmas: the pages and documents of it and of all beneath it, and what makes them look as they do
}

// Whole says that nothing is left to others.
func (s Share) Whole() bool { return s.Of == 0 && s.Only == "" }

func (s Share) String() string {
	if s.Only != "" {
		return s.Only
	}
	return fmt.Sprintf("%d/%d", s.Number, s.Of)
}

// ShardFile names what is told of a share beside its files. A site that is whole has none.
const ShardFile = "shard.json"

// shardNote is shard.json: what Merge needs of a share. It holds digests of what is published
// and of no input, as build.json does.
type shardNote struct {
	Generator string    `json:"generator"`
	Version   string    `json:"version"`
	Number    int       `json:"number"`
	Of        int       `json:"of"`
	Site      string    `json:"site"` // the same in all shares of a site
	Date      string    `json:"date"`
	AsOf      string    `json:"as_of,omitempty"`
	BaseURL   string    `json:"base_url"`
	Drafts    bool      `json:"drafts"`
	Pages     int       `json:"pages"` // of the whole site
	Compress  []string  `json:"compress,omitempty"`
	Worker    string    `json:"worker,omitempty"` // what its script for pages kept on devices calls this share
	Files     []shardOf `json:"files"`
}

type shardOf struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// share settles which parts are made. Of a place that the site does not have nothing can be made.
func (s *made) share(o Options) (ps source.Problems) {
	s.shared = o.Share
	if o.Share.Only == "" {
		return nil
	}
	u, ok := s.data.Register.UnitOf(o.Share.Only)
	if !ok {
		ps.Error(source.Pos{File: "data/regions.csv"}, "unknown-area", "code", o.Share.Only, "near", "")
		return ps
	}
	s.alone = u
	return nil
}

// mine says whether a part is made here: by its number, or by the place that it is about.
func (s *made) mine(number int, about health.Unit) bool {
	switch {
	case s.shared.Of > 0:
		return number%s.shared.Of == s.shared.Number-1
	case s.shared.Only != "":
		return s.beneath(about)
	}
	return true
}

// beneath says whether a unit is the place of --only or lies in it: in a puskesmas the desa that it serves. A puskesmas
// lies where its building does.
func (s *made) beneath(u health.Unit) bool {
	reg := s.data.Register
	switch {
	case u < 0:
		return false
	case reg.LevelOf(s.alone) == health.Puskesmas:
		return u == s.alone || slices.Contains(reg.Served(s.alone), u)
	case reg.LevelOf(u) == health.Puskesmas:
		u = reg.Facility(u).Area()
	}
	return u >= s.alone && u < reg.Areas[s.alone].End
}

// madePages counts the pages that are made here.
func (s *made) madePages() (n int) {
	if s.shared.Whole() {
		return s.pages()
	}
	number := s.tables().Len()
	for _, plan := range s.plans {
		for i, page := range plan.Pages() {
			if s.mine(number+i, plan.Place(page)) {
				n++
			}
		}
		number += len(plan.Pages())
	}
	return n
}

// first says whether what is of no part is made here.
func (s *made) first() bool { return s.shared.Of == 0 || s.shared.Number == 1 }

// describe writes what is told of the files beside them.
func (s *made) describe(run *publish.Run, o Options) error {
	if o.Share.Whole() {
		o.BaseURL = s.cfg.BaseURL
		return writeSums(run, o, s.release.AsOf())
	}
	return s.writeShard(run, o)
}

// writeShard writes what Merge needs to know of a share.
func (s *made) writeShard(run *publish.Run, o Options) error {
	n := shardNote{
		Generator: "terang", Version: o.Version, Number: o.Share.Number, Of: o.Share.Of, Site: s.siteMark(), Date: o.Date.String(),
		BaseURL: s.cfg.BaseURL, Drafts: o.Drafts, Pages: s.pages(), Files: []shardOf{},
	}
	if asOf := s.release.AsOf(); asOf != health.NoMonth {
		n.AsOf = asOf.String()
	}
	for _, c := range codings(s.cfg) {
		n.Compress = append(n.Compress, string(c))
	}
	if s.offline {
		n.Worker = s.version.String()
	}
	for _, f := range run.Sums() {
		n.Files = append(n.Files, shardOf{f.Path, f.Size, hex.EncodeToString(f.SHA256[:])})
	}
	body, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("%s: %w", ShardFile, err)
	}
	return run.Write(ShardFile, append(body, '\n'))
}

// siteMark tells the site from another one, or from itself with other data: by what is published
// of it, its pages and the digests of its tables among it.
func (s *made) siteMark() string {
	h := sha256.New()
	for _, plan := range s.plans {
		mark := plan.Mark()
		h.Write(mark[:])
	}
	if f, ok := s.tables().Find("data/unduhan/datapackage.json"); ok {
		h.Write(f.Append(nil))
	}
	if s.given != nil {
		texts := s.given.texts()
		h.Write(texts[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// texts digests what was taken in but the data, of which only the editions are public.
func (in *given) texts() [sha256.Size]byte {
	return in.digest(Options{}, func(name string) bool {
		return !strings.HasPrefix(name, "data/") || strings.HasPrefix(name, edition.Folder+"/")
	})
}
