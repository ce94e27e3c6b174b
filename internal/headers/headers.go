// Package headers says what a web server should tell with each file of a site: what the page's own policy in its <meta> cannot
// say (who may frame it, that it is only to be fetched safely, what its file is, how long it may be kept), in the words of
// each kind of server. One declaration serves all of them.
//
//   - [Site.Netlify] (_headers, for Netlify and Cloudflare) and [Site.Apache] (.htaccess) act where they stand, so they are
//     files of the site.
//   - [Site.Nginx] and [Site.Caddy] belong into a server's own configuration, so they are printed.
//
// No two rules say the same header for one address: browsers read two policies as the stricter of both, and two of other
// headers as none.
package headers

import (
	"regexp"
	"strings"

	"terang/internal/media"
	"terang/internal/squeeze"
)

// Site is what rules depend on.
type Site struct {
	Host    string           // that the site stands at: dinkes.example.go.id
	Base    string           // the path below it, from slash to slash: / or /kesehatan/
	Secure  bool             // it stands at https
	Framed  []string         // folders below Base, with a slash at their end, whose pages anybody may frame
	Codings []squeeze.Coding // of the files that stand beside each text
	Folders []string         // below Base that hold pages, without those of Framed, with a slash at their end: spm/, en/spm/
	Pages   []string         // files with pages that stand beside them: index.html, tentang.html, en/index.html
	Kept    []string         // folders below Base whose files never change, with a slash at their end
}

// header is one that is sent.
type header struct{ name, value string }

const (
	policyName = "Content-Security-Policy"
	cacheName  = "Cache-Control"
	// The page's own policy begins with default-src 'none'; the server's adds the one thing that a <meta> may not say.
	notFramed = "frame-ancestors 'none'"
	anyFramed = "frame-ancestors *"
	optionOf  = "X-Frame-Options" // the same for what does not know the policy, and for those who check for it
	option    = "DENY"
	forever   = "public, max-age=31536000, immutable"
	askAgain  = "public, max-age=0, must-revalidate"
)

// everywhere is sent with every answer.
func (s Site) everywhere() []header {
	list := []header{
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "strict-origin-when-cross-origin"},
		// Only the list of facilities asks where a reader is, and the reader is asked first.
		{"Permissions-Policy", "camera=(), display-capture=(), geolocation=(self), microphone=(), payment=(), usb=()"},
		// Other sites' programs may read what everybody may read.
		{"Access-Control-Allow-Origin", "*"},
	}
	if s.Secure && s.Base == "/" { // of a host that is shared, others decide
		list = append(list, header{"Strict-Transport-Security", "max-age=31536000"})
	}
	return list
}

// hashed is the part of an asset's name that follows from its bytes, and what stands before and after it in assets/; or a
// file of an edition of the data.
const hashed = `(assets/[^/]+-[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]\.[a-z0-9]+|data/edisi/[^/]+/[^/]+)$`

// assets is a pattern of the addresses whose files never change: their names follow from their bytes, or they are kept
// for ever.
func (s Site) assets() string { return "^" + regexp.QuoteMeta(s.Base) + hashed }

// framed is a pattern of the addresses that may be framed; one that fits none where there are no such pages.
func (s Site) framed() string {
	if len(s.Framed) == 0 {
		return "^$"
	}
	var folders []string
	for _, f := range s.Framed {
		folders = append(folders, regexp.QuoteMeta(f))
	}
	return "^" + regexp.QuoteMeta(s.Base) + "(" + strings.Join(folders, "|") + ")"
}

// smaller says whether files of a kind become smaller.
func smaller(k media.Kind) bool { return squeeze.Worth("."+k.Endings[0], squeeze.Least) }

// squeezable lists the types of files that become smaller.
func squeezable() []string {
	var types []string
	for _, k := range media.Kinds() {
		if smaller(k) {
			types = append(types, k.Type)
		}
	}
	return types
}

func (s Site) has(c squeeze.Coding) bool {
	for _, one := range s.Codings {
		if one == c {
			return true
		}
	}
	return false
}

// codings lists those of the site, the best first.
func (s Site) codings() []squeeze.Coding {
	var list []squeeze.Coding
	for _, c := range squeeze.Codings() {
		if s.has(c) {
			list = append(list, c)
		}
	}
	return list
}

// text gathers lines.
type text struct{ strings.Builder }

func (t *text) line(parts ...string) {
	for _, p := range parts {
		t.WriteString(p)
	}
	t.WriteByte('\n')
}
