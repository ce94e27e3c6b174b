package squeeze

import (
	"bytes"
	stdgzip "compress/gzip"
	"io"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"
)

func opened(t interface{ Fatal(...any) }, c Coding, body []byte) []byte {
	from := io.Reader(bytes.NewReader(body))
	var err error
	switch c {
	case Gzip:
		from, err = stdgzip.NewReader(from)
	case Brotli:
		from = brotli.NewReader(from)
	case Zstandard:
		var d *zstd.Decoder
		d, err = zstd.NewReader(from)
		if err == nil {
			defer d.Close()
			from = d
		}
	}
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(from)
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func TestWhatIsSqueezedComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := []byte(strings.Repeat(rapid.String().Draw(t, "text"), rapid.IntRange(0, 50).Draw(t, "times")))
		before := []byte("before")
		for _, c := range Codings() {
			out := c.Append(bytes.Clone(before), body)
			rest, ok := bytes.CutPrefix(out, before)
			if !ok || !bytes.Equal(opened(t, c, rest), body) {
				t.Fatalf("%s: %d bytes do not come back", c, len(body))
			}
		}
	})
}

// What came before through an encoder, and how many work at once, change nothing.
func TestTheSameBytesGiveTheSameBytes(t *testing.T) {
	body, err := os.ReadFile("squeeze.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range Codings() {
		want := c.Append(nil, body)
		if len(want) >= len(body)/2 {
			t.Errorf("%s: %d of %d bytes", c, len(want), len(body))
		}
		var all sync.WaitGroup
		for i := range 40 {
			all.Go(func() {
				c.Append(nil, bytes.Repeat(body[i:100+i], i))
				if got := c.Append(nil, body); !bytes.Equal(got, want) {
					t.Errorf("%s: other bytes", c)
				}
			})
		}
		all.Wait()
	}
}

func TestWorth(t *testing.T) {
	for name, want := range map[string]bool{"a.html": true, "B.CSV": true, "a.png": false, "a.xlsx": false, "a.parquet": false, "a": false, "a.gz": false} {
		if Worth(name, Least) != want || Worth(name, Least-1) {
			t.Errorf("%s of %d bytes: %t", name, Least, Worth(name, Least))
		}
	}
}
