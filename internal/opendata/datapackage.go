package opendata

import (
	"encoding/hex"
	"slices"
	"strings"

	"terang/internal/health"
	"terang/internal/media"
)

// datapackage is the description of the tables: a Frictionless Tabular Data Package.
type datapackage struct {
	Profile      string        `json:"profile"`
	Name         string        `json:"name"`
	Title        string        `json:"title"`
	Description  string        `json:"description"`
	Sample       bool          `json:"sample"`
	Notice       string        `json:"notice,omitempty"`
	Homepage     string        `json:"homepage,omitempty"`
	Version      string        `json:"version,omitempty"` // the month up to which the data count
	Licenses     []license     `json:"licenses,omitempty"`
	Sources      []titled      `json:"sources,omitempty"`
	Contributors []contributor `json:"contributors,omitempty"`
	Provisional  []string      `json:"provisional,omitempty"` // periods whose figures may still grow
	Resources    []resource    `json:"resources"`
}

type license struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

type titled struct {
	Title string `json:"title"`
}

type contributor struct {
	Title string `json:"title"`
	Email string `json:"email,omitempty"`
	Role  string `json:"role"`
}

type resource struct {
	Profile   string       `json:"profile"`
	Name      string       `json:"name"`
	Path      string       `json:"path"`
	Title     string       `json:"title"`
	Format    string       `json:"format"`
	MediaType string       `json:"mediatype"`
	Encoding  string       `json:"encoding,omitempty"`
	Bytes     int          `json:"bytes"`
	Hash      string       `json:"hash"`
	Dialect   *dialect     `json:"dialect,omitempty"`
	Schema    *tableSchema `json:"schema,omitempty"`
}

type dialect struct {
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
	Header         bool   `json:"header"`
}

type tableSchema struct {
	Fields        []field      `json:"fields"`
	MissingValues []string     `json:"missingValues"`
	PrimaryKey    []string     `json:"primaryKey,omitempty"`
	ForeignKeys   []foreignKey `json:"foreignKeys,omitempty"`
}

// foreignKey says in which table the codes of a column are explained.
type foreignKey struct {
	Field     string `json:"fields"`
	Reference struct {
		Resource string `json:"resource"`
		Field    string `json:"fields"`
	} `json:"reference"`
}

func (b *book) datapackage(tables []table) File {
	p := datapackage{
		Profile: "data-package", Name: "capaian-" + strings.ToLower(b.Register.Areas[0].Code),
		Title: b.title(), Description: b.Words.T("download.description"),
		Sample: b.Config.Sample, Notice: b.notice(), Homepage: b.Config.BaseURL,
		Version: b.Release.AsOf().String(), Provisional: b.provisional(),
	}
	if l := b.Config.License; l != "" {
		p.Licenses = []license{{Name: strings.ReplaceAll(l, " ", "-"), Title: l}}
	}
	for _, s := range b.sources() {
		p.Sources = append(p.Sources, titled{s})
	}
	if o := b.Config.Office; o.Name != "" {
		p.Contributors = []contributor{{Title: o.Name, Email: o.Email, Role: "publisher"}}
	}
	return kept(downloads+"datapackage.json", Title{key: "datapackage"}, func(to []byte) []byte {
		p := p
		for _, t := range tables {
			p.Resources = append(p.Resources, b.resource(t))
			if t.packed.Path != "" {
				p.Resources = append(p.Resources, b.packedResource(t))
			}
		}
		return append(to, encode(p)...)
	})
}

// provisional lists the periods of column periode that are not the end of their year.
func (b *book) provisional() []string {
	var list []string
	for y, year := range b.years {
		for i := range b.Indicators {
			if period := b.Release.At(i, year).String(); b.live[y][i] && b.Release.Provisional(i, year) && !slices.Contains(list, period) {
				list = append(list, period)
			}
		}
	}
	slices.Sort(list)
	return list
}

// resource describes a table. Its digest is that of the published file, never of
// what the office put in: few hidden cells could be found by trying.
func (b *book) resource(t table) resource {
	of := t.seal()
	s := &tableSchema{Fields: t.fields, MissingValues: []string{""}, PrimaryKey: t.key}
	if t.coded {
		k := foreignKey{Field: "indikator"}
		k.Reference.Resource, k.Reference.Field = indicatorTable, "indikator"
		s.ForeignKeys = []foreignKey{k}
	}
	return resource{
		Profile: "tabular-data-resource", Name: strings.ToLower(t.name),
		Path: strings.TrimPrefix(t.Path, downloads), Title: t.Title.In(b.Words),
		Format: "csv", MediaType: media.Of(t.Path).Type, Encoding: "utf-8",
		Bytes: of.size, Hash: "sha256:" + hex.EncodeToString(of.sum[:]),
		Dialect: &dialect{Delimiter: ",", LineTerminator: "\n", QuoteChar: `"`, DoubleQuote: true, Header: true},
		Schema:  s,
	}
}

