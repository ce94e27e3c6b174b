package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/tls"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

// awkward is every password and key here: others write it in several ways.
const awkward = `Ra"ha\sia/83 13>+x`

// tells gives what of the secret a text holds.
func tells(text string) string {
	for _, part := range []string{"sia/83", "sia%2F83", `ha\sia`, `ha\\sia`, "13>+x", `13\u003e`, "13%3E", "13&gt;", base64.StdEncoding.EncodeToString([]byte(awkward))} {
		if strings.Contains(text, part) {
			return part
		}
	}
	return ""
}

// careless is a host that nobody should use: it is not there, answers nonsense, or says all that it was told.
type careless struct {
	settings string
	files    map[string]string // beside site.yaml
}

// Passwords and keys reach neither the screen nor a file, whatever a host does with them.
func TestSecretsAreNotToldWhateverAHostDoes(t *testing.T) {
	t.Parallel()
	dir := smallSite(t, "")
	plain, err := os.ReadFile(filepath.Join(dir, "site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	appendTo(t, filepath.Join(dir, "site.yaml"), "pictures: none\n")
	if said, code := telling(t, dir, "build", "--date", "2024-10-08"); code != 0 {
		t.Fatalf("build:\n%s", said)
	}
	gone, nonsense := closedPort(t), talker(t)
	for name, host := range map[string]careless{
		"s3 gone":       {settings: "kind: s3, bucket: portal, endpoint: 'http://" + gone + "'"},
		"s3 nonsense":   {settings: "kind: s3, bucket: portal, endpoint: 'http://" + nonsense + "'"},
		"s3 echo":       {settings: "kind: s3, bucket: portal, endpoint: '" + echoOfHeaders(t) + "'"},
		"sftp gone":     {settings: "kind: sftp, user: x, path: p, host: '" + gone + "'"},
		"sftp nonsense": {settings: "kind: sftp, user: x, path: p, host: '" + nonsense + "'"},
		"sftp echo":     echoOfSSH(t),
		"ftps gone":     {settings: "kind: ftps, user: x, host: '" + gone + "'"},
		"ftps nonsense": {settings: "kind: ftps, user: x, host: '" + nonsense + "'"},
		"ftps echo":     echoOfFTP(t),
	} {
		text := string(plain) + "pictures: none\npublish:\n  h: {" + host.settings + "}\n"
		files := map[string]string{"site.yaml": text}
		for name, body := range host.files {
			files[name] = body
		}
		for name, body := range files {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(body), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, args := range [][]string{{"--json"}, {"--dry-run", "--lang", "id"}, {"--verify"}} {
			said, code := telling(t, dir, append([]string{"publish", "h", "--tries", "1"}, args...)...)
			if code != exitFailed || !strings.Contains(said, "127.0.0.1") && !strings.Contains(said, "X-Amz-") { // it speaks of the host
				t.Errorf("%s %v: exit %d\n%s", name, args, code, said)
			}
		}
	}
}

// The password of a database is told in no form of the report, whatever its server says.
func TestThePasswordOfADatabaseIsNotTold(t *testing.T) {
	t.Parallel()
	dir := smallSite(t, "pictures: none\nsources:\n  - sql: {name: a, dsn: TERANG_DHIS2, query: 'select 1', timeout: 5}\n")
	for name, address := range map[string]string{"gone": closedPort(t), "nonsense": talker(t), "echo 42601": echoOfPostgres(t, "42601"), "echo 28P01": echoOfPostgres(t, "28P01"), "broken": "[::1"} {
		u := "postgres://" + url.UserPassword("x", awkward).String() + "@" + address + "/db?sslmode=disable"
		for _, args := range [][]string{{"check"}, {"check", "--format", "json"}, {"check", "--format", "github"}, {"check", "--format", "junit"}, {"build", "--json"}} {
			said, code := telling(t, dir, append(args, "--date", "2024-10-08", "--lang", "en", "TERANG_DHIS2="+u)...)
			if code == 0 || !strings.Contains(said, "sql-") {
				t.Errorf("%s %v: exit %d\n%s", name, args, code, said)
			}
		}
	}
}

// telling runs the program on a site, with the secret in every variable that it could be in; words such as A=b go
// there too. Neither what it says nor what it writes may tell the secret.
func telling(t *testing.T, dir string, args ...string) (said string, code int) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), asTerang+"=1", "HOME="+filepath.Dir(dir), "SSH_AUTH_SOCK=", "TERANG_PASSWORD="+awkward, "TERANG_SSH_KEY_PASSPHRASE="+awkward,
		"AWS_ACCESS_KEY_ID=AKIATEST", "AWS_SECRET_ACCESS_KEY="+awkward, "AWS_SESSION_TOKEN="+awkward)
	for _, a := range args {
		if strings.HasPrefix(a, "TERANG_") {
			cmd.Env = append(cmd.Env, a)
		} else {
			cmd.Args = append(cmd.Args, a)
		}
	}
	cmd.Args = append(cmd.Args, "--site", dir)
	out, err := cmd.CombinedOutput()
	if exit := (&exec.ExitError{}); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if part := tells(string(out)); part != "" {
		t.Errorf("terang %v tells %q:\n%s", args, part, out)
	}
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := os.ReadFile(name)
		if part := tells(string(body)); part != "" {
			t.Errorf("terang %v: %s holds %q", args, name, part)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(out), cmd.ProcessState.ExitCode()
}

// closedPort is an address at which nobody listens.
func closedPort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close() //nolint:errcheck // nobody used it
	return l.Addr().String()
}

