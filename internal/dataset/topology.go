package dataset

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"terang/internal/source"
)

// topology is a TopoJSON file: neighbours share the lines between them, which are
// kept once, as arcs. A polygon is a list of arcs, of which -1 is the first one
// backwards.
type topology struct {
	Transform *struct {
		Scale     position `json:"scale"`
		Translate position `json:"translate"`
	} `json:"transform"`
	Objects map[string]json.RawMessage `json:"objects"`
	Arcs    [][]position               `json:"arcs"`

	points int // of all rings made so far
}

// topoShape is an object of a topology, or a part of one.
type topoShape struct {
	Type       string            `json:"type"`
	Properties map[string]any    `json:"properties"`
	Geometries []json.RawMessage `json:"geometries"`
	Arcs       json.RawMessage   `json:"arcs"`
}

// The bounds of a topology: a short list of arcs may ask for a long one many times,
// and collections may lie within each other.
const (
	mostPoints  = 20_000_000
	mostNesting = 8
)

// position is a place in degrees, or a step of one; a height is passed over.
type position [2]float64

var errNoPosition = errors.New("a position needs two numbers")

// UnmarshalJSON reads [102.5, 1.2] without a list of its own for each.
func (p *position) UnmarshalJSON(text []byte) error {
	inner, isList := bytes.CutPrefix(text, []byte("["))
	first, rest, ok := bytes.Cut(bytes.TrimSuffix(inner, []byte("]")), []byte(","))
	ok = ok && isList
	if !ok {
		return errNoPosition
	}
	second, _, _ := bytes.Cut(rest, []byte(","))
	for i, number := range [][]byte{first, second} {
		v, err := strconv.ParseFloat(string(bytes.TrimSpace(number)), 64)
		if err != nil {
			return errNoPosition
		}
		p[i] = v
	}
	return nil
}

// isTopology says whether a JSON text calls itself a topology.
func isTopology(data []byte) bool {
	dec := json.NewDecoder(bytes.NewReader(data))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return false
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil || key == "features" {
			return false
		}
		if key == "type" {
			kind, err := dec.Token()
			return err == nil && kind == "Topology"
		}
		var other json.RawMessage
		if dec.Decode(&other) != nil {
			return false
		}
	}
	return false
}

func (r *reader) readTopology(file string, data []byte) {
	t := &topology{}
	err := json.Unmarshal(data, t)
	if err == nil && len(t.Objects) == 0 {
		err = errors.New(`"objects": ?`)
	}
	if err != nil {
		r.badTopology(file, err)
		return
	}
	t.unpack()
	if name, ok := r.chooseObject(file, t); ok {
		if err := r.takeShape(t, t.Objects[name], source.Pos{File: file}, 0); err != nil {
			r.badTopology(file, err)
		}
	}
}

func (r *reader) badTopology(file string, err error) {
	reason := err.Error()
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) {
		reason = wrong.Field + ": " + wrong.Value
	}
	r.ps.Error(source.Pos{File: file}, "bad-topojson", "reason", reason)
}

// unpack makes degrees of arcs that are given in steps of a grid.
func (t *topology) unpack() {
	if t.Transform == nil {
		return
	}
	for _, arc := range t.Arcs {
		var at position
		for i, step := range arc {
			for axis := range at {
				at[axis] += step[axis]
				arc[i][axis] = at[axis]*t.Transform.Scale[axis] + t.Transform.Translate[axis]
			}
		}
	}
}

// chooseObject gives the name of the object that is read: the one that site.yaml
// names, else the only one with polygons.
func (r *reader) chooseObject(file string, t *topology) (name string, ok bool) {
	names := slices.Sorted(maps.Keys(t.Objects))
	if want := r.cfg.Boundaries[path.Base(file)]; want != "" {
		if _, has := t.Objects[want]; has {
			return want, true
		}
		near, _ := source.Nearest(want, names)
		r.ps.Error(r.cfg.Pos("boundaries", path.Base(file)), "unknown-object", "object", want, "near", near, "known", strings.Join(names, ", "))
		return "", false
	}
	with := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return !hasPolygons(t.Objects[name], 0) })
	if len(with) != 1 && len(names) != 1 {
		known := with
		if len(with) == 0 {
			known = names
		}
		r.ps.Error(source.Pos{File: file}, "several-objects", "known", strings.Join(known, ", "), "file", path.Base(file), "first", known[0])
		return "", false
	}
	if len(with) == 0 {
		with = names
	}
	return with[0], true
}

// hasPolygons says whether an object holds outlines, as not its lines or points do.
func hasPolygons(raw json.RawMessage, depth int) bool {
	var s topoShape
	if depth > mostNesting || json.Unmarshal(raw, &s) != nil {
		return false
	}
	return isPolygon(s.Type) || slices.ContainsFunc(s.Geometries, func(g json.RawMessage) bool { return hasPolygons(g, depth+1) })
}

func isPolygon(kind string) bool { return kind == "Polygon" || kind == "MultiPolygon" }

// takeShape reads the boundaries of an object. The error is of the file as a whole.
func (r *reader) takeShape(t *topology, raw json.RawMessage, at source.Pos, depth int) error {
	var s topoShape
	if err := json.Unmarshal(raw, &s); err != nil {
		return err
	}
	if depth > mostNesting {
		return fmt.Errorf("%d geometries within each other", depth)
	}
	if s.Type == "GeometryCollection" {
		for _, g := range s.Geometries {
			if err := r.takeShape(t, g, at, depth+1); err != nil {
				return err
			}
		}
		return nil
	}
	polygons, err := t.polygons(s)
	if err == nil {
		r.takeBoundary(s.Properties, polygons, at)
	}
	return err
}

// polygons joins the arcs of a shape to rings; it gives none for other shapes.
func (t *topology) polygons(s topoShape) (polygons [][][]position, err error) {
	var lists [][][]int
	switch s.Type {
	case "Polygon":
		lists = make([][][]int, 1)
		err = json.Unmarshal(s.Arcs, &lists[0])
	case "MultiPolygon":
		err = json.Unmarshal(s.Arcs, &lists)
	}
	if err != nil {
		return nil, errors.New("arcs: ?")
	}
	for _, list := range lists {
		var rings [][]position
		for _, arcs := range list {
			ring, err := t.ring(arcs)
			if err != nil {
				return nil, err
			}
			rings = append(rings, ring)
		}
		polygons = append(polygons, rings)
	}
	return polygons, nil
}

// ring joins arcs, of which each begins where the one before ends.
func (t *topology) ring(arcs []int) ([]position, error) {
	before := t.points
	for _, n := range arcs {
		at := max(n, ^n)
		if at >= len(t.Arcs) {
			return nil, fmt.Errorf("arc %d of %d", n, len(t.Arcs))
		}
		if t.points += len(t.Arcs[at]); t.points > mostPoints {
			return nil, fmt.Errorf("more than %d points", mostPoints)
		}
	}
	ring := make([]position, 0, t.points-before)
	for _, n := range arcs {
		arc, from := t.Arcs[max(n, ^n)], len(ring)
		ring = append(ring, arc...)
		if n < 0 {
			slices.Reverse(ring[from:])
		}
		if from > 0 && len(arc) > 0 {
			ring = slices.Delete(ring, from, from+1)
		}
	}
	return ring, nil
}
