package main

import (
	"cmp"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"terang/internal/source"
)

func newExplain(w world) *cobra.Command {
	lang := ""
	cmd := &cobra.Command{
		Use:     "explain [CODE]",
		Short:   "Explain a problem by its code; without one, list all codes",
		Example: "  terang explain unknown-area\n  terang explain unknown-area --lang en",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrongUse("terang explain takes one code, not %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return codes(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if err := language(&lang, "."); err != nil {
				return err
			}
			if len(args) == 0 {
				return list(w.out, codes())
			}
			return explain(w.out, args[0], lang)
		},
	}
	addLang(cmd, &lang)
	return cmd
}

func explain(out io.Writer, code, lang string) error {
	page, ok := source.Explain(source.Code(code), lang)
	if ok {
		_, err := io.WriteString(out, page)
		return err
	}
	v := voiceIn(lang)
	says := fmt.Sprintf(v.unknownCode, code)
	if near, ok := source.Nearest(code, codes()); ok {
		says += fmt.Sprintf(v.didYouMean, near)
	}
	return wrongUse("%s", says)
}

func codes() []string {
	var all []string
	for _, c := range source.Codes() {
		all = append(all, string(c))
	}
	return all
}

func list(out io.Writer, lines []string) error {
	for _, line := range lines {
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	return nil
}

func newVersion(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Say which version this is",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(w.out, "terang %s, %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// stamped is set by the linker, from the repository's tag; empty in a build without it.
var stamped string

// version is that of the program, the same on every machine.
func version() string {
	if info, ok := debug.ReadBuildInfo(); stamped == "" && ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return cmp.Or(stamped, "(devel)")
}
