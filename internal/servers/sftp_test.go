//go:build servers && linux

package servers

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strings"
	"testing"
)

// keyPair makes a key with a passphrase, or without.
func keyPair(t *testing.T, passphrase string) (private, public string) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "key")
	if out, err := exec.Command("ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", "test", "-f", name).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	both := [2]string{}
	for i, end := range []string{"", ".pub"} {
		text, err := os.ReadFile(name + end)
		if err != nil {
			t.Fatal(err)
		}
		both[i] = string(text)
	}
	return both[0], both[1]
}

// launcher is the name of whom the programs run as.
func launcher(t *testing.T) string {
	t.Helper()
	if os.Getuid() == 0 {
		return "nobody"
	}
	me, err := user.Current()
	if err != nil {
		t.Fatal(err)
	}
	return me.Username
}

// sshServer lets somebody in who has a key, to SFTP only.
func sshServer(t *testing.T, public string) (port int, root, known string) {
	t.Helper()
	dir := grounds(t)
	hostKey, hostPublic := keyPair(t, "")
	root = filepath.Join(dir, "account", "public_html")
	if err := os.MkdirAll(root, 0o755); err != nil {
		t.Fatal(err)
	}
	port = freePort(t)
	conf := fmt.Sprintf("ListenAddress 127.0.0.1\nPort %d\nHostKey %s/hostkey\nPidFile none\nUsePAM yes\nStrictModes no\nAuthorizedKeysFile %s/keys\n"+
		"PasswordAuthentication no\nKbdInteractiveAuthentication no\nMaxStartups 100\nSubsystem sftp internal-sftp -d %s/account\nForceCommand internal-sftp -d %s/account\n", port, dir, dir, dir, dir)
	for name, text := range map[string]string{"sshd_config": conf, "hostkey": hostKey, "keys": public} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	handOver(t, dir)
	if err := os.Chmod(filepath.Join(dir, "hostkey"), 0o600); err != nil {
		t.Fatal(err)
	}
	start(t, dir, exec.Command(installed(t, "sshd"), "-D", "-e", "-f", filepath.Join(dir, "sshd_config")), listens(port))
	return port, root, hostPublic
}

func TestPublishBySFTP(t *testing.T) {
	t.Parallel()
	private, public := keyPair(t, secret)
	other, _ := keyPair(t, "")
	port, root, known := sshServer(t, public)
	list := filepath.Join(t.TempDir(), "known_hosts")
	settings := func(port int) string {
		line := fmt.Sprintf("[127.0.0.1]:%d %s", port, known)
		if err := os.WriteFile(list, []byte(line), 0o600); err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("{kind: sftp, host: '127.0.0.1:%d', user: %s, path: public_html, known_hosts: %s}", port, launcher(t), list)
	}
	a := account{
		settings: settings(port), port: port, through: settings, limit: 100000,
		env: map[string]string{"TERANG_SSH_KEY": private, "TERANG_SSH_KEY_PASSPHRASE": secret}, wrong: map[string]string{"TERANG_SSH_KEY": other},
		refusal: "does not accept the password or key (from: TERANG_SSH_KEY)",
	}
	a.files, a.put = below(t, root)
	visit(t, a)
	strangers(t, port, known, a)
}

// strangers are hosts whose key is not the one that is known, and people without any key.
func strangers(t *testing.T, port int, known string, a account) {
	t.Helper()
	list := filepath.Join(t.TempDir(), "known_hosts")
	o := newOffice(t, fmt.Sprintf("{kind: sftp, host: '127.0.0.1:%d', user: %s, known_hosts: %s}", port, launcher(t), list), a.env)
	if _, said := o.publish(2); !strings.Contains(said, "shows a key that is not known") || !strings.Contains(said, "SHA256:") {
		t.Errorf("an unknown host: %s", said)
	}
	_, another := keyPair(t, "")
	if err := os.WriteFile(list, fmt.Appendf(nil, "[127.0.0.1]:%d %s", port, another), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, said := o.publish(2); !strings.Contains(said, "shows another key") {
		t.Errorf("another host: %s", said)
	}
	if err := os.WriteFile(list, fmt.Appendf(nil, "[127.0.0.1]:%d %s", port, known), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, said := o.publishAs(nil, 2); !strings.Contains(said, "needs a password or a key (looked for: TERANG_PASSWORD") {
		t.Errorf("without a key: %s", said)
	}
	if _, said := o.publishAs(map[string]string{"TERANG_SSH_KEY": a.env["TERANG_SSH_KEY"]}, 2); !strings.Contains(said, "TERANG_SSH_KEY_PASSPHRASE") {
		t.Errorf("without the passphrase: %s", said)
	}
}
