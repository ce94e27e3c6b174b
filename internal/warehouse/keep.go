package warehouse

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// form is the form in which answers are kept: another one is another answer.
const form = 1

// markOf is the file beside an answer that says to which question it is, and its digest.
func markOf(q question) string { return strings.TrimSuffix(q.Answer(), ".csv") + ".mark" }

// seal is what stands in that file.
func seal(q question, table []byte) []byte {
	return fmt.Appendf(nil, "terang sql %d %s %x\n", form, q.mark, sha256.Sum256(table))
}

// keeps says whether an answer to the question is kept, whole and unchanged.
func (a *asker) keeps(q question) bool {
	mark, err := a.root.ReadFile(markOf(q))
	if err != nil {
		return false
	}
	table, err := a.root.ReadFile(q.Answer())
	return err == nil && bytes.Equal(mark, seal(q, table))
}

// keep puts an answer in place of the one before. An answer that is the same is left as
// it stands: whoever reads it sees no change. Counts may be small, so that nobody else on
// the machine reads them.
func (a *asker) keep(one answer) error {
	if a.keeps(one.question) {
		if table, err := a.root.ReadFile(one.Answer()); err == nil && bytes.Equal(table, one.table) {
			return nil
		}
	}
	if err := a.root.MkdirAll(path.Dir(one.Answer()), 0o700); err != nil {
		return err
	}
	// Without its mark an answer counts for nothing, so that the two never disagree.
	if err := a.root.Remove(markOf(one.question)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := a.put(one.Answer(), one.table); err != nil {
		return err
	}
	return a.put(markOf(one.question), seal(one.question, one.table))
}

// put writes beside the name, where no other run of this site does, and renames: nobody reads half an answer.
func (a *asker) put(name string, body []byte) error {
	part := name + "." + rand.Text() + ".tmp"
	err := a.root.WriteFile(part, body, 0o600)
	if err == nil {
		err = a.root.Rename(part, name)
	}
	if err != nil {
		_ = a.root.Remove(part)
	}
	return err
}

// forget removes answers to what is asked no more, and leaves what another run may be putting at this instant. That it
// cannot is no fault of the run.
func (a *asker) forget() {
	var known []string
	for _, q := range a.cfg.Queries {
		known = append(known, q.Answer(), markOf(question{Query: q}))
	}
	folder := path.Dir(known[0])
	entries, _ := fs.ReadDir(a.root.FS(), folder)
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		ours := slices.Contains([]string{".csv", ".mark", ".tmp"}, path.Ext(name))
		asked := slices.ContainsFunc(known, func(k string) bool { return strings.HasPrefix(name, k) })
		if ours && !e.IsDir() && !asked {
			_ = a.root.Remove(name)
		}
	}
}
