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
	code, err := qrcode.New(address, qrcode.Medium)
	if err != nil {
		return "", false
	}
	code.DisableBorder = true
	rows := code.Bitmap()
	size := strconv.Itoa(len(rows) + 2*quiet)
	var b strings.Builder
	b.WriteString(`<svg class="qr" viewBox="0 0 ` + size + ` ` + size + `" role="img" shape-rendering="crispEdges">`)
	b.WriteString(`<title>` + escaper.Replace(title) + `</title><rect class="light" width="` + size + `" height="` + size + `"/><path class="dark" d="`)
	b.WriteString(path(rows))
	b.WriteString(`"/></svg>`)
	return b.String(), true
}

// path draws each run of dark modules in a row as one rectangle.
func path(rows [][]bool) string {
	b := make([]byte, 0, 8<<10)
	for y, row := range rows {
		for x := 0; x < len(row); x++ {
			if !row[x] {
				continue
			}
			from := x
			for x < len(row) && row[x] {
				x++
			}
			b = strconv.AppendInt(append(b, 'M'), int64(from+quiet), 10)
			b = strconv.AppendInt(append(b, ' '), int64(y+quiet), 10)
			b = strconv.AppendInt(append(b, 'h'), int64(x-from), 10)
			b = append(strconv.AppendInt(append(b, "v1h-"...), int64(x-from), 10), 'z')
		}
	}
	return string(b)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")
