package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"terang/internal/config"
	"terang/internal/national"
	"terang/internal/skeleton"
)

type initFlags struct {
	area, name, office, base string
	lang, date, down         string
	list                     bool
}

func newInit(w world) *cobra.Command {
	f := &initFlags{}
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Begin a portal for any kabupaten, kota or province",
		Long: `Write a new site into an empty folder: its areas and puskesmas from the national
lists, tables with the right headings, example posts, and what GitHub and GitLab
need to build it. It can be built at once. What is not said by a flag is asked
where a person sits at a terminal.`,
		Example: `  terang init portal
  terang init portal --area 99.01 --name "Portal Kesehatan Kabupaten Contoh"
  terang init --list --area 99`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case f.list && len(args) > 0:
				return wrongUse("%s --list takes no folder", cmd.CommandPath())
			case !f.list && len(args) != 1:
				return wrongUse("%s takes one folder, not %d", cmd.CommandPath(), len(args))
			}
			return nil
		},
		ValidArgsFunction: offerFolders,
		RunE: func(_ *cobra.Command, args []string) error {
			if f.list {
				return f.listAreas(w.out)
			}
			return f.run(w, args[0])
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.area, "area", "", "code or name of the kabupaten, kota or province")
	flags.StringVar(&f.name, "name", "", "name of the portal (default: after the area)")
	flags.StringVar(&f.office, "office", "", "name of the office (default: after the area)")
	flags.StringVar(&f.base, "base-url", "", "address at which the portal will stand (default: an example, to be changed in site.yaml)")
	flags.StringVar(&f.lang, "lang", "", "language of the portal and of messages, id or en (default: id)")
	flags.StringVar(&f.date, "date", "", "the day of the examples, YYYY-MM-DD (default: SOURCE_DATE_EPOCH, else today in Jakarta)")
	flags.StringVar(&f.down, "down-to", "desa", "lowest level that is listed: kabkota, kecamatan or desa")
	flags.BoolVar(&f.list, "list", false, "list provinces, kabupaten and kota, those of --area if it is given, and write nothing")
	_ = cmd.RegisterFlagCompletionFunc("lang", cobra.FixedCompletions([]string{"id", "en"}, cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("down-to", cobra.FixedCompletions(skeleton.Levels(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// listAreas lists what a site can be about, each area of a province after it.
func (f *initFlags) listAreas(out io.Writer) error {
	lists, err := national.Open()
	if err != nil {
		return err
	}
	all := lists.Tops()
	if f.area != "" {
		found, near, ok := lists.Find(f.area)
		if all = near; ok {
			all = lists.Within(found.Code)
		}
		if len(all) == 0 {
			return errors.New(startVoiceIn(config.Default().Language).noArea(f.area, nil))
		}
	}
	var b strings.Builder
	for _, a := range all {
		if strings.Count(a.Code, ".") < 2 {
			fmt.Fprintf(&b, "%-5s  %s\n", a.Code, a.Name)
		}
	}
	_, err = io.WriteString(out, b.String())
	return err
}

func (f *initFlags) run(w world, dir string) error {
	switch f.lang {
	case "":
		f.lang = config.Default().Language
	case "id", "en":
	default:
		return wrongUse("--lang %q is neither id nor en", f.lang)
	}
	v := startVoiceIn(f.lang)
	if err := known(f.down, skeleton.Levels(), "--down-to %q is no level"); err != nil {
		return err
	}
	base, err := address(f.base)
	if err != nil {
		return err
	}
	day, _, err := date(f.date, w, voiceIn(f.lang))
	if err != nil {
		return err
	}
	if err := skeleton.Empty(dir); errors.Is(err, skeleton.ErrExists) {
		return fmt.Errorf(v.notEmpty, folder(dir))
	} else if err != nil {
		return err
	}
	lists, err := national.Open()
	if err != nil {
		return err
	}
	s := skeleton.Site{Lang: f.lang, Title: f.name, Office: f.office, BaseURL: base, Date: day, Down: f.down}
	if err := f.ask(w, v, lists, &s); err != nil {
		return err
	}
	if s.BaseURL == "" {
		s.BaseURL = "https://example.go.id/"
	}
	files, err := skeleton.NewSite(lists, s)
	if err != nil {
		return err
	}
	if err := skeleton.Start(dir, files); err != nil {
		return err
	}
	return v.started(w.out, dir, s, len(lists.PuskesmasIn(s.Area.Code)))
}

// ask settles area, name and office: by flags, else by asking whoever sits there.
func (f *initFlags) ask(w world, v startVoice, lists *national.Lists, s *skeleton.Site) error {
	var lines *bufio.Scanner
	if w.in != nil {
		lines = bufio.NewScanner(w.in)
	}
	asked := f.area
	for {
		if asked == "" && lines != nil {
			_, _ = fmt.Fprint(w.err, v.askArea)
			if !lines.Scan() {
				return errors.New(v.noAnswer)
			}
			if asked = strings.TrimSpace(lines.Text()); asked == "" {
				continue
			}
		}
		if asked == "" {
			return wrongUse("%s", v.sayArea)
		}
		found, near, ok := lists.Find(asked)
		if ok {
			s.Area = found
			break
		}
		if lines == nil || f.area != "" {
			return errors.New(v.noArea(asked, near))
		}
		w.say("%s", v.noArea(asked, near))
		asked = ""
	}
	place := s.Area.Name
	if s.Area.Parent() == "" {
		place = v.province(place)
	}
	for _, q := range []struct {
		to          *string
		text, usual string
	}{{&s.Title, v.askName, v.portal + place}, {&s.Office, v.askOffice, v.office + place}} {
		if *q.to == "" && lines != nil && f.area == "" {
			_, _ = fmt.Fprintf(w.err, q.text, q.usual)
			if lines.Scan() {
				*q.to = strings.TrimSpace(lines.Text())
			}
		}
		if *q.to == "" {
			*q.to = q.usual
		}
	}
	return nil
}

// aSite refuses a folder that holds no site, with what makes one.
func aSite(dir string) error {
	if err := readable(dir); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, config.File)); err != nil {
		return wrongUse("%s holds no %s; terang init begins a site", folder(dir), config.File)
	}
	return nil
}
