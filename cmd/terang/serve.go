package main

import (
	"net"

	"github.com/spf13/cobra"

	"terang/internal/preview"
)

type serveFlags struct {
	siteFlags
	addr string
}

func newServe(w world) *cobra.Command {
	f := &serveFlags{}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser, and again after every save",
		Long: `Build the site in memory and show it at an address of this machine. Whenever a
file is saved the page loads again; what is wrong with a file is shown in the
page. Drafts are shown. Nothing is written but what the next build finds in .terang:
smaller photographs and answers of databases. Ctrl+C ends it.`,
		Example: "  terang serve\n  terang serve --site dinkes --drafts=false",
		Args:    noArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return f.run(cmd, w) },
	}
	f.add(cmd)
	cmd.Flags().StringVar(&f.addr, "addr", preview.DefaultAddr, "host:port to listen at")
	// Whoever writes wants to see what is not published yet.
	drafts := cmd.Flags().Lookup("drafts")
	f.drafts, drafts.DefValue = true, "true"
	return cmd
}

func (f *serveFlags) run(cmd *cobra.Command, w world) error {
	if _, _, err := net.SplitHostPort(f.addr); err != nil {
		return wrongUse("--addr %q is not host:port such as %s", f.addr, preview.DefaultAddr)
	}
	if err := readable(f.dir); err != nil {
		return err
	}
	o, _, err := f.options(w)
	if err != nil {
		return err
	}
	return preview.Serve(cmd.Context(), o, f.addr, f.lang, w.err)
}
