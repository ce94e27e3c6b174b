//go:build browser

package browser

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"terang/internal/build"
	"terang/internal/health"
)

// crowd is a puskesmas as the site of a test has it.
type crowd struct {
	desa, promises int
}

var crowds = []crowd{{1, 0}, {1, 60}, {12, 0}, {12, 60}, {40, 0}, {40, 60}}

func (c crowd) name() string {
	return fmt.Sprintf("Sungai Tebing Seberang Kepenuhan Hulu %d dan %d", c.desa, c.promises)
}

// crowded is a made-up kab/kota with one puskesmas for each crowd, all of whose names and promises are long.
func crowded(t *testing.T) fstest.MapFS {
	t.Helper()
	services := strings.Fields("bumil bulin bbl balita upd usprod lansia ht dm odgj tb hiv")
	tables := map[string]*strings.Builder{}
	row := func(file, format string, args ...any) {
		if tables[file] == nil {
			tables[file] = &strings.Builder{}
		}
		fmt.Fprintf(tables[file], format+"\n", args...)
	}
	row("site.yaml", "title: Portal Kesehatan Kabupaten Karangan Hulu Sungai Selatan\nbase_url: https://karangan.example/\narea: \"99.01\"\npictures: none\nsample: true\nnotice: Data contoh.")
	row("data/regions.csv", "kode,induk,tingkat,nama,puskesmas\n99.01,,kabkota,Kabupaten Karangan Hulu Sungai Selatan,")
	row("data/facilities.csv", "kode,nama,jenis,kecamatan,desa,puskesmas,status,kabkota")
	row("data/observations/2024.csv", "periode,indikator,wilayah,pembilang,penyebut")
	row("data/commitments.csv", "wilayah,kegiatan,indikator,penanggung_jawab,sektor,target,batas_waktu,status,bukti,tanggal_perbarui,pertemuan")
	for k, c := range crowds {
		kec, code := fmt.Sprintf("99.01.%02d", k+1), fmt.Sprintf("100000%d", k+1)
		row("data/regions.csv", "%s,99.01,kecamatan,%s,", kec, c.name())
		row("data/facilities.csv", "%s,Puskesmas %s,puskesmas,%s,%s.2001,%s,aktif,99.01", code, c.name(), kec, kec, code)
		for d := range c.desa {
			desa := fmt.Sprintf("%s.2%03d", kec, d+1)
			row("data/regions.csv", "%s,%s,desa,Tanjung Kepenuhan Seberang Hulu Barat %d,%s", desa, kec, d+1, code)
			for i, s := range services {
				sasaran := 400 + 37*d + 11*i
				row("data/observations/2024.csv", "2024-07,%s,%s,%d,%d\n2024-08,%s,%s,%d,%d", s, desa, sasaran*(30+(d*7+i*5)%40)/100, sasaran, s, desa, sasaran/10+d%7, sasaran)
			}
		}
		for p := range c.promises {
			row("data/commitments.csv", "%s,Menyediakan perahu puskesmas keliling dan jadwal posyandu di desa pesisir yang belum terjangkau nomor %d,,Penanggung jawab Klaster 3 Puskesmas dan Camat setempat,pemerintahan,empat desa pesisir dan dua pulau,2024-%02d-15,proses,Berita acara dan daftar hadir,2024-08-01,Lokakarya mini triwulanan lintas sektor", code, p+1, 7+p%6)
		}
		row("content/kegiatan/lokmin-"+code+".md", "---\njudul: Lokakarya mini triwulanan Puskesmas %s\ntanggal: 2024-08-21\nringkasan: Evaluasi triwulan.\njenis: lokmin_triwulan\nunit: \"%s\"\nmasalah:", c.name(), code)
		for m := range 9 {
			row("content/kegiatan/lokmin-"+code+".md", "  - Laki-laki usia kerja jarang datang ke posyandu sehingga hipertensi terlambat ditemukan di wilayah pesisir (%d).", m+1)
		}
		row("content/kegiatan/lokmin-"+code+".md", "---\n\nCatatan.")
	}
	dir := t.TempDir()
	for name, text := range tables {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	made, ps, err := build.Memory(context.Background(), build.Options{Dir: dir, Date: health.DateOf(2024, 9, 10)})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, ps)
	}
	files := fstest.MapFS{}
	for name, body := range made {
		files[name] = &fstest.MapFile{Data: body}
	}
	return files
}

