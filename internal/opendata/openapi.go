package opendata

import "strings"

// openAPI describes the documents below api/v1 (OpenAPI 3.1). Each example is a document of the site.
type openAPI struct {
	OpenAPI    string             `json:"openapi"`
	Info       apiInfo            `json:"info"`
	Servers    []apiServer        `json:"servers"`
	Paths      map[string]apiPath `json:"paths"`
	Components apiComponents      `json:"components"`
	Sample     bool               `json:"x-sample"`
}

type apiInfo struct {
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Version     string      `json:"version"`
	License     *apiLicense `json:"license,omitempty"`
	Contact     *apiContact `json:"contact,omitempty"`
}

type apiLicense struct {
	Name string `json:"name"`
}

type apiContact struct {
	Name  string `json:"name,omitempty"`
	Email string `json:"email,omitempty"`
}

// apiServer is what paths are appended to, which begin with a slash: an address without one at its end.
type apiServer struct {
	URL string `json:"url"`
}

type apiPath struct {
	Get apiOperation `json:"get"`
}

type apiOperation struct {
	ID         string                 `json:"operationId"`
	Summary    string                 `json:"summary"`
	Parameters []apiParameter         `json:"parameters,omitempty"`
	Responses  map[string]apiResponse `json:"responses"`
}

type apiParameter struct {
	Name        string `json:"name"`
	In          string `json:"in"`
	Required    bool   `json:"required"`
	Description string `json:"description"`
	Schema      schema `json:"schema"`
	Example     string `json:"example"`
}

type apiResponse struct {
	Description string              `json:"description"`
	Content     map[string]apiMedia `json:"content,omitempty"`
}

type apiMedia struct {
	Schema   apiRef                `json:"schema"`
	Examples map[string]apiExample `json:"examples,omitempty"`
}

type apiRef struct {
	Ref string `json:"$ref"`
}

// apiExample is a document that can be fetched, at its address from this file.
type apiExample struct {
	Value string `json:"externalValue"`
}

type apiComponents struct {
	Schemas map[string]apiRef `json:"schemas"`
}

const (
	apiFolder   = "api/v1/"
	openAPIFile = apiFolder + "openapi.json"
)

// openAPI plans the description of the documents.
func (s *Set) openAPI() File {
	T := func(key string) string { return s.Words.T("download.api." + key) }
	doc := openAPI{
		OpenAPI: "3.1.0", Sample: s.Config.Sample, Servers: []apiServer{{"../v1"}}, Paths: map[string]apiPath{},
		Info: apiInfo{Title: s.title(), Description: T("description"), Version: "1"},
		Components: apiComponents{Schemas: map[string]apiRef{
			"Unit": {"skema/unit.json"}, "Indikator": {"skema/indikator.json"},
		}},
	}
	if n := s.notice(); n != "" {
		doc.Info.Description = n + " " + doc.Info.Description
	}
	if l := s.Config.License; l != "" {
		doc.Info.License = &apiLicense{l}
	}
	if o := s.Config.Office; o.Name != "" {
		doc.Info.Contact = &apiContact{o.Name, o.Email}
	}
	path := func(folder, id, of, code string) {
		folder = strings.TrimPrefix(folder, apiFolder)
		doc.Paths["/"+folder+"{kode}.json"] = apiPath{apiOperation{
			ID: id, Summary: T(id),
			Parameters: []apiParameter{{
				Name: "kode", In: "path", Required: true, Description: T("code"), Schema: schema{Type: "string"}, Example: fileName(code),
			}},
			Responses: map[string]apiResponse{
				"200": {Description: T(id), Content: map[string]apiMedia{"application/json": {
					Schema:   apiRef{"#/components/schemas/" + of},
					Examples: map[string]apiExample{"contoh": {folder + fileName(code) + ".json"}},
				}}},
				"404": {Description: T("missing")},
			},
		}}
	}
	path(units, "unit", "Unit", s.Register.Areas[0].Code)
	if len(s.services) > 0 {
		path(services, "indikator", "Indikator", s.Indicators[s.services[0]].Code)
	}
	for _, name := range []string{"unit", "indikator"} {
		id := "skema-" + name
		doc.Paths["/"+strings.TrimPrefix(schemas, apiFolder)+name+".json"] = apiPath{apiOperation{ID: id, Summary: T(id), Responses: map[string]apiResponse{
			"200": {Description: T(id), Content: map[string]apiMedia{"application/schema+json": {Schema: apiRef{dialectURI}}}},
		}}}
	}
	return made(openAPIFile, func(to []byte) []byte { return append(to, encode(doc)...) })
}
