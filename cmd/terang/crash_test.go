package main

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// asTerang has this test binary be the program, in a process of its own that can be killed.
const asTerang = "TERANG_AS_PROGRAM"

// crashing is a small site, with what it gives before and after an edit.
type crashing struct {
	t        *testing.T
	site     string
	old, new map[string]string // published files
	was, is  string            // the edited table before and after
	foreign  string            // a file in public/ that is not ours
}

const (
	editedTable = "data/observations/2024.csv"
	crashDay    = "2024-10-08"
)

func newCrashing(t *testing.T) *crashing {
	t.Helper()
	small, err := txtar.ParseFile("testdata/small.txtar")
	if err != nil {
		t.Fatal(err)
	}
	c := &crashing{t: t, site: filepath.Join(t.TempDir(), "site")}
	if err := txtar.Write(small, c.site); err != nil {
		t.Fatal(err)
	}
	c.put("site.yaml", c.read("site.yaml")+"pictures: none\n")
	c.was = c.read(editedTable)
	c.is = strings.Replace(c.was, "99.01.01.2001,44,540", "99.01.01.2001,59,540", 1)
	if c.is == c.was {
		t.Fatal("the row to be edited is gone")
	}
	c.put(editedTable, c.is)
	c.put("content/berita/baru.md", "---\njudul: Berita baru\ntanggal: 2024-04-01\nringkasan: Ada yang baru.\n---\n\nTeks.\n")
	c.mustBuild()
	c.new = c.public()
	c.put(editedTable, c.was)
	c.drop("content/berita/baru.md")
	c.mustBuild()
	c.old = c.public()
	if maps.Equal(c.old, c.new) {
		t.Fatal("the edit changes nothing")
	}
	c.foreign = "berita/punya-orang.txt"
	c.put("public/"+c.foreign, "bukan milik terang")
	return c
}

// edit makes the site's input the new one.
func (c *crashing) edit() {
	c.put(editedTable, c.is)
	c.put("content/berita/baru.md", "---\njudul: Berita baru\ntanggal: 2024-04-01\nringkasan: Ada yang baru.\n---\n\nTeks.\n")
}

func (c *crashing) unedit() {
	c.put(editedTable, c.was)
	c.drop("content/berita/baru.md")
}

func (c *crashing) put(name, body string) {
	c.t.Helper()
	name = filepath.Join(c.site, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(body), 0o644)); err != nil {
		c.t.Fatal(err)
	}
}

func (c *crashing) drop(name string) {
	c.t.Helper()
	if err := os.RemoveAll(filepath.Join(c.site, filepath.FromSlash(name))); err != nil {
		c.t.Fatal(err)
	}
}

func (c *crashing) read(name string) string {
	c.t.Helper()
	body, err := os.ReadFile(filepath.Join(c.site, filepath.FromSlash(name)))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(body)
}

// public reads what is published, without what is not ours.
func (c *crashing) public() map[string]string {
	c.t.Helper()
	dir := filepath.Join(c.site, "public")
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return map[string]string{}
	}
	files, err := filesIn(dir)
	if err != nil {
		c.t.Fatal(err)
	}
	delete(files, c.foreign)
	return files
}

func (c *crashing) command(args ...string) *exec.Cmd {
	cmd := exec.Command(os.Args[0], append([]string{"build", "--site", c.site, "--date", crashDay}, args...)...)
	cmd.Env = append(os.Environ(), asTerang+"=1")
	return cmd
}

func (c *crashing) mustBuild() {
	c.t.Helper()
	if said, err := c.command().CombinedOutput(); err != nil {
		c.t.Fatalf("%v\n%s", err, said)
	}
}