// serving answers each connection.
func serving(t *testing.T, answer func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close() //nolint:errcheck // whatever was said was said
				answer(c)
			}()
		}
	}()
	return l.Addr().String()
}

// talker says nonsense, then all that it hears, and hangs up.
func talker(t *testing.T) string {
	t.Helper()
	return serving(t, func(c net.Conn) {
		_, _ = io.WriteString(c, "nonsense\r\n")
		heard := make([]byte, 4096)
		n, _ := c.Read(heard)
		_, _ = c.Write(heard[:n])
	})
}

// echoOfHeaders is an object store whose errors quote the request.
func echoOfHeaders(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var heard bytes.Buffer
		_ = r.Header.Write(&heard)
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(http.StatusBadRequest)
		_, _ = fmt.Fprintf(w, "<Error><Code>Odd</Code><Message>%s %s</Message></Error>", html.EscapeString(heard.String()), html.EscapeString(fmt.Sprintf("%q", heard.String())))
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// echoOfFTP is a server that quotes the password which it does not take.
func echoOfFTP(t *testing.T) careless {
	t.Helper()
	known := httptest.NewTLSServer(http.NotFoundHandler())
	t.Cleanup(known.Close)
	address := serving(t, func(c net.Conn) {
		_, _ = io.WriteString(c, "220 ready\r\n")
		r := bufio.NewReader(c)
		for {
			line, err := r.ReadString('\n')
			verb, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
			switch {
			case err != nil:
				return
			case verb == "AUTH":
				_, _ = io.WriteString(c, "234 go on\r\n")
				secure := tls.Server(c, &tls.Config{Certificates: known.TLS.Certificates}) //nolint:gosec // as old as may be
				c, r = secure, bufio.NewReader(secure)
			case verb == "USER":
				_, _ = io.WriteString(c, "331 and the password\r\n")
			case verb == "PASS":
				_, _ = fmt.Fprintf(c, "530 %s is no password, nor is %q\r\n", rest, rest)
			default:
				_, _ = io.WriteString(c, "200 fine\r\n")
			}
		}
	})
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: known.Certificate().Raw})
	return careless{settings: "kind: ftps, user: x, certificate: known.pem, host: '" + address + "'", files: map[string]string{"known.pem": string(text)}}
}

// echoOfSSH is a server that quotes the password which it does not take.
func echoOfSSH(t *testing.T) careless {
	t.Helper()
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		t.Fatal(err)
	}
	settings := &ssh.ServerConfig{PasswordCallback: func(_ ssh.ConnMetadata, given []byte) (*ssh.Permissions, error) {
		return nil, &ssh.BannerError{Err: errors.New("no"), Message: string(given) + " is no password\n"}
	}}
	settings.AddHostKey(signer)
	address := serving(t, func(c net.Conn) { _, _, _, _ = ssh.NewServerConn(c, settings) })
	line := knownhosts.Line([]string{knownhosts.Normalize(address)}, signer.PublicKey()) + "\n"
	return careless{settings: "kind: sftp, user: x, path: p, known_hosts: known_hosts, host: '" + address + "'", files: map[string]string{"known_hosts": line}}
}

// echoOfPostgres is a server that asks for the password as it is, and quotes it in its refusal.
func echoOfPostgres(t *testing.T, state string) string {
	t.Helper()
	return serving(t, func(c net.Conn) {
		b := pgproto3.NewBackend(c, c)
		if _, err := b.ReceiveStartupMessage(); err != nil {
			return
		}
		b.Send(&pgproto3.AuthenticationCleartextPassword{})
		if b.Flush() != nil {
			return
		}
		heard, err := b.Receive()
		if p, ok := heard.(*pgproto3.PasswordMessage); ok && err == nil {
			b.Send(&pgproto3.ErrorResponse{Severity: "FATAL", Code: state, Message: p.Password + " is no password", Detail: p.Password, Hint: p.Password})
			_ = b.Flush()
		}
	})
}
