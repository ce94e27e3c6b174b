package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// packing is one release.
type packing struct {
	version, out, man string
	epoch             int64
}

// largest is how many bytes the program may have on any system.
const largest = 60_000_000

// target is a system that the program is made for.
type target struct{ system, processor string }

func targets() []target {
	var list []target
	for _, system := range []string{"linux", "darwin", "windows"} {
		for _, processor := range []string{"amd64", "arm64"} {
			list = append(list, target{system, processor})
		}
	}
	return list
}

func (t target) program() string {
	if t.system == "windows" {
		return "terang.exe"
	}
	return "terang"
}

// linker gives what makes the same bytes of the same version: no time, no path, no mark of the build.
func linker(version string) string { return "-s -w -buildid= -X main.stamped=" + version }

// build makes the program for a target, without the C library of any system.
func (t target) build(top, version, to string) error {
	env := []string{"GOOS=" + t.system, "GOARCH=" + t.processor, "CGO_ENABLED=0"}
	_, err := goTool(top, env, "build", "-trimpath", "-buildvcs=false", "-ldflags", linker(version), "-o", to, program)
	if err != nil {
		return err
	}
	info, err := os.Stat(to)
	if err == nil && info.Size() > largest {
		err = fmt.Errorf("the program for %s on %s has %d bytes, more than %d", t.system, t.processor, info.Size(), largest)
	}
	return err
}

// file is one of an archive.
type file struct {
	name string
	body []byte
	runs bool
}

// documents go into every archive.
func documents() []string {
	return []string{"LICENSE", "NOTICE", thirdParty, "README.md", "README.id.md", "CHANGELOG.md"}
}

func (p packing) run() error {
	parts, err := gather(".")
	if err != nil {
		return err
	}
	if now, err := os.ReadFile(thirdParty); err != nil || !bytes.Equal(now, render(parts)) {
		return errors.Join(err, fmt.Errorf("%s is not up to date: make licenses", thirdParty))
	}
	if err := os.RemoveAll(p.out); err != nil {
		return err
	}
	raw := filepath.Join(p.out, "raw")
	if err := os.MkdirAll(raw, 0o755); err != nil {
		return err
	}
	defer os.RemoveAll(raw) //nolint:errcheck // what is left there does no harm
	common, err := p.common(raw)
	if err != nil {
		return err
	}
	var sums strings.Builder
	keep := func(name string, body []byte) error {
		fmt.Fprintf(&sums, "%x  %s\n", sha256.Sum256(body), name)
		return os.WriteFile(filepath.Join(p.out, name), body, 0o644)
	}
	for _, t := range targets() {
		name := fmt.Sprintf("terang_%s_%s_%s", strings.TrimPrefix(p.version, "v"), t.system, t.processor)
		built := filepath.Join(raw, name)
		if err := t.build(".", p.version, built); err != nil {
			return err
		}
		body, err := os.ReadFile(built)
		if err != nil {
			return err
		}
		pack, ending := tarred, ".tar.gz"
		if t.system == "windows" {
			pack, ending = zipped, ".zip"
		}
		archive, err := pack(name, append([]file{{t.program(), body, true}}, common...), p.at())
		if err != nil {
			return err
		}
		bom, err := bill(built, p.version, p.at(), parts)
		if err != nil {
			return err
		}
		if err := errors.Join(keep(name+ending, archive), keep(name+".cdx.json", bom)); err != nil {
			return err
		}
		fmt.Printf("%s: %.1f MB, %.1f MB packed\n", name, float64(len(body))/1e6, float64(len(archive))/1e6)
	}
	return os.WriteFile(filepath.Join(p.out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

func (p packing) at() time.Time { return time.Unix(p.epoch, 0).UTC() }

// common gathers what is the same on all systems: documents, manual, and what lets a shell complete words.
func (p packing) common(raw string) ([]file, error) {
	var files []file
	for _, name := range documents() {
		body, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: name, body: body})
	}
	pages, err := filepath.Glob(filepath.Join(p.man, "*.1"))
	if err != nil || len(pages) == 0 {
		return nil, errors.Join(err, fmt.Errorf("no pages of the manual in %q", p.man))
	}
	for _, page := range pages {
		body, err := os.ReadFile(page)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: "man/" + filepath.Base(page), body: body})
	}
	here := target{runtime.GOOS, runtime.GOARCH}
	own := filepath.Join(raw, here.program())
	if err := here.build(".", p.version, own); err != nil {
		return nil, err
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		body, err := output(own, "completion", shell)
		if err != nil {
			return nil, err
		}
		files = append(files, file{name: "completions/" + map[string]string{"bash": "terang.bash", "zsh": "_terang", "fish": "terang.fish", "powershell": "terang.ps1"}[shell], body: body})
	}
	return files, nil
}

func mode(f file) fs.FileMode {
	if f.runs {
		return 0o755
	}
	return 0o644
}

// tarred packs files below a folder, the same bytes each time.
func tarred(folder string, files []file, at time.Time) ([]byte, error) {
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	t := tar.NewWriter(z)
	for _, f := range sorted(files) {
		h := &tar.Header{Typeflag: tar.TypeReg, Name: folder + "/" + f.name, Size: int64(len(f.body)), Mode: int64(mode(f)), ModTime: at, Format: tar.FormatUSTAR}
		if err := t.WriteHeader(h); err != nil {
			return nil, err
		}
		if _, err := t.Write(f.body); err != nil {
			return nil, err
		}
	}
	err = errors.Join(t.Close(), z.Close())
	return b.Bytes(), err
}

// zipped does the same for Windows.
func zipped(folder string, files []file, at time.Time) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range sorted(files) {
		h := &zip.FileHeader{Name: folder + "/" + f.name, Method: zip.Deflate, Modified: at}
		h.SetMode(mode(f))
		w, err := z.CreateHeader(h)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.body); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

func sorted(files []file) []file {
	files = slices.Clone(files)
	slices.SortFunc(files, func(a, b file) int { return strings.Compare(a.name, b.name) })
	return files
}
