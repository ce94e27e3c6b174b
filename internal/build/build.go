// Package build makes a site: it is the architecture as one function.
//
//	site.yaml ─► config ──┐
//	data/ ─────► dataset ─┼─► spm ─► disclosure ─► chart, site, opendata ─► theme ─► publish ─► public/
//	content/ ──► content ─┘
//	themes/ ───────────────────────────────────────────────────────────────► theme
//
// The doors on the left read files and return problems, all of them, with their
// places; none gives up early. The rooms between are pure: values in, values out.
// Disclosure is the narrow gate: what comes after it sees figures that may be
// published and nothing else. Pages are planned first, then made and rendered one
// by one by a bounded set of workers, so that what is written never depends on
// who was quicker, and a large site never stands in memory as a whole.
package build

import (
	"cmp"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/dataset"
	"terang/internal/disclosure"
	"terang/internal/edition"
	"terang/internal/editor"
	"terang/internal/health"
	"terang/internal/photo"
	"terang/internal/picture"
	"terang/internal/publish"
	"terang/internal/reach"
	"terang/internal/site"
	"terang/internal/source"
	"terang/internal/theme"
	"terang/internal/words"
)

// Options says what to build, for which day, and where to.
type Options struct {
	Dir     string       // the site's folder
	Out     string       // the output folder; below Dir unless absolute
	State   string       // folder for the notes of a build about its output folder; empty for .terang in Dir
	BaseURL string       // empty for that of site.yaml
	AsOf    health.Month // NoMonth for the last month with a report
	Date    health.Date
	Jobs    int // workers; 0 for one a core
	Drafts  bool
	Share   Share  // what of the site is made
	Remote  string // where git sends the site's data, empty for nowhere
	Force   bool   // overwrite files in the way that an earlier build did not write
	Plain   bool   // without pictures, copies and what keeps pages, for those who look at the pages while they write

	// Program names the program that builds, as another one may make another file of
	// the same. What is made of the same is then not made again; without it all is.
	Program string
	Version string // of the program, as the site tells it
	Afresh  bool   // make everything again, whatever is kept of earlier builds

	// Env gives what the environment holds: the connections of databases that site.yaml
	// names. From says whether these are asked.
	Env  func(name string) string
	From From

	// Links has Check ask whether what others have at the addresses in texts and in site.yaml is
	// still there; nil asks nobody.
	Links *reach.Options

	// Progress is told how far the build is; nil for nobody.
	Progress Progress

	// Photos is kept by who builds again and again; without it each build opens its own.
	Photos *photo.Lab
	// Kept holds what one build leaves for the next; nil keeps nothing.
	Kept *Kept

	folder   *os.Root  // the site's, once it is open
	photoUse photo.Use // of the lab that the build opens

	decided *disclosure.Learned // by earlier builds; nil for a build that decides all
	texts   *shelf              // what is known of texts from earlier builds; nil for a build that reads all

	except    disclosure.Rule        // left out, for tests alone
	overhear  func(disclosure.Scope) // told of whom the release is asked about, for tests alone
	unpainted bool                   // figures' PNGs are left empty
}

// Result tells what was built.
type Result struct {
	Pages       int
	Files       int // pages included
	Parts       int // pages with all that is made of them, files of data, lists of facilities, search indexes
	Passed      int // of Parts: those that follow from the same as in the last build and were not made
	Publish     publish.Report
	Vanished    []string // of Publish.Gone, what is no page: of pages there are problems
	Accounts    []FileAccount
	LeftOut     []LeftOut
	AsOf        health.Month
	Hidden      []Hidden
	Outlines    Outlines
	Interactive bool // the interactive view is part of the site
	Drafts      int  // posts that are left out until they are none
	Scheduled   int  // posts that are left out until their day
	BaseURL     string
	WithDrafts  bool // drafts are shown
	Damaged     bool // what earlier builds kept could not be read, and was made again
}

// Outlines tells of the maps that were drawn from boundaries: how many, and the bytes
// of the largest one's outlines, of those that site.yaml allows.
type Outlines struct {
	Maps    int `json:"maps"`
	Largest int `json:"largest"`
	Budget  int `json:"budget"`
}

// Hidden is how many figures a rule of domain reference §8.3 hides, over all years.
type Hidden struct {
	Rule    int `json:"rule"`
	Figures int `json:"figures"`
}

// BusyError is a file of the output folder that another program kept open.
type BusyError = publish.BusyError

// stateDir holds the manifest and what is staged, beside site.yaml.
const stateDir = ".terang"

