package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"terang/internal/health"
	"terang/internal/publish"
)

// What a site says of itself to who holds it against a copy: build.json, and lists of the digests of all files as
// sha256sum writes and checks them. They are digests of what is published, and of nothing else.
const (
	buildFile = "build.json"
	sumsEnd   = ".sha256"
	sumsFile  = "build" + sumsEnd
)

// oneList is up to how many files stand in one list; of more, each folder at the root has its own.
const oneList = 20_000

// buildNote is build.json.
type buildNote struct {
	Generator string     `json:"generator"`
	Version   string     `json:"version"`
	Date      string     `json:"date"`
	BaseURL   string     `json:"base_url"`         // where it is to stand
	Drafts    bool       `json:"drafts,omitempty"` // drafts are shown
	AsOf      string     `json:"as_of,omitempty"`  // the month up to which the data count
	Files     int        `json:"files"`            // in all lists
	Bytes     int64      `json:"bytes"`
	Lists     []sumsList `json:"lists"`
}

type sumsList struct {
	Path   string `json:"path"`
	Files  int    `json:"files"`
	SHA256 string `json:"sha256"`

	body bytes.Buffer
}

// writeSums writes the digests of all files that a run has, of a site that is to stand at o.BaseURL.
func writeSums(run *publish.Run, o Options, asOf health.Month) error {
	a := buildNote{Generator: "terang", Version: o.Version, Date: o.Date.String(), BaseURL: o.BaseURL, Drafts: o.Drafts}
	if asOf != health.NoMonth {
		a.AsOf = asOf.String()
	}
	sums := run.Sums()
	var lists []*sumsList
	byPath := map[string]*sumsList{}
	for i := range sums {
		s := &sums[i]
		path := listOf(s.Path, len(sums))
		l := byPath[path]
		if l == nil {
			l = &sumsList{Path: path}
			byPath[path] = l
			lists = append(lists, l)
		}
		l.Files++
		a.Bytes += s.Size
		line := hex.AppendEncode(l.body.AvailableBuffer(), s.SHA256[:])
		l.body.Write(append(append(append(line, "  "...), s.Path...), '\n'))
	}
	for _, l := range lists {
		sum := sha256.Sum256(l.body.Bytes())
		l.SHA256 = hex.EncodeToString(sum[:])
		a.Files += l.Files
		a.Lists = append(a.Lists, sumsList{Path: l.Path, Files: l.Files, SHA256: l.SHA256})
		if err := run.Write(l.Path, l.body.Bytes()); err != nil {
			return err
		}
	}
	body, err := json.MarshalIndent(a, "", "  ")
	if err != nil {
		return fmt.Errorf("%s: %w", buildFile, err)
	}
	return run.Write(buildFile, append(body, '\n'))
}

// listOf names the list that a file stands in.
func listOf(path string, files int) string {
	top, _, inFolder := strings.Cut(path, "/")
	if files <= oneList || !inFolder {
		return sumsFile
	}
	return "build-" + top + sumsEnd
}
