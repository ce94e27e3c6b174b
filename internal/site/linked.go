package site

import (
	"encoding/json"
	"strconv"
	"strings"

	"terang/internal/content"
	"terang/internal/health"
	"terang/internal/media"
)

// What a page is about, for machines, in the words of schema.org (JSON-LD). It says nothing that the page does not.

// thing is anything that schema.org has a word for; what is empty is left out.
type thing struct {
	Context     string   `json:"@context,omitempty"`
	Type        string   `json:"@type"`
	ID          string   `json:"@id,omitempty"`
	Name        string   `json:"name,omitempty"`
	Description string   `json:"description,omitempty"`
	URL         string   `json:"url,omitempty"`
	Language    string   `json:"inLanguage,omitempty"`
	Keywords    []string `json:"keywords,omitempty"`

	// Of an organisation or a place.
	Address    string  `json:"address,omitempty"`
	Email      string  `json:"email,omitempty"`
	Telephone  string  `json:"telephone,omitempty"`
	SameAs     string  `json:"sameAs,omitempty"`
	Identifier string  `json:"identifier,omitempty"`
	AreaServed *thing  `json:"areaServed,omitempty"`
	Parent     *thing  `json:"parentOrganization,omitempty"`
	Geo        *thing  `json:"geo,omitempty"`
	Latitude   float64 `json:"latitude,omitempty"`
	Longitude  float64 `json:"longitude,omitempty"`

	// Of a text or a data set.
	Headline     string  `json:"headline,omitempty"`
	Published    string  `json:"datePublished,omitempty"`
	Modified     string  `json:"dateModified,omitempty"`
	Author       *thing  `json:"author,omitempty"`
	Publisher    *thing  `json:"publisher,omitempty"`
	Creator      *thing  `json:"creator,omitempty"`
	Image        string  `json:"image,omitempty"`
	Page         string  `json:"mainEntityOfPage,omitempty"`
	License      any     `json:"license,omitempty"` // address, or a thing with a name
	Free         bool    `json:"isAccessibleForFree,omitempty"`
	Temporal     string  `json:"temporalCoverage,omitempty"`
	Spatial      *thing  `json:"spatialCoverage,omitempty"`
	Distribution []thing `json:"distribution,omitempty"`
	Version      string  `json:"version,omitempty"`

	// Of a file.
	Format  string `json:"encodingFormat,omitempty"`
	Content string `json:"contentUrl,omitempty"`
	SHA256  string `json:"sha256,omitempty"`
}

const vocabulary = "https://schema.org"

// linkedData says of the page what it is about; pages that no one looks for by that say nothing.
func (b *builder) linkedData() json.RawMessage {
	var t thing
	switch b.page.Kind {
	case Home:
		t = b.organisation()
	case Catalogue:
		t = b.dataset()
	case Editions:
		t = b.editionDataset()
	case Service:
		t = b.serviceDataset()
	case PuskesmasPage:
		t = b.clinic()
	case News:
		t = b.article(&b.in.Content.Posts[b.page.at])
	default:
		return nil
	}
	t.Context = vocabulary
	body, err := json.Marshal(t)
	if err != nil {
		return nil // texts and finite numbers can always be written
	}
	return body
}

// organisation is the office that publishes.
func (b *builder) organisation() thing {
	o := b.in.Config.Office
	t := b.publisher()
	t.Address, t.Email, t.Telephone, t.SameAs = o.Address, o.Email, o.Phone, o.Website
	t.AreaServed = b.areaThing(0)
	return *t
}

func (b *builder) publisher() *thing {
	return &thing{Type: "GovernmentOrganization", ID: b.in.Config.BaseURL + "#kantor", Name: b.common.site.Office, URL: b.in.Config.BaseURL}
}

func (b *builder) areaThing(u health.Unit) *thing {
	return &thing{Type: "AdministrativeArea", Name: b.name(u), Identifier: b.in.Register.Code(u)}
}

