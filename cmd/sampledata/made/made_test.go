package made

import (
	"slices"
	"testing"
)

func TestContains(t *testing.T) {
	square := []Point{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}
	hole := []Point{{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}}
	o := Outline{square, hole}
	for p, want := range map[Point]bool{{1, 1}: true, {5, 5}: false, {9, 2}: true, {11, 5}: false, {-1, 5}: false} {
		if o.Contains(p) != want {
			t.Errorf("Contains(%v) = %v, want %v", p, !want, want)
		}
	}
}

func TestShareDealsAll(t *testing.T) {
	got := For("test").Share(1000, []int{1, 0, 3})
	if got[0]+got[1]+got[2] != 1000 || got[1] != 0 || got[2] < 2*got[0] {
		t.Errorf("Share gave %v", got)
	}
	if none := For("test").Share(5, []int{0, 0}); none[0] != 0 || none[1] != 0 {
		t.Errorf("Share over nothing gave %v", none)
	}
}

func TestApportionAddsUp(t *testing.T) {
	for _, c := range []struct {
		total   int
		weights []int
		want    []int
	}{
		{10, []int{1, 1, 1}, []int{4, 3, 3}},
		{7, []int{5, 0, 2}, []int{5, 0, 2}},
		{100, []int{1, 2}, []int{33, 67}},
		{3, []int{0, 0}, []int{0, 0}},
	} {
		if got := Apportion(c.total, c.weights); !slices.Equal(got, c.want) {
			t.Errorf("Apportion(%d, %v) = %v, want %v", c.total, c.weights, got, c.want)
		}
	}
}

func TestTablesThatAreNoneAreRefused(t *testing.T) {
	if r, err := Records([]byte("kode,nama\n1,Satu\n")); err != nil || len(r) != 1 || r[0].Number("kode") != 1 || r[0]["nama"] != "Satu" {
		t.Errorf("Records gave %v, %v", r, err)
	}
	if _, err := Records([]byte("a,b\n1\n")); err == nil {
		t.Error("a row too short: no error")
	}
}
