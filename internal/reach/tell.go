package reach

import (
	"strconv"

	"terang/internal/source"
)

// tell tells what is to be known of an address that stands at a place.
func (a answer) tell(ps *source.Problems, at source.Pos, address string) {
	status := strconv.Itoa(a.status)
	switch a.state {
	case well:
		if a.to != "" {
			ps.Note(at, "link-moved", "address", address, "to", a.to)
		}
	case gone:
		ps.Warn(at, "link-gone", "address", address, "status", status)
	case failing:
		ps.Warn(at, "link-failing", "address", address, "status", status)
	case closed:
		ps.Note(at, "link-closed", "address", address, "status", status)
	case unreachable:
		ps.Warn(at, "link-unreachable", "address", address, "reason", a.reason)
	case within:
		ps.Warn(at, "link-within", "address", address)
	case endless:
		ps.Warn(at, "link-endless", "address", address)
	}
}
