// Package words holds what readers read as a value: the sentences of one
// language, and how that language writes numbers, months, dates and lists.
//
// The texts come through the theme's door (i18n/id.yaml, i18n/en.yaml); no
// reader's word stands in Go. A text may hold placeholders in braces:
//
//	headline.reached: "{n} dari {total} layanan mencapai target bulan ini."
//
// A text in Catalogue is plain, never HTML: whoever prints it escapes it.
package words

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Catalogue holds the words of one language; read-only once made, so that many
// workers may share it.
type Catalogue struct {
	lang     string
	tag      language.Tag
	block    string // what the keys of all texts begin with, besides
	texts    map[string]string
	one      map[string]string // of a unit's name for many, that for one
	group    string
	decimal  string
	months   []string
	shortens []string
	percents []string // by tenths of a percent
}

// New makes a catalogue. lang is a BCP 47 tag ("id", "en"), texts the words by key.
func New(lang string, texts map[string]string) *Catalogue {
	c := &Catalogue{lang: lang, tag: language.Make(lang), texts: texts, one: singulars(texts["units.one"])}
	c.group, c.decimal = separators(lang)
	c.months = strings.Fields(c.T("months"))
	c.shortens = strings.Fields(c.T("months.short"))
	c.percents = make([]string, whole+1)
	for tenths := range c.percents {
		c.percents[tenths] = c.scaled(tenths, 1, percent)
	}
	return c
}

// separators asks the CLDR how a language groups digits and marks decimals.
func separators(lang string) (group, decimal string) {
	p := message.NewPrinter(language.Make(lang))
	s := []rune(p.Sprint(number.Decimal(1234567.5)))
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	marks := slices.DeleteFunc(s, isDigit)
	if len(marks) < 2 {
		return ",", "."
	}
	return string(marks[0]), string(marks[len(marks)-1])
}

// Lang gives the language tag.
func (c *Catalogue) Lang() string { return c.lang }

// Has says whether there is a text for a key.
func (c *Catalogue) Has(key string) bool {
	_, ok := c.texts[key]
	return ok
}

// Speaks says whether the text of a key has a placeholder of that name.
func (c *Catalogue) Speaks(key, placeholder string) bool {
	return strings.Contains(c.texts[key], "{"+placeholder+"}")
}

// Keys lists the keys of all texts in order.
func (c *Catalogue) Keys() []string {
	keys := make([]string, 0, len(c.texts))
	for k := range c.texts {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// T gives the text of a key with its placeholders filled from args, which are
// name, value, name, value … A key without a text gives the key in brackets, so
// that the gap is seen; the theme's reader refuses a catalogue with gaps.
//
// A placeholder may also choose by number, as the language counts (CLDR):
//
//	{n} {n|month|months}   "month" where n is 1 in English, "months" else
//	{gap} {unit:gap}       the unit, as one of it is called where gap is 1
func (c *Catalogue) T(key string, args ...string) string {
	text, ok := c.texts[key]
	if !ok {
		return "⟦" + c.block + key + "⟧"
	}
	if len(args) == 0 || !strings.Contains(text, "{") {
		return text
	}
	var room [sentence]byte
	out := room[:0]
	for {
		before, rest, found := strings.Cut(text, "{")
		out = append(out, before...)
		if !found {
			return string(out)
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			return string(append(append(out, '{'), rest...))
		}
		out = append(out, c.fill(name, args)...)
		text = after
	}
}

// sentence is how many bytes most texts have room in.
const sentence = 240

// Block gives the texts whose keys begin with a prefix, by the rest of their keys;
// a placeholder that has the same value in all of them is filled already.
func (c *Catalogue) Block(prefix, name, value string) *Catalogue {
	b := *c
	b.block, b.texts = c.block+prefix, map[string]string{}
	for key, text := range c.texts {
		if key, ok := strings.CutPrefix(key, prefix); ok {
			b.texts[key] = strings.ReplaceAll(text, "{"+name+"}", value)
		}
	}
	return &b
}

// fill gives what stands for a placeholder.
func (c *Catalogue) fill(placeholder string, args []string) string {
	name, forms, choose := strings.Cut(placeholder, "|")
	if choose {
		one, other, _ := strings.Cut(forms, "|")
		if c.isOne(argument(name, args)) {
			return one
		}
		return other
	}
	name, by, counted := strings.Cut(name, ":")
	value := argument(name, args)
	if counted && c.isOne(argument(by, args)) {
		if one, ok := c.one[value]; ok {
			return one
		}
	}
	return value
}

// isOne says whether the language speaks of one thing where a number is as printed.
func (c *Catalogue) isOne(printed string) bool {
	n, err := strconv.Atoi(printed)
	return err == nil && plural.Cardinal.MatchPlural(c.tag, n, 0, 0, 0, 0) == plural.One
}

func argument(name string, args []string) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1]
		}
	}
	return "⟦" + name + "⟧"
}

// singulars reads the names of one thing: "people: person; children: child".
func singulars(text string) map[string]string {
	one := map[string]string{}
	for pair := range strings.SplitSeq(text, ";") {
		if many, single, ok := strings.Cut(pair, ":"); ok {
			one[strings.TrimSpace(many)] = strings.TrimSpace(single)
		}
	}
	return one
}

// List joins items as the language does: "a, b dan c".
func (c *Catalogue) List(items []string) string {
	switch len(items) {
	case 0:
		return ""
	case 1:
		return items[0]
	case 2:
		return c.T("list.two", "a", items[0], "b", items[1])
	}
	last := len(items) - 1
	return c.T("list.last", "head", strings.Join(items[:last], ", "), "last", items[last])
}
