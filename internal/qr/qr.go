// Package qr draws the square code that leads from a sheet of paper to a page.
package qr

import (
	"strconv"
	"strings"

	"github.com/skip2/go-qrcode"
)

// quiet is the white margin that a reader needs around the code, in modules.
const quiet = 4

// SVG draws an address as inline SVG: one path of dark modules on a light ground,
// with its margin. title says to whom cannot see it what it is. ok is false for an
// address that is longer than a code can hold. The same address gives the same bytes.
func SVG(address, title string) (svg string, ok bool) {
	size, dark, ok := modules(address)
	if !ok {
		return "", false
	}
	side := strconv.Itoa(size + 2*quiet)
	b := make([]byte, 0, 16<<10)
	b = append(b, `<svg class="qr" viewBox="0 0 `+side+` `+side+`" role="img" shape-rendering="crispEdges">`...)
	b = append(b, `<title>`+escaper.Replace(title)+`</title><rect class="light" width="`+side+`" height="`+side+`"/><path class="dark" d="`...)
	b = appendPath(b, size, dark)
	return string(append(b, `"/></svg>`...)), true
}

// modules gives the size of an address' code, and says which of its modules are dark.
func modules(address string) (size int, dark func(x, y int) bool, ok bool) {
	if short(address) {
		c := encode(address)
		return c.size, func(x, y int) bool { return c.rows[y]>>x&1 == 1 }, true
	}
	code, err := qrcode.New(address, qrcode.Medium)
	if err != nil {
		return 0, nil, false
	}
	code.DisableBorder = true
	rows := code.Bitmap()
	return len(rows), func(x, y int) bool { return rows[y][x] }, true
}

// appendPath draws each run of dark modules in a row as one rectangle.
func appendPath(b []byte, size int, dark func(x, y int) bool) []byte {
	number := func(n int) { b = strconv.AppendInt(b, int64(n), 10) }
	for y := range size {
		for x := 0; x < size; x++ {
			if !dark(x, y) {
				continue
			}
			from := x
			for x < size && dark(x, y) {
				x++
			}
			b = append(b, 'M')
			number(from + quiet)
			b = append(b, ' ')
			number(y + quiet)
			b = append(b, 'h')
			number(x - from)
			b = append(b, "v1h-"...)
			number(x - from)
			b = append(b, 'z')
		}
	}
	return b
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")
