package bounds

// part is a set of unknowns that rows tie to each other and to no others.
type part struct {
	unknowns []int
	rows     []row
}

// split sorts the unknowns that are still open into parts. of gives the part of
// each unknown, -1 for those without a row, whose limits are all that is known.
func (s *System) split() (parts []part, of []int) {
	root := make([]int, len(s.limits))
	for u := range root {
		root[u] = u
	}
	find := func(u int) int {
		for root[u] != u {
			root[u] = root[root[u]]
			u = root[u]
		}
		return u
	}
	var rows []row
	for _, r := range s.rows {
		open := row{Interval: r.Interval}
		for _, t := range r.terms {
			if s.fixed(t.Unknown) {
				open.Lo -= t.By * s.limits[t.Unknown].Lo
				open.Hi -= t.By * s.limits[t.Unknown].Lo
				continue
			}
			open.terms = append(open.terms, t)
			root[find(t.Unknown)] = find(open.terms[0].Unknown)
		}
		if len(open.terms) > 1 { // one alone is in the limits already
			rows = append(rows, open)
		}
	}
	of = make([]int, len(s.limits))
	for u := range of {
		of[u] = -1
	}
	at := map[int]int{} // by root
	for _, r := range rows {
		u := find(r.terms[0].Unknown)
		p, ok := at[u]
		if !ok {
			p = len(parts)
			at[u] = p
			parts = append(parts, part{})
		}
		parts[p].rows = append(parts[p].rows, r)
		for _, t := range r.terms {
			if of[t.Unknown] < 0 {
				of[t.Unknown] = p
				parts[p].unknowns = append(parts[p].unknowns, t.Unknown)
			}
		}
	}
	return parts, of
}
