package source

import (
	"errors"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

// turning is a folder whose files are others when they are looked at again.
type turning struct {
	fstest.MapFS
	then *fstest.MapFile
}

func (f turning) Stat(string) (fs.FileInfo, error) { return fstest.MapFS{"a": f.then}.Stat("a") }

func TestReadFile(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"a": {Data: []byte("text")}, "d/a": {}}
	for _, c := range []struct {
		root fs.FS
		file string
		code Code
	}{
		{files, "a", ""},
		{files, "d/a", ""},
		{files, "b", ""},
		{files, "d", "unreadable-file"},
		{fstest.MapFS{"a": {Data: []byte("longer than that")}}, "a", "file-too-large"},
		{turning{files, &fstest.MapFile{Data: []byte("texts")}}, "a", "file-changed"},
		{turning{files, &fstest.MapFile{Data: []byte("text"), ModTime: time.Unix(1, 0)}}, "a", "file-changed"},
	} {
		var ps Problems
		data, err := ReadFile(c.root, c.file, 8, &ps)
		if c.code == "" && len(ps) > 0 || c.code != "" && (len(ps) != 1 || ps[0].Code != c.code || err == nil) {
			t.Errorf("%s: %v, %v", c.file, ps, err)
		}
		if missing := c.file == "b"; errors.Is(err, fs.ErrNotExist) != missing || err == nil && string(data) != strings.Repeat("text", len(data)/4) {
			t.Errorf("%s: %q, %v", c.file, data, err)
		}
	}
}
