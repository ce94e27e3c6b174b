// Package squeeze makes a file smaller in the ways that browsers take it: gzip, Brotli, Zstandard. The same bytes give the
// same bytes, on every machine.
package squeeze

import (
	"bytes"
	"path"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Coding is one way to make a file smaller, by the ending of what comes out.
type Coding string

// The codings, as site.yaml names them.
const (
	Gzip      Coding = "gz"
	Brotli    Coding = "br"
	Zstandard Coding = "zst"
)

// Codings lists all, the one that servers should like best first: Brotli is the smallest for pages.
func Codings() []Coding { return []Coding{Brotli, Zstandard, Gzip} }

// Token gives a coding's name in Accept-Encoding and Content-Encoding.
func (c Coding) Token() string {
	switch c {
	case Gzip:
		return "gzip"
	case Zstandard:
		return "zstd"
	}
	return string(c)
}

// Least is from how many bytes on a file is worth it: what is smaller leaves in one packet as it is.
const Least = 1024

// TextEndings are those of files that become smaller, with their dot. Pictures, workbooks, Parquet and archives are
// made small already.
func TextEndings() []string {
	return []string{
		".html", ".css", ".js", ".json", ".jsonld", ".geojson", ".webmanifest", ".svg", ".xml", ".xsl", ".csv", ".txt", ".md", ".yaml", ".ics",
	}
}

var isText = func() map[string]bool {
	is := map[string]bool{}
	for _, ending := range TextEndings() {
		is[ending] = true
	}
	return is
}()

// Worth says whether a file of so many bytes is tried, by its name.
func Worth(name string, size int) bool {
	return size >= Least && isText[strings.ToLower(path.Ext(name))]
}

// The strength of each coding. Brotli at its strongest makes pages 10 % smaller than at 6 and takes sixty times as long.
const (
	gzipLevel   = gzip.BestCompression
	brotliLevel = 6
	zstdLevel   = zstd.SpeedBestCompression
)

// One encoder of each coding serves a worker at a time: each costs megabytes to set up.
var (
	gzips   = sync.Pool{New: func() any { w, _ := gzip.NewWriterLevel(nil, gzipLevel); return w }}
	brotlis = sync.Pool{New: func() any { return brotli.NewWriterLevel(nil, brotliLevel) }}
	zstds   = sync.Pool{New: func() any {
		e, _ := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstdLevel), zstd.WithEncoderConcurrency(1))
		return e
	}}
)

// Append appends body in a coding to b.
func (c Coding) Append(b, body []byte) []byte {
	if c == Zstandard {
		e := zstds.Get().(*zstd.Encoder)
		defer zstds.Put(e)
		return e.EncodeAll(body, b)
	}
	to := bytes.NewBuffer(b)
	// Writing to memory cannot fail.
	if c == Brotli {
		w := brotlis.Get().(*brotli.Writer)
		defer brotlis.Put(w)
		w.Reset(to)
		_, _ = w.Write(body)
		_ = w.Close()
		return to.Bytes()
	}
	w := gzips.Get().(*gzip.Writer)
	defer gzips.Put(w)
	w.Reset(to)
	_, _ = w.Write(body)
	_ = w.Close()
	return to.Bytes()
}
