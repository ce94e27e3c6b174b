package build

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/edition"
	"terang/internal/headers"
	"terang/internal/site"
	"terang/internal/source"
	"terang/internal/squeeze"
)

// plainAddress is one that means the same in the language of every server.
var plainAddress = regexp.MustCompile(`^[A-Za-z0-9.-]+/[A-Za-z0-9._~/-]*$`)

// serving gives what rules for web servers depend on, as site.yaml says it; without pages. It is false for an address
// whose letters some servers read otherwise.
func serving(cfg config.Site) (s headers.Site, ok bool) {
	if u, err := url.Parse(cfg.BaseURL); err == nil && plainAddress.MatchString(u.Hostname()+u.Path) {
		s.Host, s.Base, s.Secure, ok = u.Hostname(), u.Path, u.Scheme == "https", true
	}
	for _, lang := range languages(cfg) {
		folder := lang + "/"
		if lang == cfg.Language {
			folder = ""
		}
		s.Framed = append(s.Framed, folder+site.EmbedsFolder)
	}
	s.Codings = codings(cfg)
	return s, ok
}

func codings(cfg config.Site) (list []squeeze.Coding) {
	for _, c := range cfg.Compress {
		list = append(list, squeeze.Coding(c))
	}
	return list
}

// headers makes the files of rules that act where they stand.
func (s *made) headers(write writeFunc) error {
	rules, ok := serving(s.cfg)
	if !ok || len(s.cfg.Headers) == 0 {
		return nil
	}
	rules.Pages, rules.Folders = s.tops(rules.Framed)
	for _, e := range s.editions {
		rules.Kept = append(rules.Kept, edition.Published+e.Name+"/")
	}
	if slices.Contains(s.cfg.Headers, config.HeadersApache) {
		if err := write(headers.ApacheFile, rules.Apache()); err != nil {
			return err
		}
	}
	if slices.Contains(s.cfg.Headers, config.HeadersNetlify) {
		return write(headers.NetlifyFile, rules.Netlify())
	}
	return nil
}

// tops lists the pages and the folders with pages that stand at the top of the site or of a language, without some folders.
func (s *made) tops(without []string) (pages, folders []string) {
	seen := map[string]bool{}
	add := func(path string) {
		top := ""
		for _, plan := range s.plans[1:] {
			if strings.HasPrefix(path, plan.Folder()) {
				top = plan.Folder()
			}
		}
		name, _, inside := strings.Cut(path[len(top):], "/")
		if name = top + name; inside {
			name += "/"
		}
		if seen[name] || slices.Contains(without, name) {
			return
		}
		seen[name] = true
		if inside {
			folders = append(folders, name)
		} else if strings.HasSuffix(name, ".html") {
			pages = append(pages, name)
		}
	}
	for _, plan := range s.plans {
		for _, page := range plan.Pages() {
			add(plan.Folder() + page.Path)
		}
		if folder := plan.CopiesFolder(); folder != "" {
			add(folder)
		}
	}
	for _, f := range s.plans[0].Files() {
		add(f.Path)
	}
	for _, f := range s.editor {
		add(f.Path)
	}
	slices.Sort(pages)
	slices.Sort(folders)
	return pages, folders
}

// The servers whose rules are printed, not written.
const (
	Nginx = "nginx"
	Caddy = "caddy"
)

// AddressError is an address of the site with letters that servers read otherwise, of which there are no rules.
type AddressError struct{ BaseURL string }

func (e *AddressError) Error() string {
	return fmt.Sprintf("servers read letters of the address %q otherwise", e.BaseURL)
}

// ServerRules gives a configuration for a web server of the site, by its name. Only site.yaml is read.
func ServerRules(server string, o Options) ([]byte, source.Problems, error) {
	root, err := openRoot(o.Dir)
	if err != nil {
		return nil, nil, err
	}
	defer root.Close() //nolint:errcheck // read only: nothing can be lost
	cfg, ps := config.Read(root.FS())
	if ps.HasErrors() {
		return nil, ps, nil
	}
	if o.BaseURL != "" {
		cfg.BaseURL = o.BaseURL
	}
	rules, ok := serving(cfg)
	switch {
	case !ok:
		return nil, ps, &AddressError{cfg.BaseURL}
	case server == Nginx:
		return rules.Nginx(), ps, nil
	case server == Caddy:
		return rules.Caddy(), ps, nil
	}
	return nil, ps, fmt.Errorf("there are no rules for %q", server)
}
