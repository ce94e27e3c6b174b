package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/source"
)

// goneShown is how many addresses are named that the new site does not have.
const goneShown = 10

type buildFlags struct {
	siteFlags
	shares
	part        build.Share
	out, base   string
	jobs        int
	force, json bool
	stats       bool
	afresh      bool
	profile     string
}

func newBuild(w world) *cobra.Command {
	f := &buildFlags{}
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site into public/",
		Long: `Read everything, compute, and write the finished site. When any file has an
error, all problems are told at once and the output folder stays as it was.`,
		Example: "  terang build\n  terang build --site dinkes --out www --base-url https://example.go.id/portal/",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return f.run(cmd, w) },
	}
	f.siteFlags.add(cmd)
	f.shares.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.out, "out", "public", "output folder, relative to the site's folder")
	flags.StringVar(&f.base, "base-url", "", "address at which the site will stand (default: base_url of site.yaml)")
	flags.IntVar(&f.jobs, "jobs", 0, "pages rendered at once (default: as many as the machine has cores)")
	flags.BoolVar(&f.force, "force", false, "replace files in the output folder that terang did not write or that were changed since")
	flags.BoolVar(&f.json, "json", false, "write result and problems as JSON")
	flags.BoolVar(&f.stats, "stats", false, "at the end, tell what each stage took in time and memory")
	flags.BoolVar(&f.afresh, "no-cache", false, "make everything again; what is kept of earlier builds is neither read nor deleted")
	flags.StringVar(&f.profile, "profile", "", "folder to write cpu.pprof and heap.pprof into, for go tool pprof")
	_ = cmd.MarkFlagDirname("out")
	_ = cmd.MarkFlagDirname("profile")
	return cmd
}

func (f *buildFlags) run(cmd *cobra.Command, w world) error {
	base, err := address(f.base)
	if err != nil {
		return err
	}
	if f.part, err = f.share(cmd); err != nil {
		return err
	}
	if f.jobs < 0 {
		return wrongUse("--jobs %d is below zero", f.jobs)
	}
	if err := readable(f.dir); err != nil {
		return err
	}
	o, v, err := f.options(w)
	if err != nil {
		return err
	}
	o.Out, o.BaseURL, o.Jobs, o.Force, o.Afresh, o.Share = f.out, base, f.jobs, f.force, f.afresh, f.part
	profiled, err := profile(f.profile)
	if err != nil {
		return err
	}
	var line io.Writer
	if onTerminal(w.err) {
		line = w.err
	}
	m := newMeter(line, w.now, v)
	o.Progress = m.at
	result, problems, err := build.Site(cmd.Context(), o)
	stages := m.end()
	if err := profiled(); err != nil {
		return err
	}
	if err != nil {
		return v.why(err, f.out)
	}
	if f.json {
		err = f.writeJSON(w, result, problems, stages)
	} else {
		err = f.tell(w, v, result, problems)
	}
	if f.stats && !f.json {
		w.say("%s", strings.TrimSuffix(v.table(stages), "\n"))
	}
	if err == nil && problems.HasErrors() {
		return errProblems
	}
	return err
}

// goneFrom names addresses that are gone.
func (v voice) goneFrom(w world, gone []string) {
	if len(gone) == 0 {
		return
	}
	w.say(v.gone, len(gone))
	for _, address := range gone[:min(len(gone), goneShown)] {
		w.say("  %s", address)
	}
	if len(gone) > goneShown {
		w.say(v.rest, len(gone)-goneShown)
	}
}

// tell says in words what became of a build.
func (f *buildFlags) tell(w world, v voice, r build.Result, problems source.Problems) error {
	if err := problems.WithoutNotes().Write(w.err, source.Text, siteFiles(f.dir), f.lang); err != nil {
		return err
	}
	summary := problems.Summary(f.lang)
	if problems.HasErrors() {
		w.say(v.refused, summary, folder(f.out))
		return nil
	}
	if len(problems) > 0 {
		w.say("%s", summary)
	}
	if err := v.accounts(w.err, r.Accounts, r.LeftOut); err != nil {
		return err
	}
	if !r.Interactive {
		w.say("%s", v.static)
	}
	if r.Publish.Resumed {
		w.say(v.resumed, folder(f.out))
	}
	if r.Damaged {
		w.say(v.damaged, folder(f.out))
	}
	if f.stats {
		w.say(v.passed, r.Passed, r.Parts)
	}
	v.goneFrom(w, r.Vanished)
	if part := partly(f.lang, f.part); part != "" {
		w.say("%s", part)
	}
	ahead := 0
	for _, a := range r.Accounts {
		ahead += a.Ahead
	}
	if ahead > 0 {
		w.say(v.ahead, ahead, r.AsOf.Year()+1)
	}
	if r.Drafts > 0 {
		w.say(v.drafts, r.Drafts)
	}
	if r.Scheduled > 0 {
		w.say(v.scheduled, r.Scheduled)
	}
	if len(r.Hidden) > 0 {
		w.say(v.hidden, v.byRule(r.Hidden))
	}
	if o := r.Outlines; o.Maps > 0 {
		w.say(v.outlines, o.Maps, v.thousand(o.Largest), v.thousand(o.Budget))
	}
	_, err := fmt.Fprintf(w.out, v.wrote+"\n", folder(f.out), r.Pages, r.Files,
		r.Publish.Written, r.Publish.Unchanged, r.Publish.Removed, v.upTo(r.AsOf))
	return err
}

