package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"terang/internal/build"
	"terang/internal/config"
	"terang/internal/host"
	"terang/internal/publish"
	"terang/internal/source"
	"terang/internal/upload"
)

type publishFlags struct {
	siteDir, lang, built string
	dry, json            bool
	verify, overwrite    bool
	maxDelete            string
	jobs, tries          int
}

func newPublish(w world) *cobra.Command {
	f := &publishFlags{}
	cmd := &cobra.Command{
		Use:   "publish [HOST]",
		Short: "Send the built site to a host",
		Long: `Send what build wrote to one of the hosts under "publish" in site.yaml: a folder,
S3-compatible storage, SFTP, FTPS, a git branch, or a zip. Only new and changed
files are sent: first what pages need, then pages, then lists and the first page;
what the site has no more is deleted last. Files that terang did not put there are
kept. A run that was cut off is gone on with by the next one.

Passwords and keys are read from the environment (TERANG_PASSWORD, TERANG_SSH_KEY,
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) or the usual files (~/.aws, ~/.ssh, the
ssh agent, git's own), never from site.yaml.`,
		Example: "  terang build && terang publish\n  terang publish cpanel --dry-run\n  terang publish cpanel --max-delete 500",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return wrongUse("%s takes one host, not %q", cmd.CommandPath(), args)
			}
			return nil
		},
		ValidArgsFunction: f.hosts,
		RunE: func(cmd *cobra.Command, args []string) error {
			secrets := &host.Secrets{}
			clean := w
			clean.out, clean.err = secrets.Writer(w.out), secrets.Writer(w.err)
			s := &sending{publishFlags: f, world: clean, secrets: secrets, onTerminal: onTerminal(w.err)}
			return s.clean(host.Guarded(func() error { return s.run(cmd.Context(), args) }))
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.siteDir, "site", ".", "folder that holds site.yaml")
	addLang(cmd, &f.lang)
	flags.StringVar(&f.built, "out", "public", "output folder of the build, relative to the site's folder")
	flags.BoolVar(&f.dry, "dry-run", false, "tell what would be sent and deleted, and do nothing")
	flags.BoolVar(&f.json, "json", false, "write the plan and the result as JSON")
	flags.BoolVar(&f.verify, "verify", false, "read what stands on the host instead of trusting what was noted there")
	flags.BoolVar(&f.overwrite, "overwrite", false, "replace files on the host that terang did not put there")
	flags.StringVar(&f.maxDelete, "max-delete", "", "how many files may be deleted, as a number or a share (default: max_delete of the host, else 256 or 10%)")
	flags.IntVar(&f.jobs, "jobs", 0, "files sent at once (default: as fits the kind of host)")
	flags.IntVar(&f.tries, "tries", 0, "how often something is tried before it is given up (default: 5)")
	_ = cmd.MarkFlagDirname("site")
	_ = cmd.MarkFlagDirname("out")
	return cmd
}

// sending is one run of the command.
type sending struct {
	*publishFlags
	world
	onTerminal bool
	secrets    *host.Secrets
	v          publishVoice
	host       config.Host
	site       *build.Finished
	files      []upload.File
	report     sendingReport
	began      time.Time
}

// sendingReport is what a run tells as JSON.
type sendingReport struct {
	Host    string        `json:"host"`
	Kind    string        `json:"kind"`
	URL     string        `json:"url"`
	DryRun  bool          `json:"dry_run"`
	Put     []upload.File `json:"put"`
	Delete  []string      `json:"delete"`
	Kept    int           `json:"kept"`    // files that stand there as they are
	Foreign []string      `json:"foreign"` // files and folders there that terang did not put there
	InWay   []string      `json:"in_way"`  // the same, where files of the site go
	Idle    []string      `json:"idle"`    // files of the site that do nothing at this host
	NotSent []string      `json:"not_sent"`
	Sent    int           `json:"sent"`
	Deleted int           `json:"deleted"`
	Bytes   int64         `json:"bytes"`
}

