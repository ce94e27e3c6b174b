package build

import (
	"bytes"
	"encoding/xml"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestEveryLinkLeadsSomewhere resolves every address in every page as a browser
// would: what lies within the site is there, with the id that a fragment names.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			checked := 0
			for _, p := range slices.Concat(b.pages, b.alone) {
				for _, a := range addresses(p.doc) {
					checked++
					if fault := b.fault(p, a); fault != "" {
						t.Errorf("%s: %s %q: %s", p.path, a.where, a.value, fault)
					}
				}
			}
			if checked < 20*len(b.pages) {
				t.Errorf("%d addresses in %d pages: the walk misses some", checked, len(b.pages))
			}
		})
	}
}

// address is one address in a page.
type address struct {
	where string // "a href"
	value string
	fetch bool // the browser asks for it by itself
	meta  bool // it names the page itself and is absolute by rule
}

// addresses lists every address in a page.
func addresses(doc *html.Node) []address {
	var list []address
	for n := range elements(doc) {
		for _, key := range []string{"href", "xlink:href", "src", "srcset", "action", "formaction", "poster", "data", "ping", "background", "cite"} {
			v, ok := attribute(n, key)
			if !ok {
				continue
			}
			if key == "srcset" {
				for one := range strings.SplitSeq(v, ",") {
					at, _, _ := strings.Cut(strings.TrimSpace(one), " ")
					list = append(list, address{where: n.Data + " srcset", value: at, fetch: true})
				}
				continue
			}
			rel, _ := attribute(n, "rel")
			_, tongue := attribute(n, "hreflang")
			list = append(list, address{
				where: n.Data + " " + key, value: v,
				fetch: n.Data != "a" && !(n.Data == "link" && (rel == "canonical" || rel == "alternate")),
				meta:  n.Data == "link" && (rel == "canonical" || rel == "alternate" && tongue),
			})
		}
		if property, _ := attribute(n, "property"); property == "og:url" || property == "og:image" {
			v, _ := attribute(n, "content")
			list = append(list, address{where: property, value: v, meta: true})
		}
	}
	return list
}

// schemes that a link may have besides those of the site itself.
var outward = []string{"https", "mailto", "tel", "geo"}

// fault says what is wrong with an address, or "".
func (b *built) fault(p *page, a address) string {
	at, err := url.Parse(b.base + p.path)
	if err != nil {
		return err.Error()
	}
	u, err := url.Parse(a.value)
	if err != nil {
		return err.Error()
	}
	own := strings.HasPrefix(a.value, b.base)
	switch {
	case strings.TrimSpace(a.value) != a.value || a.value == "":
		return "empty, or with blanks around it"
	case a.meta && !own:
		return "is not absolute below the site's own address"
	case (u.Host != "" || u.IsAbs()) && !own:
		return outside(u, a)
	case own && !a.meta && p.path != "404.html":
		return "is absolute, so the page works at no other address"
	case !own && p.path == "404.html" && u.Path != "":
		return "is relative, and the page stands at any address"
	}
	full := at.ResolveReference(u).String()
	if !strings.HasPrefix(full, b.base) {
		return "leaves the site's folder"
	}
	return b.missing(p, strings.TrimPrefix(full, b.base), a)
}

func outside(u *url.URL, a address) string {
	switch {
	case a.fetch && u.Scheme == "data" && a.where == "img src":
		return ""
	case a.fetch:
		return "asks another host for something"
	case !slices.Contains(outward, u.Scheme):
		return "is no address that a page may lead to"
	case u.Scheme == "https" && (u.Host == "" || u.User != nil):
		return "is no proper address"
	}
	return ""
}

