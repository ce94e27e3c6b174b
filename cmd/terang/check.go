package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/source"
)

type checkFlags struct {
	siteFlags
	format  string
	attack  bool
	reading bool
}

func newCheck(w world) *cobra.Command {
	f := &checkFlags{}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Tell every problem in the input, write nothing",
		Long: `Do everything that build does except writing, and tell all problems of all
files. Warnings alone do not make the exit code 1.

With --attack, read finished output folders instead, as a stranger would, and
tell what they give away of the figures that they hide. Folders are editions of
one portal, earliest first.`,
		Example: "  terang check\n  terang check --attack public\n  terang check --attack 2024-01/public 2024-02/public",
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case !f.attack:
				return noArgs(cmd, args)
			case len(args) == 0:
				return wrongUse("--attack needs the output folder of a build, or of several")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if !slices.Contains(source.Formats(), source.Format(f.format)) {
				return wrongUse("--format %q is none of %s", f.format, formats())
			}
			if f.attack {
				return f.attackOn(cmd.Context(), w, args)
			}
			return f.run(cmd, w)
		},
	}
	f.add(cmd)
	cmd.Flags().BoolVar(&f.attack, "attack", false, "read finished output folders and try to work out what they hide")
	cmd.Flags().StringVar(&f.format, "format", string(source.Text), "form of the report: "+formats())
	cmd.Flags().BoolVar(&f.reading, "explain-read", false, "first tell how each table was read, and what became of its rows")
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(
		strings.Split(formats(), ", "), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func formats() string {
	var names []string
	for _, f := range source.Formats() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

func (f *checkFlags) run(cmd *cobra.Command, w world) error {
	if f.reading && f.format != string(source.Text) {
		return wrongUse("--explain-read is told in text only, not as %s", f.format)
	}
	if err := readable(f.dir); err != nil {
		return err
	}
	o, v, err := f.options(w)
	if err != nil {
		return err
	}
	if f.reading {
		if err := f.tellReading(w, v, o); err != nil {
			return err
		}
	}
	problems, err := build.Check(cmd.Context(), o)
	if err != nil {
		return err
	}
	if err := problems.Write(w.out, source.Format(f.format), os.DirFS(f.dir), f.lang); err != nil {
		return err
	}
	summary := problems.Summary(f.lang)
	if !problems.HasErrors() {
		summary = fmt.Sprintf(v.ready, summary)
	}
	if f.format == string(source.Text) {
		_, err = fmt.Fprintln(w.out, summary)
	}
	if err == nil && problems.HasErrors() {
		return errProblems
	}
	return err
}

// tellReading tells how the tables were read.
func (f *checkFlags) tellReading(w world, v voice, o build.Options) error {
	r, err := build.Read(o)
	if err != nil {
		return err
	}
	return v.explainReading(w.out, r, f.lang)
}
