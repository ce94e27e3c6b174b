package build

import (
	"strings"
	"testing"
)

// The figures that stand alone in which something is planted.
const (
	aloneTable   = "gambar/wilayah/tebing-tinggi-timur/tabel-area.svg"
	aloneColumns = "gambar/puskesmas/bandul/pws-ht.svg"
	aloneMap     = "gambar/wilayah/tasik-putri-puyu/peta-ht.svg"
	alonePanels  = "gambar/puskesmas/bandul/panel-layanan-setahun.svg"
	aloneBars    = "gambar/spm/bulin/urutan-puskesmas.svg"
	aloneDots    = "gambar/spm/bulin/corong-bulin.svg"
	embedTable   = "sematan/wilayah/tebing-tinggi-timur/tabel-area.html"
	embedColumns = "sematan/puskesmas/bandul/pws-ht.html"
	embedMap     = "sematan/wilayah/tasik-putri-puyu/peta-ht.html"
)

// The desa of which only a range is shown, and the puskesmas of which nothing is.
const (
	rangeDesa       = "14.10.08.2"
	hiddenPuskesmas = "1011348"
)

// plantsAway puts hidden numbers into figures that stand alone: into their words, the
// places and sizes of their shapes, and their colours.
func plantsAway(t *testing.T, site map[string][]byte) []plant {
	t.Helper()
	const lukun = "Lukun: ibu hamil 3 dari 14 orang"
	colours := place(t, site, aloneTable, `<rect [^>]*fill="(#[0-9a-f]+)"/><text [^>]*>35,7<`)
	steps := place(t, site, aloneMap, `fill="(#[0-9a-f]+)"[^>]*/></g><text [^>]*>di bawah 50`)
	cell := place(t, site, aloneTable, `(>Lukun</text>)(<text x="[\d.]+" y="([\d.]+)"[^>]*>)✱`)
	column := place(t, site, aloneColumns, `<rect x="(\d+)" y="140" width="76" height="110" fill="(#[0-9a-f]+)" opacity="0.35"/>`)
	area := place(t, site, aloneMap, `(<g transform="translate\([^)]*\)"><path d="[^"]*" fill=")#[0-9a-f]+`)
	bar := place(t, site, aloneBars, `(>Alai</text><g [^>]*><rect [^>]*/>)<path [^>]*/>`)
	value := place(t, site, aloneBars, `(>Alai</text><g .*?</g><text [^>]*>)✱`)
	panel := place(t, site, alonePanels, `>Gangguan jiwa berat</text>`)
	wide := place(t, site, embedColumns, `<rect class="range" x="(\d+)" y="140" width="(\d+)" height="110"/>`)
	return []plant{
		{name: "title of a drawing", file: aloneTable, old: `<title id="t">`, new: `<title id="t">` + lukun + ". "},
		{name: "description of a drawing", file: aloneTable, old: `<desc id="d">`, new: `<desc id="d">` + lukun + ". "},
		{name: "words of a drawing", file: aloneTable, old: "</svg>", new: "<text>Desa " + lukun + "</text></svg>"},
		{name: "cell of a drawing", file: aloneTable, old: cell[0], new: cell[1] + cell[2] + "21,4"},
		{
			name: "ground of a cell of a drawing", file: aloneTable, old: cell[0],
			new: cell[1] + `<rect x="232" y="246.4" width="51.95" height="27" fill="` + colours[1] + `"/>` + cell[2] + "✱",
		},
		{
			name: "height of a column of a drawing", file: aloneColumns, old: column[0], unit: rangeDesa,
			new: `<rect x="` + column[1] + `" y="183.2" width="76" height="66.8" fill="` + column[2] + `"/>`,
		},
		{name: "colour of a map of a drawing", file: aloneMap, old: area[0], new: area[1] + steps[1], unit: rangeDesa},
		{name: "a colour of its own on a map", file: aloneMap, old: area[0], new: area[1] + "#123456", unit: rangeDesa},
		{
			name: "length of a bar of a drawing", file: aloneBars, old: bar[0], unit: hiddenPuskesmas,
			new: bar[1] + `<rect y="3" width="28.4" height="10" fill="#8f1d17"/>`,
		},
		{
			name: "length of the dots of a bar", file: aloneBars, old: bar[0], unit: hiddenPuskesmas,
			new: bar[1] + `<path d="M3 9L28.4 9" fill="none" stroke="#4a5560" stroke-width="2" stroke-dasharray="0.01 6"/>`,
		},
		{name: "value of a bar of a drawing", file: aloneBars, old: value[0], new: value[1] + "61,5 %", unit: hiddenPuskesmas},
		{
			name: "line of a small drawing", file: alonePanels, old: panel[0], unit: "1011356",
			new: panel[0] + `<g transform="translate(376 457.2)"><path d="M2 50L84.2 33" fill="none" stroke="#00616b"/></g>`,
		},
		{name: "point of a drawing", file: aloneDots, old: "<circle ", new: `<circle cx="123.4" cy="56.7" r="6" fill="#6d89a8"/><circle `, unit: hiddenPuskesmas},
		{name: "words of a figure for other sites", file: embedTable, old: `<p class="desc">`, new: `<p class="desc">` + lukun + ". "},
		{name: "title of a figure for other sites", file: embedTable, old: "<title>", new: "<title>" + lukun + ". "},
		{name: "cell of a figure for other sites", file: embedTable, old: "lukun.html\">Lukun</a></th><td class=\"num hid\"><abbr title=\"disensor demi privasi\">✱</abbr>", new: "lukun.html\">Lukun</a></th><td class=\"num hid\">21,4"},
		{
			name: "height of a column for other sites", file: embedColumns, old: wide[0], unit: rangeDesa,
			new: `<rect class="bad" x="` + wide[1] + `" y="183.2" width="` + wide[2] + `" height="66.8"/>`,
		},
		{name: "colour of a map for other sites", file: embedMap, old: `<path class="band"`, new: `<path class="q1"`, unit: rangeDesa},
	}
}

// TestNumbersPlantedInFiguresAloneAreFound puts hidden numbers into what other sites
// show of a portal, and into the files of its figures.
func TestNumbersPlantedInFiguresAloneAreFound(t *testing.T) {
	t.Parallel()
	site := neighbourhood(sampleSite(t).files, func(name string) bool {
		return strings.HasPrefix(name, "gambar/spm/bulin/") || strings.HasPrefix(name, "gambar/puskesmas/bandul/") ||
			strings.Contains(name, "gambar/wilayah/ta") || strings.Contains(name, "/wilayah/tebing-tinggi-timur/") ||
			name == embedColumns || name == embedMap
	}, "spm/bulin.html", "wilayah/tebing-tinggi-timur/index.html", "wilayah/tasik-putri-puyu/index.html", "puskesmas/bandul/index.html")
	planted(t, site, plantsAway(t, site))
}
