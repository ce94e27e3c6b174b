package config

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/health"
	"terang/internal/source"
)

const valid = `title: Portal Kesehatan
base_url: https://example.go.id/portal
area: 14.10
`

func read(text string) (Site, source.Problems) {
	return Read(fstest.MapFS{"site.yaml": {Data: []byte(text)}})
}

func TestReadFillsInDefaults(t *testing.T) {
	t.Parallel()
	s, ps := read(valid)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if s.Title != "Portal Kesehatan" || s.BaseURL != "https://example.go.id/portal/" || s.Area != "14.10" ||
		s.Language != "id" || s.Theme != "default" || s.Pictures != PicturesAuto || s.Headline != HeadlineMonth || s.Disclosure.MinCount != 5 || s.Disclosure.MinCountSensitive != 10 {
		t.Errorf("got %+v", s)
	}
	if len(s.Categories) != 6 || s.Categories[2] != (Category{"Tuntas Madya", 80}) || s.Categories[3].Name != "Tuntas Pratama" {
		t.Errorf("categories = %v", s.Categories)
	}
	if got, want := s.Pos("base_url"), (source.Pos{File: "site.yaml", Line: 2, Column: 11, Width: 28}); got != want {
		t.Errorf("Pos = %v, want %v", got, want)
	}
}

func TestReadTakesEverySetting(t *testing.T) {
	t.Parallel()
	s, ps := read("\ufeff" + valid + `language: en
license: CC BY 4.0
sample: true
notice: Data contoh.
notices:
  - {text: KLB campak, level: darurat, until: 2024-12-31}
  - text: Libur
theme: meranti
pictures: few
office: {name: Dinkes, email: a@b.id, phone: "0763", whatsapp: "+62 812", website: https://x.id, address: Jl. A, place: Kota, head: {name: dr. A, title: Kepala, nip: "1970"}, reporter: {name: B}}
releases: [{date: 2024-11-15, period: 2024-10}, {date: 2024-01-20, text: Indeks}]
statements: {ppid: {name: Sekretaris, phone: "1"}, accessibility: {tested: 2024-09-01, known: [Peta]}, without: [privacy]}
offline: true
compress: [zst, gz, gz]
headers: [netlify]
look: {accent: "#7A1F5C", accent_dark: "#fbe", logo: data/logo.svg, logo_dark: content/gelap.png, logo_card: data/k.png}
disclosure: {min_count: 3, min_count_sensitive: 20, round_to: 5, reason: SK 12/2024}
categories: [{name: Belum, from: 0}, {name: Tuntas, from: 80}]
regulations: [{title: Permenkes 6/2024, url: https://peraturan.go.id/}]
sources:
  - file: data/raw/ht.csv
    indicator: ht
    kind: cumulative
    columns: {area: kode, period: tahun, numerator: dilayani, denominator: sasaran}
aliases: {/lama.html: baru/index.html}
`)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if s.Language != "en" || s.License == "" || !s.Sample || s.Theme != "meranti" || s.Pictures != PicturesFew || s.Office.WhatsApp != "+62 812" ||
		s.Office.Place != "Kota" || s.Office.Head != (Signer{"dr. A", "Kepala", "1970"}) || s.Office.Reporter.Name != "B" {
		t.Errorf("got %+v", s)
	}
	if len(s.Releases) != 2 || s.Releases[0].Text != "Indeks" || s.Releases[1].Period != health.MonthOf(2024, 10) || !s.Offline {
		t.Errorf("releases = %+v", s.Releases)
	}
	if st := s.Statements; st.Tested != health.DateOf(2024, 9, 1) || len(st.Known) != 1 || len(st.Without) != 1 || s.PPID().Name != "Sekretaris" || s.PPID().Address != "Jl. A" || s.PPID().Email != "" {
		t.Errorf("statements = %+v, PPID %+v", s.Statements, s.PPID())
	}
	if want := (Look{"#7a1f5c", "#fbe", "data/logo.svg", "content/gelap.png", "data/k.png"}); s.Look != want {
		t.Errorf("look is %+v", s.Look)
	}
	if !slices.Equal(s.Compress, []string{"gz", "zst"}) || !slices.Equal(s.Headers, []string{"netlify"}) {
		t.Errorf("compress %q, headers %q", s.Compress, s.Headers)
	}
	if len(s.Notices) != 2 || s.Notices[0] != (Notice{"KLB campak", Emergency, health.DateOf(2024, 12, 31)}) || s.Notices[1].Level != Info {
		t.Errorf("notices = %v", s.Notices)
	}
	if s.Disclosure != (Disclosure{3, 20, 5, "SK 12/2024"}) || s.Categories[0].Name != "Tuntas" || len(s.Regulations) != 1 {
		t.Errorf("got %+v", s)
	}
	if len(s.Sources) != 1 || s.Sources[0].Columns.Denominator.String() != "sasaran" || !slices.Equal(s.Aliases["lama.html"], []string{"baru/index.html"}) {
		t.Errorf("got %+v", s)
	}
}