// clean keeps secrets and the words of the libraries out of an error, where what is meant is known.
func (s *sending) clean(err error) error {
	if err == nil || errors.Is(err, errProblems) || errors.As(err, &usageError{}) {
		return err
	}
	return errors.New(s.secrets.Clean(s.v.why(outIn(s.lang).why(err, s.built))))
}

func (s *sending) run(ctx context.Context, args []string) error {
	s.began = s.now()
	if s.jobs < 0 || s.tries < 0 {
		return wrongUse("--jobs and --tries are not below zero")
	}
	if err := readable(s.siteDir); err != nil {
		return err
	}
	if err := language(&s.lang, s.siteDir); err != nil {
		return err
	}
	s.v = publishVoiceIn(s.lang)
	cfg, problems := config.Read(siteFiles(s.siteDir))
	problems = append(problems, cfg.Astray(s.siteDir)...)
	if problems.HasErrors() {
		if err := problems.WithoutNotes().Write(s.err, source.Text, siteFiles(s.siteDir), s.lang); err != nil {
			return err
		}
		return errProblems
	}
	if err := s.choose(cfg, args); err != nil {
		return err
	}
	if s.maxDelete != "" {
		var ok bool
		if s.host.Cap, ok = config.ParseCap(s.maxDelete); !ok {
			return wrongUse("--max-delete %q is neither a number nor a share such as 20%%", s.maxDelete)
		}
	}
	if err := s.take(); err != nil {
		return err
	}
	defer s.site.Close() //nolint:errcheck // it was only read
	return s.send(ctx)
}

// choose finds the host that is meant.
func (s *sending) choose(cfg config.Site, args []string) error {
	var names []string
	for _, h := range cfg.Hosts {
		names = append(names, h.Name)
	}
	switch {
	case len(names) == 0:
		return errors.New(s.v.noHosts)
	case len(args) == 0 && len(names) > 1:
		return wrongUse("there are several hosts in site.yaml; name one of %s", strings.Join(names, ", "))
	case len(args) == 0:
		s.host = cfg.Hosts[0]
		return nil
	}
	i := slices.Index(names, args[0])
	if i < 0 {
		if near, ok := source.Nearest(args[0], names); ok {
			return wrongUse("site.yaml has no host %q; did you mean %q?", args[0], near)
		}
		return wrongUse("site.yaml has no host %q; it has %s", args[0], strings.Join(names, ", "))
	}
	s.host = cfg.Hosts[i]
	return nil
}

// take opens the finished site, and refuses one that was not built for this host.
func (s *sending) take() error {
	site, err := build.OpenFinished(s.siteDir, s.built)
	if err != nil {
		return err
	}
	switch {
	case !site.Known:
		err = fmt.Errorf("%w (%s)", publish.ErrNone, folder(s.built))
	case site.Drafts && !s.host.Drafts:
		err = fmt.Errorf(s.v.drafts, folder(s.built), s.host.Name)
	case site.BaseURL != s.host.URL:
		err = fmt.Errorf(s.v.otherURL, folder(s.built), site.BaseURL, s.host.Name, s.host.URL, s.host.URL)
	}
	if err == nil {
		err = s.apart()
	}
	if err != nil {
		return errors.Join(err, site.Close())
	}
	s.site = site
	for _, f := range site.Files {
		if path.Base(f.Path) != ".gitignore" {
			s.files = append(s.files, upload.File{Path: f.Path, Size: f.Size, Sum: f.Sum})
		}
	}
	traits := host.TraitsOf(s.host.Kind)
	if traits.Objects {
		s.files = upload.Untwinned(s.files)
	}
	if s.host.Kind == config.HostGit {
		s.files = append(s.files, upload.File{Path: noJekyll, Sum: upload.SumOf(nil)})
	}
	s.report = sendingReport{
		Host: s.host.Name, Kind: string(s.host.Kind), URL: s.host.URL, DryRun: s.dry,
		Idle: upload.Idle(s.files, s.host.URL, s.host.Kind == config.HostS3),
	}
	if s.report.NotSent, err = site.Others(); err != nil {
		return errors.Join(err, site.Close())
	}
	return nil
}

