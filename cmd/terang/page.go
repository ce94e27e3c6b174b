package main

import (
	"bytes"
	"fmt"
	"strings"

	"terang/internal/build"
	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/report"
	"terang/internal/source"
)

// htmlPage is the form of a report that is a page.
const htmlPage = "html"

// page gathers what the page of a check tells.
func (v voice) page(f siteFlags, r build.Reading, problems source.Problems, day health.Date) report.Input {
	cfg, _ := config.Read(siteFiles(f.dir))
	in := report.Input{Lang: f.lang, Title: cfg.Title, Problems: problems}
	in.Date = fmt.Sprintf("%d %s %d", day.Day(), strings.Fields(v.months)[day.Month().Of()-1], day.Year())
	told := map[string]bool{}
	for _, a := range r.Accounts {
		file := report.File{Name: a.Name, Account: v.accountOf(a)}
		if !told[a.Name] {
			file.Rules = v.leftOutOf(a, r)
		}
		told[a.Name] = true
		in.Files = append(in.Files, file)
	}
	return in
}

// into has a report written to a file, which is replaced as a whole, or to standard
// output where none is named.
func into(w world, name string, report func(world) error) error {
	if name == "" {
		return report(w)
	}
	var b bytes.Buffer
	inFile := w
	inFile.out = &b
	err := report(inFile)
	if b.Len() == 0 {
		return err
	}
	if err := replaceFile(name, b.Bytes()); err != nil {
		return fmt.Errorf("the report: %w", err)
	}
	w.say("%s", name)
	return err
}
