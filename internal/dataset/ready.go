package dataset

import (
	"bytes"
	_ "embed"
	"io"
	"io/fs"
	"path"
	"strings"

	"terang/internal/health"
)

// The indicators that stand ready beside the services of the SPM: a site has them
// as soon as its tables name them. Others are no part of its catalogue, since
// every indicator takes a column of each table.
//
//go:embed ready.csv
var readyCSV []byte

// readyName is the name under which problems of that table are told; there are none.
const readyName = "ready.csv"

// readReady adds the ready-made indicators that the site's own files name.
func (r *reader) readReady() {
	all := map[string]bool{}
	text := decode(readyCSV)
	table := func(take func(row indicatorRow, at record) outcome) {
		readTable(r, &csvFile{file: readyName, text: text, delim: rune(sniffDelimiter(text))}, []string{"code"}, take)
	}
	table(func(row indicatorRow, _ record) outcome {
		all[row.Code] = true
		return used
	})
	named := all
	if !r.allReady {
		named = r.mentioned(all)
	}
	table(func(row indicatorRow, at record) outcome {
		if !named[row.Code] {
			return unneeded
		}
		return r.takeIndicator(row, at, nil)
	})
}

// mentioned finds which of some codes stand anywhere in the tables of figures, in
// the catalogue of the site or in site.yaml. A word that only looks like a code
// costs an empty column and nothing else.
func (r *reader) mentioned(codes map[string]bool) map[string]bool {
	named := map[string]bool{}
	note := func(code string) {
		if codes[code] {
			named[code] = true
		}
	}
	files := []string{indicatorsFile}
	entries, _ := fs.ReadDir(r.root, observationsPath) //nolint:errcheck // told where the folder is read
	for _, e := range entries {
		if strings.EqualFold(path.Ext(e.Name()), ".csv") {
			files = append(files, path.Join(observationsPath, e.Name()))
		}
	}
	for _, s := range r.cfg.Sources {
		note(s.Indicator)
		for _, one := range s.Series {
			note(one.Indicator)
		}
		for _, code := range s.Indicators {
			note(code)
		}
		for _, e := range s.Elements {
			note(e.Indicator)
		}
		files = append(files, path.Clean(s.File))
	}
	for _, file := range files {
		f, err := r.root.Open(file)
		if err != nil {
			continue // told where the file is read
		}
		if info, err := f.Stat(); err == nil && (info.Size() <= longestTable || path.Dir(file) == observationsPath) {
			wordsWith(f, note)
		}
		f.Close() //nolint:errcheck // read only: nothing can be lost
	}
	return named
}

// longestSlug is more than any code has.
const longestSlug = 64

// wordsWith hands over every word that has an underscore. Large tables hardly have
// any, so they are passed over as fast as they can be read.
func wordsWith(in io.Reader, found func(string)) {
	buffer := make([]byte, 1<<16)
	kept := 0
	for {
		n, err := in.Read(buffer[kept:])
		text := buffer[:kept+n]
		for at := 0; ; {
			i := bytes.IndexByte(text[at:], '_')
			if i < 0 {
				break
			}
			from, to := at+i, at+i+1
			for from > 0 && isSlug(text[from-1]) {
				from--
			}
			for to < len(text) && isSlug(text[to]) {
				to++
			}
			found(string(text[from:to]))
			at = to
		}
		if err != nil {
			return
		}
		kept = copy(buffer, text[max(0, len(text)-longestSlug):])
	}
}

func isSlug(b byte) bool { return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '_' }

// uhcLowest keeps the members of the national insurance to kab/kota and above.
// Their counts add up to one another and are one another's denominators, so that
// below, one could be worked out from the rest (domain reference §8.3 rule 9).
func (r *reader) uhcLowest(at record, ind *health.Indicator, said bool) {
	if ind.Group != health.GroupUHC || ind.Lowest <= health.Kabkota {
		return
	}
	if said {
		r.ps.Error(at.at("lowest_level"), "uhc-too-low", "code", ind.Code, "level", ind.Lowest.String())
	}
	ind.Lowest = health.Kabkota
}
