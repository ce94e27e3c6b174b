package main

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"
)

// lists makes both lists: areas (code,name) by code, and puskesmas
// (area,code,name) by the code of their kabupaten or kota and their own.
func lists(sources fs.FS) (areas, puskesmas []byte, err error) {
	names, err := readAreas(sources)
	if err != nil {
		return nil, nil, err
	}
	posts, err := readPuskesmas(sources, names)
	if err != nil {
		return nil, nil, err
	}
	slices.SortFunc(names, func(a, b []string) int { return cmp.Compare(a[0], b[0]) })
	slices.SortFunc(posts, func(a, b []string) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	if areas, err = write([]string{"code", "name"}, names); err != nil {
		return nil, nil, err
	}
	puskesmas, err = write([]string{"area", "code", "name"}, posts)
	return areas, puskesmas, err
}

func write(head []string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	err := w.Write(head)
	if err == nil {
		err = w.WriteAll(rows) // and flushes
	}
	return b.Bytes(), err
}

// rows reads a table and gives the columns asked for.
func rows(sources fs.FS, file string, columns ...string) ([][]string, error) {
	text, err := fs.ReadFile(sources, file)
	if err != nil {
		return nil, err
	}
	all, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("%s is empty", file)
	}
	at := make([]int, len(columns))
	for i, c := range columns {
		if at[i] = slices.Index(all[0], c); at[i] < 0 {
			return nil, fmt.Errorf("%s has no column %q", file, c)
		}
	}
	picked := make([][]string, 0, len(all)-1)
	for _, row := range all[1:] {
		one := make([]string, len(at))
		for i, col := range at {
			one[i] = row[col]
		}
		picked = append(picked, one)
	}
	return picked, nil
}

// readAreas reads the areas of all levels.
func readAreas(sources fs.FS) ([][]string, error) {
	var all [][]string
	for _, file := range []string{"provinces", "regencies", "districts", "villages"} {
		list, err := rows(sources, "idn-area-data-4.0.1/"+file+".csv", "code", "name")
		if err != nil {
			return nil, err
		}
		for _, row := range list {
			// In the source a quotation mark stands where names have an apostrophe: Ra"as.
			row[1] = strings.Join(strings.Fields(strings.ReplaceAll(row[1], `"`, "'")), " ")
		}
		all = append(all, list...)
	}
	return all, nil
}

// readPuskesmas reads the puskesmas, and finds the kabupaten or kota that each stands in today.
func readPuskesmas(sources fs.FS, areas [][]string) ([][]string, error) {
	today, byName := map[string]bool{}, map[string]string{}
	for _, a := range areas {
		if len(a[0]) == len("14.10") {
			today[a[0]] = true
			byName[bare(a[1])] = a[0]
		}
	}
	old, err := rows(sources, "satu-data/wilayah_administratif.csv", "kode_kab", "kode_kec", "nama_wilayah")
	if err != nil {
		return nil, err
	}
	nameThen := map[string]string{}
	for _, row := range old {
		if row[1] == "NULL" {
			nameThen[row[0]] = row[2]
		}
	}
	list, err := rows(sources, "satu-data/puskesmas.csv", "kode_kab", "kode_instansi", "unit_kerja")
	if err != nil {
		return nil, err
	}
	for _, row := range list {
		code := row[0]
		if len(code) != len("1410") {
			return nil, fmt.Errorf("puskesmas %s: %q is not a kabupaten", row[1], code)
		}
		if row[0] = code[:2] + "." + code[2:]; !today[row[0]] {
			now, ok := byName[bare(nameThen[code])]
			if !ok {
				return nil, fmt.Errorf("puskesmas %s: kabupaten %s %q is not among the areas of today", row[1], code, nameThen[code])
			}
			row[0] = now
		}
		row[2] = proper(row[2])
	}
	return list, nil
}

// bare is the name of a kabupaten or kota as it is compared: its letters, and which of the two it is.
func bare(name string) string {
	name = strings.TrimPrefix(strings.ToLower(name), "kabupaten ")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, strings.TrimPrefix(name, "kab "))
}

// proper writes a name in capitals as names are written: Puskesmas Bawang II.
func proper(name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		words[i] = properWord(word)
	}
	return strings.Join(words, " ")
}

// properWord writes each part of a word between signs with one capital, but for
// numerals and abbreviations. After an apostrophe a word goes on: Sa'dan.
func properWord(word string) string {
	var b strings.Builder
	part := ""
	flush := func(next rune) {
		switch {
		case part == "DR" && next == '.':
			b.WriteString("dr")
		case isAbbreviation(part) && next != '.':
			b.WriteString(part)
		case part != "":
			b.WriteString(part[:1] + strings.ToLower(part[1:]))
		}
		part = ""
	}
	for _, r := range word {
		if r < unicode.MaxASCII && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'') {
			part += string(r)
			continue
		}
		flush(r)
		b.WriteRune(r)
	}
	flush(0)
	return b.String()
}

// isAbbreviation says whether a word stays in capitals: a Roman numeral, or one without a vowel, or with a digit.
func isAbbreviation(word string) bool {
	return strings.Trim(word, "IVX") == "" || strings.ContainsAny(word, "0123456789") || !strings.ContainsAny(word, "AEIOU")
}
