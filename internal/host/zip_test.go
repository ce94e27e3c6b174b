package host

import (
	"os"
	"path/filepath"
	"testing"
)

func TestZipIsTheSameFromTheSame(t *testing.T) {
	t.Parallel()
	files, read := siteOf(small)
	name := filepath.Join(t.TempDir(), "a.zip")
	a := Access{Dir: filepath.Dir(name)}
	var before []byte
	for i, c := range []struct{ puts, same, gone int }{{4, 0, 0}, {0, 4, 0}, {0, 3, 1}} {
		if i == 2 {
			files = files[1:]
		}
		z, err := a.OpenArchive("a.zip")
		if err != nil {
			t.Fatal(err)
		}
		p, err := z.Plan(t.Context(), files, read)
		if err != nil || len(p.Puts) != c.puts || p.Same != c.same || len(p.Deletes) != c.gone {
			t.Errorf("%d: plan is %+v, %v", i, p, err)
		}
		if err := z.Pack(t.Context(), files, read); err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile(name)
		if err != nil || i == 1 && string(body) != string(before) {
			t.Errorf("%d: other bytes, %v", i, err)
		}
		before = body
	}
	if err := os.WriteFile(name, []byte("no zip"), 0o600); err != nil {
		t.Fatal(err)
	}
	if z, err := a.OpenArchive("a.zip"); err != nil || !z.Odd {
		t.Error("a file that is no zip is taken for one", err)
	}
}
