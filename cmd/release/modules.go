package main

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// program is the package that is released.
const program = "./cmd/terang"

// standard is how the library of Go itself is called.
const standard = "Go standard library"

// linked is a module of which packages are linked, with their folders from its top.
type linked struct {
	version, dir string
	folders      map[string]bool
}

// modules finds the modules of which something is linked on any system, and the library of Go itself.
func modules(top string) ([]part, error) {
	found := map[string]*linked{}
	for _, system := range []string{"linux", "darwin", "windows"} {
		if err := linkedOn(top, system, found); err != nil {
			return nil, err
		}
	}
	var parts []part
	for _, name := range slices.Sorted(maps.Keys(found)) {
		m := found[name]
		p, err := ofFiles(part{kind: module, name: name, version: m.version}, os.DirFS(m.dir), slices.Sorted(maps.Keys(m.folders))...)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	root, err := goTool(top, nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	p, err := ofFiles(part{kind: module, name: standard}, os.DirFS(strings.TrimSpace(root)), ".")
	return append(parts, p), err
}

func linkedOn(top, system string, found map[string]*linked) error {
	const format = "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}"
	list, err := goTool(top, []string{"GOOS=" + system, "GOARCH=amd64", "CGO_ENABLED=0"}, "list", "-deps", "-f", format, program)
	if err != nil {
		return err
	}
	for line := range strings.Lines(list) {
		f := strings.Split(strings.TrimSpace(line), "\t")
		if len(f) != 4 {
			continue
		}
		m := found[f[0]]
		if m == nil {
			m = &linked{version: f[1], dir: f[2], folders: map[string]bool{}}
			found[f[0]] = m
		}
		folder, err := filepath.Rel(f[2], f[3])
		if err != nil {
			return err
		}
		// A part of a module may have been taken from elsewhere, and say so in its folder.
		for at := filepath.ToSlash(folder); ; at = path.Dir(at) {
			m.folders[at] = true
			if at == "." {
				break
			}
		}
	}
	return nil
}

// goTool runs the go command and gives what it prints.
func goTool(top string, env []string, args ...string) (string, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir, cmd.Env = top, append(os.Environ(), env...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("go %s: %w\n%s", strings.Join(args, " "), err, said.String())
	}
	return string(out), nil
}

// output runs a program and gives what it prints.
func output(name string, args ...string) ([]byte, error) { return exec.Command(name, args...).Output() }
