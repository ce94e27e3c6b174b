package main

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra/doc"
)

var manual = flag.String("manual", "", "folder to write the pages of the manual into, of the day SOURCE_DATE_EPOCH")

// TestManual makes a page of the manual for every command, from what the command says of itself.
func TestManual(t *testing.T) {
	dir := *manual
	if dir == "" {
		dir = t.TempDir()
	}
	seconds, _ := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	day := time.Unix(seconds, 0).UTC()
	root := newRoot(world{out: io.Discard, err: io.Discard, env: func(string) string { return "" }, now: func() time.Time { return day }})
	root.DisableAutoGenTag = true
	if err := doc.GenManTree(root, &doc.GenManHeader{Title: "TERANG", Section: "1", Source: "Terang", Manual: "Terang", Date: &day}, dir); err != nil {
		t.Fatal(err)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		home = "/root"
	}
	for _, c := range root.Commands() {
		page, err := os.ReadFile(filepath.Join(dir, "terang-"+c.Name()+".1"))
		if err != nil && c.IsAvailableCommand() {
			t.Error(err)
		}
		if err != nil {
			continue
		}
		if !strings.HasPrefix(string(page), ".nh\n.TH ") || !strings.Contains(string(page), c.Short) {
			t.Errorf("terang-%s.1 is no page of a manual:\n%.200s", c.Name(), page)
		}
		if regexp.MustCompile(regexp.QuoteMeta(home) + `\b`).Match(page) {
			t.Errorf("terang-%s.1 names this machine's %s", c.Name(), home)
		}
	}
}
