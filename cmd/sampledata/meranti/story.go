package meranti

// What happens in the sample beyond chance stands here: who is late, what is
// missing, what was corrected, where more people were served than expected.

// gap is a run of months, both included, without any row. An empty puskesmas, desa or service stands for all.
type gap struct{ puskesmas, desa, service, from, to string }

func gaps() []gap {
	return []gap{
		{puskesmas: "1011356", from: "2024-09", to: "2024-09"},                     // Bandul: September not sent yet
		{desa: "14.10.07.2005", from: "2024-03", to: "2024-05"},                    // Tanjung Gadai: three months never sent
		{desa: "14.10.04.2012", from: "2023-06", to: "2023-07"},                    // Mengkikip: two months of the finished year
		{desa: "14.10.04.2012", service: "usprod", from: "2024-07", to: "2024-09"}, // Mengkikip: adults' screening
		{desa: "14.10.04.2012", service: "ht", from: "2024-07", to: "2024-09"},
		{desa: "14.10.04.2012", service: "dm", from: "2024-07", to: "2024-09"},
		{desa: "14.10.07.2007", service: "upd", from: "2024-01", to: "2024-09"}, // Kepau Baru: school screening never reported
	}
}

// silent says whether a desa sent no row for a service and month.
func silent(d *desa, service, period string) bool {
	for _, g := range gaps() {
		if (g.puskesmas == "" || g.puskesmas == d.puskesmas) && (g.desa == "" || g.desa == d.code) &&
			(g.service == "" || g.service == service) && g.from <= period && period <= g.to {
			return true
		}
	}
	return false
}

// cell is one desa, service and month.
type cell struct{ desa, service, period string }

// sokop is the row that was corrected.
func sokop() cell { return cell{"14.10.09.2003", "balita", "2024-05"} }

// unfilled says whether a row came with an empty numerator.
func unfilled(desa, service, period string) bool {
	if desa == "14.10.03.2007" && service == "hiv" && period >= "2024" {
		return true // Topang: rows every month, a number in none
	}
	switch (cell{desa, service, period}) {
	case cell{"14.10.01.2008", "balita", "2024-02"},
		cell{"14.10.02.2012", "lansia", "2023-11"},
		cell{"14.10.02.2017", "usprod", "2024-06"},
		cell{"14.10.03.2010", "ht", "2024-09"},
		cell{"14.10.05.2003", "dm", "2024-04"},
		cell{"14.10.06.2008", "usprod", "2023-04"},
		cell{"14.10.08.2001", "balita", "2024-08"},
		cell{"14.10.09.2007", "bumil", "2024-07"}:
		return true
	}
	return false
}

// sokopTwice is how many children of Sokop were counted twice in May.
const sokopTwice = 27

// corrected says whether a row replaces an earlier one.
func corrected(desa, service, period string) bool { return cell{desa, service, period} == sokop() }

// late says whether a month came in after its time.
func late(d *desa, period string) bool { return d.puskesmas == "1011351" && period == "2024-06" }

// exceptional gives the coverage, in thousandths, of the desa where more people were served than expected.
func exceptional(desa, service string, year int) (int, bool) {
	type key struct {
		desa, service string
		year          int
	}
	switch (key{desa, service, year}) {
	case key{"14.10.09.2010", "upd", 0}: // a school that children of the next desa attend
		return 1062, true
	case key{"14.10.05.1001", "bbl", 0}, key{"14.10.05.1001", "bbl", 1}: // births in the clinic of the town
		return 1085, true
	case key{"14.10.06.2002", "lansia", 0}:
		return 1034, true
	case key{"14.10.02.2003", "dm", 1}:
		return 1072, true
	}
	return 0, false
}

// nobodyToServe says where a service has no one to reach: no person with severe mental disorder is known in Telesung.
func nobodyToServe(desa, service string) bool { return desa == "14.10.09.2004" && service == "odgj" }

// inTown says whether a puskesmas is one of the two of Selatpanjang.
func inTown(puskesmas string) bool { return puskesmas == "1011349" || puskesmas == "1011350" }

// closedPustu says whose pustu no longer works.
func closedPustu(desa string) bool { return desa == "14.10.04.2008" }

// closedPosyandu says which posyandu no longer work.
func closedPosyandu(code string) bool { return code == "X-PY-011002-03" }
