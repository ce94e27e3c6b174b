package host

import (
	"bytes"
	"context"
	"crypto/sha1" //nolint:gosec // what git calls a file by
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"terang/internal/config"
	"terang/internal/upload"
)

// branch is a branch of a git repository, written by the git program without a work tree. What is put
// into it is one commit, pushed by Finish; nothing is ever forced.
type branch struct {
	host    config.Host
	dir     string // of the repository that commits are made in: the site's own, or one of ours
	env     []string
	secrets *Secrets
	tip     string // the commit that the branch is at; "" where there is no branch
	next    string // the reference that the new commit is made under
	sha1    bool
	writer  func() *exec.Cmd // takes a commit from its input; it lives as long as the run

	mu     sync.Mutex
	stream io.WriteCloser
	wait   func() error
}

func openBranch(ctx context.Context, h config.Host, a Access) (Store, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, &Fault{Kind: NoProgram, Where: h.Remote, Need: "git"}
	}
	s := &branch{host: h, secrets: a.Secrets, env: GitEnvironment(), next: "refs/terang/" + h.Name}
	s.writer = func() *exec.Cmd {
		return exec.CommandContext(ctx, "git", "--git-dir="+s.dir, "fast-import", "--quiet", "--force", "--date-format=now")
	}
	if err := s.repository(ctx, a); err != nil {
		return nil, err
	}
	format, err := s.git(ctx, nil, "rev-parse", "--show-object-format")
	if err != nil {
		return nil, err
	}
	s.sha1 = strings.TrimSpace(string(format)) == "sha1"
	heads, err := s.git(ctx, nil, "ls-remote", "--heads", "--", s.host.Remote, "refs/heads/"+h.Branch)
	if err != nil {
		return nil, s.fault(ctx, err)
	}
	if len(bytes.TrimSpace(heads)) == 0 {
		return s, nil
	}
	fetch := []string{"fetch", "--quiet", "--no-tags", "--no-write-fetch-head"}
	if !h.OwnRemote() { // in the site's own repository this would cut its history off
		fetch = append(fetch, "--depth=1")
	}
	if _, err := s.git(ctx, nil, append(fetch, "--", s.host.Remote, "+refs/heads/"+h.Branch+":"+s.next)...); err != nil {
		return nil, s.fault(ctx, err)
	}
	tip, err := s.git(ctx, nil, "rev-parse", "--verify", s.next)
	s.tip = strings.TrimSpace(string(tip))
	return s, err
}

// GitEnvironment is what git is given: all but our own secrets and what a hook has set to name its own repository,
// and no way to ask a person.
func GitEnvironment() []string {
	env := slices.DeleteFunc(os.Environ(), func(e string) bool {
		name, _, _ := strings.Cut(e, "=")
		return strings.HasPrefix(name, "TERANG_") || slices.Contains([]string{"GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}, name)
	})
	return append(env, "GIT_TERMINAL_PROMPT=0", "LC_ALL=C")
}

// repository finds where commits are made. A remote that the site's repository has a name for is reached from
// there, as logins may be tied to it (as those of CI are).
func (s *branch) repository(ctx context.Context, a Access) error {
	if s.host.OwnRemote() {
		out, err := s.run(ctx, nil, "-C", a.Dir, "rev-parse", "--absolute-git-dir")
		if err != nil {
			return &Fault{Kind: NoPlace, Where: s.host.Remote, Err: err}
		}
		s.dir = strings.TrimSpace(string(out))
		for _, which := range []string{"--all", "--push"} {
			addresses, err := s.git(ctx, nil, "remote", "get-url", which, s.host.Remote)
			if err != nil {
				return &Fault{Kind: NoPlace, Where: s.host.Remote, Err: err}
			}
			s.secrets.keepLogins(string(addresses))
		}
		return nil
	}
	if strings.HasPrefix(s.host.Remote, ".") { // a folder, seen from the site's
		whole, err := filepath.Abs(a.file(s.host.Remote))
		if err != nil {
			return err
		}
		s.host.Remote = whole
	}
	s.dir = filepath.Join(a.State, "git-"+s.host.Name)
	var err error
	if s.dir, err = filepath.Abs(s.dir); err != nil {
		return err
	}
	_, err = s.run(ctx, nil, "init", "--quiet", "--bare", s.dir)
	return err
}

// git runs git in the repository.
func (s *branch) git(ctx context.Context, in io.Reader, args ...string) ([]byte, error) {
	return s.run(ctx, in, append([]string{"--git-dir=" + s.dir, "-c", "gc.auto=0"}, args...)...)
}

// gitError is what git said when it failed.
type gitError struct {
	verb string
	said string
}

func (e *gitError) Error() string { return "git " + e.verb + ": " + e.said }

func (s *branch) run(ctx context.Context, in io.Reader, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Env, cmd.Stdin = s.env, in
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		return nil, &gitError{verbOf(args), s.said(said.String(), err)}
	}
	return out, nil
}

// verbOf is the command among git's arguments.
func verbOf(args []string) string {
	for i := 0; i < len(args); i++ {
		switch a := args[i]; {
		case a == "-C" || a == "-c":
			i++
		case !strings.HasPrefix(a, "-"):
			return a
		}
	}
	return ""
}

func (s *branch) said(text string, err error) string {
	if text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), "; "); text == "" {
		text = err.Error()
	}
	return s.secrets.Clean(text)
}

