package dataset

import (
	"bytes"
	"errors"
	"io"
)

// chunkSize is how many bytes of observations a worker takes at once: little
// enough to stay near the processor together with the rows that come of it.
const chunkSize = 1 << 18

// chunker cuts a text into pieces that end where a row does.
type chunker struct {
	in   io.Reader
	size int
	rest []byte // read, and not yet handed over
	end  bool   // of the text
	err  error  // of in
	long bool   // a line has no end: what follows was not read
	walk scanner
}

// next gives the next piece, in buf; an empty one at the end of the text. Where
// rows end does not depend on the size of the pieces.
func (c *chunker) next(buf []byte) []byte {
	buf = append(buf[:0], c.rest...)
	for want := min(c.size, longestRecord); ; want = min(2*want, longestRecord) {
		buf = c.fill(buf, want)
		end := c.cut(buf)
		if end >= longestRecord && bytes.IndexByte(buf[:end], '\n') < 0 {
			c.long, c.end, c.rest = true, true, nil
			return buf[:0]
		}
		if end > 0 || c.end {
			c.rest = append(c.rest[:0], buf[end:]...)
			return buf[:end]
		}
	}
}

// fill reads until there are so many bytes.
func (c *chunker) fill(buf []byte, want int) []byte {
	if cap(buf) < want {
		buf = append(make([]byte, 0, want), buf...)
	}
	for len(buf) < want && !c.end {
		n, err := c.in.Read(buf[len(buf):want])
		buf = buf[:len(buf)+n]
		if err != nil {
			c.end = true
			if !errors.Is(err, io.EOF) {
				c.err = err
			}
		}
	}
	return buf
}

// cut finds the end of the last row that is complete. Without a quotation mark
// every line is a row; with one, where rows end must be found out from the first.
func (c *chunker) cut(buf []byte) int {
	if c.end {
		return len(buf)
	}
	if bytes.IndexByte(buf, '"') < 0 {
		if end := bytes.LastIndexByte(buf, '\n'); end >= 0 || len(buf) < longestRecord {
			return end + 1
		}
		return len(buf)
	}
	c.walk.reset(buf, false)
	for c.walk.next() {
	}
	return c.walk.from
}
