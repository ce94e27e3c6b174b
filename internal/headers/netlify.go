package headers

import (
	"slices"
	"strings"
)

// NetlifyFile is where Netlify and Cloudflare look for rules, at the top of what they publish.
const NetlifyFile = "_headers"

// Netlify gives rules for Netlify and Cloudflare.
//
// There all rules that fit an address add up, and none can say "all but". So what holds of all but some addresses is said of
// every folder and page by name; an address at which there is nothing has no rule of framing, and nothing to frame. What is
// no asset has no rule of keeping: both hosts let it be asked for again each time.
//
// Cloudflare reads a hundred rules. It leads tentang.html to tentang, which Netlify does not; so the addresses without
// ending come first.
func (s Site) Netlify() []byte {
	var t text
	t.line("# Written by terang build, for Netlify and Cloudflare; other hosts do not read it.")
	rule := func(address string, list ...header) {
		t.line(s.Base, address)
		for _, h := range list {
			t.line("  ", h.name, ": ", h.value)
		}
	}
	rule("*", s.everywhere()...)
	for _, folder := range append([]string{"assets/"}, s.Kept...) {
		rule(folder+"*", header{cacheName, forever})
	}
	for _, folder := range s.Framed {
		rule(folder+"*", header{policyName, anyFramed})
	}
	closed := []header{{policyName, notFramed}, {optionOf, option}}
	var bare, whole []string
	for _, page := range s.Pages {
		name := strings.TrimSuffix(page, ".html")
		if folder, home := strings.CutSuffix(name, "index"); home && (folder == "" || strings.HasSuffix(folder, "/")) {
			name = folder
		}
		bare, whole = append(bare, name), append(whole, page)
	}
	var folders []string
	for _, folder := range s.Folders {
		folders = append(folders, folder+"*")
	}
	for _, address := range slices.Concat(bare, folders, whole) {
		rule(address, closed...)
	}
	return []byte(t.String())
}
