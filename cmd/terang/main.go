// Command terang turns a health office's tables and texts into a complete static
// site, and says what is wrong with them.
//
// It reads words and gives exit codes: 0 done, 1 problems in the input, 2 wrong
// use or the machine failed. It is the only reader of the clock.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"time"

	"github.com/spf13/cobra"
)

// The exit codes.
const (
	exitProblems = 1 // the input has errors
	exitFailed   = 2 // wrong use, or the machine failed
)

// errProblems ends a command that has already said what is wrong with the input.
var errProblems = errors.New("problems in the input")

func main() {
	collectRarely(os.Getenv)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	w := world{out: os.Stdout, err: os.Stderr, env: os.Getenv, now: time.Now}
	if onTerminal(os.Stdin) && onTerminal(os.Stderr) {
		w.in = os.Stdin
	}
	code := run(ctx, os.Args[1:], w)
	stop()
	os.Exit(code)
}

// world is what the command sees of the machine beside the site's files.
type world struct {
	in       io.Reader // a person who can be asked, else nil
	out, err io.Writer
	env      func(string) string
	now      func() time.Time
}

// run runs one command line and gives its exit code.
func run(ctx context.Context, args []string, w world) int {
	root := newRoot(w)
	root.SetArgs(args)
	cmd, err := root.ExecuteContextC(ctx)
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errProblems):
		return exitProblems
	case errors.Is(err, context.Canceled):
		w.say("terang: interrupted before anything was put into place")
		return exitFailed
	}
	w.say("terang: %v", err)
	if usage := (usageError{}); errors.As(err, &usage) {
		w.say("%s --help says how it is used", cmd.CommandPath())
	}
	return exitFailed
}

// say writes a line to standard error.
func (w world) say(format string, args ...any) { _, _ = fmt.Fprintf(w.err, format+"\n", args...) }

// usageError is a command line that cannot be meant.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }

func wrongUse(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

func newRoot(w world) *cobra.Command {
	root := &cobra.Command{
		Use:   "terang",
		Short: "Build a public health portal from tables and texts",
		Long: `Terang turns a health office's CSV tables and Markdown texts into a complete
static site: pages for every area, puskesmas and indicator, with charts, news
and downloads.

Exit codes: 0 done, 1 problems in the input, 2 wrong use or the machine failed.`,
		Args: func(root *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			if near := root.SuggestionsFor(args[0]); len(near) > 0 {
				return wrongUse("there is no command %q; did you mean %q?", args[0], near[0])
			}
			return wrongUse("there is no command %q", args[0])
		},
		RunE:          func(root *cobra.Command, _ []string) error { return root.Help() },
		SilenceErrors: true,
		SilenceUsage:  true,

		SuggestionsMinimumDistance: 2,
	}
	root.CompletionOptions.SetDefaultShellCompDirective(cobra.ShellCompDirectiveNoFileComp)
	root.SetOut(w.out)
	root.SetErr(w.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(newInit(w), newNew(w), newBuild(w), newMerge(w), newCheck(w), newImport(w), newServe(w), newPublish(w), newHeaders(w), newEdition(w), newDiff(w), newVerify(w), newExplain(w), newTheme(w), newVersion(w))
	return root
}

// noArgs refuses words that a command has no use for.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return wrongUse("%s takes no %q", cmd.CommandPath(), args[0])
	}
	return nil
}