// Site builds the site and writes it, unless a problem is an error: then the
// output folder stays as it was. Where nothing has changed since the last build,
// it tells what that one told. The error tells that the machine failed.
func Site(ctx context.Context, o Options) (Result, source.Problems, error) {
	root, err := openRoot(o.Dir)
	if err != nil {
		return Result{}, nil, err
	}
	defer root.Close() //nolint:errcheck // read only: nothing can be lost
	out, err := o.out()
	if err != nil {
		return Result{}, nil, err
	}
	run, err := publish.Open(out, cmp.Or(o.State, filepath.Join(o.Dir, stateDir)))
	if err != nil {
		return Result{}, nil, err
	}
	defer run.Abort() //nolint:errcheck // after Commit it does nothing; before, the first error is the one to tell
	if o.Force {
		run.Overwrite()
	}
	o.Progress.begin(ReadingLook)
	asked, err := ask(ctx, root, o)
	if err != nil || asked.HasErrors() {
		return Result{}, asked, err
	}
	in := takeIn(root.FS(), o)
	of := in.mark(o)
	if o.Afresh {
		run.Afresh()
	} else if result, ps, same := unchanged(run, of); same {
		return result, ps, ctx.Err()
	}
	damaged := false
	if o.decided, o.texts = nil, nil; in.sound && !o.Afresh {
		damaged = o.recall()
	}
	s, ps, err := readRoot(ctx, root.FS(), o, asked...)
	if err != nil || ps.HasErrors() {
		return Result{}, ps, err
	}
	s.root = root
	if ps = append(ps, s.share(o)...); ps.HasErrors() {
		return Result{}, ps, nil
	}
	if o.Share.Whole() {
		run.Twins(o.Program, codings(s.cfg)...)
	}
	if of != "" {
		s.program, s.given, s.stood = o.Program, in, run.SumOf
		s.ledger = newLedger(run, s, in.common(o, s.cfg), o.Afresh)
	}
	result, ps, err := s.publish(ctx, o, run, ps, of)
	if !o.Share.Whole() { // what is gone from here may have gone to another share
		result.Publish.Gone = nil
	}
	ps = append(ps, s.vanished(result.Publish.Gone, run.Had)...) // told once: the next build knows the address no more
	result.Vanished = slices.DeleteFunc(slices.Clone(result.Publish.Gone), isPage)
	if result.Damaged = damaged || result.Publish.Damaged; err == nil {
		o.remember()
	}
	return result, ps, err
}

// publish makes all files and puts them into place; of names the input, empty where that cannot be said.
func (s *made) publish(ctx context.Context, o Options, run *publish.Run, ps source.Problems, of string) (Result, source.Problems, error) {
	result := s.result()
	result.BaseURL, result.WithDrafts = s.cfg.BaseURL, o.Drafts
	s.progress = o.Progress
	out := outlet{write: run.Write}
	if of != "" && !s.offline { // what is kept on devices has a mark of all files' bytes
		out.dear = run.WriteMade
	}
	if err := s.write(ctx, o.Jobs, out); err != nil {
		return Result{}, ps, err
	}
	o.Progress.begin(Publishing)
	if ps = append(ps, s.scale.problems()...); ps.HasErrors() {
		return Result{}, ps, nil
	}
	if err := s.describe(run, o); err != nil {
		return Result{}, ps, err
	}
	result.Outlines.Maps, result.Outlines.Largest, result.Outlines.Budget = s.outlines()
	if of != "" && s.given.rests(s.root.FS()) {
		run.Note(note(of, result, ps, s.ledger))
	}
	result.Passed = s.ledger.passed()
	var err error
	result.Publish, err = run.Commit()
	result.Files = result.Publish.Written + result.Publish.Unchanged
	return result, ps, err
}

// Check does everything but writing: every page is made and rendered, and thrown
// away. The reading is told also where there are errors.
func Check(ctx context.Context, o Options) (Reading, source.Problems, error) {
	o.photoUse = photo.Judge
	s, ps, err := read(ctx, o)
	if err != nil {
		return Reading{}, ps, err
	}
	defer s.close()
	if ps.HasErrors() {
		return s.reading(), ps, nil
	}
	s.studio = nil // what is drawn of sound figures has no problems of its own
	all := roll{files: map[string]bool{}}
	if err = s.write(ctx, o.Jobs, outlet{write: all.note}); err == nil {
		ps = append(ps, s.vanished(all.missing(o))...)
	}
	return s.reading(), append(ps, s.scale.problems()...), err
}

