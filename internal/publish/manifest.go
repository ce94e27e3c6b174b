package publish

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

// The first line of each sealed file names what it is and the version of its form.
const (
	manifestHead = "terang manifest 3"
	recordHead   = "terang commit 1"
)

// digest is the first half of the SHA-256 of what a file was made of.
type digest [16]byte

// readHex takes a digest as it is written; false where it is none.
func readHex(d []byte, text string) bool {
	n, err := hex.Decode(d, []byte(text[:min(len(text), 2*len(d))]))
	return err == nil && n == len(d) && len(text) == 2*n
}

// entry is one line of the manifest: a file that a run wrote. Size is in bytes; of names what it was made of, all
// zero where that was not said.
type entry struct {
	path string
	size int64
	sum  [sha256.Size]byte
	of   digest
}

// holds reports whether two entries are of the same file with the same bytes.
func (e entry) holds(f entry) bool { return e.path == f.path && e.size == f.size && e.sum == f.sum }

// manifest is what a run wrote, by folded path.
type manifest map[string]entry

// encodeManifest writes entries by path, byte by byte, under the builder's note, if any.
func encodeManifest(entries []*entry, note string) []byte {
	slices.SortFunc(entries, func(a, b *entry) int { return cmp.Compare(a.path, b.path) })
	size := len(manifestHead) + len(noteMark) + len(note) + sumLine
	for _, e := range entries {
		size += 2*(sha256.Size+len(digest{})) + len(e.path) + len("  1234567 \n")
	}
	b := append(append(make([]byte, 0, size), manifestHead...), '\n')
	if note != "" {
		b = append(append(append(b, noteMark...), note...), '\n')
	}
	for _, e := range entries {
		b = append(hex.AppendEncode(b, e.sum[:]), ' ')
		if e.of == (digest{}) {
			b = append(b, '-')
		} else {
			b = hex.AppendEncode(b, e.of[:])
		}
		b = strconv.AppendInt(append(b, ' '), e.size, 10)
		b = append(append(append(b, ' '), e.path...), '\n')
	}
	return seal(b)
}

// decodeManifest reports false for a manifest that is damaged or of another version: then nothing is known.
func decodeManifest(data []byte) (manifest, bool) {
	text, ok := unseal(manifestHead, data)
	if !ok {
		return nil, false
	}
	if strings.HasPrefix(text, noteMark) {
		_, text, _ = strings.Cut(text, "\n")
	}
	m := make(manifest, strings.Count(text, "\n"))
	for line := range strings.Lines(text) {
		e, ok := readEntry(line[:len(line)-1])
		if !ok {
			return nil, false
		}
		m[fold(e.path)] = e
	}
	return m, true
}

// readEntry reads a line of a manifest.
func readEntry(line string) (e entry, ok bool) {
	sum, rest, _ := strings.Cut(line, " ")
	of, rest, _ := strings.Cut(rest, " ")
	size, path, _ := strings.Cut(rest, " ")
	n, err := strconv.ParseInt(size, 10, 64)
	e.path, e.size = path, n
	return e, err == nil && readHex(e.sum[:], sum) && (of == "-" || readHex(e.of[:], of)) && checkPath(path) == nil
}

// Had says whether the last run wrote a file, by its path.
func (r *Run) Had(name string) bool {
	e, had := r.old()[fold(name)]
	return had && e.path == name
}

// Last lists the files, by path, that the last run into an output folder wrote; none where
// that is not known. It takes no lock.
func Last(out, state string) []string {
	at, err := findPlaces(out, state)
	if err != nil {
		return nil
	}
	text, err := os.ReadFile(at.manifest)
	if err != nil {
		return nil
	}
	m, _ := decodeManifest(text)
	files := make([]string, 0, len(m))
	for _, e := range m {
		files = append(files, e.path)
	}
	slices.Sort(files)
	return files
}

// step is one thing to do in the output folder: put moves what is staged under path, else the file there is removed.
type step struct {
	put  bool
	path string
}

func encodeRecord(steps []step) []byte {
	b := []byte(recordHead + "\n")
	for _, s := range steps {
		verb := "remove "
		if s.put {
			verb = "put "
		}
		b = append(append(append(b, verb...), s.path...), '\n')
	}
	return seal(b)
}

func decodeRecord(data []byte) ([]step, bool) {
	text, ok := unseal(recordHead, data)
	if !ok {
		return nil, false
	}
	var steps []step
	for line := range strings.Lines(text) {
		verb, name, _ := strings.Cut(line[:len(line)-1], " ")
		if (verb != "put" && verb != "remove") || checkPath(name) != nil {
			return nil, false
		}
		steps = append(steps, step{put: verb == "put", path: name})
	}
	return steps, true
}

// seal closes lines with a digest, so that a file cut short or edited is noticed.
func seal(lines []byte) []byte { return fmt.Appendf(lines, "sum %x\n", sha256.Sum256(lines)) }

// unseal gives the lines of a sealed file, each with its end; false for one that is damaged or of another kind.
func unseal(head string, data []byte) (string, bool) {
	if !isSealed(data) {
		return "", false
	}
	return strings.CutPrefix(string(data[:len(data)-sumLine]), head+"\n")
}

// replaceFile writes data beside name and renames it, so that name is never half written.
func replaceFile(name string, data []byte) error {
	if err := os.WriteFile(name+".tmp", data, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".tmp", name)
}
