package headers

import (
	"strings"

	"terang/internal/media"
)

// Caddy gives a Caddyfile.
func (s Site) Caddy() []byte {
	var t text
	t.line("# Written by terang headers caddy. Change root to where the site's files are.")
	if s.Secure {
		t.line(s.Host, " {")
	} else {
		t.line("http://", s.Host, " {")
	}
	if s.Base == "/" {
		t.line("\troot * /var/www/terang")
	} else {
		t.line("\troot * /var/www/terang # the site's files are in /var/www/terang", strings.TrimSuffix(s.Base, "/"))
	}
	t.line("\theader {")
	for _, h := range s.everywhere() {
		t.line("\t\t", h.name, " \"", h.value, "\"")
	}
	t.line("\t}")
	t.line("\t@framed path_regexp ", s.framed())
	t.line("\theader @framed ", policyName, " \"", anyFramed, "\"")
	t.line("\t@closed not path_regexp ", s.framed())
	t.line("\theader @closed {")
	t.line("\t\t", policyName, " \"", notFramed, "\"")
	t.line("\t\t", optionOf, " ", option)
	t.line("\t}")
	t.line("\t@asset path_regexp ", s.assets())
	t.line("\theader @asset ", cacheName, " \"", forever, "\"")
	t.line("\t@other not path_regexp ", s.assets())
	t.line("\theader @other ", cacheName, " \"", askAgain, "\"")
	for _, k := range media.Kinds() {
		name := k.Endings[0]
		t.line("\t@", name, " path *.", strings.Join(k.Endings, " *."))
		t.line("\theader @", name, " Content-Type \"", k.Sent(), "\"")
	}
	t.line("\tencode zstd gzip")
	t.line("\tfile_server {")
	t.line("\t\thide ", ApacheFile, " ", NetlifyFile)
	if len(s.Codings) > 0 {
		var list []string
		for _, c := range s.codings() {
			list = append(list, c.Token())
		}
		t.line("\t\tprecompressed ", strings.Join(list, " "))
	}
	t.line("\t}")
	t.line("\thandle_errors {")
	t.line("\t\trewrite * ", s.Base, "404.html")
	t.line("\t\theader {")
	t.line("\t\t\t", policyName, " \"", notFramed, "\"")
	t.line("\t\t\t", optionOf, " ", option)
	t.line("\t\t\t", cacheName, " \"", askAgain, "\"")
	t.line("\t\t\tContent-Type \"text/html; charset=utf-8\"")
	t.line("\t\t}")
	t.line("\t\tfile_server")
	t.line("\t}")
	t.line("}")
	return []byte(t.String())
}
