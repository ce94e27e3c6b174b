package disclosure

import (
	"bytes"
	"testing"
)

// TestRecallIsWhatWasDecided writes decisions and reads them back, whole and cut off at every byte.
func TestRecallIsWhatWasDecided(t *testing.T) {
	s := sample(t, "../..")
	var first, second Learned
	want := first.Disclose(s, Policy{MinCount: 5, MinCountSensitive: 10})
	text := first.Text()
	if !first.News() || !second.Recall(text) || !bytes.Equal(second.Text(), text) {
		t.Fatalf("%d bytes of decisions do not come back", len(text))
	}
	got := second.Disclose(s, Policy{MinCount: 5, MinCountSensitive: 10})
	if second.News() {
		t.Error("something was decided anew")
	}
	for _, rule := range Rules() {
		if got.Hidden(rule) != want.Hidden(rule) {
			t.Errorf("rule %d hides %d figures, hid %d", rule, got.Hidden(rule), want.Hidden(rule))
		}
	}
	for i := 1; i < len(text); i += 1 + len(text)/2000 {
		var l Learned
		if l.Recall(text[:i]) && bytes.Equal(l.Text(), text) {
			t.Fatalf("cut at byte %d nothing is missed", i)
		}
	}
}
