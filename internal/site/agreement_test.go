package site

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"terang/internal/health"
)

// reading is how a language writes what the sentences claim.
type reading struct {
	group, decimal                    string
	reached, short, over, within      *regexp.Regexp // short and over catch the people, where a sentence names them
	served                            *regexp.Regexp // n and d
	above, below, up, down, unchanged string
}

var readings = map[string]reading{
	"id": {
		".", ",", regexp.MustCompile(`, tercapai\.`), regexp.MustCompile(`kurang ([\d.]+) `), regexp.MustCompile(`; ([\d.]+) \S+ terlalu banyak`), regexp.MustCompile(`tidak lebih dari batas`),
		regexp.MustCompile(`([\d.]+) dari ([\d.]+) `), "di atas", "di bawah", "Naik dari", "Turun dari", "Tetap",
	},
	"en": {
		",", ".", regexp.MustCompile(`was reached\.|, reached\.`), regexp.MustCompile(`([\d,]+) \S+ short`), regexp.MustCompile(`; ([\d,]+) \S+ too many`), regexp.MustCompile(`within the limit`),
		regexp.MustCompile(`([\d,]+) of ([\d,]+) `), "above", "below", "Up from", "Down from", "Unchanged",
	},
}

var percent = regexp.MustCompile(`([\d.,]+) %`)

func (r reading) number(t *rapid.T, s string) float64 {
	v, err := strconv.ParseFloat(strings.Replace(strings.ReplaceAll(s, r.group, ""), r.decimal, ".", 1), 64)
	if err != nil {
		t.Fatalf("%q is no number", s)
	}
	return v
}

// No sentence contradicts its number: what is read back from it is the figure, and its
// words go the way the figures go, however close they lie to the target.
func TestSentencesAgreeWithTheirNumbers(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ind := service()
		if rapid.Bool().Draw(rt, "low is good") {
			ind = low()
			ind.Target = float64(rapid.IntRange(1, 60).Draw(rt, "limit"))
		}
		d := rapid.IntRange(1, 20000).Draw(rt, "sasaran")
		count := rapid.IntRange(1, 12).Draw(rt, "months")
		goal := int(ind.TargetIn(health.MonthOf(2024, count)) * float64(d) / 100)
		total := max(0, goal+rapid.IntRange(-3, 3).Draw(rt, "near the target"))
		if rapid.Bool().Draw(rt, "anywhere") {
			total = rapid.IntRange(0, 2*d).Draw(rt, "served")
		}
		months := make([]int, count)
		for i := range months {
			months[i] = total / count
		}
		months[count-1] += total % count
		if !ind.Cumulative {
			months = append(slices.Repeat([]int{-1}, count-1), total)
		}
		for lang, r := range readings {
			said := tell(t, lang, in(lang, ind), d, months...)
			r.agrees(rt, said, ind, total, d)
			r.trendAgrees(rt, said)
		}
	})
}

func (r reading) agrees(t *rapid.T, said told, ind health.Indicator, total, d int) {
	f := said.b.in.Release.Figure(0, 0, 2024)
	v, _ := f.Value()
	m := r.served.FindStringSubmatch(said.sentence)
	if m == nil || int(r.number(t, m[1])) != total || int(r.number(t, m[2])) != d {
		t.Fatalf("%d of %d: %s", total, d, said.sentence)
	}
	printed := percent.FindAllStringSubmatch(said.sentence, 2)
	value, target := r.number(t, printed[0][1]), r.number(t, printed[1][1])
	if math.Abs(value-v) > 0.1 || math.Abs(target-f.Target()) > 0.051 {
		t.Fatalf("%v, target %v: %s", v, f.Target(), said.sentence)
	}
	reached := f.Status() == health.Reached
	lowIsGood := ind.Polarity == health.LowIsGood
	yes, gap := r.reached, r.short
	if lowIsGood {
		yes, gap = r.within, r.over
	}
	missing := gap.FindStringSubmatch(said.sentence)
	if yes.MatchString(said.sentence) != reached || (missing == nil) != reached {
		t.Fatalf("reached is %v: %s", reached, said.sentence)
	}
	// Of a target of many decimals, such as seven twelfths, both may print alike; then the people tell.
	if value != target && reached != ((value > target) != lowIsGood) {
		t.Fatalf("reached is %v, printed %v against %v: %s", reached, value, target, said.sentence)
	}
	if people, _ := f.GapToTarget(); missing != nil && int(r.number(t, missing[1])) != people {
		t.Fatalf("%d people: %s", people, said.sentence)
	}
	r.titleAgrees(t, said.title, value, target)
}

// titleAgrees reads the title of the trend: which side of the target, and how far.
// Of two numbers that print alike it may name the side on which the true ones lie.
func (r reading) titleAgrees(t *rapid.T, title string, value, target float64) {
	shown := percent.FindStringSubmatch(title)
	if r.number(t, shown[1]) != value {
		t.Fatalf("%v, the sentence has %v: %s", shown[1], value, title)
	}
	points := 0.0
	if m := regexp.MustCompile(`([\d.,]+) (?:poin|percentage points|points)`).FindStringSubmatch(title); m != nil {
		points = r.number(t, m[1])
	}
	if math.Abs(points-math.Abs(value-target)) > 0.051 {
		t.Fatalf("%v points between %v and %v: %s", points, value, target, title)
	}
	above, below := strings.Contains(title, " "+r.above+" "), strings.Contains(title, " "+r.below+" ")
	switch {
	case value == target:
		if above && below {
			t.Fatalf("both sides: %s", title)
		}
	case above != (value > target) || below != (value < target):
		t.Fatalf("%v against %v: %s", value, target, title)
	}
}

// trendAgrees reads the course from the first month to the last.
func (r reading) trendAgrees(t *rapid.T, said told) {
	first, _, _ := strings.Cut(said.trend, ". ")
	numbers := percent.FindAllStringSubmatch(first, -1)
	up, down := strings.HasPrefix(first, r.up), strings.HasPrefix(first, r.down)
	switch {
	case len(numbers) == 2:
		from, to := r.number(t, numbers[0][1]), r.number(t, numbers[1][1])
		if up != (to > from) || down != (to < from) {
			t.Fatalf("from %v to %v: %s", from, to, first)
		}
	case up || down:
		t.Fatalf("a way without two numbers: %s", first)
	}
}
