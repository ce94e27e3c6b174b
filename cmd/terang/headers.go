package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/source"
)

type headersFlags struct{ dir, base, lang string }

func newHeaders(w world) *cobra.Command {
	f := &headersFlags{}
	servers := []string{build.Nginx, build.Caddy}
	cmd := &cobra.Command{
		Use:   "headers SERVER",
		Short: "Print a configuration for nginx or Caddy",
		Long: `Print what nginx or Caddy needs to serve the site: which headers go with each
file, how long it may be kept, what type it is, the page for what is missing,
and which smaller files stand beside it. Change the folder in it to where the
site's files are.

Apache, Netlify and Cloudflare need no command: build writes their rules into
the output folder, as .htaccess and _headers.`,
		Example:   "  terang headers nginx > /etc/nginx/conf.d/terang.conf\n  terang headers caddy --site dinkes > Caddyfile",
		ValidArgs: servers,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 || args[0] != build.Nginx && args[0] != build.Caddy {
				return wrongUse("terang headers takes one of %s", strings.Join(servers, ", "))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return f.run(w, args[0]) },
	}
	cmd.Flags().StringVar(&f.dir, "site", ".", "folder that holds site.yaml")
	cmd.Flags().StringVar(&f.base, "base-url", "", "address at which the site will stand (default: base_url of site.yaml)")
	addLang(cmd, &f.lang)
	_ = cmd.MarkFlagDirname("site")
	return cmd
}

func (f *headersFlags) run(w world, server string) error {
	base, err := address(f.base)
	if err != nil {
		return err
	}
	if err := readable(f.dir); err != nil {
		return err
	}
	if err := language(&f.lang, f.dir); err != nil {
		return err
	}
	rules, problems, err := build.ServerRules(server, build.Options{Dir: f.dir, BaseURL: base})
	if odd := (*build.AddressError)(nil); errors.As(err, &odd) {
		return fmt.Errorf(oddAddress(f.lang), odd.BaseURL)
	}
	if err != nil {
		return fmt.Errorf("headers for %s: %w", server, err)
	}
	if problems.HasErrors() {
		if err := problems.Write(w.err, source.Text, siteFiles(f.dir), f.lang); err != nil {
			return err
		}
		return errProblems
	}
	_, err = w.out.Write(rules)
	return err
}

// oddAddress says of an address that there are no rules for it.
func oddAddress(lang string) string {
	if lang == source.Indonesian {
		return "alamat %q memuat huruf yang dibaca lain oleh server, jadi tidak ada pengaturan untuknya; yang aman: nama situs dan folder dari a-z, 0-9, dan -"
	}
	return "the address %q has letters that servers read otherwise, so there is no configuration for it; a host and folders of a-z, 0-9 and - are safe"
}
