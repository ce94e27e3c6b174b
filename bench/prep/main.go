// Command prep does for Hugo what its templates would take minutes for: it reads the
// tables of a site, adds them up for every area, and writes what each page says as
// JSON, one file for each kabupaten or kota. Its time is part of Hugo's time.
//
// Usage:
//
//	go run ./bench/prep SITE WORK HUGO_SITE
//
// SITE is a folder with data/ and content/ as `go run ./cmd/sampledata -country` makes
// it. WORK gets the JSON and the hugo.toml that mounts it. HUGO_SITE is bench/hugo.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "usage: prep SITE WORK HUGO_SITE")
		os.Exit(2)
	}
	if err := prepare(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "prep:", err)
		os.Exit(1)
	}
}

func prepare(site, work, theme string) error {
	var folders []string
	for _, dir := range []string{site, work, theme} {
		abs, err := filepath.Abs(dir)
		if err != nil {
			return err
		}
		folders = append(folders, abs)
	}
	r, err := readRegister(site)
	if err != nil {
		return err
	}
	if err := r.readReports(site); err != nil {
		return err
	}
	r.addUp()
	config := fmt.Sprintf(settings, folders[2], folders[2], folders[2], folders[0], folders[1])
	if err := os.MkdirAll(filepath.Join(work, "assets"), 0o755); err != nil {
		return err
	}
	return errors.Join(
		os.WriteFile(filepath.Join(work, "hugo.toml"), []byte(config), 0o644),
		writeShards(filepath.Join(work, "assets"), r),
	)
}

// Whatever Hugo makes beside the pages is off, and a page is one file, not a folder.
const settings = `baseURL = "https://example.go.id/"
locale = "id"
title = "Portal uji"
uglyURLs = true
timeout = "3600s"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "section", "404"]
[[module.mounts]]
source = "%s/layouts"
target = "layouts"
[[module.mounts]]
source = "%s/content"
target = "content"
[[module.mounts]]
source = "%s/static"
target = "static"
[[module.mounts]]
source = "%s/content/berita"
target = "content/berita"
[[module.mounts]]
source = "%s/assets"
target = "assets"
`

// writeShards writes the pages of each kabupaten or kota, and those of provinces.
func writeShards(dir string, r *register) error {
	shards, names := map[string][]*unit{}, []string(nil)
	for _, u := range r.units {
		name := u.shard()
		if shards[name] == nil {
			names = append(names, name)
		}
		shards[name] = append(shards[name], u)
	}
	todo, failed := make(chan string), make([]error, runtime.GOMAXPROCS(0))
	var workers sync.WaitGroup
	for i := range failed {
		workers.Go(func() {
			for name := range todo {
				var pages []page
				for _, u := range shards[name] {
					pages = append(pages, pageOf(u))
				}
				text, err := json.Marshal(pages)
				failed[i] = errors.Join(failed[i], err, writeChanged(filepath.Join(dir, name+".json"), text))
			}
		})
	}
	for _, name := range names {
		todo <- name
	}
	close(todo)
	workers.Wait()
	return errors.Join(failed...)
}

// writeChanged leaves a file alone that says the same already.
func writeChanged(path string, text []byte) error {
	if old, err := os.ReadFile(path); err == nil && string(old) == string(text) {
		return nil
	}
	return os.WriteFile(path, text, 0o644)
}

// shard names the file that a unit's page is told in.
func (u *unit) shard() string {
	for ; u != nil; u = u.parent {
		if u.kind == "kabkota" {
			return strings.ReplaceAll(u.code, ".", "")
		}
	}
	return "provinsi"
}
