package build

import (
	"io/fs"
	"sync"

	"terang/internal/atlas"
	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/opendata"
	"terang/internal/site"
	"terang/internal/source"
	"terang/internal/spm"
	"terang/internal/words"
)

// numbers is what comes of data/: read, added up, and what may be published of it.
// It is not changed any more, so that several builds may share one.
type numbers struct {
	data    *dataset.Data
	release *disclosure.Release  // nil while there are errors
	tables  func() *opendata.Set // planned when they are asked for
	marks   func() *disclosure.Marks
	shapes  *atlas.Atlas
	ground  func() *site.Ground
}

// readNumbers reads data/ and adds up; still names what of it is no observation.
func (k *Kept) readNumbers(
	root fs.FS, cfg config.Site, wording func() *words.Catalogue, o Options, still string, meanwhile func(*dataset.Data),
) (*numbers, source.Problems) {
	from := dataset.Options{Through: o.AsOf, Date: o.Date}
	if k != nil {
		from.Kept, from.Still = &k.read, still
	}
	o.Progress.begin(ReadingData)
	data, ps := dataset.Read(root, cfg, from)
	f := &numbers{data: data}
	if ps.HasErrors() {
		return f, ps
	}
	f.ground = k.surveyed(still, data.Register)
	beside(func() { ps = append(ps, k.addUp(f, cfg, o)...) }, func() {
		meanwhile(data)
		f.ground()
	})
	f.tables = sync.OnceValue(func() *opendata.Set {
		return opendata.New(opendata.Input{
			Config: cfg, Register: data.Register, Indicators: data.Indicators, Release: f.release, Words: wording(), Corrections: data.Corrections,
		})
	})
	f.marks = sync.OnceValue(func() *disclosure.Marks { return f.release.Marks() })
	f.shapes = atlas.New(data.Register, atlas.Options{Budget: cfg.Maps.Budget})
	return f, ps
}

// surveyed gives the ground of the registers: that of the last reading, where these are the same.
func (k *Kept) surveyed(still string, reg *health.Register) func() *site.Ground {
	survey := sync.OnceValue(func() *site.Ground { return site.Survey(reg) })
	if k == nil {
		return survey
	}
	if k.still != still {
		k.still, k.ground = still, survey
	}
	return k.ground
}

// addUp sums what was reported and decides what of it may be published.
func (k *Kept) addUp(f *numbers, cfg config.Site, o Options) (ps source.Problems) {
	disclose := disclosure.Disclose
	if k != nil {
		disclose = k.decided.Disclose
	}
	if o.decided != nil {
		disclose = o.decided.Disclose
	}
	o.Progress.begin(AddingUp)
	summary := spm.Summarise(sums(cfg, f.data, o))
	ps = stated(summary, f.data)
	tellSilence(summary, o.AsOf, &ps)
	o.Progress.begin(Hiding)
	f.release = disclose(summary, disclosure.Policy{
		MinCount: cfg.Disclosure.MinCount, MinCountSensitive: cfg.Disclosure.MinCountSensitive,
		RoundTo: cfg.Disclosure.RoundTo, Except: o.except,
	})
	if o.overhear != nil {
		f.release = f.release.Overheard(o.overhear)
	}
	return ps
}

// tellSilence tells that nothing at all was reported up to a month.
func tellSilence(s *spm.Summary, asOf health.Month, ps *source.Problems) {
	if len(s.Years) > 0 {
		return
	}
	var args []string
	if asOf > 0 {
		args = []string{"until", asOf.String()}
	}
	ps.Warn(source.Pos{File: "data/observations"}, "no-reports", args...)
}
