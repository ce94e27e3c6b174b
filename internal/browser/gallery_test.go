//go:build browser

package browser

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// galleryDir has the page of every kind of chart in every state, written by the chart room's own test.
var galleryDir = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "terang-gallery-")
	if err != nil {
		return "", err
	}
	out, err := exec.Command("go", "test", "-count=1", "-run", "^TestGallery$", "../chart", "-gallery", dir).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return dir, nil
})

func servedGallery(t *testing.T) *site {
	t.Helper()
	dir, err := galleryDir()
	if err != nil {
		t.Fatal(err)
	}
	return serve(t, os.DirFS(dir))
}

// collisions lists texts that cover each other or leave their drawing or their row: by the boxes that Chromium gives them. A
// line box is taller than its letters, so a sixth of it is left out above and beneath.
const collisions = `(() => {
	const found = [];
	const visible = e => e.getClientRects().length > 0 && e.textContent.trim() !== '';
	const inner = r => ({ left: r.left + 1, right: r.right - 1, top: r.top + r.height / 6, bottom: r.bottom - r.height / 6 });
	const cover = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
	const say = (figure, what) => found.push(figure.dataset.kind + ', ' + figure.dataset.world + ': ' + what);
	const pairs = (figure, list) => list.forEach((a, i) => list.slice(0, i).forEach(b => {
		if (cover(a.box, b.box)) say(figure, JSON.stringify(a.text) + ' covers ' + JSON.stringify(b.text));
	}));
	document.querySelectorAll('figure').forEach(figure => {
		figure.querySelectorAll('svg').forEach(svg => {
			const around = svg.getBoundingClientRect();
			const rows = Array.from(svg.querySelectorAll('text')).filter(visible)
				.flatMap(text => text.querySelector('tspan') ? Array.from(text.querySelectorAll('tspan')) : [text]).filter(visible)
				.map(e => ({ text: e.textContent, box: inner(e.getBoundingClientRect()) }));
			rows.forEach(r => {
				if (r.box.left < around.left - 1 || r.box.right > around.right + 1 || r.box.top < around.top - 1 || r.box.bottom > around.bottom + 1)
					say(figure, JSON.stringify(r.text) + ' leaves its drawing');
			});
			pairs(figure, rows);
		});
		figure.querySelectorAll('ol > li').forEach(li => {
			const row = li.getBoundingClientRect();
			const parts = Array.from(li.children).filter(e => e.localName !== 'svg' && visible(e)).flatMap(e => {
				const range = document.createRange();
				range.selectNodeContents(e);
				return Array.from(range.getClientRects()).map(r => ({ text: e.textContent, box: inner(r) }));
			});
			parts.forEach(p => { if (p.box.right > row.right + 1 || p.box.left < row.left - 1) say(figure, JSON.stringify(p.text) + ' leaves its row'); });
			parts.forEach((a, i) => parts.slice(0, i).forEach(b => {
				if (a.text !== b.text && cover(a.box, b.box)) say(figure, JSON.stringify(a.text) + ' covers ' + JSON.stringify(b.text));
			}));
		});
	});
	return { found, figures: document.querySelectorAll('figure').length, texts: document.querySelectorAll('figure svg text').length };
})()`

