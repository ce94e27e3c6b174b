package personal

// Counts is how many cells of a column hold each kind.
type Counts [Email + 1]int

// Suspicious gives the kind of which a column of so many rows holds too many: at
// least one row in a hundred (domain reference §9.3), or three in all. None where
// there is no such kind; allowed kinds do not count.
func (c *Counts) Suspicious(rows int, allowed ...Kind) Kind {
	for _, k := range Kinds() {
		n := c[k]
		for _, a := range allowed {
			if a == k {
				n = 0
			}
		}
		if n >= fewRows || n > 0 && n*100 >= rows {
			return k
		}
	}
	return None
}

// fewRows is how many rows are too many in a table of any length.
const fewRows = 3
