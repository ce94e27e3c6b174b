package host

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"terang/internal/upload"
)

// zipDay stands in every entry, as a zip must name a day: the same files give the same bytes.
var zipDay = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// stored are kinds of files that are packed already.
var stored = []string{".png", ".jpg", ".jpeg", ".webp", ".avif", ".gz", ".br", ".zst", ".zip", ".xlsx", ".parquet", ".woff2"}

// Archive is a zip that a site is packed into, as a whole.
type Archive struct {
	name string
	old  map[string]*zip.FileHeader
	Odd  bool // a file stands there that is no zip
}

// OpenArchive looks at the zip that stands, if any.
func (a Access) OpenArchive(name string) (*Archive, error) {
	z := &Archive{name: a.file(name), old: map[string]*zip.FileHeader{}}
	r, err := zip.OpenReader(z.name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return z, nil
	case errors.Is(err, zip.ErrFormat):
		z.Odd = true
		return z, nil
	case err != nil:
		return nil, err
	}
	defer r.Close() //nolint:errcheck // read only: nothing can be lost
	for _, f := range r.File {
		z.old[f.Name] = &f.FileHeader
	}
	return z, nil
}

// Plan tells what differs in the zip that stands.
func (z *Archive) Plan(ctx context.Context, files []upload.File, body func(upload.File) ([]byte, error)) (upload.Plan, error) {
	var p upload.Plan
	p.Ours = len(z.old)
	wanted := map[string]bool{}
	for _, f := range files {
		wanted[f.Path] = true
		h := z.old[f.Path]
		if h == nil || int64(h.UncompressedSize64) != f.Size {
			p.Puts = append(p.Puts, f)
			continue
		}
		data, err := body(f)
		if err := errors.Join(err, ctx.Err()); err != nil {
			return p, err
		}
		if crc32.ChecksumIEEE(data) == h.CRC32 {
			p.Same++
		} else {
			p.Puts = append(p.Puts, f)
		}
	}
	for name := range z.old {
		if !wanted[name] {
			p.Deletes = append(p.Deletes, name)
		}
	}
	slices.Sort(p.Deletes)
	return p, nil
}

// Pack writes the whole zip beside the old one, which it then takes the place of.
func (z *Archive) Pack(ctx context.Context, files []upload.File, body func(upload.File) ([]byte, error)) (err error) {
	part := filepath.Join(filepath.Dir(z.name), filepath.FromSlash(upload.PartOf(filepath.Base(z.name), upload.SumOf([]byte(z.name)))))
	out, err := os.Create(part)
	if err != nil {
		return &Fault{Kind: NoPlace, Where: filepath.Dir(z.name), Err: err}
	}
	defer func() {
		if err != nil {
			_ = out.Close()
			_ = os.Remove(part)
		}
	}()
	buffered := bufio.NewWriterSize(out, 1<<20)
	if err := packInto(ctx, buffered, files, body); err != nil {
		return err
	}
	if err := errors.Join(buffered.Flush(), out.Close()); err != nil {
		return err
	}
	return os.Rename(part, z.name)
}

func packInto(ctx context.Context, w io.Writer, files []upload.File, body func(upload.File) ([]byte, error)) error {
	z := zip.NewWriter(w)
	sorted := slices.SortedFunc(slices.Values(files), func(a, b upload.File) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range sorted {
		data, err := body(f)
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		h := &zip.FileHeader{Name: f.Path, Method: zip.Deflate, Modified: zipDay}
		if slices.Contains(stored, filepath.Ext(f.Path)) {
			h.Method = zip.Store
		}
		h.SetMode(0o644)
		entry, err := z.CreateHeader(h)
		if err == nil {
			_, err = io.Copy(entry, bytes.NewReader(data))
		}
		if err != nil {
			return fmt.Errorf("%s: %w", f.Path, err)
		}
	}
	return z.Close()
}
