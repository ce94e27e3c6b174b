package host

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"terang/internal/config"
	"terang/internal/upload"
)

// awkward is a secret that others write in several ways.
const awkward = "Ra\"ha\\sia/83  <13>+x"

// tells says whether a text holds the secret, or a part of it by which it is known.
func tells(text string) bool {
	for _, part := range []string{"sia/83", "sia%2F83", `ha\sia`, `ha\\sia`, "13>+x", `13\u003e`, "13%3E", base64.StdEncoding.EncodeToString([]byte(awkward))} {
		if strings.Contains(text, part) {
			return true
		}
	}
	return false
}

func TestSecretsAreKnownHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	var s Secrets
	s.keep(awkward)
	said := fmt.Sprintf("%s %q %v %s", awkward, awkward, errors.Join(fmt.Errorf("%q", awkward)), strings.Join(strings.Fields(awkward), " "))
	said += " " + `"Ra\"ha\\sia/83  \u003c13\u003e+x" ` + base64.StdEncoding.EncodeToString([]byte(awkward))
	if !tells(said) {
		t.Fatal("nothing would be found")
	}
	if got := s.Clean(said); tells(got) {
		t.Error(got)
	}
}

// What a file of keys holds is not told, also where it cannot be read as one.
func TestAFileOfKeysThatCannotBeReadIsNotQuoted(t *testing.T) {
	t.Parallel()
	for _, text := range []string{awkward + "\n", "[default]\n" + awkward + "\n", "[default]\naws_secret_access_key = " + awkward + "\n", "[default\n" + awkward} {
		file := filepath.Join(t.TempDir(), "credentials")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		a := Access{Secrets: &Secrets{}, Env: func(name string) string {
			return map[string]string{"AWS_SHARED_CREDENTIALS_FILE": file}[name]
		}}
		_, _, err := a.awsKeys("s3.example")
		if f := (*Fault)(nil); !errors.As(err, &f) || f.Kind != NoSecret || tells(fmt.Sprintf("%v %+v", err, f.Err)) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// A key that is given where the name of its file is asked for is not told as the name of a file.
func TestAKeyForAFileNameIsNotTold(t *testing.T) {
	t.Parallel()
	key := "-----BEGIN OPENSSH PRIVATE KEY-----\nc2FuZ2F0IHJhaGFzaWEga3VuY2kgaW5p\nQUJD\n-----END OPENSSH PRIVATE KEY-----\n"
	a := Access{Dir: t.TempDir(), Secrets: &Secrets{}, Env: func(name string) string {
		return map[string]string{"TERANG_SSH_KEY_FILE": key}[name]
	}}
	_, err := newLogin(config.Host{Name: "h", Address: "127.0.0.1", User: "x"}, a)
	if f := (*Fault)(nil); !errors.As(err, &f) || f.Need != "TERANG_SSH_KEY" || strings.Contains(fmt.Sprintf("%v", err), "c2FuZ2") {
		t.Error(err)
	}
}

// The passwords that git has in its own settings are no more told than ours.
func TestLoginsInGitsSettingsAreNotTold(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir := t.TempDir()
	for _, args := range [][]string{
		{"init", "-q", "."},
		{"remote", "add", "origin", "http://kantor:Rahasia%2F8313@127.0.0.1:1/portal.git"},
		{"remote", "set-url", "--push", "origin", "http://token-Rahasia@127.0.0.1:1/portal.git"},
	} {
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	a := Access{Dir: dir, State: dir, Secrets: &Secrets{}, Env: func(string) string { return "" }}
	_, err := Open(t.Context(), config.Host{Name: "h", Kind: config.HostGit, Remote: "origin", Branch: "pages"}, a)
	if err == nil || strings.Contains(err.Error(), "Rahasia") {
		t.Error(err)
	}
	if got := a.Secrets.Clean("http://kantor:Rahasia%2F8313@x http://token-Rahasia@x Rahasia/8313 kantor"); strings.Contains(got, "Rahasia") || !strings.Contains(got, "kantor") {
		t.Error(got)
	}
}

// A panic at a host ends the run as an error does, and its text is cleaned as all others.
func TestAPanicIsAnErrorThatCanBeCleaned(t *testing.T) {
	t.Parallel()
	var s Secrets
	s.keep(awkward)
	err := each(t.Context(), 2, []upload.File{{Path: "a"}, {Path: "b"}}, func(context.Context, upload.File) error {
		panic(fmt.Errorf("sftp://x:%s@host: %q", awkward, awkward))
	})
	if err == nil || !tells(err.Error()) {
		t.Fatal(err)
	}
	if got := s.Clean(err.Error()); tells(got) || !strings.Contains(got, "secret_test.go:") {
		t.Error(got)
	}
	if err := Guarded(func() error { return nil }); err != nil {
		t.Error(err)
	}
}
