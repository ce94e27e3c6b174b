package disclosure

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The frontier gives places in order, whatever order they come in.
func TestFrontier(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		prices := rapid.SliceOf(rapid.Int64Range(0, 9)).Draw(t, "prices")
		var f frontier
		var want []place
		for i, price := range prices {
			f.push(place{price, int32(i)})
			want = append(want, place{price, int32(i)})
		}
		slices.SortFunc(want, func(a, b place) int {
			if a.price != b.price {
				return int(a.price - b.price)
			}
			return int(a.node - b.node)
		})
		for i := range want {
			if got := f.pop(); got != want[i] {
				t.Fatalf("place %d is %v, want %v", i, got, want[i])
			}
		}
		if len(f) != 0 {
			t.Errorf("%d places left", len(f))
		}
	})
}
