package attack

import (
	"testing"

	"terang/internal/bounds"
)

// four is a kecamatan of four desa.
const four = `
	K kabkota
	L kecamatan K
	A desa L
	B desa L
	C desa L
	D desa L`

func between(lo, hi float64) bounds.Interval { return bounds.Interval{Lo: lo, Hi: hi} }

// Golden test 6 of the domain reference: A 3/12, B 25/40, C 18/30, D 31/45. Alone,
// A is 77 − (25 + 18 + 31). With C hidden too and every sasaran known, A lies in
// 0…12 and C in 9…21.
func TestGolden6(t *testing.T) {
	newTown(t, routine, desa, 5, four).
		month("2024-06", "K 77/127; L 77/127; A *; B 25/40; C 18/30; D 31/45").
		wants(`
			4 A 2024-06 n=3
			4 A 2024-06 d-n=9
			4 A 2024-06 d=12`)
	v := newTown(t, routine, desa, 5, four).month("2024-06", "K 77/127; L 77/127; A *; B 25/40; C *; D 31/45")
	for code, d := range map[string]float64{"A": 12, "C": 30} {
		v.knows("2024-06", code, func(f *fact) { f.d = exact(d) })
	}
	for code, want := range map[string]bounds.Interval{"A": between(0, 12), "C": between(9, 21)} {
		if got := v.interval(code, "2024-06", served); got != want {
			t.Errorf("%s lies in %v, want %v", code, got, want)
		}
	}
}

// The only desa of a puskesmas is what the puskesmas is.
func TestPuskesmasWithOneDesa(t *testing.T) {
	units := `
		K kabkota
		L kecamatan K
		A desa L P
		B desa L Q
		C desa L Q
		P puskesmas L
		Q puskesmas L`
	newTown(t, routine, desa, 5, units).
		month("2024-06", "K 60/100; L 60/100; A *; B *; C 30/40; P 12/20; Q *").
		wants(`
			4 A 2024-06 n=12
			4 A 2024-06 d-n=8
			4 A 2024-06 d=20
			4 B 2024-06 n=18
			4 B 2024-06 d-n=22
			4 B 2024-06 d=40
			4 Q 2024-06 n=48
			4 Q 2024-06 d=80`)
	newTown(t, routine, desa, 5, units).month("2024-06", "K 60/100; L 60/100; A *; B *; C 30/40; P *; Q *").wants("")
}

// A kecamatan split between two puskesmas: two sums cross, and what one leaves open the other closes.
func TestKecamatanSplitBetweenPuskesmas(t *testing.T) {
	v := newTown(t, routine, desa, 5, `
		K kabkota
		L kecamatan K
		M kecamatan K
		A desa L P
		B desa L Q
		C desa M P
		D desa M Q
		P puskesmas L
		Q puskesmas M`)
	v.month("2024-06", "K 100/200; L 30/60; M 70/140; A *; B *; C *; D *; P 34/80; Q 66/120")
	for code, want := range map[string]bounds.Interval{"A": between(0, 30), "B": between(0, 30), "C": between(4, 34), "D": between(36, 66)} {
		if got := v.interval(code, "2024-06", served); got != want {
			t.Errorf("%s lies in %v, want %v", code, got, want)
		}
	}
	v.wants("")
	// With D shown the four are fixed: B 66 − 63, A 30 − 3, C 34 − 27.
	v.month("2024-06", "D 63/110")
	if got := v.interval("B", "2024-06", served); got != exact(3) {
		t.Errorf("B lies in %v", got)
	}
}

// A total whose only hidden child has nobody: that nobody was served is known, and is no count of people.
func TestOnlyHiddenChildIsZero(t *testing.T) {
	v := newTown(t, routine, desa, 5, four).month("2024-06", "K 74/127; L 74/127; A *; B 25/40; C 18/30; D 31/45")
	if got := v.interval("A", "2024-06", served); got != exact(0) {
		t.Errorf("A lies in %v", got)
	}
	v.wants(`
		4 A 2024-06 d-n=12
		4 A 2024-06 d=12`)
}

