package build

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"terang/internal/health"
	"terang/internal/publish"
	"terang/internal/source"
	"terang/internal/theme"
)

// How many edits are made of each site, and from which seed; `make edits N=10000 SEED=7` asks for more.
var (
	editsMade = flag.Int("edits", 50, "edits that TestEditsOfAllKinds makes of each site")
	editsSeed = flag.Uint64("editseed", 1, "where its chance begins")
)

// TestEditsOfAllKinds makes edits of every kind, by chance, and holds each build that passes over what it made before against
// a build from nothing: the same files, byte for byte, and the same told.
func TestEditsOfAllKinds(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]func(*testing.T) string{
		"kabupaten": func(t *testing.T) string { return input(t, smallDir) },
		"provinsi":  smallProvince,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			newBureau(t, begin(t)).work(*editsMade)
		})
	}
}

// bureau is an office whose people edit their site without rest.
type bureau struct {
	*testing.T
	*rand.Rand
	o      Options
	kept   map[string]string // the input at an earlier time
	done   []string
	stands map[string]string  // what the output folder must hold: the last site without errors
	passed int                // parts that were passed over
	broken bool               // the input has errors
	looks  memo[*theme.Theme] // reading a theme takes as long as all else
}

func newBureau(t *testing.T, dir string) *bureau {
	t.Helper()
	b := &bureau{T: t, Rand: rand.New(rand.NewPCG(*editsSeed, 8)), stands: map[string]string{}}
	b.o = Options{Dir: dir, Out: "public", Date: day(), AsOf: health.NoMonth, Program: "one", unpainted: true}
	b.change("site.yaml", func(s string) string { return s + "pictures: none\ncopies: false\n" })
	b.kept = b.input()
	return b
}

// work makes edits, mostly one, seldom several, before each build.
func (b *bureau) work(builds int) {
	b.Helper()
	b.build()
	for n := range builds {
		if n > 0 && n%500 == 0 {
			b.Logf("%d builds, %d edits", n, len(b.done))
		}
		if b.broken && b.IntN(3) > 0 {
			b.restore(b.kept)
		}
		for range 1 + b.IntN(2)*b.IntN(3) {
			e := edits[b.IntN(len(edits))]
			if b.IntN(2) == 0 {
				e = edits[0]
			}
			b.done = append(b.done, e.name)
			e.do(b)
		}
		b.build()
		if b.Failed() {
			b.Fatalf("seed %d, after %d edits, the last ones: %s", *editsSeed, len(b.done), strings.Join(b.done[max(0, len(b.done)-8):], "; "))
		}
	}
	b.Logf("%d edits; %d parts of the site were passed over", len(b.done), b.passed)
	if b.passed == 0 {
		b.Error("no build passed over anything")
	}
}

// build builds again, and from nothing, and compares.
func (b *bureau) build() {
	b.Helper()
	o, look := b.o, &Kept{looks: b.looks}
	o.Kept = look
	got, gotPs, err := Site(context.Background(), o)
	if err != nil {
		b.Fatal(err)
	}
	gotPs = slices.DeleteFunc(gotPs, func(p source.Problem) bool { return p.Code == "address-gone" }) // which a build from nothing cannot know
	o.Kept = &Kept{looks: look.looks}
	files, want, wantPs := b.fromNothing(o)
	if !slices.Equal(plainProblems(gotPs), plainProblems(wantPs)) {
		b.Errorf("told\n%s\nwant\n%s", told(gotPs), told(wantPs))
	}
	b.passed += got.Passed
	b.looks, b.broken = o.Kept.looks, wantPs.HasErrors()
	got.Passed, got.Damaged, got.Publish, got.Vanished = 0, false, publish.Report{}, nil
	if got.Files > 0 {
		got.Files -= digestFiles
	}
	if !b.broken {
		b.stands = files
	}
	if !reflect.DeepEqual(got, want) {
		b.Errorf("told\n%+v\nwant\n%+v", got, want)
	}
	b.holds()
}

// digestFiles is how many files of digests a small site has: build.json and one list.
const digestFiles = 2

