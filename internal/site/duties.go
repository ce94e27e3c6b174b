package site

import (
	"slices"

	"terang/internal/health"
)

// Who answers for a service. A province has two of its own; the twelve that stand
// on its pages are sums of what its kab/kota answer for (domain reference §1.4).

func (b *builder) provincial(indicator int) bool {
	return b.in.Indicators[indicator].Group == health.GroupSPMProvince
}

// ofKabkota leaves out the services of a province.
func (b *builder) ofKabkota(list []standing) []standing {
	return slices.DeleteFunc(slices.Clone(list), func(s standing) bool { return b.provincial(s.indicator) })
}

// serviceSections lists a unit's services; those of a province come first, and the
// sums of its kab/kota say that they are.
func (b *builder) serviceSections(list []standing, year int) []Section {
	own := slices.DeleteFunc(slices.Clone(list), func(s standing) bool { return !b.provincial(s.indicator) })
	if len(own) == 0 {
		return []Section{b.servicesSection(list, year)}
	}
	sums := b.servicesSection(b.ofKabkota(list), year)
	sums.Intro = asSentences(b.T("services.sums"), sums.Intro)
	return []Section{{
		ID: "layanan-provinsi", Heading: b.T("services.provincial", "n", b.in.Words.Int(len(own))),
		Intro: b.T("services.provincial.intro"), Services: b.serviceList(own, year),
	}, sums}
}

// duty names who answers for a service on the site of a province or the country;
// empty elsewhere, where it is the kab/kota that the site is about.
func (b *builder) duty(indicator int) string {
	switch group := b.in.Indicators[indicator].Group; {
	case b.in.Register.Areas[0].Level > health.Provinsi:
		return ""
	case group == health.GroupSPMProvince:
		return b.T("duty.province")
	case group == health.GroupSPM:
		return b.T("duty.kabkota")
	}
	return ""
}
