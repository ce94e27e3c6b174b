package opendata

import (
	"iter"
	"strings"

	"terang/internal/columnar"
	"terang/internal/health"
)

// parquetRow is a row of capaian.csv with types: what is empty there is missing here.
type parquetRow struct {
	Period    string   `parquet:"periode,dict"`
	Level     string   `parquet:"jenis_unit,dict"`
	Code      string   `parquet:"kode_unit,dict"`
	Name      string   `parquet:"nama_unit,dict"`
	Indicator string   `parquet:"indikator,dict"`
	N         *int64   `parquet:"pembilang"`
	D         *int64   `parquet:"penyebut"`
	Percent   *float64 `parquet:"persen"`
	Target    float64  `parquet:"target"`
	Status    *string  `parquet:"status,dict"`
	Hidden    bool     `parquet:"disensor"`
	Band      *string  `parquet:"rentang,dict"`
	LastOf    *string  `parquet:"terakhir_periode,dict"`
	LastN     *int64   `parquet:"terakhir_pembilang"`
	LastD     *int64   `parquet:"terakhir_penyebut"`
}

const parquetEnd = ".parquet"

// asParquet plans the same table for those who reckon with all of it. Names are as they are, without what
// keeps a spreadsheet from running them, since none opens such a file.
func (b *book) asParquet(t table, in []span) File {
	path := strings.TrimSuffix(t.Path, ".csv") + parquetEnd
	return kept(path, t.Title, func(to []byte) []byte {
		body, err := columnar.Write(b.parquetRows(in), b.facts())
		if err != nil {
			return to // it writes to memory, where nothing fails; an empty file fails its test
		}
		return append(to, body...)
	})
}

func (b *book) parquetRows(in []span) iter.Seq[parquetRow] {
	return func(yield func(parquetRow) bool) {
		more := true
		for _, s := range in {
			for u := s.from; u < s.end && more; u++ {
				r := parquetRow{Level: b.Register.LevelOf(u).String(), Code: b.Register.Code(u), Name: b.named(u)}
				b.figures(all, func(i, y int) {
					if more {
						more = yield(b.parquetRow(r, u, i, y))
					}
				})
			}
		}
	}
}

func (b *book) parquetRow(r parquetRow, u health.Unit, i, y int) parquetRow {
	m := b.measure(u, i, b.years[y])
	r.Period, r.Indicator, r.Target, r.Hidden = b.periods[y][i], b.Indicators[i].Code, m.Target.float(), m.Suppressed
	r.N, r.D, r.LastN, r.LastD = m.Numerator.pointer(), m.Denominator.pointer(), m.LastNumerator.pointer(), m.LastDenominator.pointer()
	if m.Percent.known {
		v := m.Percent.value.float()
		r.Percent = &v
	}
	r.Status, r.Band, r.LastOf = spoken(m.Status), spoken(m.Band), spoken(m.LastPeriod)
	return r
}

func (m maybe[T]) pointer() *int64 {
	if !m.known {
		return nil
	}
	v := int64(m.value)
	return &v
}

func spoken(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// facts are what a file says of itself where it stands alone.
func (b *book) facts() []columnar.Fact {
	list := []columnar.Fact{{Name: "title", Text: b.title()}, {Name: "description", Text: b.Words.T("download.description")}}
	for _, f := range []columnar.Fact{{Name: "notice", Text: b.notice()}, {Name: "license", Text: b.Config.License}, {Name: "homepage", Text: b.Config.BaseURL}} {
		if f.Text != "" {
			list = append(list, f)
		}
	}
	return list
}
