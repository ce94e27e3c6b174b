package photo

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"
)

// Fault is why a picture cannot be shown.
type Fault uint8

// The faults.
const (
	NoFault   Fault = iota
	NoPicture       // no picture of any kind that is known
	OtherKind       // a picture of a kind that is not read; Head.Kind names it
	TooLarge        // more pixels than may be unpacked; Head.Size is set
	Broken          // the file ends too early, or what it says makes no sense
)

// Head is what stands at the beginning of a picture.
type Head struct {
	Kind  string // "JPEG", "PNG", "GIF", "WebP", or the name of a kind that is not read
	Size         // upright, as it is seen
	Turn  Turn   // what makes it upright
	Moves bool   // there are more pictures behind the first, which are not shown

	memory int64 // bytes that it takes up unpacked, at most
}

// The bounds of what is unpacked. Phones make pictures of 50 million pixels; a file
// of a few kB can claim a thousand times as many.
const (
	mostPixels  = 64 << 20
	longestSide = 1<<16 - 1
	mostMemory  = 1 << 30
)

// HEIC is what new iPhones write, as Head.Kind names it.
const HEIC = "HEIC"

// Limit says in words how many pixels a picture may have.
const Limit = "64 megapixel"

// LongestFile is how many bytes a picture may have.
const LongestFile = 64 << 20

// Look reads the head of a picture. Nothing is unpacked.
func Look(from io.Reader) (Head, Fault) {
	r := bufio.NewReaderSize(from, 4096)
	start, _ := r.Peek(32) // what is missing matches nothing
	var h Head
	var err error
	switch {
	case bytes.HasPrefix(start, []byte("\xff\xd8\xff")):
		h, err = lookJPEG(r)
	case bytes.HasPrefix(start, []byte("\x89PNG\r\n\x1a\n")):
		h, err = lookPNG(r)
	case bytes.HasPrefix(start, []byte("GIF87a")), bytes.HasPrefix(start, []byte("GIF89a")):
		h, err = lookGIF(r)
	case isRIFF(start):
		h, err = lookWebP(r)
	default:
		if kind := otherKind(start); kind != "" {
			return Head{Kind: kind}, OtherKind
		}
		return Head{}, NoPicture
	}
	switch {
	case errors.Is(err, errMoves):
		return h, OtherKind
	case err != nil || h.Width <= 0 || h.Height <= 0:
		return h, Broken
	}
	if h.Turn.sideways() {
		h.Width, h.Height = h.Height, h.Width
	}
	if max(h.Width, h.Height) > longestSide || int64(h.Width)*int64(h.Height) > mostPixels || h.memory > mostMemory {
		return h, TooLarge
	}
	return h, NoFault
}

// errMoves says that a picture is a film of a kind that is not read.
var errMoves = errors.New("a moving picture")

func isRIFF(b []byte) bool {
	return len(b) >= 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP"
}

// otherKind names a picture that is not read, so that the message can say what to do.
func otherKind(b []byte) string {
	if len(b) >= 12 && string(b[4:8]) == "ftyp" {
		switch string(b[8:12]) {
		case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1":
			return HEIC
		case "avif", "avis":
			return "AVIF"
		}
		return "MP4"
	}
	for _, k := range []struct{ start, name string }{
		{"II*\x00", "TIFF"},
		{"MM\x00*", "TIFF"},
		{"BM", "BMP"},
		{"8BPS", "Photoshop"},
		{"%PDF", "PDF"},
		{"\x00\x00\x00\x0cJXL ", "JPEG XL"},
		{"\xff\x0a", "JPEG XL"},
		{"<svg", "SVG"},
		{"<?xml", "SVG"},
	} {
		if bytes.HasPrefix(b, []byte(k.start)) {
			return k.name
		}
	}
	return ""
}

