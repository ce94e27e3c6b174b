package lint

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/spm"
	"terang/internal/tally"
	"terang/internal/words"
)

// The units of the made-up kabupaten of testdata/corpus.txt.
const (
	karangan health.Unit = iota
	hulu
	sukaMaju
	muaraTenang
	hilir
	tanjungBaru
	sukaMajuHilir
)

func register() *health.Register {
	area := func(code, name string, l health.Level, parent, end health.Unit) health.Area {
		return health.Area{Code: code, Name: name, Level: l, Parent: parent, End: end, Puskesmas: health.NoUnit}
	}
	return health.NewRegister([]health.Area{
		area("99.01", "Karangan", health.Kabkota, health.NoUnit, 7),
		area("99.01.01", "Hulu", health.Kecamatan, karangan, 4),
		area("99.01.01.2001", "Suka Maju", health.Desa, hulu, 3),
		area("99.01.01.2002", "Muara Tenang", health.Desa, hulu, 4),
		area("99.01.02", "Hilir", health.Kecamatan, karangan, 7),
		area("99.01.02.2001", "Tanjung Baru", health.Desa, hilir, 6),
		area("99.01.02.2002", "Suka Maju", health.Desa, hilir, 7),
	}, []health.Facility{
		{Code: "P1", Name: "UPT Puskesmas Hulu", Type: health.TypePuskesmas, Kabkota: karangan, Kecamatan: hulu, Desa: health.NoUnit},
		{Code: "P2", Name: "UPT Puskesmas Pasir Putih", Type: health.TypePuskesmas, Kabkota: karangan, Kecamatan: hilir, Desa: health.NoUnit},
	}, map[string]string{"99.01.01.2001": "P1", "99.01.01.2002": "P1", "99.01.02.2001": "P2", "99.01.02.2002": "P2"})
}

func indicators() []health.Indicator {
	ind := func(code, short, long, unit string, class health.Sensitivity) health.Indicator {
		return health.Indicator{
			Code: code, Name: long, ShortName: short, Group: health.GroupSPM, Measure: health.Proportion, Unit: unit,
			Factor: 100, Polarity: health.HighIsGood, Target: 100, Cumulative: true, Sensitivity: class, Lowest: health.Desa,
		}
	}
	return []health.Indicator{
		ind("bumil", "Ibu hamil", "Pelayanan kesehatan ibu hamil", "ibu hamil", health.Routine),
		ind("ht", "Hipertensi", "Pelayanan kesehatan penderita hipertensi", "orang", health.Condition),
		ind("tb", "Terduga tuberkulosis", "Pelayanan kesehatan orang terduga tuberkulosis", "orang", health.Sensitive),
	}
}

func release(reg *health.Register, inds []health.Indicator) *disclosure.Release {
	b := tally.NewBuilder(reg, inds, health.MonthOf(2030, 1))
	b.File("data/observations/uji.csv", 0)
	line := uint32(1)
	add := func(indicator int, m health.Month, cells ...[2]health.Count) {
		for i, u := range []health.Unit{sukaMaju, muaraTenang, tanjungBaru, sukaMajuHilir} {
			line++
			b.Add(tally.Row{Unit: u, Indicator: indicator, Month: m, N: cells[i][0], D: cells[i][1], Origin: line})
		}
	}
	add(0, health.MonthOf(2023, 12), [2]health.Count{80, 100}, [2]health.Count{100, 120}, [2]health.Count{81, 90}, [2]health.Count{90, 100})
	add(0, health.MonthOf(2024, 6), [2]health.Count{40, 100}, [2]health.Count{60, 120}, [2]health.Count{50, 90}, [2]health.Count{30, 100})
	sep := health.MonthOf(2024, 9)
	add(0, sep, [2]health.Count{20, 100}, [2]health.Count{25, 120}, [2]health.Count{14, 90}, [2]health.Count{21, 100})
	add(1, sep, [2]health.Count{120, 400}, [2]health.Count{200, 500}, [2]health.Count{150, 300}, [2]health.Count{210, 420})
	add(2, sep, [2]health.Count{2, 30}, [2]health.Count{3, 30}, [2]health.Count{1, 30}, [2]health.Count{4, 30})
	s := spm.Summarise(spm.Input{
		Register: reg, Indicators: inds, Table: b.Table(), AsOf: health.NoMonth,
		Categories: []spm.Category{{Name: "Tuntas", From: 60}, {Name: "Belum", From: 0}},
	})
	return disclosure.Disclose(s, disclosure.Policy{MinCount: 5, MinCountSensitive: 10})
}

