package publish

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// noteMark begins the line after the manifest's head that holds what the builder noted.
const noteMark = "note "

// Note keeps a line of the builder's own with the manifest, so that it holds of the site that stands and of no
// other: the two appear together or not at all. A line that is broken would not be read back and is not kept.
func (r *Run) Note(line string) {
	if !strings.ContainsAny(line, "\r\n") {
		r.told = line
	}
}

// Noted gives what was noted with the site that stands, "" where nothing was, or where its manifest is damaged.
func (r *Run) Noted() string {
	rest, known := bytes.CutPrefix(r.last, []byte(manifestHead+"\n"))
	line, _, _ := bytes.Cut(rest, []byte("\n"))
	note, noted := bytes.CutPrefix(line, []byte(noteMark))
	if !known || !noted || !r.sealed() {
		return ""
	}
	return string(note)
}

// Wrote says whether the last run wrote a file with these bytes.
func (r *Run) Wrote(name string, body []byte) bool {
	last, ours := r.old()[fold(name)]
	return ours && last.holds(entry{path: name, size: int64(len(body)), sum: sha256.Sum256(body)})
}

// Standing says whether each file of the last run stands as that run left it, and how many they are.
// Then a run that would write the same need not.
func (r *Run) Standing() (report Report, whole bool) {
	rest, known := bytes.CutPrefix(r.last, []byte(manifestHead+"\n"))
	if r.ground.bare || !known || !r.sealed() {
		return Report{}, false
	}
	lines := bytes.Split(rest, []byte("\n"))
	lines = lines[:len(lines)-2] // without the seal
	if len(lines) > 0 && bytes.HasPrefix(lines[0], []byte(noteMark)) {
		lines = lines[1:]
	}
	var missing atomic.Bool
	var workers sync.WaitGroup
	jobs := runtime.GOMAXPROCS(0)
	for job := range jobs {
		workers.Go(func() {
			for _, line := range lines[job*len(lines)/jobs : (job+1)*len(lines)/jobs] {
				if missing.Load() || !r.stands(string(line)) {
					missing.Store(true)
					return
				}
			}
		})
	}
	workers.Wait()
	return Report{Unchanged: len(lines), Resumed: r.resumed}, len(lines) > 0 && !missing.Load()
}

// stands says whether the file of a line of the manifest is there as it was left.
func (r *Run) stands(line string) bool {
	e, ok := readEntry(line)
	return ok && r.standsAs(e)
}

// sumLine is how long the last line of a sealed file is.
const sumLine = len("sum ") + 2*sha256.Size + len("\n")

// isSealed says whether a sealed file is whole.
func isSealed(data []byte) bool {
	cut := len(data) - sumLine
	return cut >= 0 && string(data[cut:]) == fmt.Sprintf("sum %x\n", sha256.Sum256(data[:cut]))
}

// Sum is a file of a run, with the SHA-256 of its bytes.
type Sum struct {
	Path   string
	Size   int64
	SHA256 [sha256.Size]byte
}

// Sums lists the files that a run has written or taken over so far, by path.
func (r *Run) Sums() []Sum {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := make([]Sum, 0, len(r.files))
	for _, f := range r.files {
		list = append(list, Sum{f.path, f.size, f.sum})
	}
	slices.SortFunc(list, func(a, b Sum) int { return strings.Compare(a.Path, b.Path) })
	return list
}

// SumOf gives a file that the run has written or taken over.
func (r *Run) SumOf(name string) (s Sum, ok bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f, ok := r.files[fold(name)]
	if !ok {
		return Sum{}, false
	}
	return Sum{f.path, f.size, f.sum}, true
}