// made is a site that has been read, and planned unless a problem is an error.
type made struct {
	root *os.Root
	*numbers
	theme  *theme.Theme
	plans  []*site.Plan // by language, that of the root first
	assets []content.Asset
	photos map[string]*photo.Photo // by content.Asset.Path
	studio *picture.Studio         // nil where nothing is drawn
	scale  *scale
	editor []editor.File // the page on which staff write, where the site wants it

	editions []edition.Edition // of the open data, the newest name first

	shared Share
	alone  health.Unit // the place that alone is made

	cfg      config.Site
	date     health.Date
	progress Progress
	program  string
	given    *given                                // what was taken in
	stood    func(path string) (publish.Sum, bool) // of a file that need not be made; nil where all are made
	ledger   *ledger                               // nil where all parts are made
	version  *version                              // of what is kept on devices; nil where nothing is

	maps   sync.Mutex
	traced drawing // of all pages

	views sync.Pool // views of pages that are written, whose room is used again

	unpainted bool

	offline, retire   bool // pages are kept on readers' devices, or no more
	drafts, scheduled int
}

func (s *made) close() { _ = s.root.Close() }

// readSite reads what site.yaml does not hold, and plans the site.
func readSite(ctx context.Context, root fs.FS, cfg config.Site, ps source.Problems, o Options) (*made, source.Problems, error) {
	if o.BaseURL != "" {
		cfg.BaseURL = o.BaseURL
	}
	if o.Kept != nil && o.texts == nil {
		o.Kept.texts.turn()
		o.texts = &o.Kept.texts
	}
	if o.Plain {
		none := false
		cfg.Workbooks = config.PicturesNone
		cfg.Pictures, cfg.Copies, cfg.Offline, cfg.Retire = config.PicturesNone, &none, false, false
	}
	o.Progress.begin(ReadingLook)
	look, f, posts, found := readAll(root, cfg, o)
	ps = append(ps, found...)
	o.Progress.begin(ReadingTexts)
	photos, found, err := developed(ctx, root, cfg, posts, o)
	ps = append(ps, found...)
	s := &made{numbers: f, photos: photos, cfg: cfg, date: o.Date, views: sync.Pool{New: func() any { return new(site.View) }}}
	s.editions, found = edition.Read(root)
	ps = append(ps, found...)
	if err == nil && o.Links != nil {
		found, err = reached(ctx, cfg, posts, o)
		ps = append(ps, found...)
	}
	if err != nil || ps.HasErrors() {
		return s, ps, err
	}
	ps = append(ps, exposed(f, cfg, o)...)
	if ps = append(ps, s.against(root)...); ps.HasErrors() {
		return s, ps, nil
	}
	o.Progress.begin(Planning)
	s.theme, s.assets, s.drafts, s.scheduled = look, posts.Assets, posts.Drafts, posts.Scheduled
	s.scale = newScale(cfg.PageKB, look.Assets())
	ps = append(ps, s.plan(look, posts, o)...)
	ps = append(ps, s.strayAnchors()...)
	s.editor, found = editorOf(cfg, look, f.data)
	ps = append(ps, found...)
	s.offline, s.retire = cfg.Offline, cfg.Retire
	if cfg.Pictures != config.PicturesNone {
		s.studio, s.unpainted = picture.New(look.Colours(), look.CardLogo()), o.unpainted
	}
	return s, ps, nil
}

// readAll reads the theme, the data and the texts: the theme while data are read, and
// texts, which name places, while these are added up.
func readAll(root fs.FS, cfg config.Site, o Options) (look *theme.Theme, f *numbers, posts *content.Content, ps source.Problems) {
	var ofLook, ofData, ofTexts source.Problems
	read := func(data *dataset.Data) {
		posts, ofTexts = content.Read(root, names(data), content.Options{
			Date: o.Date, Drafts: o.Drafts, Languages: languages(cfg), Memory: o.texts.memory(),
		})
	}
	dressing := make(chan struct{})
	dress := func() {
		look, ofLook = o.Kept.look(root, cfg)
		close(dressing)
	}
	if o.Kept != nil { // what is kept of data goes by the theme
		dress()
		dress = func() {}
	}
	beside(func() {
		wording := func() *words.Catalogue {
			<-dressing
			return look.Words()
		}
		f, ofData = o.Kept.count(root, cfg, wording, o, read)
	}, dress)
	if posts == nil { // nothing was added up
		read(f.data)
	}
	return look, f, posts, slices.Concat(ofLook, ofData, ofTexts)
}

// beside does two things at once and ends with the later one.
func beside(one, other func()) {
	var both sync.WaitGroup
	both.Go(other)
	one()
	both.Wait()
}

func (s *made) result() Result {
	r := Result{
		Accounts: s.data.Files, LeftOut: s.data.LeftOut, AsOf: s.release.AsOf(),
		Interactive: s.theme.AssetPath("echarts.js") != "", Drafts: s.drafts, Scheduled: s.scheduled,
	}
	r.Pages, r.Parts = s.madePages(), s.parts()
	for _, rule := range disclosure.Rules() {
		if n := s.release.Hidden(rule); n > 0 {
			r.Hidden = append(r.Hidden, Hidden{int(rule), n})
		}
	}
	return r
}