// desk is where posts are read and held against the data.
type desk struct {
	in    Input
	names content.Names
}

func newDesk(t testing.TB) desk {
	t.Helper()
	site, _ := config.Parse([]byte("title: A\n"))
	reg, inds := register(), indicators()
	w := words.New("id", map[string]string{"months": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"})
	return desk{
		Input{Register: reg, Indicators: inds, Release: release(reg, inds), Words: w, Aliases: site.Search.Aliases, Avoid: map[string]string{"orang gila": "orang dengan gangguan jiwa", "gila": "tidak masuk akal"}},
		content.Names{
			Unit: reg.UnitOf,
			Indicator: func(code string) (int, bool) {
				for i, ind := range inds {
					if ind.Code == code {
						return i, true
					}
				}
				return 0, false
			},
		},
	}
}

// read gives what is told of a post with a text.
func (d desk) read(t testing.TB, kind, front, text string) source.Problems {
	t.Helper()
	root := fstest.MapFS{"content/" + kind + "/a.md": {Data: []byte("---\njudul: Kabar\ntanggal: 2024-10-08\n" + front + "---\n" + text + "\n")}}
	c, ps := content.Read(root, d.names, content.Options{Date: 2024_10_20})
	if ps.HasErrors() {
		t.Fatalf("%q: %v", text, ps)
	}
	d.in.Posts = c.Posts
	return Posts(d.in)
}

func told(ps source.Problems, code source.Code) source.Problems {
	var list source.Problems
	for _, p := range ps {
		if p.Code == code {
			list = append(list, p)
		}
	}
	return list
}

// TestCorpus holds the lint to what is known of sixty sentences, so that a change that
// makes it tell more wrongly, or miss more, is seen; of what it tells at least 95 of a
// hundred must be right.
func TestCorpus(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/corpus.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t)
	count := map[string]int{}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSpace(line)
		expect, text, ok := strings.Cut(line, " ")
		if line == "" || strings.HasPrefix(line, "#") || !ok {
			continue
		}
		text = strings.TrimSpace(text)
		count[expect]++
		ps := told(d.read(t, "berita", "", text), "stale-number")
		if got, want := len(ps) > 0, expect == "told" || expect == "false"; got != want {
			t.Errorf("%s: told %v: %s", expect, ps, text)
		}
	}
	if n := count["right"] + count["told"] + count["missed"] + count["false"]; n < 60 {
		t.Errorf("%d sentences", n)
	}
	precision := float64(count["told"]) / float64(count["told"]+count["false"])
	recall := float64(count["told"]) / float64(count["told"]+count["missed"])
	t.Logf("precision %.1f %%, recall %.1f %%: %v", 100*precision, 100*recall, count)
	if precision < 0.95 {
		t.Errorf("precision %.3f", precision)
	}
}

