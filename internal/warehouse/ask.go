package warehouse

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"terang/internal/personal"
)

// How long a server may take to be reached, and how much longer than its own limit an
// answer is waited for.
const (
	reaching = 10 * time.Second
	grace    = 5 * time.Second
)

// askAll asks one database in one transaction that only reads: all answers are of the
// same moment, and a question that would change something is refused by the server.
func (a *asker) askAll(questions []question) []answer {
	first := questions[0]
	db, ok := a.open(first)
	if !ok {
		return nil
	}
	defer db.Close() //nolint:errcheck // nothing was written
	within := reaching + grace
	for _, q := range questions {
		within += time.Duration(*q.Timeout) * time.Second
	}
	ctx, stop := context.WithTimeout(a.ctx, within)
	defer stop()
	tx, err := db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
	if err != nil {
		a.refuse(first, err)
		return nil
	}
	defer tx.Rollback() //nolint:errcheck // nothing was written
	var answers []answer
	for _, q := range questions {
		table, ok := a.ask(ctx, tx, q)
		if !ok {
			return nil // the transaction ends with its first fault
		}
		answers = append(answers, answer{q, table})
	}
	return answers
}

// open opens the database that a question names; nothing is sent yet.
func (a *asker) open(q question) (*sql.DB, bool) {
	dsn := ""
	if a.env != nil {
		dsn = a.env(q.DSN)
	}
	if strings.TrimSpace(dsn) == "" {
		a.ps.Error(a.cfg.QueryPos(q.Query, "dsn"), "sql-no-dsn", "variable", q.DSN)
		return nil, false
	}
	cfg, err := pgx.ParseConfig(dsn)
	if err != nil { // which quotes the text
		a.ps.Error(a.cfg.QueryPos(q.Query, "dsn"), "sql-bad-dsn", "variable", q.DSN)
		return nil, false
	}
	a.password = cfg.Password
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = reaching
	}
	if cfg.RuntimeParams["application_name"] == "" {
		cfg.RuntimeParams["application_name"] = "terang"
	}
	// Nothing is prepared under a name, which a pool of connections would not know again; and one
	// question is one statement, so that none can end the transaction.
	cfg.DefaultQueryExecMode = pgx.QueryExecModeDescribeExec
	return stdlib.OpenDB(*cfg), true
}

// ask asks one question.
func (a *asker) ask(ctx context.Context, tx *sql.Tx, q question) (table []byte, ok bool) {
	zone, name := zoned(q.Zone)
	_, err := tx.ExecContext(ctx, "select set_config('TimeZone', $1, true), set_config('DateStyle', 'ISO, YMD', true), set_config('statement_timeout', $2, true)",
		name, strconv.Itoa(*q.Timeout*1000))
	if err != nil {
		a.refuse(q, err)
		return nil, false
	}
	rows, err := tx.QueryContext(ctx, q.text)
	if err != nil {
		a.refuse(q, err)
		return nil, false
	}
	defer rows.Close() //nolint:errcheck // its fault is that of Err
	columns, err := rows.ColumnTypes()
	if err != nil {
		a.refuse(q, err)
		return nil, false
	}
	if !a.allows(q, columns) {
		return nil, false
	}
	table, err = a.fetch(q, rows, columns, zone)
	if err == nil {
		err = rows.Err()
	}
	if err != nil {
		a.refuse(q, err)
		return nil, false
	}
	return table, table != nil
}

// allows looks at the columns before a row is fetched.
func (a *asker) allows(q question, columns []*sql.ColumnType) bool {
	ok := len(columns) > 0
	if !ok {
		a.ps.Error(q.pos(a.cfg, 0), "sql-no-rows", "name", q.Name)
	}
	for _, c := range columns {
		switch {
		case personal.Heading(c.Name(), q.Stands() == facilities):
			a.ps.Error(q.pos(a.cfg, 0), "personal-data", "column", c.Name())
			ok = false
		case !writable(c.DatabaseTypeName()):
			a.ps.Error(q.pos(a.cfg, 0), "sql-column-type", "name", q.Name, "column", c.Name(), "type", strings.ToLower(c.DatabaseTypeName()))
			ok = false
		}
	}
	return ok
}

// fetch reads the rows. Without a table there is a problem, or an error.
func (a *asker) fetch(q question, rows *sql.Rows, columns []*sql.ColumnType, zone *time.Location) ([]byte, error) {
	all, n := newLines(), 0
	row, values, into := make([]string, len(columns)), make([]any, len(columns)), make([]any, len(columns))
	for i, c := range columns {
		row[i], into[i] = c.Name(), &values[i]
	}
	all.add(row)
	found := make([]personal.Counts, len(columns))
	for ; rows.Next(); n++ {
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		for i, c := range columns {
			row[i] = cell(values[i], c.DatabaseTypeName(), zone)
			if kind := personal.Look(row[i]); kind != personal.None {
				found[i][kind]++
			}
		}
		if all.add(row); all.text.Len() > a.longest {
			a.ps.Error(q.pos(a.cfg, 0), "sql-too-large", "name", q.Name, "limit", fmt.Sprint(max(1, a.longest>>20)))
			return nil, nil
		}
	}
	clean := true
	for i, c := range columns {
		if kind := found[i].Suspicious(n, allowed(q.Stands())...); kind != personal.None {
			a.ps.Personal(q.pos(a.cfg, 0), kind, c.Name(), strconv.Itoa(found[i][kind]))
			clean = false
		}
	}
	if !clean {
		return nil, nil
	}
	return all.table(), nil
}

// The tables whose columns may hold what elsewhere would be of persons; which of their
// columns, dataset knows.
const (
	facilities = "data/facilities.csv"
	budget     = "data/budget.csv"
)

func allowed(table string) []personal.Kind {
	switch table {
	case facilities:
		return []personal.Kind{personal.Phone, personal.Email}
	case budget:
		return []personal.Kind{personal.Card, personal.Phone}
	}
	return nil
}
