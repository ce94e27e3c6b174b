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
	format string
}

func newCheck(w world) *cobra.Command {
	f := &checkFlags{}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Tell every problem in the input, write nothing",
		Long: `Do everything that build does except writing, and tell all problems of all
files. Warnings alone do not make the exit code 1.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd, w) },
	}
	f.add(cmd)
	cmd.Flags().StringVar(&f.format, "format", string(source.Text), "form of the report: "+formats())
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
	if !slices.Contains(source.Formats(), source.Format(f.format)) {
		return wrongUse("--format %q is none of %s", f.format, formats())
	}
	if err := readable(f.dir); err != nil {
		return err
	}
	o, v, err := f.options(w)
	if err != nil {
		return err
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
