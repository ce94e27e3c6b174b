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
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/config"
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
every published file with it, byte for byte. Exit code 1 where one differs or is
missing; of a folder, also where a file is not of these inputs. From outside,
other files that stand at an address cannot be seen: only those that the lists of
the portal itself name.

The day and the last month are those that the portal's build.json names, unless
they are given. So is the address that it was built for where that is the one
asked, or where site.yaml names it; and drafts are shown as it says where hosts
of site.yaml with that address take them. The same version of the program makes
the same bytes; another one may not.`,
		Example: "  terang verify https://dinkes.example.go.id/\n  terang verify public",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse("%s needs the address of a portal, or its folder", cmd.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: offerFolders,
		RunE:              func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), w, args[0]) },
	}
	f.add(cmd)
	flags := cmd.Flags()
	flags.StringVar(&f.base, "base-url", "", "address at which the site was built to stand (default: see above, else base_url of site.yaml)")
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
	v := verifyIn(f.lang)
	published, err := portal(v, name)
	if err != nil {
		return err
	}
	note, err := verify.ReadNote(ctx, published)
	if err != nil {
		return fmt.Errorf(v.noPortal, name, err)
	}
	if err := f.asBuilt(w, v, note, name); err != nil {
		return err
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
	f.causes(w, v, note)
	if err := f.tell(w, v, report, name); err != nil || report.Whole() {
		return err
	}
	return errProblems
}

// asBuilt has the site built as the portal says that it was. Of the address only one that somebody here has named is
// believed: a copy of the site for the address of another is not what the inputs give.
func (f *verifyFlags) asBuilt(w world, v verifyVoice, note verify.Note, name string) (err error) {
	if f.date == "" {
		f.date, f.noted = note.Date, note.Date != ""
	}
	if f.asOf == "" {
		f.asOf = note.AsOf
	}
	cfg, _ := config.Read(siteFiles(f.dir)) // the build tells what is wrong in it
	if f.base, err = address(f.base); err != nil {
		return err
	}
	if f.base == "" {
		f.base = cfg.BaseURL
		asked, _ := address(name)
		named := slices.ContainsFunc(cfg.Hosts, func(h config.Host) bool { return h.URL == note.BaseURL })
		if note.BaseURL != f.base && (named || asked != "" && asked == note.BaseURL) {
			f.base = note.BaseURL
			w.say(v.builtFor, f.base)
		}
	}
	takes, refuses := false, false
	for _, h := range cfg.Hosts {
		if h.URL == f.base {
			takes, refuses = takes || h.Drafts, refuses || !h.Drafts
		}
	}
	if note.Drafts && !f.drafts && takes && !refuses {
		f.drafts = true
		w.say("%s", v.drafts)
	}
	return nil
}

// causes tells why files would differ that nobody has changed.
func (f *verifyFlags) causes(w world, v verifyVoice, note verify.Note) {
	if ours := version(); note.Version != ours {
		w.say(v.otherProgram, printable(note.Version), ours)
	}
	if note.BaseURL != "" && note.BaseURL != f.base {
		w.say(v.otherAddress, note.BaseURL, f.base)
	}
	switch {
	case note.Drafts && !f.drafts:
		w.say("%s", v.withDrafts)
	case f.drafts && !note.Drafts:
		w.say("%s", v.noDrafts)
	}
}

// rebuild builds the site again, beside all that earlier builds left.
func (f *verifyFlags) rebuild(ctx context.Context, w world, temp string) error {
	o, _, err := f.options(w)
	if err != nil {
		return err
	}
	o.BaseURL = f.base
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
func portal(v verifyVoice, name string) (verify.Published, error) {
	if strings.HasPrefix(name, "https://") || strings.HasPrefix(name, "http://") {
		u, err := url.Parse(name)
		if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
			return nil, wrongUse(v.noAddress, name)
		}
		return verify.Address(u, time.Second), nil
	}
	if !isFolder(name) {
		return nil, wrongUse(v.noPlace, name)
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
	switch {
	case r.Whole() && r.Outside:
		say(v.wholeOutside, name, r.Same)
	case r.Whole():
		say(v.whole, name, r.Same)
	case r.Outside:
		say(v.brokenOutside, name, r.Same, len(r.Different), len(r.Missing), len(r.Extra))
	default:
		say(v.broken, name, r.Same, len(r.Different), len(r.Missing), len(r.Extra))
	}
	return errors.Join(faults...)
}

// verifyVoice is what verify says, in one language. It keeps to the rules of voice.
type verifyVoice struct {
	noAddress, noPlace        string // name
	noPortal                  string // name, reason
	builtFor                  string // address
	drafts                    string
	otherProgram              string // version of the portal, own version
	otherAddress              string // address of the portal, which is whatever stands there, and that of the inputs
	withDrafts, noDrafts      string // how the portal was built, unlike the comparison
	different, missing, extra string
	rest                      string // how many
	unserved                  string // how many
	whole, wholeOutside       string // name, how many
	broken, brokenOutside     string // name, same, different, missing, extra
}

func verifyIn(lang string) verifyVoice {
	if lang == source.Indonesian {
		return verifyVoice{
			noAddress: "%q bukan alamat seperti https://example.go.id/portal/",
			noPlace:   "%q bukan folder dan bukan alamat yang diawali https://",
			builtFor:  "alamat: %s (dari build.json portal itu)", drafts: "dengan draf, seperti yang tertulis di build.json portal itu",
			otherAddress: "portal itu dibangun untuk alamat lain, %q, dan masukan ini untuk %q, jadi halamannya berbeda; bila memang dimaksud, sebut alamat itu dengan --base-url",
			withDrafts:   "portal itu menampilkan draf, yang tidak ikut dibandingkan; bila memang dimaksud: --drafts",
			noDrafts:     "portal itu dibangun tanpa draf; bandingkan tanpa --drafts",
			noPortal:     "%s tidak dapat dibaca sebagai portal: %w", otherProgram: "portal itu dibuat dengan terang %s, program ini terang %s; isinya bisa berbeda karena itu",
			different: "berbeda", missing: "tidak terbit", extra: "bukan dari masukan ini", rest: "  dan %d lagi",
			unserved:     "tidak dapat dilihat dari luar, jadi tidak diperiksa: %d berkas untuk server web",
			whole:        "%s sama dengan yang dihasilkan masukan ini: %d berkas",
			broken:       "%s tidak sama dengan yang dihasilkan masukan ini: %d sama, %d berbeda, %d tidak terbit, %d bukan dari masukan ini",
			wholeOutside: "%s memuat semua yang dihasilkan masukan ini, tanpa perbedaan: %d berkas; berkas lain yang mungkin ada di sana tidak terlihat dari luar",
			brokenOutside: "%s tidak sama dengan yang dihasilkan masukan ini: %d sama, %d berbeda, %d tidak terbit, %d di daftar portal itu bukan dari masukan ini; " +
				"berkas lain yang mungkin ada di sana tidak terlihat dari luar",
		}
	}
	return verifyVoice{
		noAddress: "%q is not an address such as https://example.go.id/portal/",
		noPlace:   "%q is neither a folder nor an address that begins with https://",
		builtFor:  "address: %s (from the portal's build.json)", drafts: "with drafts, as the portal's build.json says",
		otherAddress: "the portal was built for another address, %q, and these inputs for %q, so pages differ; if that is meant, give that address with --base-url",
		withDrafts:   "the portal shows drafts, which were left out of the comparison; if that is meant: --drafts",
		noDrafts:     "the portal was built without drafts; compare without --drafts",
		noPortal:     "%s cannot be read as a portal: %w", otherProgram: "the portal was made by terang %s, this is terang %s; it may differ for that alone",
		different: "different", missing: "not published", extra: "not of these inputs", rest: "  and %d more",
		unserved:     "cannot be seen from outside and was not checked: %d files for the web server",
		whole:        "%s is what these inputs give: %d files",
		broken:       "%s is not what these inputs give: %d the same, %d different, %d not published, %d not of these inputs",
		wholeOutside: "%s has all that these inputs give, with no difference: %d files; others that may stand there cannot be seen from outside",
		brokenOutside: "%s is not what these inputs give: %d the same, %d different, %d not published, %d in the portal's lists and not of these inputs; " +
			"others that may stand there cannot be seen from outside",
	}
}
