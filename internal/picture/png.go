package picture

import (
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"image"
	"image/color"
	"math/bits"
)

// A picture of ours is mostly plain: a run of one colour, or a row like the one above.
// The library's encoder does not know and looks everything up in a table of what came
// before, which takes longer than to draw. So the PNG is written here: first what goes
// on as above or as before, and only then the table; the packing is deflate as ever.

// encodePNG writes a picture with its palette.
func encodePNG(img *image.Paletted) []byte {
	width, height := img.Rect.Dx(), img.Rect.Dy()
	out := append(make([]byte, 0, 64<<10), "\x89PNG\r\n\x1a\n"...)
	head := binary.BigEndian.AppendUint32(nil, uint32(width))
	head = binary.BigEndian.AppendUint32(head, uint32(height))
	out = appendChunk(out, "IHDR", append(head, 8, 3, 0, 0, 0)) // eight bits, each a place in the palette
	var colours []byte
	for _, c := range img.Palette {
		c := c.(color.RGBA) //nolint:errcheck // the palette holds nothing else
		colours = append(colours, c.R, c.G, c.B)
	}
	out = appendChunk(out, "PLTE", colours)
	rows := make([]byte, 0, height*(width+1))
	for y := range height {
		rows = append(rows, 0) // no filter
		rows = append(rows, img.Pix[y*img.Stride:y*img.Stride+width]...)
	}
	z := packer{out: []byte{0x78, 0x01}}
	z.pack(rows, width+1)
	out = appendChunk(out, "IDAT", binary.BigEndian.AppendUint32(z.out, adler32.Checksum(rows)))
	return appendChunk(out, "IEND", nil)
}

func appendChunk(out []byte, name string, body []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	at := len(out)
	out = append(append(out, name...), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[at:]))
}

// Lengths and distances as deflate knows them (RFC 1951).
const (
	leastMatch = 6
	mostMatch  = 258
	window     = 1 << 15
	blockSize  = 1 << 14 // tokens
	tableBits  = 13
)

// token is a literal byte, or length<<16 | distance-1 of a repetition.
type token uint32

// packer writes deflate.
type packer struct {
	out    []byte
	held   uint64 // bits that fill no byte yet
	count  int
	tokens []token
	seen   [1 << tableBits]int32 // where four bytes stood last, plus one
}

// pack packs all of a text whose rows are alike.
func (z *packer) pack(text []byte, row int) {
	z.tokens = make([]token, 0, blockSize+1)
	for i := 0; i < len(text); {
		length, back := z.match(text, i, row)
		if length < leastMatch {
			z.add(token(text[i]))
			i++
			continue
		}
		i += length
		for length > 0 {
			n := min(length, mostMatch)
			if rest := length - n; rest > 0 && rest < 3 { // deflate repeats three at least
				n -= 3
			}
			z.add(token(n<<16 | (back - 1)))
			length -= n
		}
	}
	z.block(true)
	z.bits(0, 7) // fills the last byte
}

func (z *packer) add(t token) {
	if len(z.tokens) == blockSize {
		z.block(false)
	}
	z.tokens = append(z.tokens, t)
}

// match finds what goes on at a place as something did before: above, right before, or
// wherever the same four bytes stood last.
func (z *packer) match(text []byte, i, row int) (length, back int) {
	if i >= row && row <= window {
		length, back = alike(text, i, row), row
	}
	if i > 0 && text[i] == text[i-1] {
		if n := alike(text, i, 1); n > length {
			length, back = n, 1
		}
	}
	if length < 32 && i+4 <= len(text) {
		slot := binary.LittleEndian.Uint32(text[i:]) * 0x9E3779B1 >> (32 - tableBits)
		if last := int(z.seen[slot]); last > 0 && i+1-last <= window {
			if n := alike(text, i, i+1-last); n > length {
				length, back = n, i+1-last
			}
		}
		z.seen[slot] = int32(i + 1)
	}
	return length, back
}

// alike counts the bytes from a place on that are as those so far back.
func alike(text []byte, i, back int) int {
	n := 0
	for i+n+8 <= len(text) {
		if d := binary.LittleEndian.Uint64(text[i+n:]) ^ binary.LittleEndian.Uint64(text[i+n-back:]); d != 0 {
			return n + bits.TrailingZeros64(d)/8
		}
		n += 8
	}
	for i+n < len(text) && text[i+n] == text[i+n-back] {
		n++
	}
	return n
}
