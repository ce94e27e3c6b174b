package theme

import (
	"bytes"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/js"
)

const (
	styles  = "text/css"
	scripts = "text/javascript"
)

var minifier = func() *minify.M {
	m := minify.New()
	m.Add(styles, &css.Minifier{})
	m.Add(scripts, &js.Minifier{Version: 2020})
	return m
}()

// minified drops from a style sheet or script what only its authors need. One that
// was minified before, and one in a language newer than the minifier, stays as it is.
func minified(kind string, body []byte) []byte {
	const longLine = 2000 // bytes; nobody writes those
	for line := range bytes.Lines(body) {
		if len(line) > longLine {
			return body
		}
	}
	short, err := minifier.Bytes(kind, body)
	if err != nil {
		return body
	}
	return short
}
