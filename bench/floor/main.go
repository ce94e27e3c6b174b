// Command floor measures what no program that writes a site can go below: the same
// files with the same bytes, plainly written by two workers. It also measures what a
// program must do at the least to know that nothing has changed: ask for each file of
// the output, and hash each file of the input.
//
// Usage:
//
//	go run ./bench/floor OUT NEW INPUT…
//
// OUT is a finished site, NEW a folder that is not there and is gone again afterwards;
// INPUT are folders. The result is one line of JSON, in seconds.
package main

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"
)

// workers is how many files are under way at once.
const workers = 2

// A batch of files is read before the clock starts, so that a large site need not fit into memory.
const batchBytes = 128 << 20

// result is what was measured, in seconds.
type result struct {
	Files int     `json:"files"`
	Bytes int64   `json:"bytes"`
	Write float64 `json:"write"`
	Stat  float64 `json:"stat"`
	Hash  float64 `json:"hash"`
}

func main() {
	if len(os.Args) < 4 {
		fmt.Fprintln(os.Stderr, "usage: floor OUT NEW INPUT…")
		os.Exit(2)
	}
	r, err := measure(os.Args[1], os.Args[2], os.Args[3:])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(r)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "floor:", err)
		os.Exit(1)
	}
}

func measure(out, target string, inputs []string) (r result, err error) {
	if _, err := os.Lstat(target); err == nil {
		return r, fmt.Errorf("%s is there already", target)
	}
	files, folders, err := list(out)
	if err != nil {
		return r, err
	}
	r.Files = len(files)
	start := time.Now()
	err = each(files, func(name string) error {
		info, err := os.Lstat(filepath.Join(out, name))
		if err == nil {
			atomic.AddInt64(&r.Bytes, info.Size())
		}
		return err
	})
	r.Stat = time.Since(start).Seconds()
	if err == nil {
		r.Hash, err = hash(inputs)
	}
	if err == nil {
		r.Write, err = write(out, target, files, folders)
	}
	return r, errors.Join(err, os.RemoveAll(target))
}

// list gives the files and folders below a folder, by their paths from there.
func list(dir string) (files, folders []string, err error) {
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			folders = append(folders, filepath.FromSlash(name))
		} else {
			files = append(files, filepath.FromSlash(name))
		}
		return err
	})
	return files, folders, err
}

// each does something with all names, by runs of 64 neighbours.
func each(names []string, do func(name string) error) error {
	const run = 64
	var next atomic.Int64
	var all sync.WaitGroup
	failed := make([]error, workers)
	for w := range failed {
		all.Go(func() {
			for failed[w] == nil {
				from := int(next.Add(run)) - run
				if from >= len(names) {
					return
				}
				for _, name := range names[from:min(from+run, len(names))] {
					failed[w] = errors.Join(failed[w], do(name))
				}
			}
		})
	}
	all.Wait()
	return errors.Join(failed...)
}

// hash takes the digest of all input.
func hash(inputs []string) (float64, error) {
	var names []string
	for _, input := range inputs {
		files, _, err := list(input)
		if err != nil {
			return 0, err
		}
		for _, name := range files {
			names = append(names, filepath.Join(input, name))
		}
	}
	start := time.Now()
	err := each(names, func(name string) error {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		_, err = io.Copy(sha256.New(), f)
		return errors.Join(err, f.Close())
	})
	return time.Since(start).Seconds(), err
}

// write makes folders and files, and counts that time only, not the reading.
func write(from, to string, files, folders []string) (float64, error) {
	var spent time.Duration
	start := time.Now()
	for _, folder := range folders {
		if err := os.MkdirAll(filepath.Join(to, folder), 0o755); err != nil {
			return 0, err
		}
	}
	spent += time.Since(start)
	for len(files) > 0 {
		bodies, size := map[string][]byte{}, 0
		n := 0
		for ; n < len(files) && size < batchBytes; n++ {
			body, err := os.ReadFile(filepath.Join(from, files[n]))
			if err != nil {
				return 0, err
			}
			bodies[files[n]], size = body, size+len(body)
		}
		start := time.Now()
		err := each(files[:n], func(name string) error {
			return os.WriteFile(filepath.Join(to, name), bodies[name], 0o644)
		})
		if err != nil {
			return 0, err
		}
		spent += time.Since(start)
		files = files[n:]
	}
	return spent.Seconds(), nil
}