// missing says what of a path within the site is not there.
func (b *built) missing(p *page, full string, a address) string {
	file, fragment, _ := strings.Cut(full, "#")
	file, _, _ = strings.Cut(file, "?")
	if file == "" || strings.HasSuffix(file, "/") {
		if !a.meta {
			return "names a folder, which a reader without a web server cannot open"
		}
		file += "index.html"
	}
	name, err := url.PathUnescape(file)
	if err != nil {
		return err.Error()
	}
	if _, ok := b.files[name]; !ok {
		return "leads to no file"
	}
	if a.where == "og:image" && path.Ext(name) != ".png" {
		return "is no picture"
	}
	if a.meta && a.where != "og:image" && !slices.Contains(b.alone, p) && strings.TrimPrefix(name, "en/") != strings.TrimPrefix(p.path, "en/") {
		return "names another page: " + name
	}
	if fragment == "" {
		return ""
	}
	id, err := url.PathUnescape(fragment)
	if err != nil {
		return err.Error()
	}
	if to := b.named[name]; to == nil || to.ids[id] == 0 {
		return "leads to no such id in " + name
	}
	return ""
}

// TestOldAddressesLeadToNewOnes looks at the pages that aliases of site.yaml make.
func TestOldAddressesLeadToNewOnes(t *testing.T) {
	t.Parallel()
	b := smallSite(t)
	want := map[string]string{"profil/hulu.html": "puskesmas/hulu/index.html", "arsip/index.html": "berita/index.html"}
	if len(b.moved) != len(want) {
		t.Errorf("%d pages at old addresses, want %d", len(b.moved), len(want))
	}
	for _, p := range b.moved {
		to := b.named[want[p.path]]
		if to == nil {
			t.Fatalf("%s leads to no page", p.path)
		}
		for _, a := range addresses(p.doc) {
			if fault := b.fault(p, address{where: a.where, value: a.value}); fault != "" && !a.meta {
				t.Errorf("%s: %s %q: %s", p.path, a.where, a.value, fault)
			}
			if at := path.Join(path.Dir(p.path), a.value); a.where == "a href" && at != to.path {
				t.Errorf("%s leads to %s, want %s", p.path, at, to.path)
			}
			if a.meta && b.pathOf(a.value) != to.path {
				t.Errorf("%s: the address to keep is %s", p.path, a.value)
			}
		}
		for _, fault := range slices.Concat(nesting(p), policy(p), leftovers(p)) {
			t.Errorf("%s: %s", p.path, fault)
		}
		if !bytes.Contains(p.body, []byte(`name="robots" content="noindex"`)) || len(all(p.doc, "h1")) != 1 {
			t.Errorf("%s is not said to be no page of its own", p.path)
		}
	}
}

// TestEveryPageIsLinked follows links from the home page: no page is found by its address alone.
func TestEveryPageIsLinked(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		seen := map[string]bool{"index.html": true}
		queue := []string{"index.html"}
		for len(queue) > 0 {
			p := b.named[queue[0]]
			queue = queue[1:]
			for _, a := range addresses(p.doc) {
				u, err := url.Parse(a.value)
				if err != nil || u.IsAbs() || u.Path == "" || (a.where != "a href" && a.where != "form action") {
					continue
				}
				to := path.Join(path.Dir(p.path), u.Path)
				if b.named[to] != nil && !seen[to] {
					seen[to] = true
					queue = append(queue, to)
				}
			}
		}
		for _, p := range b.pages {
			if !seen[p.path] && p.path != "404.html" {
				t.Errorf("%s: no way leads from the home page to %s", name, p.path)
			}
		}
	}
}

var cssAddress = regexp.MustCompile(`url\(\s*['"]?([^'")]*)|@import`)

// TestStylesAskNobody looks for addresses in style sheets, and for those of other hosts in our own scripts.
func TestStylesAskNobody(t *testing.T) {
	t.Parallel()
	b := sampleSite(t)
	sheets, scripts := 0, 0
	for name, body := range b.files {
		switch path.Ext(name) {
		case ".css":
			sheets++
			for _, m := range cssAddress.FindAllSubmatch(body, -1) {
				to := string(m[1])
				if _, ok := b.files[path.Join(path.Dir(name), to)]; !ok && !strings.HasPrefix(to, "#") && !strings.HasPrefix(to, "data:") {
					t.Errorf("%s asks for %q", name, m[0])
				}
			}
		case ".js":
			if strings.HasPrefix(path.Base(name), "echarts-") {
				continue
			}
			scripts++
			if i := bytes.Index(body, []byte("://")); i >= 0 {
				t.Errorf("%s names another host: …%s", name, body[max(0, i-20):min(len(body), i+40)])
			}
		}
	}
	if sheets == 0 || scripts == 0 {
		t.Errorf("%d style sheets and %d scripts: nothing was tested", sheets, scripts)
	}
}

