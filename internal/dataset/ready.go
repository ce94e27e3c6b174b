package dataset

import (
	_ "embed"

	"terang/internal/health"
	"terang/internal/tally"
)

// The indicators that stand ready beside the services of the SPM: a site has them
// as soon as its tables name them.
//
//go:embed ready.csv
var readyCSV []byte

// readyName is the name under which problems of that table are told; there are none.
const readyName = "ready.csv"

// readReady adds the ready-made indicators. Those that nothing names leave the
// catalogue when the observations are read.
func (r *reader) readReady() {
	r.ready = map[string]bool{}
	text := decode(readyCSV)
	readTable(r, &csvFile{file: readyName, text: string(text), delim: rune(sniffDelimiter(text))}, []string{"code"}, func(row indicatorRow, at record) outcome {
		r.ready[row.Code] = true
		return r.takeIndicator(row, at, nil)
	})
	for _, s := range r.cfg.Sources {
		delete(r.ready, s.Indicator)
		for _, one := range s.Series {
			delete(r.ready, one.Indicator)
		}
		for _, code := range s.Indicators {
			delete(r.ready, code)
		}
		for _, e := range s.Elements {
			delete(r.ready, e.Indicator)
		}
	}
}

// keepNamed leaves out the ready-made indicators that neither site.yaml nor the
// site's catalogue names, nor any row of a figure.
func (r *reader) keepNamed(b *tally.Builder) {
	var kept []int
	r.indicatorAt = map[string]int{}
	for i, ind := range r.data.Indicators {
		if r.mentioned[i] || !r.ready[ind.Code] {
			r.indicatorAt[ind.Code] = len(kept)
			kept = append(kept, i)
		}
	}
	r.data.Indicators = only(r.data.Indicators, kept)
	translated := map[string][]health.Indicator{}
	for lang, list := range r.data.translated {
		translated[lang] = only(list, kept)
	}
	r.data.translated = translated
	b.Keep(kept)
}

func only(list []health.Indicator, kept []int) []health.Indicator {
	var some []health.Indicator
	for _, i := range kept {
		some = append(some, list[i])
	}
	return some
}

// uhcLowest keeps the members of the national insurance to kab/kota and above.
// Their counts add up to one another and are one another's denominators, so that
// below, one could be worked out from the rest (domain reference §8.3 rule 9).
func (r *reader) uhcLowest(at record, ind *health.Indicator, said bool) {
	if ind.Group != health.GroupUHC || ind.Lowest <= health.Kabkota {
		return
	}
	if said {
		r.ps.Error(at.at("lowest_level"), "uhc-too-low", "code", ind.Code, "level", ind.Lowest.String())
	}
	ind.Lowest = health.Kabkota
}
