package site

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"terang/internal/health"
)

func TestSlug(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		`Soka"an`:                   "sokaan",
		"Lubuk Pakam I,II":          "lubuk-pakam-i-ii",
		"Ma'rang":                   "marang",
		"Ma’rang":                   "marang",
		"  Tebing  Tinggi ":         "tebing-tinggi",
		"Pulau/Merbau":              "pulau-merbau",
		`..\..\etc/passwd`:          "etc-passwd",
		"Kampung Bär Ñandú Çelik":   "kampung-bar-nandu-celik",
		"CON":                       "con",
		"Desa <script>":             "desa-script",
		"100% Maju":                 "100-maju",
		"---":                       "",
		"村":                         "",
		"A\x00B\u202eC":             "a-b-c",
		"Tanjung Kulim (Kelurahan)": "tanjung-kulim-kelurahan",
	} {
		if got := slug(name); got != want {
			t.Errorf("slug(%q) = %q, want %q", name, got, want)
		}
	}
}

// kecamatanSlugs gives the slugs of kecamatan of one kabupaten, in order, without the fixed ones before them.
func kecamatanSlugs(names ...string) []string {
	reg := tiny{names: names}.register()
	s := slugsOf(reg)
	return s[len(reg.Areas)-len(names):]
}

func TestSlugsAmongSiblings(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ names, want string }{
		{"CON|404|Index|Data|Lokmin|Aux|COM1|lpt9", "con-99-01-03 404-99-01-04 index-99-01-05 data-99-01-06 lokmin-99-01-07 aux-99-01-08 com1-99-01-09 lpt9-99-01-10"},
		{"Com0|Com10|Console|Indeks", "com0 com10 console indeks"},
		{"Rangsang|RANGSANG|Rang'sang", "rangsang rangsang-99-01-04 rangsang-99-01-05"},
		{"Rangsang 2023|Rangsang 1899|Rangsang 2200|2023", "rangsang-2023-99-01-03 rangsang-1899 rangsang-2200 2023"},
		{"村|!", "99-01-03 99-01-04"},
		{"Hulu", "hulu-99-01-03"}, // the fixed kecamatan before it has the name
		{"99 01 04|!", "99-01-04 99-01-04-99-01-04"},
		{"A|A 99-01-05|a", "a a-99-01-05 a-99-01-05-99-01-05"},
	} {
		if got := strings.Join(kecamatanSlugs(strings.Split(c.names, "|")...), " "); got != c.want {
			t.Errorf("%s: %s, want %s", c.names, got, c.want)
		}
	}
}

// TestPuskesmasOfNamesakes gives two kab/kota of one name, in different provinces, a
// puskesmas of one name each.
func TestPuskesmasOfNamesakes(t *testing.T) {
	t.Parallel()
	areas := []health.Area{
		{Code: "id", Name: "Indonesia", Level: health.Country, Parent: health.NoUnit, End: 5},
		{Code: "11", Name: "A", Level: health.Provinsi, Parent: 0, End: 3},
		{Code: "11.01", Name: "Mekar", Level: health.Kabkota, Parent: 1, End: 3},
		{Code: "12", Name: "B", Level: health.Provinsi, Parent: 0, End: 5},
		{Code: "12.01", Name: "Mekar", Level: health.Kabkota, Parent: 3, End: 5},
	}
	var posts []health.Facility
	for i, kab := range []health.Unit{2, 4} {
		posts = append(posts, health.Facility{
			Code: strconv.Itoa(1000001 + i), Name: "Hulu", Type: health.TypePuskesmas, Kabkota: kab, Kecamatan: health.NoUnit, Desa: health.NoUnit,
		})
	}
	reg := health.NewRegister(areas, posts, nil)
	p := &Plan{in: Input{Register: reg}, Ground: Survey(reg)}
	if a, b := p.unitPath(5), p.unitPath(6); a != "puskesmas/mekar/hulu/index.html" || b != "puskesmas/mekar/hulu-1000002/index.html" {
		t.Errorf("the addresses are %s and %s", a, b)
	}
}

var plainSlug = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// TestSlugsAreUnique gives one kabupaten every name of up to two of some awkward
// parts, many of them alike, and looks for two siblings of one address.
func TestSlugsAreUnique(t *testing.T) {
	t.Parallel()
	parts := []string{"", "A", "a", "B", "con", " 2023", "index", "'", "é", " ", "-", "Hulu", "村", "99-01-05", " 99 01 07"}
	var names []string
	for _, first := range parts {
		for _, second := range parts {
			names = append(names, first+second)
		}
	}
	seen := map[string]bool{"hulu": true, "hilir": true}
	for i, s := range kecamatanSlugs(names...) {
		if seen[s] || !plainSlug.MatchString(s) || reserved(s) || endsInYear(s) {
			t.Errorf("%q: %q", names[i], s)
		}
		seen[s] = true
	}
}

// FuzzSlug checks that a slug is safe as a name of a file and stays as it is when made into one again.
func FuzzSlug(f *testing.F) {
	for _, seed := range []string{`Soka"an`, "Lubuk Pakam I,II", "Ma'rang", "CON", "404", "index", "Rangsang 2023", "../x", "", "İ", "\xff\xfe", "ß"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		s := slug(name)
		if s != "" && !plainSlug.MatchString(s) {
			t.Errorf("slug(%q) = %q", name, s)
		}
		if again := slug(s); again != s {
			t.Errorf("slug(%q) = %q, and of that %q", name, s, again)
		}
		if utf8.ValidString(name) && slug(strings.ToUpper(s)) != s {
			t.Errorf("slug(%q) depends on case", name)
		}
	})
}

