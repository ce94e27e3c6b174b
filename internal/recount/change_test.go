package recount

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestARowChangesOnlyWhatItIsPartOf builds small countries, adds a report of
// somebody who had sent none, and builds again: other numbers are there of that
// unit, of what it is part of and of nobody else, and only of that indicator and
// year. Below kab/kota others of the same kab/kota may be hidden or shown for it, or
// waited for.
func TestARowChangesOnlyWhatItIsPartOf(t *testing.T) {
	t.Parallel()
	fresh := uint64(time.Now().UnixNano())
	seeds := []uint64{3, fresh, fresh + 1}
	if *seedFlag > 0 {
		seeds = []uint64{*seedFlag}
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprintf("-seed=%d", seed), func(t *testing.T) {
			w := country(seed)
			before := agree(t, w.write(t), "id", reported)
			c, ok := w.addRow(before)
			if !ok {
				t.Skip("everybody reports everything")
			}
			changes{before, agree(t, w.write(t), "id", reported), c}.check(t)
		})
	}
}

// addRow lets somebody report, in a month that others have reported already.
func (w *world) addRow(p *published) (c cell, ok bool) {
	for range 1000 {
		c = cell{p.units[w.IntN(len(p.units))], p.services[w.IntN(len(p.services))].code, p.years[w.IntN(len(p.years))]}
		if !w.sent[c] && p.rows[cell{"", c.indicator, c.year}] && !strings.HasPrefix(c.indicator, "prov_") && !p.service(c.indicator).plain {
			d := 20 + w.IntN(300)
			w.put(observation{cell: c, month: 1 + w.IntN(p.reach(c.indicator, c.year)), span: 1, n: w.IntN(d), d: d}, "")
			return c, true
		}
	}
	return c, false
}

// changes is a site before and after a report of a cell was added.
type changes struct {
	before, after *published
	added         cell
}

// touches says whether a unit is the one that reported or has it as a part. A
// puskesmas whose own report gives way to one of its desa takes its kecamatan along.
func (ch changes) touches(unit string) bool {
	p := ch.before
	part := []string{ch.added.unit}
	for i := 0; i < len(part); i++ {
		part = append(part, p.above[part[i]]...)
		if k := p.stands[part[i]]; k != "" {
			part = append(part, k)
		}
	}
	return slices.Contains(part, unit)
}

// neighbour says whether a unit lies in the same kab/kota.
func (ch changes) neighbour(unit string) bool {
	k := ch.before.kabkot[ch.added.unit]
	return k != "" && ch.before.kabkot[unit] == k
}

func (ch changes) check(t *testing.T) {
	t.Helper()
	for name := range ch.before.capaianFiles() {
		name = downloads + name + ".csv"
		old, now := lines(t, ch.before.files[name]), lines(t, ch.after.files[name])
		if len(old) != len(now) {
			t.Fatalf("%s had %d rows and has %d", name, len(old), len(now))
		}
		for i := range old {
			if !maps.Equal(old[i], now[i]) {
				ch.judge(t, old[i], now[i])
			}
		}
	}
	ch.sameElsewhere(t)
}

// judge looks at one row that has changed.
func (ch changes) judge(t *testing.T, old, now line) {
	t.Helper()
	unit := old["kode_unit"]
	switch {
	case old["indikator"] != ch.added.indicator || old["periode"] != ch.before.period(ch.added) || old["periode"] != now["periode"]:
		t.Errorf("a report of %v changed another indicator or year: %v is now %v", ch.added, old, now)
	case ch.touches(unit):
	case !ch.neighbour(unit):
		t.Errorf("a report of %v changed another kab/kota: %v is now %v", ch.added, old, now)
	case old["disensor"] == "1" && now["disensor"] == "1": // its band, or the month that was last shown, may be another
	case old["status"] == "tidak_dilaporkan" && now["status"] == "belum_lapor" && ch.before.level[ch.added.unit] == "desa":
		// It was the first desa of its kab/kota to report: now the others are waited for.
	case old["disensor"] == now["disensor"]:
		t.Errorf("a report of %v changed what it is no part of: %v is now %v", ch.added, old, now)
	}
}

// sameElsewhere compares what is said of places in other kab/kota, byte for byte.
// Pages of kab/kota and above may compare themselves with what has changed.
func (ch changes) sameElsewhere(t *testing.T) {
	t.Helper()
	pages := map[string]string{}
	for _, u := range ch.before.units {
		pages["api/v1/unit/"+u+".json"] = u
	}
	for page, u := range ch.before.homes(t) {
		if !ch.before.alwaysExact(u) {
			pages[page] = u
		}
	}
	for name, u := range pages {
		if !ch.touches(u) && !ch.neighbour(u) && !bytes.Equal(ch.before.files[name], ch.after.files[name]) {
			t.Errorf("a report of %v changed %s", ch.added, name)
		}
	}
}