func TestReadReportsPlaces(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text string
		want       string // codes and places
	}{
		{"nothing there", "", "missing-setting site.yaml, missing-setting site.yaml, missing-setting site.yaml"},
		{"empty title", "title:\nbase_url: https://a.id\narea: 14\n", "missing-setting site.yaml:1:1"},
		{"unknown key", valid + "titel: x\n", "unknown-key site.yaml:4:1"},
		{"address without scheme", "title: x\nbase_url: www.a.id\narea: 14\n", "bad-base-url site.yaml:2:11"},
		{"address with a query", "title: x\nbase_url: https://a.id/?a=b\narea: 14\n", "bad-base-url site.yaml:2:11"},
		{"damaged code", "title: x\nbase_url: https://a.id\narea: 14.1\n", "bad-area-code site.yaml:3:7"},
		{"language", valid + "language: jv\n", "unknown-choice site.yaml:4:11"},
		{"list as title", "title: [a]\nbase_url: https://a.id\narea: 14\n", "wrong-type site.yaml:1:8"},
		{"threshold", valid + "disclosure: {min_count: 3}\n", "threshold-too-low site.yaml:4:25"},
		{"way to compress", valid + "compress: [gz, lzma]\n", "unknown-choice site.yaml:4:16"},
		{"host of headers", valid + "headers: [iis]\n", "unknown-choice site.yaml:4:11"},
		{"compress that is no list", valid + "compress: gz\n", "wrong-type site.yaml:4:11"},
		{"rounding", valid + "disclosure: {round_to: 3}\n", "unknown-choice site.yaml:4:24"},
		{"threshold of nothing", valid + "disclosure: {min_count: 0, reason: x}\n", "threshold-too-low site.yaml:4:25"},
		{"categories without 0", valid + "categories: [{name: a, from: 10}]\n", "bad-categories site.yaml:4:1"},
		{"category that is no number", valid + "categories: [{name: a, from: 0}, {name: b, from: .nan}]\n", "bad-categories site.yaml:4:1"},
		{"UHC without a year", valid + "uhc: [{coverage: 98}]\n", "bad-uhc site.yaml:4:1"},
		{"UHC twice in a year", valid + "uhc: [{from: 2024, coverage: 98}, {from: 2024, coverage: 95}]\n", "bad-uhc site.yaml:4:1"},
		{"grade without a name", valid + "uhc: [{from: 2024, coverage: 98, grades: [{coverage: 99}]}]\n", "bad-uhc site.yaml:4:1"},
		{"PKP upside down", valid + "pkp: {good: 70}\n", "bad-pkp site.yaml:4:1"},
		{"seventh pillar", valid + "pillars: {7: x, 1: y}\n", "unknown-choice site.yaml:4:14"},
		{"language twice", valid + "languages: [id, en, en]\n", "repeated-language site.yaml:4:21"},
		{"language of the root again", valid + "language: en\nlanguages: [id, en]\n", "repeated-language site.yaml:5:17"},
		{"language that no words are for", valid + "languages: [id, jv]\n", "unknown-choice site.yaml:4:17"},
		{"translations nobody sees", valid + "translations: {en: {title: Portal}}\n", "unspoken-language site.yaml:4:16"},
		{"question without all", valid + "sources: [{sql: {query: select 1}}]\n", "missing-setting site.yaml:4:11, missing-setting site.yaml:4:11"},
		{"question and file", valid + "sources: [{file: data/a.csv, sql: {name: a, dsn: A, query: select 1}}]\n", "sql-and-mapping site.yaml:4:30"},
		{
			"question that is none", valid + "sources: [{sql: {name: A b, dsn: a=b, file: x.sql, zone: GMT, timeout: 0, driver: mysql}}]\n",
			"sql-name site.yaml:4:24, sql-dsn site.yaml:4:34, sql-file site.yaml:4:45, unknown-choice site.yaml:4:58, unknown-choice site.yaml:4:72, unknown-choice site.yaml:4:83",
		},
		{
			"questions twice", valid + "sources: [{sql: {name: a, dsn: A, query: a, yields: regions}}, {sql: {name: a, dsn: A, query: a, file: data/b.sql, yields: regions}}]\n",
			"sql-name-twice site.yaml:4:77, sql-one-query site.yaml:4:95, sql-table-twice site.yaml:4:124",
		},
		{"notice", valid + "notices: [{text: a, level: gawat, until: 31-12-2024}, {level: info}]\n", "unknown-choice site.yaml:4:28, bad-date site.yaml:4:42, missing-setting site.yaml:4:55"},
		{"theme", valid + "theme: ../x\n", "bad-theme-name site.yaml:4:8"},
		{"a colour, which only a theme has", valid + "accent: \"#00616b\"\n", "unknown-key site.yaml:4:1"},
		{"colour by name", valid + "look: {accent: teal, logo: data/a.svg}\n", "bad-colour site.yaml:4:16"},
		{"colour that is a comment", valid + "look: {accent_dark: \"#12\"}\n", "bad-colour site.yaml:4:21"},
		{"dark alone", valid + "look: {accent_dark: \"#123\", logo_card: data/a.png}\n", "missing-setting site.yaml:4:21, missing-setting site.yaml:4:40"},
		{"logo elsewhere", valid + "look: {logo: https://a.id/a.svg, logo_dark: themes/a.svg, logo_card: data/a.jpg}\n", "bad-path site.yaml:4:14, odd-logo site.yaml:4:45, odd-logo site.yaml:4:70"},
		{"release", valid + "releases: [{period: 2024-10}, {date: 1-2-2024, text: a}, {date: 2024-01-02}, {date: 2024-01-02, period: 2024-13}]\n", "missing-setting site.yaml:4:12, bad-date site.yaml:4:38, missing-setting site.yaml:4:58, bad-month site.yaml:4:105"},
		{"statements", valid + "statements: {without: [cookies], accessibility: {tested: kemarin}}\n", "unknown-choice site.yaml:4:24, bad-date site.yaml:4:58"},
		{"bps", valid + "sources: [{file: data/a.csv, codes: bps, indicator: ht, period: y, columns: {numerator: n, area: x}}]\n", "bps-codes site.yaml:4:37"},
		{"source without anything", valid + "sources: [{codes: kemendagri}]\n", strings.Repeat("missing-setting site.yaml:4:11, ", 4) + "missing-setting site.yaml:4:11"},
		{"source outside", valid + "sources: [{file: ../a.csv, indicator: ht, area: x, columns: {numerator: n, period: p, area: y}}]\n", "bad-path site.yaml:4:18, constant-and-column site.yaml:4:49"},
		{"source outside data/", valid + "sources: [{file: raw/a.csv, indicator: ht, columns: {numerator: n, period: p, area: y}}, {file: data, indicator: ht, columns: {numerator: n, period: p, area: y}}]\n", "outside-data site.yaml:4:18, outside-data site.yaml:4:97"},
		{"one column twice", valid + "sources: [{file: data/a.csv, indicator: ht, columns: {numerator: [l, l], denominator: [a, b], period: p, area: y}}]\n", "column-twice site.yaml:4:55"},
		{"one mark for two things", valid + "sources: [{file: data/a.csv, decimal: \",\", thousands: \",\", indicator: ht, columns: {numerator: n, period: p, area: y}}]\n", "same-marks site.yaml:4:55"},
		{"alias", valid + "aliases: {a: https://b.id/}\n", "bad-alias site.yaml:4:14"},
		{"syntax", "title: a: b\n", "yaml-syntax site.yaml:1:1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, ps := read(c.text)
			ps.Sort()
			var got []string
			for _, p := range ps {
				got = append(got, string(p.Code)+" "+p.Pos.String())
				if strings.Contains(p.Text("en")+p.Text("id"), "{") {
					t.Errorf("%s: %s", p.Code, p.Text("en"))
				}
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}

func TestReadWithoutFile(t *testing.T) {
	t.Parallel()
	s, ps := Read(fstest.MapFS{})
	if len(ps) != 1 || ps[0].Code != "missing-site" || s.Theme != "default" || s.Disclosure.MinCount != 5 {
		t.Errorf("got %+v, %v", s, ps)
	}
}

func TestDotted(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in, want string
		ok       bool
	}{
		{"14", "14", true},
		{"1410", "14.10", true},
		{"14.10", "14.10", true},
		{"141002", "14.10.02", true},
		{"1410022005", "14.10.02.2005", true},
		{"14.10.02.2005", "14.10.02.2005", true},
		{"14.1", "", false},
		{"1.410", "", false},
		{"1410020", "", false},
		{"14.10.2005.02", "", false},
		{"1,4", "", false},
		{"", "", false},
	} {
		if got, ok := Dotted(c.in); ok != c.ok || ok && got != c.want {
			t.Errorf("Dotted(%q) = %q, %v", c.in, got, ok)
		}
	}
}

func TestReadThresholds(t *testing.T) {
	t.Parallel()
	s, ps := read(valid + `uhc:
  - {from: 2014, coverage: 95}
  - {from: 2026, coverage: 98, active: 80, grades: [{name: Utama, coverage: 99, active: 95, pbpu: 18}]}
pkp: {good: 90.5}
pillars: {1: Layanan dekat, 2: {owner: Bidang Pelayanan}, 3: {name: Siaga, owner: Bidang P2P}}
`)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if len(s.UHC) != 2 || s.UHC[0].From != 2026 || s.UHC[0].Grades[0].PBPU != 18 || s.UHC[1].Active != 0 {
		t.Errorf("uhc %+v", s.UHC)
	}
	if s.PKP != (PKP{90.5, 80, 8.5, 5.5}) || s.Pillars["1"] != (Pillar{Name: "Layanan dekat"}) ||
		s.Pillars["2"] != (Pillar{Owner: "Bidang Pelayanan"}) || s.Pillars["3"] != (Pillar{"Siaga", "Bidang P2P"}) {
		t.Errorf("pkp %+v, pillars %v", s.PKP, s.Pillars)
	}
	if d := Default(); d.UHC[0].From != 2025 || d.UHC[0].Active != 80 || d.UHC[1].Coverage != 95 {
		t.Errorf("default %+v", d.UHC)
	}
}
