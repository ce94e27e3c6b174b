package build

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shareOptions builds a site's folder into out, with all that a portal may ask for.
func shareOptions(dir, out string, s Share) Options {
	return Options{Dir: dir, Out: out, Date: day(), Program: "test", Version: "v1", Share: s, unpainted: true}
}

func mustBuild(t *testing.T, o Options) map[string]string {
	t.Helper()
	if _, ps, err := Site(context.Background(), o); err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	return tree(t, filepath.Join(o.Dir, o.Out))
}

func differing(got, want map[string]string) (names []string) {
	for name, body := range want {
		if got[name] != body {
			names = append(names, name)
		}
	}
	for name := range got {
		if _, ok := want[name]; !ok {
			names = append(names, "+"+name)
		}
	}
	return names
}

// However many machines make a site, joined it is byte for byte what one makes: also with
// twins, two languages, pages kept on devices, and where a share is made again after a change.
func TestSharesJoinToTheSite(t *testing.T) {
	t.Parallel()
	for name, begin := range map[string]func(*testing.T) string{
		"kabupaten": func(t *testing.T) string { return input(t, smallDir) },
		"provinsi": func(t *testing.T) string {
			return provinceSite(t, "2024-01,bumil,99.01,10,100\n2024-01,bumil,99.02,20,100\n")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := begin(t)
			cfg, err := os.ReadFile(filepath.Join(dir, "site.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			putFiles(t, dir, map[string]string{"site.yaml": string(cfg) + "compress: [gz]\noffline: true\n"})
			whole := mustBuild(t, shareOptions(dir, "whole", Share{}))
			for _, n := range []int{1, 2, 5} {
				var folders []string
				made := 0
				for i := range n {
					out := fmt.Sprintf("share-%d-of-%d", i+1, n)
					files := mustBuild(t, shareOptions(dir, out, Share{Number: i + 1, Of: n}))
					made += len(files)
					folders = append(folders, filepath.Join(dir, out))
					if _, ok := files["build.json"]; ok {
						t.Error("a share says that it is a site")
					}
				}
				if _, err := Merge(context.Background(), Options{Dir: dir, Out: "joined", Program: "test"}, folders); err != nil {
					t.Fatal(err)
				}
				if got := tree(t, filepath.Join(dir, "joined")); !maps.Equal(got, whole) {
					t.Fatalf("%d shares: these differ: %q", n, differing(got, whole))
				}
				if n == 5 && made < len(whole)/2 {
					t.Errorf("%d files were made of %d", made, len(whole))
				}
			}
			fault := func(folders ...string) error {
				_, err := Merge(context.Background(), Options{Dir: dir, Out: "joined", Program: "test"}, folders)
				return err
			}
			one, two := filepath.Join(dir, "share-1-of-2"), filepath.Join(dir, "share-2-of-2")
			for _, folders := range [][]string{{one}, {one, one}, {one, filepath.Join(dir, "share-2-of-5")}, {filepath.Join(dir, "whole")}, {filepath.Join(dir, "nowhere")}} {
				if err := fault(folders...); !errors.As(err, new(*MergeError)) {
					t.Errorf("%q: %v", folders, err)
				}
			}
			page := slices.Sorted(maps.Keys(tree(t, one)))[0]
			if err := os.WriteFile(filepath.Join(one, page), []byte("x"), 0o644); err != nil {
				t.Fatal(err)
			}
			var altered *MergeError
			if err := fault(one, two); !errors.As(err, &altered) || altered.Fault != Altered || altered.Folder != one || altered.File != page {
				t.Error(page, err)
			}
			if got := tree(t, filepath.Join(dir, "joined")); !maps.Equal(got, whole) {
				t.Error("what could not be joined changed the site that stood")
			}
		})
	}
}

// A share of other data is none of this site.
func TestSharesOfOtherDataAreNotJoined(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	mustBuild(t, shareOptions(dir, "one", Share{Number: 1, Of: 2}))
	name := filepath.Join(dir, "data", "observations", "2024.csv")
	rows, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(rows), "\n")
	if err := os.WriteFile(name, []byte(strings.Join(append(lines[:1:1], lines[2:]...), "")), 0o644); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, shareOptions(dir, "two", Share{Number: 2, Of: 2}))
	_, err = Merge(context.Background(), Options{Dir: dir, Out: "joined"}, []string{filepath.Join(dir, "one"), filepath.Join(dir, "two")})
	var other *MergeError
	if !errors.As(err, &other) || other.Fault != OtherBuild {
		t.Error(err)
	}
}

// --only makes what is about an area and what lies in it, as the whole site has it.
func TestOnlyAnArea(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	whole := mustBuild(t, shareOptions(dir, "whole", Share{}))
	part := mustBuild(t, shareOptions(dir, "hulu", Share{Only: "99.01.01"}))
	pages := 0
	for name, body := range part {
		if name == ShardFile {
			continue
		}
		if whole[name] != body {
			t.Errorf("%s differs", name)
		}
		if strings.HasSuffix(name, ".html") {
			pages++
		}
	}
	for _, name := range []string{"wilayah/hulu/index.html", "puskesmas/hulu/index.html", "api/v1/unit/99.01.01.json"} {
		if _, ok := part[name]; !ok {
			t.Errorf("%s is missing", name)
		}
	}
	for _, name := range []string{"index.html", "puskesmas/hilir/index.html", "data/unduhan/capaian.csv"} {
		if _, ok := part[name]; ok {
			t.Errorf("%s is no page of the area", name)
		}
	}
	if pages < 4 || len(part) > len(whole)/2 {
		t.Errorf("%d pages, %d files of %d", pages, len(part), len(whole))
	}
	_, ps, err := Site(context.Background(), shareOptions(dir, "none", Share{Only: "99.99"}))
	if err != nil || len(ps) == 0 || !ps.HasErrors() {
		t.Error(err, ps)
	}
}
