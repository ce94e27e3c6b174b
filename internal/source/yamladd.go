package source

import (
	"bytes"
	"strings"

	"go.yaml.in/yaml/v3"
)

// AddToYAML puts an element behind the others of the list that a key of a YAML
// text holds, and changes nothing else of it: comments, blank lines and the order
// stay. Where the key is missing it is put at the end. item is the element as
// [PrintYAML] writes it, without the dash. ok is false where the text is not read,
// or the list is written on one line.
func AddToYAML(data []byte, key, item string) (out []byte, ok bool) {
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil || len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, false
	}
	root := doc.Content[0]
	if root.Style&yaml.FlowStyle != 0 {
		return nil, false
	}
	lines := strings.SplitAfter(string(data), "\n")
	end := "\n"
	if bytes.Contains(data, []byte("\r\n")) {
		end = "\r\n"
	}
	at, before, indent := len(lines), key+":\n", "  "
	for i := 0; i+1 < len(root.Content); i += 2 {
		name, value := root.Content[i], root.Content[i+1]
		if name.Value != key {
			continue
		}
		before = ""
		switch {
		case value.Kind == yaml.SequenceNode && value.Style&yaml.FlowStyle == 0:
			indent = strings.Repeat(" ", value.Column-1)
		case value.Kind == yaml.SequenceNode && len(value.Content) == 0 && value.Line == name.Line:
			lines[name.Line-1] = strings.Replace(lines[name.Line-1], "[]", "", 1) // [ ] with a blank is refused below
		case value.Kind != yaml.ScalarNode || value.Tag != "!!null":
			return nil, false
		}
		next := len(lines)
		if i+2 < len(root.Content) {
			next = root.Content[i+2].Line - 1
		}
		at = endOf(lines, name.Line, next)
	}
	if before != "" {
		for at > 0 && strings.TrimSpace(lines[at-1]) == "" {
			at--
		}
	}
	text := before + dashed(indented(item, indent+"  "), indent)
	if at > 0 && !strings.HasSuffix(lines[at-1], "\n") {
		lines[at-1] += end
	}
	return []byte(strings.Join(lines[:at], "") + strings.ReplaceAll(text, "\n", end) + strings.Join(lines[at:], "")), true
}

// endOf gives the line after the last one of a part of the text. Blank lines and
// comments at its end belong to what follows, unless they stand deeper.
func endOf(lines []string, from, to int) int {
	for to > from && to > 0 {
		line := strings.TrimRight(lines[to-1], "\r\n")
		if strings.TrimSpace(line) != "" && !strings.HasPrefix(line, "#") {
			break
		}
		to--
	}
	return to
}

// indented puts blanks before every line.
func indented(text, indent string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(indent + line)
	}
	return b.String()
}

// ListYAML writes a list with one element, which [AddToYAML] takes, under its key.
func ListYAML(key, item string) string { return key + ":\n" + dashed(indented(item, "    "), "  ") }
