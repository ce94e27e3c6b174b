package source

import (
	_ "embed"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed messages.yaml
var messagesYAML []byte

// A message holds the words of one code.
type message struct {
	Severity string `yaml:"severity"`
	Text     words  `yaml:"text"`
	Quiet    words  `yaml:"quiet"` // the text of a quiet problem, empty where it is the same
	Hint     words  `yaml:"hint"`
}

// words is one text in the languages that problems are told in.
type words struct {
	EN string `yaml:"en"`
	ID string `yaml:"id"`
}

func (w words) in(lang string) string {
	if lang == Indonesian {
		return w.ID
	}
	return w.EN
}

// The languages that problems are told in. Whatever is not Indonesian is English.
const (
	English    = "en"
	Indonesian = "id"
)

// messages reads messages.yaml once. The file is part of the program and a test
// reads it, so a fault in it cannot reach a user; without it a problem is still
// told by its code.
var messages = sync.OnceValue(func() map[Code]message {
	all := map[Code]message{}
	if err := yaml.Unmarshal(messagesYAML, &all); err != nil {
		return map[Code]message{}
	}
	return all
})

// SeverityOf tells how bad a kind of problem is; one that sometimes stops the build
// is a Warning, since as an error it is told as one. known is false for no code.
func SeverityOf(code Code) (severity Severity, known bool) {
	m, known := messages()[code]
	switch m.Severity {
	case "error":
		return Error, known
	case "note":
		return Note, known
	}
	return Warning, known
}

// Text says what is wrong, in "id" or "en", on one line.
func (p Problem) Text(lang string) string {
	m, ok := messages()[p.Code]
	if !ok {
		return string(p.Code)
	}
	says := m.Text
	if p.Quiet && m.Quiet != (words{}) {
		says = m.Quiet
	}
	text, _ := fill(says.in(lang), p.Args)
	return text
}

// Hint says what to do, in "id" or "en": lines without a line break at the end,
// empty where nothing can be said. Lines that speak of an argument which the
// problem does not have are left out.
func (p Problem) Hint(lang string) string {
	var lines []string
	for line := range strings.Lines(messages()[p.Code].Hint.in(lang)) {
		if text, ok := fill(strings.TrimSpace(line), p.Args); ok && text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// Arg gives the argument with a name, or an empty string.
func (p Problem) Arg(name string) string {
	for i := 0; i+1 < len(p.Args); i += 2 {
		if p.Args[i] == name {
			return p.Args[i+1]
		}
	}
	return ""
}

// fill puts the arguments into the placeholders; ok is false where one is
// missing or empty. A missing one stays as it is written.
func fill(text string, args []string) (filled string, ok bool) {
	p, ok := Problem{Args: args}, true
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(text, "{")
		b.WriteString(before)
		name, after, closed := strings.Cut(rest, "}")
		if !open || !closed {
			if open {
				b.WriteString("{" + rest)
			}
			return b.String(), ok
		}
		value := p.Arg(name)
		if value == "" {
			ok = false
		}
		b.WriteString(shown(value))
		text = after
	}
}