// In Chromium too, no text of any kind of chart in any state covers another or is cut off, and no page scrolls sideways.
func TestGalleryHasRoom(t *testing.T) {
	shown := servedGallery(t)
	for _, width := range []int64{320, 360, 1280} {
		t.Run(fmt.Sprint(width), func(t *testing.T) {
			v := visit(t, shown, "index.html", view{width, "light"})
			seen, err := chromedp.Run(v.tab, chromedp.Evaluate[struct {
				Found   []string `json:"found"`
				Figures int      `json:"figures"`
				Texts   int      `json:"texts"`
			}](collisions))
			if err != nil {
				t.Fatal(err)
			}
			if seen.Figures < 100 || seen.Texts < 1000 {
				t.Errorf("only %d figures with %d texts were looked at", seen.Figures, seen.Texts)
			}
			found := append(seen.Found, v.measure(t, width).overflow(width)...)
			for _, finding := range found[:min(40, len(found))] {
				t.Error(finding)
			}
			if *shots != "" {
				if err := writePicture(v.tab, filepath.Join(*shots, fmt.Sprintf("gallery-%d.png", width))); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// kindsDrawn are the kinds of chart that have an interactive view.
var kindsDrawn = []string{"trend", "control", "ranking", "funnel", "pws"}

// Every kind of interactive chart is drawn by the installed ECharts, in the usual state and with hostile names, and says its
// numbers as Indonesian does, to the mouse and to the keyboard.
func TestGalleryInteractive(t *testing.T) {
	shown := servedGallery(t)
	for _, how := range []view{{360, "light"}, {1280, "dark"}} {
		t.Run(how.String(), func(t *testing.T) {
			v := visit(t, shown, "index.html", how)
			kinds, err := chromedp.Run(v.tab, chromedp.Evaluate[[]string](`Array.from(document.querySelectorAll('script.figure-option')).map(e => e.dataset.kind)`))
			if err != nil {
				t.Fatal(err)
			}
			for _, kind := range kindsDrawn {
				if !slices.Contains(kinds, kind) {
					t.Errorf("no interactive %s in the gallery", kind)
				}
			}
			tips, err := chromedp.Run(v.tab, chromedp.Evaluate[[]tip](walkFigures, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(err)
			}
			judgeTips(t, tips)
			for _, finding := range v.findings(t) {
				if strings.HasPrefix(finding, "console:") {
					t.Error(finding)
				}
			}
		})
	}
}

// tip is what a figure said when it was walked through by keyboard.
type tip struct {
	Kind  string   `json:"kind"`
	World string   `json:"world"`
	Nodes int      `json:"nodes"` // elements of the live drawing
	Fits  bool     `json:"fits"`  // as wide as its place
	Focus bool     `json:"focus"` // the drawing can be reached
	Said  []string `json:"said"`  // by the live region, at each key
	Drawn []string `json:"drawn"` // by the tooltip in the drawing
}

const walkFigures = `(async () => {
	const pause = time => new Promise(done => setTimeout(done, time));
	const tips = [];
	for (const button of document.querySelectorAll('.figure-toggle')) {
		const figure = button.closest('figure');
		button.click();
		for (let wait = 0; wait < 100 && !figure.querySelector('.figure-live svg'); wait++) await pause(50);
		const live = figure.querySelector('.figure-live');
		const tip = { kind: figure.dataset.kind, world: figure.dataset.world, said: [], drawn: [] };
		tip.nodes = live.querySelectorAll('svg *').length;
		tip.fits = Math.abs(live.querySelector('svg').getBoundingClientRect().width - live.clientWidth) < 2;
		live.focus();
		tip.focus = document.activeElement === live;
		const before = live.querySelector('svg').textContent.length;
		for (const key of ['ArrowRight', 'ArrowRight', 'End', 'ArrowLeft', 'Home']) {
			live.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
			await pause(20);
			tip.said.push(figure.querySelector('.figure-say').textContent);
			tip.drawn.push(Array.from(live.querySelectorAll('svg text')).map(e => e.textContent).join(' | ').slice(-200));
		}
		button.click();
		tips.push(tip);
	}
	return tips;
})()`

var (
	commaNumber = regexp.MustCompile(`\d,\d`)
	pointNumber = regexp.MustCompile(`\d\.\d{1,2}(\D|$)`)
)

func judgeTips(t *testing.T, tips []tip) {
	t.Helper()
	numbers := 0
	for _, tip := range tips {
		name := tip.Kind + ", " + tip.World
		if tip.Nodes < 10 || !tip.Fits {
			t.Errorf("%s is not drawn: %d elements, fits its place: %t", name, tip.Nodes, tip.Fits)
		}
		if !tip.Focus {
			t.Errorf("%s: the keyboard does not reach the drawing", name)
		}
		if len(tip.Said) == 0 || tip.Said[0] == "" {
			t.Errorf("%s: a key says nothing", name)
			continue
		}
		if tip.Said[0] == tip.Said[1] && tip.World != "satu titik" {
			t.Errorf("%s: the second key says what the first said: %q", name, tip.Said[0])
		}
		for i, said := range tip.Said {
			numbers += len(commaNumber.FindAllString(said, -1))
			if english := pointNumber.FindString(said + tip.Drawn[i]); english != "" {
				t.Errorf("%s: %q is not how Indonesian writes a number: %q", name, english, said)
			}
		}
	}
	if numbers < 20 {
		t.Errorf("only %d numbers with a decimal comma were heard", numbers)
	}
}
