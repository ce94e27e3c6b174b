package config

import (
	"net/url"
	"regexp"
	"strings"
)

// Editor says where a site's folder is kept under git, for the page on which staff
// edit its texts in a browser. Without a Backend there is no such page.
type Editor struct {
	Backend string `yaml:"backend"` // "github" or "gitlab"
	Repo    string `yaml:"repo"`    // "dinkes/portal"
	Branch  string `yaml:"branch"`
	Folder  string `yaml:"folder"` // that of site.yaml in the repository; empty for its top
	Host    string `yaml:"host"`   // of a GitLab of the office's own, "https://git.example.go.id"
	AppID   string `yaml:"app_id"` // of the application that GitLab knows the page as
	Relay   string `yaml:"relay"`  // address of the office's own OAuth relay for GitHub; without one staff sign in by a token
}

// Origin is where the repository is kept.
func (e Editor) Origin() string {
	switch {
	case e.Host != "":
		return e.Host
	case e.Backend == "gitlab":
		return "https://gitlab.com"
	}
	return "https://github.com"
}

var repository = regexp.MustCompile(`^[\w.-]+(/[\w.-]+)+$`)

func (c *checker) editor(e Editor) Editor {
	if e == (Editor{}) {
		return e
	}
	e.Backend = c.choice(e.Backend, "", []string{"github", "gitlab"}, "editor", "backend")
	if !repository.MatchString(e.Repo) {
		c.ps.Error(c.y.Pos("editor", "repo"), "missing-setting", "key", "editor.repo", "example", "dinkes/portal")
	}
	if e.Backend == "gitlab" && strings.TrimSpace(e.AppID) == "" {
		c.ps.Error(c.y.Pos("editor"), "missing-setting", "key", "editor.app_id", "example", "3f2c…")
	}
	e.Host = c.origin(e.Host, "host")
	e.Relay = c.origin(e.Relay, "relay")
	e.Folder = strings.Trim(e.Folder, "/")
	if e.Folder != "" && !isAddress(e.Folder) {
		c.ps.Error(c.y.Pos("editor", "folder"), "bad-path", "value", e.Folder)
	}
	return e
}

// origin takes a host with its scheme: it becomes part of the page's policy.
func (c *checker) origin(value, key string) string {
	if value == "" {
		return ""
	}
	u, err := url.Parse(strings.TrimRight(value, "/"))
	if err != nil || u.Scheme != "https" || u.Host == "" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil ||
		strings.ContainsAny(u.Host, "; ,'\"*") {
		c.ps.Error(c.y.Pos("editor", key), "bad-web-address", "value", value)
		return ""
	}
	return u.String()
}
