package opendata

import (
	"encoding/json"
	"math"
	"strconv"

	"terang/internal/disclosure"
	"terang/internal/health"
)

// book is the input with what all files need to know of it.
type book struct {
	Input
	years []int
	live  [][]bool // by place in years, then by indicator: somebody has data
	asked map[asking]bool

	listed  int        // units but desa
	through []string   // the period of each year
	periods [][]string // and those of its indicators

	yearHead, monthHead []byte                        // of the tables of pages
	within              map[health.Unit][]health.Unit // puskesmas by area
}

// asking is an indicator of a year, and the kab/kota whose desa report it.
type asking struct {
	kabkota         health.Unit
	indicator, year int
}

// unasked is the status of a desa where reports come from puskesmas or kecamatan: it
// has not failed to send one.
const unasked = "tidak_dilaporkan"

func newBook(in Input) *book {
	b := &book{Input: in, years: in.Release.Years(), asked: map[asking]bool{}}
	for _, year := range b.years {
		live, periods := make([]bool, len(in.Indicators)), make([]string, len(in.Indicators))
		for i := range in.Indicators {
			live[i], periods[i] = b.hasData(i, year), in.Release.At(i, year).String()
		}
		b.live, b.periods = append(b.live, live), append(b.periods, periods)
		b.through = append(b.through, in.Release.Through(year).String())
	}
	for u := range health.Unit(in.Register.Units()) {
		if in.Register.LevelOf(u) != health.Desa {
			b.listed++
		}
	}
	b.ask()
	b.within = puskesmasWithin(in.Register)
	b.yearHead, b.monthHead = headRow(capaianFields(b)), headRow(monthFields(b))
	return b
}

// ask finds the kab/kota in which any desa is expected to report.
func (b *book) ask() {
	for u := range b.Register.Areas {
		if b.Register.Areas[u].Level != health.Kabkota {
			continue
		}
		for i := range b.Indicators {
			for _, year := range b.years {
				b.asked[asking{health.Unit(u), i, year}] = b.Release.AsksDesa(health.Unit(u), i, year)
			}
		}
	}
}

// isAsked says whether a unit may be waited for: no desa is where none of its kab/kota reports.
func (b *book) isAsked(u health.Unit, indicator, year int) bool {
	k := b.Register.Kabkota(u)
	return b.Register.LevelOf(u) != health.Desa || k == health.NoUnit || b.asked[asking{k, indicator, year}]
}

// hasData says whether any unit has a report of an indicator in a year, shown or hidden.
func (b *book) hasData(indicator, year int) bool {
	for u := range health.Unit(b.Register.Units()) {
		f := b.Release.Figure(u, indicator, year)
		if f.State() != health.NotReported && !f.Withheld() {
			return true
		}
	}
	return false
}

// ever says whether an indicator has data in any year.
func (b *book) ever(indicator int) bool {
	for _, live := range b.live {
		if live[indicator] {
			return true
		}
	}
	return false
}

// decimal is a number that is written with four decimals, in units of the last one.
type decimal int64

const decimalUnit = 10_000

// rounded takes a number to the nearest decimal, halves upward. A hair is added, for a half is rarely one in binary.
func rounded(v float64) decimal { return decimal(math.Floor(v*decimalUnit + 0.5 + 1e-7)) }

// portion gives per times n in d, rounded in whole numbers: 97 of 128 is 75.7813 and not, as in binary, 75.7812.
func portion(n, d, per int) decimal {
	return decimal((2*int64(n)*int64(per)*decimalUnit + int64(d)) / (2 * int64(d)))
}

func (d decimal) append(to []byte) []byte {
	if d < 0 {
		to, d = append(to, '-'), -d
	}
	to = append(strconv.AppendInt(to, int64(d/decimalUnit), 10), '.')
	for place := decimal(decimalUnit / 10); place > 0; place /= 10 {
		to = append(to, '0'+byte(d/place%10))
	}
	return to
}

