package dataset

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/mapping"
	"terang/internal/source"
)

// feature is one boundary of a GeoJSON file (RFC 7946).
type feature struct {
	Properties map[string]any `json:"properties"`
	Geometry   *struct {
		Type        string          `json:"type"`
		Coordinates json.RawMessage `json:"coordinates"`
	} `json:"geometry"`
}

// The names of the properties that boundary files in use give an area by, from
// the lowest level upward, in small letters.
var (
	codeProperties = []string{"code", "kode", "kode_kemendagri", "kemendagri"}
	nameProperties = []struct {
		level health.Level
		names []string
	}{
		{health.Desa, []string{"village", "desa", "kelurahan", "desa_kelurahan", "nama_desa", "wadmkd"}},
		{health.Kecamatan, []string{"district", "kecamatan", "nama_kecamatan", "wadmkc"}},
		{health.Kabkota, []string{"regency", "kabkota", "kabupaten", "kabupaten_kota", "nama_kabupaten", "wadmkk"}},
	}
)

func (r *reader) readBoundaries() {
	r.data.Register.Outlines = map[health.Unit]health.Outline{}
	entries, err := fs.ReadDir(r.root, boundariesPath)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) {
			r.ps.Error(source.Pos{File: boundariesPath}, "unreadable-file", "reason", err.Error())
		}
		return
	}
	files := r.boundaryFiles(entries)
	r.opt.Kept.outlines(r, files, func() {
		for _, f := range files {
			r.readBoundaryFile(f.name, f.data)
		}
	})
	for _, name := range slices.Sorted(maps.Keys(r.cfg.Boundaries)) {
		if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name }) {
			r.ps.Error(r.cfg.Pos("boundaries", name), "missing-data-file", "file", path.Join(boundariesPath, name))
		}
	}
	r.tellWithoutOutline()
}

// boundaryFile is a file of boundaries as it stands in the folder.
type boundaryFile struct {
	name string
	data []byte
}

func (r *reader) boundaryFiles(entries []fs.DirEntry) []boundaryFile {
	var files []boundaryFile
	for _, e := range entries {
		ext := strings.ToLower(path.Ext(e.Name()))
		if e.IsDir() || strings.HasPrefix(e.Name(), "_") || ext != ".geojson" && ext != ".topojson" && ext != ".json" {
			continue
		}
		name := path.Join(boundariesPath, e.Name())
		if data, err := source.ReadFile(r.root, name, longestTable, &r.ps); err == nil {
			files = append(files, boundaryFile{name, bytes.TrimPrefix(data, utf8BOM)})
		}
	}
	return files
}

func (r *reader) readBoundaryFile(file string, data []byte) {
	if isTopology(data) {
		r.readTopology(file, data)
		return
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if !toFeatures(dec) {
		r.ps.Error(source.Pos{File: file}, "bad-geojson", "reason", `"features": ?`)
		return
	}
	for dec.More() {
		line := 1 + bytes.Count(data[:featureStart(data, dec.InputOffset())], []byte("\n"))
		var f feature
		if err := dec.Decode(&f); err != nil {
			var wrong *json.UnmarshalTypeError
			if !errors.As(err, &wrong) {
				r.ps.Error(source.Pos{File: file, Line: line}, "bad-geojson", "reason", err.Error())
				return
			}
			r.ps.Error(source.Pos{File: file, Line: line}, "bad-geojson", "reason", wrong.Field+": "+wrong.Value)
			continue
		}
		r.takeBoundary(f.Properties, polygonsOf(f), source.Pos{File: file, Line: line})
	}
}

// featureStart steps over the comma and blanks before a feature.
func featureStart(data []byte, offset int64) int {
	i := int(offset)
	for i < len(data) && strings.IndexByte(", \t\r\n", data[i]) >= 0 {
		i++
	}
	return i
}

// toFeatures reads up to the first element of the list "features".
func toFeatures(dec *json.Decoder) bool {
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return false
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return false
		}
		if key == "features" {
			t, err := dec.Token()
			return err == nil && t == json.Delim('[')
		}
		var other json.RawMessage
		if dec.Decode(&other) != nil {
			return false
		}
	}
	return false
}

// takeBoundary finds out whose boundary it is, and keeps its polygons.
func (r *reader) takeBoundary(properties map[string]any, polygons [][][]position, at source.Pos) {
	texts := map[string]string{}
	for k, v := range properties {
		if s, ok := v.(string); ok {
			texts[strings.ToLower(k)] = clean(s)
		}
	}
	u, label, near := r.matchFeature(texts)
	if u == health.NoUnit {
		if label != "" {
			r.ps.Warn(at, "boundary-unmatched", "name", label, "near", near)
		}
		return
	}
	outline, ok := outlineOf(polygons)
	if !ok {
		r.ps.Error(at, "bad-outline", "name", r.areas[u].Name)
		return
	}
	outlines := r.data.Register.Outlines
	outlines[u] = append(outlines[u], outline...)
}

