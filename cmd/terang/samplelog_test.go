package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"terang/cmd/sampledata/made"
	"terang/cmd/sampledata/meranti"
)

// The sample's log of revisions is what `terang diff` writes of the sample before and after each of its corrections.
// `go test ./cmd/terang -run SampleLog -update` writes it anew.
func TestSampleLog(t *testing.T) {
	t.Parallel()
	const committed = "../../data/revisions.csv"
	all, err := meranti.Corrections(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	site, err := os.ReadFile("../../site.yaml")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	log := filepath.Join(dir, "revisions.csv")
	for _, c := range all {
		was, is := filepath.Join(dir, c.Day, "before"), filepath.Join(dir, c.Day, "after")
		for folder, files := range map[string][]made.File{was: c.Before, is: c.After} {
			for _, f := range append(files, made.File{Path: "site.yaml", Body: site}) {
				name := filepath.Join(folder, filepath.FromSlash(f.Path))
				if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(name, f.Body, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
		cmd := exec.Command(os.Args[0], "diff", was, is, "--date", c.Day, "--log", log, "--reason", c.Reason)
		cmd.Env = append(os.Environ(), asTerang+"=1")
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", c.Day, err, said)
		}
	}
	last := all[len(all)-1].After
	for _, f := range last { // what is mended last is the sample as it is
		if now, err := os.ReadFile(filepath.Join("../..", filepath.FromSlash(f.Path))); err != nil || !bytes.Equal(now, f.Body) {
			t.Errorf("after the last correction %s is not what is committed (%v)", f.Path, err)
		}
	}
	got, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(committed, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(committed)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("terang diff writes\n%s\ncommitted is\n%s", got, want)
	}
	if n := strings.Count(string(got), ",ht,,,,,"); n != 4 {
		t.Errorf("%d corrections of few people are told without numbers, meant are 4:\n%s", n, got)
	}
}
