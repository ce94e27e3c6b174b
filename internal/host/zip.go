package host

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"terang/internal/upload"
)

// zipDay stands in every entry, as a zip must name a day: the same files give the same bytes.
var zipDay = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// stored are kinds of files that are packed already.
var stored = []string{".png", ".jpg", ".jpeg", ".webp", ".avif", ".gz", ".br", ".zst", ".zip", ".xlsx", ".parquet", ".woff2"}

// Archive is a zip, to be unpacked at a host by hand. What is put into it is packed beside it, in whatever order it
// comes; Finish makes the new zip of that and of what stays of the old one, by name, and puts it into its place.
type Archive struct {
	Foreign bool // what stands there is no zip that terang wrote: nothing of it is seen, and Finish replaces it

	name  string
	old   *zip.ReadCloser
	there map[string]*zip.File // in the old one

	mu          sync.Mutex
	part, whole string // the files beside it that are packed into, first what comes and then all
	out         *os.File
	into        *zip.Writer // nil while nothing was put
	gone        map[string]bool
}

func openArchive(name string) (Store, error) {
	if err := folderOf(name); err != nil {
		return nil, err
	}
	s := &Archive{name: name, there: map[string]*zip.File{}, gone: map[string]bool{}}
	s.part, s.whole = s.beside("part"), s.beside("whole")
	var err error
	s.old, err = zip.OpenReader(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return s, nil
	case errors.Is(err, zip.ErrFormat):
		s.Foreign = true
		return s, nil
	case err != nil:
		return nil, unopened(name, err)
	}
	for _, f := range s.old.File {
		s.there[f.Name] = f
	}
	note, err := s.Read(context.Background(), upload.StateFile)
	if _, ok := upload.Decode(note); err != nil || !ok {
		s.Foreign = true
		clear(s.there)
	}
	return s, nil
}

// beside names a file that stands by the zip while it is made.
func (s *Archive) beside(what string) string {
	return filepath.Join(filepath.Dir(s.name), upload.PartOf(filepath.Base(s.name), upload.SumOf([]byte(s.name+what))))
}

func (s *Archive) List(context.Context, func(string) bool) ([]upload.Standing, error) {
	var list []upload.Standing
	for name, f := range s.there {
		list = append(list, upload.Standing{Path: name, Size: int64(f.UncompressedSize64), Mark: crcMark(f.CRC32)})
	}
	return list, nil
}

func crcMark(sum uint32) string { return fmt.Sprintf("%08x", sum) }

func (s *Archive) Read(_ context.Context, name string) ([]byte, error) {
	f := s.there[name]
	if f == nil {
		return nil, fs.ErrNotExist
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close() //nolint:errcheck // read only: nothing can be lost
	body, err := io.ReadAll(r)
	if torn := flate.CorruptInputError(0); errors.As(err, &torn) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, zip.ErrChecksum) {
		return nil, fmt.Errorf("%w: %w", errTorn, err)
	}
	return body, err
}

// errTorn is of an entry that is not what was packed.
var errTorn = errors.New("the entry is damaged")

func (s *Archive) Put(_ context.Context, f upload.File, body []byte) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.into == nil {
		out, err := os.Create(s.part)
		if err != nil {
			return "", s.failed(err)
		}
		s.out, s.into = out, zip.NewWriter(out)
	}
	h := &zip.FileHeader{Name: f.Path, Method: zip.Deflate, Modified: zipDay}
	if slices.Contains(stored, filepath.Ext(f.Path)) {
		h.Method = zip.Store
	}
	h.SetMode(0o644)
	entry, err := s.into.CreateHeader(h)
	if err == nil {
		_, err = io.Copy(entry, bytes.NewReader(body))
	}
	return crcMark(crc32.ChecksumIEEE(body)), s.failed(err)
}

// failed is of a file of this machine that cannot be written, as on a full disk: another try would not mend it.
func (s *Archive) failed(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	return unusable(s.name, err)
}

func (s *Archive) Delete(_ context.Context, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone[name] = true
	return nil
}

func (s *Archive) Finish(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.into == nil { // the note comes with all that is done
		return nil
	}
	if err := errors.Join(s.into.Close(), s.out.Close()); err != nil {
		return s.failed(err)
	}
	fresh, err := zip.OpenReader(s.part)
	if err != nil {
		return s.failed(err)
	}
	entries := maps.Clone(s.there)
	maps.DeleteFunc(entries, func(name string, _ *zip.File) bool { return s.gone[name] })
	for _, f := range fresh.File {
		entries[f.Name] = f
	}
	err = join(ctx, s.whole, entries)
	if err := errors.Join(err, fresh.Close(), s.leave()); err != nil { // an open file cannot be replaced everywhere
		return s.failed(err)
	}
	return s.failed(os.Rename(s.whole, s.name))
}

// join writes entries of other zips, as they are packed there, into a new one.
func join(ctx context.Context, name string, entries map[string]*zip.File) error {
	out, err := os.Create(name)
	if err != nil {
		return err
	}
	z := zip.NewWriter(out)
	for _, name := range slices.Sorted(maps.Keys(entries)) {
		h := entries[name].FileHeader
		h.Extra = nil // it may hold where the entry stood
		packed, err := entries[name].OpenRaw()
		if err := errors.Join(err, ctx.Err()); err != nil {
			return errors.Join(err, out.Close())
		}
		entry, err := z.CreateRaw(&h)
		if err == nil {
			_, err = io.Copy(entry, packed)
		}
		if err != nil {
			return errors.Join(fmt.Errorf("%s: %w", name, err), out.Close())
		}
	}
	return errors.Join(z.Close(), out.Close())
}

// leave closes the old zip.
func (s *Archive) leave() error {
	if s.old == nil {
		return nil
	}
	old := s.old
	s.old = nil
	return old.Close()
}

// Close takes away what a run that failed has left.
func (s *Archive) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.out != nil {
		_ = s.out.Close()
		_ = os.Remove(s.part)
		_ = os.Remove(s.whole)
	}
	return s.leave()
}
