//go:build browser

package browser

import (
	"context"
	_ "embed"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// view is one way of looking at a page.
type view struct {
	width  int64  // CSS pixels; below 600 a phone
	scheme string // "light", "dark", or "forced" for the few colours of a high-contrast mode
}

var views = []view{{360, "light"}, {360, "dark"}, {1280, "light"}, {1280, "dark"}}

func (v view) String() string { return fmt.Sprintf("%d-%s", v.width, v.scheme) }

//go:embed testdata/watch.js
var watchScript string // runs before each page: counts layout shifts and policy violations

//go:embed testdata/measure.js
var measureScript string // what the page looks like now

// measured is what measure.js answers.
type measured struct {
	Policy []string `json:"policy"` // violations of the page's content security policy
	Shift  float64  `json:"shift"`  // cumulative layout shift
	Width  float64  `json:"width"`  // of everything that can be scrolled to, in CSS pixels
	Wide   []string `json:"wide"`   // elements that reach beyond the view
}

// visitor is a tab that watches one page.
type visitor struct {
	tab  context.Context
	view view
	host string

	mu     sync.Mutex
	errors []string // console errors and exceptions
	asked  []string // requests to another host
}

// visit opens a page of the site and waits until it has come to rest.
func visit(t *testing.T, shown *site, file string, how view) *visitor {
	t.Helper()
	v := &visitor{tab: openTab(t), view: how, host: shown.origin}
	if err := chromedp.Do(v.tab, v.prepare()); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Listen(v.tab, v.hear); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if err := chromedp.Do(v.tab, chromedp.Navigate(shown.address(file))); err != nil {
			t.Fatal(err)
		}
		v.rest(t)
		if moved := v.measure(t, how.width).Shift; moved <= trembling || moved >= line {
			break // still, or moved by what moves again
		}
	}
	return v
}

func (v *visitor) prepare() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchScript})
		if err != nil {
			return err
		}
		if err := size(ctx, tab, v.view.width); err != nil {
			return err
		}
		_, err = cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: v.view.preferences(),
		})
		return err
	})
}

// preferences are what the reader's system says to a style sheet.
func (v view) preferences() []*emulation.MediaFeature {
	if v.scheme == "forced" {
		return []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}, {Name: "prefers-contrast", Value: "more"}}
	}
	return []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: v.scheme}}
}

func size(ctx context.Context, tab *chromedp.Target, width int64) error {
	_, err := cdp.Call(ctx, tab, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
		Width: width, Height: 780, DeviceScaleFactor: 1, Mobile: width < 600,
	})
	return err
}

// hear keeps what a good page never causes.
func (v *visitor) hear(event any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, v.host) && !strings.HasPrefix(u, "data:") && !browsersOwn(u) {
			v.asked = append(v.asked, u)
		}
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == cdplog.EntryLevelError && !browsersOwn(e.Entry.URL) {
			v.errors = append(v.errors, e.Entry.Text+" "+e.Entry.URL)
		}
	case *runtime.EventExceptionThrown:
		text := e.ExceptionDetails.Text
		if thrown := e.ExceptionDetails.Exception; thrown != nil {
			text += " " + thrown.Description
		}
		v.errors = append(v.errors, text)
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError {
			v.errors = append(v.errors, "console.error: "+describe(e.Args))
		}
	}
}

// browsersOwn tells whether the browser asks this by itself, of the root of whatever host it is on.
func browsersOwn(url string) bool {
	return strings.HasPrefix(url, "http://127.0.0.1:") && strings.HasSuffix(url, "/favicon.ico") && strings.Count(url, "/") == 3
}

func describe(args []*runtime.RemoteObject) string {
	var words []string
	for _, arg := range args {
		words = append(words, string(arg.Value)+arg.Description)
	}
	return strings.Join(words, " ")
}

const atRest = `(async () => {
	const frames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
	const pause = time => new Promise(done => setTimeout(done, time));
	for (let wait = 0; wait < 100 && !performance.getEntriesByName('first-contentful-paint').length; wait++) await pause(20);
	await frames();
	await pause(100);
	await frames();
	return true;
})()`

func (v *visitor) rest(t *testing.T) {
	t.Helper()
	if _, err := chromedp.Run(v.tab, chromedp.Evaluate[bool](atRest, chromedp.EvalAwaitPromise)); err != nil {
		t.Fatal(err)
	}
}

