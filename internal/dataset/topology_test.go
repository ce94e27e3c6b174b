package dataset

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/source"
)

// threeDesa is a topology as mapshaper writes one: steps of a grid, lines between
// neighbours kept once, an island, a hole, and a coast that is no boundary.
const threeDesa = `{"type":"Topology","bbox":[102,1,102.6,1.4],"transform":{"scale":[0.001,0.001],"translate":[102,1]},
"arcs":[[[0,0],[200,0]],[[200,0],[0,200]],[[200,200],[-200,0],[0,-200]],[[200,0],[200,0],[0,200],[-200,0]],
[[500,300],[100,0],[0,100],[-100,-100]],[[50,50],[0,50],[50,0],[-50,-50]]],
"objects":{"garis_pantai":{"type":"MultiLineString","arcs":[[0,3]]},
"desa":{"type":"GeometryCollection","geometries":[
{"type":"Polygon","arcs":[[0,1,2],[5]],"properties":{"desa":"BOKOR","kecamatan":"Rangsang Barat","luas":12.5}},
{"type":"MultiPolygon","arcs":[[[3,-2]],[[4]]],"properties":{"code":"14.10.02.2006"}},
{"type":"Polygon","id":7,"arcs":[[-5]],"properties":{"kode_kemendagri":"1410031001"}}]}}}`

// sameAsGeoJSON is what threeDesa says, without steps and arcs.
const sameAsGeoJSON = `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"14.10.02.2005"},"geometry":{"type":"Polygon","coordinates":[[[102,1],[102.2,1],[102.2,1.2],[102,1.2],[102,1]],[[102.05,1.05],[102.05,1.1],[102.1,1.1],[102.05,1.05]]]}},
{"type":"Feature","properties":{"code":"14.10.02.2006"},"geometry":{"type":"MultiPolygon","coordinates":[[[[102.2,1],[102.4,1],[102.4,1.2],[102.2,1.2],[102.2,1]]],[[[102.5,1.3],[102.6,1.3],[102.6,1.4],[102.5,1.3]]]]}},
{"type":"Feature","properties":{"code":"14.10.03.1001"},"geometry":{"type":"Polygon","coordinates":[[[102.5,1.3],[102.6,1.4],[102.6,1.3],[102.5,1.3]]]}}]}`

func TestTopologySaysTheSameAsGeoJSON(t *testing.T) {
	t.Parallel()
	topo := read(t, map[string]string{"data/boundaries/desa.topojson": threeDesa}).Register.Outlines
	geo := read(t, map[string]string{"data/boundaries/desa.geojson": sameAsGeoJSON}).Register.Outlines
	if round(topo) != round(geo) || len(topo) != 3 {
		t.Errorf("TopoJSON %v\nGeoJSON  %v", round(topo), round(geo))
	}
	// Without steps, behind a mark, under the ending of any JSON, from the object that is named.
	plain := "\ufeff" + `{"arcs":[[[102,1,9],[102.2,1],[102.2,1.2]]],"objects":{"kab":{"type":"Polygon","arcs":[[0]],"properties":{"code":"14.10"}},` +
		`"desa":{"type":"Polygon","arcs":[[0]],"properties":{"code":"14.10.02.2005"}}},"type":"Topology"}`
	site := map[string]string{
		"data/boundaries/a.json": plain, "data/boundaries/b.json": strings.ReplaceAll(threeDesa, "14.10.02.2005", ""),
		"site.yaml": "title: x\nbase_url: https://a.id\narea: \"14.10\"\nboundaries: {a.json: kab}\n",
	}
	outlines := read(t, site).Register.Outlines
	if len(outlines) != 4 || !reflect.DeepEqual(outlines[0], health.Outline{{{{102, 1}, {102.2, 1}, {102.2, 1.2}, {102, 1}}}}) {
		t.Errorf("outlines %v", outlines)
	}
}

func round(outlines map[health.Unit]health.Outline) string {
	var b strings.Builder
	for u := range health.Unit(10) {
		for _, polygon := range outlines[u] {
			for _, ring := range polygon {
				fmt.Fprintf(&b, "%d: %.6f; ", u, ring)
			}
		}
	}
	return b.String()
}

