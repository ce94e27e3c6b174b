package dataset

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"terang/internal/config"
	"terang/internal/source"
)

// restless is a site of which one file is another one when it is looked at again.
type restless struct {
	fstest.MapFS
	file string
}

func (r restless) Open(name string) (fs.File, error) {
	f, err := r.MapFS.Open(name)
	if name == r.file && err == nil {
		was := r.MapFS[name]
		r.MapFS[name] = &fstest.MapFile{Data: was.Data, ModTime: was.ModTime.Add(time.Second)}
	}
	return f, err
}

// Stat looks at the file as it is now, without reading it.
func (r restless) Stat(name string) (fs.FileInfo, error) { return r.MapFS.Stat(name) }

func TestFilesThatChangeWhileTheyAreRead(t *testing.T) {
	t.Parallel()
	for file, text := range map[string]string{
		regionsFile: "", facilitiesFile: "", "data/observations/2024.csv": "", "data/boundaries/x.json": `{"features":[]}`,
		"data/observations/x.tsv": "period\tindicator\tarea\tnumerator\tdenominator\n2022-01\tbumil\t14.10.02.2005\t6\t84\n",
	} {
		site := siteOf(archive(t, "testdata/valid.txtar"))
		if text != "" {
			site[file] = &fstest.MapFile{Data: []byte(text)}
		}
		cfg, _ := config.Read(site)
		_, ps := Read(restless{site, file}, cfg, Options{Date: testDay})
		if !slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Code == "file-changed" && p.Pos.File == file }) {
			t.Errorf("%s: %v", file, ps)
		}
	}
}

// Where rows end is the same however the text is cut, also above a line without an end.
func TestLineWithoutAnEnd(t *testing.T) {
	t.Parallel()
	rows := strings.Repeat("2024-08,bumil\n", 100)
	for _, size := range []int{64, 1 << 12, 1 << 21} {
		c := &chunker{in: strings.NewReader(rows + strings.Repeat("x", 3<<20) + "\n" + rows), size: size, walk: scanner{delim: ','}}
		got := ""
		for {
			piece := c.next(nil)
			if len(piece) == 0 {
				break
			}
			got += string(piece)
		}
		if got != rows || !c.long {
			t.Errorf("pieces of %d: %d bytes, want %d; without an end %v", size, len(got), len(rows), c.long)
		}
	}
}
