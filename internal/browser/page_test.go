//go:build browser

package browser

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Every shape of page, on phones, a tablet and a desk, light, dark and in forced colours: no barrier, no error, no
// shift, no sideways scrolling, no request to another host, nothing refused by its own policy.
func TestPages(t *testing.T) {
	shown := builtSite(t)
	for _, shape := range shown.names() {
		for _, how := range []view{{360, "light"}, {360, "dark"}, {360, "forced"}, {1280, "light"}} {
			t.Run(fmt.Sprintf("%s/%s", shape, how), func(t *testing.T) {
				t.Parallel()
				v := visit(t, shown, shown.shapes[shape], how)
				found := append(v.findings(t), v.barriers(t)...)
				if how.width == 360 {
					found = append(found, v.reflow(t, 320, 768, 1280)...)
				}
				for _, finding := range found {
					t.Errorf("%s: %s", shown.shapes[shape], finding)
				}
				if len(found) > 0 {
					keepPicture(t, v.tab, shape+"-"+how.String())
				}
			})
		}
	}
}

// bare is what a page shows when scripts are off.
type bare struct {
	Headings int `json:"headings"`
	Words    int `json:"words"`
	Figures  int `json:"figures"`
	Empty    int `json:"empty"`   // figures without picture or table
	Buttons  int `json:"buttons"` // buttons that only a script can serve
}

const lookBare = `(() => {
	const main = document.querySelector('main');
	const figures = Array.from(document.querySelectorAll('figure'));
	return {
		headings: document.querySelectorAll('h1').length,
		words: main ? main.innerText.trim().split(/\s+/).length : 0,
		figures: figures.length,
		empty: figures.filter(figure => !figure.querySelector('svg, img, table')).length,
		buttons: document.querySelectorAll('button:not([type=submit]):not(form button)').length };
})()`

func TestPagesWithoutScript(t *testing.T) {
	shown := builtSite(t)
	for _, shape := range shown.names() {
		t.Run(shape, func(t *testing.T) {
			t.Parallel()
			for _, finding := range withoutScript(t, shown, shown.shapes[shape]) {
				t.Errorf("%s: %s", shown.shapes[shape], finding)
			}
		})
	}
}

func withoutScript(t *testing.T, shown *site, file string) []string {
	t.Helper()
	tab := openTab(t)
	off := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
	if err := chromedp.Do(tab, off, chromedp.Navigate(shown.address(file))); err != nil {
		t.Fatal(err)
	}
	seen, err := chromedp.Run(tab, chromedp.Evaluate[bare](lookBare))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	if seen.Headings != 1 {
		found = append(found, fmt.Sprintf("bare: %d h1", seen.Headings))
	}
	if seen.Words < 12 {
		found = append(found, fmt.Sprintf("bare: main holds %d words", seen.Words))
	}
	if seen.Empty > 0 {
		found = append(found, fmt.Sprintf("bare: %d of %d figures have neither picture nor table", seen.Empty, seen.Figures))
	}
	if seen.Buttons > 0 {
		found = append(found, fmt.Sprintf("bare: %d buttons do nothing without scripts", seen.Buttons))
	}
	return found
}
