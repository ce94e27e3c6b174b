package source

import (
	"embed"
	"maps"
	"slices"
	"strings"
)

//go:embed explain
var explainFS embed.FS

// The headings that part the two languages of an explain page.
const (
	englishPart    = "## English\n"
	indonesianPart = "## Bahasa Indonesia\n"
)

// Explain gives the page about a code, in "id" or "en": what it means, an
// example that goes wrong, how to mend it. ok is false for an unknown code.
func Explain(code Code, lang string) (page string, ok bool) {
	if _, known := messages()[code]; !known {
		return "", false
	}
	data, err := explainFS.ReadFile("explain/" + string(code) + ".md")
	if err != nil {
		return "", false
	}
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	_, rest, _ := strings.Cut(text, englishPart)
	english, indonesian, _ := strings.Cut(rest, indonesianPart)
	if lang == Indonesian {
		return strings.TrimSpace(indonesian) + "\n", true
	}
	return strings.TrimSpace(english) + "\n", true
}

// Codes lists every code, sorted.
func Codes() []Code { return slices.Sorted(maps.Keys(messages())) }
