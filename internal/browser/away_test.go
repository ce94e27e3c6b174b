//go:build browser

package browser

import (
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var figureKind = regexp.MustCompile(`<figure class="figure figure-(\w+)"`)

// alone gives for each kind of figure the first file that shows it to other sites.
func alone(t *testing.T, shown *site) map[string]string {
	t.Helper()
	kinds := map[string]string{}
	for file, html := range pages(t, shown.files) {
		if !strings.HasPrefix(file, "sematan/") {
			continue
		}
		if kind := figureKind.FindSubmatch(html); kind != nil && kinds[string(kind[1])] == "" {
			kinds[string(kind[1])] = file
		}
	}
	if len(kinds) < 6 {
		t.Fatalf("only %v stand alone: build the sample with its pictures", kinds)
	}
	return kinds
}

// Every kind of figure alone: no barrier, nothing refused by its policy, no sideways scrolling.
func TestFiguresAlone(t *testing.T) {
	shown := builtSite(t)
	kinds := alone(t, shown)
	for _, kind := range slices.Sorted(maps.Keys(kinds)) {
		for _, how := range []view{views[0], views[3]} {
			t.Run(kind+"/"+how.String(), func(t *testing.T) {
				t.Parallel()
				v := visit(t, shown, kinds[kind], how)
				for _, finding := range append(v.findings(t), v.barriers(t)...) {
					t.Errorf("%s: %s", kinds[kind], finding)
				}
			})
		}
	}
}

// A page of another host shows a figure in a frame, as the code under a figure says, and every link in it leads out of the frame.
func TestFigureInAFrame(t *testing.T) {
	shown := builtSite(t)
	code := regexp.MustCompile(`&lt;iframe [^<]*&lt;/iframe&gt;`).FindString(readPage(t, shown, "spm/bumil.html"))
	if code == "" {
		t.Fatal("no code to copy under the figures of spm/bumil.html")
	}
	code = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&amp;", "&").Replace(code)
	code = strings.ReplaceAll(code, baseURL(shown.files), shown.origin)
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = fmt.Fprintf(w, `<!doctype html><html lang="id"><head><title>Situs lain</title></head><body><h1>Situs lain</h1>%s</body></html>`, code)
	}))
	t.Cleanup(host.Close)
	tab := openTab(t)
	const look = `new Promise(done => {
		const frame = document.querySelector('iframe');
		const tell = () => done([frame.src, frame.title, frame.clientHeight > 300 ? 'high' : 'low']);
		frame.addEventListener('load', tell); frame.loading = 'eager'; setTimeout(tell, 3000);
	})`
	if err := chromedp.Do(tab, chromedp.Navigate(host.URL)); err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(tab, chromedp.Evaluate[[]string](look, chromedp.EvalAwaitPromise))
	if err != nil || len(got) != 3 {
		t.Fatal(got, err)
	}
	file := strings.TrimPrefix(got[0], shown.origin)
	if got[1] == "" || got[2] != "high" || !strings.HasPrefix(file, "sematan/spm/bumil/") {
		t.Fatalf("the frame shows %q", got)
	}
	const targets = `Array.from(document.links).filter(link => (link.target || document.querySelector('base').target) !== '_blank').length + document.querySelectorAll('script').length`
	if n, err := chromedp.Run(visit(t, shown, file, views[2]).tab, chromedp.Evaluate[int](targets)); err != nil || n != 0 {
		t.Errorf("%d links stay in the frame, or scripts run: %v", n, err)
	}
}

// Where the browser can copy, each way to send a figure on has a button for it; nothing moves for their sake.
func TestCopyButtons(t *testing.T) {
	shown := builtSite(t)
	v := visit(t, shown, "spm/bumil.html", views[0])
	const press = `(async () => {
		const away = document.querySelector('.away');
		away.open = true;
		const buttons = Array.from(away.querySelectorAll('button'));
		let copied = '';
		navigator.clipboard.writeText = async text => { copied = text; };
		const said = [];
		for (const button of buttons) { button.click(); await new Promise(done => setTimeout(done, 20)); said.push(button.textContent + ': ' + copied); }
		return said;
	})()`
	said, err := chromedp.Run(v.tab, chromedp.Evaluate[[]string](press, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	joined := strings.Join(said, "\n")
	for _, want := range []string{"Tersalin: Pelayanan kesehatan ibu hamil", "September 2024", "#tren-bumil", "Tersalin: <iframe src="} {
		if !strings.Contains(joined, want) {
			t.Errorf("the buttons gave %q, without %q", said, want)
		}
	}
	for _, finding := range append(v.findings(t), v.barriers(t)...) {
		t.Error(finding)
	}
}

// The files of charts look as the page does: every colour, line and weight of a drawing of the page is one of the file as well.
func TestDrawingsLookLikeThePage(t *testing.T) {
	shown := builtSite(t)
	const compare = `(async () => {
		const style = node => {
			const css = getComputedStyle(node);
			const line = css.stroke === 'none' ? '' : ' ' + [css.stroke, parseFloat(css.strokeWidth), css.strokeDasharray].join(' ');
			const text = node.tagName === 'text' ? ' ' + (css.fontWeight >= 600 ? 'bold' : 'plain') : '';
			const seen = parseFloat(css.opacity) * (css.stroke === 'none' ? 1 : parseFloat(css.strokeOpacity));
			return node.tagName + ' ' + css.fill + (text || line) + ' ' + Math.round(seen * 100);
		};
		const missing = [];
		for (const figure of document.querySelectorAll('figure')) {
			const link = figure.querySelector('.away a[href$=".svg"]');
			if (!link) continue;
			const body = await (await fetch(link.href)).text();
			const file = document.importNode(new DOMParser().parseFromString(body, 'image/svg+xml').documentElement, true);
			document.body.append(file);
			const has = new Set(Array.from(file.querySelectorAll('path, rect, circle, text')).map(style));
			file.remove();
			for (const node of figure.querySelectorAll('.figure-chart svg :is(path, rect, circle, text)')) {
				const css = getComputedStyle(node);
				if (css.display === 'none' || css.fill.startsWith('url(')) continue;
				const look = style(node);
				if (!has.has(look)) { missing.push(figure.id + ': ' + node.getAttribute('class') + ': ' + look); has.add(look); }
			}
		}
		return missing;
	})()`
	for _, file := range []string{"index.html", "spm/bumil.html", "puskesmas/alai/index.html"} {
		v := visit(t, shown, file, views[2])
		missing, err := chromedp.Run(v.tab, chromedp.Evaluate[[]string](compare, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		for _, look := range missing {
			t.Errorf("%s: no shape of the file has the look of %s", file, look)
		}
	}
}
