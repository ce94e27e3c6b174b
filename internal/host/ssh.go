package host

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/agent"
	"golang.org/x/crypto/ssh/knownhosts"

	"terang/internal/config"
)

// The variables that a password or a key is read from.
const (
	passwordVar   = "TERANG_PASSWORD"
	keyVar        = "TERANG_SSH_KEY"            // the private key itself
	keyFileVar    = "TERANG_SSH_KEY_FILE"       // or where it stands
	passphraseVar = "TERANG_SSH_KEY_PASSPHRASE" //nolint:gosec // a name, no secret
)

// sshLogin is how a host is logged in to; from names what was tried.
type sshLogin struct {
	config *ssh.ClientConfig
	from   []string
	where  string // with the port
}

// withPort adds the usual port to an address that has none.
func withPort(address, port string) string {
	if _, _, err := net.SplitHostPort(address); err == nil {
		return address
	}
	return net.JoinHostPort(strings.Trim(address, "[]"), port)
}

func newLogin(h config.Host, a Access) (*sshLogin, error) {
	l := &sshLogin{where: withPort(h.Address, "22")}
	ways, err := l.ways(h, a)
	if err != nil {
		return nil, err
	}
	if len(ways) == 0 {
		return nil, &Fault{Kind: NoSecret, Where: l.where, Need: passwordVar + ", " + keyVar + ", " + keyFileVar + ", ~/.ssh/id_ed25519, ssh-agent"}
	}
	file := a.home(".ssh", "known_hosts")
	if h.KnownHosts != "" {
		file = a.file(h.KnownHosts)
	}
	check, err := knownhosts.New(file)
	if errors.Is(err, fs.ErrNotExist) {
		check, err = knownhosts.New()
	}
	if err != nil {
		return nil, fmt.Errorf("known hosts: %w", err)
	}
	l.config = &ssh.ClientConfig{
		User: h.User, Auth: ways, Timeout: reach, HostKeyAlgorithms: algorithms(check, l.where),
		HostKeyCallback: func(name string, remote net.Addr, key ssh.PublicKey) error {
			return l.judge(check(name, remote, key), key, file)
		},
	}
	return l, nil
}

// judge says what is wrong with a host's key.
func (l *sshLogin) judge(err error, key ssh.PublicKey, file string) error {
	if err == nil {
		return nil
	}
	f := &Fault{Kind: OtherKey, Where: l.where, Need: key.Type() + " " + ssh.FingerprintSHA256(key) + ", " + file}
	if unknown := (*knownhosts.KeyError)(nil); errors.As(err, &unknown) && len(unknown.Want) == 0 {
		f.Kind = UnknownKey
	}
	return f
}

// algorithms are those of the keys that are known of a host, so that it shows one of these and not another of its own.
func algorithms(check ssh.HostKeyCallback, where string) []string {
	_, probe, err := newProbe()
	if err != nil {
		return nil
	}
	var known *knownhosts.KeyError
	if !errors.As(check(where, &net.TCPAddr{IP: net.IPv4zero}, probe), &known) {
		return nil
	}
	var list []string
	for _, k := range known.Want {
		kinds := []string{k.Key.Type()}
		if k.Key.Type() == ssh.KeyAlgoRSA {
			kinds = []string{ssh.KeyAlgoRSASHA512, ssh.KeyAlgoRSASHA256}
		}
		for _, kind := range kinds {
			if !slices.Contains(list, kind) {
				list = append(list, kind)
			}
		}
	}
	return list
}

// ways are what a host may be shown, keys first.
func (l *sshLogin) ways(h config.Host, a Access) ([]ssh.AuthMethod, error) {
	var ways []ssh.AuthMethod
	signers, err := l.signers(h, a)
	if err != nil {
		return nil, err
	}
	fromAgent := func() []ssh.Signer { return nil }
	if socket := a.Env("SSH_AUTH_SOCK"); socket != "" {
		if conn, err := net.Dial("unix", socket); err == nil {
			l.from = append(l.from, "ssh-agent")
			fromAgent = func() []ssh.Signer {
				list, _ := agent.NewClient(conn).Signers()
				return list
			}
		}
	}
	if len(l.from) > 0 {
		ways = append(ways, ssh.PublicKeysCallback(func() ([]ssh.Signer, error) { return append(signers, fromAgent()...), nil }))
	}
	if reveal, from := a.secret(passwordVar, h.Name); reveal != nil {
		l.from = append(l.from, from)
		ways = append(ways, ssh.PasswordCallback(func() (string, error) { return reveal(), nil }),
			ssh.KeyboardInteractive(func(_, _ string, questions []string, echos []bool) ([]string, error) {
				answers := make([]string, len(questions))
				for i := range answers {
					if !echos[i] {
						answers[i] = reveal()
					}
				}
				return answers, nil
			}))
	}
	return ways, nil
}

