package words

import (
	"strconv"
	"testing"

	"terang/internal/health"
)

func catalogue(lang string) *Catalogue {
	return New(lang, map[string]string{
		"months": "Januari Februari Maret", "months.short": "Jan Feb Mar", "months.none": "belum ada",
		"list.two": "{a} dan {b}", "list.last": "{head}, dan {last}",
		"late": "{n} {n|day|days} late", "short": "{n} {unit:n} short", "units.one": "people: person; women giving birth: woman giving birth", "broken": "a {name",
	})
}

func TestNumbers(t *testing.T) {
	id, en := catalogue("id"), catalogue("en")
	for got, want := range map[string]string{
		id.Int(0): "0", id.Int(999): "999", id.Int(1234567): "1.234.567", id.Int(-1234): "−1.234",
		en.Int(1234567):      "1,234,567",
		id.Decimal(78.25, 1): "78,3", id.Decimal(0.04, 1): "0,0", id.Decimal(97.35, 1): "97,4", id.Decimal(-97.35, 1): "−97,4", id.Decimal(100, 2): "100,00", id.Decimal(1234.5, 1): "1.234,5",
		en.Decimal(1234.5, 1):          "1,234.5",
		id.DecimalDown(89.996, 2):      "89,99",
		id.DecimalDown(90, 2):          "90,00",
		id.DecimalDown(0.29*100, 0):    "29",
		id.Percent(259.03):             "259,0\u00a0%",
		id.PercentAgainst(74.96, 75):   "74,9\u00a0%",
		id.PercentAgainst(75, 75):      "75,0\u00a0%",
		id.PercentAgainst(75.04, 75):   "75,0\u00a0%",
		id.PercentAgainst(74.9146, 75): "74,9\u00a0%",
		id.Count(health.Missing):       "–",
		id.Count(12):                   "12",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A printed index never reaches a category that the number has not (domain reference §2.3).
// TestNumbersAreReadBack reads what the catalogue writes, and nothing else.
func TestNumbersAreReadBack(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		c := catalogue(lang)
		for n := -12_000; n < 12_000; n += 7 {
			if got, share, ok := c.Number(c.Int(n)); !ok || share || got != strconv.Itoa(n) {
				t.Fatalf("%s: %q is read as %q", lang, c.Int(n), got)
			}
			want := strconv.FormatFloat(float64(n)/10, 'f', 1, 64)
			if got, share, ok := c.Number(c.Percent(float64(n) / 10)); !ok || !share || got != want {
				t.Fatalf("%s: %q is read as %q", lang, c.Percent(float64(n)/10), got)
			}
		}
		for _, text := range []string{"", "–", "3, 17", "1.23.456", "1,5,5", ".5", "5.", "a", "3 dari 5", "1 000", "08 Mei", "%"} {
			if got, _, ok := c.Number(text); ok {
				t.Errorf("%s: %q is read as %q", lang, text, got)
			}
		}
	}
}

func TestRoundedDownNeverReachesTheNextCategory(t *testing.T) {
	c := catalogue("id")
	for v, category := range map[float64]float64{59.999: 60, 69.9999: 70, 79.995: 80, 89.99999: 90, 99.996: 100} {
		if got := c.DecimalDown(v, 2); got == c.Decimal(category, 2) || c.Decimal(v, 2) != c.Decimal(category, 2) {
			t.Errorf("%v prints as %s", v, got)
		}
	}
}

func TestDates(t *testing.T) {
	c := catalogue("id")
	if got := c.Date(health.DateOf(2024, 3, 8)); got != "8 Maret 2024" {
		t.Error(got)
	}
	if got := c.Month(health.NoMonth); got != "belum ada" {
		t.Error(got)
	}
}

func TestTexts(t *testing.T) {
	c := catalogue("en")
	for got, want := range map[string]string{
		c.T("nothing"):                                       "⟦nothing⟧",
		c.T("late"):                                          "{n} {n|day|days} late",
		c.T("late", "m", "1"):                                "⟦n⟧ days late",
		c.T("late", "n", "1.0"):                              "1.0 days late",
		c.T("late", "n", "0"):                                "0 days late",
		c.T("late", "n", "1,001"):                            "1,001 days late",
		c.T("short", "n", "1", "unit", "people"):             "1 person short",
		c.T("short", "n", "11", "unit", "people"):            "11 people short",
		c.T("short", "n", "1", "unit", "women giving birth"): "1 woman giving birth short",
		c.T("short", "n", "1", "unit", "visits"):             "1 visits short",
		c.T("broken", "name", "x"):                           "a {name",
		c.T("late", "n", "1"):                                "1 day late",
		c.T("late", "n", "2"):                                "2 days late",
		c.List(nil):                                          "",
		c.List([]string{"a"}):                                "a",
		c.List([]string{"a", "b"}):                           "a dan b",
		c.List([]string{"a", "b", "c"}):                      "a, b, dan c",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
