package main

import (
	"github.com/spf13/cobra"

	"terang/internal/config"
)

// What a shell offers where a word is one of a file or a folder; elsewhere it offers none (see newRoot).
var (
	offerFiles   = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveDefault)
	offerFolders = cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs)
)

// hosts offers those of site.yaml, as far as it can be read.
func (f *publishFlags) hosts(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	var names []cobra.Completion
	if cfg, _ := config.Read(siteFiles(f.siteDir)); len(args) == 0 {
		for _, h := range cfg.Hosts {
			names = append(names, cobra.CompletionWithDesc(h.Name, string(h.Kind)))
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
