package publish

import (
	"crypto/sha256"
	"slices"
	"strings"

	"terang/internal/squeeze"
)

// A twin is a file made smaller, for servers that send it as it is to a browser that takes it so: a.html.gz beside a.html.
// It is a file of the site like any other: in the manifest, staged with the file it is of, removed with it. What it is made
// of stands in its line of the manifest, so that what has not changed is not made smaller again.

// twins says which a run makes, and by which program.
type twins struct {
	program string
	codings []squeeze.Coding
}

// Twins has every text file that is large enough written a second time in each of the codings, where that is smaller.
// Program names who makes them, as another one may make other bytes of the same; without it they are made each time. It is
// called before the first Write. Whoever calls Keep answers for the same twins having been asked for in the last run.
func (r *Run) Twins(program string, codings ...squeeze.Coding) { r.twins = twins{program, codings} }

// of names what a twin is made of: by whom, in which coding, and of which bytes.
func (t twins) of(c squeeze.Coding, sum [sha256.Size]byte) digest {
	if t.program == "" {
		return digest{}
	}
	made := sha256.Sum256(slices.Concat([]byte(t.program), []byte{0}, []byte(c), []byte{0}, sum[:]))
	return digest(made[:len(digest{})])
}

// wanted lists the codings that are tried for a file.
func (t twins) wanted(e entry) []squeeze.Coding {
	if !squeeze.Worth(e.path, int(e.size)) {
		return nil
	}
	return t.codings
}

func twinName(name string, c squeeze.Coding) string { return name + "." + string(c) }

// isTwin says whether a file of the last run was another one's twin.
func (r *Run) isTwin(e entry) bool {
	return slices.ContainsFunc(squeeze.Codings(), func(c squeeze.Coding) bool {
		of, ends := strings.CutSuffix(e.path, "."+string(c))
		return ends && r.old()[fold(of)].path == of
	})
}

// putTwins stages the twins of a file, or keeps those that stand as they were made of the same.
func (r *Run) putTwins(e entry, body []byte) error {
	for _, c := range r.twins.wanted(e) {
		name, of := twinName(e.path, c), r.twins.of(c, e.sum)
		if kept, err := r.keep(name, of); err != nil {
			return err
		} else if kept {
			continue
		}
		small := c.Append(nil, body)
		if len(small) >= len(body) {
			continue
		}
		if err := r.put(&file{entry: entry{path: name, size: int64(len(small)), sum: sha256.Sum256(small), of: of}}, small); err != nil {
			return err
		}
	}
	return nil
}

// keptTwins gives the twins of a file of the last run; false where one does not stand as it was made of the file. One that
// the last run did not make would have been larger.
func (r *Run) keptTwins(e entry) (kept []*file, whole bool) {
	for _, c := range r.twins.wanted(e) {
		twin, made := r.old()[fold(twinName(e.path, c))]
		if !made {
			continue
		}
		if twin.of != r.twins.of(c, e.sum) || !r.standsAs(twin) {
			return nil, false
		}
		kept = append(kept, &file{entry: twin})
	}
	return kept, true
}

// hasTwins says whether the last run made each twin that this one tries.
func (r *Run) hasTwins(e entry) bool {
	return !slices.ContainsFunc(r.twins.wanted(e), func(c squeeze.Coding) bool {
		return r.old()[fold(twinName(e.path, c))].of != r.twins.of(c, e.sum)
	})
}
