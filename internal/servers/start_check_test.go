//go:build servers && linux

package servers

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A program and its children are gone when the test is over, it may write its folder, and it has no privileges.
func TestProgramsEndWithTheirTest(t *testing.T) {
	var dir, child string
	t.Run("runs", func(t *testing.T) {
		dir = grounds(t)
		said := filepath.Join(dir, "said")
		start(t, dir, exec.Command("sh", "-c", "sleep 1000 & echo $! $(id -u) >said; wait"), func() error {
			text, err := os.ReadFile(said)
			if err == nil && !strings.HasSuffix(string(text), "\n") {
				err = errors.New("nothing said")
			}
			return err
		})
		text, _ := os.ReadFile(said)
		fields := strings.Fields(string(text))
		if len(fields) != 2 || fields[1] == "0" {
			t.Fatalf("said %q: want a process and a user who is not root", text)
		}
		child = fields[0]
	})
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there: %v", dir, err)
	}
	// What was killed may stand for a moment as a process that nobody has asked about.
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		state, err := os.ReadFile("/proc/" + child + "/stat")
		if err != nil || strings.Contains(string(state), ") Z ") {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("process %s still runs: %s", child, state)
		}
	}
}
