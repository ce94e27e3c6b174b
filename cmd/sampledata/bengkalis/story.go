package bengkalis

// What happens in the example beyond chance: who is late, what is missing, what was
// corrected, where more people were served than expected.

// silent says whether a puskesmas sent no row for a service and month.
func silent(puskesmas, service, period string) bool {
	switch {
	case puskesmas == "1012604" && period == "2023-09": // Serai Wangi: September not sent yet
		return true
	case puskesmas == "1011328" && (period == "2022-06" || period == "2022-07"): // Tanjung Medang: two months of storms
		return true
	case puskesmas == "1012602" && service == "upd" && period > "2023": // Teluk Lecah: school screening never reported
		return true
	}
	return false
}

// unfilled says whether a row came without a number.
func unfilled(puskesmas, service, period string) bool {
	return puskesmas == "1012600" && service == "lansia" && period == "2023-04" // Tenggayun
}

// late gives the day on which a month came in after its time.
func late(puskesmas, period string) (sent string, ok bool) {
	if puskesmas == "1011327" && period == "2023-05" { // Batu Panjang
		return "2023-07-18", true
	}
	return "", false
}

// doubled is how many patients with hypertension stood twice in the count of Lubuk Muda.
const doubled = 240

// recount gives what a count has too many, and what is noted of it: the doubled patients
// stand in May to July 2022 and are out from August, when the count since January falls.
func recount(puskesmas, service, period string) (extra int, note string) {
	if puskesmas != "1011326" || service != "ht" {
		return 0, ""
	}
	switch {
	case period >= "2022-05" && period <= "2022-07":
		return doubled, ""
	case period == "2022-08":
		return 0, "koreksi: 240 pasien yang tercatat ganda sejak Mei dikeluarkan mulai laporan Agustus 2022"
	}
	return 0, ""
}

// above gives the coverage, in thousandths, where more are served than expected: suspected
// TB in Duri, where people of other kecamatan are examined, and newborns in Sungai Pakning,
// where those of the neighbouring kecamatan are born.
func above(puskesmas, service string, year int) (int, bool) {
	switch {
	case puskesmas == "1011320" && service == "tb":
		return [2]int{1214, 1046}[year], true
	case puskesmas == "1011325" && service == "bbl" && year == 0:
		return 1041, true
	}
	return 0, false
}
