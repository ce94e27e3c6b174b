package build

import (
	"strings"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/source"
)

// waive marks the warnings and notes that site.yaml excepts on a day, and tells of
// exceptions that have run out or except nothing. While there are errors not all
// problems have been looked for, and an exception may still find what it is for.
func waive(cfg config.Site, ps source.Problems, on health.Date) source.Problems {
	used := make([]bool, len(cfg.Waivers))
	for i := range ps {
		if n := cfg.Excepts(ps[i], on); n >= 0 {
			w := cfg.Waivers[n]
			used[n] = true
			ps[i].Severity, ps[i].Reason = source.Waived, w.Reason+" (… "+w.Until.String()+")"
		}
	}
	halted := ps.HasErrors()
	for i, w := range cfg.Waivers {
		switch {
		case !w.Holds(on):
			ps.Warn(w.Pos, "waiver-expired", "code", string(w.Code), "until", w.Until.String())
		case strings.HasPrefix(string(w.Code), "link-"): // the pages of others are not always asked for
		case !used[i] && !halted:
			ps.Warn(w.Pos, "waiver-unused", "code", string(w.Code))
		}
	}
	return ps
}
