package photo

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// edition is to be raised whenever this package makes other bytes of the same picture.
const edition = "terang-photo 1"

// key names what is made of a picture: a digest of its bytes, of the settings and of
// everything that makes it. The standard library writes JPEG and PNG, and may come to
// write them otherwise.
type key string

func keyOf(data []byte, s Settings) key {
	h := sha256.New()
	code := sha256.Sum256(webpWasm)
	fmt.Fprintf(h, "%s\n%s\n%x\n%v %d %d %d\n", edition, runtime.Version(), code, s.Widths, jpegQuality, webpQuality, webpEffort)
	h.Write(data)
	return key(hex.EncodeToString(h.Sum(nil)))
}

// entry holds what was made of one picture: in memory, or in a file of the folder.
type entry struct {
	body []byte // nil where it is in the file
	file string
}

// shelf is the folder of what is kept; with an empty dir nothing is.
type shelf struct{ dir string }

const suffix = ".photo"

func (s shelf) path(k key) string { return filepath.Join(s.dir, string(k)+suffix) }

// The digest that seals a file, and that names a rendition, in letters.
const (
	sealLength = sha256.Size
	nameLength = 8
)

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])[:nameLength]
}

// pack writes what was made: the edition, the key, a line for each version, an empty
// line, the files in that order, and the seal.
func pack(k key, sizes []Size, files [][2]encoded) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s\n", edition, k)
	for i, s := range sizes {
		fmt.Fprintf(&b, "%d %d", s.Width, s.Height)
		for _, f := range files[i] {
			fmt.Fprintf(&b, " %s %d %s", f.ext, len(f.body), digest(f.body))
		}
		b.WriteByte('\n')
	}
	b.WriteByte('\n')
	for _, pair := range files {
		for _, f := range pair {
			b.Write(f.body)
		}
	}
	b.Write(sealOf(b.Bytes()))
	return b.Bytes()
}

func sealOf(b []byte) []byte {
	sum := sha256.Sum256(b)
	return sum[:]
}

var errForeign = errors.New("not what was kept")

// unpackKept reads what pack wrote. Whatever is not exactly that is refused.
func unpackKept(k key, data []byte, from *entry) (*Photo, error) {
	if len(data) < sealLength {
		return nil, errForeign
	}
	sealed, seal := data[:len(data)-sealLength], data[len(data)-sealLength:]
	if !bytes.Equal(sealOf(sealed), seal) {
		return nil, errForeign
	}
	head, _, found := strings.Cut(string(sealed[:min(len(sealed), 4096)]), "\n\n")
	lines := strings.Split(head, "\n")
	if !found || len(lines) < 3 || lines[0] != edition || lines[1] != string(k) {
		return nil, errForeign
	}
	p := &Photo{}
	at := int64(len(head) + len("\n\n"))
	for _, line := range lines[2:] {
		v, length, err := versionOf(line, at, from)
		if err != nil {
			return nil, err
		}
		p.Versions = append(p.Versions, v)
		at += length
	}
	if at != int64(len(sealed)) {
		return nil, errForeign
	}
	return p, nil
}

// versionOf reads one line; its files stand from at.
func versionOf(line string, at int64, from *entry) (v Version, length int64, err error) {
	f := strings.Fields(line)
	if len(f) != 8 {
		return v, 0, errForeign
	}
	var numbers [4]int
	for i, n := range []int{0, 1, 3, 6} {
		if numbers[i], err = strconv.Atoi(f[n]); err != nil || numbers[i] <= 0 {
			return v, 0, errForeign
		}
	}
	v.Size = Size{numbers[0], numbers[1]}
	v.Modern = Rendition{Ext: f[2], Length: numbers[2], Digest: f[4], from: from, start: at}
	v.Plain = Rendition{Ext: f[5], Length: numbers[3], Digest: f[7], from: from, start: at + int64(numbers[2])}
	if v.Modern.Ext != ".webp" || !slices.Contains([]string{".jpg", ".png"}, v.Plain.Ext) {
		return v, 0, errForeign
	}
	return v, int64(numbers[2]) + int64(numbers[3]), nil
}

// load gives what is kept, nil where it is not there or not whole.
func (s shelf) load(k key) *Photo {
	if s.dir == "" {
		return nil
	}
	name := s.path(k)
	data, err := os.ReadFile(name)
	if err != nil {
		return nil
	}
	p, err := unpackKept(k, data, &entry{file: name})
	if err != nil {
		return nil
	}
	return p
}

// store keeps what was made and gives it. Where the folder takes nothing it stays in
// memory: keeping is a comfort, and its failing stops no build.
func (s shelf) store(k key, packed []byte, keep bool) (*Photo, error) {
	e := &entry{body: packed}
	if keep && s.dir != "" && s.save(k, packed) == nil {
		e = &entry{file: s.path(k)}
	}
	return unpackKept(k, packed, e)
}

// save writes a file beside its name and then renames it, so that nobody reads half.
func (s shelf) save(k key, packed []byte) error {
	if err := os.MkdirAll(s.dir, 0o755); err != nil {
		return err
	}
	// A link is not followed: where it leads is nobody's folder of pictures.
	if info, err := os.Lstat(s.dir); err != nil || !info.IsDir() {
		return errors.Join(err, errForeign)
	}
	part, err := os.CreateTemp(s.dir, "part-*")
	if err != nil {
		return err
	}
	_, err = part.Write(packed)
	err = errors.Join(err, part.Close())
	if err == nil {
		err = os.Rename(part.Name(), s.path(k))
	}
	if err != nil {
		_ = os.Remove(part.Name())
	}
	return err
}

// Bytes gives a file. It fails where the folder was changed since the picture was made.
func (r Rendition) Bytes() ([]byte, error) {
	body := make([]byte, r.Length)
	if r.from.body != nil {
		copy(body, r.from.body[r.start:])
		return body, nil
	}
	f, err := os.Open(r.from.file)
	if err != nil {
		return nil, fmt.Errorf("kept picture: %w", err)
	}
	defer f.Close() //nolint:errcheck // read only: nothing can be lost
	if _, err := f.ReadAt(body, r.start); err != nil {
		return nil, fmt.Errorf("kept picture: %w", err)
	}
	if digest(body) != r.Digest {
		return nil, fmt.Errorf("kept picture %s: %w", filepath.Base(r.from.file), errForeign)
	}
	return body, nil
}

// isThere says whether a picture can still be read.
func (p *Photo) isThere() bool {
	if p == nil {
		return false
	}
	from := p.Versions[0].Modern.from
	if from.body != nil {
		return true
	}
	_, err := os.Stat(from.file)
	return err == nil
}

// mostUnused is how many bytes of pictures that a build did not use may stay.
const mostUnused = 256 << 20

// tidy removes what was not used, once it has become much.
func (s shelf) tidy(used map[key]*Photo, most int64) {
	if s.dir == "" {
		return
	}
	list, err := os.ReadDir(s.dir)
	if info, at := os.Lstat(s.dir); err != nil || at != nil || !info.IsDir() {
		return
	}
	var unused []string
	var size int64
	for _, e := range list {
		name, ours := strings.CutSuffix(e.Name(), suffix)
		_, isUsed := used[key(name)]
		ours = ours || strings.HasPrefix(e.Name(), "part-")
		if info, err := e.Info(); err == nil && ours && !isUsed && info.Mode().IsRegular() {
			unused = append(unused, e.Name())
			size += info.Size()
		}
	}
	if size <= most {
		return
	}
	for _, name := range unused {
		_ = os.Remove(filepath.Join(s.dir, name)) // another time
	}
}
