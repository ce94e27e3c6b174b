package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"terang/cmd/sampledata/made"
)

const top = "../.."

func (p portal) made(t *testing.T) []made.File {
	t.Helper()
	files, err := p.make(os.DirFS(filepath.Join(top, filepath.FromSlash(p.folder))))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) {
	for _, p := range portals() {
		first, second := p.made(t), p.made(t)
		for i, f := range first {
			if f.Path != second[i].Path || !bytes.Equal(f.Body, second[i].Body) {
				t.Errorf("%s: %s differs between two runs", p.folder, f.Path)
			}
		}
	}
}

func TestCommittedDataIsWhatIsMade(t *testing.T) {
	for _, p := range portals() {
		for _, f := range p.made(t) {
			committed, err := os.ReadFile(filepath.Join(top, filepath.FromSlash(p.folder), filepath.FromSlash(f.Path)))
			if err != nil {
				t.Error(err)
				continue
			}
			if !bytes.Equal(committed, f.Body) {
				t.Errorf("%s: %s is not what is made: run go run ./cmd/sampledata", p.folder, f.Path)
			}
		}
	}
}

func TestWriteWritesWhatIsMade(t *testing.T) {
	p := portals()[0]
	dir := t.TempDir()
	if err := p.write(dir); err == nil {
		t.Fatal("no error without boundaries")
	}
	if err := os.CopyFS(filepath.Join(dir, "data/boundaries"), os.DirFS(filepath.Join(top, "data/boundaries"))); err != nil {
		t.Fatal(err)
	}
	if err := p.write(dir); err != nil {
		t.Fatal(err)
	}
	for _, f := range p.made(t) {
		written, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err != nil || !bytes.Equal(written, f.Body) {
			t.Errorf("%s: not written as made (%v)", f.Path, err)
		}
	}
}
