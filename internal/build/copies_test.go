package build

import (
	"crypto/sha256"
	"encoding/base64"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// copyBudget is how large a page in one file may be.
const copyBudget = 200_000

// TestPagesInOneFile looks at the pages that are taken along: nothing stands beside
// them, nothing runs, and they say no number that their page does not.
func TestPagesInOneFile(t *testing.T) {
	t.Parallel()
	b := sampleSite(t)
	if len(b.taken) < 15 {
		t.Fatalf("only %d pages in one file", len(b.taken))
	}
	for _, p := range b.taken {
		if len(p.body) > copyBudget {
			t.Errorf("%s has %d bytes, at most %d", p.path, len(p.body), copyBudget)
		}
		for _, fault := range slices.Concat(holdsAll(b, p), refusedOfCopy(p)) {
			t.Errorf("%s: %s", p.path, fault)
		}
		of := b.named[pageOfCopy(p.path)]
		if of == nil {
			t.Errorf("%s is a copy of no page", p.path)
			continue
		}
		if !strings.Contains(string(of.body), `href="`+relativeTo(of.path, p.path)+`" download="`) {
			t.Errorf("%s does not lead to its copy", of.path)
		}
		told := numbersIn(of)
		for number := range numbersIn(p) {
			if !told[number] && number != "20" && number != "2024" { // its day
				t.Errorf("%s says %s, and its page does not", p.path, number)
			}
		}
	}
}

var numberInText = regexp.MustCompile(`\d[\d.,]*`)

// numbersIn lists all numbers in the main part of a page.
func numbersIn(p *page) map[string]bool {
	list := map[string]bool{}
	for d := range all(p.doc, "main")[0].Descendants() {
		if d.Type == html.TextNode {
			for _, number := range numberInText.FindAllString(d.Data, -1) {
				list[number] = true
			}
		}
	}
	return list
}

func pageOfCopy(name string) string {
	name = strings.TrimPrefix(name, "salinan/")
	if name == "beranda.html" {
		return "index.html"
	}
	return strings.TrimSuffix(name, ".html") + "/index.html"
}

func relativeTo(from, to string) string { return strings.Repeat("../", strings.Count(from, "/")) + to }

// holdsAll says what a copy would fetch or run, and which of its links lead nowhere.
func holdsAll(b *built, p *page) []string {
	var faults []string
	for _, a := range addresses(p.doc) {
		switch {
		case a.meta, strings.HasPrefix(a.value, "#"), strings.Contains(a.value, "://") && !strings.HasPrefix(a.value, b.base), strings.HasPrefix(a.value, "mailto:"), strings.HasPrefix(a.value, "tel:"), strings.HasPrefix(a.value, "geo:"):
		case a.fetch || !strings.HasPrefix(a.value, b.base):
			faults = append(faults, a.where+" "+a.value)
		default:
			file, _, _ := strings.Cut(strings.TrimPrefix(a.value, b.base), "#")
			file, _, _ = strings.Cut(file, "?")
			if file == "" || strings.HasSuffix(file, "/") {
				file = path.Join(file, "index.html")
			}
			if _, ok := b.files[file]; !ok {
				faults = append(faults, "no file for "+a.value)
			}
		}
		if id, ok := strings.CutPrefix(a.value, "#"); ok && p.ids[id] == 0 {
			faults = append(faults, "no place "+a.value)
		}
	}
	return faults
}

// refusedOfCopy says what of a copy its policy refuses.
func refusedOfCopy(p *page) []string {
	var faults []string
	for _, name := range []string{"script", "link", "img", "form", "iframe"} {
		for _, n := range all(p.doc, name) {
			if rel, _ := attribute(n, "rel"); rel != "canonical" {
				faults = append(faults, "has <"+name+">")
			}
		}
	}
	policy := ""
	for _, n := range all(p.doc, "meta") {
		if equiv, _ := attribute(n, "http-equiv"); equiv != "" {
			policy, _ = attribute(n, "content")
		}
	}
	styles := all(p.doc, "style")
	if len(styles) != 1 || styles[0].FirstChild == nil || styles[0].FirstChild.Type != html.TextNode {
		return append(faults, "has not one style")
	}
	sum := sha256.Sum256([]byte(styles[0].FirstChild.Data))
	if want := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"; !strings.Contains(policy, want) || strings.Contains(policy, "unsafe") {
		faults = append(faults, "its policy is "+policy)
	}
	return faults
}
