//go:build servers && linux

package servers

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// nginx serves with what stands between the braces of its server block, and gives its origin.
func nginx(t *testing.T, server string) string {
	t.Helper()
	dir, port := grounds(t), freePort(t)
	conf := fmt.Sprintf(`daemon off;
master_process off;
pid nginx.pid;
error_log stderr;
events {}
http {
	include /etc/nginx/mime.types;
	access_log off;
	client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
	server {
		listen 127.0.0.1:%d;
%s
	}
}
`, port, server)
	if err := os.WriteFile(filepath.Join(dir, "nginx.conf"), []byte(conf), 0o644); err != nil {
		t.Fatal(err)
	}
	start(t, dir, exec.Command(installed(t, "nginx"), "-e", "stderr", "-p", dir, "-c", "nginx.conf"), listens(port))
	return fmt.Sprint("http://127.0.0.1:", port)
}

func TestNginxServesThePortal(t *testing.T) {
	site := builtSite(t)
	origin := nginx(t, "root "+site+";")
	want, err := os.ReadFile(filepath.Join(site, "index.html"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := http.Get(origin + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer got.Body.Close()
	body, err := io.ReadAll(got.Body)
	if err != nil || got.StatusCode != http.StatusOK || !bytes.Equal(body, want) {
		t.Errorf("status %d, %d bytes, %v; want 200 and the %d bytes of index.html", got.StatusCode, len(body), err, len(want))
	}
}
