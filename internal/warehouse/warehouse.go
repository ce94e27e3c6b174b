// Package warehouse asks the databases that site.yaml names, and keeps their answers
// as tables of the site, which dataset reads as it reads files. It is the one door to
// databases.
//
//	site.yaml sources: - sql ─► one read-only transaction a database ─► .terang/sql/NAME.csv ─► dataset
//
// An answer is put into one form, so that the same figures give the same bytes: rows
// in order of their text whatever the database's order was, numbers without trailing
// zeros, times in one zone. A row of it has a line that a problem can name and a
// person can look at. With the answer stands a mark of the question, so that an answer
// is never taken for that to another question.
//
// What is asked for is counts. A column with the heading of persons is refused before
// a row of it is fetched, one with their numbers before anything is kept. Neither a
// connection string nor a message of the server that may quote data is ever told.
package warehouse

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"terang/internal/config"
	"terang/internal/source"
)

// From says whether databases are asked.
type From uint8

// Databases are asked; only for what no answer is kept to; not at all.
const (
	Asked From = iota
	AskedOnce
	Kept
)

// Options says what is known of the world outside the site.
type Options struct {
	Env  func(name string) string // nil for an empty environment
	From From
}

// Ask gets the answers to all questions of a site and keeps them where [config.Query.Answer]
// says. Those to one database are of one moment. Where any problem is an error, what was
// kept before stays. The error is that of ctx, or of the site's own folder.
func Ask(ctx context.Context, root *os.Root, cfg config.Site, o Options) (source.Problems, error) {
	if len(cfg.Queries) == 0 {
		return nil, nil
	}
	a := &asker{ctx: ctx, root: root, cfg: cfg, env: o.Env, longest: longestAnswer}
	var open []question
	for _, q := range cfg.Queries {
		one, ok := a.question(q)
		if !ok {
			continue
		}
		kept := o.From != Asked && a.keeps(one)
		switch {
		case o.From == Kept && !kept:
			a.ps.Error(one.pos(cfg, 0), "sql-not-kept", "name", q.Name)
		case o.From == Kept:
			a.ps.Warn(one.pos(cfg, 0), "sql-kept", "name", q.Name)
		case !kept:
			open = append(open, one)
		}
	}
	if a.ps.HasErrors() {
		return a.ps, nil
	}
	var answers []answer
	for len(open) > 0 {
		dsn := open[0].DSN
		of := func(q question) bool { return q.DSN == dsn }
		together := slices.DeleteFunc(slices.Clone(open), func(q question) bool { return !of(q) })
		open = slices.DeleteFunc(open, of)
		answers = append(answers, a.askAll(together)...)
	}
	if err := ctx.Err(); err != nil || a.ps.HasErrors() {
		return a.ps, err
	}
	for _, one := range answers {
		if err := a.keep(one); err != nil {
			return a.ps, fmt.Errorf("keeping the answer %s: %w", one.Name, err)
		}
	}
	a.forget()
	return a.ps, nil
}

// asker is one run of Ask.
type asker struct {
	ctx     context.Context //nolint:containedctx // of the one run
	root    *os.Root
	cfg     config.Site
	env     func(string) string
	longest int
	ps      source.Problems

	password string // of the database that is asked
}

// question is a query with its text.
type question struct {
	config.Query
	text string
	mark string // the same for the same question
}

// answer is what a database said, as a table.
type answer struct {
	question
	table []byte
}

// longestQuestion is how many bytes a question may have.
const longestQuestion = 1 << 20

// question reads the text of a query.
func (a *asker) question(q config.Query) (one question, ok bool) {
	one = question{Query: q, text: q.Query}
	if q.File != "" {
		text, err := source.ReadFile(a.root.FS(), q.File, longestQuestion, &a.ps)
		if errors.Is(err, fs.ErrNotExist) {
			a.ps.Error(a.cfg.QueryPos(q, "file"), "missing-data-file", "file", q.File)
		}
		if err != nil {
			return one, false
		}
		one.text = string(text)
	}
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %q %q %q %q", form, q.Driver, q.Zone, q.Yields, one.text))
	one.mark = hex.EncodeToString(sum[:])
	return one, true
}
