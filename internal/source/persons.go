package source

import "terang/internal/personal"

// Personal tells that a column holds data of persons: of which kind, and in how many rows.
// No cell of it is shown.
func (ps *Problems) Personal(at Pos, kind personal.Kind, column, rows string) {
	switch kind {
	case personal.Identity:
		ps.Error(at, "personal-numbers", "column", column, "rows", rows)
	case personal.Card:
		ps.Error(at, "personal-cards", "column", column, "rows", rows)
	case personal.Phone:
		ps.Error(at, "personal-phones", "column", column, "rows", rows)
	case personal.Email:
		ps.Error(at, "personal-emails", "column", column, "rows", rows)
	}
}