// outcome is what --json writes. Built is false where problems stopped the build; then the counts are zero.
type outcome struct {
	Built       bool            `json:"built"`
	Out         string          `json:"out"`
	AsOf        string          `json:"as_of,omitempty"`
	Pages       int             `json:"pages"`
	Files       int             `json:"files"`
	Written     int             `json:"written"`
	Unchanged   int             `json:"unchanged"`
	Removed     int             `json:"removed"`
	Parts       int             `json:"parts"`             // pages with all that is made of them, and files of data
	Passed      int             `json:"passed"`            // of these: taken over from the last build
	Damaged     bool            `json:"damaged,omitempty"` // what .terang noted of the last build
	Gone        []string        `json:"gone,omitempty"`
	Hidden      []build.Hidden  `json:"hidden"`
	Outlines    build.Outlines  `json:"outlines"`
	Interactive bool            `json:"interactive"`
	Tables      []account       `json:"tables,omitempty"`
	Stages      []stage         `json:"stages,omitempty"` // with --stats
	Report      json.RawMessage `json:"report"`
}

// stage tells what a part of the build took; its name is that of --lang en.
type stage struct {
	Name         string `json:"name"`
	Milliseconds int64  `json:"ms"`
	Memory       uint64 `json:"bytes"` // held at its end
}

// account tells what became of the rows of a file.
type account struct {
	File    string `json:"file"`
	Rows    int    `json:"rows"`
	Used    int    `json:"used"`
	Refused int    `json:"refused"`
	Skipped int    `json:"skipped"`
	Later   int    `json:"later"`
	Ahead   int    `json:"ahead,omitempty"`

	LeftOut map[string]int `json:"left_out,omitempty"` // rows by the rule that left them out
	Around  map[string]int `json:"around,omitempty"`   // lines that are no rows
}

func (f *buildFlags) writeJSON(w world, r build.Result, problems source.Problems, stages []stageCost) error {
	var report bytes.Buffer
	if err := problems.Write(&report, source.JSON, nil, f.lang); err != nil {
		return err
	}
	o := outcome{
		Built: !problems.HasErrors(), Out: f.out, Pages: r.Pages, Files: r.Files,
		Written: r.Publish.Written, Unchanged: r.Publish.Unchanged, Removed: r.Publish.Removed, Gone: r.Publish.Gone,
		Parts: r.Parts, Passed: r.Passed, Damaged: r.Damaged,
		Hidden: orEmpty(r.Hidden), Outlines: r.Outlines, Interactive: r.Interactive, Report: report.Bytes(),
	}
	if o.Built {
		o.AsOf = r.AsOf.String()
	}
	for _, a := range r.Accounts {
		o.Tables = append(o.Tables, accountOf(a, r.LeftOut))
	}
	for _, s := range stages {
		if f.stats {
			o.Stages = append(o.Stages, stage{voiceIn("en").stage(s.Stage), s.Took.Milliseconds(), s.Memory})
		}
	}
	enc := json.NewEncoder(w.out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(o)
}

// orEmpty is a list that JSON writes as one, also where it has nothing.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// accountOf gives the account of a file as JSON has it.
func accountOf(a build.FileAccount, leftOut []build.LeftOut) account {
	out := account{
		File: a.Name, Rows: a.Rows, Used: a.Used, Refused: a.Refused, Skipped: a.Skipped, Later: a.Later, Ahead: a.Ahead,
		LeftOut: map[string]int{}, Around: map[string]int{},
	}
	for _, l := range leftOut {
		if l.File == a.Name && l.Rule != "refused" {
			out.LeftOut[l.Rule] += l.Rows
		}
	}
	for name, n := range map[string]int{
		"titles": a.Around.Titles, "headings": a.Around.Headings, "totals": a.Around.Totals,
		"footers": a.Around.Footers, "blank": a.Around.Blank, "parts": a.Around.Parts,
	} {
		if n > 0 {
			out.Around[name] = n
		}
	}
	return out
}
