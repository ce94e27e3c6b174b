// Package edition keeps and reads editions of the open data: deliberate, named copies of what a site disclosed, which
// never change, as a release that others cite.
//
//	data/editions/2026-08/capaian.csv, datapackage.json, …   the downloads of a finished site, byte for byte
//	data/editions/2026-08/sums.sha256                         their digests, as sha256sum writes and checks them
//
// They lie in the office's repository, since a build on a clean machine knows no earlier one. A build shows them as they
// are below data/edisi/. What is not as [Keep] wrote it is a problem: an edition holds what its digests say or nothing.
package edition

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"terang/internal/health"
	"terang/internal/source"
)

// Folder is where editions are kept, Published where a site shows them, SumsFile what the list of digests is called.
const (
	Folder    = "data/editions"
	Published = "data/edisi/"
	SumsFile  = "sums.sha256"
)

// Edition is one that is kept.
type Edition struct {
	Name    string
	From    health.Month // of its first year; NoMonth until its numbers have been read
	Through health.Month // up to which its numbers count; NoMonth where its description does not say it
	Files   []File       // by name, without the list of their digests
	Sums    File         // that list
}

// File is a file of an edition: its size in bytes, and its SHA-256 in hexadecimal digits.
type File struct {
	Name string
	Size int64
	Sum  string
}

// Address gives where a site shows a file, from its root.
func (e Edition) Address(f File) string { return Published + e.Name + "/" + f.Name }

// All gives every file, the list of digests last.
func (e Edition) All() []File { return append(slices.Clone(e.Files), e.Sums) }

// Bytes adds up the sizes of the files.
func (e Edition) Bytes() (n int64) {
	for _, f := range e.Files {
		n += f.Size
	}
	return n
}

var (
	names    = regexp.MustCompile(`^[a-z0-9]+([.-][a-z0-9]+)*$`)
	likeFile = regexp.MustCompile(`\.[a-z][a-z0-9-]*$`)
	devices  = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)`)
	// A page or a packed twin of another file would stand where the site has its own.
	files = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*\.(csv|json|parquet|txt)$`)
)

// longest is how many bytes a name may have.
const longest = 60

// ValidName says whether an edition may be called so: small letters, digits, and between them . and -. What ends like
// a file, a dot and a letter, or is a device of Windows (con, nul), is no name of a folder for everybody.
func ValidName(name string) bool {
	return len(name) <= longest && names.MatchString(name) && !likeFile.MatchString(name) && !devices.MatchString(name)
}

// passedOver says whether a file is one that machines leave in folders: nothing of an edition, and never published.
func passedOver(name string) bool {
	low := strings.ToLower(name)
	return strings.HasPrefix(name, ".") || low == "thumbs.db" || low == "desktop.ini"
}

// Takes says whether a file of that name may be part of an edition.
func Takes(name string) bool { return files.MatchString(name) }

// Read looks all editions of a site over, the newest name first, and holds each file against its digest. What is
// missing, changed or not of an edition is told, all of it.
func Read(root fs.FS) (list []Edition, ps source.Problems) {
	if at, err := fs.ReadDir(root, path.Dir(Folder)); err == nil {
		for _, d := range at {
			if d.Name() == path.Base(Folder) && !d.IsDir() {
				ps.Error(source.Pos{File: Folder}, "edition-foreign")
				return nil, ps
			}
		}
	}
	entries, err := fs.ReadDir(root, Folder)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			ps.Error(source.Pos{File: Folder}, "unreadable-file", "reason", reason(err))
		}
		return nil, ps
	}
	for _, d := range entries {
		at := source.Pos{File: path.Join(Folder, d.Name())}
		switch {
		case passedOver(d.Name()):
		case !d.IsDir():
			ps.Error(at, "edition-foreign")
		case !ValidName(d.Name()):
			ps.Error(at, "edition-name", "name", d.Name())
		default:
			e, found := readOne(root, d.Name())
			list, ps = append(list, e), append(ps, found...)
		}
	}
	slices.SortFunc(list, func(a, b Edition) int { return cmp.Compare(b.Name, a.Name) })
	return list, ps
}