// TestPlaces holds where a fault is told, and what.
func TestPlaces(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for _, c := range []struct {
		kind, front, text string
		code              source.Code
		line, column, at  int // at: how wide
		value             string
	}{
		{"berita", "", "Rapat.\n\nCapaian *ibu hamil* di Hulu\nsampai September 2024 sebesar **60,0 %** saja\\.", "", 0, 0, 0, ""},
		{"berita", "", "Rapat.\n\nCapaian *ibu hamil* di Kecamatan Hulu\nsampai September 2024 sebesar **60,0 %**.", "stale-number", 8, 33, 6, "60,0 %"},
		{"berita", "", "> Capaian ibu hamil di Kecamatan Hulu sampai September 2024 sebesar 60,0 %.", "", 0, 0, 0, ""},
		{"berita", "", "`60,0 %` capaian ibu hamil di Kecamatan Hulu sampai September 2024", "", 0, 0, 0, ""},
		{"berita", "", `{{< grafik indikator="bumil" wilayah="99.01.01" judul="Ibu hamil: 61 %" >}}`, "stale-number", 5, 67, 4, "61 %"},
		{"berita", "", `{{< grafik indikator="bumil" wilayah="99.01.01" per="2024-06" judul="Ibu hamil: 45,5 %" >}}`, "", 0, 0, 0, ""},
		{"berita", "", `{{< grafik indikator="tb" wilayah="99.01.01.2002" judul="Terduga: 61 %" >}}`, "", 0, 0, 0, ""},
		{"berita", "", "Rapat pada Rabu, 8 Oktober 2024 berjalan baik.", "wrong-weekday", 5, 12, 20, "Rabu, 8 Oktober 2024"},
		{"berita", "", "Rapat pada Selasa, 8 Oktober 2024 berjalan baik.", "", 0, 0, 0, ""},
		{"berita", "", "Rapat pada Senin (8/10) berjalan baik.", "wrong-weekday", 5, 12, 11, "Senin (8/10"},
		{"berita", "", "Buka Minggu, 31 September.", "no-such-day", 5, 14, 12, "31 September"},
		{"berita", "", "Kegiatan pada 8 Oktober 2023 dihadiri banyak orang.", "date-differs", 5, 15, 14, "8 Oktober 2023"},
		{"kegiatan", "jenis: rakor\n", "Rakor dilaksanakan pada 9 Oktober 2024 di aula.", "date-differs", 5 + 1, 25, 14, "9 Oktober 2024"},
		{"kegiatan", "jenis: rakor\n", "Rakor dilaksanakan pada 8 Oktober 2024 di aula.", "", 0, 0, 0, ""},
		{"berita", "", "Cakupan ibu hamil sudah mencapai 61 %.", "percent-without-period", 5, 34, 4, "61 %"},
		{"berita", "ringkasan: Keadaan September 2024\n", "Cakupan ibu hamil sudah mencapai 61 %.", "", 0, 0, 0, ""},
		{"berita", "", "Cakupan harus mencapai target 100 %.", "", 0, 0, 0, ""},
		{"berita", "", "Layanan bagi Orang gila kini dekat.", "word-to-avoid", 5, 14, 10, "Orang gila"},
	} {
		ps := d.read(t, c.kind, c.front, c.text)
		if c.code == "" {
			if len(ps) > 0 {
				t.Errorf("%q: %v", c.text, ps)
			}
			continue
		}
		if len(ps) != 1 || ps[0].Code != c.code {
			t.Errorf("%q: want one %s, got %v", c.text, c.code, ps)
			continue
		}
		if p := ps[0].Pos; p.Line != c.line || p.Column != c.column || p.Width != c.at || ps[0].Arg("value") != c.value {
			t.Errorf("%q: %+v %q", c.text, p, ps[0].Arg("value"))
		}
	}
}

// TestHiddenFiguresAreNeverTold tries every percentage for what the data hide: none may
// be confirmed or denied.
func TestHiddenFiguresAreNeverTold(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	var text strings.Builder
	for _, place := range []string{"Desa Muara Tenang", "Desa Tanjung Baru", "Kecamatan Hulu", "Kecamatan Hilir"} {
		for _, share := range []string{"0", "3,3", "6,7", "10", "13,3", "8,3", "50"} {
			text.WriteString("Capaian terduga tuberkulosis di " + place + " sampai September 2024 sebesar " + share + " %.\n\n")
		}
		text.WriteString("Capaian: 2 dari 30 orang terduga tuberkulosis di " + place + " sampai September 2024.\n\n")
	}
	if ps := told(d.read(t, "berita", "", text.String()), "stale-number"); len(ps) > 0 {
		t.Errorf("told: %v", ps)
	}
}

// FuzzPosts: whatever is written, nothing panics and every place lies in the text.
func FuzzPosts(f *testing.F) {
	data, err := os.ReadFile("testdata/corpus.txt")
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		f.Add(line)
	}
	f.Add("Senin, 31/2/2024. 8 Mei–9 Juni 2024: 1.2.3,4 % dari … s.d. (8/10/)")
	d := newDesk(f)
	f.Fuzz(func(t *testing.T, text string) {
		root := fstest.MapFS{"content/berita/a.md": {Data: []byte("---\njudul: Kabar\ntanggal: 2024-10-08\n---\n" + text)}}
		c, _ := content.Read(root, d.names, content.Options{Date: 2024_10_20})
		in := d.in
		in.Posts = c.Posts
		lines := strings.Count(text, "\n") + 5
		for _, p := range Posts(in) {
			if p.Pos.Line < 5 || p.Pos.Line > lines || p.Pos.Column < 1 || p.Pos.Width < 1 {
				t.Errorf("%s at %+v", p.Code, p.Pos)
			}
		}
	})
}
