package revision

import (
	"bytes"
	"cmp"
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
	dayAt       = 0
	periodAt    = 1
	areaAt      = 2
	indicatorAt = 3
	amountsAt   = 4
	reasonAt    = 8
	baseAt      = 9
)

// Entry is what the log says of a comparison beside its numbers.
type Entry struct {
	Day    string // YYYY-MM-DD
	Reason string // of what this comparison adds and replaces; of all that it finds again where that is nothing
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

// Logged says what became of a log.
type Logged struct {
	Added    int
	Replaced int     // of an earlier comparison with the same edition: another number or reason now
	Kept     []Place // of an earlier one as well, and not among the corrections of this one: only codes and month
}

// AppendLog adds the revised numbers to a log, as it is in the site's data/revisions.csv. A number that an earlier
// comparison with the same edition logged is replaced, so that a comparison which is made again before anything was
// published does not stand there twice; not where another comparison has corrected it since. What such a one logged and
// this one does not find stays, since nothing here knows whether it was published meanwhile. Below kab/kota the log
// keeps no amounts: it grows, and what it tells over time can be added up.
func (c *Changes) AppendLog(log []byte, e Entry) (out []byte, did Logged, err error) {
	rows, err := logged(log)
	if err != nil {
		return nil, did, err
	}
	before := map[[3]string]int{} // the row that last spoke of a number
	for i, row := range rows {
		before[about(row)] = i
	}
	var added [][]string
	again := map[int]bool{} // rows that this comparison finds again: whether word for word
	for _, row := range c.logRows(e) {
		i, known := before[about(row)]
		if !known || rows[i][baseAt] != e.Base {
			added = append(added, row)
			continue
		}
		if again[i] = slices.Equal(rows[i][periodAt:reasonAt], row[periodAt:reasonAt]); !again[i] {
			row[reasonAt] = cmp.Or(e.Reason, rows[i][reasonAt])
			rows[i] = row
			did.Replaced++
		}
	}
	did.Added = len(added)
	if e.Reason != "" && did.Added+did.Replaced == 0 { // with other numbers it is their reason
		did.Replaced = giveReason(rows, again, e.Reason)
	}
	for i, row := range rows {
		if _, found := again[i]; row[baseAt] == e.Base && before[about(row)] == i && !found {
			did.Kept = append(did.Kept, Place{Unit: Unit{Code: row[areaAt]}, Indicator: row[indicatorAt], Period: row[periodAt]})
		}
	}
	if did.Added+did.Replaced == 0 {
		return log, did, nil
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err = w.WriteAll(slices.Concat([][]string{logHead()}, rows, added))
	return b.Bytes(), did, err
}

// giveReason gives rows another reason, which is no later correction, and says how many had a different one.
func giveReason(rows [][]string, of map[int]bool, reason string) (n int) {
	for i := range of {
		if rows[i][reasonAt] != reason {
			rows[i][reasonAt] = reason
			n++
		}
	}
	return n
}

// about says which number a row of the log is about: month, place and indicator.
func about(row []string) [3]string { return [3]string(row[periodAt:amountsAt]) }

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

// ErrForeignLog is a file with other columns than those of a log.
var ErrForeignLog = errors.New("its first line is not that of a log that terang wrote")

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
		return nil, ErrForeignLog
	}
	return r.ReadAll()
}
