package publish

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
)

// The first line of each sealed file names what it is and the version of its form.
const (
	manifestHead = "terang manifest 2"
	recordHead   = "terang commit 1"
)

// digest is the first half of a file's SHA-256.
type digest [16]byte

func digestOf(body []byte) digest {
	sum := sha256.Sum256(body)
	return digest(sum[:len(digest{})])
}

// read takes a digest as it is written; false where it is none.
func (d *digest) read(text string) bool {
	n, err := hex.Decode(d[:], []byte(text[:min(len(text), 2*len(d))]))
	return err == nil && n == len(d) && len(text) == 2*n
}

// entry is one line of the manifest: a file that a run wrote. Size is in bytes; of names what it was made of, all
// zero where that was not said.
type entry struct {
	path    string
	size    int64
	sum, of digest
}

// holds reports whether two entries are of the same file with the same bytes.
func (e entry) holds(f entry) bool { return e.path == f.path && e.size == f.size && e.sum == f.sum }

// manifest is what a run wrote, by folded path.
type manifest map[string]entry

// sorted lists the entries by path, byte by byte.
func (m manifest) sorted() []entry {
	return slices.SortedFunc(maps.Values(m), func(a, b entry) int { return cmp.Compare(a.path, b.path) })
}

func (m manifest) encode(note string) []byte {
	lines := make([]string, 0, len(m)+1)
	if note != "" {
		lines = append(lines, noteMark+note)
	}
	for _, e := range m.sorted() {
		of := "-"
		if e.of != (digest{}) {
			of = hex.EncodeToString(e.of[:])
		}
		lines = append(lines, hex.EncodeToString(e.sum[:])+" "+of+" "+strconv.FormatInt(e.size, 10)+" "+e.path)
	}
	return seal(manifestHead, lines)
}

// decodeManifest reports false for a manifest that is damaged or of another version: then nothing is known.
func decodeManifest(data []byte) (manifest, bool) {
	lines, ok := unseal(manifestHead, data)
	if !ok {
		return nil, false
	}
	if len(lines) > 0 && strings.HasPrefix(lines[0], noteMark) {
		lines = lines[1:]
	}
	m := make(manifest, len(lines))
	for _, line := range lines {
		parts := strings.SplitN(line, " ", 4)
		if len(parts) < 4 {
			return nil, false
		}
		e := entry{path: parts[3]}
		size, err := strconv.ParseInt(parts[2], 10, 64)
		if err != nil || !e.sum.read(parts[0]) || parts[1] != "-" && !e.of.read(parts[1]) || checkPath(e.path) != nil {
			return nil, false
		}
		e.size = size
		m[fold(e.path)] = e
	}
	return m, true
}

// step is one thing to do in the output folder: put moves what is staged under path, else the file there is removed.
type step struct {
	put  bool
	path string
}

func encodeRecord(steps []step) []byte {
	lines := make([]string, len(steps))
	for i, s := range steps {
		verb := "remove "
		if s.put {
			verb = "put "
		}
		lines[i] = verb + s.path
	}
	return seal(recordHead, lines)
}

func decodeRecord(data []byte) ([]step, bool) {
	lines, ok := unseal(recordHead, data)
	if !ok {
		return nil, false
	}
	steps := make([]step, len(lines))
	for i, line := range lines {
		verb, name, _ := strings.Cut(line, " ")
		if (verb != "put" && verb != "remove") || checkPath(name) != nil {
			return nil, false
		}
		steps[i] = step{put: verb == "put", path: name}
	}
	return steps, true
}

// seal joins lines under a head and closes them with a digest, so that a file cut short or edited is noticed.
func seal(head string, lines []string) []byte {
	var b strings.Builder
	b.WriteString(head + "\n")
	for _, line := range lines {
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return fmt.Appendf([]byte(b.String()), "sum %x\n", sha256.Sum256([]byte(b.String())))
}

// unseal gives the lines of a sealed file; false for one that is damaged or of another kind.
func unseal(head string, data []byte) ([]string, bool) {
	if !isSealed(data) {
		return nil, false
	}
	cut := len(data) - sumLine
	body, ok := strings.CutPrefix(string(data[:cut]), head+"\n")
	if !ok {
		return nil, false
	}
	lines := strings.Split(body, "\n")
	return lines[:len(lines)-1], true // each line ends in \n, so the last piece is empty
}

// replaceFile writes data beside name and renames it, so that name is never half written.
func replaceFile(name string, data []byte) error {
	if err := os.WriteFile(name+".tmp", data, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".tmp", name)
}
