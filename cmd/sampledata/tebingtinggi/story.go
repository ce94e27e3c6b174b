package tebingtinggi

// What happens in the example beyond chance stands here.

// silent says whether a kelurahan sent no row for a service and quarter.
func silent(k *kelurahan, service, period string) bool {
	switch {
	case k.Code == "12.76.02.1009" || k.Code == "12.76.02.1013": // Lalang, Mekar Sentosa: the second quarter is awaited
		return period == "2024-TW2"
	case k.Code == "12.76.03.1002": // Tambangan: a quarter of the finished year was never sent
		return period == "2023-TW3"
	case k.puskesmas == "1010846" && (service == "usprod" || service == "ht" || service == "dm"): // Teluk Karang: the recap of adults
		return period == "2024-TW2"
	case k.Code == "12.76.01.1012": // Lubuk Raya: no school within it has been reported
		return service == "upd" && period > "2024"
	}
	return false
}

// unfilled says whether a row came with an empty numerator.
func unfilled(kelurahan, service, period string) bool {
	switch [3]string{kelurahan, service, period} {
	case [3]string{"12.76.05.1002", "lansia", "2024-TW1"}, [3]string{"12.76.04.1005", "balita", "2023-TW4"}, [3]string{"12.76.01.1002", "hiv", "2024-TW2"}:
		return true
	}
	return false
}

// corrected says whether a row takes the place of an earlier one.
func corrected(kelurahan, service, period string) bool {
	return kelurahan == "12.76.03.1001" && service == "balita" && period == "2024-TW1"
}

// late says whether a quarter came in after its time: the first of 2024 of Puskesmas Pabatu.
func late(k *kelurahan, period string) bool { return k.puskesmas == "1010840" && period == "2024-TW1" }

// exceptional gives the coverage in thousandths where more were served than expected,
// all of them in the few streets of the old town, to which people come from elsewhere.
func exceptional(kelurahan, service string, year int) (int, bool) {
	switch {
	case kelurahan == "12.76.05.1002" && service == "upd" && year == 0: // Pasar Baru: schools of the whole town
		return 1164, true
	case kelurahan == "12.76.05.1001" && (service == "bulin" || service == "bbl") && year == 0: // Mandailing: births in its clinic
		return 1082, true
	case kelurahan == "12.76.05.1004" && service == "ht" && year == 0: // Badak Bejuang: screening at the market
		return 1047, true
	}
	return 0, false
}

// nobody says where a service has no one to reach: none with severe mental illness is known in Bandar Utama.
func nobody(kelurahan, service string) bool { return kelurahan == "12.76.05.1005" && service == "odgj" }

// standing says what a posyandu is and does: of four puskesmas the lurah have already made theirs a body of the kelurahan (LKD).
func standing(puskesmas string) string {
	switch puskesmas {
	case "1010841", "1010842", "1010848":
		return "semua siklus hidup; lima langkah; lembaga kemasyarakatan (LKD); dibina PKK"
	case "1010844":
		return "semua siklus hidup; lembaga kemasyarakatan (LKD); dibina PKK"
	case "1010843", "1010846":
		return "ibu dan balita; dibina PKK"
	}
	return "semua siklus hidup; dibina PKK"
}

// resting says which posyandu are not active now: in each hundred so many more where a puskesmas is behind.
func resting(puskesmas string) int {
	switch puskesmas {
	case "1010843":
		return 30 // Rantau Laban
	case "1010840", "1010846":
		return 20
	case "1010842", "1010848":
		return 6
	}
	return 15
}
