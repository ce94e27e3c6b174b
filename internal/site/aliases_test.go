package site

import (
	"fmt"
	"testing"

	"terang/internal/health"
)

// Of two aliases for one file, which a problem tells of, the same one counts each time.
func TestAliasOfAFile(t *testing.T) {
	t.Parallel()
	for range 20 {
		at := aliasesByPage(map[string][]string{"a": nil, "a/": nil, "b/": nil, "b/index.html": nil, "c.html": nil})
		if len(at) != 3 || at["a/index.html"] != "a" || at["b/index.html"] != "b/index.html" || at["c.html"] != "c.html" {
			t.Fatalf("%q", at)
		}
	}
}

// What an alias costs does not grow with their number. Pieces of memory are counted, so nothing runs beside it.
func TestManyAliasesAreLookedAtOnce(t *testing.T) {
	cost := func(n int) float64 {
		aliases := map[string][]string{}
		for i := range n {
			aliases[fmt.Sprintf("lama/%d", i)] = []string{"index.html"}
		}
		b := tiny{month: health.MonthOf(2024, 9), services: 1, desa: []place{{"Satu", []int{90}}}, with: func(in *Input) { in.Config.Aliases = aliases }}.build(t)
		if list := b.Redirects(); len(list) != n || list[0].To != "index.html" {
			t.Fatalf("%d of %d aliases lead on", len(list), n)
		}
		return testing.AllocsPerRun(2, func() {
			b.misled()
			b.redirects()
		}) / float64(n)
	}
	if few, many := cost(50), cost(500); many > 1.2*few {
		t.Errorf("an alias takes %.0f pieces of memory among 50 and %.0f among 500", few, many)
	}
}
