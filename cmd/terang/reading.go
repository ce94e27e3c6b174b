package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"terang/internal/build"
)

// explainReading writes, file by file, what was decided in reading it and what
// became of its rows.
func (v voice) explainReading(out io.Writer, r build.Reading, lang string) error {
	var b strings.Builder
	told := map[string]bool{}
	for _, a := range r.Accounts {
		if !told[a.Name] {
			told[a.Name] = true
			fmt.Fprintf(&b, "%s\n", a.Name)
			said := map[string]bool{} // a file that is mapped twice is read twice
			for _, d := range r.Decisions {
				line := fmt.Sprintf("  %s: %s\n", d.Pos, d.Text(lang))
				if d.Pos.File == a.Name && !said[line] {
					said[line] = true
					b.WriteString(line)
				}
			}
		}
		fmt.Fprintf(&b, "  %s\n", v.accountOf(a))
		for _, rule := range v.leftOutOf(a, r) {
			fmt.Fprintf(&b, "    %s\n", rule)
		}
	}
	_, err := io.WriteString(out, b.String()+"\n")
	return err
}

// accountOf says what became of the rows of a file; of what did not happen it is silent.
func (v voice) accountOf(a build.FileAccount) string {
	var parts []string
	for i, n := range []int{a.Used, a.Refused, a.Skipped, a.Later, a.Ahead} {
		if n > 0 || i == 0 {
			parts = append(parts, fmt.Sprintf(v.became[i], v.number(n)))
		}
	}
	text := fmt.Sprintf(v.account, v.number(a.Rows), strings.Join(parts, ", "))
	var lines []string
	around := []int{a.Around.Titles, a.Around.Headings, a.Around.Totals, a.Around.Footers, a.Around.Blank, a.Around.Parts}
	for i, n := range around {
		if n > 0 {
			lines = append(lines, fmt.Sprintf(v.around[i], v.number(n)))
		}
	}
	if len(lines) > 1 || a.Around.Headings != 1 && len(lines) > 0 { // every table has a line of headings
		text += fmt.Sprintf(v.besides, strings.Join(lines, ", "))
	}
	return text
}

// accounts writes what became of the rows of each file, a line for each.
func (v voice) accounts(out io.Writer, accounts []build.FileAccount, leftOut []build.LeftOut) error {
	told := map[string]bool{}
	for _, a := range accounts {
		rules := ""
		if list := v.leftOutOf(a, build.Reading{LeftOut: leftOut}); len(list) > 0 && !told[a.Name] {
			rules = " (" + strings.Join(list, ", ") + ")"
		}
		told[a.Name] = true
		if _, err := fmt.Fprintf(out, "%s: %s%s\n", a.Name, v.accountOf(a), rules); err != nil {
			return err
		}
	}
	return nil
}

// number writes a whole number with grouped digits.
func (v voice) number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + v.group + s[i:]
	}
	return s
}

// leftOutOf says by which rules rows of a file were left out.
func (v voice) leftOutOf(a build.FileAccount, r build.Reading) []string {
	var list []string
	for _, l := range r.LeftOut {
		if l.File == a.Name {
			list = append(list, fmt.Sprintf(v.leftOut, l.Rows, v.rules[l.Rule]))
		}
	}
	return list
}

// accountVoice is what a run says of the rows of a file.
type accountVoice struct {
	account string   // rows, what became of them
	became  []string // used, refused, skipped, later, ahead
	group   string   // parts thousands
	leftOut string   // rows, rule
	besides string   // lines that are no rows
	around  []string // titles, headings, totals, footers, blank lines, further parts
	rules   map[string]string
}

func accountIn(lang string) accountVoice {
	if lang == "id" {
		return accountVoice{
			account: "%s baris dibaca: %s",
			became:  []string{"%s dipakai", "%s ditolak", "%s dilewati", "%s sesudah bulan terakhir", "%s untuk tahun ajaran baru"},
			group:   ".",
			leftOut: "%d baris %s",
			besides: "; selain itu %s",
			around:  []string{"%s judul", "%s kepala kolom", "%s jumlah", "%s keterangan di bawah tabel", "%s baris kosong", "%s baris sambungan"},
			rules: map[string]string{
				"refused": "ditolak", "blank": "kosong", "where": "tidak termasuk where", "unlisted": "tidak disebut di pemetaan",
				"alone": "tanpa pasangan di berkas gabungan", "passed": "di tabel yang tidak punya kolomnya",
				"outside": "di luar wilayah situs", "unfilled": "tanpa angka", "unneeded": "tidak dibutuhkan", "scheduled": "menunggu tanggalnya",
			},
		}
	}
	return accountVoice{
		account: "%s rows read: %s",
		became:  []string{"%s used", "%s refused", "%s skipped", "%s after the last month", "%s of the next school year"},
		group:   ",",
		leftOut: "%d rows %s",
		besides: "; besides %s",
		around:  []string{"%s of titles", "%s of headings", "%s of totals", "%s of remarks below", "%s blank", "%s going on"},
		rules: map[string]string{
			"refused": "refused", "blank": "blank", "where": "not among what where asks for", "unlisted": "not named in the mapping",
			"alone": "without a partner in the joined file", "passed": "of a table without the columns",
			"outside": "outside the area of the site", "unfilled": "without a number", "unneeded": "of what is not needed", "scheduled": "waiting for their day",
		},
	}
}