func (d decimal) String() string { return string(d.append(nil)) }

// MarshalJSON writes the number as the tables do.
func (d decimal) MarshalJSON() ([]byte, error) { return d.append(nil), nil }

// maybe is a number that may be missing.
type maybe[T int | decimal] struct {
	value T
	known bool
}

// MarshalJSON writes a number that is there; one that is not is left out with its name.
func (m maybe[T]) MarshalJSON() ([]byte, error) { return json.Marshal(m.value) }

// cell adds a whole number to a row, or nothing where it is missing.
func (m maybe[T]) cell(to []byte) []byte {
	if m.known {
		to = strconv.AppendInt(to, int64(m.value), 10)
	}
	return append(to, ',')
}

// measure is a figure as it is published. A number that is hidden or that
// nobody reported is missing.
type measure struct {
	Numerator   maybe[int]     `json:"pembilang,omitzero"`
	Denominator maybe[int]     `json:"penyebut,omitzero"`
	Percent     maybe[decimal] `json:"persen,omitzero"` // uncapped
	Target      decimal        `json:"target"`
	Status      string         `json:"status"` // empty for a hidden figure
	Suppressed  bool           `json:"disensor"`
	Band        string         `json:"rentang,omitempty"`
	Provisional bool           `json:"sementara"` // the year's last month is not reported yet
	Projected   bool           `json:"sasaran_proyeksi,omitempty"`
	Outside     int            `json:"luar_wilayah,omitempty"` // of Numerator
	// Of a hidden figure the last one of the year that was shown.
	LastPeriod      string     `json:"terakhir_periode,omitempty"`
	LastNumerator   maybe[int] `json:"terakhir_pembilang,omitzero"`
	LastDenominator maybe[int] `json:"terakhir_penyebut,omitzero"`
	Reported        int        `json:"unit_melapor,omitempty"`
	Expected        int        `json:"unit_terharap,omitempty"`
}

// measure gives the figure of a unit. The target is that of the month which the
// figure counts to, so that it fits the status; beside a hidden or missing figure
// that of the year's last month.
func (b *book) measure(u health.Unit, indicator, year int) measure {
	f := b.Release.Figure(u, indicator, year)
	m := measure{
		Target:     rounded(b.Release.Target(u, indicator, b.Release.At(indicator, year))),
		Status:     string(f.Status()),
		Suppressed: f.Hidden(),
		Band:       f.Band().Code(), Provisional: f.Provisional(), Projected: f.Projected(),
	}
	if f.State() == health.NotReported && !b.isAsked(u, indicator, year) {
		m.Status = unasked
	}
	if f.Exact() { // the target that its status compares with
		m.Target = rounded(f.Target())
	}
	m.count(f)
	if last, ok := f.Last(); ok {
		n, _ := last.Numerator()
		m.LastPeriod, m.LastNumerator = last.Month().String(), maybe[int]{n, true}
		if d, ok := last.Denominator(); ok {
			m.LastDenominator = maybe[int]{d, true}
		}
	}
	if !m.Suppressed {
		m.Reported, m.Expected = f.Reports()
	}
	return m
}

// count takes in the numbers of a figure that are shown.
func (m *measure) count(f disclosure.Figure) {
	if n, ok := f.Numerator(); ok {
		m.Numerator, m.Outside = maybe[int]{n, true}, f.Outside()
	}
	if d, ok := f.Denominator(); ok {
		m.Denominator = maybe[int]{d, true}
	}
	if _, ok := f.Value(); ok && !f.Plain() {
		m.Percent = maybe[decimal]{portion(m.Numerator.value, m.Denominator.value, f.Factor()), true}
	}
}

// indexed gives the index of a unit where it can be computed, hidden or not.
func (b *book) indexed(u health.Unit, year int) (disclosure.Index, bool) {
	ix := b.Release.Index(u, year)
	return ix, ix.Known || ix.Suppressed
}
