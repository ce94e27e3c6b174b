//go:build servers && linux

package servers

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// selfSigned makes a certificate of the loopback that nobody but itself has signed.
func selfSigned(t *testing.T) (certificate, key []byte) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"}, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, c, c, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})
}

// ftpServer asks for TLS everywhere, and for one session of it. Who runs without privileges can let in only the
// account "anonymous"; its password is asked for all the same.
func ftpServer(t *testing.T, options string) (port int, root, certificate string) {
	t.Helper()
	dir := grounds(t)
	pemText, key := selfSigned(t)
	port = freePort(t)
	conf := fmt.Sprintf(`listen=YES
listen_ipv6=NO
listen_address=127.0.0.1
listen_port=%[1]d
background=NO
run_as_launching_user=YES
seccomp_sandbox=NO
isolate=NO
isolate_network=NO
secure_chroot_dir=%[2]s/empty
local_enable=NO
anonymous_enable=YES
ftp_username=%[3]s
anon_root=%[2]s/account
no_anon_password=NO
secure_email_list_enable=YES
email_password_file=%[2]s/passwords
write_enable=YES
anon_upload_enable=YES
anon_mkdir_write_enable=YES
anon_other_write_enable=YES
anon_world_readable_only=NO
anon_umask=022
ssl_enable=YES
allow_anon_ssl=YES
force_anon_logins_ssl=YES
force_anon_data_ssl=YES
require_ssl_reuse=YES
ssl_ciphers=HIGH
rsa_cert_file=%[2]s/certificate.pem
rsa_private_key_file=%[2]s/key.pem
pasv_address=127.0.0.1
xferlog_enable=NO
%[4]s
`, port, dir, launcher(t), options)
	root = filepath.Join(dir, "account", "public_html")
	for _, d := range []string{root, filepath.Join(dir, "empty")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{"vsftpd.conf": conf, "passwords": secret + "\n", "certificate.pem": string(pemText), "key.pem": string(key)} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	handOver(t, dir)
	start(t, dir, exec.Command(installed(t, "vsftpd"), filepath.Join(dir, "vsftpd.conf")), listens(port))
	return port, root, filepath.Join(dir, "certificate.pem")
}

func TestPublishByFTPS(t *testing.T) {
	t.Parallel()
	port, root, certificate := ftpServer(t, "")
	settings := func(port int) string {
		return fmt.Sprintf("{kind: ftps, host: '127.0.0.1:%d', user: anonymous, path: public_html, certificate: %s}", port, certificate)
	}
	a := account{
		settings: settings(port), port: port, through: settings, limit: 14000,
		env: map[string]string{"TERANG_PASSWORD_H": secret, "TERANG_PASSWORD": "of others"}, wrong: map[string]string{"TERANG_PASSWORD": secret + "x"},
		refusal: "does not accept the password or key (from: TERANG_PASSWORD)",
	}
	a.files, a.put = below(t, root)
	visit(t, a)
	o := newOffice(t, fmt.Sprintf("{kind: ftps, host: '127.0.0.1:%d', user: anonymous}", port), a.env)
	if _, said := o.publish(2, "--tries", "1"); !strings.Contains(said, "nobody known has signed the certificate") {
		t.Errorf("an unknown certificate: %s", said)
	}
	if _, said := o.publishAs(nil, 2); !strings.Contains(said, "needs a password") {
		t.Errorf("without a password: %s", said)
	}
}
