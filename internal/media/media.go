// Package media says of what kind a file is, by its ending: the one table for the preview, the rules of web servers, what
// object storage is told, and what catalogues and pages say of downloads. What a machine knows itself differs from one to
// the next; on some, a program has registered scripts as plain text, and a browser would not run them.
package media

import (
	"path"
	"slices"
	"strings"
)

// Kind is what the files of some endings are.
type Kind struct {
	Type    string // as IANA has it, without parameters
	Endings []string
	UTF8    bool // it must be said that they are UTF-8: these formats do not say it themselves
}

// Kinds are those of all files that a site can have: what is made, what writers attach, and what a theme may bring. Twins
// (.gz, .br, .zst) are none: a server sends them as the file that they stand beside.
func Kinds() []Kind {
	of := func(kind, endings string) Kind { return Kind{Type: kind, Endings: strings.Fields(endings)} }
	utf8 := func(kind, endings string) Kind { return Kind{kind, strings.Fields(endings), true} }
	return []Kind{
		utf8("text/html", "html"),
		utf8("text/css", "css"),
		utf8("text/javascript", "js"),
		utf8("text/csv", "csv"),
		utf8("text/plain", "txt sha256"),
		utf8("text/markdown", "md"),
		utf8("text/calendar", "ics"),
		of("application/json", "json"),
		of("application/ld+json", "jsonld"),
		of("application/geo+json", "geojson"),
		of("application/manifest+json", "webmanifest"),
		of("application/yaml", "yaml"),
		of("application/xml", "xml xsl"),
		of("image/svg+xml", "svg"),
		of("image/png", "png"),
		of("image/jpeg", "jpg jpeg"),
		of("image/gif", "gif"),
		of("image/webp", "webp"),
		of("image/avif", "avif"),
		of("image/vnd.microsoft.icon", "ico"),
		of("font/woff2", "woff2"),
		of("font/woff", "woff"),
		of("application/pdf", "pdf"),
		of("application/zip", "zip"),
		of("application/vnd.apache.parquet", "parquet"),
		of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
		of("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
		of("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
		of("application/vnd.oasis.opendocument.spreadsheet", "ods"),
		of("application/vnd.oasis.opendocument.text", "odt"),
		of("application/vnd.oasis.opendocument.presentation", "odp"),
		of("application/vnd.ms-excel", "xls"),
		of("application/msword", "doc"),
		of("application/vnd.ms-powerpoint", "ppt"),
	}
}

// Unknown is the type of a file of no kind.
const Unknown = "application/octet-stream"

// Sent gives the type as it is sent.
func (k Kind) Sent() string {
	if k.UTF8 {
		return k.Type + "; charset=utf-8"
	}
	return k.Type
}

// Of gives the kind of a file by its name; of an ending that is not in the table it is [Unknown] without endings.
func Of(name string) Kind {
	ending := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	for _, k := range Kinds() {
		if ending != "" && slices.Contains(k.Endings, ending) {
			return k
		}
	}
	return Kind{Type: Unknown}
}
