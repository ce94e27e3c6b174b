package meranti

import (
	"strconv"
	"strings"
	"testing"

	"terang/cmd/sampledata/made"
)

// total is a year's people served and sasaran of one desa and service, as a reader of the files would add them up.
type total struct {
	served, need, rows, filled int
	last                       string
}

type pair struct{ desa, service string }

func totals(t *testing.T, year string) map[pair]total {
	t.Helper()
	data, _ := sample(t)
	out := map[pair]total{}
	for _, r := range data["data/observations/"+year+".csv"] {
		k := pair{r["wilayah"], r["indikator"]}
		x := out[k]
		if x.rows > 0 && x.need != r.Number("penyebut") {
			t.Fatalf("%v: the sasaran changes in %s", k, r["periode"])
		}
		x.need, x.last = r.Number("penyebut"), r["periode"]
		x.rows++
		if r["pembilang"] != "" {
			x.filled++
			x.served += r.Number("pembilang")
		}
		out[k] = x
	}
	return out
}

func TestMoreServedThanExpectedOnlyWhereMeant(t *testing.T) {
	for y, year := range years() {
		for k, x := range totals(t, strconv.Itoa(year)) {
			_, meant := exceptional(k.desa, k.service, y)
			if x.served > x.need && !meant && k.service != "tb" {
				t.Errorf("%d %v: %d of %d", year, k, x.served, x.need)
			}
			if x.served*100 > x.need*135+100 {
				t.Errorf("%d %v: %d of %d is beyond belief", year, k, x.served, x.need)
			}
		}
	}
}

// kabupaten adds the desa up as the portal does: a desa counts once it has reported a number.
func kabupaten(t *testing.T, year string) map[string]total {
	t.Helper()
	out := map[string]total{}
	for k, x := range totals(t, year) {
		if x.filled == 0 {
			continue
		}
		s := out[k.service]
		s.served += x.served
		s.need += x.need
		s.rows++
		out[k.service] = s
	}
	return out
}

func TestFinishedYearIsTuntasMadyaOrPratama(t *testing.T) {
	data, _ := sample(t)
	quality := map[string]float64{}
	for _, r := range data["data/quality.csv"] {
		if r["tahun"] == "2023" {
			quality[r["indikator"]] = float64(units(t, r["mutu_persen"])) / made.PerDegree
		}
	}
	index := 0.0
	services := kabupaten(t, "2023")
	for s, x := range services {
		percent := 100 * float64(x.served) / float64(x.need)
		if (percent >= 100) != (s == "tb") {
			t.Errorf("2023 %s: %.2f %%; only tb is meant to pass 100", s, percent)
		}
		index += (0.8*min(100, percent) + 0.2*quality[s]) / 12
	}
	if len(services) != 12 || index < 70 || index >= 90 {
		t.Errorf("index of 2023 over %d services: %.4f, want 70 to 90", len(services), index)
	}
}

func TestProvisionalYearIsMixed(t *testing.T) {
	reached, near, behind := 0, 0, 0
	for s, x := range kabupaten(t, "2024") {
		percent := 100 * float64(x.served) / float64(x.need)
		if (percent >= 100) != (s == "tb") {
			t.Errorf("2024 %s: %.2f %%", s, percent)
		}
		switch {
		case percent >= 75:
			reached++
		case percent >= 67.5:
			near++
		default:
			behind++
		}
	}
	if reached < 3 || near < 2 || behind < 3 || reached+near+behind != 12 {
		t.Errorf("services at, near and behind the target of September: %d, %d, %d", reached, near, behind)
	}
}

func TestLateMissingAndCorrected(t *testing.T) {
	year := totals(t, "2024")
	data, _ := sample(t)
	for _, r := range data["data/regions.csv"] {
		x := year[pair{r["kode"], "bumil"}]
		if r["puskesmas"] == "1011356" && x.last != "2024-08" {
			t.Errorf("%s of Bandul last reported in %s, want August", r["nama"], x.last)
		}
	}
	if x, ok := year[pair{"14.10.07.2007", "upd"}]; ok {
		t.Errorf("Kepau Baru has school screening: %+v", x)
	}
	if x := year[pair{"14.10.03.2007", "hiv"}]; x.rows != 9 || x.filled != 0 {
		t.Errorf("Topang's HIV rows: %+v, want 9 without a number", x)
	}
	if x := year[pair{"14.10.07.2005", "bumil"}]; x.rows != 6 {
		t.Errorf("Tanjung Gadai reported %d months, want 6", x.rows)
	}
	if x := year[pair{"14.10.09.2004", "odgj"}]; x.need != 0 || x.served != 0 || x.filled != 9 {
		t.Errorf("Telesung's ODGJ: %+v, want nobody to serve and nine zeros", x)
	}
	corrections, empty := 0, 0
	for _, r := range append(data["data/observations/2023.csv"], data["data/observations/2024.csv"]...) {
		if strings.HasPrefix(r["catatan"], "koreksi: ") {
			corrections++
		}
		if r["pembilang"] == "" {
			empty++
		}
	}
	if corrections != 1 || empty != 17 {
		t.Errorf("%d corrections and %d empty numerators, want 1 and 17", corrections, empty)
	}
}

func TestSmallCountsAreThere(t *testing.T) {
	three, zeroBirths := 0, 0
	data, _ := sample(t)
	for _, r := range data["data/observations/2024.csv"] {
		if r["indikator"] == "odgj" && r["penyebut"] == "3" {
			three++
		}
		if r["indikator"] == "bbl" && r["pembilang"] == "0" {
			zeroBirths++
		}
	}
	if three == 0 || zeroBirths == 0 {
		t.Errorf("%d rows with three to serve, %d months without a newborn; want some of both", three, zeroBirths)
	}
}