// fault says what git said, as far as its words are known.
func (s *branch) fault(ctx context.Context, err error) error {
	said := (*gitError)(nil)
	if !errors.As(err, &said) || ctx.Err() != nil {
		return err
	}
	for _, k := range []struct {
		kind  FaultKind
		words []string
	}{
		{Overtaken, []string{"non-fast-forward", "fetch first", "stale info", "cannot lock ref"}},
		{UnknownKey, []string{"Host key verification failed"}},
		{Full, noRoom},
		{Refused, []string{"Authentication failed", "could not read Username", "could not read Password", "Permission denied (publickey", "Invalid username or"}},
		{Denied, []string{"403", "Permission to", "protected branch", "pre-receive hook declined", "insufficient permission"}},
		{NoPlace, []string{"not found", "does not appear to be a git repository", "does not exist", "No such file"}},
	} {
		for _, w := range k.words {
			if strings.Contains(said.said, w) {
				need := ""
				if k.kind == Refused {
					need = "git"
				}
				return &Fault{Kind: k.kind, Where: s.host.Remote, Need: need, Err: err}
			}
		}
	}
	return &Fault{Kind: Unreachable, Where: s.host.Remote, Err: err}
}

// at gives a path in the branch.
func (s *branch) at(name string) string {
	if s.host.Folder == "" {
		return name
	}
	return s.host.Folder + "/" + name
}

func (s *branch) List(ctx context.Context, _ func(string) bool) ([]upload.Standing, error) {
	if s.tip == "" {
		return nil, nil
	}
	out, err := s.git(ctx, nil, "ls-tree", "-r", "-l", "-z", "--full-tree", s.tip)
	if err != nil {
		return nil, err
	}
	var there, beside []upload.Standing
	for line := range strings.SplitSeq(strings.TrimSuffix(string(out), "\x00"), "\x00") {
		head, name, _ := strings.Cut(line, "\t") // mode, kind, object, size
		below := name
		if s.host.Folder != "" {
			var ok bool
			if below, ok = strings.CutPrefix(name, s.host.Folder+"/"); !ok {
				beside = append(beside, upload.Standing{Path: name})
				continue
			}
		}
		parts := strings.Fields(head)
		if len(parts) != 4 {
			continue
		}
		size, err := strconv.ParseInt(parts[3], 10, 64)
		if err != nil || parts[0] == "120000" { // a link
			size = -1
		}
		there = append(there, upload.Standing{Path: below, Size: size, Mark: parts[2]})
	}
	if s.servesAll() {
		return there, free(beside, nil)
	}
	return there, nil
}

// servesAll says whether readers are given the whole branch, and not only the folder that the site stands in: then the
// folder is in its address.
func (s *branch) servesAll() bool { return strings.HasSuffix(s.host.URL, "/"+s.host.Folder+"/") }

