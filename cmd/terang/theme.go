package main

import (
	"io/fs"
	"path"
	"strings"

	"github.com/spf13/cobra"

	"terang/internal/source"
	"terang/themes"
)

func newTheme(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "theme [FILE]",
		Short: "Print a file of the default theme, to be changed; without one, list all files",
		Example: "  terang theme partials/header.html > themes/dinas/partials/header.html\n" +
			"  terang theme i18n/id.yaml",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrongUse("terang theme takes one file, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			files, _ := themeFiles()
			return files, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := themeFiles()
			if err != nil {
				return err
			}
			if len(args) == 0 {
				return list(w.out, files)
			}
			body, err := fs.ReadFile(themes.Default(), path.Clean(args[0]))
			if err != nil {
				says := "the default theme has no file " + args[0]
				if near, ok := source.Nearest(args[0], files); ok {
					says += "; did you mean " + near + "?"
				}
				return wrongUse("%s", says)
			}
			_, err = w.out.Write(body)
			return err
		},
	}
}

// themeFiles lists the files that a theme may replace; the charting library is no text
// for people.
func themeFiles() ([]string, error) {
	var files []string
	err := fs.WalkDir(themes.Default(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") && d.Name() != "echarts.js" {
			files = append(files, name)
		}
		return err
	})
	return files, err
}
