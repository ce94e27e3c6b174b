package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"terang/internal/build"
)

// gitIn runs git in a folder, as somebody whom git does not know.
func gitIn(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@localhost"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// A branch gets one commit a run that changes something, keeps what is not ours, and is never forced.
func TestPublishToABranch(t *testing.T) {
	t.Parallel()
	program, err := exec.LookPath("terang")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	site := smallSite(t, "pictures: none\npublish:\n  jauh: {kind: git, remote: ../repo.git, branch: pages, folder: docs}\n  asal: {kind: git, remote: origin}\n")
	dir := filepath.Dir(site)
	terang := func(args ...string) (string, error) {
		cmd := exec.Command(program, append(args, "--site", site, "--lang", "en")...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull, "TERANG_PASSWORD=sangat-rahasia")
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	must := func(want string, args ...string) {
		t.Helper()
		out, err := terang(args...)
		if err != nil || !strings.Contains(out, want) {
			t.Fatalf("terang %v: %v, want %q in\n%s", args, err, want, out)
		}
	}
	repo := filepath.Join(dir, "repo.git")
	gitIn(t, dir, "init", "-q", "--bare", "repo.git")
	must("public/: ", "build", "--date", "2024-10-08")
	must(" 0 kept, 0 deleted", "publish", "jauh")
	must("jauh (git): 0 files sent", "publish", "jauh")
	if got := gitIn(t, repo, "rev-list", "--count", "pages"); got != "1\n" {
		t.Errorf("%s commits", got)
	}
	names := gitIn(t, repo, "ls-tree", "-r", "--name-only", "pages")
	if !strings.Contains(names, "docs/.nojekyll\n") || strings.Contains(names, ".gitignore") || !strings.Contains(names, "docs/index.html\n") {
		t.Error(names)
	}
	foreignAndTheirs(t, dir, repo)
	must("jauh (git): 1 files sent", "publish", "jauh") // theirs was changed back, with the foreign one kept
	if got := gitIn(t, repo, "ls-tree", "-r", "--name-only", "pages"); got != "README.md\n"+strings.Replace(names, "docs/404.html\n", "docs/404.html\ndocs/CNAME\n", 1) && !strings.Contains(got, "docs/CNAME\n") {
		t.Error(got)
	}
	// From the site's own repository: nothing is left in it but objects, and its branch is not touched.
	gitIn(t, site, "init", "-q", "-b", "main")
	gitIn(t, site, "remote", "add", "origin", repo)
	gitIn(t, site, "commit", "-q", "--allow-empty", "-m", "x")
	must(" 0 kept, 0 deleted", "publish", "asal")
	must("asal (git): 0 files sent", "publish", "asal")
	if refs := gitIn(t, site, "for-each-ref", "--format=%(refname)"); strings.Contains(refs, "refs/terang") || !strings.Contains(refs, "refs/heads/main\n") {
		t.Errorf("references left: %s", refs)
	}
	refusal(t, repo, terang)
}

// A branch that holds the inputs would be served with them, and where a folder of it is served, with that folder's.
func TestPublishToABranchOfInputsIsRefused(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	small, err := txtar.ParseFile("testdata/small.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	site := filepath.Join(dir, "repo", "portal")
	if err := txtar.Write(small, site); err != nil {
		t.Fatal(err)
	}
	appendTo(t, filepath.Join(site, "site.yaml"), `pictures: none
publish:
  utama: {kind: git, remote: origin, branch: main}
  dalam: {kind: git, remote: origin, branch: main, folder: portal}
  docs: {kind: git, remote: origin, branch: main, folder: docs}
  seluruh: {kind: git, remote: origin, branch: main, folder: docs, url: "https://dinkes.example.go.id/portal/docs/"}
  pages: {kind: git, remote: origin}
`)
	if said, code := telling(t, site, "build", "--date", "2024-10-08"); code != 0 {
		t.Fatal(said)
	}
	repo := filepath.Join(dir, "repo.git")
	gitIn(t, dir, "init", "-q", "--bare", "repo.git")
	work := filepath.Dir(site)
	gitIn(t, work, "init", "-q", "-b", "main")
	gitIn(t, work, "remote", "add", "origin", repo)
	gitIn(t, work, "add", "portal/site.yaml", "portal/data")
	gitIn(t, work, "commit", "-q", "-m", "x")
	gitIn(t, work, "push", "-q", "origin", "main")
	before := gitIn(t, repo, "rev-parse", "main")
	for name, want := range map[string]string{
		"utama": "the host holds what a site is made from (portal/data/observations/", "dalam": "made from (data/observations/",
	} {
		for _, more := range [][]string{{}, {"--dry-run"}, {"--overwrite"}, {"--verify"}} {
			if said, code := telling(t, site, append([]string{"publish", name, "--lang", "en"}, more...)...); code != exitFailed || !strings.Contains(said, want) {
				t.Errorf("%s %v: exit %d\n%s", name, more, code, said)
			}
		}
	}
	if said, code := telling(t, site, "build", "--date", "2024-10-08", "--base-url", "https://dinkes.example.go.id/portal/docs/"); code != 0 {
		t.Fatal(said)
	}
	if said, code := telling(t, site, "publish", "seluruh"); code != exitFailed || !strings.Contains(said, "bahan situs (portal/data/observations/") {
		t.Errorf("exit %d\n%s", code, said)
	}
	if after := gitIn(t, repo, "rev-parse", "main"); after != before {
		t.Error("the branch was written to")
	}
	if said, code := telling(t, site, "build", "--date", "2024-10-08"); code != 0 {
		t.Fatal(said)
	}
	for _, name := range []string{"docs", "pages"} { // a folder alone is served, a branch of its own
		if said, code := telling(t, site, "publish", name); code != 0 {
			t.Errorf("%s: exit %d\n%s", name, code, said)
		}
	}
}

// A run that meets another one says so in the site's language, whichever both are.
func TestTwoRunsAtOnceAreToldApart(t *testing.T) {
	t.Parallel()
	dir := smallSite(t, "pictures: none\npublish: {zip: {kind: zip, path: portal.zip}}\n")
	if said, code := telling(t, dir, "build", "--date", "2024-10-08"); code != 0 {
		t.Fatal(said)
	}
	open, err := build.OpenFinished(dir, "public") // as a run that publishes does
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close() //nolint:errcheck // it was only read
	for _, command := range [][]string{{"publish"}, {"build", "--date", "2024-10-08"}, {"edition", "2024-09"}} {
		for lang, want := range map[string]string{"id": "terang: pembangunan atau penerbitan lain masih memakai folder keluaran ini (proses %d, ", "en": "terang: another build or publish run is at work in this output folder (process %d, "} {
			said, code := telling(t, dir, append(command, "--lang", lang)...)
			if code != exitFailed || !strings.Contains(said, fmt.Sprintf(want, os.Getpid())) || lang == "id" && strings.Contains(said, "another") {
				t.Errorf("%v in %s: exit %d\n%s", command, lang, code, said)
			}
		}
	}
}

// foreignAndTheirs has somebody else write to the branch.
func foreignAndTheirs(t *testing.T, dir, repo string) {
	t.Helper()
	gitIn(t, dir, "clone", "-q", "-b", "pages", repo, "work")
	work := filepath.Join(dir, "work")
	for name, body := range map[string]string{"README.md": "x", "docs/CNAME": "portal.example.go.id\n"} {
		if err := os.WriteFile(filepath.Join(work, name), []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	home := filepath.Join(work, "docs/index.html")
	body, err := os.ReadFile(home)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(home, bytes.Repeat([]byte("x"), len(body)), 0o600); err != nil { // of the same size
		t.Fatal(err)
	}
	gitIn(t, work, "add", "-A")
	gitIn(t, work, "commit", "-q", "-m", "theirs")
	gitIn(t, work, "push", "-q")
}

// refusal has the host say no to a push.
func refusal(t *testing.T, repo string, terang func(...string) (string, error)) {
	t.Helper()
	hook := filepath.Join(repo, "hooks", "pre-receive")
	if err := os.WriteFile(hook, []byte("#!/bin/sh\necho no sangat-rahasia >&2\nexit 1\n"), 0o700); err != nil { //nolint:gosec // a program
		t.Fatal(err)
	}
	gitIn(t, repo, "update-ref", "-d", "refs/heads/gh-pages")
	out, err := terang("publish", "asal", "--tries", "1")
	if exit := (&exec.ExitError{}); err == nil || fmt.Sprintf("%T", err) != fmt.Sprintf("%T", exit) || !strings.Contains(out, "does not allow this") {
		t.Errorf("%v: %s", err, out)
	}
}

func appendTo(t *testing.T, name, text string) {
	t.Helper()
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0o600)
	if err == nil {
		_, err = f.WriteString(text)
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
