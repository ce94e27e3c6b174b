package words

import (
	"io/fs"
	"strconv"
	"testing"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"

	"terang/internal/health"
	"terang/themes"
)

// spoken reads the words of the default theme.
func spoken(t *testing.T, lang string) *Catalogue {
	t.Helper()
	body, err := fs.ReadFile(themes.Default(), "i18n/"+lang+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := yaml.Unmarshal(body, &texts); err != nil {
		t.Fatal(err)
	}
	return New(lang, texts)
}

// Numbers are grouped and pointed as the CLDR has it, but for the minus, which is a real one.
func TestNumbersAreThoseOfCLDR(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		c, p := spoken(t, lang), message.NewPrinter(language.Make(lang))
		for _, n := range []int{0, 1, 12, 999, 1000, 1234, 10000, 123456, 1234567, 1234567890} {
			if got, want := c.Int(n), p.Sprint(number.Decimal(n)); got != want {
				t.Errorf("%s: %q, the CLDR has %q", lang, got, want)
			}
			tenths := float64(n) + 0.5
			if got, want := c.Decimal(tenths, 1), p.Sprint(number.Decimal(tenths, number.Scale(1))); got != want {
				t.Errorf("%s: %q, the CLDR has %q", lang, got, want)
			}
		}
	}
}

// Days, months and lists as the CLDR 46 has them for id and for en (en-GB of days). The
// library knows numbers and plurals only, so these are written out.
func TestDatesAndListsAreThoseOfCLDR(t *testing.T) {
	months := map[string][2][12]string{
		"id": {
			{"Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"},
			{"Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"},
		},
		"en": {
			{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
			{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
		},
	}
	for lang, names := range months {
		c := spoken(t, lang)
		for m := range 12 {
			if c.MonthName(m+1) != names[0][m] || c.MonthShort(m+1) != names[1][m] {
				t.Errorf("%s: month %d is %s, %s", lang, m+1, c.MonthName(m+1), c.MonthShort(m+1))
			}
			if got, want := c.Date(health.DateOf(2024, m+1, 8)), "8 "+names[0][m]+" 2024"; got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
			if got, want := c.Month(health.MonthOf(2024, m+1)), names[0][m]+" 2024"; got != want {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
	for lang, want := range map[string][5]string{
		"id": {"", "a", "a dan b", "a, b, dan c", "a, b, c, dan d"}, "en": {"", "a", "a and b", "a, b, and c", "a, b, c, and d"},
	} {
		items := []string{"a", "b", "c", "d"}
		for n, list := range want {
			if got := spoken(t, lang).List(items[:n]); got != list {
				t.Errorf("%s: %q, want %q", lang, got, list)
			}
		}
	}
}

// One thing has a form of its own in English, whatever the sentence, and none in Indonesian.
func TestOneAndMany(t *testing.T) {
	en, id := spoken(t, "en"), spoken(t, "id")
	for n, want := range map[int][3]string{
		0:    {"0 days late", ", 0 people short", "0 units have not sent the May report yet."},
		1:    {"1 day late", ", 1 person short", "1 unit has not sent the May report yet."},
		2:    {"2 days late", ", 2 people short", "2 units have not sent the May report yet."},
		1001: {"1,001 days late", ", 1,001 people short", "1,001 units have not sent the May report yet."},
	} {
		printed := en.Int(n)
		got := [3]string{
			en.T("site.promise.late", "n", printed), en.T("chart.desc.gap", "n", printed, "unit", "people"), en.T("site.service.late", "n", printed, "month", "May"),
		}
		if got != want {
			t.Errorf("%d: %q", n, got)
		}
		if got, want := id.T("chart.desc.gap", "n", strconv.Itoa(n), "unit", "orang"), ", kurang "+strconv.Itoa(n)+" orang"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
