package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/publish"
	"terang/internal/source"
)

type editionFlags struct {
	dir, lang, out string
	kept           bool
}

func newEdition(w world) *cobra.Command {
	f := &editionFlags{}
	cmd := &cobra.Command{
		Use:   "edition NAME",
		Short: "Keep the open data of the finished site as an edition that never changes",
		Long: `Copy the downloads of the site that the last build wrote to data/editions/NAME,
with a list of their digests. Commit that folder: from then on every build
publishes it unchanged, and lists it at data/edisi/#edisi-NAME for others to cite
and to check.

The site must be whole, as its build left it, and what the input gives now. An
edition that is there is never changed. Where a new one beside those that are
kept would give away a correction of few people, it is refused.

NAME has small letters, digits, and . or - between them, such as 2026-08, and does
not end like a file (.csv).`,
		Example: "  terang build && terang edition 2026-08 && terang build",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse("%s needs one name, such as 2026-08", cmd.CommandPath())
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd.Context(), w, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.dir, "site", ".", "folder that holds site.yaml")
	addLang(cmd, &f.lang)
	flags.StringVar(&f.out, "out", "public", "output folder of the build, relative to the site's folder")
	flags.BoolVar(&f.kept, "kept-sql", false, "ask no database: take the answers that are kept of the last time")
	_ = cmd.MarkFlagDirname("site")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

func (f *editionFlags) run(ctx context.Context, w world, name string) error {
	if err := readable(f.dir); err != nil {
		return err
	}
	if err := language(&f.lang, f.dir); err != nil {
		return err
	}
	o := build.Options{Dir: f.dir, Out: f.out, Program: program(), Version: version(), Env: w.env}
	if f.kept {
		o.From = build.FromKept
	}
	v, say := editionIn(f.lang), voiceIn(f.lang)
	if !build.ValidEdition(name) {
		return fmt.Errorf(v.name, name)
	}
	kept, problems, err := build.KeepEdition(ctx, o, name)
	if err != nil {
		return v.why(say.why(err, f.out))
	}
	if problems.HasErrors() {
		if err := problems.WithoutNotes().Write(w.err, source.Text, siteFiles(f.dir), f.lang); err != nil {
			return err
		}
		return errProblems
	}
	_, err = fmt.Fprintf(w.out, v.kept+"\n", kept.Folder, kept.Files, say.number(int(kept.Bytes+500)/1000), say.upTo(kept.AsOf), kept.Folder, name)
	return err
}

// editionVoice is what edition says, in one language. It keeps to the rules of voice.
type editionVoice struct {
	kept                              string // folder, files, kB, data up to, folder, name
	none, half, changed, other, there string
	part, area                        string
	address, drafts, used             string
	name                              string // what was given
}

func editionIn(lang string) editionVoice {
	if lang == source.Indonesian {
		return editionVoice{
			kept:    "%s: %d berkas, %s kB; %s. Simpan ke git (git add %s); pembangunan berikutnya menerbitkannya di data/edisi/#edisi-%s",
			none:    "belum ada situs yang selesai di sana; jalankan terang build dulu",
			half:    "pembangunan terakhir terputus; jalankan terang build lagi",
			changed: "ada berkas yang hilang atau diubah sejak dibangun; terang build --force membuatnya lagi",
			part:    "yang ada di sana hanya sebagian situs (--shard); satukan dulu dengan terang merge",
			area:    "yang ada di sana hanya satu bagian untuk dilihat (--only); bangun seluruh situs dengan terang build",
			other:   "situs di sana bukan hasil masukan yang sekarang; jalankan terang build lagi",
			there:   "edisi dengan nama itu sudah ada, dan edisi tidak pernah berubah; pilih nama lain",
			address: "situs di sana dibangun untuk alamat lain dari base_url di site.yaml; jalankan terang build tanpa --base-url",
			used:    "situs di sana memuat edisi lain dengan nama itu, yang mungkin sudah dikutip orang; pilih nama lain",
			name:    "%q bukan nama edisi: pakai huruf kecil, angka, serta . atau - di antaranya, tanpa akhiran seperti nama berkas, misalnya 2026-08",
			drafts:  "situs di sana menampilkan draf; jalankan terang build tanpa --drafts",
		}
	}
	return editionVoice{
		kept:    "%s: %d files, %s kB; %s. Commit it (git add %s); the next build publishes it at data/edisi/#edisi-%s",
		none:    "there is no finished site; run terang build first",
		half:    "the last build was cut off; run terang build again",
		changed: "files are gone or were changed since the build; terang build --force makes them again",
		part:    "only a part of the site stands there (--shard); join all with terang merge first",
		area:    "only a part to look at stands there (--only); build the whole site with terang build",
		other:   "the site there is not what the input gives now; run terang build again",
		there:   "an edition of that name is there, and an edition never changes; choose another name",
		address: "the site there was built for another address than base_url in site.yaml; run terang build without --base-url",
		used:    "the site there has another edition of that name, which people may have cited; choose another name",
		name:    "%q is no name of an edition: use small letters, digits, and . or - between them, with no end like that of a file, such as 2026-08",
		drafts:  "the site there shows drafts; run terang build without --drafts",
	}
}

// why says what to do about a refusal, in one language, and of what the error tells.
func (v editionVoice) why(err error) error {
	for _, of := range []struct {
		is   error
		says string
	}{
		{publish.ErrNone, v.none},
		{publish.ErrHalf, v.half},
		{publish.ErrChanged, v.changed},
		{build.ErrPart, v.part},
		{build.ErrArea, v.area},
		{build.ErrOtherInput, v.other},
		{build.ErrNameUsed, v.used},
		{build.ErrOtherAddress, v.address},
		{build.ErrWithDrafts, v.drafts},
		{build.ErrEditionExists, v.there},
	} {
		if errors.Is(err, of.is) {
			if changed := (*publish.ChangedError)(nil); errors.As(err, &changed) {
				return fmt.Errorf("%s (%s)", of.says, firstOf(changed.Files))
			}
			if what := strings.TrimSuffix(strings.TrimSuffix(err.Error(), of.is.Error()), ": "); what != "" {
				return fmt.Errorf("%s (%s)", of.says, what)
			}
			return errors.New(of.says)
		}
	}
	return err
}
