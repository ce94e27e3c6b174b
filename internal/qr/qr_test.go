package qr

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// The digest is of a drawing that a reader of codes has read back as this address.
func TestSameAddressSameDrawing(t *testing.T) {
	const want = "5fa01a367bd88263"
	svg, ok := SVG("https://kesehatan.karangan.example/cetak/rekap-spm-2024-tw3.html", "Kode QR")
	sum := sha256.Sum256([]byte(svg))
	if got := hex.EncodeToString(sum[:8]); !ok || got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
}

// The drawing is the code and its margin, square, with the three eyes by which a reader finds it.
func TestDrawing(t *testing.T) {
	svg, ok := SVG("https://a.example/", `Kode <b> "QR" & ini`)
	if !ok || !strings.Contains(svg, `<title>Kode &lt;b&gt; &#34;QR&#34; &amp; ini</title>`) || strings.Contains(svg, "style=") {
		t.Error(svg)
	}
	dark, size := modules(t, svg)
	for _, eye := range [][2]int{{quiet, quiet}, {size - quiet - 7, quiet}, {quiet, size - quiet - 7}} {
		for i := range 7 {
			if !dark[[2]int{eye[0] + i, eye[1]}] || !dark[[2]int{eye[0] + i, eye[1] + 6}] || !dark[[2]int{eye[0], eye[1] + i}] {
				t.Fatalf("no eye at %v", eye)
			}
		}
	}
	for at := range dark {
		if min(at[0], at[1]) < quiet || max(at[0], at[1]) >= size-quiet {
			t.Errorf("a dark module in the margin: %v", at)
		}
	}
}

func TestTooLong(t *testing.T) {
	if svg, ok := SVG("https://a.example/"+strings.Repeat("x", 3000), ""); ok || svg != "" {
		t.Error("an address of 3000 letters has a code")
	}
}

func modules(t *testing.T, svg string) (dark map[[2]int]bool, size int) {
	t.Helper()
	size, _ = strconv.Atoi(regexp.MustCompile(`viewBox="0 0 (\d+) `).FindStringSubmatch(svg)[1])
	dark = map[[2]int]bool{}
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1h-(\d+)z`).FindAllStringSubmatch(svg, -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		run, _ := strconv.Atoi(m[3])
		for i := range run {
			dark[[2]int{x + i, y}] = true
		}
	}
	return dark, size
}
