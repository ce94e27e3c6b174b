package headers

import (
	"regexp"
	"strings"

	"terang/internal/media"
)

// ApacheFile is where Apache and those who understand it look for rules of a folder.
const ApacheFile = ".htaccess"

// Apache gives rules for Apache 2.4 as most hosting has it. Every part stands in a question for its module, and takes only
// what hosts allow in such a file (AllowOverride FileInfo), since anything else fails the whole site.
func (s Site) Apache() []byte {
	var t text
	t.line("# Written by terang build, for Apache; other servers do not read it.")
	t.line("ErrorDocument 404 ", s.Base, "404.html")
	t.line("<IfModule mod_mime.c>")
	for _, k := range media.Kinds() {
		endings := " ." + strings.Join(k.Endings, " .")
		t.line("AddType ", k.Type, endings)
		if k.UTF8 {
			t.line("AddCharset utf-8", endings)
		}
	}
	t.line("</IfModule>")
	s.apacheTwins(&t)
	t.line("<IfModule mod_setenvif.c>")
	t.line("<IfModule mod_headers.c>")
	t.line(`SetEnvIf Request_URI "`, s.framed(), `" terang_framed`)
	asset := s.assets()
	if len(s.Codings) > 0 { // a smaller file is asked for under its own name within the server
		asset = strings.TrimSuffix(asset, "$") + `(\.(` + s.alternatives() + `))?$`
	}
	t.line(`SetEnvIf Request_URI "`, asset, `" terang_asset`)
	set := func(h header, when string) {
		// Apache holds two tables of headers; what the host says in the one must not stand beside what is said in the other.
		t.line("Header onsuccess unset ", h.name, when)
		t.line("Header always set ", h.name, ` "`, h.value, `"`, when)
	}
	for _, h := range s.everywhere() {
		set(h, "")
	}
	set(header{policyName, notFramed}, " env=!terang_framed")
	set(header{policyName, anyFramed}, " env=terang_framed")
	set(header{optionOf, option}, " env=!terang_framed")
	t.line("Header onsuccess unset ", optionOf, " env=terang_framed")
	t.line("Header always unset ", optionOf, " env=terang_framed")
	set(header{cacheName, askAgain}, " env=!terang_asset")
	set(header{cacheName, forever}, " env=terang_asset")
	t.line("</IfModule>")
	t.line("</IfModule>")
	return []byte(t.String())
}

// apacheTwins sends the twin that a browser takes, and else makes texts smaller on the way.
func (s Site) apacheTwins(t *text) {
	var endings []string
	for _, k := range media.Kinds() {
		if smaller(k) {
			endings = append(endings, k.Endings...)
		}
	}
	texts := `\.(` + strings.Join(endings, "|") + `)`
	if len(s.Codings) > 0 {
		t.line("<IfModule mod_rewrite.c>")
		t.line("<IfModule mod_mime.c>")
		t.line("RewriteEngine On")
		for _, c := range s.codings() {
			ending := string(c)
			t.line("AddEncoding ", c.Token(), " .", ending)
			t.line("RemoveLanguage .", ending)
			t.line(`RewriteCond "%{HTTP:Accept-Encoding}" "(^|[ ,])`, c.Token(), `($|[ ,])"`)
			t.line(`RewriteCond "%{REQUEST_FILENAME}.`, ending, `" -f`)
			t.line(`RewriteRule "^(.+`, texts, `)$" "$1.`, ending, `" [L,E=no-gzip:1]`)
		}
		for _, k := range media.Kinds() {
			if smaller(k) {
				t.line(`<FilesMatch "\.(`, strings.Join(k.Endings, "|"), `)\.(`, s.alternatives(), `)$">`)
				t.line(`ForceType "`, k.Sent(), `"`)
				t.line("</FilesMatch>")
			}
		}
		t.line("</IfModule>")
		t.line("</IfModule>")
	}
	t.line("<IfModule mod_filter.c>")
	t.line("<IfModule mod_deflate.c>")
	t.line("AddOutputFilterByType DEFLATE ", strings.Join(squeezable(), " "))
	t.line("</IfModule>")
	t.line("</IfModule>")
}

func (s Site) alternatives() string {
	var list []string
	for _, c := range s.codings() {
		list = append(list, regexp.QuoteMeta(string(c)))
	}
	return strings.Join(list, "|")
}
