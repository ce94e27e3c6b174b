package opendata

import (
	"strconv"

	"terang/internal/disclosure"
)

// indicatorTable names the table that says what the codes in column indikator mean, and the smallest number of
// people of each that is shown: what a copy of the downloads needs to be read without the site around it.
const indicatorTable = "indikator"

// explained plans the table of the indicators that have data: a row for each, in the catalogue's order.
func (b *book) explained() table {
	return newTable(indicatorTable, Title{key: "indikator"}, indicatorFields(b), []string{"indikator"}, func(to []byte) []byte {
		for i, ind := range b.Indicators {
			if b.ever(i) {
				to = b.describe(i).appendRow(to, b.marked(ind.Name))
			}
		}
		return to
	})
}

func (e indicatorEntry) appendRow(to []byte, name string) []byte {
	cells := func(texts ...string) {
		for _, text := range texts {
			to = appendCell(to, guard(text))
		}
	}
	cells(e.Code, name, e.Group, e.Measure, e.Unit, strconv.Itoa(e.Factor), e.Polarity)
	to = append(e.Target.append(to), ',')
	cells(e.YearKind, e.Counting, e.Definition, e.Numerator, e.Denominator, e.LegalBasis, e.Source, e.Class, e.Lowest, strconv.Itoa(e.Least))
	if e.RoundTo > 0 {
		to = strconv.AppendInt(to, int64(e.RoundTo), 10)
	}
	return append(to, '\n')
}

func indicatorFields(b *book) []field {
	must := constraints{Required: true}
	said := func(name string, c constraints) field { return text(name, b.Words.T("download.field."+name), c) }
	return []field{
		text("indikator", b.Words.T("download.field.indikator"), constraints{Required: true, Enum: b.codes()}),
		said("nama", must), said("kelompok", must),
		said("jenis", must), text("satuan", b.Words.T("download.field.satuan.indikator"), constraints{}),
		number("per", "integer", b.Words.T("download.field.per"), must),
		said("arah", must),
		number("target_setahun", "number", b.Words.T("download.field.target_setahun"), must),
		said("jenis_tahun", must), said("sifat", constraints{Required: true, Enum: countings()}), said("definisi", constraints{}), said("definisi_pembilang", constraints{}),
		said("definisi_penyebut", constraints{}), said("dasar_hukum", constraints{}), said("sumber", constraints{}),
		said("kelas", constraints{Required: true, Enum: classes()}), said("tingkat_terendah", constraints{Required: true, Enum: levels()}),
		number("ambang", "integer", b.Words.T("download.field.ambang"), must),
		number("bulatkan", "integer", b.Words.T("download.field.bulatkan"), constraints{}),
	}
}

// Least gives the smallest number of people of an indicator that the rules let be shown below kab/kota.
func (b *book) Least(i int) int { return b.policy().Threshold(b.Indicators[i]) }

func (b *book) policy() disclosure.Policy {
	d := b.Config.Disclosure
	return disclosure.Policy{MinCount: d.MinCount, MinCountSensitive: d.MinCountSensitive, RoundTo: d.RoundTo}
}
