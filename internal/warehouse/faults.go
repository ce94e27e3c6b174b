package warehouse

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"terang/internal/config"
	"terang/internal/source"
)

// refuse tells why a question has no answer. The server's own words are told only of faults
// in the text of the question: others may quote what stands in the database. What the
// driver says of a connection names users and hosts, and is not told at all.
func (a *asker) refuse(q question, err error) {
	var said *pgconn.PgError
	var reached *pgconn.ConnectError
	switch at := q.pos(a.cfg, 0); {
	case a.ctx.Err() != nil: // the run was ended
	case errors.As(err, &said):
		a.refused(q, said)
	case errors.As(err, &reached):
		a.ps.Error(a.cfg.QueryPos(q.Query, "dsn"), "sql-unreachable", "variable", q.DSN, "reason", reason(err))
	case errors.Is(err, context.DeadlineExceeded):
		a.ps.Error(at, "sql-timeout", "name", q.Name, "seconds", strconv.Itoa(*q.Timeout))
	default:
		a.ps.Error(at, "sql-failed", "name", q.Name)
	}
}

// refused tells what the server says, by SQLSTATE.
func (a *asker) refused(q question, said *pgconn.PgError) {
	dsn := a.cfg.QueryPos(q.Query, "dsn")
	switch state := said.Code; {
	case strings.HasPrefix(state, "28"), state == "3D000":
		a.ps.Error(dsn, "sql-refused", "variable", q.DSN, "state", state)
	case strings.HasPrefix(state, "53"), strings.HasPrefix(state, "57P"):
		a.ps.Error(dsn, "sql-unreachable", "variable", q.DSN, "reason", "SQLSTATE "+state)
	case state == "57014":
		a.ps.Error(q.pos(a.cfg, 0), "sql-timeout", "name", q.Name, "seconds", strconv.Itoa(*q.Timeout))
	case state == "25006":
		a.ps.Error(q.pos(a.cfg, 0), "sql-writes", "name", q.Name)
	case strings.HasPrefix(state, "42"), strings.HasPrefix(state, "3F"):
		a.ps.Error(q.pos(a.cfg, int(said.Position)), "sql-query", "name", q.Name, "state", state, "message", a.discreet(said.Message))
	default:
		a.ps.Error(q.pos(a.cfg, 0), "sql-failed", "name", q.Name, "state", state)
	}
}

// discreet takes the password out of what a server says, which may have read it.
func (a *asker) discreet(text string) string {
	if a.password == "" {
		return text
	}
	return strings.ReplaceAll(text, a.password, "•••")
}

// reason says why a server cannot be reached, without its name.
func reason(err error) string {
	var dns *net.DNSError
	var op *net.OpError
	var cert *tls.CertificateVerificationError
	switch {
	case errors.As(err, &dns):
		return dns.Err
	case errors.As(err, &cert):
		return "certificate"
	case errors.As(err, &op) && op.Err != nil:
		return op.Err.Error()
	case errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	}
	return ""
}

// pos gives the place of a character of the question, from 1; 0 is the whole. In site.yaml
// the place is a line, and only where the line reads as that of the question does.
func (q question) pos(cfg config.Site, character int) source.Pos {
	line, column := 0, 0
	if rs := []rune(q.text); character > 0 && character <= len(rs)+1 {
		before := string(rs[:character-1])
		line = strings.Count(before, "\n") + 1
		column = len([]rune(before[strings.LastIndexByte(before, '\n')+1:])) + 1
	}
	if q.File != "" {
		return source.Pos{File: q.File, Line: line, Column: column, Width: min(column, 1)}
	}
	at := cfg.QueryPos(q.Query, "query")
	if line > 0 && strings.Contains(q.text, "\n") { // a block below its key
		return source.Pos{File: at.File, Line: at.Line + line}
	}
	return at
}
