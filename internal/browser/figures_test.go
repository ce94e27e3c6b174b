//go:build browser

package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Every interactive figure of every shape is really drawn when its button is pressed, its tooltip too, without an error, a
// refusal or a barrier; and the button leads back to the static chart.
func TestFigures(t *testing.T) {
	shown := builtSite(t)
	with := 0
	for _, shape := range shown.names() {
		file := shown.shapes[shape]
		if html := readPage(t, shown, file); !strings.Contains(html, `class="figure-option"`) {
			continue
		}
		with++
		for _, how := range []view{{360, "dark"}, {1280, "light"}} {
			t.Run(fmt.Sprintf("%s/%s", shape, how), func(t *testing.T) {
				t.Parallel()
				v := visit(t, shown, file, how)
				found := drawAll(t, v)
				for _, finding := range found {
					t.Errorf("%s: %s", file, finding)
				}
				if len(found) > 0 {
					keepPicture(t, v.tab, shape+"-figures-"+how.String())
				}
			})
		}
	}
	if with == 0 {
		t.Error("no page of the portal holds an interactive figure")
	}
}

func readPage(t *testing.T, shown *site, file string) string {
	t.Helper()
	for name, html := range pages(t, shown.files) {
		if name == file {
			return string(html)
		}
	}
	t.Fatalf("no page %s", file)
	return ""
}

// drawn is what became of one figure after its button was pressed.
type drawn struct {
	ID     string  `json:"id"`
	Nodes  int     `json:"nodes"` // elements of the live SVG
	Hidden bool    `json:"hidden"`
	Fits   bool    `json:"fits"` // as wide as its place
	X      float64 `json:"x"`    // the middle of the drawing, in the view
	Y      float64 `json:"y"`
}

const countButtons = `({options: document.querySelectorAll('script.figure-option').length,
	buttons: document.querySelectorAll('.figure-toggle').length})`

const pressButton = `(async index => {
	const button = document.querySelectorAll('.figure-toggle')[index];
	const figure = button.closest('figure');
	button.click();
	for (let wait = 0; wait < 100 && (button.disabled || !figure.querySelector('.figure-live svg')); wait++) {
		await new Promise(done => setTimeout(done, 50));
	}
	const svg = figure.querySelector('.figure-live svg');
	if (svg) svg.scrollIntoView({ block: 'center', behavior: 'instant' });
	const box = svg ? svg.getBoundingClientRect() : { x: 0, y: 0, width: 0, height: 0 };
	return { id: figure.id, nodes: svg ? svg.querySelectorAll('*').length : 0, x: box.x + box.width / 2, y: box.y + box.height / 2,
		fits: Math.abs(box.width - figure.querySelector('.figure-live').clientWidth) < 2, hidden: figure.querySelector('.figure-chart').hidden };
})(%d)`

const pressBack = `(() => {
	const buttons = Array.from(document.querySelectorAll('.figure-toggle'));
	buttons.forEach(button => button.click());
	return buttons.filter(button => {
		const figure = button.closest('figure');
		return figure.querySelector('.figure-chart').hidden || !figure.querySelector('.figure-live').hidden;
	}).length;
})()`

// drawAll presses every button of the page and lists what is wrong with what appears.
func drawAll(t *testing.T, v *visitor) []string {
	t.Helper()
	count, err := chromedp.Run(v.tab, chromedp.Evaluate[struct {
		Options int `json:"options"`
		Buttons int `json:"buttons"`
	}](countButtons))
	if err != nil {
		t.Fatal(err)
	}
	if count.Options == 0 || count.Options != count.Buttons {
		return []string{fmt.Sprintf("figure: %d options but %d buttons", count.Options, count.Buttons)}
	}
	var found []string
	for i := range count.Buttons {
		got, err := chromedp.Run(v.tab, chromedp.Evaluate[drawn](fmt.Sprintf(pressButton, i), chromedp.EvalAwaitPromise))
		if err != nil {
			return append(found, fmt.Sprintf("figure: the button of figure %d of %d: %v", i+1, count.Buttons, err))
		}
		if got.Nodes <= 5 || !got.Hidden || !got.Fits {
			found = append(found, fmt.Sprintf("figure: %s is not drawn: %d nodes, static chart hidden: %t, fits its place: %t",
				got.ID, got.Nodes, got.Hidden, got.Fits))
			continue
		}
		if err := chromedp.Do(v.tab, chromedp.MouseEvent("mouseMoved", got.X, got.Y), chromedp.MouseEvent("mouseMoved", got.X+2, got.Y+2)); err != nil {
			t.Fatal(err)
		}
	}
	v.rest(t)
	for _, finding := range append(v.findings(t), v.barriers(t)...) {
		if !strings.HasPrefix(finding, "shift:") { // a reader who presses a button expects the page to change
			found = append(found, finding)
		}
	}
	stuck, err := chromedp.Run(v.tab, chromedp.Evaluate[int](pressBack))
	if err != nil {
		t.Fatal(err)
	}
	if stuck > 0 {
		found = append(found, fmt.Sprintf("figure: %d figures do not lead back to the static chart", stuck))
	}
	return found
}

// The bundle knows every type of series that any page asks for: ECharts leaves out an unknown one without a word.
func TestBundleKnowsEverySeries(t *testing.T) {
	shown := builtSite(t)
	known := bundledSeries(t)
	for file, html := range pages(t, shown.files) {
		for _, finding := range unknownSeries(html, known) {
			t.Errorf("%s: %s", file, finding)
		}
	}
}

var (
	chartImport  = regexp.MustCompile(`import \{([^}]*)\} from 'echarts/charts'`)
	figureOption = regexp.MustCompile(`(?s)<script[^>]*class="?figure-option[^>]*>(.*?)</script>`)
)

func bundledSeries(t *testing.T) map[string]bool {
	t.Helper()
	entry, err := os.ReadFile("echarts-entry.js")
	if err != nil {
		t.Fatal(err)
	}
	names := chartImport.FindSubmatch(entry)
	if names == nil {
		t.Fatal("echarts-entry.js imports no charts")
	}
	known := map[string]bool{}
	for _, name := range strings.Split(string(names[1]), ",") {
		known[strings.ToLower(strings.TrimSuffix(strings.TrimSpace(name), "Chart"))] = true
	}
	return known
}

func unknownSeries(html []byte, known map[string]bool) []string {
	var found []string
	for _, option := range figureOption.FindAllSubmatch(html, -1) {
		var parsed struct {
			Series []struct {
				Type string `json:"type"`
			} `json:"series"`
		}
		if err := json.Unmarshal(option[1], &parsed); err != nil {
			found = append(found, "series: "+err.Error())
		}
		if len(parsed.Series) == 0 {
			found = append(found, "series: an option without series")
		}
		for _, series := range parsed.Series {
			if !known[strings.ToLower(series.Type)] {
				found = append(found, fmt.Sprintf("series: %q is not in the bundle", series.Type))
			}
		}
	}
	return found
}
