package tally

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"terang/internal/health"
)

func TestPlacesCountRowsByFile(t *testing.T) {
	t.Parallel()
	b := builder()
	b.File("data/observations/a.csv", 0)
	b.File("data/observations/b.csv", 100)
	b.File("data/observations/c.csv", 200)
	p := b.Table().Places()
	for _, origin := range []uint32{0, 7, 3, 205, 99, 202} {
		p.Add(origin)
	}
	want := "[{data/observations/a.csv 3 99 3} {data/observations/c.csv 2 5 2}]"
	if got := fmt.Sprint(p.Lines()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Which row of two systems was read first says nothing about which sasaran counts.
func TestTheOrderOfSystemsDoesNotMatter(t *testing.T) {
	t.Parallel()
	rows := []struct {
		month  int
		n, d   health.Count
		system string
	}{
		{7, 5, 80, "SPM"},
		{8, 4, 84, "SPM"},
		{1, health.Missing, 95, "Profil"},
		{9, health.Missing, 96, "Profil"},
		{8, health.Missing, 84, "Pusdatin"},
		{3, health.Missing, 70, "BPS"},
	}
	want := "84 SPM [0 0 0 0 0 0 5 4 0 0 0 0] BPS=70 Profil=96"
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		b := builder()
		for i, row := range rows {
			_, twice := b.Add(Row{
				Unit: 1, Month: health.MonthOf(2024, row.month), N: row.n, D: row.d, Origin: uint32(i + 1),
				Drawn: b.Drawn(Drawn{System: row.system}),
			})
			if twice {
				t.Fatalf("%v: row %v is told to be there twice", rows, row)
			}
		}
		table := b.Table()
		y := table.Years()[0]
		cells := make([]Cell, 12)
		for m, c := range y.Cells(1, 0) {
			cells[m] = max(0, c)
		}
		got := fmt.Sprintf("%d %s %v", y.Denominator(1, 0), table.Drawn(y, 1, 0).System, cells)
		for _, o := range y.Others(1, 0) {
			got += fmt.Sprintf(" %s=%d", o.System, o.D)
		}
		if got != want {
			t.Fatalf("%v: got %s, want %s", rows, got, want)
		}
	}
}
