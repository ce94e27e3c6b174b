package build

import (
	"regexp"
	"strings"
	"testing"
)

// The form of a quarter says what the portal says of its last month, leads to itself, and is
// linked from where readers look for it; without names in site.yaml it leaves lines to write on.
func TestRecapOfAQuarter(t *testing.T) {
	page := siteWith(t, map[string]string{"site.yaml": "+\npictures: none\n"})
	text := page("cetak/rekap-spm-2024-tw3.html")
	if text == "" {
		t.Fatal("no form")
	}
	reads(t, "the form", text, []string{"Mengetahui,", "Kepala Dinas Kesehatan Kabupaten Karangan", "Nama dan tanda tangan", "https://kesehatan.karangan.example/cetak/rekap-spm-2024-tw3.html"}, "NIP")
	rows := regexp.MustCompile(`(?m)^\d+\. Pelayanan`).FindAllString(strings.ReplaceAll(text, "|", "\n"), -1)
	if len(rows) != 12 {
		t.Errorf("%d services, want 12", len(rows))
	}
	for _, from := range []string{"spm/index.html", "data/index.html"} {
		if !strings.Contains(page(from), "Triwulan III 2024") {
			t.Errorf("%s does not lead to the form", from)
		}
	}
	mark := regexp.MustCompile(`[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}`)
	if a, b := mark.FindString(text), mark.FindString(page("cetak/rekap-spm-2024-tw2.html")); a == "" || a == b {
		t.Errorf("marks %q and %q", a, b)
	}
	named := siteWith(t, map[string]string{"site.yaml": "+\npictures: none\ntranslations: {}\n"})
	if got := mark.FindString(named("cetak/rekap-spm-2024-tw3.html")); got != mark.FindString(text) {
		t.Errorf("the same figures have the marks %s and %s", got, mark.FindString(text))
	}
}
