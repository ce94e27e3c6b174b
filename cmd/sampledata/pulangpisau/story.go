package pulangpisau

// What happens in the example beyond chance stands here: who is late, what is missing,
// what was corrected, where more people were served than expected, which desa the
// network does not reach.

const tangkahen = "1060383"

// cell is one place, indicator and month.
type cell struct{ place, service, period string }

// silent says whether a desa sent no row: Tangkahen has not sent May 2025, Papuyu I Sei.
// Pasanan never sent January and February 2025, Kiapak the end of 2024.
func silent(d *desa, c cell) bool {
	switch {
	case d.puskesmas == tangkahen && c.period == "2025-05",
		d.code == "62.11.02.2005" && (c.period == "2025-01" || c.period == "2025-02"),
		d.code == "62.11.02.2003" && (c.period == "2024-11" || c.period == "2024-12") && c.service != "upd":
		return true
	case c.service == "kunjungan_rumah": // counted where the puskesmas works in clusters, later or never elsewhere
		return d.puskesmas == "1060375" || d.puskesmas == tangkahen && c.period < "2025"
	}
	return false
}

// lateness notes a month that came in after its time: Sebangau's February and March 2025.
func lateness(puskesmas string, c cell) string {
	if puskesmas == "1060375" && (c.period == "2025-02" || c.period == "2025-03") {
		return "terlambat dilaporkan"
	}
	return ""
}

// unfilled says whether a row came with an empty numerator.
func unfilled(c cell) bool {
	switch c {
	case cell{"62.11.08.2004", "usprod", "2025-05"}, cell{"62.11.04.2013", "lansia", "2025-03"}, cell{"62.11.01.2009", "ht", "2025-04"},
		cell{"62.11.03.2012", "balita", "2024-08"}, cell{"62.11.07.2008", "usprod", "2024-10"}, cell{"62.11.02.2014", "dm", "2025-05"}:
		return true
	}
	return false
}

// corrected says whether a row replaces an earlier one: Maliku Baru had typed a digit too many.
func corrected(c cell) bool { return c == cell{"62.11.06.2011", "usprod", "2025-03"} }

// exceptional gives the coverage, in thousandths, of the desa where more people were served than expected.
func exceptional(desa, service string, year int) (int, bool) {
	type key struct {
		desa, service string
		year          int
	}
	switch (key{desa, service, year}) {
	case key{"62.11.05.1005", "bulin", 0}: // women of other desa give birth in the town's hospital
		return 1058, true
	case key{"62.11.05.1005", "bbl", 0}:
		return 1071, true
	case key{"62.11.03.2003", "upd", 0}: // a school that children of the next desa attend
		return 1049, true
	case key{"62.11.05.2003", "idl", 0}:
		return 1032, true
	}
	return 0, false
}

// hasPustu says whether a desa has a pustu, six in ten by chance.
func hasPustu(desa string) bool { return !unreached(desa) && draws("pustu", desa) < 62 }

// unreached names the desa that have neither pustu nor posyandu.
func unreached(desa string) bool { return desa == "62.11.04.2015" || desa == "62.11.08.2008" } // Kasali Baru, Sei Bakau

// withoutPosyandu names the desa that have no posyandu.
func withoutPosyandu(desa string) bool {
	return unreached(desa) || desa == "62.11.02.2014" || desa == "62.11.03.2010" // Papuyu III Sei. Pudak, Balukon
}

// kaderUnknown says whose kader nobody has counted yet.
func kaderUnknown(code string) bool { return code == "X-PY-082001-02" }