// Two hidden siblings of 9 each: together 18, so each lies in 0…18, and in 7…11 once
// it is known that neither has more than 11 to be served.
func TestTwoHiddenSiblingsAlike(t *testing.T) {
	v := newTown(t, routine, desa, 5, four).month("2024-06", "K 74/127; L 74/127; A *; B *; C 25/40; D 31/45")
	if got := v.interval("A", "2024-06", served); got != between(0, 18) {
		t.Errorf("A lies in %v", got)
	}
	v.wants("")
	v = newTown(t, routine, desa, 5, four).month("2024-06", "K 74/107; L 74/107; A *; B *; C 25/40; D 31/45")
	v.knows("2024-06", "A", func(f *fact) { f.d = exact(11) }).knows("2024-06", "B", func(f *fact) { f.d = exact(11) })
	if got := v.interval("A", "2024-06", served); got != between(7, 11) {
		t.Errorf("A lies in %v", got)
	}
}

// Hidden in June and shown in July: in June A had no more than in July, and its sasaran is that of July.
func TestHiddenInJuneShownInJuly(t *testing.T) {
	v := newTown(t, routine, desa, 5, four).
		month("2024-06", "K 70/137; L 70/137; A *; B *; C 18/30; D 31/45").
		month("2024-07", "K 90/137; L 90/137; A 9/22; B 30/40; C 20/30; D 31/45")
	if got := v.interval("A", "2024-06", served); got != between(0, 9) {
		t.Errorf("A lies in %v", got)
	}
	if got := v.interval("B", "2024-06", served); got != between(12, 21) {
		t.Errorf("B lies in %v", got)
	}
	// From June to July 29 people were added: 2 in C, none in D, so 0…9 in A and 9…18 in B.
	v.wants("5 C 2024-06 2024-07 n=2")
	// Where nobody was added in July, July tells June.
	newTown(t, routine, desa, 5, four).
		month("2024-06", "K 70/127; L 70/127; A *; B *; C 18/30; D 31/45").
		month("2024-07", "K 70/127; L 70/127; A 5/12; B 16/40; C 18/30; D 31/45").
		wants(`
			5 A 2024-06 n=5
			5 A 2024-06 d-n=7
			5 B 2024-06 n=16
			5 B 2024-06 d-n=24`)
	// Where three were added, A had 3 to 6 in June.
	newTown(t, routine, desa, 5, four).
		month("2024-06", "K 70/127; L 70/127; A *; B *; C 18/30; D 31/45").
		month("2024-07", "K 73/127; L 73/127; A 6/12; B 18/40; C 18/30; D 31/45").
		wants(`
			5 A 2024-06 n=3–6
			5 A 2024-06 d-n=6–9
			5 B 2024-06 n=15–18
			5 B 2024-06 d-n=22–25`)
	// What A and B gained is what they have in July beyond that, and is not told a second time; what L gained is.
	newTown(t, routine, desa, 5, four+"\n M kecamatan K").
		month("2024-06", "K 170/327; L 71/127; M 99/200; A *; B *; C 18/30; D 31/45").
		month("2024-07", "K 193/327; L 75/127; M 118/200; A 6/12; B 20/40; C 18/30; D 31/45").
		wants(`
			5 A 2024-06 n=2–6
			5 A 2024-06 d-n=6–10
			5 B 2024-06 n=16–20
			5 B 2024-06 d-n=20–24
			5 L 2024-06 2024-07 n=4`)
}

// What earlier editions showed leaves no choice: A had 10 in June, and the kabupaten
// gained 2 in July. What the July edition adds to that is a finding.
func TestEarlierEditionsLeaveNoChoice(t *testing.T) {
	const june = "K 200/400; L 100/200; M 100/200; A 10/40; B 20/50; C 30/50; D 40/60"
	v := newTown(t, routine, desa, 5, four+"\n M kecamatan K").month("2024-06", june).
		month("2024-07", "K 202/400; L *; M *; A *; B *; C *; D *")
	if got := v.interval("A", "2024-07", served); got != between(10, 12) {
		t.Errorf("A lies in %v", got)
	}
	v.wants("")
	newTown(t, routine, desa, 5, four+"\n M kecamatan K").month("2024-06", june).
		month("2024-07", "K 202/400; L 100/200; M *; A *; B *; C *; D *").
		wants(`
			4 M 2024-07 n=102`)
	// Had the June edition hidden A, it could have been kept from July too.
	newTown(t, routine, desa, 5, four+"\n M kecamatan K").
		month("2024-06", "K 200/400; L *; M *; A *; B *; C *; D *").
		month("2024-07", "K 202/400; L 101/200; M 101/200; A 11/40; B 20/50; C 30/50; D 40/60").
		wants(`
			5 A 2024-06 n=9–11
			5 A 2024-06 d-n=29–31
			5 B 2024-06 n=18–20
			5 B 2024-06 d-n=30–32
			5 C 2024-06 n=28–30
			5 C 2024-06 d-n=20–22
			5 D 2024-06 n=38–40
			5 D 2024-06 d-n=20–22
			5 L 2024-06 n=99–101
			5 M 2024-06 n=99–101`)
}

