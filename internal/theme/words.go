package theme

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"terang/internal/source"
	"terang/internal/words"
)

// referenceLang is the language in which every key must stand in the default theme.
const referenceLang = "id"

// A placeholder may choose by number: {n|month|months}, {unit:n}; see words.Catalogue.T.
var placeholder = regexp.MustCompile(`\{([a-z0-9_]+)(?::[a-z0-9_]+|\|[^{}|]+\|[^{}|]+)?\}`)

// A wordFile is one language file: its texts by key and, of a site's own, the place of each.
type wordFile struct {
	shown string
	texts map[string]string
	there bool
	yaml  *source.YAML
}

func (f wordFile) pos(key string) source.Pos {
	if f.yaml == nil {
		return source.Pos{File: f.shown}
	}
	return f.yaml.Pos(key)
}

// readWords lays the site's words over the default's and compares them with the
// Indonesian words of the default theme, which name every key there is.
func readWords(base, own map[string]file, lang string, ps *source.Problems) *words.Catalogue {
	theirs := readWordFile(own, lang, ps)
	ours := builtInWords(base, lang, ps)
	if ours.there && !theirs.there { // the default's languages have the same keys
		return words.New(lang, ours.texts)
	}
	reference := ours
	if lang != referenceLang {
		reference = builtInWords(base, referenceLang, ps)
	}
	if !ours.there && !theirs.there {
		ps.Error(source.Pos{File: "site.yaml"}, "unknown-choice", "value", lang, "column", "language", "choices", "id, en")
		return words.New(referenceLang, reference.texts)
	}
	compareWords(theirs, reference, ps)

	texts := maps.Clone(ours.texts)
	maps.Copy(texts, theirs.texts)
	for _, key := range slices.Sorted(maps.Keys(reference.texts)) {
		if _, ok := texts[key]; !ok {
			ps.Error(source.Pos{File: theirs.shown}, "missing-word", "key", key, "text", reference.texts[key])
			texts[key] = reference.texts[key]
		}
	}
	return words.New(lang, texts)
}

func readWordFile(files map[string]file, lang string, ps *source.Problems) wordFile {
	f := wordFile{texts: map[string]string{}, shown: "i18n/" + lang + ".yaml"}
	raw, ok := files["i18n/"+lang+".yaml"]
	if !ok {
		return f
	}
	f.shown = raw.shown
	y, problems := source.ParseYAML(raw.shown, 1, raw.body)
	problems = append(problems, y.Decode(&f.texts)...)
	*ps = append(*ps, problems...)
	f.yaml, f.there = y, true
	return f
}

// builtInWords reads a language file of the default theme. Every build reads it, and nobody has
// to be told where in it a text stands: lines suffice, which are a tenth of the work of YAML.
func builtInWords(files map[string]file, lang string, ps *source.Problems) wordFile {
	raw, there := files["i18n/"+lang+".yaml"]
	if texts, plain := plainWords(raw.body); there && plain {
		return wordFile{shown: raw.shown, texts: texts, there: true}
	}
	return readWordFile(files, lang, ps)
}

// plainWords reads lines of `key: "text"`, which mean the same to YAML; plain is false where
// there is anything else but blank lines and remarks, or a key twice.
func plainWords(body []byte) (texts map[string]string, plain bool) {
	texts = make(map[string]string, bytes.Count(body, []byte("\n")))
	for line := range strings.Lines(string(body)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		key, quoted, _ := strings.Cut(line, ": ")
		if key == "" || strings.Trim(key, "abcdefghijklmnopqrstuvwxyz0123456789_.-") != "" || !meantAlike(quoted) {
			return nil, false
		}
		text, err := strconv.Unquote(quoted)
		if _, twice := texts[key]; twice || err != nil {
			return nil, false
		}
		texts[key] = text
	}
	return texts, true
}

// meantAlike says whether a text in double quotes has those escapes only that Go and YAML read alike.
func meantAlike(quoted string) bool {
	if len(quoted) < 2 || quoted[0] != '"' {
		return false
	}
	for rest := quoted[1:]; ; {
		_, escape, found := strings.Cut(rest, `\`)
		if !found {
			return true
		}
		if escape == "" || strings.IndexByte(`\"nu`, escape[0]) < 0 {
			return false
		}
		rest = escape[1:]
	}
}

// compareWords holds a language file against the reference: its keys must be
// known and its placeholders must be ones that will be filled.
func compareWords(f, reference wordFile, ps *source.Problems) {
	for _, key := range slices.Sorted(maps.Keys(f.texts)) {
		known, ok := reference.texts[key]
		if !ok { // the form for one of a word that the reference has one form of
			known, ok = reference.texts[strings.TrimSuffix(key, ".one")]
		}
		if !ok {
			near, _ := source.Nearest(key, slices.Sorted(maps.Keys(reference.texts)))
			ps.Warn(f.pos(key), "unknown-word", "key", key, "near", near)
			continue
		}
		want, got := placeholders(known), placeholders(f.texts[key])
		for _, name := range got {
			if !slices.Contains(want, name) {
				ps.Error(f.pos(key), "unknown-placeholder", "key", key, "name", braced([]string{name}), "known", braced(want))
			}
		}
		for _, name := range want {
			// "Satu desa" needs no number: a text for one may leave {n} out.
			if !slices.Contains(got, name) && !strings.HasSuffix(key, ".one") {
				ps.Warn(f.pos(key), "missing-placeholder", "key", key, "name", braced([]string{name}))
			}
		}
	}
}

// placeholders lists the names in braces of a text, each once, in order.
func placeholders(text string) []string {
	var names []string
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func braced(names []string) string {
	if len(names) == 0 {
		return "–"
	}
	return "{" + strings.Join(names, "}, {") + "}"
}
