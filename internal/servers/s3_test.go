//go:build servers && linux

package servers

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"terang/internal/media"
	"terang/internal/upload"
)

// objectStore is an S3 server with one bucket; the keys are test and the secret.
func objectStore(t *testing.T) (port int, bucket string) {
	t.Helper()
	dir := grounds(t)
	found, err := filepath.Glob("../../bin/versitygw-v*")
	if err != nil || len(found) == 0 {
		t.Fatal("versitygw is missing; install it with: make servers")
	}
	bucket = filepath.Join(dir, "data", "portal-uji")
	for _, d := range []string{bucket, filepath.Join(dir, "meta")} {
		if err := os.MkdirAll(d, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	whole, err := filepath.Abs(found[len(found)-1])
	if err != nil {
		t.Fatal(err)
	}
	// The program may stand where only its owner may go.
	if body, err := os.ReadFile(whole); err != nil || os.WriteFile(filepath.Join(dir, "versitygw"), body, 0o755) != nil {
		t.Fatal("versitygw cannot be copied", err)
	}
	handOver(t, dir)
	if err := os.Chmod(filepath.Join(dir, "versitygw"), 0o755); err != nil {
		t.Fatal(err)
	}
	port = freePort(t)
	cmd := exec.Command(filepath.Join(dir, "versitygw"), "--port", fmt.Sprint("127.0.0.1:", port), "--quiet", "--keep-alive", "posix", "--sidecar", filepath.Join(dir, "meta"), filepath.Join(dir, "data"))
	cmd.Env = []string{"ROOT_ACCESS_KEY=test", "ROOT_SECRET_KEY=" + secret, "HOME=" + dir, "PATH=" + os.Getenv("PATH")}
	start(t, dir, cmd, listens(port))
	return port, bucket
}

func TestPublishToObjectStorage(t *testing.T) {
	t.Parallel()
	port, bucket := objectStore(t)
	settings := func(port int) string {
		return fmt.Sprintf("{kind: s3, bucket: portal-uji, endpoint: 'http://127.0.0.1:%d', folder: portal/}", port)
	}
	a := account{
		settings: settings(port), port: port, through: settings, limit: 100000,
		env:     map[string]string{"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": secret},
		wrong:   map[string]string{"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": secret + "x"},
		refusal: "does not accept the password or key (from: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY)",
	}
	if err := os.MkdirAll(filepath.Join(bucket, "portal"), 0o755); err != nil {
		t.Fatal(err)
	}
	handOver(t, filepath.Dir(bucket))
	a.files, a.put = below(t, filepath.Join(bucket, "portal"))
	visit(t, a)
	o := newOffice(t, fmt.Sprintf("{kind: s3, bucket: lain-sekali, endpoint: 'http://127.0.0.1:%d'}", port), a.env)
	if _, said := o.publish(2); !strings.Contains(said, "lain-sekali is not there") {
		t.Errorf("no such bucket: %s", said)
	}
	o.settle(settings(freePort(t)))
	if _, said := o.publish(2, "--tries", "1"); !strings.Contains(said, "refused") {
		t.Errorf("nobody there: %s", said)
	}
	// The usual file of keys.
	aws := filepath.Join(filepath.Dir(o.dir), ".aws")
	if err := os.MkdirAll(aws, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(aws, "credentials"), []byte("[default]\naws_access_key_id = test\naws_secret_access_key = "+secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	o.settle(settings(port))
	if r, _ := o.publishAs(nil, 0, "--verify"); r.Sent == 0 && r.Kept == 0 {
		t.Errorf("with ~/.aws/credentials: %+v", r)
	}
	headers(t, port)
}

// headers are what readers' browsers are told of files.
func headers(t *testing.T, port int) {
	t.Helper()
	c, err := minio.New(fmt.Sprint("127.0.0.1:", port), &minio.Options{Creds: credentials.NewStaticV4("test", secret, "")})
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for o := range c.ListObjectsIter(t.Context(), "portal-uji", minio.ListObjectsOptions{Prefix: "portal/", Recursive: true}) {
		info, err := c.StatObject(t.Context(), "portal-uji", o.Key, minio.StatObjectOptions{})
		if err != nil {
			t.Fatal(err)
		}
		cache, lasting := info.Metadata.Get("Cache-Control"), strings.HasPrefix(o.Key, "portal/assets/") || strings.HasPrefix(o.Key, "portal/data/edisi/") && strings.Count(o.Key, "/") == 4
		page, sent := strings.HasSuffix(o.Key, ".html"), media.Of(o.Key).Sent()
		if strings.HasSuffix(o.Key, upload.StateFile) {
			sent = "text/plain; charset=utf-8"
		}
		if strings.Contains(cache, "immutable") != lasting || strings.Contains(cache, "max-age=300") != page || info.ContentType != sent {
			t.Errorf("%s: %s, %s", o.Key, info.ContentType, cache)
		}
		kinds[filepath.Ext(o.Key)]++
	}
	if kinds[".html"] < 40 || kinds[".css"] == 0 || kinds[".gitignore"] > 0 {
		t.Errorf("seen are %v", kinds)
	}
}
