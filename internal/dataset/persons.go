package dataset

import (
	"strconv"
	"strings"

	"terang/internal/personal"
	"terang/internal/source"
)

// persons counts, by column, the cells that look like data of a person.
type persons []personal.Counts

// look counts a cell.
func look[T string | []byte](p persons, column int, cell T) {
	if kind := personal.Look(cell); kind != personal.None && column < len(p) {
		p[column][kind]++
	}
}

// lookAt counts the cells of a row of text as it stands in its file.
func (p persons) lookAt(rec record, raw string) {
	if strings.IndexByte(raw, '"') >= 0 {
		for column, cell := range rec.fields() {
			look(p, column, cell)
		}
		return
	}
	raw = strings.TrimRight(raw, "\r\n")
	for column := 0; ; column++ {
		i := strings.IndexByte(raw, byte(rec.s.delim))
		if i < 0 {
			look(p, column, raw)
			return
		}
		look(p, column, raw[:i])
		raw = raw[i+1:]
	}
}

// add adds the counts of a part.
func (p persons) add(of persons) {
	for column := range of {
		for kind, n := range of[column] {
			p[column][kind] += n
		}
	}
}

// guardPersons refuses a file with columns that hold data of persons, and says
// whether there is none. The place is the heading, so that no row is shown. headings
// are as the file writes them; names as the program does, where it knows them.
func (r *reader) guardPersons(file string, p persons, rows int, headings, names []string, at func(column int) source.Pos) (ok bool) {
	ok = true
	for column := range p {
		if kind := p[column].Suspicious(rows, allowed(r.cfg.InPlaceOf(file), headings[column], names[column])...); kind != personal.None {
			r.ps.Personal(at(column), kind, headings[column], strconv.Itoa(p[column][kind]))
			ok = false
		}
	}
	return ok
}

// allowed lists what a column may hold: facilities have telephones and addresses,
// and sums of money as many digits as the number of a card.
func allowed(file, heading, name string) []personal.Kind {
	switch {
	case file == facilitiesFile && personal.Heading(heading, false) && !personal.Heading(heading, true),
		file == facilitiesFile && name == "phone":
		return []personal.Kind{personal.Phone, personal.Email}
	case file == budgetFile && name == "amount":
		return []personal.Kind{personal.Card, personal.Phone}
	}
	return nil
}