// Bytes that a pixel takes up at most while it is unpacked.
const (
	ofSample      = 1 // a colour of a JPEG
	ofCoefficient = 4 // the same in a progressive one, until its last pass
	ofPNG         = 8
	ofWebP        = 8
	ofGIF         = 2
)

// lookJPEG walks through the segments up to the one that tells the size.
func lookJPEG(r *bufio.Reader) (Head, error) {
	h := Head{Kind: "JPEG"}
	if _, err := r.Discard(2); err != nil {
		return h, err
	}
	for {
		marker, length, err := segment(r)
		switch {
		case err != nil:
			return h, err
		case marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC:
			return h, frameOf(&h, r, marker, length)
		case marker == 0xDA || marker == 0xD9:
			return h, errNoSize
		case marker == 0xE1 && h.Turn == 0:
			block := make([]byte, length)
			if _, err := io.ReadFull(r, block); err != nil {
				return h, err
			}
			if exif, ok := bytes.CutPrefix(block, []byte("Exif\x00\x00")); ok {
				h.Turn = turnOf(exif)
			}
		default:
			if _, err := r.Discard(length); err != nil {
				return h, err
			}
		}
	}
}

var errNoSize = errors.New("no size before the picture")

// segment reads a marker and the length of what follows it.
func segment(r *bufio.Reader) (marker byte, length int, err error) {
	b, err := r.ReadByte()
	if err != nil || b != 0xFF {
		return 0, 0, errors.Join(err, errNoSize)
	}
	for b == 0xFF { // any number of them may stand before a marker
		if b, err = r.ReadByte(); err != nil {
			return 0, 0, err
		}
	}
	if b == 0x01 || b >= 0xD0 && b <= 0xD9 { // these stand alone
		return b, 0, nil
	}
	var n [2]byte
	if _, err := io.ReadFull(r, n[:]); err != nil {
		return 0, 0, err
	}
	length = int(binary.BigEndian.Uint16(n[:])) - len(n)
	if length < 0 {
		return 0, 0, errNoSize
	}
	return b, length, nil
}

// frameOf reads the size of a JPEG, and how it is laid out.
func frameOf(h *Head, r *bufio.Reader, marker byte, length int) error {
	if length < 6 {
		return errNoSize
	}
	frame := make([]byte, length)
	if _, err := io.ReadFull(r, frame); err != nil {
		return err
	}
	h.Size = Size{int(binary.BigEndian.Uint16(frame[3:])), int(binary.BigEndian.Uint16(frame[1:]))}
	colours := int64(frame[5])
	each := int64(ofSample)
	if marker == 0xC2 {
		each += ofCoefficient
	}
	h.memory = int64(h.Width) * int64(h.Height) * colours * each
	return nil
}

// lookPNG asks the library for the size, and looks for an EXIF block before the picture.
func lookPNG(r *bufio.Reader) (Head, error) {
	h := Head{Kind: "PNG"}
	var kept bytes.Buffer
	c, err := png.DecodeConfig(io.TeeReader(r, &kept))
	if err != nil {
		return h, err
	}
	h.Size = Size{c.Width, c.Height}
	h.memory = int64(c.Width) * int64(c.Height) * ofPNG
	rest := bufio.NewReader(io.MultiReader(&kept, r))
	_, err = rest.Discard(8)
	for err == nil {
		var head [8]byte
		if _, err = io.ReadFull(rest, head[:]); err != nil {
			break
		}
		length, name := int(binary.BigEndian.Uint32(head[:])), string(head[4:])
		if name == "IDAT" || length > LongestFile {
			return h, nil
		}
		err = chunk(rest, length+4, func(block []byte) { h.Turn = turnOf(block[:length]) }, name == "eXIf")
	}
	return h, err
}

// chunk passes over a part of a file, or hands it on.
func chunk(r *bufio.Reader, length int, take func([]byte), wanted bool) error {
	if !wanted {
		_, err := r.Discard(length)
		return err
	}
	block, err := io.ReadAll(io.LimitReader(r, int64(length)))
	if err == nil && len(block) < length {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return err
	}
	take(block)
	return nil
}

