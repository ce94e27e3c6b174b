package upload

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// StateFile is the name under which the state stands on a host. It holds digests of published files and nothing else.
const StateFile = ".terang-publish"

// Entry is a file that was sent to a host. Where Sum is empty, it was about to be: it is
// ours, and what it holds is not known.
type Entry struct {
	Size int64
	Sum  string
	Mark string // of the host, as it listed the file when it was sent; "" where it had none
}

// State is what terang has put on a host, by path.
type State map[string]Entry

// holds says whether a file stands as it should: as noted, and as far as the host's listing tells.
func (e Entry) holds(f File, s Standing) bool {
	return e.Sum != "" && e.Sum == f.Sum && e.Size == f.Size && (s.Size < 0 || s.Size == f.Size) && (s.Mark == "" || e.Mark == "" || s.Mark == e.Mark)
}

const (
	stateHead = "terang published 1"
	unknown   = "-"
	sumSize   = len("sum ") + 2*sha256.Size + len("\n")
)

// SumOf is the digest of a file's content: its SHA-256, as builds note it.
func SumOf(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}

// Encode writes a state, by path, with a digest of itself at the end.
func (s State) Encode() []byte {
	b := []byte(stateHead + "\n")
	for _, name := range slices.Sorted(maps.Keys(s)) {
		e := s[name]
		b = fmt.Appendf(b, "%s %d %s %s\n", or(e.Sum), e.Size, or(e.Mark), name)
	}
	return fmt.Appendf(b, "sum %x\n", sha256.Sum256(b))
}

func or(text string) string {
	if text == "" {
		return unknown
	}
	return text
}

// Decode reads a state; false for one that is damaged, or of another form. Paths that
// could lead out of the host's folder are not read: whoever can write there could have put them in.
func Decode(data []byte) (State, bool) {
	cut := len(data) - sumSize
	if cut < 0 || string(data[cut:]) != fmt.Sprintf("sum %x\n", sha256.Sum256(data[:cut])) {
		return nil, false
	}
	text, ok := strings.CutPrefix(string(data[:cut]), stateHead+"\n")
	if !ok {
		return nil, false
	}
	s := State{}
	for line := range strings.Lines(text) {
		parts := strings.SplitN(strings.TrimSuffix(line, "\n"), " ", 4)
		if len(parts) != 4 || !Sound(parts[3]) {
			return nil, false
		}
		size, err := strconv.ParseInt(parts[1], 10, 64)
		if err != nil {
			return nil, false
		}
		s[parts[3]] = Entry{Size: size, Sum: strings.TrimPrefix(parts[0], unknown), Mark: strings.TrimPrefix(parts[2], unknown)}
	}
	return s, true
}

// Sound says whether a path stays below the folder that it is taken from.
func Sound(name string) bool {
	if name == "" || strings.ContainsAny(name, "\\\x00\r\n") {
		return false
	}
	for segment := range strings.SplitSeq(name, "/") {
		if segment == "" || segment == "." || segment == ".." {
			return false
		}
	}
	return true
}

// Begun is the state while files are sent: all that is there and all that is coming is ours.
func (s State) Begun(p Plan) State {
	next := maps.Clone(s)
	if next == nil {
		next = State{}
	}
	for _, f := range p.Puts {
		next[f.Path] = Entry{Size: f.Size}
	}
	return next
}