// noJekyll tells the Pages of git hosts to show files as they are.
const noJekyll = ".nojekyll"

// apart refuses a folder or a zip of this machine that lies in what was built, or holds it.
func (s *sending) apart() error {
	if s.host.Kind != config.HostFolder && s.host.Kind != config.HostZip {
		return nil
	}
	to, out := config.At(s.siteDir, s.host.Path), config.At(s.siteDir, s.built)
	if config.LiesIn(to, out) || config.LiesIn(out, to) {
		return fmt.Errorf(s.v.notApart, s.host.Name, folder(s.built))
	}
	return nil
}

// body reads a file that is sent.
func (s *sending) body(f upload.File) ([]byte, error) {
	if f.Path == noJekyll && f.Size == 0 {
		return nil, nil
	}
	return s.site.Read(standing(f))
}

// whole sees that what is to be sent is what was built, before any of it is: a host is not left half filled.
func (s *sending) whole(puts []upload.File) error {
	files := make([]publish.Standing, 0, len(puts))
	for _, f := range puts {
		if f.Path != noJekyll {
			files = append(files, standing(f))
		}
	}
	return s.site.Whole(files)
}

func standing(f upload.File) publish.Standing {
	return publish.Standing{Path: f.Path, Size: f.Size, Sum: f.Sum}
}

// notes tells what is not sent, and what does nothing where it is sent.
func (s *sending) notes() {
	if n := len(s.report.NotSent); n > 0 {
		s.say(s.v.notSent, folder(s.built), n, firstOf(s.report.NotSent))
	}
	if n := len(s.report.Idle); n > 0 {
		s.say(s.v.idle, s.host.URL, firstOf(s.report.Idle))
	}
	if n := len(s.report.Foreign); n > 0 {
		s.say(s.v.foreign, n, firstOf(s.report.Foreign))
	}
}

// firstOf names the first few of a list.
func firstOf(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + ", …"
}

// finish tells what was done.
func (s *sending) finish() error {
	if s.json {
		s.report.Put = orEmpty(s.report.Put)
		for _, names := range []*[]string{&s.report.Delete, &s.report.Foreign, &s.report.InWay, &s.report.Idle, &s.report.NotSent} {
			*names = orEmpty(*names)
		}
		e := json.NewEncoder(s.out)
		e.SetIndent("", "  ")
		e.SetEscapeHTML(false)
		return e.Encode(s.report)
	}
	took := s.now().Sub(s.began).Seconds()
	if s.dry {
		return s.plan()
	}
	_, err := fmt.Fprintf(s.out, s.v.done+"\n", s.host.Name, s.host.Kind, s.report.Sent, s.v.size(s.report.Bytes), s.report.Kept, s.report.Deleted, s.v.number(took))
	return err
}

// plan tells what would be done.
func (s *sending) plan() error {
	var b strings.Builder
	var bytes int64
	for _, f := range s.report.Put {
		bytes += f.Size
	}
	fmt.Fprintf(&b, s.v.would+"\n", s.host.Name, s.host.Kind, len(s.report.Put), s.v.size(bytes), s.report.Kept, len(s.report.Delete))
	for _, f := range s.report.Put[:min(len(s.report.Put), goneShown)] {
		fmt.Fprintf(&b, "  + %s\n", f.Path)
	}
	if rest := len(s.report.Put) - goneShown; rest > 0 {
		fmt.Fprintf(&b, s.v.rest+"\n", rest)
	}
	for _, name := range s.report.Delete[:min(len(s.report.Delete), goneShown)] {
		fmt.Fprintf(&b, "  - %s\n", name)
	}
	if rest := len(s.report.Delete) - goneShown; rest > 0 {
		fmt.Fprintf(&b, s.v.rest+"\n", rest)
	}
	_, err := fmt.Fprint(s.out, b.String())
	return err
}