// lookGIF asks the library for the size and counts pictures up to the second.
func lookGIF(r *bufio.Reader) (Head, error) {
	h := Head{Kind: "GIF"}
	var kept bytes.Buffer
	c, err := gif.DecodeConfig(io.TeeReader(r, &kept))
	if err != nil {
		return h, err
	}
	h.Size = Size{c.Width, c.Height}
	h.memory = int64(c.Width) * int64(c.Height) * ofGIF
	h.Moves = secondInGIF(bufio.NewReader(io.MultiReader(&kept, r)))
	return h, nil
}

// secondInGIF says whether a second picture begins after the first. What is cut
// before it has none.
func secondInGIF(r *bufio.Reader) bool {
	head := make([]byte, 13)
	if _, err := io.ReadFull(r, head); err != nil {
		return false
	}
	skipTable(r, head[10])
	for pictures := 0; ; {
		b, err := r.ReadByte()
		switch {
		case err != nil:
			return false
		case b == '!': // an extension: its kind, then blocks
			_, _ = r.Discard(1)
		case b == ',':
			if pictures++; pictures == 2 {
				return true
			}
			at := make([]byte, 9)
			if _, err := io.ReadFull(r, at); err != nil {
				return false
			}
			skipTable(r, at[8])
			_, _ = r.Discard(1)
		default:
			return false
		}
		for n := byte(1); n > 0; {
			if n, err = r.ReadByte(); err != nil {
				return false
			}
			_, _ = r.Discard(int(n))
		}
	}
}

// skipTable passes over a table of colours, if there is one.
func skipTable(r *bufio.Reader, flags byte) {
	if flags&0x80 != 0 {
		_, _ = r.Discard(3 << (flags&7 + 1))
	}
}

// lookWebP reads the size, and the parts behind the picture for an EXIF block
// (RFC 9649 §2.7).
func lookWebP(r *bufio.Reader) (Head, error) {
	h := Head{Kind: "WebP"}
	var kept bytes.Buffer
	c, err := webp.DecodeConfig(io.TeeReader(r, &kept))
	rest := bufio.NewReader(io.MultiReader(&kept, r))
	start, short := rest.Peek(21)
	if short != nil {
		return h, short
	}
	extended := string(start[12:16]) == "VP8X"
	if extended && start[20]&0x02 != 0 {
		h.Kind = "WebP (ANIM)"
		return h, errMoves
	}
	if err != nil {
		return h, err
	}
	h.Size = Size{c.Width, c.Height}
	h.memory = int64(c.Width) * int64(c.Height) * ofWebP
	if !extended || start[20]&0x08 == 0 {
		return h, nil
	}
	_, _ = rest.Discard(12)
	for {
		var head [8]byte
		if _, err := io.ReadFull(rest, head[:]); err != nil {
			return h, nil //nolint:nilerr // no EXIF block after all: the picture stands as it is
		}
		length := int(binary.LittleEndian.Uint32(head[4:]))
		if length > LongestFile {
			return h, nil
		}
		wanted := string(head[:4]) == "EXIF"
		err := chunk(rest, length+length&1, func(block []byte) {
			h.Turn = turnOf(bytes.TrimPrefix(block, []byte("Exif\x00\x00")))
		}, wanted)
		if err != nil || wanted {
			return h, nil //nolint:nilerr // as above
		}
	}
}

// unpack reads the whole picture.
func unpack(kind string, data []byte) (image.Image, error) {
	r := bytes.NewReader(data)
	switch kind {
	case "PNG":
		return png.Decode(r)
	case "GIF":
		return gif.Decode(r)
	case "WebP":
		return webp.Decode(r)
	}
	return jpeg.Decode(r)
}

// lookAt is Look at bytes that are there.
func lookAt(data []byte) (Head, Fault) { return Look(bytes.NewReader(data)) }
