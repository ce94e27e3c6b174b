package picture

import "testing"

func BenchmarkCard(b *testing.B) {
	s := New(nil, nil)
	card := cards()["place"]
	for b.Loop() {
		s.Card(card).PNG()
	}
}
