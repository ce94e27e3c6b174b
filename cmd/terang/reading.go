package main

import (
	"fmt"
	"io"
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
			for _, d := range r.Decisions {
				if d.Pos.File == a.Name {
					fmt.Fprintf(&b, "  %s: %s\n", d.Pos, d.Text(lang))
				}
			}
		}
		fmt.Fprintf(&b, "  "+v.account+"\n", a.Rows, a.Used, a.Refused, a.Skipped, a.Later, a.Ahead)
		for _, l := range r.LeftOut {
			if l.File == a.Name {
				fmt.Fprintf(&b, "    "+v.leftOut+"\n", l.Rows, v.rules[l.Rule])
			}
		}
	}
	_, err := io.WriteString(out, b.String()+"\n")
	return err
}
