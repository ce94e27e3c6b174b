package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"terang/internal/intake"
	"terang/internal/source"
)

type importFlags struct {
	dir, lang, date string
	sheet, cells    string
	set             []string
	write           bool
}

func newImport(w world) *cobra.Command {
	f := &importFlags{}
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Look at a table from the office and propose how to read it",
		Long: `Look at any table: CSV in every dialect, XLSX, ODS, JSON, an export of DHIS2.
Print the entry of sources in site.yaml by which it could be read, and the first
rows as they would then be read. What the file does not say, or says in a way
that could mean two things, is asked in a comment that begins with "?", and
answered with --set. Nothing is asked on the terminal.

With --write the file is copied to data/raw, unless it lies in data already, and
the entry is added to site.yaml, of which nothing else changes. Nothing is written
while a question is open or the file would not be read.`,
		Example: "  terang import ht-2024.xlsx\n  terang import ht-2024.xlsx --set kind=kumulatif --write",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrongUse("%s takes one file, not %d", cmd.CommandPath(), len(args))
			}
			return nil
		},
		ValidArgsFunction: offerFiles,
		RunE:              func(_ *cobra.Command, args []string) error { return f.run(w, args[0]) },
	}
	flags := cmd.Flags()
	flags.StringVar(&f.dir, "site", ".", "folder that holds site.yaml")
	addLang(cmd, &f.lang)
	flags.StringVar(&f.date, "date", "", "the day after which a period lies in the future, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today in Jakarta)")
	flags.StringArrayVar(&f.set, "set", nil, "a setting that is known, such as indicator=ht or columns.area=\"Kode Desa\"; may be given often")
	flags.StringVar(&f.sheet, "sheet", "", "the sheet of a workbook, short for --set sheet=")
	flags.StringVar(&f.cells, "range", "", "the cells of the sheet, B4:M20, short for --set range=")
	flags.BoolVar(&f.write, "write", false, "copy the file into data/raw and add the entry to site.yaml")
	_ = cmd.MarkFlagDirname("site")
	return cmd
}

// answers gives the settings that were told.
func (f *importFlags) answers() ([]string, error) {
	var set []string
	for _, flag := range []struct{ key, value string }{{"sheet", f.sheet}, {"range", f.cells}} {
		if flag.value != "" {
			set = append(set, flag.key+"="+flag.value)
		}
	}
	for _, s := range f.set {
		if key, _, ok := strings.Cut(s, "="); !ok || key == "" {
			return nil, wrongUse("--set %q is not a setting such as indicator=ht", s)
		}
		set = append(set, s)
	}
	return set, nil
}

func (f *importFlags) run(w world, file string) error {
	set, err := f.answers()
	if err != nil {
		return err
	}
	if err := readable(f.dir); err != nil {
		return err
	}
	if err := language(&f.lang, f.dir); err != nil {
		return err
	}
	day, _, err := date(f.date, w, voiceIn(f.lang))
	if err != nil {
		return err
	}
	look, err := intake.Open(intake.Options{Dir: f.dir, File: file, Set: set, Date: day, Lang: f.lang})
	if err != nil {
		return err
	}
	defer look.Close()
	v := importVoiceIn(f.lang)
	if err := v.show(w.out, look, f.dir, f.lang); err != nil {
		return err
	}
	if f.write {
		return v.write(w, look, f)
	}
	v.next(w, look, f, file)
	if look.Problems.HasErrors() {
		return errProblems
	}
	return nil
}

// importVoice is what import says, in one language.
type importVoice struct {
	heads    []string // of the first rows
	made     string   // how many observations
	first    string
	open     string // how many questions
	unread   string
	ready    string
	copyTo   string // place
	written  string // place
	notYet   string
	exists   string // place
	byHand   string
	leftOut  string
	warnings string // how many
}

func importVoiceIn(lang string) importVoice {
	if lang == "id" {
		return importVoice{
			heads: []string{"periode", "indikator", "wilayah", "nama", "pembilang", "penyebut"},
			first: "baris pertama seperti akan dibaca:", made: "%d angka dari %d baris: %d baris dipakai, %d ditolak, %d dilewati, %d sesudah bulan terakhir, %d untuk tahun ajaran baru",
			leftOut: "%d baris %s", warnings: "%d peringatan; terang check menunjukkannya sesudah isian ditambahkan",
			open: "%d pertanyaan belum terjawab (baris \"?\" di atas); jawab dengan --set:", unread: "berkas belum dapat dibaca dengan isian ini",
			ready: "isian siap; tambahkan ke site.yaml dengan:", copyTo: "berkas disalin ke %s oleh --write, atau salin sendiri",
			written: "%s: berkas ada di %s, isian ditambahkan; periksa dengan terang check",
			notYet:  "tidak ada yang ditulis", exists: "tidak ada yang ditulis: %s sudah ada dan isinya lain; ganti nama berkas",
			byHand: "tidak ada yang ditulis: sources di site.yaml tidak dapat ditambah otomatis; salin isian di atas dengan tangan",
		}
	}
	return importVoice{
		heads: []string{"period", "indicator", "area", "name", "numerator", "denominator"},
		first: "first rows as they would be read:", made: "%d figures of %d rows: %d rows used, %d refused, %d skipped, %d after the last month, %d of the next school year",
		leftOut: "%d rows %s", warnings: "%d warnings; terang check shows them once the entry is added",
		open: "%d questions are open (lines with \"?\" above); answer with --set:", unread: "the file cannot be read by this entry yet",
		ready: "the entry is ready; add it to site.yaml with:", copyTo: "--write copies the file to %s, or copy it yourself",
		written: "%s: the file is in %s, the entry is added; check it with terang check",
		notYet:  "nothing was written", exists: "nothing was written: %s is there and is another file; rename yours",
		byHand: "nothing was written: sources in site.yaml cannot be added to by a program; put the entry above in by hand",
	}
}

