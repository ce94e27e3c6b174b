//go:build browser

package browser

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// HTML over one page of every shape, by html-validate; html-validate.cjs says which rules are off, and why.
func TestConformance(t *testing.T) {
	shown := builtSite(t)
	var files []string
	for _, shape := range shown.names() {
		files = append(files, shown.shapes[shape])
	}
	for _, finding := range nonConforming(t, shown.files, files) {
		t.Error(finding)
	}
}

// judgement is what html-validate's JSON says of one file.
type judgement struct {
	FilePath string `json:"filePath"`
	Messages []struct {
		RuleID  string `json:"ruleId"`
		Message string `json:"message"`
		Line    int    `json:"line"`
		Column  int    `json:"column"`
	} `json:"messages"`
}

// nonConforming runs html-validate over copies of the files, each below a folder of its own so that the report can name it.
func nonConforming(t *testing.T, files fs.FS, names []string) []string {
	t.Helper()
	copies := t.TempDir()
	for _, name := range names {
		html, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		target := filepath.Join(copies, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o750); err != nil {
			t.Fatal(err)
		}
		writeFile(t, target, html)
	}
	command := exec.Command("node", "../../node_modules/html-validate/bin/html-validate.mjs",
		"--config", "html-validate.cjs", "--formatter", "json", filepath.Join(copies, "**", "*.html"))
	var out, complaint bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaint
	failed := command.Run() // exit 1 with a report means findings
	var judged []judgement
	if err := json.Unmarshal(out.Bytes(), &judged); err != nil {
		t.Fatalf("html-validate gave no report: %v, %v\n%s%s\ninstall it with: npm ci", failed, err, &out, &complaint)
	}
	var found []string
	for _, page := range judged {
		name, err := filepath.Rel(copies, page.FilePath)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.Messages {
			found = append(found, fmt.Sprintf("%s:%d:%d: html: %s (%s)", filepath.ToSlash(name), m.Line, m.Column, m.Message, m.RuleID))
		}
	}
	if failed != nil && len(found) == 0 {
		t.Fatalf("html-validate: %v\n%s", failed, &complaint)
	}
	return found
}
