package plausible

import (
	"slices"
	"strconv"

	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// pair says that whoever counts for one indicator counts for the other as well.
type pair struct{ part, whole int }

// known are pairs that are known by their codes: K1 ≥ K4 ≥ K6, KN1 ≥ KNL (domain
// reference §9.5), active members of the insurance among its members. A catalogue
// says others in column part_of.
var known = [][2][]string{
	{{"k4", "k4_bumil", "bumil_k4", "kunjungan_k4"}, {"k1", "k1_bumil", "bumil_k1", "kunjungan_k1", "k1_murni"}},
	{{"k6", "k6_bumil", "bumil_k6", "kunjungan_k6"}, {"k4", "k4_bumil", "bumil_k4", "kunjungan_k4"}},
	{{"k6", "k6_bumil", "bumil_k6", "kunjungan_k6"}, {"k1", "k1_bumil", "bumil_k1", "kunjungan_k1", "k1_murni"}},
	{{"knl", "kn_lengkap", "kn3", "kn_3"}, {"kn1", "kn_1"}},
	{{"uhc_aktif"}, {"uhc_peserta"}},
}

func pairsOf(inds []health.Indicator) []pair {
	var pairs []pair
	add := func(part, whole int) {
		if p := (pair{part, whole}); part >= 0 && whole >= 0 && part != whole && !slices.Contains(pairs, p) {
			pairs = append(pairs, p)
		}
	}
	for _, w := range known {
		add(indexOf(inds, w[0]...), indexOf(inds, w[1]...))
	}
	for i := range inds {
		if inds[i].PartOf != "" {
			add(i, indexOf(inds, inds[i].PartOf))
		}
	}
	return pairs
}

func indexOf(inds []health.Indicator, codes ...string) int {
	return slices.IndexFunc(inds, func(i health.Indicator) bool { return slices.Contains(codes, i.Code) })
}

// enoughMonths is how far into a year counts must reach to be compared: in its
// first months some of those who come to the fourth visit came to the first one in
// the year before.
const enoughMonths = 6

// together gives what two series count up to the last place of both; 0 where they
// cannot be compared.
func together(one, other *series) (place int, n, m int64) {
	if !one.ok || !other.ok {
		return 0, 0, 0
	}
	place = min(one.last, other.last)
	months := uint16(1)<<place - 1
	gaps := one.kind == tally.Monthly && other.kind == tally.Monthly && (one.got^other.got)&months != 0
	if place < enoughMonths || gaps {
		return 0, 0, 0
	}
	return place, one.upTo(place), other.upTo(place)
}

// upTo gives how many were served up to a place, 1 to 12.
func (s *series) upTo(place int) int64 {
	sum := int64(0)
	for _, n := range s.cells[:place] {
		switch {
		case n < 0:
		case s.kind == tally.Monthly:
			sum += int64(n)
		default:
			sum = int64(n)
		}
	}
	return sum
}

// within warns where the part is more than its whole.
func (a about) within(of int) {
	part, all := &a.l.years[1][a.i], &a.l.years[1][of]
	place, n, most := together(part, all)
	if place == 0 || n <= most {
		return
	}
	a.tell(Finding{
		Code: "part-over-whole", Period: a.month(place), Origin: a.row(part.last),
		Words:  []string{"whole", a.l.in.Indicators[of].Code, "period", a.month(place)},
		Counts: []string{"n", digits(n), "of", digits(most)},
	})
}

// rule says how the sasaran of one indicator lies to that of another: at most so many
// percent of it and, where least is given, at least so many.
type rule struct {
	is, to      int
	most, least int64
	severity    source.Severity
}

// sasaranLeast is by how many people a sasaran may lie outside without a word.
const sasaranLeast = 10

// rulesOf: there are no more births than pregnancies by a tenth, and about as many
// newborn as births (domain reference §9.5).
func rulesOf(inds []health.Indicator) []rule {
	bumil, bulin, bbl := indexOf(inds, "bumil"), indexOf(inds, "bulin"), indexOf(inds, "bbl")
	var rules []rule
	if bumil >= 0 && bulin >= 0 {
		rules = append(rules, rule{bulin, bumil, 110, 0, source.Warning})
	}
	if bulin >= 0 && bbl >= 0 {
		rules = append(rules, rule{bbl, bulin, 120, 80, source.Note})
	}
	return rules
}

// near tells of a sasaran that does not fit to another one.
func (a about) near(r rule) {
	one, other := &a.l.years[1][r.is], &a.l.years[1][r.to]
	if !one.ok || !other.ok || !one.d.Known() || !other.d.Known() {
		return
	}
	is, to := int64(one.d), int64(other.d)
	if max(is-to, to-is) < sasaranLeast || is*100 <= to*r.most && is*100 >= to*r.least {
		return
	}
	a.tell(Finding{
		Code: "sasaran-apart", Severity: r.severity, Origin: a.y.DenominatorOrigin(a.u, a.i), OfSasaran: true,
		Words:  []string{"year", a.year(), "other", a.l.in.Indicators[r.to].Code},
		Counts: []string{"d", strconv.Itoa(int(one.d)), "to", strconv.Itoa(int(other.d))},
	})
}
