package tally

import (
	"testing"

	"terang/internal/health"
)

func builder() *Builder {
	reg := health.NewRegister([]health.Area{
		{Code: "14.10", Level: health.Kabkota, Parent: health.NoUnit, End: 2},
		{Code: "14.10.01", Level: health.Kecamatan, Parent: 0, End: 2},
	}, nil, nil)
	return NewBuilder(reg, make([]health.Indicator, 2), health.MonthOf(2024, 9))
}

func row(month int, n, d health.Count) Row {
	return Row{Unit: 1, Indicator: 1, Month: health.MonthOf(2024, month), N: n, D: d, Origin: uint32(month)}
}

func TestCellsKeepWhatWasReported(t *testing.T) {
	b := builder()
	b.Add(row(1, 5, 60))
	b.Add(row(2, health.Missing, 60))
	b.Add(row(4, 0, 60))
	b.Add(row(10, 7, 60)) // after the last month asked for
	y := b.Table().Years()[0]
	want := []Cell{5, Empty, NoRow, 0, NoRow, NoRow, NoRow, NoRow, NoRow, NoRow, NoRow, NoRow}
	for m, c := range y.Cells(1, 1) {
		if c != want[m] {
			t.Errorf("month %d holds %d, want %d", m+1, c, want[m])
		}
	}
	if y.Cells(1, 0) != nil || y.Cells(0, 1) != nil {
		t.Error("a unit or indicator without rows has cells")
	}
	if y.Denominator(1, 1) != 60 || y.Denominator(0, 1).Known() || b.Later() != 1 || y.Origin(1, 1, 4) != 4 {
		t.Errorf("d %d, later %d, origin %d", y.Denominator(1, 1), b.Later(), y.Origin(1, 1, 4))
	}
}

func TestASecondRowIsRefusedWithThePlaceOfTheFirst(t *testing.T) {
	b := builder()
	b.Add(row(3, 5, 60))
	again := row(3, 9, 60)
	again.Origin = 77
	if first, twice := b.Add(again); !twice || first != 3 {
		t.Errorf("first %d, twice %v", first, twice)
	}
	if c := b.Table().Years()[0].Cells(1, 1)[2]; c != 5 {
		t.Errorf("the cell holds %d", c)
	}
}

// The sasaran of the latest row holds, in whatever order the rows come.
func TestTheLatestSasaranHolds(t *testing.T) {
	for _, order := range [][]int{{1, 5, 9}, {9, 5, 1}, {5, 9, 1}} {
		b := builder()
		for _, m := range order {
			b.Add(row(m, 1, health.Count(100+m)))
		}
		if d := b.Table().Years()[0].Denominator(1, 1); d != 109 {
			t.Errorf("%v: %d", order, d)
		}
		if len(b.Changes()) != 2 {
			t.Errorf("%v: %d changes", order, len(b.Changes()))
		}
	}
}

func TestKindsAreNeverMixed(t *testing.T) {
	b := builder()
	b.Add(row(1, 5, 60))
	r := row(2, 9, 60)
	r.Kind = Cumulative
	b.Add(r)
	if len(b.Mixed()) != 1 || b.Mixed()[0] != 2 {
		t.Errorf("mixed: %v", b.Mixed())
	}
}

func TestOutsideRowsStandApart(t *testing.T) {
	b := builder()
	b.Add(row(1, 5, 60))
	r := row(1, 3, health.Missing)
	r.Kind = Outside
	if _, twice := b.Add(r); twice {
		t.Error("an outside row is no second row of the same key")
	}
	if _, twice := b.Add(r); !twice {
		t.Error("a second outside row was taken")
	}
	if o := b.Table().Outside(); len(o) != 1 || o[0].N != 3 {
		t.Errorf("outside: %v", o)
	}
}

// A month and a quarter of one unit, indicator and year never stand together.
func TestPeriodsOfTwoLengthsAreRefused(t *testing.T) {
	b := builder()
	b.Add(row(1, 5, 60))
	quarter := row(3, 9, 60)
	quarter.Span = Quarter
	if _, twice := b.Add(quarter); twice || len(b.Uneven()) != 1 || b.Uneven()[0] != 3 {
		t.Errorf("uneven: %v", b.Uneven())
	}
	visitors := Row{Unit: 1, Indicator: 1, Month: health.MonthOf(2024, 3), Span: Quarter, N: 2, D: health.Missing, Kind: Outside, Origin: 8}
	b.Add(visitors)
	visitors.Month, visitors.Span, visitors.Origin = health.MonthOf(2024, 2), OneMonth, 9
	if _, twice := b.Add(visitors); twice || len(b.Uneven()) != 2 || b.Uneven()[1] != 9 || len(b.Table().Outside()) != 1 {
		t.Errorf("people from outside: uneven %v, kept %v", b.Uneven(), b.Table().Outside())
	}
	y := b.Table().Years()[0]
	if y.Cells(1, 1)[2] != NoRow || y.Span(1, 1) != OneMonth || y.Span(1, 0) != 0 || y.Span(0, 0) != 0 {
		t.Errorf("%v, periods of %d months", y.Cells(1, 1), y.Span(1, 1))
	}
	if y.DenominatorOrigin(1, 1) != 1 || y.DenominatorOrigin(1, 0) != 0 {
		t.Errorf("the sasaran is of row %d", y.DenominatorOrigin(1, 1))
	}
}
