package build

import (
	"regexp"
	"strings"
	"sync"
	"testing"

	"terang/internal/health"
)

// cityDir is the site of a city: kelurahan, and not one desa.
const cityDir = "../../examples/tebing-tinggi"

var cityOnce = sync.OnceValues(func() (*built, error) {
	return construct(Options{Dir: cityDir, Date: health.DateOf(2024, 8, 7), AsOf: health.MonthOf(2024, 6), Plain: true})
})

var (
	aDesa   = regexp.MustCompile(`(?i)\bdesa(nya)?\b`)
	scripts = regexp.MustCompile(`(?s)<(script|style)\b.*?</(?:script|style)>`)
	spoken  = regexp.MustCompile(`\b(?:aria-label|title|alt|placeholder|content|data-place)="([^"]*)"`)
	tags    = regexp.MustCompile(`<[^>]*>`)
)

// TestCityHasNoDesa reads every page of a city as its readers do, and hears them as
// those who cannot see do: what is a kelurahan is nowhere called a desa.
func TestCityHasNoDesa(t *testing.T) {
	b, err := cityOnce()
	if err != nil {
		t.Fatal(err)
	}
	villages := 0
	for path, body := range b.files {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		text := scripts.ReplaceAllString(string(body), " ")
		for _, m := range spoken.FindAllStringSubmatch(text, -1) {
			text += " " + m[1]
		}
		text = tags.ReplaceAllString(text, " ")
		if at := aDesa.FindStringIndex(text); at != nil {
			t.Errorf("%s: …%s…", path, strings.Join(strings.Fields(text[max(0, at[0]-80):min(len(text), at[1]+40)]), " "))
		}
		if strings.Contains(text, "Kelurahan ") {
			villages++
		}
	}
	if villages < 35 {
		t.Errorf("%d pages speak of a kelurahan, want one for each of 35 at least", villages)
	}
}

// TestCityPages looks at what a small city has that a kabupaten has not, or not so.
func TestCityPages(t *testing.T) {
	b, err := cityOnce()
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string][]string{
		"index.html":     {"0 dari 12 layanan mencapai 100 %", "semua 35 kelurahan di bawah target bulan ini"},
		"posyandu.html":  {"124 dari 143 posyandu aktif", "Posyandu menurut kelurahan", "lembaga kemasyarakatan (LKD)", "dibina PKK"},
		"spm/index.html": {"Program dan siklus hidup", "Mencapai target bulan ini"},
		"spm/odgj.html":  {"kecamatan"}, // too few people for a map of kelurahan
	} {
		text := strings.Join(strings.Fields(strings.ReplaceAll(tags.ReplaceAllString(string(b.files[path]), ""), "\u00a0", " ")), " ")
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %q", path, w)
			}
		}
	}
	// Nobody was to report between two quarters: a line joins them, and no month is missing.
	usprod := string(b.files["spm/usprod.html"])
	for _, months := range []string{"Tidak ada angka untuk", "belum lapor</li>"} {
		if strings.Contains(usprod, months) {
			t.Errorf("spm/usprod.html says %q of months within a quarter", months)
		}
	}
	_, line, _ := strings.Cut(usprod, `class="series other" d="`)
	if d, _, _ := strings.Cut(line, `"`); strings.Count(d, "M") != 1 || !strings.ContainsAny(d, "Ll") {
		t.Errorf("the line of 2023 is %q, want one run", d)
	}
}