// holds fails unless what is published is one of these, and what is not ours is there still.
func (c *crashing) holds(when string, any ...map[string]string) {
	c.t.Helper()
	got := c.public()
	if !slices.ContainsFunc(any, func(want map[string]string) bool { return maps.Equal(got, want) }) {
		var differ []string
		for name, body := range any[0] {
			if got[name] != body {
				differ = append(differ, name)
			}
		}
		slices.Sort(differ)
		c.t.Fatalf("%s: %d files are published, and neither site; unlike the first in %q", when, len(got), differ)
	}
	if c.foreign != "" {
		if body, err := os.ReadFile(filepath.Join(c.site, "public", c.foreign)); err != nil || string(body) != "bukan milik terang" {
			c.t.Fatalf("%s: what is not ours: %q, %v", when, body, err)
		}
	}
}

// Builds and rebuilds are killed at 200 random instants; after one more run public/ is
// whole, of the site that was or of the one that came, whichever that run was asked for.
func TestBuildsKilledAtRandomInstants(t *testing.T) {
	t.Parallel()
	c := newCrashing(t)
	chance := rand.New(rand.NewPCG(9, 2024))
	c.edit()
	began := time.Now()
	c.mustBuild()
	lasts := time.Since(began)
	c.unedit()
	c.mustBuild()
	killed := 0
	for i := range 200 {
		first := i%4 == 3
		if first {
			c.drop("public")
			c.drop(".terang")
			c.put("public/"+c.foreign, "bukan milik terang")
		}
		c.edit()
		build := c.command()
		if err := build.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(chance.Int64N(int64(lasts) * 5 / 4)))
		if build.Process.Kill() == nil {
			killed++
		}
		_ = build.Wait()
		switch i % 3 {
		case 0: // the next run is refused: what was begun is finished or undone all the same
			c.put(editedTable, c.is+"2024-03,tidakada,99.01.01.2001,1,2,,,,\n")
			if c.command().Run() == nil {
				t.Fatal("a broken table was taken")
			}
			if first {
				c.holds("after a refused run", c.new, map[string]string{})
			} else {
				c.holds("after a refused run", c.new, c.old)
			}
		case 1:
			c.mustBuild()
			c.holds("after the same run", c.new)
		}
		c.unedit()
		c.mustBuild()
		c.holds("after the run before", c.old)
	}
	if killed < 150 {
		t.Errorf("%d builds were killed, too few to mean anything", killed)
	}
}

// A table that is replaced again and again while builds run: each leaves one whole site or
// says that the table changed under it, and the last one leaves that of the table as it is then.
func TestInputThatChangesUnderABuild(t *testing.T) {
	t.Parallel()
	c := newCrashing(t)
	onlyTable := c.is // the post stays away: one file changes, so there are two sites
	c.put(editedTable, onlyTable)
	c.mustBuild()
	edited := c.public()
	stop := make(chan struct{})
	var writer sync.WaitGroup
	writer.Go(func() {
		name, beside := filepath.Join(c.site, filepath.FromSlash(editedTable)), filepath.Join(c.site, "..", "next.csv")
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			case <-time.After(3 * time.Millisecond):
				body := c.was
				if i%2 == 0 {
					body = onlyTable
				}
				_ = os.WriteFile(beside, []byte(body), 0o644)
				_ = os.Rename(beside, name)
			}
		}
	})
	built := 0
	for range 40 {
		said, err := c.command().CombinedOutput()
		if err == nil {
			built++
		} else if !strings.Contains(string(said), "[file-changed]") {
			t.Errorf("%v\n%s", err, said)
		}
		c.holds("while the table changes", c.old, edited)
	}
	close(stop)
	writer.Wait()
	if built == 0 {
		t.Error("no build came to its end")
	}
	for i := range 6 {
		body, want := c.was, c.old
		if i%2 == 0 {
			body, want = onlyTable, edited
		}
		c.put(editedTable, body)
		c.mustBuild()
		c.holds("once the table rests", want)
	}
}

