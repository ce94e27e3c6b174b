package main

import (
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/config"
	"terang/internal/health"
)

// siteFlags are the flags of every command that reads a site.
type siteFlags struct {
	dir, lang, date, asOf string
	drafts, kept          bool

	noted bool // the date is that of a portal's build.json
}

func (f *siteFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.StringVar(&f.dir, "site", ".", "folder that holds site.yaml")
	addLang(cmd, &f.lang)
	flags.StringVar(&f.date, "date", "", "the day to build for, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today in Jakarta)")
	flags.StringVar(&f.asOf, "as-of", "", "last month that counts, YYYY-MM (default: the last one with a report)")
	flags.BoolVar(&f.drafts, "drafts", false, "show drafts as well; posts with a later date still wait for it")
	flags.BoolVar(&f.kept, "kept-sql", false, "ask no database: take the answers that are kept of the last time")
	_ = cmd.MarkFlagDirname("site")
}

func addLang(cmd *cobra.Command, lang *string) {
	cmd.Flags().StringVar(lang, "lang", "", "language of messages, id or en (default: that of site.yaml, else id)")
	_ = cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions([]string{"id", "en"}, cobra.ShellCompDirectiveNoFileComp))
}

// options turns the flags into what the build needs, and says which date it is.
func (f *siteFlags) options(w world) (build.Options, voice, error) {
	o := build.Options{Dir: f.dir, AsOf: health.NoMonth, Drafts: f.drafts, Program: program(), Version: version(), Env: w.env}
	if f.kept {
		o.From = build.FromKept
	}
	if err := language(&f.lang, f.dir); err != nil {
		return o, voice{}, err
	}
	v := voiceIn(f.lang)
	if f.asOf != "" {
		var ok bool
		if o.AsOf, ok = health.ParseMonth(f.asOf); !ok {
			return o, v, wrongUse("--as-of %q is not a month such as 2024-09", f.asOf)
		}
	}
	day, from, err := date(f.date, w, v)
	if err != nil {
		return o, v, err
	}
	if f.noted {
		from = v.fromNote
	}
	o.Date = day
	w.say(v.date, day, from)
	return o, v, nil
}

// siteFiles are the files of a site's folder, and nothing that a link leads to outside of it.
type siteFiles string

func (dir siteFiles) Open(name string) (fs.File, error) {
	f, err := os.OpenInRoot(string(dir), filepath.FromSlash(name))
	if err != nil {
		return nil, err
	}
	return f, nil
}

// language settles --lang: as given, else as the site says.
func language(lang *string, dir string) error {
	switch *lang {
	case "id", "en":
		return nil
	case "":
		cfg, _ := config.Read(siteFiles(dir))
		*lang = cfg.Language
		return nil
	}
	return wrongUse("--lang %q is neither id nor en", *lang)
}

// date settles the one date of a run, and says where it is from.
func date(given string, w world, v voice) (day health.Date, from string, err error) {
	if given != "" {
		day, ok := health.ParseDate(given)
		if !ok {
			return 0, "", wrongUse("--date %q is not a day such as 2024-10-08", given)
		}
		return day, v.fromFlag, nil
	}
	at, from := w.now(), v.fromClock
	if epoch := w.env("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return 0, "", wrongUse("SOURCE_DATE_EPOCH %q is not a number of seconds", epoch)
		}
		at, from = time.Unix(seconds, 0), v.fromEpoch
	}
	year, month, dayOf := at.In(jakarta()).Date()
	return health.DateOf(year, int(month), dayOf), from, nil
}

// jakarta is western Indonesian time, which has no summer time: no table of zones is needed.
func jakarta() *time.Location { return time.FixedZone("WIB", 7*60*60) }

// address checks --base-url and ends it with a slash.
func address(base string) (string, error) {
	if base == "" {
		return "", nil
	}
	u, err := url.Parse(base)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return "", wrongUse("--base-url %q is not an address such as https://example.go.id/portal/", base)
	}
	return strings.TrimSuffix(base, "/") + "/", nil
}

// folder writes a folder's name as one: public/.
func folder(name string) string { return strings.TrimRight(name, `/\`) + "/" }

// onTerminal says whether a person looks at a stream.
func onTerminal(stream io.Writer) bool {
	f, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// readable fails where the site's folder cannot be read at all: then nothing
// that the office could mend in a file is wrong.
func readable(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("the site's folder: %w", err)
	}
	if !info.IsDir() {
		return wrongUse("--site %q is not a folder", dir)
	}
	return nil
}

// program tells this program from others, as far as can be told without reading it
// whole; empty where that is not known. Size and time are not enough: what comes out of
// an archive or an image may have the time of every release.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprint(info.Size(), info.ModTime().UnixNano(), " ", version())
}
