package attack

import "slices"

// hush finds who has not reported though nobody is told of them: where as many have
// in an area as in a part of it, or in its parts together, nobody has in the rest.
func (k *knowledge) hush() {
	if len(k.c.desa) == 0 || !k.p.withheld(k.ind, k.c.desa[0]) {
		return
	}
	all := slices.Concat(k.c.tops, k.c.areas, k.c.posts)
	for at, col := range k.columns {
		for _, whole := range all {
			have := col.fact(whole).reporters
			if have == 0 {
				continue
			}
			in := k.c.counted(k.p, whole)
			var beneath []int
			together := 0
			for _, part := range all {
				of := k.c.counted(k.p, part)
				if part != whole && col.fact(part).reporters == have && subset(of, in) {
					k.still(in, of, at)
				}
				if k.partOf(part, whole) {
					beneath, together = append(beneath, of...), together+col.fact(part).reporters
				}
			}
			if together == have {
				k.still(in, beneath, at)
			}
		}
	}
}

// partOf says whether a unit's reports are part of those of an area, and in no part
// between them: an area beneath it, or a puskesmas that reports itself.
func (k *knowledge) partOf(u, area int) bool {
	if k.p.units[u].level == puskesmas {
		return k.c.seat[u] == area && k.reports(u) && !k.adds(u)
	}
	return k.p.parent(u) == area
}

// still notes that of those in an area only some can have reported by a column.
func (k *knowledge) still(in, only []int, at int) {
	for _, u := range in {
		if !slices.Contains(only, u) {
			k.mute[u] = at
		}
	}
}

func (k *knowledge) muted(u, at int) bool {
	until, ok := k.mute[u]
	return ok && at <= until
}

func subset(part, whole []int) bool {
	return len(part) > 0 && !slices.ContainsFunc(part, func(u int) bool { return !slices.Contains(whole, u) })
}
