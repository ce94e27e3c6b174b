package build

import (
	"slices"
	"strings"
	"testing"

	"terang/internal/health"
)

// exampleDates are the days for which the examples are built: in their year and after it.
var exampleDates = map[string][]health.Date{
	"banten":        {health.DateOf(2024, 6, 20), health.DateOf(2025, 2, 20)},
	"bengkalis":     {health.DateOf(2023, 10, 20), health.DateOf(2024, 1, 20)},
	"pulang-pisau":  {health.DateOf(2025, 6, 20), health.DateOf(2026, 1, 20)},
	"tebing-tinggi": {health.DateOf(2024, 8, 7), health.DateOf(2025, 2, 20)},
}

// TestAnchorsOfExamples resolves every address in every page of the examples, and looks for ids that stand twice: which
// places a page has, and which it leads to, follows from what an office writes down, and the examples differ in that
// more than the sites that all other tests look at.
func TestAnchorsOfExamples(t *testing.T) {
	t.Parallel()
	for name, dates := range exampleDates {
		for _, date := range dates {
			t.Run(name+" "+date.String(), func(t *testing.T) {
				t.Parallel()
				b, err := construct(Options{Dir: "../../examples/" + name, Date: date, Plain: true})
				if err != nil {
					t.Fatal(err)
				}
				for _, p := range slices.Concat(b.pages, b.alone) {
					for _, a := range addresses(p.doc) {
						fault := ""
						if to, whole := strings.CutPrefix(a.value, b.base); whole && !a.meta { // as site.yaml has it
							fault = b.missing(p, to, a)
						} else {
							fault = b.fault(p, a)
						}
						if fault != "" {
							t.Errorf("%s: %s %q: %s", p.path, a.where, a.value, fault)
						}
					}
					for _, fault := range identities(p) {
						t.Errorf("%s: %s", p.path, fault)
					}
				}
			})
		}
	}
}