// The Lokmin pack stays on its two sheets, whole, however much there is to say.
func TestLokminHoldsAnyPuskesmas(t *testing.T) {
	files := crowded(t)
	shown := serve(t, files)
	for _, c := range crowds {
		slug := strings.ReplaceAll(strings.ToLower(c.name()), " ", "-")
		file := "puskesmas/" + slug + "/lokmin.html"
		t.Run(fmt.Sprintf("%d desa, %d promises", c.desa, c.promises), func(t *testing.T) {
			t.Parallel()
			pdf := printed(t, shown, file)
			keepPDF(t, fmt.Sprintf("lokmin-%d-%d", c.desa, c.promises), pdf)
			for _, finding := range append(onSheets(pdf, 2, upright), clipped(t, shown, file, sheetWidth)...) {
				t.Error(finding)
			}
			html := string(files[file].Data)
			for sign, want := range map[string]int{
				`class="what"`: min(12, c.promises), `<li class="`: 12,
			} {
				if got := strings.Count(html, sign); sign == `class="what"` && got != want {
					t.Errorf("%d times %s, want %d", got, sign, want)
				}
			}
			for text, want := range map[string]bool{"dan 25 lainnya": c.desa == 40, "dan 48 lainnya": c.promises == 60, "dan 3 lainnya": true} {
				if strings.Contains(html, text) != want {
					t.Errorf("says %q: %v, want %v", text, !want, want)
				}
			}
		})
	}
}

// The widths in CSS pixels that A4 leaves between margins of 12 mm.
const (
	sheetWidth  = 703  // 186 mm
	longWidth   = 1032 // 273 mm
	sheetHeight = 1032
)

const lookClipped = `(() => {
	const found = [], say = (e, what) => found.push('print: ' + e.tagName + '.' + e.className + ' ' + what + ': ' + e.textContent.trim().slice(0, 50));
	const hidden = e => e.closest('[hidden]') || getComputedStyle(e).visibility === 'hidden' || getComputedStyle(e).display === 'none';
	for (const e of document.querySelectorAll('main *')) {
		if (hidden(e) || e.closest('svg')) continue;
		const box = e.getBoundingClientRect();
		if (!box.width || !box.height || getComputedStyle(e).position === 'absolute') continue;
		if (box.right > innerWidth + 1 || box.left < -1) say(e, 'reaches beyond the sheet by ' + Math.round(box.right - innerWidth));
		const style = getComputedStyle(e);
		if (style.overflow !== 'visible' && !e.matches(".blank, .promises *, .terms *") && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)) say(e, 'is cut');
	}
	for (const e of document.querySelectorAll('.sheet')) {
		const height = e.getBoundingClientRect().height;
		if (height > HEIGHT) say(e, 'is ' + Math.round(height) + ' high');
	}
	return found;
})()`

// clipped finds what a sheet of paper of that width would cut off.
func clipped(t *testing.T, shown *site, file string, width int64) []string {
	t.Helper()
	height := fmt.Sprint(map[int64]int{sheetWidth: sheetHeight, longWidth: sheetWidth}[width])
	tab := openTab(t)
	onPaper := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		// Not as a phone: paper has no viewport of its own.
		_, err := cdp.Call(ctx, target, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 1400, DeviceScaleFactor: 1})
		if err == nil {
			_, err = cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		}
		return err
	})
	if err := chromedp.Do(tab, onPaper, chromedp.Navigate(shown.address(file))); err != nil {
		t.Fatal(err)
	}
	found, err := chromedp.Run(tab, chromedp.Evaluate[[]string](strings.ReplaceAll(lookClipped, "HEIGHT", height)))
	if err != nil {
		t.Fatal(err)
	}
	return found
}
