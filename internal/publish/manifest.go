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
	manifestHead = "terang manifest 1"
	recordHead   = "terang commit 1"
)

// digest is the first half of a file's SHA-256.
type digest [16]byte

func digestOf(body []byte) digest {
	sum := sha256.Sum256(body)
	return digest(sum[:len(digest{})])
}

// entry is one line of the manifest: a file that a run wrote. Size is in bytes.
type entry struct {
	path string
	size int64
	sum  digest
}

// manifest is what a run wrote, by folded path.
type manifest map[string]entry

// sorted lists the entries by path, byte by byte.
func (m manifest) sorted() []entry {
	return slices.SortedFunc(maps.Values(m), func(a, b entry) int { return cmp.Compare(a.path, b.path) })
}

func (m manifest) encode() []byte {
	lines := make([]string, 0, len(m))
	for _, e := range m.sorted() {
		lines = append(lines, hex.EncodeToString(e.sum[:])+" "+strconv.FormatInt(e.size, 10)+" "+e.path)
	}
	return seal(manifestHead, lines)
}

// decodeManifest reports false for a manifest that is damaged or of another version: then nothing is known.
func decodeManifest(data []byte) (manifest, bool) {
	lines, ok := unseal(manifestHead, data)
	if !ok {
		return nil, false
	}
	m := make(manifest, len(lines))
	for _, line := range lines {
		sum, rest, _ := strings.Cut(line, " ")
		size, name, _ := strings.Cut(rest, " ")
		raw, errSum := hex.DecodeString(sum)
		n, errSize := strconv.ParseInt(size, 10, 64)
		if errSum != nil || len(raw) != len(digest{}) || errSize != nil || checkPath(name) != nil {
			return nil, false
		}
		m[fold(name)] = entry{path: name, size: n, sum: digest(raw)}
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

func unseal(head string, data []byte) ([]string, bool) {
	const sumLine = len("sum ") + 2*sha256.Size + len("\n")
	cut := len(data) - sumLine
	if cut < 0 || string(data[cut:]) != fmt.Sprintf("sum %x\n", sha256.Sum256(data[:cut])) {
		return nil, false
	}
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