func (s *branch) Read(ctx context.Context, name string) ([]byte, error) {
	if s.tip == "" {
		return nil, fs.ErrNotExist
	}
	out, err := s.git(ctx, nil, "ls-tree", "-z", "--full-tree", s.tip, "--", s.at(name))
	if err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, fs.ErrNotExist
	}
	return s.git(ctx, nil, "cat-file", "blob", s.tip+":"+s.at(name))
}

// begin starts the program that takes a commit from its input.
func (s *branch) begin(ctx context.Context) error {
	if s.stream != nil {
		return nil
	}
	cmd := s.writer()
	cmd.Env = s.env
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = io.Discard, &said
	stream, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return &gitError{"fast-import", s.said("", err)}
	}
	s.stream = stream
	s.wait = func() error {
		if err := cmd.Wait(); err != nil {
			return &gitError{"fast-import", s.said(said.String(), err)}
		}
		return nil
	}
	const message = "Publish the site\n"
	head := fmt.Sprintf("commit %s\ncommitter %s now\ndata %d\n%s", s.next, s.who(ctx), len(message), message)
	if s.tip != "" {
		head += "from " + s.tip + "\n"
	}
	_, err = io.WriteString(stream, head)
	return err
}

// who commits: whom git knows, else the program.
func (s *branch) who(ctx context.Context) string {
	out, err := s.git(ctx, nil, "var", "GIT_COMMITTER_IDENT")
	if name, _, ok := strings.Cut(string(out), ">"); err == nil && ok && !strings.Contains(name, "\n") {
		return name + ">"
	}
	return "terang <terang@localhost>"
}

func (s *branch) Put(ctx context.Context, f upload.File, body []byte) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.begin(ctx); err != nil {
		return "", err
	}
	_, err := fmt.Fprintf(s.stream, "M 100644 inline %s\ndata %d\n", quoted(s.at(f.Path)), len(body))
	for _, part := range [][]byte{body, []byte("\n")} {
		if err == nil {
			_, err = s.stream.Write(part)
		}
	}
	return s.mark(body), s.broken(err)
}

// mark is what git calls a file.
func (s *branch) mark(body []byte) string {
	if !s.sha1 {
		return ""
	}
	return fmt.Sprintf("%x", sha1.Sum(append(fmt.Appendf(nil, "blob %d\x00", len(body)), body...))) //nolint:gosec // git's own
}

func (s *branch) Delete(ctx context.Context, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.begin(ctx); err != nil {
		return err
	}
	_, err := fmt.Fprintf(s.stream, "D %s\n", quoted(s.at(name)))
	return s.broken(err)
}

// broken is for a program that has ended early: a second try would write into nothing.
func (s *branch) broken(err error) error {
	if err == nil {
		return nil
	}
	_ = s.stream.Close()
	return s.uncommitted(errors.Join(err, s.wait()))
}

// uncommitted is of the repository on this machine that the commit is made in.
func (s *branch) uncommitted(err error) error {
	f := &Fault{Kind: Unwritable, Where: s.dir, Err: err}
	if slices.ContainsFunc(noRoom, func(w string) bool { return strings.Contains(err.Error(), w) }) {
		f.Kind = Full
	}
	return f
}

// noRoom are git's words for a full disk, here or there.
var noRoom = []string{"No space left on device", "Disk quota exceeded", "Out of diskspace"}

// quoted writes a path as the commit's input wants it.
func quoted(name string) string {
	if !strings.HasPrefix(name, `"`) {
		return name
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(name) + `"`
}

func (s *branch) Finish(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stream != nil {
		stream := s.stream
		s.stream = nil
		if err := errors.Join(stream.Close(), s.wait()); err != nil {
			return s.uncommitted(err)
		}
	}
	_, err := s.git(ctx, nil, "push", "--quiet", "--no-verify", "--", s.host.Remote, s.next+":refs/heads/"+s.host.Branch)
	return s.fault(ctx, err)
}

// Close takes the reference away; what a run that failed has written goes with git's next cleaning.
func (s *branch) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stream != nil {
		_ = s.stream.Close()
		_ = s.wait()
		s.stream = nil
	}
	_, err := s.git(context.Background(), nil, "update-ref", "-d", s.next)
	return err
}
