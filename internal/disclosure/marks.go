package disclosure

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"terang/internal/health"
	"terang/internal/spm"
)

// Mark is a digest of what is told. Marks of several units add up.
type Mark [2]uint64

func (m Mark) plus(o Mark) Mark  { return Mark{m[0] + o[0], m[1] + o[1]} }
func (m Mark) minus(o Mark) Mark { return Mark{m[0] - o[0], m[1] - o[1]} }

// Marks are digests of a release: what is made of it comes out the same while they are the same.
type Marks struct {
	Common [sha256.Size]byte // of all that is of no unit

	reg       *health.Register
	before    []Mark // by area: of all areas before it, and of the puskesmas that belong to one of them
	puskesmas []Mark // in the order of the register, each with its desa
	all       Mark
}

// Marks digests a release: the counts that it was made from and what the rules left of
// them, which is at least what it tells.
func (r *Release) Marks() *Marks {
	reg := r.sums.Register
	from := r.sums.Mark()
	own, areas := r.own(from), len(reg.Areas)
	m := &Marks{reg: reg, before: make([]Mark, areas+1), puskesmas: make([]Mark, len(own)-areas)}
	at := make([]Mark, areas)
	copy(at, own)
	for i := range m.puskesmas {
		u := health.Unit(areas + i)
		mark := own[u]
		for _, desa := range reg.Served(u) {
			mark = mark.plus(own[desa])
		}
		m.puskesmas[i] = mark
		for _, a := range append([]health.Unit{r.sums.Seat(u), reg.Facility(u).Area()}, reg.Served(u)...) {
			if a != health.NoUnit {
				at[a] = at[a].plus(mark)
			}
		}
	}
	for a := range at {
		m.before[a+1] = m.before[a].plus(at[a])
	}
	for _, mark := range own {
		m.all = m.all.plus(mark)
	}
	m.Common = r.common(from)
	return m
}

// Beneath gives the mark of what is told of a unit and of all that belongs to it: of an
// area the areas in it and the puskesmas that stand in or serve one of them, of a
// puskesmas the desa that it serves. That of Whole is of all.
func (m *Marks) Beneath(u health.Unit) Mark {
	switch {
	case u == Whole || u == 0:
		return m.all
	case int(u) >= len(m.reg.Areas):
		return m.puskesmas[int(u)-len(m.reg.Areas)]
	}
	return m.before[m.reg.Areas[u].End].minus(m.before[u])
}

// common digests what is told of no unit.
func (r *Release) common(from *spm.Mark) [sha256.Size]byte {
	b := from.AppendCommon(fmt.Appendf(nil, "%+v %d\n", r.policy, len(r.sums.Indicators)))
	for _, y := range r.sums.Years {
		for i := range r.sums.Indicators {
			b = fmt.Append(b, r.Provisional(i, y.Year), " ")
		}
	}
	return sha256.Sum256(b)
}

// own digests each unit alone, on all cores.
func (r *Release) own(from *spm.Mark) []Mark {
	units := r.sums.Register.Units()
	beside := r.besideBytes()
	own := make([]Mark, units)
	const run = 256
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			var b []byte
			for begin := int(next.Add(run)) - run; begin < units; begin = int(next.Add(run)) - run {
				for u := begin; u < min(begin+run, units); u++ {
					unit := health.Unit(u)
					b = binary.LittleEndian.AppendUint32(b[:0], uint32(u))
					b = r.appendOutcome(from.Append(b, unit), unit)
					b = append(b, beside[r.sums.Register.Kabkota(unit)]...)
					sum := sha256.Sum256(b)
					own[u] = Mark{binary.LittleEndian.Uint64(sum[:]), binary.LittleEndian.Uint64(sum[8:])}
				}
			}
		})
	}
	workers.Wait()
	return own
}

// appendOutcome adds what the rules left of a unit.
func (r *Release) appendOutcome(to []byte, u health.Unit) []byte {
	for _, y := range r.sums.Years {
		o := r.years[y.Year]
		for at := r.at(u, 0); at < r.at(u+1, 0); at++ {
			to = append(to, byte(o.rules[at]), byte(o.bands[at]), byte(o.months[at]), byte(o.months[at]>>8))
		}
	}
	return to
}

// besideBytes tells of each kab/kota where a second sasaran may be shown.
func (r *Release) besideBytes() map[health.Unit][]byte {
	told := map[health.Unit][]byte{}
	if len(r.beside) == 0 {
		return told
	}
	for u, a := range r.sums.Register.Areas {
		if a.Level != health.Kabkota {
			continue
		}
		for _, y := range r.sums.Years {
			for i := range r.sums.Indicators {
				if unit := health.Unit(u); r.beside[comparison{unit, i, y.Year}] {
					told[unit] = fmt.Appendf(told[unit], "%d %d ", y.Year, i)
				}
			}
		}
	}
	return told
}
