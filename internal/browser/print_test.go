//go:build browser

package browser

import (
	"fmt"
	"math"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Every Lokmin pack is two sheets of A4, upright.
func TestLokminPrintsOnTwoSheets(t *testing.T) {
	shown := builtSite(t)
	packs := 0
	for file := range pages(t, shown.files) {
		if path.Base(file) != "lokmin.html" {
			continue
		}
		packs++
		t.Run(path.Base(path.Dir(file)), func(t *testing.T) {
			t.Parallel()
			for _, finding := range onSheets(printed(t, shown, file), 2, upright) {
				t.Errorf("%s: %s", file, finding)
			}
		})
	}
	if packs == 0 {
		t.Error("the portal has no lokmin.html")
	}
}

// printed gives the page as a PDF on A4, or on the paper its style sheet asks for.
func printed(t *testing.T, shown *site, file string) []byte {
	t.Helper()
	tab := openTab(t)
	if err := chromedp.Do(tab, chromedp.Navigate(shown.address(file))); err != nil {
		t.Fatal(err)
	}
	pdf, err := chromedp.Run(tab, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	return pdf
}

var (
	pdfPage = regexp.MustCompile(`/Type\s*/Page\b`)
	pdfBox  = regexp.MustCompile(`/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]`)
)

// paper is a size in points.
type paper struct{ width, height float64 }

// A4 as the pages print on it.
var (
	upright = paper{595, 842}
	lying   = paper{842, 595}
)

// onSheets tells where a PDF has another number of sheets, or sheets of another size.
func onSheets(pdf []byte, want int, size paper) []string {
	var found []string
	if sheets := len(pdfPage.FindAll(pdf, -1)); sheets != want {
		found = append(found, fmt.Sprintf("print: %d sheets, want %d", sheets, want))
	}
	for _, box := range pdfBox.FindAllSubmatch(pdf, -1) {
		var p paper
		if _, err := fmt.Sscan(string(box[1])+" "+string(box[2]), &p.width, &p.height); err != nil {
			found = append(found, "print: "+err.Error())
		}
		if math.Abs(p.width-size.width) > 2 || math.Abs(p.height-size.height) > 2 {
			found = append(found, fmt.Sprintf("print: a sheet of %.0f × %.0f points, want %.0f × %.0f", p.width, p.height, size.width, size.height))
		}
	}
	return found
}

// The form of a quarter is one sheet of A4, lying, whole, with its code and its lines
// to sign on: for all of the portal's, and where every name is long.
func TestRecapPrintsOnOneSheet(t *testing.T) {
	forms := 0
	for name, shown := range map[string]*site{"portal": builtSite(t), "long names": serve(t, crowded(t))} {
		for file, html := range pages(t, shown.files) {
			if !strings.Contains(string(html), `data-page="recap"`) {
				continue
			}
			forms++
			t.Run(name+" "+path.Base(file), func(t *testing.T) {
				t.Parallel()
				pdf := printed(t, shown, file)
				keepPDF(t, name+"-"+path.Base(file), pdf)
				for _, finding := range append(onSheets(pdf, 1, lying), clipped(t, shown, file, longWidth)...) {
					t.Errorf("%s: %s", file, finding)
				}
				for _, part := range []string{`class="qr"`, `class="signing"`} {
					if !strings.Contains(string(html), part) {
						t.Errorf("%s has no %s", file, part)
					}
				}
			})
		}
	}
	if forms < 2 {
		t.Errorf("%d forms", forms)
	}
}

// No page of any kind is wider than the paper or shows on it what only a screen needs.
func TestEveryPagePrints(t *testing.T) {
	shown := builtSite(t)
	for _, shape := range shown.names() {
		t.Run(shape, func(t *testing.T) {
			t.Parallel()
			width := int64(sheetWidth)
			if shape == "recap" {
				width = longWidth
			}
			if *shots != "" {
				keepPDF(t, shape, printed(t, shown, shown.shapes[shape]))
			}
			for _, finding := range clipped(t, shown, shown.shapes[shape], width) {
				t.Errorf("%s: %s", shown.shapes[shape], finding)
			}
		})
	}
}

// keepPDF writes what was printed to the folder of -shots, to be looked at.
func keepPDF(t *testing.T, name string, pdf []byte) {
	t.Helper()
	if *shots == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*shots, strings.ReplaceAll(name, " ", "-")+".pdf"), pdf, 0o644); err != nil {
		t.Error(err)
	}
}
