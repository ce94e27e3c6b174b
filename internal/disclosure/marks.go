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

// Scope is whose figures a part of a site follows from: those of a unit with all beneath it,
// or of Whole, and of one indicator or of Every.
type Scope struct {
	Unit      health.Unit
	Indicator int // its place in the catalogue
}

// Every stands for all indicators.
const Every = -1

// Beneath is the scope of a unit with all beneath it.
func Beneath(u health.Unit) Scope { return Scope{u, Every} }

// Marks are digests of a release: what is made of it comes out the same while they are the same.
type Marks struct {
	Common [sha256.Size]byte // of all that is of no unit

	reg       *health.Register
	before    []Mark // by area: of all areas before it, and of the puskesmas that belong to one of them
	puskesmas []Mark // in the order of the register, each with its desa
	services  []Mark // by indicator, of all units
	all       Mark
}

// Marks digests a release: the counts that it was made from and what the rules left of
// them, which is at least what it tells.
func (r *Release) Marks() *Marks {
	reg := r.sums.Register
	from := r.sums.Mark()
	own, services := r.own(from)
	areas := len(reg.Areas)
	m := &Marks{reg: reg, before: make([]Mark, areas+1), puskesmas: make([]Mark, len(own)-areas), services: services}
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
	for _, mark := range services {
		m.all = m.all.plus(mark)
	}
	m.Common = r.common(from)
	return m
}

// Of gives the mark of what is told of a unit and of all that belongs to it: of an area the
// areas in it and the puskesmas that stand in or serve one of them, of a puskesmas the desa
// that it serves. Indicators are told apart for all units together; below that the mark is of
// more than the scope, which does no harm.
func (m *Marks) Of(s Scope) Mark {
	switch u := s.Unit; {
	case u == Whole || u == 0:
		if s.Indicator != Every {
			return m.services[s.Indicator]
		}
		return m.all
	case int(u) >= len(m.reg.Areas):
		return m.puskesmas[int(u)-len(m.reg.Areas)]
	default:
		return m.before[m.reg.Areas[u].End].minus(m.before[u])
	}
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

// own digests each indicator of each unit alone, on all cores, and adds them up by unit and by
// indicator. Nothing is told where the mark is zero.
func (r *Release) own(from *spm.Mark) (units, services []Mark) {
	beside := r.besideBytes()
	units, services = make([]Mark, r.sums.Register.Units()), make([]Mark, len(r.sums.Indicators))
	const run = 256
	var next atomic.Int64
	var workers sync.WaitGroup
	var adding sync.Mutex
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			var b []byte
			of := make([]Mark, len(services))
			for begin := int(next.Add(run)) - run; begin < len(units); begin = int(next.Add(run)) - run {
				for u := begin; u < min(begin+run, len(units)); u++ {
					near := beside[r.sums.Register.Kabkota(health.Unit(u))]
					for i := range services {
						var mark Mark
						if mark, b = r.mark(b, from, health.Unit(u), i, near); mark != (Mark{}) {
							units[u], of[i] = units[u].plus(mark), of[i].plus(mark)
						}
					}
				}
			}
			adding.Lock()
			defer adding.Unlock()
			for i := range services {
				services[i] = services[i].plus(of[i])
			}
		})
	}
	workers.Wait()
	return units, services
}

// mark digests what is told of one indicator of a unit; near is what else is told of its kab/kota.
// It works in a buffer, which it gives back.
func (r *Release) mark(buf []byte, from *spm.Mark, u health.Unit, indicator int, near []byte) (Mark, []byte) {
	b := append(buf[:0], 0, 0, 0, 0, byte(indicator), byte(indicator>>8))
	binary.LittleEndian.PutUint32(b, uint32(u))
	begin := len(b)
	b, told := r.appendOutcome(b, u, indicator)
	if told = told || len(near) > 0; !told {
		b = b[:begin]
	}
	if b = from.Append(b, u, indicator); len(b) == begin {
		return Mark{}, b
	}
	sum := sha256.Sum256(append(b, near...))
	return Mark{binary.LittleEndian.Uint64(sum[:]), binary.LittleEndian.Uint64(sum[8:])}, b
}

// appendOutcome adds what the rules left of an indicator of a unit; told is false where that is all.
func (r *Release) appendOutcome(to []byte, u health.Unit, indicator int) (_ []byte, told bool) {
	at := r.at(u, indicator)
	for _, y := range r.sums.Years {
		o := r.years[y.Year]
		left := [...]byte{byte(o.rules[at]), byte(o.bands[at]), byte(o.months[at]), byte(o.months[at] >> 8)}
		told = told || left != [4]byte{}
		to = append(to, left[:]...)
	}
	return to, told
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
