package banten

import (
	"strconv"

	"terang/cmd/sampledata/made"
)

const (
	insurer  = "BPJS Kesehatan (contoh)"
	provider = "Dinas kesehatan provinsi (contoh)"
)

// provinceRows makes the province's own two services. Each has a year without an
// event: no one had to be served.
func provinceRows() [][]string {
	row := func(period, code, n, d, kind, note string) []string {
		return []string{period, code, province, n, d, kind, provider, "2024-06-12", note}
	}
	return [][]string{
		heading(),
		row("2023", "prov_krisis", "0", "0", "riil", "tidak ada kejadian"),
		row("2023", "prov_klb", "1186", "1214", "riil", "KLB contoh"),
		row("2024-05", "prov_krisis", "3927", "4012", "kumulatif riil", "banjir contoh, Februari 2024"),
		row("2024-05", "prov_klb", "0", "0", "kumulatif riil", "tidak ada kejadian"),
	}
}

// pillarRows makes what is reported by kab/kota beside the SPM.
func (p *portal) pillarRows() [][]string {
	rows := [][]string{heading()}
	for q, period := range []string{"2023-TW2", "2023-TW4", "2024-TW1"} {
		for _, k := range p.kabkota {
			add := func(code string, n, d int, kind, source string) {
				rows = append(rows, []string{period, code, k.code, strconv.Itoa(n), strconv.Itoa(d), kind, source, "", ""})
			}
			people := k.people
			if q < 2 {
				people = people * 987 / 1000
			}
			members := people * (k.members - 9 + 4*q) / 1000
			add("uhc_peserta", members, people, "keadaan proyeksi", insurer)
			add("uhc_aktif", members*(k.active-24+11*q)/1000, members, "keadaan", insurer)
			centres := len(p.of(k.code))
			add("nakes_lengkap", centres*(k.staffed-8+4*q)/100, centres, "keadaan", provider)
			add("rme_satusehat", centres*(k.connected-30+14*q)/100, centres, "keadaan", provider)
			discharged := k.people/900 + made.For("rujuk balik", k.code, period).Below(90)
			add("rujuk_balik", discharged*(420+k.shift[1]+made.For("balik", k.code, period).Around(30))/1000, discharged, "keadaan", insurer)
		}
	}
	for year := range 2 {
		for m := range monthsOf(year) {
			for _, k := range p.kabkota {
				r := made.For("skdr", k.code, month(year, m))
				alerts := len(p.of(k.code))/3 + 2 + r.Below(9)
				answered := min(alerts, (alerts*(k.answered+r.Around(8))+50)/100)
				rows = append(rows, []string{
					month(year, m), "skdr_respons", k.code, strconv.Itoa(answered), strconv.Itoa(alerts), "keadaan", provider, "", "",
				})
			}
		}
	}
	return rows
}

// quarters are those of which puskesmas report contacts and referrals.
func quarters() []string { return []string{"2023-TW1", "2023-TW2", "2023-TW3", "2023-TW4", "2024-TW1"} }

// referralRows makes contacts, referrals and visits of the chronically ill by puskesmas.
func (p *portal) referralRows() [][]string {
	rows := [][]string{heading()}
	for _, period := range quarters() {
		for _, k := range p.puskesmas {
			if period == "2024-TW1" && (k.Code == "1033393" || k.Code == "1033347") {
				continue // Citorek and Sumur: not sent yet
			}
			registered := k.people * (38 + made.For("terdaftar", k.Code).Below(14)) / 100
			r := made.For("kbk", k.Code, period)
			referred := registered/110 + r.Below(40)
			chronic := registered/170 + made.For("prolanis", k.Code).Below(30)
			shift := p.shiftOf(k.Area, 1)
			distance := 0
			if remote(k.Code) && !telemedicine(k.Code) {
				distance = 22 // no one to ask but the hospital
			}
			for _, v := range []struct {
				code string
				n, d int
			}{
				{"kbk_kontak", registered * (151 + shift/2 + r.Around(28)) / 1000, registered},
				{"kbk_rrns", referred * (47 - shift/5 + distance + r.Around(16)) / 1000, referred},
				{"kbk_prolanis", chronic * (520 + shift + r.Around(110)) / 1000, chronic},
			} {
				rows = append(rows, []string{period, v.code, k.Code, strconv.Itoa(v.n), strconv.Itoa(v.d), "keadaan", insurer, "", ""})
			}
		}
	}
	return rows
}

// telemedicineRows makes the consultations from afar of each quarter: asked, answered,
// and ended without a referral. A puskesmas is in it from the quarter it began.
func (p *portal) telemedicineRows() [][]string {
	rows := [][]string{heading()}
	for q, period := range quarters()[2:] {
		for _, k := range p.puskesmas {
			if !telemedicine(k.Code) || made.For("mulai", k.Code).Below(3) > q {
				continue
			}
			r := made.For("konsultasi", k.Code, period)
			asked := 9 + 4*q + r.Below(38)
			if remote(k.Code) {
				asked += 16
			}
			answered := asked * min(905+12*q+r.Around(70), 1000) / 1000
			add := func(code string, n int, d string) {
				rows = append(rows, []string{period, code, k.Code, strconv.Itoa(n), d, "keadaan", "Pencatatan telemedisin (contoh)", "", ""})
			}
			add("tele_konsultasi", asked, "")
			add("tele_terjawab", answered, strconv.Itoa(asked))
			add("tele_tuntas", answered*(640+made.For("tuntas", k.Code, period).Around(120))/1000, strconv.Itoa(answered))
		}
	}
	return rows
}
