package build

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// checked reads build.json of a folder and checks each list as sha256sum does; it gives the faults.
func checked(t *testing.T, dir string) (faults []string, of buildNote) {
	t.Helper()
	read := func(name string) []byte {
		body, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			faults = append(faults, err.Error())
		}
		return body
	}
	sum := func(name string) string {
		s := sha256.Sum256(read(name))
		return hex.EncodeToString(s[:])
	}
	if err := json.Unmarshal(read(buildFile), &of); err != nil {
		t.Fatal(err)
	}
	listed := map[string]bool{buildFile: true, ".gitignore": true}
	for _, l := range of.Lists {
		if got := sum(l.Path); got != l.SHA256 {
			faults = append(faults, l.Path+" is another list")
		}
		listed[l.Path] = true
		lines := bufio.NewScanner(bytes.NewReader(read(l.Path)))
		for lines.Scan() {
			digest, name, _ := strings.Cut(lines.Text(), "  ")
			if listed[name] = true; sum(name) != digest {
				faults = append(faults, name+" is not what was published")
			}
		}
	}
	for name := range tree(t, dir) {
		if !listed[name] {
			faults = append(faults, name+" is in no list")
		}
	}
	return faults, of
}

// TestDigestsAreOfWhatStands checks the digests of a site that was built, built again after a changed row, and changed by hand.
func TestDigestsAreOfWhatStands(t *testing.T) {
	t.Parallel()
	o := plainly(smallProvince(t))
	o.Version = "v1.2.3"
	public := filepath.Join(o.Dir, "public")
	stages(t, o)
	faults, first := checked(t, public)
	if len(faults) > 0 || first.Files < 100 || first.Version != "v1.2.3" || first.Date != day().String() || first.AsOf != "2024-09" || first.BaseURL == "" || first.Drafts {
		t.Errorf("%+v\n%s", first, strings.Join(faults, "\n"))
	}
	swap("data/observations/2024.csv", "2024-09,bumil,9902001,14,140", "2024-09,bumil,9902001,15,140")(t, o.Dir)
	if result, _, _ := stages(t, o); result.Passed == 0 {
		t.Error("nothing was passed over")
	}
	faults, second := checked(t, public)
	if len(faults) > 0 || second.Lists[0].SHA256 == first.Lists[0].SHA256 {
		t.Errorf("after a changed row: %s", strings.Join(faults, "\n"))
	}
	afresh := o
	afresh.Out, afresh.Afresh = "other", true
	if _, _, err := Site(context.Background(), afresh); err != nil {
		t.Fatal(err)
	}
	if a, b := tree(t, public), tree(t, filepath.Join(o.Dir, "other")); !maps.Equal(a, b) {
		t.Error("a build from nothing has other files")
	}
	if err := os.WriteFile(filepath.Join(public, "index.html"), []byte("<p>lain</p>"), 0o644); err != nil {
		t.Fatal(err)
	}
	if faults, _ := checked(t, public); !slices.Equal(faults, []string{"index.html is not what was published"}) {
		t.Errorf("of a page that was changed by hand: %v", faults)
	}
}

// TestManyFilesHaveListsByFolder divides the lists where one would be long.
func TestManyFilesHaveListsByFolder(t *testing.T) {
	t.Parallel()
	for want, path := range map[string]string{
		"build.sha256": "index.html", "build-wilayah.sha256": "wilayah/hulu/index.html", "build-api.sha256": "api/v1/unit/1.json",
	} {
		if got := listOf(path, oneList+1); got != want {
			t.Errorf("%s stands in %s", path, got)
		}
		if got := listOf(path, oneList); got != "build.sha256" {
			t.Errorf("%s of a small site stands in %s", path, got)
		}
	}
}

// unsealed is the site of a folder without the digests beside it, which are those of its files
// unless somebody has spoiled one of them. Files in asing/ are not ours.
func unsealed(t *testing.T, dir string, spoiled bool) map[string]string {
	t.Helper()
	foreign := func(name string) bool { return strings.HasPrefix(name, "asing/") }
	faults, _ := checked(t, dir)
	for _, f := range slices.DeleteFunc(faults, foreign) {
		if !spoiled {
			t.Error(f)
		}
	}
	files := tree(t, dir)
	maps.DeleteFunc(files, func(name, _ string) bool {
		return foreign(name) || name == buildFile || strings.HasSuffix(name, sumsEnd)
	})
	return files
}