// fromNothing builds in memory, as a first build does.
func (b *bureau) fromNothing(o Options) (map[string]string, Result, source.Problems) {
	b.Helper()
	s, ps, err := read(context.Background(), o)
	if err != nil {
		b.Fatal(err)
	}
	defer s.close()
	if ps.HasErrors() {
		return nil, Result{}, ps
	}
	var mu sync.Mutex
	files, result := map[string]string{}, s.result()
	err = s.write(context.Background(), o.Jobs, outlet{write: func(name string, body []byte) error {
		mu.Lock()
		defer mu.Unlock()
		files[name] = string(body)
		return nil
	}})
	if err != nil {
		b.Fatal(err)
	}
	if ps = append(ps, s.scale.problems()...); ps.HasErrors() {
		return nil, Result{}, ps
	}
	result.Files, result.BaseURL, result.WithDrafts = len(files), s.cfg.BaseURL, o.Drafts
	result.Outlines.Maps, result.Outlines.Largest, result.Outlines.Budget = s.outlines()
	return files, result, ps
}

// plainProblems are problems without what is empty in one way or another.
func plainProblems(ps source.Problems) []string {
	var list []string
	for _, p := range ps {
		list = append(list, fmt.Sprintf("%+v", p))
	}
	return list
}

// holds compares the output folder with what must stand there.
func (b *bureau) holds() {
	b.Helper()
	got := map[string]string{}
	if _, err := os.Stat(b.in("public/" + buildFile)); err == nil || len(b.stands) > 0 {
		got = unsealed(b.T, b.in("public"), b.broken) // what is refused mends nothing
	}
	for _, name := range slices.Sorted(maps.Keys(b.stands)) {
		if body, ok := got[name]; !ok || body != b.stands[name] {
			b.Errorf("%s: there %t, the same %t", name, ok, body == b.stands[name])
		}
	}
	for name := range got {
		if _, ok := b.stands[name]; !ok {
			b.Errorf("%s stands and must not", name)
		}
	}
}

func (b *bureau) in(name string) string { return filepath.Join(b.o.Dir, filepath.FromSlash(name)) }

// input reads the site as it is.
func (b *bureau) input() map[string]string {
	b.Helper()
	files := tree(b.T, b.o.Dir)
	maps.DeleteFunc(files, func(name, _ string) bool {
		return strings.HasPrefix(name, "public/") || strings.HasPrefix(name, ".terang/")
	})
	return files
}

// change edits a file; one that is not there is left.
func (b *bureau) change(name string, how func(string) string) {
	b.Helper()
	body, err := os.ReadFile(b.in(name))
	if err == nil {
		put(name, how(string(body)))(b.T, b.o.Dir)
	}
}

// pick gives one of the input's files below a folder, "" where there is none.
func (b *bureau) pick(folder, ending string) string {
	b.Helper()
	var names []string
	for name := range b.input() {
		if strings.HasPrefix(name, folder) && strings.HasSuffix(name, ending) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	if len(names) == 0 {
		return ""
	}
	return names[b.IntN(len(names))]
}

// row edits one row of a table below its headings, or takes it away where how gives "".
func (b *bureau) row(name string, how func(cells []string) string) {
	b.Helper()
	b.change(name, func(s string) string {
		lines := strings.Split(strings.TrimSuffix(s, "\n"), "\n")
		if len(lines) < 3 {
			return s
		}
		at := 1 + b.IntN(len(lines)-1)
		if lines[at] = how(strings.Split(lines[at], ",")); lines[at] == "" {
			lines = slices.Delete(lines, at, at+1)
		}
		return strings.Join(lines, "\n") + "\n"
	})
}

// setting gives a key of site.yaml a value, or takes it away.
func (b *bureau) setting(key, value string) {
	b.Helper()
	b.change("site.yaml", func(s string) string {
		var lines []string
		for line := range strings.Lines(s) {
			if !strings.HasPrefix(line, key+":") {
				lines = append(lines, line)
			}
		}
		if value != "" {
			lines = append(lines, key+": "+value+"\n")
		}
		return strings.Join(lines, "")
	})
}

// restore makes the input what it was at another time.
func (b *bureau) restore(files map[string]string) {
	b.Helper()
	for name := range b.input() {
		if _, ok := files[name]; !ok {
			gone(name)(b.T, b.o.Dir)
		}
	}
	for name, body := range files {
		put(name, body)(b.T, b.o.Dir)
	}
}

// cancelled stops a build at some instant: the old site stands.
func (b *bureau) cancelled() {
	b.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Duration(b.IntN(60))*time.Millisecond)
	defer cancel()
	if _, ps, err := Site(ctx, b.o); err != nil || ps.HasErrors() {
		b.holds()
	} else { // it was quicker
		b.build()
	}
}
