package revision

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

// logHead are the columns of the log of revisions (input contract).
func logHead() []string {
	return []string{"tanggal", "periode", "wilayah", "indikator", "pembilang_lama", "penyebut_lama", "pembilang_baru", "penyebut_baru", "alasan"}
}

// AppendLog adds the revised numbers to a log, as it is in the site's data/revisions.csv,
// and says how many it added. A revision that the log has is not added twice: neither by
// running a command again nor by comparing with an older edition. day is YYYY-MM-DD.
func (c *Changes) AppendLog(log []byte, day, reason string) (out []byte, added int, err error) {
	known, err := logged(log)
	if err != nil {
		return nil, 0, err
	}
	var b bytes.Buffer
	b.Write(log)
	if len(log) > 0 && log[len(log)-1] != '\n' {
		b.WriteByte('\n')
	}
	w := csv.NewWriter(&b)
	if len(bytes.TrimSpace(log)) == 0 {
		b.Reset()
		_ = w.Write(logHead()) // a Buffer takes everything
	}
	for _, x := range c.Revised {
		row := []string{day, x.Period, x.Code, x.Indicator, "", "", "", "", reason}
		if !x.Untold {
			copy(row[4:], []string{
				count(x.Old.Numerator), count(x.Old.Denominator), count(x.New.Numerator), count(x.New.Denominator),
			})
		}
		if !known[identity(row)] {
			_ = w.Write(row)
			added++
		}
	}
	w.Flush()
	return b.Bytes(), added, w.Error()
}

func count(n int64) string {
	if n < 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// identity is what makes a revision the same: all but its day and its reason. One of few
// people is the same only on the same day, since its numbers cannot tell.
func identity(row []string) string {
	of := row[1:8]
	if strings.Join(row[4:8], "") == "" {
		of = row[:8]
	}
	return strings.Join(of, "\x00")
}

var errForeignLog = errors.New("its first line is not " + strings.Join(logHead(), ","))

func logged(log []byte) (map[string]bool, error) {
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
	rows, err := r.ReadAll()
	out := map[string]bool{}
	for _, row := range rows {
		out[identity(row)] = true
	}
	return out, err
}
