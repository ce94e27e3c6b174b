package dataset

import (
	"sync"

	"terang/internal/health"
	"terang/internal/plausible"
	"terang/internal/source"
)

// agree has the whole table looked at for what each row alone does not show, by all
// cores, and tells what is hard to believe. Nothing is changed by it.
func (r *reader) agree() {
	units := health.Unit(r.data.Register.Units())
	in := plausible.Input{Register: r.data.Register, Indicators: r.data.Indicators, Table: r.data.Table}
	parts := make([]*doubts, max(1, r.workers))
	lookers := make([]*plausible.Looker, len(parts))
	var all sync.WaitGroup
	for i := range parts {
		parts[i] = newDoubts(r)
		lookers[i] = plausible.New(in, parts[i].take)
		from, to := units*health.Unit(i)/health.Unit(len(parts)), units*health.Unit(i+1)/health.Unit(len(parts))
		all.Go(func() { lookers[i].Look(from, to) })
	}
	all.Wait()
	for i := range parts[1:] {
		parts[0].merge(parts[i+1])
		lookers[0].Merge(lookers[i+1])
	}
	lookers[0].Groups()
	r.findCells(parts[0].list, parts[0].ofSasaran)
	r.ps = append(r.ps, parts[0].list...)
}

// doubtsKept is of how many findings of one code the places are kept; further ones
// are counted. Those that site.yaml excepts have a number of their own.
const doubtsKept = 1000

// doubts gathers findings as problems.
type doubts struct {
	r         *reader
	list      source.Problems
	ofSasaran []bool // as list
	kept      map[doubtKey]kept
}

type doubtKey struct {
	code   source.Code
	except int
}

// kept is how many are kept, and which is the last one of them.
type kept struct{ n, last int }

func newDoubts(r *reader) *doubts { return &doubts{r: r, kept: map[doubtKey]kept{}} }

func (d *doubts) take(f plausible.Finding) {
	d.keep(d.r.problemOf(f), f.OfSasaran)
}

func (d *doubts) keep(p source.Problem, ofSasaran bool) {
	key := doubtKey{p.Code, d.r.cfg.Excepts(p, d.r.opt.Date)}
	k := d.kept[key]
	if k.n == doubtsKept {
		d.list[k.last].Rest += 1 + p.Rest
		return
	}
	d.kept[key] = kept{k.n + 1, len(d.list)}
	d.list, d.ofSasaran = append(d.list, p), append(d.ofSasaran, ofSasaran)
}

func (d *doubts) merge(other *doubts) {
	for i, p := range other.list {
		d.keep(p, other.ofSasaran[i])
	}
}

// problemOf words a finding. Of a sensitive indicator neither the counts nor the row
// that holds them are told: what a build prints may be read by more people than the
// file (domain reference §8.3).
func (r *reader) problemOf(f plausible.Finding) source.Problem {
	ind := &r.data.Indicators[f.Indicator]
	p := source.Problem{
		Pos: r.numeratorOf(f.Origin), Code: f.Code, Severity: f.Severity, Quiet: ind.Sensitivity == health.Sensitive,
		Args:  append([]string{"indicator", ind.Code, "area", r.data.Register.Name(f.Unit)}, f.Words...),
		About: source.About{Indicator: ind.Code, Area: r.data.Register.Code(f.Unit), Period: f.Period},
	}
	if !p.Quiet {
		p.Args = append(p.Args, f.Counts...)
	}
	return p
}

// doubt tells something of a row while it is read.
func (r *reader) doubt(at source.Pos, f plausible.Finding) {
	p := r.problemOf(f)
	p.Pos = at
	r.doubts.keep(p, false)
}