// packedResource describes the same table as Parquet, which tells its columns itself.
func (b *book) packedResource(t table) resource {
	of := t.packed.seal()
	return resource{
		Profile: "data-resource", Name: strings.ToLower(t.name) + "-parquet",
		Path: strings.TrimPrefix(t.packed.Path, downloads), Title: t.Title.In(b.Words), Format: "parquet",
		MediaType: media.Of(t.packed.Path).Type, Bytes: of.size, Hash: "sha256:" + hex.EncodeToString(of.sum[:]),
	}
}

// title names the data set; a sample's says so first.
func (b *book) title() string {
	title := b.Words.T("download.title", "area", b.Register.Areas[0].Name)
	if b.Config.Sample {
		return b.Words.T("download.title.sample", "title", title)
	}
	return title
}

// notice gives what the site says on every page; a sample never goes without.
func (b *book) notice() string {
	if b.Config.Notice == "" && b.Config.Sample {
		return b.Words.T("download.notice")
	}
	return b.Config.Notice
}

// sources lists where the indicators with data come from, each once, in the catalogue's order.
func (b *book) sources() []string {
	var list []string
	for i, ind := range b.Indicators {
		if ind.Source != "" && b.ever(i) && !slices.Contains(list, ind.Source) {
			list = append(list, ind.Source)
		}
	}
	return list
}

// readme is for whoever finds the folder without the site around it.
func (b *book) readme(tables []table) File {
	parts := []string{b.title(), b.notice(), b.Words.T("download.description")}
	if m := b.Release.AsOf(); m != health.NoMonth {
		parts = append(parts, b.Words.T("download.readme.period", "month", b.Words.Month(m)))
	}
	parts = append(parts, b.Words.T("download.readme.site", "title", b.Config.Title, "url", b.Config.BaseURL))
	if s := b.sources(); len(s) > 0 {
		parts = append(parts, b.Words.T("download.readme.sources", "sources", b.Words.List(s)))
	}
	if l := b.Config.License; l != "" {
		parts = append(parts, b.Words.T("download.readme.license", "license", l))
	}
	if periods := b.provisional(); len(periods) > 0 {
		parts = append(parts, b.Words.T("download.readme.provisional", "periods", b.Words.List(periods)))
	}
	parts = append(parts,
		b.Words.T("download.readme.hidden"), b.Words.T("download.readme.missing"),
		b.Words.T("download.readme.files")+"\n"+listed(tables, func(t table) (string, string) {
			name := strings.TrimPrefix(t.Path, downloads)
			if t.packed.Path != "" {
				name += ", " + strings.TrimPrefix(t.packed.Path, downloads)
			}
			return name, t.Title.In(b.Words)
		}),
		b.Words.T("download.readme.columns")+"\n"+listed(b.columns(tables), func(f field) (string, string) {
			return f.Name, f.Description
		}), b.ofPages())
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	body := strings.Join(parts, "\n\n") + "\n"
	return kept(downloads+"BACA-SAYA.txt", Title{key: "readme"}, func(to []byte) []byte { return append(to, body...) })
}

// ofPages says what the files of the pages hold, which stand outside of the folder.
func (b *book) ofPages() string {
	columns := func(fields []field) string {
		names := make([]string, len(fields))
		for i, f := range fields {
			names[i] = f.Name
		}
		return strings.Join(names, ", ")
	}
	shown := shownFields(b)
	files := []field{
		{Name: "*.csv", Description: b.Words.T("download.readme.pages.years")},
		{Name: "*-bulan.csv", Description: b.Words.T("download.readme.pages.months", "columns", columns(monthFields(b)))},
		{Name: "*-lain.csv", Description: b.Words.T("download.readme.pages.others", "columns", columns(shown))},
	}
	return b.Words.T("download.readme.pages") + "\n" + listed(append(files, shown...), func(f field) (string, string) { return f.Name, f.Description })
}

// columns lists every column of the tables once.
func (b *book) columns(tables []table) []field {
	var all []field
	for _, t := range tables {
		for _, f := range t.fields {
			if !slices.ContainsFunc(all, func(g field) bool { return g.Name == f.Name }) {
				all = append(all, f)
			}
		}
	}
	return all
}

func listed[T any](items []T, line func(T) (name, says string)) string {
	lines := make([]string, len(items))
	for i, item := range items {
		name, says := line(item)
		lines[i] = "- " + name + ": " + says
	}
	return strings.Join(lines, "\n")
}
