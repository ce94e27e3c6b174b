package build

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"sync"

	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/dataset"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/lint"
	"terang/internal/opendata"
	"terang/internal/site"
	"terang/internal/source"
	"terang/internal/spm"
	"terang/internal/theme"
	"terang/internal/words"
)

// What one room gives, in the form in which the next takes it.

// names tells the posts' reader what the data knows.
func names(d *dataset.Data) content.Names {
	n := content.Names{Unit: d.Register.UnitOf}
	for u := range health.Unit(d.Register.Units()) {
		n.Units = append(n.Units, d.Register.Code(u))
	}
	facilities := sync.OnceValue(func() map[string]string { // few posts name one
		facilities := make(map[string]string, len(d.Register.Facilities))
		for i := range d.Register.Facilities {
			f := &d.Register.Facilities[i]
			facilities[f.Code] = f.Name
		}
		return facilities
	})
	n.Facility = func(code string) (string, bool) {
		name, ok := facilities()[code]
		return name, ok
	}
	indicators := map[string]int{}
	for i, ind := range d.Indicators {
		indicators[ind.Code] = i
		n.Indicators = append(n.Indicators, ind.Code)
	}
	n.Indicator = func(code string) (int, bool) {
		i, ok := indicators[code]
		return i, ok
	}
	return n
}

// languages lists those of a site, that of the root first.
func languages(cfg config.Site) []string { return append([]string{cfg.Language}, cfg.Others...) }

func sums(cfg config.Site, d *dataset.Data, o Options) spm.Input {
	in := spm.Input{Register: d.Register, Indicators: d.Indicators, Table: d.Table, Quoted: d.Quoted, AsOf: o.AsOf}
	if o.AsOf == 0 {
		in.AsOf = health.NoMonth
	}
	for _, q := range d.Quality {
		in.Quality = append(in.Quality, spm.Quality(q))
	}
	for _, c := range cfg.Categories {
		in.Categories = append(in.Categories, spm.Category(c))
	}
	return in
}

// stated reports totals in the data that their parts do not add up to. The parts count.
func stated(s *spm.Summary, d *dataset.Data) source.Problems {
	var ps source.Problems
	for _, y := range s.Years {
		for _, t := range y.Stated {
			if !t.Differs() {
				continue
			}
			ind := d.Indicators[t.Indicator]
			args := []string{"area", d.Register.Name(t.Unit), "indicator", ind.Code, "year", strconv.Itoa(t.Year)}
			if ind.Sensitivity == health.Sensitive {
				ps.WarnQuietly(d.Place(t.Origin), "stated-total", args...)
			} else {
				ps.Warn(d.Place(t.Origin), "stated-total",
					append(args, "n", count(t.N), "d", count(t.D), "sum_n", count(t.SumN), "sum_d", count(t.SumD))...)
			}
			ps[len(ps)-1].About = source.About{Indicator: ind.Code, Area: d.Register.Code(t.Unit), Period: strconv.Itoa(t.Year)}
		}
	}
	return ps
}

func count(n health.Count) string {
	if !n.Known() {
		return "–"
	}
	return strconv.Itoa(int(n))
}

// dressed tells the theme's reader which theme, and the site's own colour and logo.
func dressed(cfg config.Site) theme.Choice {
	l := cfg.Look
	return theme.Choice{Name: cfg.Theme, Look: theme.Look{
		Accent: l.Accent, AccentDark: l.AccentDark, Logo: l.Logo, LogoDark: l.LogoDark, LogoCard: l.LogoCard,
		Pos: func(key string) source.Pos { return cfg.Pos("look", key) },
	}}
}

// downloads lists what people download for the data page.
func downloads(files []opendata.File, w *words.Catalogue) []site.Download {
	var list []site.Download
	for _, f := range files {
		name := f.Path[strings.LastIndexByte(f.Path, '/')+1:]
		d := site.Download{Name: name, Href: f.Path, Format: format(name), Size: size(f.Size()), Text: f.Title.In(w)}
		if n := len(list); n > 0 && d.Format == "PARQUET" { // the table before it once more
			list[n-1].Also = site.Link{Text: name, Href: f.Path, Note: "Parquet, " + d.Size}
			continue
		}
		list = append(list, d)
	}
	return list
}

// servicePages tells the catalogue where each indicator is shown.
func servicePages(plan *site.Plan) []opendata.ServicePage {
	var list []opendata.ServicePage
	for _, page := range plan.Pages() {
		of, ok := plan.Tables(page, nil)
		if !ok || of.Indicator == site.AllIndicators {
			continue
		}
		p := opendata.ServicePage{Indicator: of.Indicator, Address: of.Address, Files: []string{of.Path + site.YearsEnd}}
		if of.Months {
			p.Files = append(p.Files, of.Path+site.MonthsEnd)
		}
		if of.Workbook {
			p.Files = append(p.Files, of.Path+site.WorkbookEnd)
		}
		list = append(list, p)
	}
	return list
}

// documents tells pages where the documents for programs stand.
func documents(f *numbers) site.Documents {
	return site.Documents{
		Unit:      func(u health.Unit) string { return f.tables().UnitPath(u) },
		Indicator: func(i int) string { return f.tables().IndicatorPath(i) },
	}
}

func format(name string) string { return strings.ToUpper(name[strings.LastIndexByte(name, '.')+1:]) }

// size prints bytes as people read them; the units are the same in every language.
func size(n int) string {
	if n < 1000 {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%d kB", (n+500)/1000)
}

// sources says where the observations come from and when they were drawn.
func sources(d *dataset.Data, w *words.Catalogue) []string {
	list := d.Sources
	if d.Extracted != 0 && len(list) > 0 {
		list = append(list[:len(list)-1:len(list)-1], w.T("site.source.drawn", "source", list[len(list)-1], "date", w.Date(d.Extracted)))
	}
	return list
}

// linted reads the posts of a language as an editor would, but for those of which, as they are, there was nothing to tell.
func linted(cfg config.Site, d *dataset.Data, c *content.Content, r *disclosure.Release, w *words.Catalogue, known *shelf) source.Problems {
	quietAs := func(p *content.Post) [sha256.Size]byte {
		return sha256.Sum256(fmt.Appendf(nil, "quiet %x %q", p.Digest, cfg.Writing.Avoid))
	}
	in := lint.Input{
		Register: d.Register, Indicators: d.In(w.Lang()), Release: r, Words: w,
		Aliases: cfg.Search.Aliases, Avoid: cfg.Writing.Avoid,
	}
	for _, p := range c.In(w.Lang()).Posts {
		if p.Lang != "" && p.Lang != w.Lang() { // what nobody translated is read once
			continue
		}
		if known != nil {
			if _, quiet := known.recall(quietAs(&p)); quiet {
				continue
			}
		}
		in.Posts = append(in.Posts, p)
	}
	if known != nil {
		in.Quiet = func(p *content.Post) { known.keep(quietAs(p), "") }
	}
	return lint.Posts(in)
}
