package opendata

import "strings"

// csvw describes the tables as CSV on the Web does, for those who make linked data of them.
func (b *book) csvw(tables []table) File {
	type column struct {
		Name        string `json:"name"`
		Titles      string `json:"titles"`
		Description string `json:"dc:description"`
		Datatype    string `json:"datatype"`
		Required    bool   `json:"required,omitempty"`
		Null        string `json:"null"`
	}
	type columns struct {
		Columns    []column `json:"columns"`
		PrimaryKey []string `json:"primaryKey,omitempty"`
	}
	type described struct {
		URL    string  `json:"url"`
		Title  string  `json:"dc:title"`
		Schema columns `json:"tableSchema"`
	}
	type group struct {
		Context     []any       `json:"@context"`
		Title       string      `json:"dc:title"`
		Description string      `json:"dc:description"`
		License     string      `json:"dc:license,omitempty"`
		Tables      []described `json:"tables"`
	}
	g := group{
		Context: []any{"http://www.w3.org/ns/csvw", map[string]string{"@language": b.Words.Lang()}}, Title: b.title(),
		Description: strings.TrimSpace(b.notice() + " " + b.Words.T("download.description")), License: b.Config.License,
	}
	for _, t := range tables {
		d := described{URL: strings.TrimPrefix(t.Path, downloads), Title: t.Title.In(b.Words), Schema: columns{PrimaryKey: t.key}}
		for _, f := range t.fields {
			c := column{Name: f.Name, Titles: f.Name, Description: f.Description, Datatype: f.Type}
			switch f.Type {
			case "yearmonth":
				c.Datatype = "gYearMonth"
			case "number":
				c.Datatype = "decimal"
			}
			c.Required = f.Constraints != nil && f.Constraints.Required
			d.Schema.Columns = append(d.Schema.Columns, c)
		}
		g.Tables = append(g.Tables, d)
	}
	return made(downloads+"csv-metadata.json", func(to []byte) []byte { return append(to, encode(g)...) })
}
