package chart

import (
	"terang/internal/disclosure"
	"terang/internal/words"
)

// Target gives a figure's target as plain text, in the same unit as Value.
func Target(w *words.Catalogue, f disclosure.Figure) string {
	return TargetText(w, f.Target(), f.Factor())
}
