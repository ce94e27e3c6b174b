package build

import (
	"path"
	"strings"
	"testing"

	"terang/internal/media"
)

// Each file that a portal serves is of a kind that servers are told; files for the servers themselves begin with . or _.
func TestEveryFileIsOfAKind(t *testing.T) {
	t.Parallel()
	for _, b := range []*built{sampleSite(t), smallSite(t)} {
		told := map[string]bool{}
		for name := range b.files {
			base := path.Base(name)
			if strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_") {
				continue
			}
			if told[path.Ext(name)] = true; media.Of(name).Type == media.Unknown {
				t.Errorf("nobody knows of what kind %s is", name)
			}
		}
		if len(told) < 9 {
			t.Errorf("only %v were looked at", told)
		}
	}
}
