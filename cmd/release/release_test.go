package main

import (
	"bytes"
	"crypto/sha256"
	"debug/buildinfo"
	"debug/elf"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

const top = "../.."

func TestThirdPartyIsUpToDate(t *testing.T) {
	want, err := os.ReadFile(filepath.Join(top, thirdParty))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(top, "node_modules", editorPackage)); err == nil {
		parts, err := gather(top)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(render(parts), want) {
			t.Errorf("%s is not up to date: make licenses", thirdParty)
		}
		return
	}
	// Without npm's packages their licences cannot be read; what is there by name and version can.
	parts, err := modules(top)
	if err != nil {
		t.Fatal(err)
	}
	versions, err := direct(top)
	if err != nil {
		t.Fatal(err)
	}
	for name, version := range versions {
		parts = append(parts, part{name: name, version: version})
	}
	for _, p := range parts {
		if !bytes.Contains(want, []byte("\n| "+p.name+" | "+p.version+" | "+strings.Join(p.licences, " and "))) {
			t.Errorf("%s %s is not in %s: make licenses", p.name, p.version, thirdParty)
		}
	}
}

func TestALicenceThatIsUnknownOrNotAllowedIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"Do with it what we say, when we say it.":               "not known",
		"GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n": "not known",
		"": "has no licence",
		readLicence(t, "golang.org/x/text", "LICENSE"):             "",
		readLicence(t, "github.com/rogpeppe/go-internal", "SMALL"): "has no licence",
	} {
		dir := t.TempDir()
		if text != "" {
			if err := os.WriteFile(filepath.Join(dir, "LICENSE.txt"), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		_, err := ofFiles(part{name: "x", version: "v1"}, os.DirFS(dir), ".")
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %q", text, err, want)
		}
	}
	p := part{name: "x", licences: []string{"AGPL-3.0", "MIT"}}
	if err := p.judged(); err == nil || !strings.Contains(err.Error(), "AGPL-3.0") {
		t.Errorf("%v", err)
	}
}

// readLicence reads a file of a module; one that is not there has no text.
func readLicence(t *testing.T, module, name string) string {
	t.Helper()
	dir, err := goTool(top, nil, "list", "-m", "-f", "{{.Dir}}", module)
	if err != nil {
		t.Fatal(err)
	}
	text, _ := os.ReadFile(filepath.Join(strings.TrimSpace(dir), name))
	return string(text)
}

// What tests, tools and this command need is not in the program.
func TestWhatIsLinked(t *testing.T) {
	list, err := goTool(top, []string{"CGO_ENABLED=0"}, "list", "-deps", program)
	if err != nil {
		t.Fatal(err)
	}
	deps := strings.Fields(list)
	if !slices.Contains(deps, "github.com/spf13/cobra") {
		t.Fatal("the list is not of the program")
	}
	for _, unwanted := range []string{
		"github.com/evanw/esbuild", "github.com/chromedp", "github.com/rogpeppe", "pgregory.net/rapid", "github.com/google/licensecheck",
		"github.com/CycloneDX", "github.com/cpuguy83", "github.com/spf13/cobra/doc", "testing", "net/http/httptest", "runtime/cgo",
	} {
		for _, d := range deps {
			if d == unwanted || strings.HasPrefix(d, unwanted+"/") {
				t.Errorf("%s is linked", d)
			}
		}
	}
}

