package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/source"
	"terang/internal/verify"
)

type verifyFlags struct {
	siteFlags
	base string
	jobs int
	json bool
}

func newVerify(w world) *cobra.Command {
	f := &verifyFlags{}
	cmd := &cobra.Command{
		Use:   "verify URL|DIR",
		Short: "Hold a published portal against what the inputs give",
		Long: `Build the site again, in a folder of its own that is deleted after, and compare
every published file with it, byte for byte. Exit code 1 where one differs, is
missing, or is published and not of these inputs.

The day and the last month are those that the portal's build.json names, unless
they are given. The same version of the program makes the same bytes; another
one may not.`,
		Example: "  terang verify https://dinkes.example.go.id/\n  terang verify public",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse("%s needs the address of a portal, or its folder", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), w, args[0]) },
	}
	f.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.base, "base-url", "", "address at which the site was built to stand (default: base_url of site.yaml)")
	flags.IntVar(&f.jobs, "jobs", 8, "files asked for at once")
	flags.BoolVar(&f.json, "json", false, "write the outcome as JSON")
	return cmd
}

func (f *verifyFlags) run(ctx context.Context, w world, name string) error {
	if f.jobs < 1 {
		return wrongUse("--jobs %d is below one", f.jobs)
	}
	if err := readable(f.dir); err != nil {
		return err
	}
	if err := language(&f.lang, f.dir); err != nil {
		return err
	}
	published, err := portal(name)
	if err != nil {
		return err
	}
	v := verifyIn(f.lang)
	note, err := verify.ReadNote(ctx, published)
	if err != nil {
		return fmt.Errorf(v.noPortal, name, err)
	}
	if f.date == "" {
		f.date = note.Date
	}
	if f.asOf == "" {
		f.asOf = note.AsOf
	}
	temp, err := os.MkdirTemp("", "terang-verify-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp) //nolint:errcheck // a folder of the system's for such
	if err := f.rebuild(ctx, w, temp); err != nil {
		return err
	}
	line := io.Writer(io.Discard)
	if onTerminal(w.err) {
		line = w.err
	}
	report, err := verify.Compare(ctx, os.DirFS(filepath.Join(temp, "public")), published, f.jobs, func(n, total int) {
		if n%50 == 0 || n == total {
			_, _ = fmt.Fprintf(line, "\r%d/%d", n, total)
		}
	})
	_, _ = fmt.Fprint(line, "\r")
	if err != nil {
		return fmt.Errorf(v.noPortal, name, err)
	}
	if ours := version(); note.Version != ours {
		w.say(v.otherProgram, printable(note.Version), ours)
	}
	if err := f.tell(w, v, report, name); err != nil || report.Whole() {
		return err
	}
	return errProblems
}

// rebuild builds the site again, beside all that earlier builds left.
func (f *verifyFlags) rebuild(ctx context.Context, w world, temp string) error {
	o, _, err := f.options(w)
	if err != nil {
		return err
	}
	if o.BaseURL, err = address(f.base); err != nil {
		return err
	}
	o.Out, o.State, o.Afresh = filepath.Join(temp, "public"), filepath.Join(temp, "state"), true
	_, problems, err := build.Site(ctx, o)
	if err != nil || !problems.HasErrors() {
		return err
	}
	if err := problems.WithoutNotes().Write(w.err, source.Text, siteFiles(f.dir), f.lang); err != nil {
		return err
	}
	return errProblems
}

// portal gives what was named: an address, or a folder.
func portal(name string) (verify.Published, error) {
	if strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://") {
		u, err := url.Parse(name)
		if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return nil, wrongUse("%q is not an address such as https://example.go.id/portal/", name)
		}
		return verify.Address(u, time.Second), nil
	}
	if !isFolder(name) {
		return nil, wrongUse("%q is neither a folder nor an address that begins with https://", name)
	}
	return verify.Folder(os.DirFS(name)), nil
}

// printable is a text of the portal's as a terminal may print it: whoever changed the portal may have written it.
func printable(s string) string {
	if quoted := strconv.Quote(s); quoted != `"`+s+`"` {
		return quoted
	}
	return s
}

// tell says what was found; files are named, first what is wrong in them.
func (f *verifyFlags) tell(w world, v verifyVoice, r *verify.Report, name string) error {
	if f.json {
		enc := json.NewEncoder(w.out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(r)
	}
	var faults []error
	say := func(format string, args ...any) {
		_, err := fmt.Fprintf(w.out, format+"\n", args...)
		faults = append(faults, err)
	}
	for _, list := range []struct {
		word  string
		names []string
	}{{v.different, r.Different}, {v.missing, r.Missing}, {v.extra, r.Extra}} {
		for _, name := range list.names[:min(len(list.names), goneShown)] {
			say("%s: %s", list.word, printable(name))
		}
		if more := len(list.names) - goneShown; more > 0 {
			say(v.rest, more)
		}
	}
	if r.Unserved > 0 {
		say(v.unserved, r.Unserved)
	}
	if r.Whole() {
		say(v.whole, name, r.Same)
	} else {
		say(v.broken, name, r.Same, len(r.Different), len(r.Missing), len(r.Extra))
	}
	return errors.Join(faults...)
}

// verifyVoice is what verify says, in one language. It keeps to the rules of voice.
type verifyVoice struct {
	noPortal                  string // name, reason
	otherProgram              string // version of the portal, own version
	different, missing, extra string
	rest                      string // how many
	unserved                  string // how many
	whole                     string // name, how many
	broken                    string // name, same, different, missing, extra
}

func verifyIn(lang string) verifyVoice {
	if lang == source.Indonesian {
		return verifyVoice{
			noPortal: "%s tidak dapat dibaca sebagai portal: %w", otherProgram: "portal itu dibuat dengan terang %s, program ini terang %s; isinya bisa berbeda karena itu",
			different: "berbeda", missing: "tidak terbit", extra: "bukan dari masukan ini", rest: "  dan %d lagi",
			unserved: "tidak dapat dilihat dari luar, jadi tidak diperiksa: %d berkas untuk server web",
			whole:    "%s sama dengan yang dihasilkan masukan ini: %d berkas",
			broken:   "%s tidak sama dengan yang dihasilkan masukan ini: %d sama, %d berbeda, %d tidak terbit, %d bukan dari masukan ini",
		}
	}
	return verifyVoice{
		noPortal: "%s cannot be read as a portal: %w", otherProgram: "the portal was made by terang %s, this is terang %s; it may differ for that alone",
		different: "different", missing: "not published", extra: "not of these inputs", rest: "  and %d more",
		unserved: "cannot be seen from outside and was not checked: %d files for the web server",
		whole:    "%s is what these inputs give: %d files",
		broken:   "%s is not what these inputs give: %d the same, %d different, %d not published, %d not of these inputs",
	}
}
