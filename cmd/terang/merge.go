package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/source"
)

// shares are the flags of a build that leaves parts of the site to others.
type shares struct{ shard, only string }

func (f *shares) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.shard, "shard", "", "make this share of the site, 2/5 for the second of five; terang merge joins them")
	cmd.Flags().StringVar(&f.only, "only", "", "make the pages and documents of this area or puskesmas (its code) and of all beneath it")
}

// share reads them. What is no whole site never takes the place of one.
func (f *shares) share(cmd *cobra.Command) (s build.Share, err error) {
	if f.shard == "" && f.only == "" {
		return s, nil
	}
	if f.shard != "" && f.only != "" {
		return s, wrongUse("--shard and --only cannot be meant together")
	}
	if !cmd.Flags().Changed("out") {
		return s, wrongUse("what --shard and --only make is no whole site: name a folder for it with --out")
	}
	s.Only = f.only
	if f.shard == "" {
		return s, nil
	}
	number, of, _ := strings.Cut(f.shard, "/")
	s.Number, err = strconv.Atoi(number)
	if err == nil {
		s.Of, err = strconv.Atoi(of)
	}
	if err != nil || s.Number < 1 || s.Number > s.Of {
		return s, wrongUse("--shard %q is not a share such as 2/5", f.shard)
	}
	return s, nil
}

type mergeFlags struct {
	dir, lang, out string
	jobs           int
	force          bool
}

func newMerge(w world) *cobra.Command {
	f := &mergeFlags{}
	cmd := &cobra.Command{
		Use:   "merge SHARE...",
		Short: "Join what builds with --shard made into one site",
		Long: `Join the output folders of terang build --shard 1/N to N/N into the site that
one build would have made, byte for byte. No data is read; each file is held
against its digest. All shares must be of the same input, day and program.`,
		Example: "  terang build --shard 1/2 --out bagian-1 && terang build --shard 2/2 --out bagian-2\n  terang merge bagian-1 bagian-2",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return wrongUse("%s needs the folders of all shares", cmd.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: offerFolders,
		RunE:              func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), w, args) },
	}
	addLang(cmd, &f.lang)
	flags := cmd.Flags()
	flags.StringVar(&f.dir, "site", ".", "folder beside whose site.yaml the output folder and its notes stand")
	flags.StringVar(&f.out, "out", "public", "output folder, relative to the site's folder")
	flags.IntVar(&f.jobs, "jobs", 0, "files written at once (default: as many as the machine has cores)")
	flags.BoolVar(&f.force, "force", false, "replace files in the output folder that terang did not write")
	_ = cmd.MarkFlagDirname("site")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

func (f *mergeFlags) run(ctx context.Context, w world, folders []string) error {
	if err := readable(f.dir); err != nil {
		return err
	}
	if err := language(&f.lang, f.dir); err != nil {
		return err
	}
	r, err := build.Merge(ctx, build.Options{Dir: f.dir, Out: f.out, Jobs: f.jobs, Force: f.force, Program: program()}, folders)
	v := voiceIn(f.lang)
	if fault := (*build.MergeError)(nil); errors.As(err, &fault) {
		return errors.New(mergeIn(f.lang).why(fault))
	}
	if err != nil {
		return v.why(err, f.out)
	}
	if r.Publish.Resumed {
		w.say(v.resumed, folder(f.out))
	}
	v.goneFrom(w, r.Vanished)
	_, err = fmt.Fprintf(w.out, v.wrote+"\n", folder(f.out), r.Pages, r.Files, r.Publish.Written, r.Publish.Unchanged, r.Publish.Removed, v.upTo(r.AsOf))
	return err
}

// mergeVoice is why folders cannot be joined, in one language. It keeps to the rules of voice.
type mergeVoice struct {
	noShard    string // folder
	ofArea     string // folder
	otherBuild string // folder, another
	twice      string // share, of how many, folder, another
	missing    string // which, of how many
	altered    string // folder, file
}

func mergeIn(lang string) mergeVoice {
	if lang == source.Indonesian {
		return mergeVoice{
			noShard:    "di %s tidak ada bagian situs yang utuh; buat dengan terang build --shard, masing-masing ke folder sendiri",
			ofArea:     "%s dibangun dengan --only dan bukan bagian yang dapat disatukan; terang build tanpa --only membuat seluruh situs",
			otherBuild: "%s bukan dari pembangunan yang sama dengan %s; bangun semua bagian dari masukan, tanggal, dan program yang sama",
			twice:      "bagian %d dari %d ada dua kali: %s dan %s",
			missing:    "bagian yang belum ada: nomor %s (semuanya %d bagian)",
			altered:    "%s: %s hilang atau diubah sejak dibangun; bangun bagian itu lagi dengan --force",
		}
	}
	return mergeVoice{
		noShard:    "there is no sound share of a site in %s; make one with terang build --shard, each in a folder of its own",
		ofArea:     "%s was built with --only and is no share to join; terang build without --only makes the whole site",
		otherBuild: "%s is not of the same build as %s; build all shares of the same input, day and program",
		twice:      "share %d of %d is there twice: %s and %s",
		missing:    "missing shares, by number: %s (of %d in all)",
		altered:    "%s: %s is gone or was changed since the build; build that share again with --force",
	}
}

func (v mergeVoice) why(e *build.MergeError) string {
	var numbers []string
	for _, n := range e.Missing {
		numbers = append(numbers, strconv.Itoa(n))
	}
	missing := fmt.Sprintf(v.missing, strings.Join(numbers, ", "), e.Of)
	switch e.Fault {
	case build.NoShard:
		return fmt.Sprintf(v.noShard, e.Folder)
	case build.OfArea:
		return fmt.Sprintf(v.ofArea, e.Folder)
	case build.OtherBuild:
		return fmt.Sprintf(v.otherBuild, e.Folder, e.Other)
	case build.Twice:
		twice := fmt.Sprintf(v.twice, e.Number, e.Of, e.Folder, e.Other)
		if len(numbers) == 0 {
			return twice
		}
		return twice + "; " + missing
	case build.Altered:
		return fmt.Sprintf(v.altered, e.Folder, e.File)
	default:
		return missing
	}
}

// partly says what a share is.
func partly(lang string, s build.Share) string {
	if s.Whole() {
		return ""
	}
	switch {
	case lang == source.Indonesian && s.Only != "":
		return fmt.Sprintf("hanya %s, untuk dilihat; terang build tanpa --only membuat seluruh situs", s)
	case lang == source.Indonesian:
		return fmt.Sprintf("bagian %s dari situs; terang merge menyatukan semua bagian", s)
	case s.Only != "":
		return fmt.Sprintf("%s alone, to look at; terang build without --only makes the whole site", s)
	}
	return fmt.Sprintf("share %s of the site; terang merge joins all shares", s)
}