// matchFeature finds the area of a boundary: by its code if that has the dots of
// a Kemendagri code (bare digits may be those of BPS, which differ), else by
// name within the area above. label names what was not found; it is empty for a
// place that is known and outside the site.
func (r *reader) matchFeature(p map[string]string) (u health.Unit, label, near string) {
	for _, key := range codeProperties {
		code := p[key]
		if dotted, ok := config.Dotted(code); ok && dotted == code || strings.Contains(key, "kemendagri") && code != "" {
			u, here, known := r.places.find(code)
			switch {
			case here && int(u) < len(r.areas):
				return u, "", ""
			case known:
				return health.NoUnit, "", ""
			}
			return health.NoUnit, code, r.places.near(code)
		}
	}
	return r.matchNames(p)
}

// matchNames walks from the highest named level down to the lowest, each time
// among the areas below the one found before.
func (r *reader) matchNames(p map[string]string) (u health.Unit, label, near string) {
	if len(r.areas) == 0 {
		return health.NoUnit, "", ""
	}
	found := health.Unit(0)
	var names []string
	for _, level := range slices.Backward(nameProperties) {
		name := first(p, level.names)
		if name == "" {
			continue
		}
		names = append([]string{name}, names...)
		if level.level < r.areas[found].Level || len(r.areas) == 0 {
			continue
		}
		next, others := r.named(found, level.level, name)
		if next == health.NoUnit {
			near, _ := source.Nearest(name, others)
			return health.NoUnit, strings.Join(names, ", "), near
		}
		found = next
	}
	if len(names) == 0 {
		return health.NoUnit, "?", ""
	}
	return found, "", ""
}

// named finds the one area of a level with a name, at or below another area.
// others lists the names that there are.
func (r *reader) named(under health.Unit, level health.Level, name string) (u health.Unit, others []string) {
	u = health.NoUnit
	key, ambiguous := mapping.NameKey(name), false
	for c := under; c < r.areas[under].End; c++ {
		if r.areas[c].Level != level {
			continue
		}
		others = append(others, r.areas[c].Name)
		if sameName(mapping.NameKey(r.areas[c].Name), key, level) {
			ambiguous = ambiguous || u != health.NoUnit
			u = c
		}
	}
	if ambiguous {
		u = health.NoUnit
	}
	return u, others
}

// sameName compares name keys. A kabupaten is often named without that word; a
// city never.
func sameName(a, b string, level health.Level) bool {
	if level == health.Kabkota {
		a, b = strings.TrimPrefix(a, "KAB"), strings.TrimPrefix(b, "KAB")
	}
	return a == b
}

func first(p map[string]string, names []string) string {
	for _, name := range names {
		if p[name] != "" {
			return p[name]
		}
	}
	return ""
}

// polygonsOf gives the polygons of a feature, none where it has no such geometry.
func polygonsOf(f feature) [][][]position {
	if f.Geometry == nil {
		return nil
	}
	var polygons [][][]position
	var err error
	switch f.Geometry.Type {
	case "Polygon":
		polygons = make([][][]position, 1)
		err = json.Unmarshal(f.Geometry.Coordinates, &polygons[0])
	case "MultiPolygon":
		err = json.Unmarshal(f.Geometry.Coordinates, &polygons)
	}
	if err != nil {
		return nil
	}
	return polygons
}

// outlineOf makes the outline of an area. ok is false where it has no polygon, or
// none in degrees.
func outlineOf(polygons [][][]position) (outline health.Outline, ok bool) {
	for _, rings := range polygons {
		polygon, ok := polygonOf(rings)
		if !ok {
			return nil, false
		}
		if len(polygon) > 0 {
			outline = append(outline, polygon)
		}
	}
	return outline, len(outline) > 0
}

// polygonOf closes rings that are open and drops those without an area.
func polygonOf(rings [][]position) (polygon [][][2]float64, ok bool) {
	for i, points := range rings {
		ring := make([][2]float64, 0, len(points)+1)
		for _, p := range points {
			if !(p[0] >= -180 && p[0] <= 180 && p[1] >= -90 && p[1] <= 90) {
				return nil, false
			}
			ring = append(ring, p)
		}
		if len(ring) > 0 && ring[0] != ring[len(ring)-1] {
			ring = append(ring, ring[0])
		}
		if len(ring) >= 4 {
			polygon = append(polygon, ring)
		} else if i == 0 {
			return nil, true
		}
	}
	return polygon, true
}

// tellWithoutOutline names the areas that have no boundary although others of
// their level do.
func (r *reader) tellWithoutOutline() {
	for _, level := range []health.Level{health.Kabkota, health.Kecamatan, health.Desa} {
		var without []string
		some := false
		for u := range r.areas {
			if r.areas[u].Level != level {
				continue
			}
			if _, has := r.data.Register.Outlines[health.Unit(u)]; has {
				some = true
			} else {
				without = append(without, r.areas[u].Code+" "+r.areas[u].Name)
			}
		}
		if some && len(without) > 0 {
			r.ps.Warn(source.Pos{File: boundariesPath}, "without-boundary", "count", strconv.Itoa(len(without)),
				"names", strings.Join(without[:min(len(without), 3)], ", "))
		}
	}
}
