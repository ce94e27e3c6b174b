package qr

// powers are those of 2 in the field of 256 elements that codes reckon in, and logs the way back.
var powers, logs = field()

func field() (powers [510]byte, logs [256]int) {
	v := 1
	for i := range 255 {
		powers[i], powers[i+255], logs[v] = byte(v), byte(v), i
		if v <<= 1; v > 255 {
			v ^= 0x11d
		}
	}
	return powers, logs
}

// correction gives so many bytes by which errors in data can be put right (Reed-Solomon).
func correction(data []byte, n int) []byte {
	by := make([]byte, n+1) // the product of x - 2^i, the highest power first
	by[0] = 1
	for i := range n {
		for k := i + 1; k > 0; k-- {
			by[k] ^= product(by[k-1], powers[i])
		}
	}
	rest := make([]byte, len(data)+n)
	copy(rest, data)
	for i := range data {
		if rest[i] == 0 {
			continue
		}
		for k := 1; k <= n; k++ {
			rest[i+k] ^= product(by[k], rest[i])
		}
	}
	return rest[len(data):]
}

func product(a, b byte) byte {
	if a == 0 || b == 0 {
		return 0
	}
	return powers[logs[a]+logs[b]]
}
