package publish

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"
)

// part is the name in the output folder under which a file is copied when it cannot be moved from the stage.
const part = ".terang-part"

// keep is the one file in the output folder that belongs to the site's repository and not to the site.
const keep = ".gitignore"

// checkPath refuses what could leave the output folder on any system, and what a Windows machine could not hold:
// a site built on one machine must be copyable to every other.
func checkPath(name string) error {
	if why := Refusal(name); why != nil {
		return fmt.Errorf("refused path %q: %w", name, why)
	}
	return nil
}

// Refusal says why no file of a site may have a name, nil where it may.
func Refusal(name string) error {
	if isOrdinary(name) {
		return nil
	}
	switch {
	case name == "":
		return errors.New("it is empty")
	case !utf8.ValidString(name):
		return errors.New("it is not UTF-8")
	case strings.HasPrefix(name, "/"):
		return errors.New("it is absolute")
	case strings.ContainsFunc(name, func(c rune) bool { return c < ' ' || c == 0x7f || strings.ContainsRune(`\<>:"|?*`, c) }):
		return errors.New(`it holds a control character or one of \ < > : " | ? *`)
	}
	for segment := range strings.SplitSeq(name, "/") {
		switch {
		case segment == "":
			return errors.New("it has an empty segment")
		case segment == "." || segment == "..":
			return errors.New(`it has a segment "." or ".."`)
		case strings.HasSuffix(segment, ".") || strings.HasSuffix(segment, " "):
			return errors.New("a segment ends in a dot or a space")
		case isDevice(segment):
			return fmt.Errorf("%q is the name of a device on Windows", segment)
		}
	}
	if top := fold(name); top == keep || top == part {
		return errors.New("the output folder keeps that name for itself")
	}
	return nil
}

// isOrdinary says of nearly all paths in one look that nothing is wrong with them: small letters and digits, words
// divided by hyphens, and an ending.
func isOrdinary(name string) bool {
	begin := 0
	for i := 0; i <= len(name); i++ {
		if i == len(name) || name[i] == '/' {
			segment := name[begin:i]
			if segment == "" || segment[0] == '.' || segment[len(segment)-1] == '.' || strings.IndexByte("capln", segment[0]) >= 0 && isDevice(segment) {
				return false
			}
			begin = i + 1
			continue
		}
		if c := name[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.' {
			return false
		}
	}
	return true
}

// isDevice knows the names that Windows takes for a device in any folder and with any ending.
func isDevice(segment string) bool {
	stem, _, _ := strings.Cut(segment, ".")
	if len(stem) < len("CON") {
		return false
	}
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	switch stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	number, isPort := strings.CutPrefix(stem, "COM")
	if !isPort {
		number, isPort = strings.CutPrefix(stem, "LPT")
	}
	return isPort && utf8.RuneCountInString(number) == 1 && strings.Contains("0123456789¹²³", number)
}

// fold gives the key under which two paths are the same file where upper and lower case are not told apart.
func fold(name string) string { return strings.ToLower(name) }

// parents yields the folders above a path, nearest first, without the output folder itself.
func parents(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for d := path.Dir(name); d != "."; d = path.Dir(d) {
			if !yield(d) {
				return
			}
		}
	}
}

// unkept are files whose address nobody keeps: assets and sizes of photographs, whose name follows from their content and
// changes with every edit, and the rules that servers read.
var unkept = regexp.MustCompile(`^assets/[^/]+-[0-9a-f]{8}(?:\.[^/.]*)?$|^media/.+-[0-9]+-[0-9a-f]{8}\.(?:webp|jpg|png)$|^(?:\.htaccess|_headers)$`)

// address turns a path into the address a reader knew, from the site's own root: /berita/x/ for berita/x/index.html.
func address(name string) string {
	if dir, base := path.Split(name); base == "index.html" {
		return "/" + dir
	}
	return "/" + name
}