// TestTheProgram builds it as a release does, here and from a copy of the sources elsewhere.
func TestTheProgram(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("looks at a program for Linux")
	}
	here := target{"linux", runtime.GOARCH}
	one := filepath.Join(t.TempDir(), "terang")
	if err := here.build(top, "v1.2.3", one); err != nil {
		t.Fatal(err)
	}
	body, err := os.ReadFile(one)
	if err != nil {
		t.Fatal(err)
	}
	away := t.TempDir()
	for _, name := range []string{"go.mod", "go.sum", "cmd/terang", "internal", "themes"} {
		info, err := os.Stat(filepath.Join(top, name))
		if err == nil && info.IsDir() {
			err = os.CopyFS(filepath.Join(away, name), os.DirFS(filepath.Join(top, name)))
		} else if err == nil {
			var text []byte
			if text, err = os.ReadFile(filepath.Join(top, name)); err == nil {
				err = os.WriteFile(filepath.Join(away, name), text, 0o600)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	two := filepath.Join(t.TempDir(), "other")
	if err := here.build(away, "v1.2.3", two); err != nil {
		t.Fatal(err)
	}
	other, err := os.ReadFile(two)
	if err != nil {
		t.Fatal(err)
	}
	if sha256.Sum256(body) != sha256.Sum256(other) {
		t.Error("built in another folder, it has other bytes")
	}
	path, err := filepath.Abs(top)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(body, []byte(path+"/internal")) {
		t.Error("it names the folder in which it was built")
	}
	says, err := output(one, "version")
	if err != nil || !strings.HasPrefix(string(says), "terang v1.2.3, go") {
		t.Errorf("it says %q, %v", says, err)
	}
	isStatic(t, one)
	hasBill(t, one)
}

func isStatic(t *testing.T, name string) {
	t.Helper()
	f, err := elf.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	libraries, err := f.ImportedLibraries()
	if err != nil || len(libraries) > 0 {
		t.Errorf("it needs %v, %v", libraries, err)
	}
	for _, p := range f.Progs {
		if p.Type == elf.PT_INTERP {
			t.Error("it needs a loader")
		}
	}
}

// hasBill demands that all modules of the program are in its bill, with licences.
func hasBill(t *testing.T, name string) {
	t.Helper()
	parts, err := modules(top)
	if err != nil {
		t.Fatal(err)
	}
	text, err := bill(name, "v1.2.3", time.Unix(0, 0), parts)
	if err != nil {
		t.Fatal(err)
	}
	again, err := bill(name, "v1.2.3", time.Unix(0, 0), parts)
	if err != nil || !bytes.Equal(text, again) {
		t.Errorf("made again, the bill has other bytes: %v", err)
	}
	var bom struct {
		BOMFormat  string `json:"bomFormat"`
		Components []struct {
			Purl     string `json:"purl"`
			Licenses []struct {
				License struct {
					ID string `json:"id"`
				} `json:"license"`
			} `json:"licenses"`
		} `json:"components"`
	}
	if err := json.Unmarshal(text, &bom); err != nil || bom.BOMFormat != "CycloneDX" {
		t.Fatalf("%q, %v", bom.BOMFormat, err)
	}
	info, err := buildinfo.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range info.Deps {
		if !slices.ContainsFunc(bom.Components, func(c struct {
			Purl     string `json:"purl"`
			Licenses []struct {
				License struct {
					ID string `json:"id"`
				} `json:"license"`
			} `json:"licenses"`
		},
		) bool {
			return c.Purl == "pkg:golang/"+m.Path+"@"+m.Version && len(c.Licenses) > 0
		}) {
			t.Errorf("%s is not in the bill", m.Path)
		}
	}
	if _, err := bill(name, "v1.2.3", time.Unix(0, 0), parts[:3]); err == nil {
		t.Error("a bill is made of parts whose licences nobody knows")
	}
}

func TestArchivesAreTheSameEachTime(t *testing.T) {
	at := time.Unix(1_700_000_000, 0).UTC()
	a := []file{{"b", []byte("2"), false}, {"terang", []byte("1"), true}}
	b := []file{a[1], a[0]}
	for _, pack := range []func(string, []file, time.Time) ([]byte, error){tarred, zipped} {
		one, err := pack("x", a, at)
		if err != nil {
			t.Fatal(err)
		}
		two, err := pack("x", b, at)
		if err != nil || !bytes.Equal(one, two) {
			t.Errorf("other bytes, %v", err)
		}
	}
}
