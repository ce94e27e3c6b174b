//go:build browser

package browser

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// editedSite is a small site that wants an editor.
var editedSite = map[string]string{
	"site.yaml":                  "title: Portal Uji\nbase_url: https://dinkes.example.go.id/\narea: \"99.01\"\nsample: true\npictures: none\neditor:\n  backend: github\n  repo: dinkes/portal\n",
	"data/regions.csv":           "kode,induk,tingkat,nama\n99.01,,kabkota,Kabupaten Uji\n99.01.01,99.01,kecamatan,Utara\n",
	"data/observations/2024.csv": "periode,indikator,wilayah,pembilang,penyebut\n2024-01,bumil,99.01.01,90,1140\n",
	"content/berita/satu.md":     "---\njudul: Satu\ntanggal: 2024-01-02\n---\n\nIsi.\n",
}

// What the editor does that no other page may: its script draws it, asks for its fonts and whether the repository's host is well,
// and shows what it holds in memory. Whether there is a newer version of it is nobody's business; the policy refuses that.
var foreseen = []string{"shift:", "https://cdn.jsdelivr.net/fontsource/", "https://www.githubstatus.com/", "https://unpkg.com/@sveltia/cms/package.json", "asked blob:"}

// The page on which staff write comes up with its forms, keeps to its own policy, and its settings are what Sveltia CMS takes.
func TestEditor(t *testing.T) {
	dir := t.TempDir()
	for name, text := range editedSite {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o750); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(dir, name), []byte(text))
	}
	out, err := exec.Command("../../bin/terang", "build", "--site", dir, "--date", "2024-10-20").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	public := filepath.Join(dir, "public")
	settings := filepath.Join(public, "admin", "config.json")
	if said, err := exec.Command("node", "editor-settings.cjs", settings).CombinedOutput(); err != nil {
		t.Errorf("the settings: %v\n%s", err, said)
	}

	shown := serve(t, os.DirFS(public))
	v := visit(t, shown, "admin/index.html", view{1280, "light"})
	text := ""
	for range 100 {
		if text, err = chromedp.Run(v.tab, chromedp.Evaluate[string](`document.body.innerText`)); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(text, "Access Token") {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if !strings.Contains(text, "Access Token") {
		t.Errorf("nobody can sign in; the page says %q", text)
		keepPicture(t, v.tab, "editor")
	}
	for _, finding := range v.findings(t) {
		known := slices.ContainsFunc(foreseen, func(part string) bool { return strings.Contains(finding, part) })
		if !known {
			t.Error(finding)
		}
	}

	err = filepath.WalkDir(public, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.Contains(filepath.ToSlash(name), "/admin/") {
			return err
		}
		if base := entry.Name(); base == "_headers" || base == ".htaccess" || strings.HasSuffix(base, ".sha256") {
			return nil // rules for servers and digests of files, which lead nobody anywhere
		}
		body, err := os.ReadFile(name)
		if bytes.Contains(body, []byte("admin/")) {
			t.Errorf("%s leads to the editor", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
