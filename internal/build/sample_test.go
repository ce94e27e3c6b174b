package build

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"terang/internal/health"
	"terang/internal/source"
)

// The sites that the tests look at: the repository's own sample and a small one in testdata.
const (
	sampleDir = "../.."
	smallDir  = "testdata/small"
	// subPath is an address with folders, below which every site must work as well.
	subPath = "https://contoh.go.id/dinkes/portal/"
)

// day is the day for which the sites are built.
func day() health.Date { return health.DateOf(2024, 10, 20) }

// built is one finished site.
type built struct {
	base  string
	files map[string][]byte
	pages []*page // in order of their paths
	named map[string]*page
	moved []*page // pages at old addresses, which lead to the new ones
	alone []*page // figures for other sites
	taken []*page // pages in one file
}

// page is one HTML file of a site.
type page struct {
	path string
	body []byte
	doc  *html.Node
	ids  map[string]int // how often each id stands in it
}

// Each site is built the first time it is asked for, and all tests look at the same one.
var (
	sampleOnce  = sync.OnceValues(func() (*built, error) { return construct(Options{Dir: sampleDir, Date: day()}) })
	smallOnce   = sync.OnceValues(func() (*built, error) { return construct(Options{Dir: smallDir, Date: day()}) })
	belowOnce   = sync.OnceValues(func() (*built, error) { return construct(Options{Dir: sampleDir, Date: day(), BaseURL: subPath}) })
	englishOnce = sync.OnceValues(func() (*built, error) { return constructIn("en") })
	bothOnce    = sync.OnceValues(inBoth)
	silentOnce  = sync.OnceValues(silent)
	hostileOnce = sync.OnceValues(hostile)
	earlyOnce   = sync.OnceValues(func() (*built, error) {
		return construct(Options{Dir: smallDir, Date: day(), AsOf: health.MonthOf(2023, 9)})
	})
	finishedOnce = sync.OnceValues(func() (*built, error) {
		return construct(Options{Dir: smallDir, Date: day(), AsOf: health.MonthOf(2023, 12)})
	})
)

func sampleSite(t *testing.T) *built { return mustBe(t, sampleOnce) }
func smallSite(t *testing.T) *built  { return mustBe(t, smallOnce) }

// everySite gives the sites over which what holds for any site is tested.
func everySite(t *testing.T) map[string]*built {
	t.Helper()
	return map[string]*built{
		"sample": sampleSite(t), "small": smallSite(t),
		"below a path": mustBe(t, belowOnce), "English": mustBe(t, englishOnce),
		"both languages":   mustBe(t, bothOnce),
		"hostile":          mustBe(t, hostileOnce),
		"without a report": mustBe(t, silentOnce),
		"first year":       mustBe(t, earlyOnce), "finished year": mustBe(t, finishedOnce),
	}
}

func mustBe[T any](t *testing.T, once func() (T, error)) T {
	t.Helper()
	b, err := once()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// refused is the error of a site whose input has problems.
type refused struct{ problems source.Problems }

func (r refused) Error() string {
	var out strings.Builder
	for _, p := range r.problems {
		if p.Severity == source.Warning {
			continue
		}
		fmt.Fprintf(&out, "%v: %s [%s]\n", p.Pos, p.Text("en"), p.Code)
	}
	return out.String()
}

func construct(o Options) (*built, error) {
	o.unpainted = true
	files, ps, err := Memory(context.Background(), o)
	if err != nil {
		return nil, err
	}
	if ps.HasErrors() {
		return nil, refused{ps}
	}
	b := &built{files: files, named: map[string]*page{}}
	if err := b.parse(); err != nil {
		return nil, err
	}
	robots := string(files["robots.txt"])
	_, at, _ := strings.Cut(robots, "Sitemap: ")
	b.base = strings.TrimSuffix(strings.TrimSpace(at), "sitemap.xml")
	return b, nil
}

func (b *built) parse() error {
	for _, name := range slices.Sorted(maps.Keys(b.files)) {
		if path.Ext(name) != ".html" {
			continue
		}
		doc, err := html.Parse(bytes.NewReader(b.files[name]))
		if err != nil {
			return err
		}
		p := &page{path: name, body: b.files[name], doc: doc, ids: map[string]int{}}
		for n := range elements(doc) {
			if id, ok := attribute(n, "id"); ok {
				p.ids[id]++
			}
		}
		if slices.ContainsFunc(all(doc, "meta"), func(n *html.Node) bool {
			equiv, _ := attribute(n, "http-equiv")
			return equiv == "refresh"
		}) {
			b.moved = append(b.moved, p)
			continue
		}
		if kind, _ := attribute(all(doc, "body")[0], "data-page"); kind == "embed" {
			b.alone = append(b.alone, p)
			continue
		}
		if kind, _ := attribute(all(doc, "body")[0], "data-page"); kind == "copy" {
			b.taken = append(b.taken, p)
			continue
		}
		b.pages = append(b.pages, p)
		b.named[name] = p
	}
	return nil
}

// elements walks all elements below a node in the order of the file.
func elements(n *html.Node) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && !yield(d) {
				return
			}
		}
	}
}

// all gives the elements of one name below a node.
func all(n *html.Node, name string) []*html.Node {
	var found []*html.Node
	for e := range elements(n) {
		if e.Data == name {
			found = append(found, e)
		}
	}
	return found
}

// attribute gives the value of an attribute; ok is false where the element has none of that name.
func attribute(n *html.Node, name string) (value string, ok bool) {
	for _, a := range n.Attr {
		if a.Key == name || (a.Namespace != "" && a.Namespace+":"+a.Key == name) {
			return a.Val, true
		}
	}
	return "", false
}

// text gives what a reader reads of a node, blanks as single spaces.
func text(n *html.Node) string {
	var b strings.Builder
	if n.Type == html.TextNode {
		b.WriteString(n.Data)
	}
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// numerator is what stands in the fourth column of a row of observations.
var numerator = regexp.MustCompile(`(?m)^(\d[^,]*,[^,]*,[^,]*,)\d+,`)

// silent builds the small site of an office whose rows are all there and none of them filled in.
func silent() (*built, error) {
	dir, err := copyOf(smallDir, func(name string, body []byte) []byte {
		if strings.HasPrefix(name, "data/observations/") {
			return numerator.ReplaceAll(body, []byte("$1,"))
		}
		return body
	})
	if err != nil {
		return nil, err
	}
	defer dir.remove()
	return construct(Options{Dir: dir.path, Date: day()})
}

// unfriendly stands in the name of the kabupaten and wherever that is said: title, office, posts.
const unfriendly = `Kar'an</title><script>f()</script>&<img src=x onerror=f()>\*_gan`

// hostile builds the small site of an office whose names try to become markup.
func hostile() (*built, error) {
	dir, err := copyOf(smallDir, func(_ string, body []byte) []byte {
		return bytes.ReplaceAll(body, []byte("Karangan"), []byte(unfriendly))
	})
	if err != nil {
		return nil, err
	}
	defer dir.remove()
	return construct(Options{Dir: dir.path, Date: day()})
}

// constructIn builds the sample in another language.
func constructIn(lang string) (*built, error) {
	dir, err := copyOf(sampleDir, func(name string, body []byte) []byte {
		if name == "site.yaml" {
			return bytes.Replace(body, []byte("language: id"), []byte("language: "+lang), 1)
		}
		return body
	})
	if err != nil {
		return nil, err
	}
	defer dir.remove()
	return construct(Options{Dir: dir.path, Date: day()})
}
