package source

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// placesShown is how many places of one code Print shows before "and n more".
const placesShown = 20

// The words around a problem.
var (
	severityWords = [...]words{
		Warning: {"warning", "peringatan"}, Error: {"error", "galat"}, Note: {"note", "catatan"}, Waived: {"waived", "dikecualikan"},
	}
	hintWord   = words{"hint", "saran"}
	reasonWord = words{"reason", "alasan"}
)

// String gives the English word.
func (s Severity) String() string { return severityWords[s].EN }

// Print writes problems for people, sorted, in "id" or "en": the place, what is
// wrong, the line with a caret under the cell, what to do. Of one code it shows
// at most twenty places and says how many more there are. Lines are read from
// root, which may be nil; a line that cannot be read again is left out, and so is
// that of a quiet problem. The error is that of w.
func (ps Problems) Print(w io.Writer, root fs.FS, lang string) error {
	shown, more := ps.firstOfEach()
	lines := readLines(root, shown)
	out := bufio.NewWriter(w)
	for i, p := range shown {
		line := ""
		if !p.Quiet && p.Pos.Sheet == "" {
			line = lines[place{p.Pos.File, p.Pos.Line}]
		}
		printOne(out, p, line, lang)
		if n := more[i]; n > 0 {
			rest := words{"and %d more", "dan %d lagi"}.in(lang)
			fmt.Fprintf(out, rest+" [%s]\n", n, p.Code)
		}
	}
	return out.Flush()
}

// Summary counts problems in "id" or "en": "1 error, 0 warnings". Notes and what is
// waived are told where there are any.
func (ps Problems) Summary(lang string) string {
	n := ps.counts()
	text := fmt.Sprintf("%d error%s, %d warning%s", n[Error], plural(n[Error]), n[Warning], plural(n[Warning]))
	notes := fmt.Sprintf(", %d note%s", n[Note], plural(n[Note]))
	waived := "; %d waived"
	if lang == Indonesian {
		text = fmt.Sprintf("%d galat, %d peringatan", n[Error], n[Warning])
		notes, waived = fmt.Sprintf(", %d catatan", n[Note]), "; %d dikecualikan"
	}
	if n[Note] > 0 {
		text += notes
	}
	if n[Waived] > 0 {
		text += fmt.Sprintf(waived, n[Waived])
	}
	return text
}

