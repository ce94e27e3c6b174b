package revision

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"

	"terang/internal/health"
)

// logHead are the columns of the log of revisions (input contract).
func logHead() []string {
	return []string{"tanggal", "periode", "wilayah", "indikator", "pembilang_lama", "penyebut_lama", "pembilang_baru", "penyebut_baru", "alasan", "dasar"}
}

// Places of columns of the log.
const (
	amountsAt = 4
	reasonAt  = 8
	baseAt    = 9
)

// Entry is what the log says of a comparison beside its numbers.
type Entry struct {
	Day    string // YYYY-MM-DD
	Reason string // empty for that of an earlier comparison with the same edition
	Base   string // Digest of the edition that is corrected
}

// Digest names an edition by its numbers: the first 12 hexadecimal digits of a SHA-256 of its tables.
func (e *Edition) Digest() (string, error) {
	all := sha256.New()
	for _, name := range e.tables {
		body, err := fs.ReadFile(e.files, name)
		if err != nil {
			return "", fmt.Errorf("%s: %w", e.name, err)
		}
		of := sha256.Sum256(body)
		all.Write(of[:])
	}
	return hex.EncodeToString(all.Sum(nil)[:6]), nil
}

// AppendLog adds the revised numbers to a log, as it is in the site's data/revisions.csv, and says how many
// it added. What an edition was compared with before takes the place of what was logged then, so that a log
// never tells of numbers that nobody published; where that is the same nothing is added. Below kab/kota it
// keeps no amounts: a log grows, and what it tells over time can be added up.
func (c *Changes) AppendLog(log []byte, e Entry) (out []byte, added int, err error) {
	rows, err := logged(log)
	if err != nil {
		return nil, 0, err
	}
	var before [][]string
	rows = slices.DeleteFunc(rows, func(row []string) bool {
		if row[baseAt] == e.Base {
			before = append(before, row)
		}
		return row[baseAt] == e.Base
	})
	if e.Reason == "" && len(before) > 0 {
		e.Reason = before[0][reasonAt]
	}
	now := c.logRows(e)
	if len(bytes.TrimSpace(log)) > 0 && slices.EqualFunc(before, now, func(a, b []string) bool { return slices.Equal(a[1:reasonAt], b[1:reasonAt]) }) {
		return log, 0, nil
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err = w.WriteAll(slices.Concat([][]string{logHead()}, rows, now))
	return b.Bytes(), len(now), err
}

func (c *Changes) logRows(e Entry) (rows [][]string) {
	for _, x := range c.Revised {
		row := []string{e.Day, x.Period, x.Code, x.Indicator, "", "", "", "", e.Reason, e.Base}
		if level, known := health.ParseLevel(x.Level); known && level <= health.Kabkota && !x.Untold {
			copy(row[amountsAt:], []string{
				count(x.Old.Numerator), count(x.Old.Denominator), count(x.New.Numerator), count(x.New.Denominator),
			})
		}
		rows = append(rows, row)
	}
	return rows
}

func count(n int64) string {
	if n < 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

var errForeignLog = errors.New("its first line is not that of a log that terang wrote")

func logged(log []byte) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(log, []byte("\ufeff"))))
	head, err := r.Read()
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if !slices.Equal(head, logHead()) {
		return nil, errForeignLog
	}
	return r.ReadAll()
}
