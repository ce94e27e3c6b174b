package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/revision"
	"terang/internal/source"
)

type diffFlags struct {
	siteFlags
	format, out string
	log, reason string
}

func newDiff(w world) *cobra.Command {
	f := &diffFlags{}
	cmd := &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "Tell which published numbers and addresses changed between two editions",
		Long: `Compare two editions of a portal by what each of them publishes: which numbers
of which places were revised, who came to a target or fell below it, which
facility is gone, which addresses would die.

OLD and NEW are each an output folder, a site's folder, or a git revision of the
folder of --site. Of a site's folder and of a revision the edition is made first,
in a folder of its own that is deleted again.

What either edition hides is told without a number.

With --log, the revised numbers are added to the log of corrections, which the
next build publishes at data/revisi/. Numbers that an earlier comparison with the
same OLD logged are replaced; what it logged and this one does not find is named
and kept.`,
		Example: "  terang diff origin/main .\n  terang diff kemarin/public public\n  terang diff v2024-09 . --format markdown --out komentar.md\n" +
			"  terang diff v2024-09 . --log data/revisions.csv --reason \"laporan susulan\"",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 2 {
				return wrongUse("%s needs two editions: folders or git revisions", cmd.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: offerFolders,
		RunE:              func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), w, args[0], args[1]) },
	}
	f.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.format, "format", string(revision.Text), "form of the report: "+diffFormats())
	flags.StringVar(&f.out, "out", "", "file for the report (default: standard output)")
	flags.StringVar(&f.log, "log", "", "also add the revised numbers to this file, relative to the site's folder: data/revisions.csv")
	flags.StringVar(&f.reason, "reason", "", "with --log: why they were revised, in words for the public")
	_ = cmd.RegisterFlagCompletionFunc("out", offerFiles)
	_ = cmd.RegisterFlagCompletionFunc("log", offerFiles)
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(strings.Split(diffFormats(), ", "), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func diffFormats() string {
	var names []string
	for _, f := range revision.Formats() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}

func (f *diffFlags) run(ctx context.Context, w world, was, is string) error {
	switch {
	case !slices.Contains(revision.Formats(), revision.Format(f.format)):
		return wrongUse("--format %q is none of %s", f.format, diffFormats())
	case f.reason != "" && f.log == "":
		return wrongUse("--reason goes into the log of --log")
	}
	o, _, err := f.options(w)
	if err != nil {
		return err
	}
	v := diffIn(f.lang)
	if err := f.settleLog(v); err != nil {
		return err
	}
	o.Plain = !published(was) && !published(is) // what keeps to its page's address need not be looked at
	old, err := f.edition(ctx, w, v, o, was)
	if err != nil {
		return err
	}
	defer old.close()
	now, err := f.edition(ctx, w, v, o, is)
	if err != nil {
		return err
	}
	defer now.close()
	changes, err := revision.Compare(old.Edition, now.Edition)
	if err != nil {
		return err
	}
	err = into(w, f.out, func(w world) error { return changes.Write(w.out, revision.Format(f.format), f.lang) })
	if err != nil || f.log == "" {
		return err
	}
	base, err := old.Digest()
	if err != nil {
		return err
	}
	return f.keep(w, v, changes, revision.Entry{Day: o.Date.String(), Reason: f.reason, Base: base})
}

// edition is one of those compared, with what has to be deleted after.
type edition struct {
	*revision.Edition
	temporary string
}

func (e edition) close() {
	if e.temporary != "" {
		_ = os.RemoveAll(e.temporary)
	}
}

// edition gives what was named: an output folder as it is, all else is made first.
func (f *diffFlags) edition(ctx context.Context, w world, v diffVoice, o build.Options, name string) (edition, error) {
	site := name
	if published(name) {
		e, err := revision.Open(filepath.ToSlash(filepath.Clean(name)), os.DirFS(name))
		if errors.Is(err, revision.ErrNoPortal) {
			err = fmt.Errorf(v.noPortal, filepath.ToSlash(filepath.Clean(name)))
		}
		return edition{Edition: e}, err
	}
	if !isFolder(name) {
		dir, err := checkout(ctx, v, f.dir, name)
		if err != nil {
			return edition{}, err
		}
		defer os.RemoveAll(dir) //nolint:errcheck // a folder of the system's for such
		site = dir
	}
	return f.made(ctx, w, o, name, site)
}

// published says whether a name is that of a folder which is no site's.
func published(name string) bool {
	_, err := os.Stat(filepath.Join(name, "site.yaml"))
	return isFolder(name) && err != nil
}

func isFolder(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// made makes the edition of a site's folder in a folder of its own: its data, and of its
// pages where they stand.
func (f *diffFlags) made(ctx context.Context, w world, o build.Options, name, site string) (edition, error) {
	temp, err := os.MkdirTemp("", "terang-diff-*")
	if err != nil {
		return edition{}, err
	}
	e := edition{temporary: temp}
	o.Dir = site
	problems, err := build.Sketch(ctx, o, func(path string, body []byte) error {
		if filepath.Ext(path) == ".html" {
			body = nil
		}
		name := filepath.Join(temp, filepath.FromSlash(path))
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			return err
		}
		return os.WriteFile(name, body, 0o600)
	})
	if err == nil && problems.HasErrors() {
		w.say("%s:", name)
		if err = problems.WithoutNotes().Write(w.err, source.Text, siteFiles(site), f.lang); err == nil {
			err = errProblems
		}
	}
	if err == nil {
		e.Edition, err = revision.Open(name, os.DirFS(temp))
	}
	if err != nil {
		e.close()
	}
	return e, err
}