// TestHostileBoundaries reads files that ask for more than they hold.
func TestHostileBoundaries(t *testing.T) {
	t.Parallel()
	topo := func(object string) string {
		return `{"type":"Topology","arcs":[[` + strings.Repeat("[102,1],", 5000) + `[102,1]]],"objects":{"a":` + object + `}}`
	}
	polygon := func(arcs string) string {
		return `{"type":"Polygon","properties":{"code":"14.10"},"arcs":[[` + arcs + `]]}`
	}
	nested := strings.Repeat(`{"type":"GeometryCollection","geometries":[`, 2000) + polygon("0") + strings.Repeat("]}", 2000)
	for name, c := range map[string]struct {
		text, code, says string
	}{
		"one arc many times":   {topo(polygon(strings.Repeat("0,", 5000) + "0")), "bad-topojson", "points"},
		"nested collections":   {topo(nested), "bad-topojson", "within each other"},
		"nested too deep":      {topo(strings.Repeat("[", 20000)), "bad-topojson", "depth"},
		"arc beyond":           {topo(polygon("1")), "bad-topojson", "arc 1 of 1"},
		"arc beyond backwards": {topo(polygon("-9223372036854775808")), "bad-topojson", "of 1"},
		"arc beyond numbers":   {topo(polygon("99999999999999999999")), "bad-topojson", "arcs"},
		"half an arc":          {topo(polygon("0.5")), "bad-topojson", "arcs"},
		"beyond degrees":       {strings.Replace(topo(polygon("0")), "{", `{"transform":{"scale":[1e300,1e300],"translate":[1e308,0]},`, 1), "bad-outline", ""},
		"beyond numbers":       {strings.Replace(topo(polygon("0")), "{", `{"transform":{"scale":[1e999,1],"translate":[0,0]},`, 1), "bad-topojson", "position"},
		"no shape":             {topo("null"), "", ""},
		"deep GeoJSON":         {`{"features":[` + strings.Repeat("[", 20000), "bad-geojson", ""},
		"deep beside features": {`{"a":` + strings.Repeat(`{"a":`, 20000), "bad-geojson", ""},
		"deep coordinates":     {`{"features":[{"properties":{"code":"14.10"},"geometry":{"type":"Polygon","coordinates":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "}}]}", "bad-outline", ""},
		"zero bytes":           {strings.Repeat("\x00", 100), "bad-geojson", ""},
	} {
		site := siteOf(archive(t, "testdata/valid.txtar"))
		site["data/boundaries/x.json"] = &fstest.MapFile{Data: []byte(c.text)}
		_, ps := readSite(site)
		told := source.Problem{}
		for _, p := range ps {
			if p.Severity == source.Error {
				told = p
			}
		}
		if string(told.Code) != c.code || !strings.Contains(told.Text(source.English), c.says) {
			t.Errorf("%s: %s %q", name, told.Code, told.Text(source.English))
		}
	}
}

// FuzzBoundaries: whatever a boundary file holds, an outline that is kept is made of
// closed rings in degrees.
func FuzzBoundaries(f *testing.F) {
	f.Add(threeDesa, "desa")
	f.Add(sameAsGeoJSON, "")
	for _, code := range []string{"bad-geojson", "bad-topojson", "several-objects", "boundary-unmatched", "bad-outline"} {
		for name, file := range siteOf(archive(f, "testdata/problems/"+code+".txtar")) {
			if strings.HasPrefix(name, boundariesPath) {
				f.Add(string(file.Data), "a")
			}
		}
	}
	valid := siteOf(archive(f, "testdata/valid.txtar"))
	f.Fuzz(func(t *testing.T, text, object string) {
		valid["data/boundaries/x.json"] = &fstest.MapFile{Data: []byte(text)}
		valid["site.yaml"] = &fstest.MapFile{Data: fmt.Appendf(nil, "title: x\nbase_url: https://a.id\narea: \"14.10\"\nboundaries: {x.json: %q}\n", object)}
		cfg, _ := config.Read(valid)
		r := newReader(valid, cfg, Options{Date: testDay})
		r.readRegions() // and what else a boundary is matched with; the figures would take most of the time
		r.readFacilities()
		r.makeRegister()
		r.readBoundaries()
		for _, p := range r.ps {
			checkPlace(t, valid, p)
		}
		for u, outline := range r.data.Register.Outlines {
			for _, polygon := range outline {
				for _, ring := range polygon {
					if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
						t.Fatalf("%d: ring %v", u, ring)
					}
					for _, p := range ring {
						if !(p[0] >= -180 && p[0] <= 180 && p[1] >= -90 && p[1] <= 90) {
							t.Fatalf("%d: %v", u, p)
						}
					}
				}
			}
		}
	})
}
