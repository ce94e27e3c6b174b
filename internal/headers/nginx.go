package headers

import (
	"strings"

	"terang/internal/media"
	"terang/internal/squeeze"
)

// Nginx gives a file for the folder conf.d of nginx. What depends on the address is settled in maps, since a header that is
// said inside a location silences all that are said outside of it.
func (s Site) Nginx() []byte {
	var t text
	t.line("# Written by terang headers nginx. Copy it to /etc/nginx/conf.d/, and change root to where the site's files are.")
	s.nginxMaps(&t)
	t.line()
	t.line("server {")
	t.line("\tlisten 80;")
	t.line("\tserver_name ", s.Host, ";")
	if s.Base == "/" {
		t.line("\troot /var/www/terang;")
	} else {
		t.line("\troot /var/www/terang; # the site's files are in /var/www/terang", strings.TrimSuffix(s.Base, "/"))
	}
	t.line("\tindex index.html;")
	t.line("\tabsolute_redirect off;")
	t.line("\terror_page 403 404 =404 ", s.Base, "404.html; # 403: a folder without a page of its own")
	t.line("\tlocation = ", s.Base, ApacheFile, " { return 404; }")
	t.line("\tlocation = ", s.Base, NetlifyFile, " { return 404; }")
	for _, h := range s.everywhere() {
		t.line("\tadd_header ", h.name, " \"", h.value, "\" always;")
	}
	t.line("\tadd_header ", policyName, " $terang_policy always;")
	t.line("\tadd_header ", optionOf, " $terang_option always;")
	t.line("\tadd_header ", cacheName, " $terang_cache always;")
	nginxTypes(&t)
	t.line("\tgzip on;")
	t.line("\tgzip_vary on;")
	t.line("\tgzip_proxied any;")
	t.line("\tgzip_min_length 1024;")
	t.line("\tgzip_types ", strings.Join(squeezable()[1:], " "), ";") // text/html is always among them
	if s.has(squeeze.Gzip) {
		t.line("\tgzip_static on;")
	}
	if s.has(squeeze.Brotli) {
		t.line("\t# With the module for it (Debian: libnginx-mod-http-brotli-static) the files ending in .br are sent:")
		t.line("\t# brotli_static on;")
	}
	t.line("}")
	return []byte(t.String())
}

// nginxMaps settles by the address what differs.
func (s Site) nginxMaps(t *text) {
	t.line("map $uri $terang_policy {")
	t.line("\tdefault \"", notFramed, "\";")
	t.line("\t\"~", s.framed(), "\" \"", anyFramed, "\";")
	t.line("}")
	t.line("map $uri $terang_option {")
	t.line("\tdefault ", option, ";")
	t.line("\t\"~", s.framed(), "\" \"\"; # a header without a value is not sent")
	t.line("}")
	t.line("map $uri $terang_cache {")
	t.line("\tdefault \"", askAgain, "\";")
	t.line("\t\"~", s.assets(), "\" \"", forever, "\";")
	t.line("}")
}

// nginxTypes lists all types of files, in place of those that the system has.
func nginxTypes(t *text) {
	t.line("\tcharset utf-8;")
	var withCharset []string
	for _, k := range media.Kinds() {
		if k.UTF8 && k.Type != "text/html" { // which nginx adds itself
			withCharset = append(withCharset, k.Type)
		}
	}
	t.line("\tcharset_types ", strings.Join(withCharset, " "), ";")
	t.line("\tdefault_type ", media.Unknown, ";")
	t.line("\ttypes {")
	for _, k := range media.Kinds() {
		t.line("\t\t", k.Type, " ", strings.Join(k.Endings, " "), ";")
	}
	t.line("\t}")
}
