package upload

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// contentTypes are fixed here, as those that a machine knows differ from one to the next.
var contentTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".json": "application/json", ".jsonld": "application/ld+json", ".geojson": "application/geo+json", ".topojson": "application/json",
	".webmanifest": "application/manifest+json", ".yaml": "application/yaml", ".yml": "application/yaml",
	".csv": "text/csv; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".xml": "application/xml", ".ics": "text/calendar; charset=utf-8",
	".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".avif": "image/avif", ".gif": "image/gif", ".ico": "image/x-icon",
	".woff2": "font/woff2", ".woff": "font/woff", ".wasm": "application/wasm", ".pdf": "application/pdf", ".zip": "application/zip", ".parquet": "application/vnd.apache.parquet",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".gz": "application/gzip", ".br": "application/x-brotli", ".zst": "application/zstd", ".mp4": "video/mp4", ".mp3": "audio/mpeg",
}

// ContentType says of what kind a file is, by its ending.
func ContentType(name string) string {
	if known, ok := contentTypes[strings.ToLower(path.Ext(name))]; ok {
		return known
	}
	return "application/octet-stream"
}

// Idle lists the files that do nothing where the site will stand: those that are looked for at
// the root of an address only, and those that no server of the kind reads.
func Idle(files []File, address string, byObjects bool) []string {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	below := strings.Trim(u.Path, "/") != ""
	pages := strings.HasSuffix(u.Hostname(), ".github.io") || strings.HasSuffix(u.Hostname(), ".gitlab.io")
	var idle []string
	for _, f := range files {
		root := f.Path == "robots.txt" || f.Path == "_headers" || f.Path == "_redirects" || strings.HasPrefix(f.Path, ".well-known/")
		rules := slices.Contains([]string{"_headers", "_redirects", ".htaccess"}, f.Path)
		if below && root || (pages || byObjects) && rules {
			idle = append(idle, f.Path)
		}
	}
	return idle
}