// Two builds at once: at least one comes to its end, the other one says that it is kept
// out or waits, and public/ is whole.
func TestTwoBuildsAtOnce(t *testing.T) {
	t.Parallel()
	c := newCrashing(t)
	for i := range 10 {
		want := c.old
		if i%2 == 0 {
			c.edit()
			want = c.new
		} else {
			c.unedit()
		}
		one, other := c.command(), c.command()
		var saysOne, saysOther bytes.Buffer
		one.Stderr, other.Stderr = &saysOne, &saysOther
		if err := errors.Join(one.Start(), other.Start()); err != nil {
			t.Fatal(err)
		}
		failedOne, failedOther := one.Wait(), other.Wait()
		if failedOne != nil && failedOther != nil {
			t.Fatalf("both failed:\n%s\n%s", &saysOne, &saysOther)
		}
		c.holds("after two builds", want)
	}
}

// Times of files say nothing: neither a clock that was set back nor one that went ahead
// hides an edit, and none makes one.
func TestTimesOfFilesSayNothing(t *testing.T) {
	t.Parallel()
	c := newCrashing(t)
	for i, day := range []time.Time{time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC)} {
		for _, edit := range []bool{true, false} {
			want := c.old
			if edit {
				c.edit()
				want = c.new
			} else {
				c.unedit()
			}
			err := filepath.WalkDir(c.site, func(name string, _ fs.DirEntry, err error) error {
				return errors.Join(err, os.Chtimes(name, day, day))
			})
			if err != nil {
				t.Fatal(err)
			}
			c.mustBuild()
			c.holds(day.Format(time.DateOnly), want)
		}
		said, err := c.command().Output()
		if err != nil || !strings.Contains(string(said), "0 ditulis") && i > 0 {
			t.Errorf("%v: %s", err, said)
		}
	}
}

// A disk that runs full in the middle leaves the old site, and says so; with room again
// the next run makes the new one.
func TestDiskThatRunsFull(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("a small disk is made by Linux")
	}
	t.Parallel()
	c := newCrashing(t)
	full := false
	for kilobytes := 300; kilobytes < 4000; kilobytes += 300 {
		// The site stands on a disk of its own in a namespace of its own; what stands there after is copied out.
		out := filepath.Join(c.t.TempDir(), "out")
		script := `mount -t tmpfs -o size=` + strconv.Itoa(kilobytes+sizeOf(t, c.site)/1024) + `k none "$3" && cp -a "$1/." "$3" && cp "$4" "$3/data/observations/2024.csv" && ` +
			`("$2" build --site "$3" --date ` + crashDay + ` --no-cache; echo "$?" >"$5.code") 2>"$5.said"; mkdir "$5"; cp -a "$3/." "$5"`
		mnt, edited := filepath.Join(c.t.TempDir(), "mnt"), filepath.Join(c.t.TempDir(), "2024.csv")
		if err := errors.Join(os.Mkdir(mnt, 0o755), os.WriteFile(edited, []byte(c.is), 0o644)); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", c.site, os.Args[0], mnt, edited, out)
		cmd.Env = append(os.Environ(), asTerang+"=1")
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Skipf("no disk of its own is to be had here: %v\n%s", err, said)
		}
		code, said := c.text(out+".code"), c.text(out+".said")
		after := &crashing{t: t, site: out, foreign: c.foreign}
		if strings.TrimSpace(code) != "0" {
			full = true
			if !strings.Contains(said, "no space left") {
				t.Errorf("%d kB: exit code %s, and it says\n%s", kilobytes, code, said)
			}
			after.holds("on a full disk", c.old)
		}
		after.mustBuild()
		only := maps.Clone(after.public())
		if maps.Equal(only, c.old) {
			t.Errorf("%d kB: with room again the old site stands", kilobytes)
		}
	}
	if !full {
		t.Error("the disk never ran full")
	}
}

// sizeOf gives the bytes of a folder's files, each in whole pages of memory.
func sizeOf(t *testing.T, dir string) (n int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		n += (int(info.Size()) + 4095) / 4096 * 4096
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func (c *crashing) text(name string) string {
	c.t.Helper()
	body, err := os.ReadFile(name)
	if err != nil {
		c.t.Fatal(err)
	}
	return string(body)
}
