package dataset

import (
	"crypto/sha256"
	"fmt"
	"slices"

	"terang/internal/health"
)

// Kept holds what one reading of a site leaves for the next: the registers and the outlines, which
// are long to read and seldom change. A nil one keeps nothing. It serves one reading at a time.
type Kept struct {
	of    [sha256.Size]byte
	found map[health.Unit]health.Outline

	still      string // what the registers were read from; empty where they are not kept
	registered *reader
}

// registers gives those of the same files, with what there was to tell of them, else reads them.
func (k *Kept) registers(r *reader, read func()) {
	if k == nil || r.opt.Still == "" {
		read()
		return
	}
	if k.still != r.opt.Still {
		read()
		k.still, k.registered = r.opt.Still, r.afresh(r)
		return
	}
	*r = *k.registered.afresh(r)
}

// afresh gives a reader that knows the same registers, for the files and options of another: the two do not
// meet in anything that reading goes on to change.
func (r *reader) afresh(as *reader) *reader {
	c := *r
	c.root, c.cfg, c.opt = as.root, as.cfg, as.opt
	data, register := *r.data, *r.data.Register
	data.Register, c.data = &register, &data // the outlines are put into it
	data.Files, data.LeftOut, data.Decisions = slices.Clone(data.Files), slices.Clone(data.LeftOut), slices.Clone(data.Decisions)
	c.ps = slices.Clone(r.ps)
	c.origins = slices.Clone(r.origins)
	c.doubts = newDoubts(&c)
	return &c
}

// outlines gives those of the same files and areas if nothing was amiss with them, else reads them.
func (k *Kept) outlines(r *reader, files []boundaryFile, read func()) {
	if k == nil {
		read()
		return
	}
	h := sha256.New()
	fmt.Fprintf(h, "%v %v %v", r.areas, r.codes, r.cfg.Boundaries) // a digest does not fail
	for _, f := range files {
		fmt.Fprintf(h, " %d:%s%d:%s", len(f.name), f.name, len(f.data), f.data)
	}
	if of := [sha256.Size]byte(h.Sum(nil)); k.found == nil || k.of != of {
		before := len(r.ps)
		read()
		k.found = nil
		if len(r.ps) == before {
			k.of, k.found = of, r.data.Register.Outlines
		}
		return
	}
	r.data.Register.Outlines = k.found
}