// counts tells how many problems there are, by severity.
func (ps Problems) counts() (n [Waived + 1]int) {
	for _, p := range ps {
		n[p.Severity] += 1 + p.Rest
	}
	return n
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// firstOfEach sorts and keeps the first places of each code. more tells, by
// index of the last kept place of a code, how many of it were left out.
func (ps Problems) firstOfEach() (kept Problems, more map[int]int) {
	sorted := slices.Clone(ps)
	sorted.Sort()
	seen, last, rest := map[Code]int{}, map[Code]int{}, map[Code]int{}
	for _, p := range sorted {
		seen[p.Code]++
		rest[p.Code] += p.Rest
		if seen[p.Code] <= placesShown {
			last[p.Code] = len(kept)
			kept = append(kept, p)
		}
	}
	more = map[int]int{}
	for code, n := range seen {
		more[last[code]] = max(0, n-placesShown) + rest[code]
	}
	return kept, more
}

func printOne(w io.Writer, p Problem, line string, lang string) {
	if where := p.Pos.String(); where != "" {
		fmt.Fprintf(w, "%s: ", where)
	}
	fmt.Fprintf(w, "%s: %s [%s]\n", severityWords[p.Severity].in(lang), p.Text(lang), p.Code)
	if line != "" {
		text, caret := excerpt(line, p.Pos)
		fmt.Fprintf(w, "%5d | %s\n", p.Pos.Line, text)
		if caret != "" {
			fmt.Fprintf(w, "      | %s\n", caret)
		}
	}
	if p.Severity == Waived {
		fmt.Fprintf(w, "   %s: %s\n", reasonWord.in(lang), shown(p.Reason))
		return
	}
	for hint := range strings.Lines(p.Hint(lang)) {
		fmt.Fprintf(w, "   %s: %s\n", hintWord.in(lang), strings.TrimSpace(hint))
	}
}

// String gives the place as editors read it, file:line:column, or as spreadsheets
// name it, file.xlsx!Sheet1!B7, as far as known.
func (p Pos) String() string {
	if p.Sheet != "" {
		return shown(p.File) + "!" + shown(p.Sheet) + p.cell()
	}
	switch {
	case p.Line == 0:
		return shown(p.File)
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", shown(p.File), p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", shown(p.File), p.Line, p.Column)
}

// cell names a cell of a sheet: B7, or row 7 where the column is not known.
func (p Pos) cell() string {
	if p.Line == 0 {
		return ""
	}
	letters := ""
	for n := p.Column; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return fmt.Sprintf("!%s%d", letters, p.Line)
}

// How much of a long line is shown: this many characters, with so many before the caret.
const (
	excerptWidth = 96
	excerptLead  = 32
)

// excerpt cuts a line around the caret. caret is empty where the column is not known.
func excerpt(line string, pos Pos) (text, caret string) {
	rs := cover([]rune(decoded(line)))
	at := min(max(pos.Column, 1)-1, len(rs))
	from := 0
	if len(rs) > excerptWidth && at > excerptLead {
		from = min(at-excerptLead, len(rs)-excerptWidth+excerptLead)
	}
	to := min(from+excerptWidth, len(rs))
	before, after := "", ""
	if from > 0 {
		before = "…"
	}
	if to < len(rs) {
		after = "…"
	}
	text = strings.TrimRight(before+string(rs[from:to])+after, " ")
	if pos.Column == 0 {
		return text, ""
	}
	indent, width := columns([]rune(before)), 0
	indent += columns(rs[from:at])
	end := min(at+max(pos.Width, 1), to)
	if at < end {
		width = columns(rs[at:end])
	}
	return text, strings.Repeat(" ", indent) + strings.Repeat("^", max(width, 1))
}

func columns(rs []rune) int {
	n := 0
	for _, r := range rs {
		n += cells(r)
	}
	return n
}

type place struct {
	file string
	line int
}

// readLines gives the text of the lines that problems point at, reading each
// file once and no further than needed.
func readLines(root fs.FS, ps Problems) map[place]string {
	lines := map[place]string{}
	if root == nil {
		return lines
	}
	wanted := map[string][]int{}
	for _, p := range ps {
		if p.Pos.Line > 0 && p.Pos.Sheet == "" {
			wanted[p.Pos.File] = append(wanted[p.Pos.File], p.Pos.Line)
		}
	}
	for file, numbers := range wanted {
		slices.SortFunc(numbers, cmp.Compare)
		readLinesOf(root, file, slices.Compact(numbers), lines)
	}
	return lines
}

func readLinesOf(root fs.FS, file string, numbers []int, into map[place]string) {
	f, err := root.Open(file)
	if err != nil {
		return
	}
	defer f.Close() //nolint:errcheck // read only: nothing can be lost
	r := bufio.NewReaderSize(f, 1<<16)
	if start, _ := r.Peek(512); bytes.IndexByte(start, 0) >= 0 {
		return // two bytes a letter, or no text: its lines would not be readable
	}
	for n := 1; len(numbers) > 0; n++ {
		wanted := n == numbers[0]
		line, err := nextLine(r, wanted)
		if wanted {
			if n == 1 {
				line = strings.TrimPrefix(line, "\ufeff")
			}
			into[place{file, n}] = line
			numbers = numbers[1:]
		}
		if err != nil {
			return
		}
	}
}

// longestLine is how much of a line is kept to be shown, about: more is no line, and
// what follows it is not looked for.
const longestLine = 1 << 20

// nextLine reads a line without its end, which is "\n", "\r\n" or the end of the
// file, and keeps it only if it is wanted.
func nextLine(r *bufio.Reader, keep bool) (string, error) {
	var b strings.Builder
	for {
		part, err := r.ReadSlice('\n')
		if keep {
			b.Write(part)
		}
		if b.Len() > longestLine {
			return b.String(), bufio.ErrTooLong
		}
		if err != bufio.ErrBufferFull {
			return strings.TrimRight(b.String(), "\r\n"), err
		}
	}
}
