package made

// Draw is a small generator of pseudo-random whole numbers (splitmix64). It
// depends on its seed words only, so that a desa's numbers stay as they are when
// another desa or service is added.
type Draw struct{ state uint64 }

// For seeds a draw with words (FNV-1a, a zero byte after each).
func For(words ...string) *Draw {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := range len(w) {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h *= 1099511628211
	}
	d := &Draw{h}
	d.next()
	return d
}

func (d *Draw) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb
	return z ^ (z >> 31)
}

// Below gives a number from 0 to n-1; n must be positive.
func (d *Draw) Below(n int) int { return int(d.next() % uint64(n)) }

// Around gives a number from -k to k, most often near 0.
func (d *Draw) Around(k int) int {
	up, down := d.Below(k+1), d.Below(k+1)
	return up - down
}

// Share deals total pieces out over the weights, one by one at random.
func (d *Draw) Share(total int, weights []int) []int {
	dealt := make([]int, len(weights))
	sum := 0
	for _, w := range weights {
		sum += w
	}
	if sum == 0 {
		return dealt
	}
	for range total {
		at := d.Below(sum)
		for i, w := range weights {
			if at < w {
				dealt[i]++
				break
			}
			at -= w
		}
	}
	return dealt
}
