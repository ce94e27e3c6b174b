// Package photo makes of a picture as a phone writes it what a page can show.
//
// # What comes in
//
// JPEG (also progressive, grey or CMYK), PNG, GIF and still WebP, known by their
// bytes and not by their names. What a picture is, how large, and how many bytes it
// would take up unpacked is read from its head before anything is unpacked
// ([Look]); what is no picture, of a kind that cannot be read (HEIC, AVIF, TIFF …),
// or too large to unpack safely gets no further, and the [Fault] says which.
//
// # What comes out
//
// The picture turned upright as its EXIF block says, in a few widths and never
// enlarged, each as WebP and as JPEG or PNG for programs that do not know WebP.
// Of PNG and JPEG the smaller one is taken, of a picture with holes PNG. Nothing
// of the file's other contents is passed on: no EXIF, no place, no XMP, no
// comment, no profile, no second picture behind the first. Pictures are written
// anew from their colours alone.
//
// The same file and settings give the same bytes on every machine: scaling counts
// in whole numbers, and the WebP encoder is a WebAssembly module.
//
// # The encoder
//
// webp.wasm is Google's libwebp 1.6.0 with the few lines of webp/webp.c around it,
// made by webp/build.sh. It is run by wazero, which needs no C compiler, and can
// reach nothing but its own memory. It is compiled when the first picture asks
// for it, so that a site without new pictures pays nothing.
//
// # What is kept
//
// A [Lab] keeps what it made in a folder of files named by the digest of picture
// and settings. A file there is sealed by a digest of its own: one that is cut,
// changed, of another version or of another program is made anew. The folder may
// be deleted at any time.
package photo

import "strconv"

// Size is how large a picture is in pixels, as it is seen.
type Size struct{ Width, Height int }

// Settings say in which widths pictures are made.
type Settings struct {
	Widths []int // in pixels, ascending
}

// Photo is a picture as the site shows it.
type Photo struct {
	Versions []Version // ascending by width, at least one
}

// Version is a picture in one width, as two files.
type Version struct {
	Size
	Modern Rendition // WebP
	Plain  Rendition // JPEG or PNG
}

// Rendition is one file.
type Rendition struct {
	Ext    string // with its dot: ".webp", ".jpg", ".png"
	Digest string // of the file's bytes, eight letters
	Length int    // in bytes

	from  *entry // where the bytes are
	start int64
}

// Largest is the version with the most pixels.
func (p *Photo) Largest() Version { return p.Versions[len(p.Versions)-1] }

// Name gives the name of a rendition on the site, from that of its picture without
// the ending: it carries the width and a digest, so that browsers may keep it for ever.
func (v Version) Name(base string, r Rendition) string {
	return base + "-" + strconv.Itoa(v.Width) + "-" + r.Digest + r.Ext
}

// The largest version is no higher than this: WebP ends at 16383, and a page long before.
const tallest = 8000

// near is how close, in percent, a smaller version may come to the largest before it
// is not worth a file.
const near = 85

// sizes gives the versions to be made of a picture: the widths asked for, and the
// picture's own where it is smaller than the largest of them.
func (s Settings) sizes(of Size) []Size {
	most := of.Width
	if n := len(s.Widths); n > 0 {
		most = min(most, s.Widths[n-1])
	}
	if high := of.Height * most / of.Width; high > tallest {
		most = max(1, of.Width*tallest/of.Height)
	}
	var list []Size
	for _, w := range s.Widths {
		if w*100 <= most*near {
			list = append(list, of.at(w))
		}
	}
	return append(list, of.at(most))
}

// at gives the size at another width, in the same proportion.
func (s Size) at(width int) Size {
	return Size{width, max(1, (s.Height*width+s.Width/2)/s.Width)}
}
