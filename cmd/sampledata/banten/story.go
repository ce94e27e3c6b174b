package banten

import "terang/cmd/sampledata/made"

// What happens in the example beyond chance stands here: who is hard to reach, who is
// late, what is missing, what was corrected, where more were served than expected.

// remote says which puskesmas are hard to reach: eight in the south and west of
// Pandeglang, thirteen in Lebak, three on the coast of Kabupaten Serang. Made up.
func remote(puskesmas string) bool {
	switch puskesmas {
	case "1033347", "1033348", "1033349", "1033350", "1033351", "1033352", "1033353", "1033365",
		"1033387", "1033388", "1033390", "1033391", "1033392", "1033393", "1033394",
		"1033395", "1033401", "1033402", "1033404", "1033406", "1033408",
		"1033490", "1033497", "1033498":
		return true
	}
	return false
}

// telemedicine says which puskesmas consult hospitals from afar: 17 of the 24 that are
// hard to reach, and some others.
func telemedicine(puskesmas string) bool {
	switch puskesmas {
	case "1033349", "1033352", "1033388", "1033394", "1033404", "1033408", "1033498":
		return false
	}
	return remote(puskesmas) || made.For("telemedisin", puskesmas).Below(100) < 17
}

// silent says whether a puskesmas sent no row for a service and month.
func silent(puskesmas, service, period string) bool {
	switch puskesmas {
	case "1033391", "1033392", "1033393", "1033395", "1033402", "1033406", "1033408": // seven in Lebak: May not sent yet
		return period == "2024-05"
	case "1033347": // Sumur: neither April nor May
		return period == "2024-04" || period == "2024-05"
	case "1033420": // Mekarsari: school screening never reported in 2024
		return service == "upd" && period >= "2024"
	case "1033474": // Petir, Kabupaten Serang: three months of the finished year
		return period >= "2023-08" && period <= "2023-10"
	}
	return false
}

// cell is one puskesmas, service and month.
type cell struct{ puskesmas, service, period string }

// unfilled says whether a row came with an empty numerator.
func unfilled(puskesmas, service, period string) bool {
	switch (cell{puskesmas, service, period}) {
	case cell{"1033366", "lansia", "2024-02"},
		cell{"1033410", "balita", "2023-11"},
		cell{"1033457", "dm", "2024-04"},
		cell{"1033481", "usprod", "2024-03"},
		cell{"1033537", "ht", "2023-06"}:
		return true
	}
	return false
}

// corrected says whether a row replaces an earlier one: Tiga Raksa had sent the
// screening of adults in March twice.
func corrected(puskesmas, service, period string) bool {
	return cell{puskesmas, service, period} == cell{"1033427", "usprod", "2024-03"}
}

// late says whether a month came in after its time: February of all of Kota Serang.
func late(kabkota, period string) bool { return kabkota == "36.73" && period == "2024-02" }

// byOffice says which rows a kota's own office sends in place of its puskesmas.
func byOffice(kabkota, service string) bool { return kabkota == "36.74" && service == "hiv" }

// exceptional gives the coverage, in thousandths, where more people were served than expected.
func exceptional(puskesmas, service string, year int) (int, bool) {
	type key struct {
		puskesmas, service string
		year               int
	}
	switch (key{puskesmas, service, year}) {
	case key{"1033536", "tb", 0}: // Cilegon: all who were examined at the hospital are counted there
		return 1386, true
	case key{"1033536", "tb", 1}:
		return 1042, true
	case key{"1033419", "tb", 0}: // Rangkas Bitung: likewise
		return 1164, true
	case key{"1033546", "bbl", 0}: // Serang Kota: births in its clinics of people from elsewhere
		return 1071, true
	case key{"1033530", "hiv", 0}: // Benda: screening at the airport
		return 1225, true
	}
	return 0, false
}
