package theme

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"testing"

	"golang.org/x/net/html"
)

// voids are elements that have no end tag.
var voids = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// checkHTML fails where tags do not pair, an id stands twice, there is not one h1,
// or anything stands in the page that its policy forbids.
func checkHTML(t *testing.T, name string, page []byte) {
	t.Helper()
	var open []string
	ids := map[string]bool{}
	headings := 0
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if !errors.Is(z.Err(), io.EOF) {
				t.Errorf("%s: %v", name, z.Err())
			}
			if len(open) > 0 {
				t.Errorf("%s: left open: %v", name, open)
			}
			if headings != 1 {
				t.Errorf("%s: %d h1, want 1", name, headings)
			}
			return
		case html.StartTagToken:
			token := z.Token()
			checkAttributes(t, name, token, ids)
			if token.Data == "h1" {
				headings++
			}
			if !slices.Contains(voids, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			token := z.Token()
			if len(open) == 0 || open[len(open)-1] != token.Data {
				t.Fatalf("%s: </%s> ends nothing; open: %v", name, token.Data, open)
			}
			open = open[:len(open)-1]
		case html.TextToken, html.SelfClosingTagToken, html.CommentToken, html.DoctypeToken:
		}
	}
}

func checkAttributes(t *testing.T, name string, token html.Token, ids map[string]bool) {
	t.Helper()
	if token.Data == "style" {
		t.Errorf("%s: a style element", name)
	}
	kind, source := "", ""
	for _, a := range token.Attr {
		switch a.Key {
		case "style":
			t.Errorf("%s: a style attribute in <%s>", name, token.Data)
		case "id":
			if ids[a.Val] {
				t.Errorf("%s: id %q stands twice", name, a.Val)
			}
			ids[a.Val] = true
		case "type":
			kind = a.Val
		case "src":
			source = a.Val
		}
		if len(a.Key) > 2 && a.Key[:2] == "on" {
			t.Errorf("%s: a script in the attribute %s", name, a.Key)
		}
	}
	if token.Data == "script" && kind != "application/json" && kind != "application/ld+json" && source == "" {
		t.Errorf("%s: an inline script", name)
	}
}
