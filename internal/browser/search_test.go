//go:build browser

package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// The script has the rules of words a second time: the same cases as internal/search runs.
func TestSearchRules(t *testing.T) {
	script, err := os.ReadFile("../../themes/default/assets/js/cari.js")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := os.ReadFile("../search/testdata/rules.json")
	if err != nil {
		t.Fatal(err)
	}
	head, err := fs.ReadFile(builtSite(t).files, "cari/indeks.json")
	if err != nil {
		t.Fatal(err)
	}
	faults, err := chromedp.Run(openTab(t), chromedp.Evaluate[[]string](`(() => {
		const module = {};
		`+string(script)+`
		const rules = module.exports, cases = `+string(cases)+`, faults = [];
		rules.roots(`+string(head)+`.roots.split(' '));
		const hold = (what, got, want) => { if (got !== want) faults.push(what + ' is ' + got + ', want ' + want); };
		cases.tokens.forEach(c => hold(c[0], rules.tokens(c[0]).join(' '), c[1]));
		cases.stem.forEach(c => hold(c[0], rules.stem(c[0]), c[1]));
		cases.near.forEach(c => hold(c[0] + ' ' + c[1], rules.isNear(c[0], c[1]), c[2]));
		hold('cases', cases.stem.length > 100, true);
		return faults; })()`))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Error(fault)
	}
}

// answer is what the search page shows.
type answer struct {
	Said  string   `json:"said"`
	List  []string `json:"list"`  // addresses within the site
	Meta  []string `json:"meta"`  // kind and place of each
	Plain bool     `json:"plain"` // the list of all pages is seen
	Query string   `json:"query"` // of the address
}

const lookAnswer = `(async () => {
	const said = document.querySelector('.finder .result'), all = document.getElementById('daftar');
	for (let wait = 0; wait < 200 && !said.textContent && !all.classList.contains('shown'); wait++) await new Promise(done => setTimeout(done, 25));
	const links = Array.from(document.querySelectorAll('.results a'));
	const root = new URL(document.querySelector('.finder').dataset.root || './', location.href).href;
	return { said: said.textContent, list: links.map(a => decodeURI(a.href).slice(root.length)), meta: links.map(a => a.nextSibling.textContent),
		plain: all.checkVisibility(), query: new URLSearchParams(location.search).get('q') || '' };
})()`

