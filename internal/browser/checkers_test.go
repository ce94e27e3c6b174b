//go:build browser

package browser

import (
	"bytes"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
)

// fixtures serves testdata/site with the theme's loader and the bundle beside it, as a built portal has them.
func fixtures(t *testing.T) *site {
	t.Helper()
	return serve(t, fixtureFiles(t))
}

func fixtureFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	add := func(from fs.FS, below string) {
		err := fs.WalkDir(from, ".", func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			body, err := fs.ReadFile(from, name)
			files[below+name] = &fstest.MapFile{Data: body}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	add(os.DirFS("testdata/site"), "")
	add(os.DirFS("../../themes/default/assets/js"), "assets/js/")
	if _, ok := files["assets/js/echarts.js"]; !ok {
		t.Fatal("no ECharts bundle: write it with: make bundle")
	}
	return files
}

// A good page has no finding; each bad page has the finding it was made for, and nothing of another kind.
func TestCheckers(t *testing.T) {
	shown := fixtures(t)
	tests := []struct {
		file, check string // check is the word in front of the finding; empty for none
		scheme      string
	}{
		{"index.html", "", "light"},
		{"index.html", "", "dark"},
		{"lokmin.html", "", "light"},
		{"bad-contrast.html", "axe", "light"},
		{"bad-host.html", "host console policy", "light"},
		{"bad-policy.html", "policy console", "light"},
		{"bad-overflow.html", "overflow", "light"},
		{"bad-shift.html", "shift", "light"},
		{"bad-console.html", "console", "light"},
	}
	for _, test := range tests {
		for _, width := range []int64{360, 1280} {
			how := view{width, test.scheme}
			t.Run(test.file+"/"+how.String(), func(t *testing.T) {
				t.Parallel()
				v := visit(t, shown, test.file, how)
				found := append(v.findings(t), v.barriers(t)...)
				demand(t, found, test.check)
			})
		}
	}
}

// At 400 px the box of bad-reflow.html fits, at 320 it does not.
func TestReflowChecker(t *testing.T) {
	shown := fixtures(t)
	v := visit(t, shown, "bad-reflow.html", view{400, "light"})
	demand(t, v.findings(t), "")
	demand(t, v.reflow(t, 768), "")
	demand(t, v.reflow(t, 320), "overflow")
	demand(t, visit(t, shown, "bad-contrast.html", view{360, "light"}).reflow(t, 768), "axe")
}

// demand fails unless the findings are of the wanted checks, the first of which must be there.
func demand(t *testing.T, found []string, checks string) {
	t.Helper()
	wanted := strings.Fields(checks)
	caught := len(wanted) == 0
	for _, finding := range found {
		check, _, _ := strings.Cut(finding, ":")
		if !slices.Contains(wanted, check) {
			t.Errorf("unwanted finding: %s", finding)
		}
		caught = caught || check == wanted[0]
	}
	if !caught {
		t.Errorf("no finding of %q among %q", wanted[0], found)
	}
}

func TestKeyboardChecker(t *testing.T) {
	shown := fixtures(t)
	if found := visit(t, shown, "index.html", view{360, "light"}).tabThrough(t); len(found) > 0 {
		t.Errorf("of a good page: %q", found)
	}
	found := strings.Join(visit(t, shown, "bad-keys.html", view{360, "light"}).tabThrough(t), "; ")
	for _, want := range []string{"no ring around a “Tanpa bingkai”", "Tab goes to a “Mendahului” before a “Pertama”"} {
		if !strings.Contains(found, want) {
			t.Errorf("no %q in %q", want, found)
		}
	}
}

func TestBareChecker(t *testing.T) {
	shown := fixtures(t)
	demand(t, withoutScript(t, shown, "index.html"), "")
	found := withoutScript(t, shown, "bad-bare.html")
	if demand(t, found, "bare"); len(found) != 3 { // no h1, an empty figure, a dead button
		t.Errorf("findings %q, want 3", found)
	}
}

func TestPrintChecker(t *testing.T) {
	shown := fixtures(t)
	demand(t, onSheets(printed(t, shown, "lokmin.html"), 2, upright), "")
	demand(t, onSheets(printed(t, shown, "bad-print.html"), 2, upright), "print")
	demand(t, onSheets([]byte("/Type /Pages /MediaBox [0 0 842 595] /Type /Page /Type /Page"), 2, upright), "print")
}

func TestConformanceChecker(t *testing.T) {
	shown := fixtures(t)
	demand(t, checksOf(nonConforming(t, shown.files, []string{"index.html", "lokmin.html"})), "")
	demand(t, checksOf(nonConforming(t, shown.files, []string{"index.html", "bad-html.html"})), "html")
}

// checksOf drops the place in front of findings about a file.
func checksOf(found []string) []string {
	var plain []string
	for _, finding := range found {
		_, rest, _ := strings.Cut(finding, ": ")
		plain = append(plain, rest)
	}
	return plain
}

func TestWeightChecker(t *testing.T) {
	shown := fixtures(t)
	first, optional, err := weight(shown.files, "index.html", []byte(readPage(t, shown, "index.html")))
	if err != nil {
		t.Fatal(err)
	}
	loader, err := fs.ReadFile(shown.files, "assets/js/interactive.js")
	if err != nil {
		t.Fatal(err)
	}
	if optional != gzipSize(loader) || optional > 5000 {
		t.Errorf("scripts weigh %d bytes, want the loader's %d and at most 5000", optional, gzipSize(loader))
	}
	if alone := gzipSize([]byte(readPage(t, shown, "index.html"))); first <= alone {
		t.Errorf("page and style sheet weigh %d bytes, no more than the page alone, %d", first, alone)
	}
	demand(t, overweight(firstLoadBudget, scriptBudget), "")
	if found := overweight(firstLoadBudget+1, scriptBudget+1); len(found) != 2 {
		t.Errorf("findings %q, want 2", found)
	}
	demand(t, inTheWay([]byte(`<link rel="stylesheet" href="a.css"><script src="a.js" defer></script><script type="application/json">`)), "")
	if found := inTheWay([]byte(`<link rel="stylesheet" href="a.css"><link rel="stylesheet" href="b.css"><script src="a.js"></script>`)); len(found) != 2 {
		t.Errorf("findings %q, want 2", found)
	}
	if _, _, err := weight(shown.files, "index.html", []byte(`<link rel="stylesheet" href="no-such.css">`)); err == nil {
		t.Error("a style sheet that is not there weighs nothing")
	}
}

// The loader draws every kind of figure the portal has, and the checker sees one that is not drawn.
func TestLoaderDraws(t *testing.T) {
	shown := fixtures(t)
	for _, how := range views {
		t.Run(how.String(), func(t *testing.T) {
			t.Parallel()
			v := visit(t, shown, "index.html", how)
			demand(t, drawAll(t, v), "")
		})
	}
	demand(t, drawAll(t, visit(t, shown, "bad-figure.html", views[0])), "figure")
	demand(t, unknownSeries([]byte(readPage(t, shown, "bad-figure.html")), bundledSeries(t)), "series")
	demand(t, unknownSeries([]byte(readPage(t, shown, "index.html")), bundledSeries(t)), "")
}

// The checker points at a drawing and sees its tooltip: drawn as HTML, which the policy forbids, it is found.
func TestTooltipChecker(t *testing.T) {
	files := fixtureFiles(t)
	loader := files["assets/js/interactive.js"]
	loader.Data = bytes.ReplaceAll(loader.Data, []byte("renderMode: 'richText'"), []byte("renderMode: 'html'"))
	demand(t, drawAll(t, visit(t, serve(t, files), "index.html", views[0])), "policy console axe")
}

// Without its bundle the loader takes its buttons away and leaves the static charts.
func TestLoaderGivesUp(t *testing.T) {
	shown := fixtures(t)
	v := visit(t, shown, "bad-bundle.html", views[0])
	const pressed = `(async () => {
		document.querySelector('.figure-toggle').click();
		for (let wait = 0; wait < 100 && document.querySelector('.figure-toggle'); wait++) await new Promise(done => setTimeout(done, 20));
		return [document.querySelectorAll('.figure-toggle').length, document.querySelector('.figure-chart').hidden ? 1 : 0];
	})()`
	got, err := chromedp.Run(v.tab, chromedp.Evaluate[[]int](pressed, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, []int{0, 0}) {
		t.Errorf("buttons left and charts hidden: %v, want none", got)
	}
}
