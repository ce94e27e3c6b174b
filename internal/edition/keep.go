package edition

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// Why an edition cannot be kept.
var (
	ErrExists = errors.New("an edition of that name is there, and an edition never changes")
	ErrName   = errors.New("that is no name of an edition")
)

// Kept is a file to keep, as the site has it.
type Kept struct {
	Name string
	Body []byte
}

// Keep writes an edition below a site's folder, as a whole or not at all.
func Keep(root *os.Root, name string, list []Kept) (e Edition, err error) {
	if !ValidName(name) {
		return e, ErrName
	}
	e.Name = name
	to := path.Join(Folder, name)
	if Has(root, name) {
		return e, ErrExists
	}
	if err := root.MkdirAll(Folder, 0o755); err != nil {
		return e, err
	}
	list = slices.SortedFunc(slices.Values(list), func(a, b Kept) int { return cmp.Compare(a.Name, b.Name) })
	var sums bytes.Buffer
	for _, f := range list {
		if !Takes(f.Name) {
			return e, fmt.Errorf("%s is no file of an edition", f.Name)
		}
		of := File{f.Name, int64(len(f.Body)), hexOf(sha256.Sum256(f.Body))}
		fmt.Fprintf(&sums, "%s  %s\n", of.Sum, of.Name)
		e.Files = append(e.Files, of)
	}
	e.Sums = File{SumsFile, int64(sums.Len()), hexOf(sha256.Sum256(sums.Bytes()))}
	temp := unfinished(name)
	_ = root.RemoveAll(temp) // of a run that was cut off
	err = fill(root, temp, append(list, Kept{SumsFile, sums.Bytes()}))
	if err == nil {
		err = root.Rename(temp, to) // which takes no folder's place that holds something
	}
	if err != nil {
		err = errors.Join(err, root.RemoveAll(temp))
	}
	return e, err
}

// Has says whether something stands where an edition of a name would.
func Has(root *os.Root, name string) bool {
	_, err := root.Lstat(filepath.Join(filepath.FromSlash(Folder), name))
	return !errors.Is(err, fs.ErrNotExist)
}

// unfinished is where an edition is written before it is one: where no build looks, on the same disk.
func unfinished(name string) string { return path.Join(path.Dir(Folder), ".edition-"+name) }

func fill(root *os.Root, folder string, list []Kept) error {
	if err := root.Mkdir(folder, 0o755); err != nil {
		return err
	}
	for _, f := range list {
		to, err := root.Create(path.Join(folder, f.Name))
		if err != nil {
			return err
		}
		_, err = to.Write(f.Body)
		if err == nil {
			err = to.Sync()
		}
		if err = errors.Join(err, to.Close()); err != nil {
			return err
		}
	}
	return nil
}
