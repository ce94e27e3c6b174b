package made

import "strconv"

// Insurer names the source of the rows on the national health insurance.
const Insurer = "BPJS Kesehatan (contoh)"

// Members is the insurance of an area at the end of a quarter: the people who live
// there, its members by segment (PBI APBN, PBI APBD, PPU, PBPU, BP), and the active ones.
type Members struct {
	Year, Quarter, People int
	Segments              [5]int
	Active                int
}

// Quarter gives the insurance of a quarter.
func Quarter(year, quarter, people int, segments [5]int, active int) Members {
	return Members{year, quarter, people, segments, active}
}

// Rows gives the observations of it: members, active ones, and each segment. Drawn is
// the day of the data, or empty.
func (m Members) Rows(area, drawn string) [][]string {
	all := 0
	for _, n := range m.Segments {
		all += n
	}
	period := strconv.Itoa(m.Year) + "-TW" + strconv.Itoa(m.Quarter)
	row := func(code string, n, d int, kind string) []string {
		return []string{period, code, area, strconv.Itoa(n), strconv.Itoa(d), kind, Insurer, drawn, ""}
	}
	rows := [][]string{row("uhc_peserta", all, m.People, "keadaan proyeksi"), row("uhc_aktif", m.Active, all, "keadaan")}
	for i, code := range [...]string{"uhc_pbi_apbn", "uhc_pbi_apbd", "uhc_ppu", "uhc_pbpu", "uhc_bp"} {
		rows = append(rows, row(code, m.Segments[i], m.People, "keadaan proyeksi"))
	}
	return rows
}
