package chart

import (
	"terang/internal/disclosure"
	"terang/internal/words"
)

// Target gives a figure's target as plain text, in the same unit as Value.
func Target(w *words.Catalogue, f disclosure.Figure) string {
	return TargetText(w, f.Target(), f.Factor())
}

// Class gives the class of a figure's colour and shape: good, near or bad by its
// target, calm without one, or that of its state.
func Class(f disclosure.Figure) string { return classOf(f) }