func look(t *testing.T, tab context.Context) answer {
	t.Helper()
	seen, err := chromedp.Run(tab, chromedp.Evaluate[answer](lookAnswer, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// typed types into the search field as a reader does, in place of what stood there.
func typed(t *testing.T, v *visitor, text string) answer {
	t.Helper()
	err := chromedp.Do(v.tab, chromedp.Evaluate[chromedp.Void](`(() => { document.getElementById('cari').focus(); document.getElementById('cari').select();
		document.querySelector('.finder .result').textContent = ''; document.getElementById('daftar').classList.remove('shown'); })()`),
		chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
			_, err := cdp.Call(ctx, tab, input.InsertText, input.InsertTextParams{Text: text})
			return err
		}))
	if err != nil {
		t.Fatal(err)
	}
	return look(t, v.tab)
}

func TestSearchFinds(t *testing.T) {
	shown := builtSite(t)
	v := visit(t, shown, "cari.html", view{360, "light"})
	if seen := look(t, v.tab); !seen.Plain || seen.Said != "" || len(seen.List) > 0 {
		t.Errorf("without a query the page shows %+v", seen)
	}
	for _, c := range []struct{ query, first, says string }{
		{"bumil", "spm/bumil.html", ""},
		{"K4", "spm/bumil.html", ""},
		{"bulin", "spm/bulin.html", ""},
		{"BBL", "spm/bbl.html", ""},
		{"TBC", "spm/tb.html", ""},
		{"tb", "spm/tb.html", ""},
		{"gula", "spm/dm.html", ""},
		{"DM", "spm/dm.html", ""},
		{"darah tinggi", "spm/ht.html", ""},
		{"hipertensi", "spm/ht.html", ""},
		{"ODGJ", "spm/odgj.html", ""},
		{"hiv", "spm/hiv.html", ""},
		{"posyandu lansia", "spm/lansia.html", ""},
		{"kehamilan", "spm/bumil.html", ""},
		{"bandul", "puskesmas/bandul/index.html", ""}, // before the desa of that name and its posyandu
		{"desa bandul", "wilayah/tasik-putri-puyu/bandul.html", ""},
		{"Rangsang", "wilayah/rangsang/index.html", ""},
		{"rangs", "wilayah/rangsang/index.html", ""},
		{"pesisir rangsang", "wilayah/rangsang-pesisir/index.html", ""},
		{"rangsagn", "wilayah/rangsang/index.html", "rangsang"}, // one mistake
		{"bnadul", "puskesmas/bandul/index.html", "bandul"},
		{"posyandu melati banglas", "wilayah/tebing-tinggi/index.html#f-posyandu-melati-banglas", ""},
		{"posyandu melati di banglas", "wilayah/tebing-tinggi/index.html#f-posyandu-melati-banglas", ""},
		{"K4 di Rangsang", "", ""},
		{"pustu alai selatan", "wilayah/tebing-tinggi-barat/index.html#f-pustu-alai-selatan", ""},
		{"posyandu", "fasilitas/index.html?jenis=posyandu", ""},
		{"lokmin", "", ""},
		{"sementara", "", ""},
	} {
		seen := typed(t, v, c.query)
		if len(seen.List) == 0 || c.first != "" && seen.List[0] != c.first || seen.Plain || seen.Query != c.query {
			t.Errorf("%q: %+v, want %s first", c.query, seen, c.first)
			continue
		}
		if !strings.Contains(seen.Said, c.says) || !strings.ContainsAny(seen.Said, "0123456789") {
			t.Errorf("%q: said %q, want a count and %q", c.query, seen.Said, c.says)
		}
		for _, href := range seen.List {
			if fault := leadsNowhere(shown, href); fault != "" {
				t.Errorf("%q: %s", c.query, fault)
			}
		}
	}
	if seen := typed(t, v, "xyzzy qwrtp"); len(seen.List) > 0 || seen.Said == "" {
		t.Errorf("nothing to be found: %+v", seen)
	}
	if seen := typed(t, v, "puskesmas alai"); strings.Contains(seen.Said, "tambahkan nama") {
		t.Errorf("a place is asked for: %+v", seen)
	}
	if seen := typed(t, v, "imunisasi qwrtp"); len(seen.List) == 0 || strings.HasPrefix(seen.Said, fmt.Sprint(len(seen.List))) {
		t.Errorf("half of the words found is not said: %+v", seen)
	}
}

// leadsNowhere says what is wrong with an address of a result, anchor included.
func leadsNowhere(shown *site, href string) string {
	file, anchor, _ := strings.Cut(href, "#")
	file, _, _ = strings.Cut(file, "?")
	html, err := fs.ReadFile(shown.files, file)
	if err != nil {
		return err.Error()
	}
	if anchor != "" && !strings.Contains(string(html), `id="`+anchor+`"`) && !strings.Contains(string(html), `id=`+anchor) {
		return file + " has no " + anchor
	}
	return ""
}

// Every name of the index leads to a page: what the script makes of kind, places and name is where the page is.
func TestSearchAddresses(t *testing.T) {
	shown := builtSite(t)
	v := visit(t, shown, "cari.html", views[0])
	checked := 0
	for _, name := range namesOf(t, shown) {
		if checked%7 == 0 { // each takes a moment
			for _, href := range typed(t, v, name).List {
				if fault := leadsNowhere(shown, href); fault != "" {
					t.Errorf("%q: %s", name, fault)
				}
			}
		}
		checked++
	}
	if checked < 20 {
		t.Errorf("only %d names", checked)
	}
}

func namesOf(t *testing.T, shown *site) []string {
	t.Helper()
	files, err := fs.Glob(shown.files, "cari/n*.json")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		body, err := fs.ReadFile(shown.files, file)
		if err != nil {
			t.Fatal(err)
		}
		var lines []string
		if err := json.Unmarshal(body, &lines); err != nil {
			t.Fatal(err)
		}
		for _, line := range lines {
			name, _, _ := strings.Cut(line, "\t")
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// The form of every page leads to the search page with the query in the address; what comes then moves nothing and bars nobody.
func TestSearchFromEveryPage(t *testing.T) {
	shown := builtSite(t)
	for _, query := range []string{"cari.html?q=rangsang", "cari.html?q=bnadul", "cari.html?q=xyzzy", "cari.html?q=posyandu+melati"} {
		for _, how := range views {
			t.Run(query+"/"+how.String(), func(t *testing.T) {
				t.Parallel()
				v := visit(t, shown, query, how)
				if seen := look(t, v.tab); seen.Said == "" || seen.Plain {
					t.Errorf("the page shows %+v", seen)
				}
				found := append(v.findings(t), v.barriers(t)...)
				for _, finding := range found {
					t.Error(finding)
				}
				if len(found) > 0 {
					keepPicture(t, v.tab, "cari-"+how.String())
				}
			})
		}
	}
	v := visit(t, shown, "index.html", view{1280, "light"})
	err := chromedp.Do(v.tab, chromedp.Evaluate[chromedp.Void](`(() => { const form = Array.from(document.querySelectorAll('form.search')).find(f => f.checkVisibility());
		form.elements.q.value = 'bumil'; form.requestSubmit(); })()`), chromedp.WaitVisible(".results"))
	if err != nil {
		t.Fatal(err)
	}
	if seen := look(t, v.tab); seen.Query != "bumil" || len(seen.List) == 0 || seen.List[0] != "spm/bumil.html" {
		t.Errorf("the form of the header leads to %+v", seen)
	}
}

// More results than one sheet holds come by a button, which then leads on to the first of them.
func TestSearchShowsMore(t *testing.T) {
	v := visit(t, builtSite(t), "cari.html?q=posyandu+rangsang", views[0])
	first := len(look(t, v.tab).List)
	focused, err := chromedp.Run(v.tab, chromedp.Evaluate[bool](`(() => { document.querySelector('.results + button').click();
		return document.activeElement === document.querySelectorAll('.results a')[20]; })()`))
	if err != nil {
		t.Fatal(err)
	}
	if more := len(look(t, v.tab).List); first != 20 || more <= first || !focused {
		t.Errorf("%d results, then %d, the first new one focused: %t", first, more, focused)
	}
}

// From a disk nothing can be fetched: the plain list stands, and it is said.
func TestSearchFromADisk(t *testing.T) {
	dir := os.Getenv("TERANG_SITE")
	if dir == "" {
		dir = "../../public"
	}
	if !path.IsAbs(dir) {
		wd, err := os.Getwd()
		if err != nil {
			t.Fatal(err)
		}
		dir = path.Join(wd, dir)
	}
	tab := openTab(t)
	if err := chromedp.Do(tab, chromedp.Navigate("file://"+dir+"/cari.html?q=bumil")); err != nil {
		t.Fatal(err)
	}
	if seen := look(t, tab); !seen.Plain || seen.Said == "" {
		t.Errorf("from a disk the page shows %+v", seen)
	}
}

// A first query on the site of a district fetches at most 20 kB, the script included.
func TestSearchWeight(t *testing.T) {
	shown := builtSite(t)
	const budget = 20_000
	for _, query := range []string{"bumil", "rangsang", "posyandu melati banglas", "rangsagn", "xyzzy"} {
		v := visit(t, shown, "cari.html?q="+strings.ReplaceAll(query, " ", "+"), views[0])
		look(t, v.tab)
		names, err := chromedp.Run(v.tab, chromedp.Evaluate[[]string](
			`performance.getEntriesByType('resource').map(e => new URL(e.name).pathname).filter(p => /\/cari|cari-/.test(p) && !/\.(css|html)$/.test(p))`))
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, name := range names {
			body, err := fs.ReadFile(shown.files, strings.TrimPrefix(name, below))
			if err != nil {
				t.Fatal(err)
			}
			sum += gzipSize(body)
		}
		t.Logf("%s: %d bytes gzip in %d files", query, sum, len(names))
		if sum > budget || sum == 0 {
			t.Errorf("%s fetches %d bytes gzip, budget %d: %v", query, sum, budget, names)
		}
	}
}
