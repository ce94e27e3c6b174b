package opendata

import "terang/internal/health"

// revisi plans the log of published numbers that were corrected: all of them, the newest
// first. Where it may not be told by how many, or the number is no longer published, the
// counts are empty and disensor is 1.
func (b *book) revisi() table {
	return newTable("revisi", Title{key: "revisi"}, revisiFields(b), nil, func(to []byte) []byte {
		may := b.Release.Told(b.Corrections)
		for i, c := range b.Corrections {
			to = append(appendCell(appendCell(to, c.Date.String()), c.Period.String()), b.unitCells(c.Unit)...)
			to = appendCell(to, guard(b.Indicators[c.Indicator].Code))
			told := may[i]
			for _, n := range []health.Count{c.Old.Numerator, c.Old.Denominator, c.New.Numerator, c.New.Denominator} {
				to = maybe[int]{int(n), told && n.Known()}.cell(to)
			}
			to = endRow(appendCell(appendCell(to, oneIf(!told)), guard(c.Reason)))
		}
		return to
	})
}

func revisiFields(b *book) []field {
	must := constraints{Required: true}
	unit := unitFields(b)[1:]
	return append(
		append([]field{
			{Name: "tanggal", Type: "date", Description: b.Words.T("download.field.tanggal"), Constraints: &must},
			{Name: "bulan", Type: "yearmonth", Description: b.Words.T("download.field.bulan.revisi"), Constraints: &must},
		}, unit...),
		text("indikator", b.Words.T("download.field.indikator"), must),
		number("pembilang_lama", "integer", b.Words.T("download.field.pembilang_lama"), constraints{}),
		number("penyebut_lama", "integer", b.Words.T("download.field.penyebut_lama"), constraints{}),
		number("pembilang_baru", "integer", b.Words.T("download.field.pembilang_baru"), constraints{}),
		number("penyebut_baru", "integer", b.Words.T("download.field.penyebut_baru"), constraints{}),
		boolean("disensor", b.Words.T("download.field.disensor"), true),
		text("alasan", b.Words.T("download.field.alasan"), constraints{}),
	)
}
