package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// A portal on the web is held against a build for the address that is asked. What else stands there cannot be seen,
// and nobody is told that nothing does.
func TestVerifyAnAddress(t *testing.T) {
	t.Parallel()
	program, err := exec.LookPath("terang")
	if err != nil {
		t.Fatal(err)
	}
	site := smallSite(t, "")
	host := httptest.NewServer(http.StripPrefix("/portal/", http.FileServer(http.Dir(filepath.Join(site, "public")))))
	defer host.Close()
	at := host.URL + "/portal/"
	terang := func(code int, args ...string) string {
		t.Helper()
		cmd := exec.Command(program, append(args, "--site", site)...)
		said, _ := cmd.CombinedOutput()
		if got := cmd.ProcessState.ExitCode(); got != code {
			t.Fatalf("terang %v ends with %d:\n%s", args, got, said)
		}
		return string(said)
	}
	terang(0, "build", "--date", "2024-10-08", "--base-url", at)
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(site, "public", name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("palsu.html", "<p>99 %</p>")
	said := terang(0, "verify", strings.TrimSuffix(at, "/"))
	for _, want := range []string{
		"alamat: " + at + " (dari build.json portal itu)\n", "tanggal: 2024-10-08 (dari build.json portal itu)\n",
		" memuat semua yang dihasilkan masukan ini, tanpa perbedaan: ", "; berkas lain yang mungkin ada di sana tidak terlihat dari luar\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("want %q in\n%s", want, said)
		}
	}
	if said := terang(0, "verify", at, "--json"); !strings.Contains(said, `"outside": true`) {
		t.Error(said)
	}
	write("index.html", "<p>99 %</p>")
	if said := terang(1, "verify", at, "--lang", "en"); !strings.Contains(said, "different: index.html\n") ||
		!strings.Contains(said, "; others that may stand there cannot be seen from outside\n") || strings.Contains(said, "built for") {
		t.Error(said)
	}
	terang(0, "build", "--date", "2024-10-08", "--base-url", "https://lain.example/", "--force")
	if said := terang(1, "verify", at, "--lang", "en"); !strings.Contains(said, `the portal was built for another address, "https://lain.example/", and these inputs for "https://dinkes.example.go.id/"`) {
		t.Error(said)
	}
}

// Names come from the portal that is looked at: none conceals what is said of it.
func TestNamesOfAPortalMoveNoCursor(t *testing.T) {
	for name, want := range map[string]string{
		"data/unduhan/capaian.csv":   "data/unduhan/capaian.csv",
		"berita/désa baru.html":      "berita/désa baru.html",
		"x\x1b[2K public is fine":    `"x\x1b[2K public is fine"`,
		"a\u202elmth.b":              `"a\u202elmth.b"`,
		"two\nlines":                 `"two\nlines"`,
		"no text \xff of UTF-8.html": `"no text \xff of UTF-8.html"`,
	} {
		if got := printable(name); got != want {
			t.Errorf("%q is printed %s", name, got)
		}
	}
}