// signers are the keys that were given, or else those that stand where ssh looks for them.
func (l *sshLogin) signers(h config.Host, a Access) ([]ssh.Signer, error) {
	if reveal, from := a.secret(keyVar, h.Name); reveal != nil {
		s, err := l.signer([]byte(reveal()), from, h, a)
		return []ssh.Signer{s}, err
	}
	if named := cmp.Or(a.Env(keyFileVar+"_"+strings.ToUpper(strings.ReplaceAll(h.Name, "-", "_"))), a.Env(keyFileVar)); named != "" {
		if strings.Contains(named, "PRIVATE KEY") { // the key itself, given for the name of its file
			a.Secrets.keep(named)
			return nil, &Fault{Kind: NoSecret, Where: l.where, Need: keyVar}
		}
		text, err := os.ReadFile(named)
		if err != nil {
			return nil, &Fault{Kind: NoSecret, Where: l.where, Need: named, Err: err}
		}
		s, err := l.signer(text, named, h, a)
		return []ssh.Signer{s}, err
	}
	var signers []ssh.Signer
	for _, name := range []string{"id_ed25519", "id_ecdsa", "id_rsa"} {
		file := a.home(".ssh", name)
		text, err := os.ReadFile(file)
		if file == "" || err != nil {
			continue
		}
		if s, err := l.signer(text, file, h, a); err == nil { // one with a passphrase that is not known may be for others
			signers = append(signers, s)
		}
	}
	return signers, nil
}

func (l *sshLogin) signer(text []byte, from string, h config.Host, a Access) (ssh.Signer, error) {
	a.Secrets.keep(string(text))
	s, err := ssh.ParsePrivateKey([]byte(strings.TrimSpace(string(text)) + "\n"))
	if locked := (*ssh.PassphraseMissingError)(nil); errors.As(err, &locked) {
		reveal, _ := a.secret(passphraseVar, h.Name)
		if reveal == nil {
			return nil, &Fault{Kind: NoSecret, Where: l.where, Need: passphraseVar + ", " + from}
		}
		s, err = ssh.ParsePrivateKeyWithPassphrase([]byte(strings.TrimSpace(string(text))+"\n"), []byte(reveal()))
	}
	if err != nil {
		return nil, &Fault{Kind: Refused, Where: l.where, Need: from, Err: errors.New("the key cannot be read")}
	}
	l.from = append(l.from, from)
	return s, nil
}

// dial logs in.
func (l *sshLogin) dial(ctx context.Context) (*ssh.Client, error) {
	raw, err := (&net.Dialer{Timeout: reach}).DialContext(ctx, "tcp", l.where)
	if err != nil {
		return nil, &Fault{Kind: Unreachable, Where: l.where, Err: err}
	}
	conn := &patient{Conn: raw}
	stop := context.AfterFunc(ctx, func() { _ = raw.Close() })
	defer stop()
	c, channels, requests, err := ssh.NewClientConn(conn, l.where, l.config)
	if err == nil {
		return ssh.NewClient(c, channels, requests), nil
	}
	_ = raw.Close()
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if f := (*Fault)(nil); errors.As(err, &f) {
		return nil, f
	}
	if strings.Contains(err.Error(), "unable to authenticate") || strings.Contains(err.Error(), "no supported methods remain") {
		return nil, &Fault{Kind: Refused, Where: l.config.User + "@" + l.where, Need: strings.Join(l.from, ", "), Err: nil}
	}
	return nil, &Fault{Kind: Unreachable, Where: l.where, Err: err}
}

// patient is a connection that ends when its other side has been silent for long.
type patient struct{ net.Conn }

func (c *patient) Read(p []byte) (int, error) {
	_ = c.SetReadDeadline(time.Now().Add(silence))
	return c.Conn.Read(p)
}

func (c *patient) Write(p []byte) (int, error) {
	_ = c.SetWriteDeadline(time.Now().Add(silence))
	return c.Conn.Write(p)
}
