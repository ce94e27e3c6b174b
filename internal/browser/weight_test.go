//go:build browser

package browser

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

// Of every page: what must come over the wire before it can be read, and what may.
func TestWeight(t *testing.T) {
	shown := builtSite(t)
	heaviest, heaviestFile := 0, ""
	for file, html := range pages(t, shown.files) {
		first, optional, err := weight(shown.files, file, html)
		if err != nil {
			t.Errorf("%s: %v", file, err)
		}
		for _, finding := range append(overweight(first, optional), inTheWay(html)...) {
			t.Errorf("%s: %s", file, finding)
		}
		if first > heaviest {
			heaviest, heaviestFile = first, file
		}
	}
	t.Logf("heaviest page: %s, %d bytes gzip with its style sheets", heaviestFile, heaviest)
}

const (
	firstLoadBudget = 30_000 // bytes, gzip: HTML and style sheets; no script is needed
	scriptBudget    = 8_000  // bytes, gzip: scripts a page fetches by itself
)

func overweight(first, optional int) []string {
	var found []string
	if first > firstLoadBudget {
		found = append(found, fmt.Sprintf("weight: %d bytes gzip to the first view, budget %d", first, firstLoadBudget))
	}
	if optional > scriptBudget {
		found = append(found, fmt.Sprintf("weight: %d bytes gzip of scripts, budget %d", optional, scriptBudget))
	}
	return found
}

// inTheWay tells what a browser must fetch before it paints, beside the page and its one style sheet.
func inTheWay(html []byte) []string {
	var found []string
	sheets := 0
	for _, tag := range linkTag.FindAll(html, -1) {
		if a := attributes(tag); a["rel"] == "stylesheet" && a["media"] != "print" { // a browser paints without the sheet for paper
			sheets++
		}
	}
	if sheets > 1 {
		found = append(found, fmt.Sprintf("requests: %d style sheets, want one", sheets))
	}
	for _, tag := range scriptTag.FindAll(html, -1) {
		if bytes.Contains(tag, []byte(" src=")) && !bytes.Contains(tag, []byte(" defer")) {
			found = append(found, fmt.Sprintf("requests: %s halts the page", tag))
		}
	}
	return found
}

var (
	linkTag   = regexp.MustCompile(`<link\b[^>]*>`)
	scriptTag = regexp.MustCompile(`<script\b[^>]*>`)
	attribute = regexp.MustCompile(`\s(rel|href|src|media)="?([^"\s>]+)`)
)

// weight gives the gzip size of a page with its style sheets, and of the scripts it fetches without being asked.
func weight(files fs.FS, file string, html []byte) (first, optional int, err error) {
	first = gzipSize(html)
	base := baseURL(files)
	size := func(address string) (int, error) {
		name := path.Join(path.Dir(file), address)
		if base != "" && strings.HasPrefix(address, base) {
			name = strings.TrimPrefix(address, base)
		}
		body, err := fs.ReadFile(files, name)
		return gzipSize(body), err
	}
	for _, tag := range linkTag.FindAll(html, -1) {
		if link := attributes(tag); link["rel"] == "stylesheet" {
			n, err := size(link["href"])
			if err != nil {
				return 0, 0, err
			}
			first += n
		}
	}
	for _, tag := range scriptTag.FindAll(html, -1) {
		if address, ok := attributes(tag)["src"]; ok {
			n, err := size(address)
			if err != nil {
				return 0, 0, err
			}
			optional += n
		}
	}
	return first, optional, nil
}

func attributes(tag []byte) map[string]string {
	found := map[string]string{}
	for _, pair := range attribute.FindAllSubmatch(tag, -1) {
		found[string(pair[1])] = string(bytes.TrimSuffix(pair[2], []byte("/")))
	}
	return found
}

func gzipSize(body []byte) int {
	var packed bytes.Buffer
	writer, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	_, _ = writer.Write(body) // a bytes.Buffer does not fail
	_ = writer.Close()
	return packed.Len()
}
