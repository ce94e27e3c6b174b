package build

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"terang/internal/source"
)

// aliased gives a copy of a site with aliases below those that it has, and the line of each.
func aliased(t *testing.T, dir string, names []string) (string, map[string]int) {
	t.Helper()
	dir = input(t, dir)
	text, lines := tree(t, dir)["site.yaml"], map[string]int{}
	if !strings.Contains(text, "\naliases:\n") {
		text += "\naliases:\n"
	}
	head, rest, _ := strings.Cut(text, "\naliases:\n")
	head += "\naliases:\n"
	for _, name := range names {
		lines[name] = strings.Count(head, "\n") + 1
		head += fmt.Sprintf("  %q: tujuan.html\n", name)
	}
	putFiles(t, dir, map[string]string{"site.yaml": head + rest})
	return dir, lines
}

// TestNoAliasHidesWhatTheSiteHas takes each file of whole sites for an old address, and what lies below each: check says
// of every one at its line that it cannot be.
func TestNoAliasHidesWhatTheSiteHas(t *testing.T) {
	t.Parallel()
	for dir, b := range map[string]*built{smallDir: smallSite(t), sampleDir: sampleSite(t)} {
		old := map[string]bool{}
		for _, p := range b.moved {
			old[p.path] = true
		}
		var names []string
		for _, name := range slices.Sorted(maps.Keys(b.files)) {
			if !old[name] {
				names = append(names, name, strings.ToUpper(name)+"/x.html")
			}
		}
		names = append(names, "build.json", "build.sha256", "build-wilayah.sha256", "shard.json", "sw.js", "spm/bumil.html/", "/feed.xml/a", "index.html.gz", "SPM")
		in, lines := aliased(t, dir, names)
		_, ps, err := Check(t.Context(), Options{Dir: in, Date: day()})
		if err != nil {
			t.Fatal(err)
		}
		refused := map[int]bool{}
		for _, p := range ps {
			refused[p.Pos.Line] = refused[p.Pos.Line] || p.Code == "alias-taken"
		}
		for _, name := range names {
			if !refused[lines[name]] {
				t.Errorf("%s: an alias hides %s, and nothing is said at line %d", dir, name, lines[name])
			}
		}
	}
}

// TestAliasesKeepWhatOlderPortalsHad takes addresses as older portals had them: a page stands at each.
func TestAliasesKeepWhatOlderPortalsHad(t *testing.T) {
	t.Parallel()
	old := map[string]string{
		"profil.php": "profil.php", "index.php/berita/detail": "index.php/berita/detail/index.html", "halaman.aspx": "halaman.aspx", "cari/": "cari/index.html",
		"data/unduhan/": "data/unduhan/index.html", "wp-content/uploads/laporan.pdf": "wp-content/uploads/laporan.pdf", "media": "media/index.html", "berita/lama.htm": "berita/lama.htm",
	}
	in, _ := aliased(t, smallDir, slices.Sorted(maps.Keys(old)))
	files := inMemory(t, in)
	for name, file := range old {
		if !strings.Contains(string(files[file]), "tujuan.html") {
			t.Errorf("%s: at %s nothing leads on", name, file)
		}
	}
}

// TestAliasesAreNamesOfFilesEverywhere refuses what no folder can hold, or a Windows machine could not.
func TestAliasesAreNamesOfFilesEverywhere(t *testing.T) {
	t.Parallel()
	names := []string{"/con/lama.html", "aux.html", "lama./x.html", "a|b.html", "a*.html", ".gitignore"}
	in, lines := aliased(t, smallDir, names)
	_, ps, err := Check(t.Context(), Options{Dir: in, Date: day()})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if !slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Pos.Line == lines[name] && p.Severity == source.Error }) {
			t.Errorf("%s may be an alias", name)
		}
	}
}
