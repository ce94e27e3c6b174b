package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"terang/internal/content"
	"terang/internal/skeleton"
	"terang/internal/source"
)

type newFlags struct {
	dir, lang, date string
	meeting, unit   string
}

func newNew(w world) *cobra.Command {
	f := &newFlags{}
	cmd := &cobra.Command{
		Use:   `new berita|kegiatan|halaman "TITLE"`,
		Short: "Begin a news item, a meeting or a page",
		Long: `Write the skeleton of a post into content/, with today's date and a name made of
the title. It is a draft: terang serve shows it, terang build does not until its
line "draf: true" is deleted. A file that is there is never overwritten.`,
		Example: `  terang new berita "Posyandu Melati buka kembali"
  terang new kegiatan --jenis lokmin_bulanan "Lokmin Oktober Puskesmas Maju"`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return wrongUse(`%s takes berita, kegiatan or halaman, and a title`, cmd.CommandPath())
			}
			return nil
		},
		ValidArgs: kinds(),
		RunE:      func(_ *cobra.Command, args []string) error { return f.run(w, args[0], strings.Join(args[1:], " ")) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.dir, "site", ".", "folder that holds site.yaml")
	addLang(cmd, &f.lang)
	flags.StringVar(&f.date, "date", "", "the day of the post, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today in Jakarta)")
	flags.StringVar(&f.meeting, "jenis", "", "of a kegiatan: "+strings.Join(meetings(), ", ")+" (default: by its title)")
	flags.StringVar(&f.unit, "unit", "", "of a kegiatan: code or name of the puskesmas or area that holds it (default: the puskesmas that the title names)")
	_ = cmd.MarkFlagDirname("site")
	_ = cmd.RegisterFlagCompletionFunc("jenis", cobra.FixedCompletions(meetings(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func kinds() []string {
	var all []string
	for _, k := range content.Kinds() {
		all = append(all, string(k))
	}
	return all
}

func meetings() []string {
	return []string{
		string(content.LokminBulanan), string(content.LokminTriwulan), string(content.Rakor),
		string(content.Rakerkesda), string(content.AdvocacyMeeting),
	}
}

func (f *newFlags) run(w world, kind, title string) error {
	if err := known(kind, kinds(), "there is no post of kind %q"); err != nil {
		return err
	}
	if f.meeting != "" {
		if err := known(f.meeting, meetings(), "--jenis %q is no kind of meeting"); err != nil {
			return err
		}
	}
	if kind != string(content.Kegiatan) && f.meeting+f.unit != "" {
		return wrongUse("--jenis and --unit are for kegiatan")
	}
	if err := aSite(f.dir); err != nil {
		return err
	}
	if err := language(&f.lang, f.dir); err != nil {
		return err
	}
	day, _, err := date(f.date, w, voiceIn(f.lang))
	if err != nil {
		return err
	}
	v := startVoiceIn(f.lang)
	post, err := skeleton.NewPost(siteFiles(f.dir), skeleton.Post{
		Kind: content.Kind(kind), Title: title, Type: content.MeetingType(f.meeting), Unit: f.unit, Date: day,
	})
	if unit := (skeleton.UnitError{}); errors.As(err, &unit) {
		return errors.New(near(v.noUnit, unit.Unit, v.meant, unit.Near))
	}
	if errors.Is(err, skeleton.ErrTitle) {
		return fmt.Errorf(v.noTitle, title)
	}
	if err != nil {
		return err
	}
	name := filepath.Join(f.dir, filepath.FromSlash(post.Path))
	if err := skeleton.Add(f.dir, post); errors.Is(err, skeleton.ErrExists) {
		return fmt.Errorf(v.exists, filepath.ToSlash(name))
	} else if err != nil {
		return err
	}
	return v.begun(w.out, name)
}

// known refuses a word that is none of a list, with the nearest one that is.
func known(word string, words []string, says string) error {
	if slices.Contains(words, word) {
		return nil
	}
	if near, ok := source.Nearest(word, words); ok {
		return wrongUse(says+"; did you mean %q?", word, near)
	}
	return wrongUse(says+"; there are %s", word, strings.Join(words, ", "))
}