func TestRelative(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "index.html", "index.html"},
		{"index.html", "spm/bumil.html", "spm/bumil.html"},
		{"spm/bumil.html", "index.html", "../index.html"},
		{"spm/bumil.html", "spm/index.html", "index.html"},
		{"wilayah/rangsang/bungur.html", "wilayah/rangsang/index.html", "index.html"},
		{"wilayah/rangsang/bungur.html", "wilayah/merbau/bungur.html", "../merbau/bungur.html"},
		{"wilayah/rangsang/index.html", "wilayah/rangsang-2023.html", "../rangsang-2023.html"},
		{"wilayah/rangsang-2023.html", "wilayah/rangsang/index.html", "rangsang/index.html"},
		{"puskesmas/alai/lokmin.html", "data/unduhan/capaian.csv", "../../data/unduhan/capaian.csv"},
	} {
		if got := relative(c.from, c.to); got != c.want {
			t.Errorf("relative(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
	for _, from := range paths() {
		for _, to := range paths() {
			if got := path.Join(path.Dir(from), relative(from, to)); got != to {
				t.Fatalf("from %q, %q leads to %q, want %q", from, relative(from, to), got, to)
			}
			if got := path.Join(path.Dir(from), up(from)+to); got != to {
				t.Fatalf("from %q, the way up leads to %q", from, got)
			}
		}
	}
}

// paths lists all paths of up to three folders and a file, of few names.
func paths() []string {
	folders := []string{""}
	for i := 0; len(folders) < 15; i++ {
		folders = append(folders, folders[i]+"a/", folders[i]+"b/")
	}
	var list []string
	for _, folder := range folders {
		list = append(list, folder+"index.html", folder+"a.html", folder+"a")
	}
	return list
}

// TestJoined resolves addresses in posts; none leads out of the site.
func TestJoined(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ from, to, want string }{
		{"berita/kabar.html", "../spm/ht.html", "spm/ht.html"},
		{"berita/kabar.html", "./lain.html", "berita/lain.html"},
		{"berita/kabar.html", "tag/x.html", "berita/tag/x.html"},
		{"berita/kabar.html", "../../../../x.html", "x.html"},
		{"tentang.html", "../spm/", "spm/"},
	} {
		if got := joined(c.from, c.to); got != c.want {
			t.Errorf("joined(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// TestAddresses reads the addresses of every kind of page of a small plan.
func TestAddresses(t *testing.T) {
	t.Parallel()
	b := tiny{month: health.MonthOf(2023, 12), services: 1, desa: []place{{"Soka", []int{80}}, {"Index", nil}}}.build(t)
	got := map[string]Kind{}
	for _, p := range b.Pages() {
		if _, taken := got[p.Path]; taken {
			t.Errorf("%s is planned twice", p.Path)
		}
		got[p.Path] = p.Kind
	}
	for address, kind := range map[string]Kind{
		"index.html": Home, "spm/index.html": Services, "spm/layanan-1.html": Service, "404.html": NotFound, "cari.html": Search,
		"wilayah/index.html": Areas, "wilayah/hulu/index.html": Area, "wilayah/hulu/soka.html": Village,
		"wilayah/hulu/index-99-01-01-2002.html": Village, "data/index.html": Catalogue, "data/metode.html": Method, "glosarium.html": Glossary,
	} {
		if k, ok := got[address]; !ok || k != kind {
			t.Errorf("%s: %v, planned: %t", address, k, ok)
		}
	}
	for address := range got {
		if strings.HasPrefix(address, "puskesmas/") || strings.HasPrefix(address, "berita/") || strings.HasPrefix(address, "kegiatan/") {
			t.Errorf("%s is planned, though there is nothing to say on it", address)
		}
	}
}

// TestEveryPageOfABareSiteIsMade makes the view of every page where hardly anything is known.
func TestEveryPageOfABareSiteIsMade(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]tiny{
		"no reports":   {month: health.MonthOf(2024, 9), services: 2, desa: []place{{"Soka", nil}}},
		"no desa":      {month: health.MonthOf(2024, 9), services: 1},
		"no services":  {month: health.MonthOf(2024, 9), desa: []place{{"Soka", nil}}},
		"one of each":  {month: health.MonthOf(2024, 9), services: 1, desa: []place{{"Soka", []int{80}}}},
		"nobody there": {month: health.MonthOf(2024, 1), services: 1, desa: []place{{"Soka", []int{0}}}},
	} {
		b := s.build(t)
		for _, p := range b.Pages() {
			v := b.View(p)
			if v.Lead.Title == "" || v.Lead.Sentence == "" {
				t.Errorf("%s: %s: title %q, sentence %q", name, p.Path, v.Lead.Title, v.Lead.Sentence)
			}
			if gap := fmt.Sprint(*v); strings.Contains(gap, "⟦") {
				t.Errorf("%s: %s: a word is missing: %s", name, p.Path, regexp.MustCompile(`⟦[^⟧]*`).FindString(gap))
			}
		}
	}
}
