//go:build browser

package browser

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

var visits = flag.Int("visits", 0, "how often TestVisits opens each kind of page on a slow phone")

// A cheap phone on a weak signal (domain of the project: kabupaten of islands and rivers).
const (
	slowLine    = 400_000 / 8 // bytes a second
	slowAnswer  = 300         // ms until an answer begins
	slowerChips = 4           // times
	soonEnough  = 2 * time.Second
)

// painted is when the largest part of a page was painted, and what had come by then.
type painted struct {
	Largest  float64 `json:"largest"`  // ms since the reader asked for the page
	Requests int     `json:"requests"` // answers until then, the page itself included
	Bytes    int     `json:"bytes"`    // that they took on the line
}

const askPainted = `new Promise(done => {
	const read = () => {
		const entries = performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'));
		const before = entries.filter(e => e.responseEnd <= largest);
		done({ largest, requests: before.length, bytes: before.reduce((sum, e) => sum + e.transferSize, 0) });
	};
	let largest = 0;
	new PerformanceObserver(list => { for (const e of list.getEntries()) largest = e.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
	setTimeout(read, 1500);
})`

// TestVisits measures what a first visit costs on a slow phone; `make bench-visit` calls it. It prints, and fails nothing: the
// time depends on the machine, the bytes and requests that it comes from are held by TestWeight and by `terang build`.
func TestVisits(t *testing.T) {
	if *visits == 0 {
		t.Skip("no number given with -visits")
	}
	shown := builtSite(t)
	origin := serveAsHost(t, shown)
	t.Logf("%-16s %8s %9s %9s", "page", "largest", "requests", "bytes")
	for _, shape := range shown.names() {
		var all []painted
		for i := range *visits {
			t.Run(fmt.Sprintf("%s/%d", shape, i), func(t *testing.T) { // each closes its tab
				all = append(all, slowVisit(t, origin+shown.shapes[shape]))
			})
		}
		slices.SortFunc(all, func(a, b painted) int { return int(a.Largest - b.Largest) })
		p := all[len(all)/2]
		late := ""
		if p.Largest > float64(soonEnough.Milliseconds()) {
			late = fmt.Sprintf("  later than %s", soonEnough)
		}
		t.Logf("%-16s %5.0f ms %9d %9d%s", shape, p.Largest, p.Requests, p.Bytes, late)
	}
}

func slowVisit(t *testing.T, address string) painted {
	t.Helper()
	tab := openTab(t)
	slow := chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		if err := size(ctx, tab, 360); err != nil {
			return err
		}
		if _, err := cdp.Call(ctx, tab, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: slowerChips}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, tab, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Latency: slowAnswer, DownloadThroughput: slowLine, UploadThroughput: slowLine}},
		})
		return err
	})
	if err := chromedp.Do(tab, slow, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	p, err := chromedp.Run(tab, chromedp.Evaluate[painted](askPainted, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return p
}
