//go:build browser

package browser

import (
	"context"
	_ "embed"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

//go:embed testdata/tabs.js
var tabsScript string

// Who has no pointer reaches every control of every shape of page by Tab, in the order of the page, and sees where the focus is.
func TestKeyboard(t *testing.T) {
	shown := builtSite(t)
	for _, shape := range shown.names() {
		t.Run(shape, func(t *testing.T) {
			t.Parallel()
			v := visit(t, shown, shown.shapes[shape], view{1280, "light"})
			for _, finding := range v.tabThrough(t) {
				t.Errorf("%s: %s", shown.shapes[shape], finding)
			}
		})
	}
}

// tabThrough goes once through the page, and tells what is not reached, in disorder, or without a visible focus.
func (v *visitor) tabThrough(t *testing.T) []string {
	t.Helper()
	due, err := chromedp.Run(v.tab, chromedp.Evaluate[int](tabsScript))
	if err != nil {
		t.Fatal(err)
	}
	for range due {
		v.press(t, "Tab", 9, "")
	}
	found, err := chromedp.Run(v.tab, chromedp.Evaluate[[]string](`window.terangTabs.answer()`))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// press presses a key and lets it go; text is what it writes, if anything.
func (v *visitor) press(t *testing.T, key string, code int64, text string) {
	t.Helper()
	stroke := chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		for _, kind := range []input.DispatchKeyEventType{input.DispatchKeyEventTypeKeyDown, input.DispatchKeyEventTypeKeyUp} {
			p := input.DispatchKeyEventParams{Type: kind, Key: key, Code: key, WindowsVirtualKeyCode: code, NativeVirtualKeyCode: code}
			if kind == input.DispatchKeyEventTypeKeyDown {
				p.Text = text
			}
			if _, err := cdp.Call(ctx, tab, input.DispatchKeyEvent, p); err != nil {
				return err
			}
		}
		return nil
	})
	if err := chromedp.Do(v.tab, stroke); err != nil {
		t.Fatal(err)
	}
}

// The first Tab offers to go past the head of the page, and Enter does so; folded parts open and close by Enter.
func TestKeyboardServes(t *testing.T) {
	shown := builtSite(t)
	v := visit(t, shown, "spm/bumil.html", view{360, "light"})
	v.press(t, "Tab", 9, "")
	v.demandTrue(t, "the first stop is a link to main", `document.activeElement.matches('a[href="#isi"], a[href="#main"]') && document.activeElement.getBoundingClientRect().top >= 0`)
	v.press(t, "Enter", 13, "\r")
	v.rest(t)
	v.demandTrue(t, "Enter leads to main", `['#isi', '#main'].includes(location.hash)`)
	v.demandTrue(t, "a folded part has the focus", `(() => { const e = document.querySelector('main summary'); e.focus(); return document.activeElement === e })()`)
	v.press(t, "Enter", 13, "\r")
	v.demandTrue(t, "Enter opens it", `document.activeElement.parentElement.open`)
	v.press(t, "Enter", 13, "\r")
	v.demandTrue(t, "Enter closes it", `!document.activeElement.parentElement.open`)
}

func (v *visitor) demandTrue(t *testing.T, what, script string) {
	t.Helper()
	ok, err := chromedp.Run(v.tab, chromedp.Evaluate[bool](script))
	if err != nil || !ok {
		t.Errorf("not so: %s (%v)", what, err)
	}
}
