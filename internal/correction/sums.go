package correction

import "terang/internal/health"

// tree holds the corrections of areas by where they lie.
type tree struct {
	list  []Correction
	of    map[area][]int  // in list
	parts map[area][]area // right below, of those that have a correction
}

type area struct {
	level health.Level
	code  string
}

func areaOf(code string, level health.Level) area { return area{level, above(code, level)} }

func treeOf(list []Correction) *tree {
	t := &tree{list, map[area][]int{}, map[area][]area{}}
	for i, x := range list {
		if x.Level == health.Puskesmas {
			continue
		}
		a := areaOf(x.Code, x.Level)
		if t.of[a] == nil && x.Level > health.Country {
			in := areaOf(x.Code, x.Level-1)
			t.parts[in] = append(t.parts[in], a)
		}
		t.of[a] = append(t.of[a], i)
	}
	return t
}

// hushSums sees to it that no sum of a level tells by what it has beyond its parts, of the level below,
// what those are that are not told. A sum that was not corrected differs by nothing, which tells as much:
// then nothing in it is told.
func (t *tree) hushSums(level health.Level, few func(n, d int64) bool) {
	tells := map[area]bool{}
	for sum := range t.parts {
		tells[sum] = sum.level == level && t.tells(sum, few)
	}
	for i := range t.list {
		x := &t.list[i]
		in := areaOf(x.Code, level)
		if tells[in] && (x.Level == level || x.Level > level && t.of[in] == nil) {
			x.Told = false
		}
	}
}

// tells says whether a sum tells of few people in those of its parts that are not told.
func (t *tree) tells(sum area, few func(n, d int64) bool) bool {
	hushed := false
	months := map[health.Month]bool{}
	for _, part := range t.parts[sum] {
		for _, i := range t.of[part] {
			hushed, months[t.list[i].Period] = hushed || !t.list[i].Told, true
		}
	}
	if !hushed {
		return false
	}
	if own := t.of[sum]; own != nil {
		clear(months)
		for _, i := range own {
			months[t.list[i].Period] = t.list[i].Told
		}
	}
	for m, told := range months {
		for _, alone := range []bool{true, false} {
			if told && few(t.rest(sum, m, alone)) {
				return true
			}
		}
	}
	return false
}

// rest gives by how much a sum was corrected in a month beyond what is told of its parts.
func (t *tree) rest(sum area, m health.Month, alone bool) (n, d int64) {
	for _, i := range t.of[sum] {
		if x := t.list[i]; x.Told && x.Period == m {
			n, d = x.N, x.D
		}
	}
	for _, part := range t.parts[sum] {
		ofN, ofD := t.told(part, m, alone)
		n, d = n-ofN, d-ofD
	}
	return n, d
}

// told gives what is told of an area in a month: its amounts or, without, those of what lies in it. A correction of
// another month mostly holds for this one too, which is taken for granted unless the month stands alone.
func (t *tree) told(a area, m health.Month, alone bool) (n, d int64) {
	var of *Correction
	for _, i := range t.of[a] {
		x := &t.list[i]
		switch {
		case !x.Told || alone && x.Period != m:
		case of == nil, x.Period == m, of.Period != m && x.Period > of.Period:
			of = x
		}
	}
	if of != nil {
		return of.N, of.D
	}
	for _, part := range t.parts[a] {
		ofN, ofD := t.told(part, m, alone)
		n, d = n+ofN, d+ofD
	}
	return n, d
}