// trembling is what Chromium reports now and then of a page that at other times, with
// the same bytes, does not move at all: 0.0004 to 0.0006 on pages of different kinds,
// more where the machine is busy. Such a page is visited again. A line of text that moves
// is ten times as much.
const trembling, line = 0.001, 0.005

// findings lists what is wrong with the page as it stands now, each with the name of its check in front.
func (v *visitor) findings(t *testing.T) []string {
	t.Helper()
	seen := v.measure(t, v.view.width)
	found := seen.overflow(v.view.width)
	for _, violation := range seen.Policy {
		found = append(found, "policy: "+violation)
	}
	if seen.Shift > trembling {
		found = append(found, fmt.Sprintf("shift: the layout moved by %.4f", seen.Shift))
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	for _, text := range v.errors {
		found = append(found, "console: "+text)
	}
	for _, url := range v.asked {
		found = append(found, "host: asked "+url)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func (v *visitor) measure(t *testing.T, width int64) measured {
	t.Helper()
	seen, err := chromedp.Run(v.tab, chromedp.Evaluate[measured](fmt.Sprintf(measureScript, width)))
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

func (m measured) overflow(width int64) []string {
	over := int64(math.Round(m.Width)) - width
	if over <= 0 {
		return nil
	}
	return []string{fmt.Sprintf("overflow: %d px beyond %d: %s", over, width, strings.Join(m.Wide, ", "))}
}

// resize shows the page in another width.
func (v *visitor) resize(t *testing.T, width int64) {
	t.Helper()
	to := chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error { return size(ctx, tab, width) })
	if err := chromedp.Do(v.tab, to); err != nil {
		t.Fatal(err)
	}
	v.rest(t)
}

// reflow looks at the page in other widths: for sideways scrolling, and for what axe-core finds of colours and
// sizes, since nothing else of a page depends on its width. The page is left at the last of them.
func (v *visitor) reflow(t *testing.T, widths ...int64) []string {
	t.Helper()
	var found []string
	for _, width := range widths {
		v.resize(t, width)
		found = append(found, v.measure(t, width).overflow(width)...)
		found = append(found, v.axe(t, askLooks)...)
	}
	return found
}

// barrier is one element that axe-core finds fault with.
type barrier struct {
	Rule   string `json:"rule"`
	Help   string `json:"help"`
	Target string `json:"target"`
	Why    string `json:"why"`
}

// What axe-core is asked: all its default rules and the target size of WCAG 2.2, or of these what depends on the width.
const (
	askAxe   = `axe.run(document, {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}})` + barriersOf
	askLooks = `axe.run(document, {resultTypes: ['violations'], runOnly: ['color-contrast', 'target-size', 'scrollable-region-focusable',
		'link-in-text-block', 'bypass', 'skip-link', 'aria-hidden-focus']})` + barriersOf
)

const barriersOf = `.then(result =>
	result.violations.flatMap(rule => rule.nodes.map(node => ({
		rule: rule.id, help: rule.help, target: node.target.join(' '),
		why: node.any.concat(node.all, node.none).map(check => check.message).join('; ') }))))`

// barriers asks axe-core about the page as it stands now.
func (v *visitor) barriers(t *testing.T) []string {
	t.Helper()
	return v.axe(t, askAxe)
}

func (v *visitor) axe(t *testing.T, question string) []string {
	t.Helper()
	axe, err := axeSource()
	if err != nil {
		t.Fatalf("axe-core is missing: %v\ninstall it with: npm ci", err)
	}
	there, err := chromedp.Run(v.tab, chromedp.Evaluate[bool](`'axe' in window`))
	if err == nil && !there {
		err = chromedp.Do(v.tab, chromedp.Evaluate[chromedp.Void](axe))
	}
	if err != nil {
		t.Fatal(err)
	}
	answer, err := chromedp.Run(v.tab, chromedp.Evaluate[[]barrier](question, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, b := range answer {
		found = append(found, fmt.Sprintf("axe: %s (%s): %s: %s", b.Rule, b.Help, b.Target, b.Why))
	}
	return found
}

var axeSource = sync.OnceValues(func() (string, error) {
	source, err := os.ReadFile("../../node_modules/axe-core/axe.min.js")
	return string(source), err
})