// A and B begin in July, with 50 to be served together; where B's 20 are told in August, A's are 30.
// That counts from July on, when they could still be kept.
func TestSasaranOfThoseWhoBegin(t *testing.T) {
	v := newTown(t, routine, desa, 5, four+"\n M kecamatan K\n E desa M").
		month("2024-06", "K 60/100; L *; M *; A -; B -; C 15/30; D *; E *").
		month("2024-07", "K 90/150; L *; M *; A *; B *; C 20/30; D *; E *")
	v.wants("")
	v.month("2024-08", "K 105/150; L *; M *; A *; B 12/20; C 20/30; D *; E *").wants(`
		5 A 2024-08 d=30`)
}

// Reports are counted in public: where L's two are all that the kabupaten has, P has
// sent none of its own, and L is the kabupaten, told or not. With a third it is not.
func TestReportersAreKnown(t *testing.T) {
	units := "K kabkota\n L kecamatan K\n M kecamatan K\n A desa L\n B desa L P\n C desa M P\n P puskesmas M"
	report := func(top, part int) *town {
		v := newTown(t, sensitive, "kecamatan", 10, units).
			month("2024-06", "K 7/60; L *; M -; P *; A *; B *; C *").
			month("2024-07", "K 30/60; L 30/60; M -; P *; A *; B *; C *")
		v.knows("2024-07", "K", func(f *fact) { f.reporters = top })
		return v.knows("2024-07", "L", func(f *fact) { f.reporters = part })
	}
	report(2, 2).wants("")
	report(3, 2).wants(`
		5 L 2024-06 n=7
		5 L 2024-06 d-n=53`)
}

// Who reports is told by the months that editions count up to. Of May no more is told than what
// the kabupaten had: that makes no reporters of the desa, whose puskesmas report for them.
func TestMonthOfNoEditionMakesNoReporters(t *testing.T) {
	v := newTown(t, routine, desa, 5, four+`
		P puskesmas L
		Q puskesmas L
		A desa L P
		B desa L P
		C desa L Q
		D desa L Q`).
		month("2024-06", "K 60/100; L 60/100; P *; Q 48/80; A -; B -; C -; D -").
		knows("2024-05", "K", func(f *fact) { f.n = exact(50) })
	if got := v.interval("P", "2024-06", served); got != exact(12) {
		t.Errorf("P lies in %v", got)
	}
	v.wants(`
		4 P 2024-06 n=12
		4 P 2024-06 d=20`)
}

// A share is as good as the number beside a sasaran that another month tells: 45.0 % of 40 is 18.
func TestShareBesideAKnownSasaran(t *testing.T) {
	v := newTown(t, routine, desa, 5, four).
		month("2024-06", "K 70/127; L 70/127; A *; B *; C 18/30; D 31/45").
		month("2024-07", "K 90/127; L 90/127; A 9/12; B 30/40; C 20/30; D 31/45")
	v.knows("2024-06", "B", func(f *fact) { f.share = between(44.95, 45.05) })
	for code, want := range map[string]float64{"B": 18, "A": 3} {
		if got := v.interval(code, "2024-06", served); got != exact(want) {
			t.Errorf("%s lies in %v, want %v", code, got, want)
		}
	}
}

// A band of 80 to 89 % of 50 is 40 to 45 people, and leaves its sibling no more than 0 to 5 of 45.
func TestBandNarrows(t *testing.T) {
	v := newTown(t, routine, desa, 5, four).month("2024-06", "K 94/155; L 94/155; A *; B *; C 18/30; D 31/45")
	v.knows("2024-06", "B", func(f *fact) { f.d, f.share = exact(50), between(80, 90) })
	for code, want := range map[string]bounds.Interval{"B": between(40, 45), "A": between(0, 5)} {
		if got := v.interval(code, "2024-06", served); got != want {
			t.Errorf("%s lies in %v, want %v", code, got, want)
		}
	}
}

