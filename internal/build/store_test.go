package build

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// Builds into several folders of one site keep what they found at the same time: whoever reads it finds what one of them
// kept, and nothing is left beside it.
func TestWhatBuildsKeepAtOnceIsWhole(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, stateDir), 0o755); err != nil {
		t.Fatal(err)
	}
	var builds sync.WaitGroup
	for i := range 8 {
		builds.Go(func() {
			body := bytes.Repeat([]byte{byte('a' + i)}, 1<<16<<(i%3))
			for range 50 {
				store(dir, textsFile, "test", body)
				if ok, damaged := stored(dir, textsFile, "test", func([]byte) bool { return true }); !ok || damaged {
					t.Errorf("read %t, damaged %t", ok, damaged)
					return
				}
			}
		})
	}
	builds.Wait()
	if left, err := os.ReadDir(filepath.Join(dir, stateDir)); err != nil || len(left) != 1 {
		t.Errorf("%v, %v", left, err)
	}
}
