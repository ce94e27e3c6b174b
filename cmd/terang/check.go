package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/health"
	"terang/internal/report"
	"terang/internal/source"
)

type checkFlags struct {
	siteFlags
	format  string
	out     string
	attack  bool
	reading bool
	waived  bool
	links   bool
	intern  bool
}

func newCheck(w world) *cobra.Command {
	f := &checkFlags{}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Tell every problem in the input, write nothing",
		Long: `Do everything that build does except writing, and tell all problems of all
files. Warnings alone do not make the exit code 1.

With --format html, the report is one page that opens in any browser and can be
printed or sent; with --out it goes to a file.

With --links, also ask whether the pages of others that texts and site.yaml link
to are still there: politely, and those that were well again after a week.
Addresses within this machine's network are not asked.

With --attack, read finished output folders instead, as a stranger would, and
tell what they give away of the figures that they hide. Folders are editions of
one portal, earliest first.`,
		Example: "  terang check\n  terang check --links\n  terang check --format html --out laporan.html\n  terang check --attack public\n  terang check --attack 2024-01/public 2024-02/public",
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case !f.attack:
				return noArgs(cmd, args)
			case len(args) == 0:
				return wrongUse("--attack needs the output folder of a build, or of several")
			}
			return nil
		},
		ValidArgsFunction: offerFolders,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.fit(); err != nil {
				return err
			}
			return into(w, f.out, func(w world) error {
				if f.attack {
					return f.attackOn(cmd.Context(), w, args)
				}
				return f.run(cmd, w)
			})
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&f.attack, "attack", false, "read finished output folders and try to work out what they hide")
	cmd.Flags().StringVar(&f.format, "format", string(source.Text), "form of the report: "+formats())
	cmd.Flags().StringVar(&f.out, "out", "", "file for the report (default: standard output)")
	cmd.Flags().BoolVar(&f.reading, "explain-read", false, "first tell how each table was read, and what became of its rows")
	cmd.Flags().BoolVar(&f.links, "links", false, "also ask whether the pages of others that are linked to are still there")
	cmd.Flags().BoolVar(&f.intern, "links-intranet", false, "with --links: ask addresses within this machine's network as well")
	cmd.Flags().BoolVar(&f.waived, "waived", false, "also list what waivers in site.yaml except, with the reasons")
	_ = cmd.RegisterFlagCompletionFunc("out", offerFiles)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(
		strings.Split(formats(), ", "), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func formats() string {
	var names []string
	for _, f := range source.Formats() {
		names = append(names, string(f))
	}
	return strings.Join(append(names, htmlPage), ", ")
}

// fit refuses flags that cannot be meant together.
func (f *checkFlags) fit() error {
	switch {
	case !slices.Contains(strings.Split(formats(), ", "), f.format):
		return wrongUse("--format %q is none of %s", f.format, formats())
	case f.format == htmlPage && f.attack:
		return wrongUse("--format html is about the input of a site, and --attack about what was built")
	case f.links && f.attack:
		return wrongUse("--links is about the input of a site, and --attack about what was built")
	case f.intern && !f.links:
		return wrongUse("--links-intranet says more of --links")
	case f.reading && f.format != string(source.Text):
		return wrongUse("--explain-read is told in text only, not as %s; the page of --format html says what became of the rows", f.format)
	case f.waived && f.format != string(source.Text):
		return wrongUse("--waived is told in text only, not as %s", f.format)
	}
	return nil
}

func (f *checkFlags) run(cmd *cobra.Command, w world) error {
	if err := readable(f.dir); err != nil {
		return err
	}
	o, v, err := f.options(w)
	if err != nil {
		return err
	}
	if f.links {
		o.Links = &build.Reach{Private: f.intern}
	}
	o.Remote = sentTo(cmd.Context(), f.dir)
	reading, problems, err := build.Check(cmd.Context(), o)
	if err != nil {
		return err
	}
	if f.reading {
		if err := v.explainReading(w.out, reading, f.lang); err != nil {
			return err
		}
	}
	if err := f.tell(w, v, reading, problems, o.Date); err != nil {
		return err
	}
	if problems.HasErrors() {
		return errProblems
	}
	return nil
}

// tell writes the report in the form that was asked for.
func (f *checkFlags) tell(w world, v voice, r build.Reading, problems source.Problems, day health.Date) error {
	if f.format == htmlPage {
		return report.Write(w.out, v.page(f.siteFlags, r, problems, day))
	}
	if err := problems.Write(w.out, source.Format(f.format), siteFiles(f.dir), f.lang); err != nil || f.format != string(source.Text) {
		return err
	}
	if f.waived {
		if err := problems.Waived().Print(w.out, siteFiles(f.dir), f.lang); err != nil {
			return err
		}
	}
	if !f.reading {
		if err := v.accounts(w.out, r.Accounts, r.LeftOut); err != nil {
			return err
		}
	}
	summary := problems.Summary(f.lang)
	if !problems.HasErrors() {
		summary = fmt.Sprintf(v.ready, summary)
	}
	_, err := fmt.Fprintln(w.out, summary)
	return err
}