// The colour of a target reached, of 50 % of 60, is 30 people or more; that it is nearly reached is 27 to 30.
func TestStatusNarrows(t *testing.T) {
	v := newTown(t, routine, desa, 5, four).month("2024-06", "K 94/155; L 94/155; A *; B *; C 18/30; D 31/45")
	v.knows("2024-06", "B", func(f *fact) { f.d, f.target = exact(60), 50; f.learn(standing, between(50, bounds.Endless)) })
	if got := v.interval("B", "2024-06", served); got != between(30, 45) {
		t.Errorf("B lies in %v", got)
	}
	v.knows("2024-06", "B", func(f *fact) { f.learn(standing, between(45, 50)) })
	if got := v.interval("B", "2024-06", served); got != exact(30) {
		t.Errorf("B lies in %v", got)
	}
}

// Of a hidden kecamatan and its desa only those missing are told: 40 in all, 9 of them in C and D.
func TestGapsAddUp(t *testing.T) {
	v := newTown(t, routine, desa, 5, four+"\n M kecamatan K\n E desa M").
		month("2024-06", "K 100/180; L *; M *; E *; A *; B *; C 28/30; D 38/45")
	v.knows("2024-06", "L", func(f *fact) { f.learn(rest, exact(40)) })
	v.knows("2024-06", "A", func(f *fact) { f.learn(rest, between(1, 20)) })
	if got := v.interval("B", "2024-06", rest); got != between(11, 30) {
		t.Errorf("of B %v are missing", got)
	}
	if got := v.interval("E", "2024-06", rest); got != exact(40) {
		t.Errorf("of E %v are missing", got)
	}
}

// In third place, between 62.5 % and 50 %, B of 40 has 20 to 25.
func TestRankNarrows(t *testing.T) {
	v := newTown(t, routine, desa, 5, four).month("2024-06", "K 94/155; L 94/155; A *; B *; C 25/40; D 15/30")
	v.knows("2024-06", "B", func(f *fact) { f.d = exact(40); f.learn(order, between(50, 62.5)) })
	if got := v.interval("B", "2024-06", served); got != between(20, 25) {
		t.Errorf("B lies in %v", got)
	}
}

// Where the last month is said to be above the one before, months between are narrower.
func TestMovementNarrows(t *testing.T) {
	v := newTown(t, routine, desa, 5, four).
		month("2024-05", "K 60/127; L 60/127; A 10/20; B 20/40; C *; D *").
		month("2024-06", "K 90/127; L 90/127; A *; B *; C *; D *").
		month("2024-07", "K 110/127; L 110/127; A 20/20; B 40/40; C *; D *")
	if got := v.interval("A", "2024-06", served); got != between(10, 20) {
		t.Errorf("A lies in %v", got)
	}
	v.knows("2024-07", "A", func(f *fact) { f.move, f.moves = 1, true })
	if got := v.interval("A", "2024-06", served); got != between(10, 14) {
		t.Errorf("A lies in %v", got)
	}
}

// What follows from the kabupaten alone is no finding: it is always exact (rule 8).
func TestWhatFollowsFromTotalsIsNoFinding(t *testing.T) {
	newTown(t, sensitive, "kecamatan", 10, `
		K kabkota
		L kecamatan K
		A desa L`).
		month("2024-06", "K 3/20; L 3/20; A *").wants("")
}

func TestShownFiguresThatShouldNotBe(t *testing.T) {
	newTown(t, "kondisi", desa, 5, four).
		month("2024-06", "K 200/400; L 200/400; A 3/12; B 48/50; C 50/50; D 0/4").
		wants(`
			1 A 2024-06 n=3
			2 B 2024-06 d-n=2
			1 D 2024-06 d=4`)
	newTown(t, sensitive, "kecamatan", 10, four+"\n M kecamatan K").
		month("2024-06", "K 60/100; L 40/44; M 20/56; A *; B *; C *; D 12/30").
		wants(`
			6 D 2024-06 n=12
			6 L 2024-06 d-n=4`)
	newTown(t, routine, desa, 5, four).
		month("2024-06", "K 100/200; L 100/200; A 10/40; B 20/50; C 30/50; D 40/60").
		month("2024-07", "K 120/200; L 120/200; A 13/40; B 25/50; C 30/50; D 52/60").
		wants("5 A 2024-06 2024-07 n=3")
}