// TestPathsAreSafeEverywhere holds the names of files against what file systems and hosts can keep.
func TestPathsAreSafeEverywhere(t *testing.T) {
	t.Parallel()
	safe := regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]*$`)
	device := regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[1-9]|lpt[1-9])(\.|$)`)
	for name, b := range everySite(t) {
		folded := map[string]string{}
		for file := range b.files {
			if other, taken := folded[strings.ToLower(file)]; taken {
				t.Errorf("%s: %s and %s are one file where case does not count", name, file, other)
			}
			folded[strings.ToLower(file)] = file
			if len(file) > 180 {
				t.Errorf("%s: %s is too long for Windows", name, file)
			}
			if file == ".htaccess" || file == "_headers" { // whose names the servers chose
				continue
			}
			for part := range strings.SplitSeq(file, "/") {
				if !safe.MatchString(part) || device.MatchString(part) || strings.HasSuffix(part, ".") {
					t.Errorf("%s: %s: not every system can keep %q", name, file, part)
				}
			}
		}
	}
}

// TestFeedAndSitemap resolves what feed, sitemap and robots.txt name.
func TestFeedAndSitemap(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		listed := map[string]bool{}
		for file, body := range b.files {
			if !strings.HasPrefix(file, "sitemap") {
				continue
			}
			for _, loc := range inXML(t, file, body, "loc") {
				to := b.pathOf(loc)
				if _, ok := b.files[to]; !ok {
					t.Errorf("%s: %s: %s leads nowhere", name, file, loc)
				}
				listed[to] = true
			}
		}
		for _, p := range b.pages {
			hidden := bytes.Contains(p.body, []byte(`name="robots"`))
			if listed[p.path] == hidden {
				t.Errorf("%s: %s: in the sitemap: %t, kept from search machines: %t", name, p.path, listed[p.path], hidden)
			}
		}
		b.checkFeed(t, name)
		if b.base == "" || !bytes.Contains(b.files["robots.txt"], []byte("Sitemap: "+b.base+"sitemap.xml\n")) {
			t.Errorf("%s: robots.txt: %q", name, b.files["robots.txt"])
		}
	}
}

func (b *built) checkFeed(t *testing.T, name string) {
	t.Helper()
	var feed struct {
		Entries []struct {
			ID      string `xml:"id"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(b.files["feed.xml"], &feed); err != nil || len(feed.Entries) < 2 {
		t.Fatalf("%s: feed.xml: %d entries, %v", name, len(feed.Entries), err)
	}
	for _, e := range feed.Entries {
		if b.named[b.pathOf(e.ID)] == nil {
			t.Errorf("%s: feed.xml: %s leads nowhere", name, e.ID)
		}
		doc, err := html.Parse(strings.NewReader(e.Content))
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range addresses(doc) {
			u, err := url.Parse(a.value)
			if err != nil || !u.IsAbs() {
				t.Errorf("%s: feed.xml: %s: %s %q is not absolute", name, e.ID, a.where, a.value)
				continue
			}
			if to := b.pathOf(a.value); strings.HasPrefix(a.value, b.base) && b.files[to] == nil {
				t.Errorf("%s: feed.xml: %s: %s %q leads nowhere", name, e.ID, a.where, a.value)
			}
		}
	}
}

// pathOf gives the file at an absolute address.
func (b *built) pathOf(address string) string {
	to, _, _ := strings.Cut(strings.TrimPrefix(address, b.base), "#")
	if to == "" || strings.HasSuffix(to, "/") {
		to += "index.html"
	}
	return to
}

// inXML gives the texts of all elements of one name.
func inXML(t *testing.T, file string, body []byte, element string) []string {
	t.Helper()
	var found []string
	d := xml.NewDecoder(bytes.NewReader(body))
	for {
		token, err := d.Token()
		if token == nil {
			break
		}
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if start, ok := token.(xml.StartElement); ok && start.Name.Local == element {
			var text string
			if err := d.DecodeElement(&text, &start); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			found = append(found, strings.TrimSpace(text))
		}
	}
	return found
}
