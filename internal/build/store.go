package build

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"terang/internal/disclosure"
)

// decisionsFile keeps what was decided about hidden figures, in the state folder: a build decides only what follows from
// other counts than the last one.
const decisionsFile = "decisions"

// sealOf is the first line of what a program keeps: of which form it is, of which program, and the digest of the rest. What
// another version, another program or another machine kept is not read.
func sealOf(program string, body []byte) []byte {
	return fmt.Appendf(nil, "terang decisions 1 %q %x\n", program, sha256.Sum256(body))
}

// recall reads the decisions of earlier builds. damaged says that there were some of this program that cannot be read.
func recall(dir, program string) (l *disclosure.Learned, damaged bool) {
	l = &disclosure.Learned{}
	text, err := os.ReadFile(filepath.Join(dir, stateDir, decisionsFile))
	if err != nil {
		return l, !os.IsNotExist(err)
	}
	head, body, _ := bytes.Cut(text, []byte("\n"))
	if !bytes.Equal(append(head, '\n'), sealOf(program, body)) || !l.Recall(body) {
		ours := bytes.HasPrefix(text, fmt.Appendf(nil, "terang decisions 1 %q ", program))
		return &disclosure.Learned{}, ours || !bytes.HasPrefix(text, []byte("terang decisions "))
	}
	return l, false
}

// remember keeps the decisions for the next build. That they could not be kept is no fault of this one.
func remember(l *disclosure.Learned, dir, program string) {
	if !l.News() {
		return
	}
	body := l.Text()
	name := filepath.Join(dir, stateDir, decisionsFile)
	if err := os.WriteFile(name+".tmp", append(sealOf(program, body), body...), 0o644); err == nil {
		_ = os.Rename(name+".tmp", name)
	}
}
