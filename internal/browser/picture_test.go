//go:build browser

package browser

import (
	"context"
	"os"
	"path"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Screenshots takes pictures of every shape, and a PDF of the Lokmin pack, to be looked at by people.
func TestScreenshots(t *testing.T) {
	if *shots == "" {
		t.Skip("no folder given with -shots")
	}
	shown := builtSite(t)
	for _, shape := range shown.names() {
		file := shown.shapes[shape]
		t.Run(shape, func(t *testing.T) {
			t.Parallel()
			for _, how := range views {
				v := visit(t, shown, file, how)
				if err := writePicture(v.tab, path.Join(*shots, shape+"-"+how.String()+".png")); err != nil {
					t.Fatal(err)
				}
				if !strings.Contains(readPage(t, shown, file), `class="figure-option"`) {
					continue
				}
				v = visit(t, shown, file, how)
				if _, err := chromedp.Run(v.tab, chromedp.Evaluate[chromedp.Void](pressAll, chromedp.EvalAwaitPromise)); err != nil {
					t.Fatal(err)
				}
				if err := writePicture(v.tab, path.Join(*shots, shape+"-figures-"+how.String()+".png")); err != nil {
					t.Fatal(err)
				}
			}
			writeFile(t, path.Join(*shots, shape+".pdf"), printed(t, shown, file))
		})
	}
}

const pressAll = `(async () => {
	const buttons = Array.from(document.querySelectorAll('.figure-toggle'));
	buttons.forEach(button => button.click());
	for (let wait = 0; wait < 100 && buttons.some(button => button.disabled); wait++) await new Promise(done => setTimeout(done, 50));
	await new Promise(done => setTimeout(done, 200));
})()`

// tallest is the height, in CSS pixels, at which a picture of a page is cut.
const tallest = 12000

// writePicture saves the whole page that the tab shows as PNG.
func writePicture(tab context.Context, file string) error {
	png, err := chromedp.Run(tab, chromedp.Action[[]byte](wholePage))
	if err != nil {
		return err
	}
	if err := os.MkdirAll(path.Dir(file), 0o750); err != nil {
		return err
	}
	return os.WriteFile(file, png, 0o600)
}

func wholePage(ctx context.Context, target *chromedp.Target) ([]byte, error) {
	layout, err := cdp.Call(ctx, target, page.GetLayoutMetrics, cdp.Empty{})
	if err != nil {
		return nil, err
	}
	size := layout.CSSContentSize
	beyond := true
	shot, err := cdp.Call(ctx, target, page.CaptureScreenshot, page.CaptureScreenshotParams{
		CaptureBeyondViewport: &beyond,
		Clip:                  &page.Viewport{Width: size.Width, Height: min(size.Height, tallest), Scale: 1},
	})
	if err != nil {
		return nil, err
	}
	return shot.Data, nil
}

func writeFile(t *testing.T, name string, body []byte) {
	t.Helper()
	if err := os.WriteFile(name, body, 0o600); err != nil {
		t.Fatal(err)
	}
}
