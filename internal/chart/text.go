package chart

import (
	"terang/internal/disclosure"
	"terang/internal/words"
)

// StatusText says a figure's status as a plain word, for a cell of a table.
func StatusText(w *words.Catalogue, f disclosure.Figure) string { return statusText(w, f) }

// MovementText says how the last month compares with the one before; empty where that is not known.
func MovementText(w *words.Catalogue, f disclosure.Figure) string { return movement(w, f) }

// PWSText says the village status word with its shape; empty where there is none.
func PWSText(w *words.Catalogue, f disclosure.Figure) string { return pwsText(w, f) }

// Target gives a figure's target as plain text, in the same unit as Value.
func Target(w *words.Catalogue, f disclosure.Figure) string {
	if f.Factor() != 100 {
		return w.Decimal(f.Target(), 1)
	}
	return w.Percent(f.Target())
}
