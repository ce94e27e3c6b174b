package preview

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestABuildWaitsForQuiet(t *testing.T) {
	for _, c := range []struct{ name, ticks, want string }{ // c: a change came, B: build
		{"nothing happens", "......", "......"},
		{"one save", "c......", "...B..."},
		{"a save of several events", "cc.c......", "......B..."},
		{"two saves apart", "c....c....", "...B....B."},
		{"a change in the tick of the build", "c..c...", "......B"},
		{"writing without end", strings.Repeat("c", 60), strings.Repeat(".", 25) + "B" + strings.Repeat(".", 25) + "B" + strings.Repeat(".", 8)},
	} {
		var p pause
		var got strings.Builder
		for _, tick := range c.ticks {
			var due bool
			if p, due = p.after(tick == 'c'); due {
				got.WriteByte('B')
			} else {
				got.WriteByte('.')
			}
		}
		if got.String() != c.want {
			t.Errorf("%s: %s gives %s, want %s", c.name, c.ticks, got.String(), c.want)
		}
	}
}

func TestWhatIsWatched(t *testing.T) {
	for name, want := range map[string]bool{
		"site.yaml":                                true,
		"data":                                     true,
		"data/observations/2024.csv":               true,
		"content/berita/2024/posyandu.md":          true,
		"content/berita/foto.jpg":                  true,
		"themes/default/assets/css/portal.css":     true,
		".":                                        false,
		"..":                                       false,
		"../site.yaml":                             false,
		"public/index.html":                        false,
		".terang/lock":                             false,
		"README.md":                                false,
		"other/site.yaml":                          false,
		"database/x.csv":                           false,
		".site.yaml.swp":                           false,
		"content/.git/HEAD":                        false,
		"content/berita/.posyandu.md.swp":          false,
		"content/berita/posyandu.md~":              false,
		"content/berita/#posyandu.md#":             false,
		"content/berita/4913":                      false,
		"data/~$facilities.csv":                    false,
		"data/.~lock.facilities.csv#":              false,
		"data/observations/2024.csv.tmp":           false,
		"data/observations/2024.csv.crdownload":    false,
		"content/berita/4913-kunjungan.md":         true,
		"themes/default/partials/figure.html":      true,
		"data/observations/angka sementara #2.csv": true,
	} {
		if got := isInput(filepath.FromSlash(name)); got != want {
			t.Errorf("%s: watched %v, want %v", name, got, want)
		}
	}
}