// show writes the entry, the first rows and the problems.
func (v importVoice) show(out io.Writer, look *intake.Look, dir, lang string) error {
	var b strings.Builder
	if look.Entry != "" {
		b.WriteString(look.Entry + "\n")
	}
	if len(look.Rows) > 0 {
		b.WriteString(v.first + "\n")
		t := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
		_, _ = fmt.Fprintln(t, "  "+strings.Join(v.heads, "\t"))
		for _, r := range look.Rows {
			cells := []string{r.Period, r.Indicator, r.Code, r.Area, r.Numerator, r.Denominator}
			for i, c := range cells {
				if c == "" {
					cells[i] = "-"
				}
			}
			_, _ = fmt.Fprintln(t, "  "+strings.Join(cells, "\t"))
		}
		_ = t.Flush()
	}
	if look.Entry != "" && (look.Tried || look.Made > 0) {
		a := look.Account
		fmt.Fprintf(&b, v.made+"\n", look.Made, a.Rows, a.Used, a.Refused, a.Skipped, a.Later, a.Ahead)
		for _, l := range look.LeftOut {
			fmt.Fprintf(&b, "  "+v.leftOut+"\n", l.Rows, voiceIn(lang).rules[l.Rule])
		}
	}
	if _, err := io.WriteString(out, b.String()); err != nil {
		return err
	}
	warnings := len(look.Problems)
	errs := slices.DeleteFunc(slices.Clone(look.Problems), func(p source.Problem) bool { return p.Severity != source.Error })
	if err := errs.Write(out, source.Text, siteFiles(dir), lang); err != nil {
		return err
	}
	if warnings -= len(errs); warnings > 0 {
		if _, err := fmt.Fprintf(out, v.warnings+"\n", warnings); err != nil {
			return err
		}
	}
	return nil
}

// next says what to do with the proposal.
func (v importVoice) next(w world, look *intake.Look, f *importFlags, file string) {
	if look.Entry == "" {
		return
	}
	line := "  terang import " + quoted(file)
	if f.dir != "." {
		line += " --site " + quoted(f.dir)
	}
	for _, flag := range []struct{ name, value string }{{"--sheet", f.sheet}, {"--range", f.cells}} {
		if flag.value != "" {
			line += " " + flag.name + " " + quoted(flag.value)
		}
	}
	for _, s := range f.set {
		line += " --set " + quoted(s)
	}
	for _, q := range look.Questions {
		line += " --set " + quoted(q.Key+"="+q.Example)
	}
	switch {
	case len(look.Questions) > 0:
		w.say(v.open, len(look.Questions))
	case !look.Readable():
		w.say("%s", v.unread)
		return
	default:
		w.say("%s", v.ready)
		line += " --write"
	}
	w.say("%s", line)
	if look.Outside {
		w.say(v.copyTo, look.Target)
	}
}

// quoted writes a word as a shell takes it.
func quoted(word string) string {
	if strings.IndexFunc(word, func(r rune) bool {
		return !strings.ContainsRune("._-/=:,+@%", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// write puts the file and its entry into the site.
func (v importVoice) write(w world, look *intake.Look, f *importFlags) error {
	err := look.Write()
	switch {
	case err == nil:
		w.say(v.written, filepath.Join(f.dir, "site.yaml"), look.Target)
		return nil
	case errors.Is(err, intake.ErrOpen):
		w.say(v.open, len(look.Questions))
		for _, q := range look.Questions {
			w.say("  --set %s", quoted(q.Key+"="+q.Example))
		}
		w.say("%s", v.notYet)
	case errors.Is(err, intake.ErrWrong):
		w.say("%s; %s", v.unread, v.notYet)
	case errors.Is(err, intake.ErrExists):
		w.say(v.exists, look.Target)
	case errors.Is(err, intake.ErrByHand):
		w.say("%s", v.byHand)
	default:
		return err
	}
	return errProblems
}
