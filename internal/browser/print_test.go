//go:build browser

package browser

import (
	"fmt"
	"math"
	"path"
	"regexp"
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
			for _, finding := range onTwoSheets(printed(t, shown, file)) {
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

func onTwoSheets(pdf []byte) []string {
	var found []string
	if sheets := len(pdfPage.FindAll(pdf, -1)); sheets != 2 {
		found = append(found, fmt.Sprintf("print: %d sheets, want 2", sheets))
	}
	for _, box := range pdfBox.FindAllSubmatch(pdf, -1) {
		var width, height float64
		if _, err := fmt.Sscan(string(box[1])+" "+string(box[2]), &width, &height); err != nil {
			found = append(found, "print: "+err.Error())
		}
		if math.Abs(width-595) > 2 || math.Abs(height-842) > 2 { // A4 in points
			found = append(found, fmt.Sprintf("print: a sheet of %.0f × %.0f points, want A4 upright", width, height))
		}
	}
	return found
}