func readOne(root fs.FS, name string) (e Edition, ps source.Problems) {
	e.Name, e.From = name, health.NoMonth
	folder := path.Join(Folder, name)
	entries, err := fs.ReadDir(root, folder)
	if err != nil {
		ps.Error(source.Pos{File: folder}, "unreadable-file", "reason", reason(err))
		return e, ps
	}
	listed := path.Join(folder, SumsFile)
	there := map[string]bool{}
	for _, d := range entries {
		there[d.Name()] = d.Type().IsRegular()
	}
	if !there[SumsFile] {
		ps.Error(source.Pos{File: listed}, "edition-missing", "file", SumsFile)
		return e, ps
	}
	body, err := source.ReadFile(root, listed, 1<<20, &ps)
	if err != nil {
		return e, ps
	}
	e.Sums = File{SumsFile, int64(len(body)), hexOf(sha256.Sum256(body))}
	known := map[string]bool{SumsFile: true}
	unix := bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n"))
	turned, unread := len(unix) < len(body), false
	for n, line := range strings.Split(strings.TrimSuffix(string(unix), "\n"), "\n") {
		f, ok := parse(line)
		if !ok || known[f.Name] {
			ps.Error(source.Pos{File: listed, Line: n + 1}, "edition-sums")
			unread = true
			continue
		}
		known[f.Name] = true
		regular, found := there[f.Name]
		if !found {
			ps.Error(source.Pos{File: listed, Line: n + 1}, "edition-missing", "file", f.Name)
			continue
		}
		if regular {
			var crlf bool
			f.Size, crlf = weigh(root, folder, f, &ps)
			turned = turned || crlf
			e.Files = append(e.Files, f)
		}
	}
	for _, d := range entries { // a link, a folder, or a file that the list does not have
		if passedOver(d.Name()) {
			continue
		}
		if !d.Type().IsRegular() || !known[d.Name()] && !unread {
			ps.Error(source.Pos{File: path.Join(folder, d.Name())}, "edition-foreign")
		}
	}
	if turned {
		ps.Error(source.Pos{File: folder}, "edition-line-ends", "name", name)
	}
	slices.SortFunc(e.Files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
	e.Through = through(root, folder)
	return e, ps
}

// through reads the month from the description of the tables.
func through(root fs.FS, folder string) health.Month {
	var about struct {
		Version string `json:"version"`
	}
	body, err := fs.ReadFile(root, path.Join(folder, "datapackage.json"))
	if err == nil {
		err = json.Unmarshal(body, &about)
	}
	if m, ok := health.ParseMonth(about.Version); ok && err == nil {
		return m
	}
	return health.NoMonth
}

// parse reads a line of a list of digests.
func parse(line string) (File, bool) {
	sum, name, ok := strings.Cut(line, "  ")
	digest, err := hex.DecodeString(sum)
	return File{Name: name, Sum: sum}, ok && err == nil && len(digest) == sha256.Size && strings.ToLower(sum) == sum && Takes(name)
}

// weigh gives the size of a file, and tells where it has another digest than its own; turned, where only its line ends
// are others.
func weigh(root fs.FS, folder string, f File, ps *source.Problems) (size int64, turned bool) {
	at := source.Pos{File: path.Join(folder, f.Name)}
	h := sha256.New()
	r, err := root.Open(at.File)
	if err == nil {
		size, err = io.Copy(h, r)
		_ = r.Close()
	}
	switch {
	case err != nil:
		ps.Error(at, "unreadable-file", "reason", reason(err))
	case hex.EncodeToString(h.Sum(nil)) == f.Sum:
	case hasTurned(root, at.File, f.Sum):
		turned = true
	default:
		ps.Error(at, "edition-altered")
	}
	return size, turned
}

// hasTurned says whether a file would have its digest if its lines did not end as those of Windows.
func hasTurned(root fs.FS, name, sum string) bool {
	body, err := fs.ReadFile(root, name)
	return err == nil && hexOf(sha256.Sum256(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")))) == sum
}

// ErrChanged is a file of an edition that is not any more what its digest says.
var ErrChanged = errors.New("the edition has changed while it was read")

// Body reads a file of an edition.
func (e Edition) Body(root fs.FS, f File) ([]byte, error) {
	body, err := fs.ReadFile(root, path.Join(Folder, e.Name, f.Name))
	if err == nil && hexOf(sha256.Sum256(body)) != f.Sum {
		err = fmt.Errorf("%s: %w", path.Join(Folder, e.Name, f.Name), ErrChanged)
	}
	return body, err
}

func hexOf(sum [sha256.Size]byte) string { return hex.EncodeToString(sum[:]) }

// reason says why a file cannot be read, without the path of the machine.
func reason(err error) string {
	if p := (*fs.PathError)(nil); errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}
