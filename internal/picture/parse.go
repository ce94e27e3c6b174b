package picture

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// node is an element with its attributes and children, or a piece of text.
type node struct {
	name  string // empty for text
	text  string
	attrs []attr
	kids  []*node
}

type attr struct{ name, value string }

func (n *node) get(name string) string {
	for _, a := range n.attrs {
		if a.name == name {
			return a.value
		}
	}
	return ""
}

// num reads an attribute as a length; what is missing is 0.
func (n *node) num(name string) float64 { return toFloat(n.get(name)) }

func toFloat(s string) float64 {
	v, err := strconv.ParseFloat(strings.TrimSuffix(s, "px"), 64)
	if err != nil {
		return 0
	}
	return v
}

func (n *node) set(name, value string) {
	for i := range n.attrs {
		if n.attrs[i].name == name {
			n.attrs[i].value = value
			return
		}
	}
	n.attrs = append(n.attrs, attr{name, value})
}

func (n *node) add(kids ...*node) { n.kids = append(n.kids, kids...) }

// has says whether a class stands in the element's list of classes.
func (n *node) has(class string) bool { return hasWord(n.get("class"), class) }

func hasWord(list, word string) bool {
	for w := range strings.FieldsSeq(list) {
		if w == word {
			return true
		}
	}
	return false
}

// said is all text within, as a reader reads it; drawings say nothing here.
func (n *node) said() string {
	var b strings.Builder
	n.say(&b)
	return strings.Join(strings.FieldsFunc(b.String(), isBlank), " ")
}

func (n *node) say(b *strings.Builder) {
	b.WriteString(n.text)
	for _, k := range n.kids {
		if k.name != "svg" {
			k.say(b)
		}
	}
}

// find gives the elements of one name below a node, in order.
func (n *node) find(name string) []*node {
	var list []*node
	for _, k := range n.kids {
		if k.name == name {
			list = append(list, k)
		}
		list = append(list, k.find(name)...)
	}
	return list
}

// parse reads markup that our own program wrote: every element is closed, every
// value stands in double quotes. What is broken ends early, and is no fault that a
// user could make.
func parse(markup string) *node {
	root := &node{name: "div"}
	open := []*node{root}
	for markup != "" {
		text, rest, found := strings.Cut(markup, "<")
		top := open[len(open)-1]
		if text != "" {
			top.add(&node{text: unescape(text)})
		}
		if !found {
			break
		}
		tag, after, _ := strings.Cut(rest, ">") // a > within a value is escaped
		markup = after
		if strings.HasPrefix(tag, "/") {
			if len(open) > 1 {
				open = open[:len(open)-1]
			}
			continue
		}
		closed := strings.HasSuffix(tag, "/")
		n := element(strings.TrimSuffix(tag, "/"))
		top.add(n)
		if !closed {
			open = append(open, n)
		}
	}
	return root
}

func element(tag string) *node {
	name, rest, _ := strings.Cut(tag, " ")
	n := &node{name: name}
	for {
		key, after, found := strings.Cut(rest, `="`)
		if !found {
			return n
		}
		value, more, _ := strings.Cut(after, `"`)
		n.attrs = append(n.attrs, attr{strings.TrimSpace(key), unescape(value)})
		rest = more
	}
}

var restorer = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&amp;", "&")

func unescape(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	return restorer.Replace(s)
}

// appendEscaped writes text that is safe in XML, between tags and in double quotes.
// Characters that XML does not allow become U+FFFD.
func appendEscaped(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '"':
			b = append(b, "&#34;"...)
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0xFFFE, r == 0xFFFF:
			b = utf8.AppendRune(b, utf8.RuneError)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// appendNode writes an element and what is in it.
func appendNode(b []byte, n *node) []byte {
	if n.name == "" {
		return appendEscaped(b, n.text)
	}
	b = append(append(b, '<'), n.name...)
	for _, a := range n.attrs {
		b = append(append(append(b, ' '), a.name...), `="`...)
		b = append(appendEscaped(b, a.value), '"')
	}
	if len(n.kids) == 0 {
		return append(b, "/>"...)
	}
	b = append(b, '>')
	for _, k := range n.kids {
		b = appendNode(b, k)
	}
	return append(append(append(b, "</"...), n.name...), '>')
}

// number writes a length with at most two decimals.
func number(v float64) string {
	s := strconv.FormatFloat(v, 'f', 2, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
