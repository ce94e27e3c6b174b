package skeleton

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/build"
	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/dataset"
	"terang/internal/health"
	"terang/internal/national"
)

var today = health.DateOf(2026, 11, 22)

func opened(t *testing.T) *national.Lists {
	t.Helper()
	lists, err := national.Open()
	if err != nil {
		t.Fatal(err)
	}
	return lists
}

func siteOf(t *testing.T, lists *national.Lists, code, lang string) []File {
	t.Helper()
	files, err := NewSite(lists, Site{
		Lang: lang, Area: lists.Within(code)[0], Title: "Portal: \"Sehat\" #1", Office: "Dinas", BaseURL: "https://example.go.id/", Date: today, Down: "desa",
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func folderOf(files []File) fstest.MapFS {
	root := fstest.MapFS{}
	for _, f := range files {
		root[f.Path] = &fstest.MapFile{Data: f.Text}
	}
	return root
}

// The registers of every kabupaten, kota and province of the lists are read without a word.
func TestEveryAreaIsRead(t *testing.T) {
	lists := opened(t)
	for _, top := range lists.Tops() {
		if testing.Short() && top.Parent() != "" && top.Parent() != "62" {
			continue
		}
		root := folderOf(siteOf(t, lists, top.Code, "id"))
		cfg, ps := config.Read(root)
		register, _, found := dataset.Registers(root, cfg)
		if ps = append(ps, found...); len(ps) > 0 {
			t.Fatalf("%s: %+v", top.Code, ps[0])
		}
		if want := len(lists.Within(top.Code)); len(register.Areas) != want || len(register.Puskesmas()) != len(lists.PuskesmasIn(top.Code)) {
			t.Errorf("%s: %d areas of %d, %d puskesmas", top.Code, len(register.Areas), want, len(register.Puskesmas()))
		}
	}
}

// A new site can be built at once in both languages, drafts too, and the one thing
// to say of it is that nobody has reported yet.
func TestNewSiteIsBuilt(t *testing.T) {
	lists := opened(t)
	for _, lang := range []string{"id", "en"} {
		dir := filepath.Join(t.TempDir(), "portal")
		files := siteOf(t, lists, "62.11", lang)
		if err := Start(dir, files); err != nil {
			t.Fatal(err)
		}
		for _, drafts := range []bool{false, true} {
			_, ps, err := build.Check(t.Context(), build.Options{Dir: dir, Date: today, AsOf: health.NoMonth, Drafts: drafts})
			if err != nil || len(ps) != 1 || ps[0].Code != "no-reports" {
				t.Errorf("%s: %+v (%v)", lang, ps, err)
			}
		}
	}
}

// Examples say that they are ones, and none is a promise on the public site.
func TestExamplesAreMarked(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		n := 0
		for _, f := range siteOf(t, opened(t), "62.11", lang) {
			if !strings.HasPrefix(f.Path, "content/") || f.Path == "content/halaman/tentang.md" {
				continue
			}
			n++
			text := strings.ToLower(string(f.Text))
			if !strings.Contains(f.Path, "contoh") || !strings.Contains(text, "contoh:") && !strings.Contains(text, "example:") {
				t.Errorf("%s %s does not say that it is an example", lang, f.Path)
			}
			if strings.HasPrefix(f.Path, "content/kegiatan/") && !strings.Contains(text, "\ndraf") {
				t.Errorf("%s %s would be published", lang, f.Path)
			}
		}
		if n != 2 {
			t.Errorf("%d examples", n)
		}
	}
}

// Each list is named with its date and licence where its rows stand, and on the site.
func TestSourcesAreNamed(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		files := folderOf(siteOf(t, opened(t), "62.11", lang))
		for _, s := range national.Sources() {
			for _, file := range []string{"data/SUMBER.md", "README.md", "content/halaman/tentang.md"} {
				text := string(files[file].Data)
				if !strings.Contains(text, s.Title) || !strings.Contains(text, s.Date) || file != "README.md" && !strings.Contains(text, s.URL) {
					t.Errorf("%s %s does not name %s of %s", lang, file, s.Title, s.Date)
				}
			}
			if !strings.Contains(string(files["data/SUMBER.md"].Data), s.License) {
				t.Errorf("%s: the licence of %s is not named", lang, s.Title)
			}
		}
	}
}

func TestDownTo(t *testing.T) {
	lists := opened(t)
	for down, want := range map[string]int{"kabkota": 1 + 8, "kecamatan": 1 + 8 + 155, "desa": 1 + 8 + 155 + 1552} {
		s := Site{Area: lists.Within("36")[0], Down: down}
		if got := len(s.areas(lists)); got != want {
			t.Errorf("down to %s are %d areas, want %d", down, got, want)
		}
	}
}

// Every kind of post, of both languages, whatever its title holds, is read back
// without an error when its line of a draft is deleted; all its keys are known.
func TestPostsAreReadBack(t *testing.T) {
	lists := opened(t)
	for _, lang := range []string{"id", "en"} {
		for _, kind := range content.Kinds() {
			for _, title := range []string{
				"Posyandu Melati", `"Kutip": 'dan' #pagar & <b> {{.Title}} \n`, "yes", "- butir", "2026-11-22", "Lokmin Puskesmas Maliku", "Lokakarya mini triwulan",
				"Rakor", "Rakerkesda", "Advokasi", strings.Repeat("judul yang panjang sekali ", 20),
			} {
				root := folderOf(siteOf(t, lists, "62.11", lang))
				f, err := NewPost(root, Post{Kind: kind, Title: title, Date: today})
				if err != nil {
					t.Fatal(err)
				}
				text := string(f.Text)
				for _, line := range strings.SplitAfter(text, "\n") {
					if strings.HasPrefix(line, "draf") {
						text = strings.Replace(text, line, "", 1)
					}
				}
				if text == string(f.Text) {
					t.Fatalf("%s %s is no draft", lang, kind)
				}
				root[f.Path] = &fstest.MapFile{Data: []byte(text)}
				cfg, _ := config.Read(root)
				register, indicators, _ := dataset.Registers(root, cfg)
				c, ps := content.Read(root, content.Names{
					Unit: register.UnitOf,
					Indicator: func(slug string) (int, bool) {
						i := slices.IndexFunc(indicators, func(i health.Indicator) bool { return i.Code == slug })
						return i, i >= 0
					},
				}, content.Options{Date: today, Languages: []string{lang}})
				if ps.HasErrors() {
					t.Errorf("%s %s %q: %+v\n%s", lang, kind, title, ps, text)
				}
				if !slices.ContainsFunc(c.Posts, func(p content.Post) bool { return p.File == f.Path && p.Title == strings.TrimSpace(title) }) {
					t.Errorf("%s %s %q is not among the posts:\n%s", lang, kind, title, text)
				}
			}
		}
	}
}

func TestMeetings(t *testing.T) {
	root := folderOf(siteOf(t, opened(t), "62.11", "id"))
	for _, c := range []struct {
		title, unit string
		meeting     content.MeetingType
		holds       []string
	}{
		{"Lokmin Oktober Puskesmas Maliku", "", "", []string{"jenis: lokmin_bulanan", `unit: "1060377"`, "batas_waktu: 2026-12-22", `periode: "2026-10"`}},
		{"Lokmin triwulan IV", "Puskesmas Bahaur Hilir", "", []string{"jenis: lokmin_triwulan", `unit: "1060373"`, "Kepala desa"}},
		{"Lokmin", "bahaur hilir", "", []string{`unit: "1060373"`}}, // the puskesmas before the desa of that name
		{"Rapat koordinasi", "62.11.06", "", []string{"jenis: rakor", `unit: "62.11.06"`, "# kesepakatan:"}},
		{"Rapat", "", content.AdvocacyMeeting, []string{"jenis: advokasi", "# unit:"}},
		{"Rapat", "", "", []string{"# jenis: rakor"}},
	} {
		f, err := NewPost(root, Post{Kind: content.Kegiatan, Title: c.title, Type: c.meeting, Unit: c.unit, Date: today})
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range c.holds {
			if !strings.Contains(string(f.Text), line) {
				t.Errorf("%s has no %q:\n%s", c.title, line, f.Text)
			}
		}
	}
	_, err := NewPost(root, Post{Kind: content.Kegiatan, Title: "Rapat", Unit: "Malikuu", Date: today})
	if unit := (UnitError{}); !errors.As(err, &unit) || unit.Near != "Maliku" {
		t.Errorf("%v", err)
	}
	if _, err := NewPost(root, Post{Kind: content.Berita, Title: "…", Date: today}); !errors.Is(err, ErrTitle) {
		t.Errorf("%v", err)
	}
	if _, err := NewPost(root, Post{Kind: content.Berita, Title: "Con", Date: today}); !errors.Is(err, ErrTitle) {
		t.Errorf("%v", err)
	}
}

func TestNothingIsOverwritten(t *testing.T) {
	dir := t.TempDir()
	f := File{"content/berita/a.md", []byte("first")}
	if err := Add(dir, f); err != nil {
		t.Fatal(err)
	}
	if err := Add(dir, File{f.Path, []byte("second")}); !errors.Is(err, ErrExists) {
		t.Errorf("%v", err)
	}
	if err := Start(dir, []File{{"b", nil}}); !errors.Is(err, ErrExists) {
		t.Errorf("%v", err)
	}
	if got, err := os.ReadFile(filepath.Join(dir, "content/berita/a.md")); err != nil || string(got) != "first" {
		t.Errorf("%q (%v)", got, err)
	}
}

// A folder that leads out of the site is not followed.
func TestNothingIsWrittenOutside(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "content")); err != nil {
		t.Skip(err)
	}
	if err := Add(dir, File{"content/berita/a.md", []byte("text")}); err == nil {
		t.Error("it was written")
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) > 0 {
		t.Errorf("%v (%v)", entries, err)
	}
}

func TestAfter(t *testing.T) {
	for _, c := range []struct {
		from health.Date
		days int
		want string
	}{
		{health.DateOf(2026, 11, 22), 30, "2026-12-22"},
		{health.DateOf(2026, 12, 31), 1, "2027-01-01"},
		{health.DateOf(2028, 2, 28), 1, "2028-02-29"},
		{health.DateOf(2026, 1, 30), 30, "2026-03-01"},
	} {
		if got := after(c.from, c.days).String(); got != c.want {
			t.Errorf("%s and %d days is %s, want %s", c.from, c.days, got, c.want)
		}
	}
}
