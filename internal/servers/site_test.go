//go:build servers && linux

package servers

import (
	"os"
	"path/filepath"
	"testing"
)

// builtSite copies the portal under test to where a server may read it: the folder TERANG_SITE, or public/, which `make site` writes.
func builtSite(t *testing.T) string {
	t.Helper()
	from := os.Getenv("TERANG_SITE")
	if from == "" {
		from = filepath.Join("..", "..", "public")
	}
	if _, err := os.Stat(filepath.Join(from, "index.html")); err != nil {
		t.Fatalf("no portal to serve: %v\nwrite it with: make site", err)
	}
	to := filepath.Join(grounds(t), "public")
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	handOver(t, to)
	return to
}
