// Package editor makes the page on which staff edit a site's texts in a browser,
// committing to the repository that the site is built from.
//
// The page is Sveltia CMS, a script of its own that knows nothing of this site, and
// a description of the forms, which is made from content.Schema: the declaration
// that the reader of the texts decodes into. So a form asks for what the reader
// knows, offers the choices that it accepts, and the two cannot come apart.
//
// The page is no part of the public site: nothing leads to it, search engines are
// told to leave it out, and it has a policy of its own, since it talks to the host
// of the repository. It is made only where site.yaml says `editor`.
package editor

import (
	"bytes"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/words"
)

// Option is a code that a form offers, and what it stands for.
type Option struct {
	Label string `json:"label"`
	Value string `json:"value"`
}

// Input is what the forms are made from.
type Input struct {
	Config     config.Site
	Words      *words.Catalogue
	Areas      []Option
	Puskesmas  []Option
	Facilities []Option // all others
	Indicators []Option
	Script     []byte // Sveltia CMS; without it there is no editor
}

// File is one file of the editor.
type File struct {
	Path string
	Body []byte
}

// folder is where the editor stands on the site.
const folder = "admin/"

// Files makes the editor; none where the site wants none or the program was built
// without its script.
func Files(in Input) ([]File, error) {
	if in.Config.Editor.Backend == "" || len(in.Script) == 0 {
		return nil, nil
	}
	page, err := in.page()
	if err != nil {
		return nil, err
	}
	settings, err := json.MarshalIndent(in.settings(), "", " ")
	if err != nil {
		return nil, fmt.Errorf("the editor's settings: %w", err)
	}
	return []File{
		{folder + "config.json", append(settings, '\n')},
		{folder + "index.html", page},
		{folder + "sveltia-cms.js", in.Script},
	}, nil
}

var pageTemplate = template.Must(template.New("page").Parse(`<!doctype html>
<html lang="{{.Lang}}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{{.Policy}}">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{.Title}}</title>
<link href="config.json" type="application/json" rel="cms-config-url">
</head>
<body>
<noscript>{{.NoScript}}</noscript>
<script src="sveltia-cms.js"></script>
</body>
</html>
`))

func (in *Input) page() ([]byte, error) {
	w := in.Words
	var b bytes.Buffer
	err := pageTemplate.Execute(&b, map[string]string{
		"Lang": w.Lang(), "Policy": policy(in.Config.Editor),
		"Title": w.T("editor.title", "site", in.Config.Title), "NoScript": w.T("editor.noscript"),
	})
	if err != nil {
		return nil, fmt.Errorf("the editor's page: %w", err)
	}
	return b.Bytes(), nil
}

// policy lets the page talk to the host of the repository, fetch the fonts of its
// signs, and nothing else. Its script writes styles into the page, and shows
// pictures before they are stored.
func policy(e config.Editor) string {
	hosts := []string{e.Origin()}
	if e.Backend == "github" && e.Host == "" {
		hosts = append(hosts, "https://api.github.com", "https://www.githubstatus.com")
	}
	if e.Relay != "" {
		hosts = append(hosts, e.Relay)
	}
	to := strings.Join(hosts, " ")
	return "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data: https://cdn.jsdelivr.net; img-src 'self' blob: data: https:; " +
		"media-src blob:; worker-src 'self' blob:; frame-src blob:; manifest-src 'self' blob: data:; connect-src 'self' blob: data: " + to + "; base-uri 'none'; form-action 'self'"
}

// settings is the description that Sveltia CMS reads.
type settings struct {
	Backend     map[string]any `json:"backend"`
	SiteURL     string         `json:"site_url"`
	Title       string         `json:"app_title"`
	MediaFolder string         `json:"media_folder"`
	Public      string         `json:"public_folder"`
	Output      map[string]any `json:"output"`
	Collections []collection   `json:"collections"`
}

type collection struct {
	Name        string   `json:"name"`
	Label       string   `json:"label"`
	Singular    string   `json:"label_singular"`
	Description string   `json:"description"`
	Folder      string   `json:"folder"`
	MediaFolder string   `json:"media_folder"`
	Public      string   `json:"public_folder"`
	Create      bool     `json:"create"`
	Extension   string   `json:"extension"`
	Format      string   `json:"format"`
	Identifier  string   `json:"identifier_field"`
	Slug        string   `json:"slug"`
	Sortable    []string `json:"sortable_fields"`
	Fields      []field  `json:"fields"`
}

func (in *Input) settings() settings {
	e, w := in.Config.Editor, in.Words
	below := ""
	if e.Folder != "" {
		below = e.Folder + "/"
	}
	s := settings{
		Backend: backend(e), SiteURL: in.Config.BaseURL, Title: w.T("editor.title", "site", in.Config.Title),
		MediaFolder: below + "content", Output: map[string]any{"omit_empty_optional_fields": true},
	}
	for _, kind := range content.Kinds() {
		c := collection{
			Name: string(kind), Label: w.T("editor." + string(kind)), Singular: w.T("editor." + string(kind)),
			Description: w.T("editor." + string(kind) + ".hint"), Folder: below + "content/" + string(kind),
			Create: true, Extension: "md", Format: "yaml-frontmatter", Identifier: "judul", Slug: "{{slug}}", Sortable: []string{"judul"},
		}
		if kind != content.Halaman {
			c.Sortable, c.Slug = []string{"tanggal", "judul"}, "{{year}}-{{month}}-{{day}}-{{slug}}"
		}
		c.Fields = append(in.fields(content.Schema(kind), ""), field{
			"name": "body", "label": w.T("editor.body"), "hint": w.T("editor.body.hint"), "widget": "markdown", "modes": []string{"raw"},
		})
		s.Collections = append(s.Collections, c)
	}
	return s
}

// backend is how the editor reaches the repository: GitLab by PKCE; GitHub by a
// token that each writer has, or by the office's own relay.
func backend(e config.Editor) map[string]any {
	b := map[string]any{"name": e.Backend, "repo": e.Repo}
	if e.Branch != "" {
		b["branch"] = e.Branch
	}
	switch {
	case e.Backend == "gitlab":
		b["auth_type"], b["app_id"] = "pkce", e.AppID
		if e.Host != "" {
			b["base_url"], b["api_root"] = e.Host, e.Host+"/api/v4"
		}
	case e.Relay != "":
		b["base_url"] = e.Relay
	default:
		b["auth_methods"] = []string{"token"}
	}
	return b
}
