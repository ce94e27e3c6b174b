// Command nationallists writes the national lists that the program carries: codes
// and names of every area of Indonesia, and of every puskesmas.
//
// The files in sources/ are unchanged copies of what others publish; NOTICE says
// whose they are and under which licence. Puskesmas are listed there by codes of
// 2022, so those of the provinces that were made since are found by the names of
// their kabupaten; what cannot be found stops the command. The same sources give
// the same lists.
//
// Usage, from the top of the repository:
//
//	go run ./cmd/nationallists [-dir .]
package main

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

// Where the sources are and where the lists go, from the top of the repository.
const (
	sourcesDir = "cmd/nationallists/sources"
	listsDir   = "internal/national/lists"
)

func main() {
	dir := flag.String("dir", ".", "top of the repository")
	flag.Parse()
	if err := run(*dir); err != nil {
		fmt.Fprintln(os.Stderr, "nationallists:", err)
		os.Exit(2)
	}
}

func run(dir string) error {
	areas, puskesmas, err := lists(os.DirFS(filepath.Join(dir, sourcesDir)))
	if err != nil {
		return err
	}
	for name, text := range map[string][]byte{"areas.csv.gz": areas, "puskesmas.csv.gz": puskesmas} {
		packed, err := pack(text)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, listsDir, name), packed, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// pack compresses a list, without a name or a time in it.
func pack(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
