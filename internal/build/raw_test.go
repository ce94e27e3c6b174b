package build

import (
	"os"
	"slices"
	"sync"
	"testing"

	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/theme"
	"terang/internal/words"
)

// raw is what the office sent, before any rule of disclosure, and what may be published of it.
type raw struct {
	cfg     config.Site
	data    *dataset.Data
	sums    *spm.Summary
	release *disclosure.Release
	words   *words.Catalogue
}

var (
	rawSampleOnce = sync.OnceValues(func() (*raw, error) { return rawOf(sampleDir) })
	rawSmallOnce  = sync.OnceValues(func() (*raw, error) { return rawOf(smallDir) })
)

func rawSample(t *testing.T) *raw { return mustBe(t, rawSampleOnce) }
func rawSmall(t *testing.T) *raw  { return mustBe(t, rawSmallOnce) }

// rawOf reads a site's input as build does.
func rawOf(dir string) (*raw, error) {
	root := os.DirFS(dir)
	cfg, ps := config.Read(root)
	data, found := dataset.Read(root, cfg, dataset.Options{Date: day()})
	if ps = append(ps, found...); ps.HasErrors() {
		return nil, refused{ps}
	}
	look, _ := theme.Read(root, theme.Choice{Name: cfg.Theme}, cfg.Language)
	r := &raw{cfg: cfg, data: data, words: look.Words()}
	r.sums = spm.Summarise(sums(cfg, data, Options{Dir: dir, Date: day()}))
	r.release = disclosure.Disclose(r.sums, disclosure.Policy{
		MinCount: cfg.Disclosure.MinCount, MinCountSensitive: cfg.Disclosure.MinCountSensitive,
	})
	return r, nil
}

// raws gives the input of both sites.
func raws(t *testing.T) map[string]*raw {
	t.Helper()
	return map[string]*raw{"sample": rawSample(t), "small": rawSmall(t)}
}

func (r *raw) units() []health.Unit {
	units := make([]health.Unit, r.data.Register.Units())
	for u := range units {
		units[u] = health.Unit(u)
	}
	return units
}

// at lists the units of one level.
func (r *raw) at(l health.Level) []health.Unit {
	var list []health.Unit
	for _, u := range r.units() {
		if r.data.Register.LevelOf(u) == l {
			list = append(list, u)
		}
	}
	return list
}

// groupsOf is groups where an indicator is reported by desa. What puskesmas report
// adds up to the kab/kota, and to a kecamatan that has a figure of it.
func (r *raw) groupsOf(indicator, year int) map[health.Unit][][]health.Unit {
	reg, y := r.data.Register, r.sums.Of(year)
	own := func(u health.Unit) bool { return y.Sum(u, indicator).Own }
	if slices.ContainsFunc(r.at(health.Desa), own) || !slices.ContainsFunc(reg.Puskesmas(), own) {
		return r.groups()
	}
	groups := map[health.Unit][][]health.Unit{0: {reg.Puskesmas()}}
	for _, p := range reg.Puskesmas() {
		if k := reg.Facility(p).Kecamatan; y.Sum(k, indicator).N.Known() {
			if groups[k] == nil {
				groups[k] = [][]health.Unit{nil}
			}
			groups[k][0] = append(groups[k][0], p)
		}
	}
	return groups
}

// groups lists every sum that a reader could check: of the kab/kota over its
// kecamatan, its desa and its puskesmas; of each kecamatan and each puskesmas over its desa.
func (r *raw) groups() map[health.Unit][][]health.Unit {
	reg := r.data.Register
	groups := map[health.Unit][][]health.Unit{0: {reg.Children(0), r.at(health.Desa), reg.Puskesmas()}}
	for _, k := range r.at(health.Kecamatan) {
		groups[k] = [][]health.Unit{reg.Children(k)}
	}
	for _, p := range reg.Puskesmas() {
		groups[p] = [][]health.Unit{reg.Served(p)}
	}
	return groups
}

// hidden says whether a figure is kept back.
func (r *raw) hidden(u health.Unit, indicator, year int) bool {
	s := r.release.Figure(u, indicator, year).State()
	return s == health.Suppressed || s == health.Banded
}

// TestRawSumsAgree adds up what was reported, for all services and years: the
// desa of a place are the place, whichever way they are put together.
func TestRawSumsAgree(t *testing.T) {
	t.Parallel()
	for name, r := range raws(t) {
		services, groups := 0, r.groups()
		for i, ind := range r.data.Indicators {
			if ind.Group != health.GroupSPM {
				continue
			}
			services++
			for _, y := range r.sums.Years {
				for total, lists := range groups {
					for _, parts := range lists {
						r.agree(t, name, y, i, total, parts)
					}
				}
			}
		}
		if services != 12 {
			t.Errorf("%s: %d services of SPM, want 12", name, services)
		}
	}
}

func (r *raw) agree(t *testing.T, name string, y *spm.Year, indicator int, total health.Unit, parts []health.Unit) {
	t.Helper()
	var n, d health.Count
	reported := 0
	for _, u := range parts {
		if s := y.Sum(u, indicator); s.N.Known() {
			n, d, reported = n+s.N, d+s.D, reported+s.Reported
		}
	}
	whole := y.Sum(total, indicator)
	if reported != whole.Reported {
		t.Errorf("%s: %d %s %s: %d reports, its parts have %d", name, y.Year, r.data.Indicators[indicator].Code, r.data.Register.Name(total), whole.Reported, reported)
	}
	if reported > 0 && (n != whole.N-health.Count(whole.Outside) || d != whole.D) {
		t.Errorf("%s: %d %s %s: %d of %d, its parts are %d of %d", name, y.Year, r.data.Indicators[indicator].Code, r.data.Register.Name(total), whole.N, whole.D, n, d)
	}
}
