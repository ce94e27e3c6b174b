package build

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"terang/internal/disclosure"
)

// What builds keep in the state folder beside the manifest: what was decided about hidden figures, so that a build decides
// only what follows from other counts than the last one; and of which texts nothing needs to be read or told.
const (
	decisionsFile = "decisions"
	textsFile     = "texts"
)

// sealOf is the first line of what a program keeps: of which form it is, of which program, and the digest of the rest. What
// another version, another program or another machine kept is not read.
func sealOf(file, program string, body []byte) []byte {
	return fmt.Appendf(nil, "terang %s 1 %q %x\n", file, program, sha256.Sum256(body))
}

// stored reads what earlier builds kept; take is false for what it cannot read. damaged says that there was something of
// this program that cannot be read.
func stored(dir, file, program string, take func(body []byte) bool) (ok, damaged bool) {
	text, err := os.ReadFile(filepath.Join(dir, stateDir, file))
	if err != nil {
		return false, !os.IsNotExist(err)
	}
	head, body, _ := bytes.Cut(text, []byte("\n"))
	if !bytes.Equal(append(head, '\n'), sealOf(file, program, body)) || !take(body) {
		ours := bytes.HasPrefix(text, fmt.Appendf(nil, "terang %s 1 %q ", file, program))
		return false, ours || !bytes.HasPrefix(text, fmt.Appendf(nil, "terang %s ", file))
	}
	return true, false
}

// store keeps something for the next build. Builds into other folders may do the same at this instant: each writes a file of
// its own and renames it, so that what is found is whole. That it could not be kept is no fault of this one.
func store(dir, file, program string, body []byte) {
	name := filepath.Join(dir, stateDir, file)
	part, err := os.CreateTemp(filepath.Dir(name), file+".tmp-*")
	if err != nil {
		return
	}
	_, err = part.Write(append(sealOf(file, program, body), body...))
	if err = errors.Join(err, part.Close()); err == nil {
		err = os.Rename(part.Name(), name)
	}
	if err != nil {
		_ = os.Remove(part.Name())
	}
}

// recall reads what earlier builds decided and read. damaged says that some of it, of this program, cannot be read.
func (o *Options) recall() (damaged bool) {
	o.decided, o.texts = &disclosure.Learned{}, &shelf{}
	ok, bad := stored(o.Dir, decisionsFile, o.Program, o.decided.Recall)
	if !ok {
		o.decided = &disclosure.Learned{}
	}
	ok, worse := stored(o.Dir, textsFile, o.Program, o.texts.read)
	if !ok {
		o.texts = &shelf{}
	}
	o.texts.turn()
	return bad || worse
}

// remember keeps for the next build what was decided and read.
func (o *Options) remember() {
	if o.decided != nil && o.decided.News() {
		store(o.Dir, decisionsFile, o.Program, o.decided.Text())
	}
	if o.texts != nil && o.texts.news() {
		store(o.Dir, textsFile, o.Program, o.texts.text())
	}
}
