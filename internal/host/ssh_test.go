package host

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"

	"terang/internal/config"
	"terang/internal/upload"
)

// sshServer lets in who has the password, with keys of two kinds, and serves files that it has in memory.
func sshServer(t *testing.T, password string) (address string, keys []ssh.PublicKey) {
	t.Helper()
	return sshServerOf(t, password, sftp.InMemHandler())
}

// sshServerOf is the same with files of its own.
func sshServerOf(t *testing.T, password string, files sftp.Handlers) (address string, keys []ssh.PublicKey) {
	t.Helper()
	c := &ssh.ServerConfig{PasswordCallback: func(_ ssh.ConnMetadata, given []byte) (*ssh.Permissions, error) {
		if string(given) != password {
			return nil, errors.New("no")
		}
		return nil, nil
	}}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	_, edwards, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	for _, private := range []any{curve, edwards} {
		s, err := ssh.NewSignerFromKey(private)
		if err != nil {
			t.Fatal(err)
		}
		c.AddHostKey(s)
		keys = append(keys, s.PublicKey())
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go serve(conn, c, files)
		}
	}()
	return l.Addr().String(), keys
}

func serve(conn net.Conn, c *ssh.ServerConfig, files sftp.Handlers) {
	_, channels, requests, err := ssh.NewServerConn(conn, c)
	if err != nil {
		return
	}
	go ssh.DiscardRequests(requests)
	for channel := range channels {
		ch, in, err := channel.Accept()
		if err != nil {
			return
		}
		go func() {
			for r := range in {
				_ = r.Reply(r.Type == "subsystem", nil)
			}
		}()
		server := sftp.NewRequestServer(ch, files)
		if err := server.Serve(); errors.Is(err, io.EOF) {
			_ = server.Close()
		}
	}
}

func TestSFTPWithAPassword(t *testing.T) {
	t.Parallel()
	const password = "Rahasia 8313"
	address, keys := sshServer(t, password)
	dir := t.TempDir()
	var secrets Secrets
	env := map[string]string{"TERANG_PASSWORD": password}
	a := Access{Dir: dir, Secrets: &secrets, Env: func(name string) string { return env[name] }}
	h := config.Host{Name: "x", Kind: config.HostSFTP, Address: address, User: "dinkes", KnownHosts: "known", Path: "/"}
	for _, key := range keys { // whichever of its keys is the known one
		if err := os.WriteFile(filepath.Join(dir, "known"), []byte(knownhosts.Line([]string{address}, key)+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(t.Context(), h, a)
		if err != nil {
			t.Fatal(err)
		}
		_, r, err := sentTo(t, s)
		if err != nil || r.Sent != len(small) {
			t.Errorf("%+v, %v", r, err)
		}
		if body, err := s.Read(t.Context(), "a/x.html"); err != nil || string(body) != "page" {
			t.Errorf("%q, %v", body, err)
		}
		if _, err := s.Read(t.Context(), "none"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a file that is not there: %v", err)
		}
		for name := range small {
			if err := s.Delete(t.Context(), name); err != nil {
				t.Error(err)
			}
		}
		if err := errors.Join(s.Delete(t.Context(), "a/x.html"), s.Delete(t.Context(), upload.StateFile), s.Close()); err != nil {
			t.Error(err)
		}
	}
	env["TERANG_PASSWORD"] = password + "!"
	_, err := Open(t.Context(), h, a)
	f := (*Fault)(nil)
	if !errors.As(err, &f) || f.Kind != Refused || f.Need != "TERANG_PASSWORD" || strings.Contains(fmt.Sprintf("%v %+v %#v", err, err, a.Secrets), password) {
		t.Errorf("a wrong password: %v", err)
	}
}

func sentTo(t *testing.T, s Store) (upload.Plan, Report, error) {
	t.Helper()
	files, read := siteOf(small)
	session := &Session{Store: s, Jobs: 3, Body: read, Patience: Patience{Wait: (&waits{}).wait}}
	sight, err := session.Look(t.Context(), files, false)
	if err != nil {
		return upload.Plan{}, Report{}, err
	}
	p := upload.Make(files, sight.There, sight.Noted)
	r, err := session.Send(t.Context(), p, sight)
	return p, r, err
}
