package revision

import "terang/internal/words"

// wordsIn gives the words of a report in Indonesian or English.
func wordsIn(lang string) *words.Catalogue {
	texts := english()
	if lang == "id" {
		texts = indonesian()
	}
	return words.New(lang, texts)
}

func indonesian() map[string]string {
	return map[string]string{
		"months": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
		"title":  "Perubahan angka dan alamat",
		"edges":  "{old} ({was}) dibanding {new} ({is})",
		"edge":   "data s.d. {month}, {pages} halaman", "edge.empty": "belum ada data, {pages} halaman",
		"none": "Tidak ada yang berubah.",

		"revised": "Angka yang direvisi", "crossed.up": "Target kini tercapai", "crossed.down": "Target tidak lagi tercapai",
		"hidden": "Kini disembunyikan demi privasi", "shown": "Kini ditampilkan", "dropped": "Angka yang tidak ada lagi",
		"targets": "Target yang berubah", "scores": "Indeks SPM yang berubah",
		"units.gone": "Wilayah dan puskesmas yang hilang", "units.new": "Wilayah dan puskesmas baru",
		"facilities.gone": "Fasilitas yang hilang", "facilities.new": "Fasilitas baru",
		"indicators.gone": "Indikator yang hilang", "indicators.new": "Indikator baru",
		"addresses.gone": "Alamat yang mati",
		"kept":           "Berkas edisi yang hilang atau berubah", "kept.tip": "Edisi tidak pernah berubah: orang mengutip dan memeriksanya.", "kept.gone": "hilang", "kept.changed": "berubah", "state": "Keadaan",
		"addresses.tip": "Arahkan yang masih dipakai dengan aliases, supaya tautan orang tidak putus.",
		"advanced":      "Angka yang maju ke bulan berikutnya: {n}", "added": "Angka baru: {n}", "addresses.new": "Alamat baru: {n}",

		"place": "Tempat", "indicator": "Indikator", "month": "Bulan", "before": "Semula", "after": "Menjadi", "was": "Bulan sebelumnya", "code": "Kode", "name": "Nama", "kind": "Jenis", "address": "Alamat",
		"amount": "{n} dari {d} ({p} %)", "amount.bare": "{n} dari {d}", "amount.count": "{n}",
		"untold": "berubah; jumlahnya tidak disebut, karena dapat mengungkap segelintir orang",
		"rest":   "… dan {n} lagi; --format json menyebut semuanya",
		"level":  "{name} ({level})",
	}
}

func english() map[string]string {
	return map[string]string{
		"months": "January February March April May June July August September October November December",
		"title":  "Changed numbers and addresses",
		"edges":  "{old} ({was}) compared with {new} ({is})",
		"edge":   "data up to {month}, pages: {pages}", "edge.empty": "no data yet, pages: {pages}",
		"none": "Nothing changed.",

		"revised": "Revised numbers", "crossed.up": "Target now reached", "crossed.down": "Target no longer reached",
		"hidden": "Now hidden for privacy", "shown": "Now shown", "dropped": "Numbers that are gone",
		"targets": "Changed targets", "scores": "Changed SPM index",
		"units.gone": "Areas and puskesmas that are gone", "units.new": "New areas and puskesmas",
		"facilities.gone": "Facilities that are gone", "facilities.new": "New facilities",
		"indicators.gone": "Indicators that are gone", "indicators.new": "New indicators",
		"addresses.gone": "Addresses that die",
		"kept":           "Files of editions that are gone or changed", "kept.tip": "An edition never changes: others cite it and check it.", "kept.gone": "gone", "kept.changed": "changed", "state": "State",
		"addresses.tip": "Redirect those still in use with aliases, so that nobody's link breaks.",
		"advanced":      "Numbers that moved on to a later month: {n}", "added": "New numbers: {n}", "addresses.new": "New addresses: {n}",

		"place": "Place", "indicator": "Indicator", "month": "Month", "before": "Before", "after": "After", "was": "Month before", "code": "Code", "name": "Name", "kind": "Kind", "address": "Address",
		"amount": "{n} of {d} ({p}%)", "amount.bare": "{n} of {d}", "amount.count": "{n}",
		"untold": "changed; by how many is not told, as that could tell of few people",
		"rest":   "… and {n} more; --format json names all",
		"level":  "{name} ({level})",
	}
}
