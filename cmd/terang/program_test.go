package main

import (
	"strings"
	"testing"
	"time"
)

// A program of another version is another one, even where its file has the same size and time: here it is the same file.
// Nothing runs beside this test, since it says what version the program has.
func TestAnotherVersionTakesNothingOver(t *testing.T) {
	dir := smallSite(t, "pictures: none\n")
	defer func(own string) { stamped = own }(stamped)
	for i, v := range []string{"v1.0.0", "v1.1.0"} {
		stamped = v
		var said strings.Builder
		w := world{out: &said, err: &said, env: func(string) string { return "" }, now: time.Now}
		code := run(t.Context(), []string{"build", "--site", dir, "--date", "2024-10-08", "--stats", "--lang", "en"}, w)
		if code != 0 || !strings.Contains(said.String(), "taken over from the last build: 0 of") {
			t.Errorf("build %d: exit %d\n%s", i+1, code, said.String())
		}
	}
}
