//go:build browser

package browser

import (
	"context"
	"strings"
	"testing"

	cdpbrowser "github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"
)

// shelf is what the page of facilities shows.
type shelf struct {
	Said  string   `json:"said"`
	Names []string `json:"names"`
	Links []string `json:"links"`
	Far   []string `json:"far"`
	Calls int      `json:"calls"` // links to telephone and map
	Plain bool     `json:"plain"` // the directory that stands without scripts
	Query string   `json:"query"`
}

const lookShelf = `(async () => {
	const said = document.querySelector('.locator .result'), list = document.querySelector('.directory.found');
	for (let wait = 0; wait < 200 && !/[.]$/.test(said.textContent); wait++) await new Promise(done => setTimeout(done, 25));
	const all = query => list.hidden ? [] : Array.from(list.querySelectorAll(query));
	const root = new URL(document.querySelector('.locator').dataset.root || './', location.href).href;
	return { said: said.textContent, names: all('.name').map(e => e.textContent), links: all('.name a').map(a => decodeURI(a.href).slice(root.length)),
		far: all('.far').map(e => e.textContent), calls: all('.reach a').filter(a => /^(tel|geo):/.test(a.href)).length,
		plain: document.querySelector('#temukan .group').checkVisibility(), query: location.search };
})()`

func lookAtShelf(t *testing.T, tab context.Context) shelf {
	t.Helper()
	seen, err := chromedp.Run(tab, chromedp.Evaluate[shelf](lookShelf, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatal(err)
	}
	return seen
}

// choose sets a field as a reader does.
func choose(t *testing.T, v *visitor, id, value string) shelf {
	t.Helper()
	script := `(() => { document.querySelector('.locator .result').textContent = ''; const field = document.getElementById('` + id + `');
		field.value = '` + value + `'; field.dispatchEvent(new Event('input', { bubbles: true })); })()`
	if err := chromedp.Do(v.tab, chromedp.Evaluate[chromedp.Void](script)); err != nil {
		t.Fatal(err)
	}
	return lookAtShelf(t, v.tab)
}

const facilitiesPage = "fasilitas/index.html"

func TestFacilityFinder(t *testing.T) {
	shown := builtSite(t)
	v := visit(t, shown, facilitiesPage, views[0])
	whole := choose(t, v, "pilih-jenis", "posyandu")
	if len(whole.Names) != 60 || whole.Plain || whole.Calls == 0 || whole.Query != "?jenis=posyandu" {
		t.Errorf("all posyandu: %d names, %d links, %q, plain %t", len(whole.Names), whole.Calls, whole.Query, whole.Plain)
	}
	some := choose(t, v, "pilih-wilayah", "rangsang")
	if len(some.Names) == 0 || len(some.Names) >= len(whole.Names) {
		t.Errorf("posyandu of one kecamatan: %d", len(some.Names))
	}
	for i, link := range some.Links {
		if !strings.HasPrefix(some.Names[i], "Posyandu ") || !strings.HasPrefix(link, "wilayah/rangsang/index.html#") || leadsNowhere(shown, link) != "" {
			t.Errorf("%s stands at %s %s", some.Names[i], link, leadsNowhere(shown, link))
		}
	}
	if none := choose(t, v, "cari-nama", "tidak ada yang begini"); len(none.Names) > 0 || none.Said == "" {
		t.Errorf("nothing to be found: %+v", none)
	}
	if err := chromedp.Do(v.tab, chromedp.Evaluate[chromedp.Void](`document.querySelector('.locator [type=reset]').click()`)); err != nil {
		t.Fatal(err)
	}
	service := choose(t, v, "pilih-layanan", "gawat-darurat-24-jam")
	if len(service.Names) == 0 || len(service.Names) > 20 || !strings.HasPrefix(service.Names[0], "Puskesmas ") {
		t.Errorf("by service: %+v", service)
	}
	for _, finding := range v.barriers(t) {
		t.Error(finding)
	}
}

// The choices of an address are made when the page opens.
func TestFacilityFinderFromAnAddress(t *testing.T) {
	shown := builtSite(t)
	for _, how := range views {
		v := visit(t, shown, facilitiesPage+"?jenis=posyandu&wilayah=rangsang", how)
		if seen := lookAtShelf(t, v.tab); len(seen.Names) == 0 || seen.Plain {
			t.Errorf("the page shows %+v", seen)
		}
		for _, finding := range append(v.findings(t), v.barriers(t)...) {
			t.Errorf("%s: %s", how, finding)
		}
	}
}

// permit settles what the browser answers when the page asks where the reader is.
func permit(setting cdpbrowser.PermissionSetting, lat, lon float64) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		info, err := cdp.Call(ctx, tab, target.GetTargetInfo, target.GetTargetInfoParams{})
		if err != nil {
			return err
		}
		_, err = cdp.Call(ctx, tab, cdpbrowser.SetPermission, cdpbrowser.SetPermissionParams{
			Permission: &cdpbrowser.PermissionDescriptor{Name: "geolocation"}, Setting: setting, BrowserContextID: info.TargetInfo.BrowserContextID,
		})
		if err != nil {
			return err
		}
		accuracy := 10.0
		_, err = cdp.Call(ctx, tab, emulation.SetGeolocationOverride, emulation.SetGeolocationOverrideParams{Latitude: &lat, Longitude: &lon, Accuracy: &accuracy})
		return err
	})
}

const pressNear = `(() => { document.querySelector('.locator .result').textContent = ''; document.querySelector('.locator .near').click(); })()`

// Nearest first: only when the button is pressed, and nothing leaves the device.
func TestFacilitiesNearby(t *testing.T) {
	shown := builtSite(t)
	v := visit(t, shown, facilitiesPage, views[0])
	if err := chromedp.Do(v.tab, permit(cdpbrowser.PermissionSettingGranted, 0.8394, 103.0891), chromedp.Evaluate[chromedp.Void](pressNear)); err != nil {
		t.Fatal(err)
	}
	seen := lookAtShelf(t, v.tab)
	if len(seen.Names) != 60 || len(seen.Far) == 0 || !strings.Contains(seen.Far[0], "0,0 km") || !strings.Contains(strings.Join(seen.Names[:3], " "), "Tanjung Samak") {
		t.Errorf("near Tanjung Samak: %q %q %q", seen.Said, seen.Names[:min(3, len(seen.Names))], seen.Far[:min(3, len(seen.Far))])
	}
	asked, err := chromedp.Run(v.tab, chromedp.Evaluate[[]string](`performance.getEntriesByType('resource').map(e => e.name).concat(location.href).filter(u => /0\.83|103\.0/.test(u))`))
	if err != nil {
		t.Fatal(err)
	}
	if len(asked) > 0 {
		t.Errorf("the place of the reader stands in %v", asked)
	}
	for _, finding := range v.barriers(t) {
		t.Error(finding)
	}
}

func TestLocationRefused(t *testing.T) {
	v := visit(t, builtSite(t), facilitiesPage, views[2])
	if err := chromedp.Do(v.tab, permit(cdpbrowser.PermissionSettingDenied, 0, 0), chromedp.Evaluate[chromedp.Void](pressNear)); err != nil {
		t.Fatal(err)
	}
	if seen := lookAtShelf(t, v.tab); !seen.Plain || len(seen.Names) > 0 || !strings.Contains(seen.Said, "Lokasi tidak diizinkan") {
		t.Errorf("refused: %+v", seen)
	}
	for _, finding := range v.barriers(t) {
		t.Error(finding)
	}
}
