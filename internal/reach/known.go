package reach

import (
	"encoding/json"
	"os"

	"terang/internal/health"
	"terang/internal/source"
)

// knownFile keeps which addresses were well, and when.
const knownFile = ".terang/links.json"

// holding is for how many days an address that was well is not asked again. One that was
// not is asked each time.
const holding = 7

// seen is when an address was well, and where it had moved.
type seen struct {
	Day string `json:"day"` // YYYY-MM-DD
	To  string `json:"to,omitempty"`
}

type known map[string]seen

// recall reads what is kept; what cannot be read is asked again.
func recall(root *os.Root) known {
	k := known{}
	if text, err := root.ReadFile(knownFile); err == nil && json.Unmarshal(text, &k) != nil {
		return known{}
	}
	return k
}

// holds says whether an address was well in the week before a day, by the day for which is built
// and not by the clock, so that a run can be repeated.
func (k known) holds(address string, day health.Date) bool {
	s, there := k[address]
	if !there || day == 0 {
		return false
	}
	then, ok := health.ParseDate(s.Day)
	days := day.Days() - then.Days()
	return ok && days >= 0 && days < holding
}

func (k known) note(address string, a answer, day health.Date) {
	delete(k, address)
	if a.state == well && day != 0 {
		k[address] = seen{day.String(), a.to}
	}
}

// keep writes what is known of the addresses that the site still names. That it cannot is no
// fault of the run.
func (k known) keep(root *os.Root, named map[string][]source.Pos) {
	for address := range k {
		if named[address] == nil {
			delete(k, address)
		}
	}
	text, err := json.MarshalIndent(k, "", " ")
	if err != nil || root.MkdirAll(".terang", 0o755) != nil || root.WriteFile(knownFile+".tmp", text, 0o644) != nil {
		return
	}
	_ = root.Rename(knownFile+".tmp", knownFile)
}
