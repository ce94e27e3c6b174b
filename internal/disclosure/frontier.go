package disclosure

// place is a node that a search has come to, and what is to be hidden on the way there.
type place struct {
	price int64
	node  int32
}

func (p place) before(q place) bool {
	if p.price != q.price {
		return p.price < q.price
	}
	return p.node < q.node
}

// frontier holds the places that a search has come to and not gone on from: a
// heap with the cheapest first.
type frontier []place

func (f *frontier) push(p place) {
	h := append(*f, p)
	i := len(h) - 1
	for up := (i - 1) / 2; i > 0 && p.before(h[up]); up = (i - 1) / 2 {
		h[i], i = h[up], up
	}
	h[i] = p
	*f = h
}

func (f *frontier) pop() place {
	h := *f
	top, last := h[0], h[len(h)-1]
	h = h[:len(h)-1]
	i := 0
	for down := 1; down < len(h); down = 2*i + 1 {
		if down+1 < len(h) && h[down+1].before(h[down]) {
			down++
		}
		if !h[down].before(last) {
			break
		}
		h[i], i = h[down], down
	}
	if len(h) > 0 {
		h[i] = last
	}
	*f = h
	return top
}