// dataset is all that can be downloaded; of made-up data it says so.
func (b *builder) dataset() thing {
	t := b.anyDataset(b.T("linked.dataset", "area", b.name(0)), b.v.Summary)
	for _, d := range b.in.downloads() {
		t.Distribution = append(t.Distribution, b.file(d.Href))
		if d.Also.Href != "" {
			t.Distribution = append(t.Distribution, b.file(d.Also.Href))
		}
		if len(t.Distribution) >= mostFiles {
			break
		}
	}
	for _, i := range b.all {
		t.Keywords = append(t.Keywords, b.in.Indicators[i].ShortName)
	}
	return t
}

// mostFiles is how many files of a data set are named: a country has five hundred.
const mostFiles = 12

// serviceDataset is an indicator of all places. Its page is among the heaviest, so that its description is that of its head, and
// the catalogue tells the rest.
func (b *builder) serviceDataset() thing {
	return thing{
		Type: "Dataset", Name: b.in.Indicators[b.page.at].Name + ", " + b.name(0), Description: b.sampled(b.v.Summary), License: licensed(b.in.Config.License),
		Distribution: []thing{b.file(b.TablesPath(b.page) + ".csv")},
	}
}

// sampled says of a description on a sample site that the data are made up.
func (b *builder) sampled(description string) string {
	if b.in.Config.Sample {
		return b.T("footer.sample") + " " + description
	}
	return description
}

func (b *builder) anyDataset(name, description string) thing {
	t := thing{
		Type: "Dataset", ID: b.v.Absolute + "#unduhan", Name: name, Description: b.sampled(description), URL: b.v.Absolute, Language: b.v.Lang, Creator: b.publisher(),
		Publisher: b.publisher(), License: licensed(b.in.Config.License), Free: true, Spatial: b.areaThing(0),
	}
	if years := b.in.Release.Years(); len(years) > 0 {
		t.Temporal = itoa(years[0]) + "-01/" + b.in.Release.AsOf().String()
	}
	return t
}

// licensed gives a licence by its address where it is one of the usual ones.
func licensed(name string) any {
	words := strings.Fields(strings.ToLower(name))
	switch {
	case name == "":
		return nil
	case len(words) == 3 && words[0] == "cc":
		return "https://creativecommons.org/licenses/" + words[1] + "/" + words[2] + "/"
	case strings.HasPrefix(name, "https://"):
		return name
	}
	return &thing{Type: "CreativeWork", Name: name}
}

func (b *builder) file(path string) thing {
	return thing{Type: "DataDownload", Format: media.Of(path).Type, Content: b.in.Config.BaseURL + path}
}

// clinic is a puskesmas.
func (b *builder) clinic() thing {
	f := b.in.Register.Facility(b.page.unit)
	t := thing{
		Type: "MedicalClinic", Name: b.name(b.page.unit), URL: b.v.Absolute, Address: f.Address, Telephone: f.Phone,
		Identifier: f.Code, Parent: b.publisher(),
	}
	if a := f.Area(); a != health.NoUnit {
		t.AreaServed = b.areaThing(a)
	}
	if f.Place.Known {
		t.Geo = &thing{Type: "GeoCoordinates", Latitude: rounded5(f.Place.Lat), Longitude: rounded5(f.Place.Lon)}
	}
	return t
}

// rounded5 keeps as much of a degree as finds a door.
func rounded5(v float64) float64 {
	v, _ = strconv.ParseFloat(strconv.FormatFloat(v, 'f', 5, 64), 64)
	return v
}

// article is a piece of news.
func (b *builder) article(p *content.Post) thing {
	t := thing{
		Type: "NewsArticle", Headline: p.Title, Description: b.v.Summary, Published: p.Date.String(), URL: b.v.Absolute,
		Page: b.v.Absolute, Publisher: b.publisher(), Language: b.v.Lang, Keywords: p.Tags, Image: b.v.Picture.Address,
	}
	if p.Lang != "" {
		t.Language = p.Lang
	}
	if p.Updated != 0 {
		t.Modified = p.Updated.String()
	}
	if t.Author = b.publisher(); p.Author != "" && p.Author != t.Author.Name {
		t.Author = &thing{Type: "Person", Name: p.Author}
	}
	return t
}
