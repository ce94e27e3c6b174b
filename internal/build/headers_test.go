package build

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// ruled is a rule of a _headers file.
type ruled struct {
	path    string
	headers [][2]string
}

func readRules(t *testing.T, text string) (rules []ruled) {
	t.Helper()
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch name, value, ok := strings.Cut(strings.TrimSpace(line), ": "); {
		case strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "/"):
			rules = append(rules, ruled{path: line})
		case strings.HasPrefix(line, "  ") && ok && len(rules) > 0:
			last := &rules[len(rules)-1]
			last.headers = append(last.headers, [2]string{name, value})
		default:
			t.Fatalf("a line that is no rule: %q", line)
		}
	}
	return rules
}

// How the two hosts match, as their documentation and published code say it. A star at the end takes anything; Netlify looks
// at segments, so that there the slash at an end does not count.
func onCloudflare(rule, address string) bool {
	return regexp.MustCompile("^" + strings.ReplaceAll(regexp.QuoteMeta(rule), `\*`, ".*") + "$").MatchString(address)
}

func onNetlify(rule, address string) bool {
	if rule == "/" {
		return address == "/"
	}
	rule = strings.TrimSuffix(rule, "/")
	rule = strings.ReplaceAll(regexp.QuoteMeta(rule), `/\*`, "(/.*)?")
	return regexp.MustCompile("^" + rule + "/?$").MatchString(address)
}

// Each file of a site in two languages gets each header once at every address at which the two hosts show it, and only
// what is in /sematan/ may be framed.
func TestRulesOfNetlifyNeverOverlap(t *testing.T) {
	t.Parallel()
	b := mustBe(t, bothOnce)
	rules := readRules(t, string(b.files["_headers"]))
	for i, r := range rules {
		if slices.ContainsFunc(rules[:i], func(o ruled) bool { return o.path == r.path }) {
			t.Errorf("%s has two rules", r.path)
		}
	}
	seen := map[string]int{}
	for name := range b.files {
		clean := "/" + strings.TrimSuffix(name, ".html")
		if strings.HasSuffix(clean, "/index") {
			clean = strings.TrimSuffix(clean, "index")
		}
		for address, hosts := range map[string][]func(string, string) bool{"/" + name: {onNetlify}, clean: {onNetlify, onCloudflare}} {
			for i, match := range hosts {
				limit := rules
				if i == 1 {
					limit = rules[:min(100, len(rules))]
				}
				once := map[string]string{}
				for _, r := range limit {
					if !match(r.path, address) {
						continue
					}
					for _, h := range r.headers {
						if old, twice := once[h[0]]; twice {
							t.Errorf("%s: %s is said twice, %q and %q", address, h[0], old, h[1])
						}
						once[h[0]] = h[1]
					}
				}
				framed := strings.HasPrefix(name, "sematan/") || strings.HasPrefix(name, "en/sematan/")
				policy, option, cache := "frame-ancestors 'none'", "DENY", ""
				if framed {
					policy, option = "frame-ancestors *", ""
				}
				if strings.HasPrefix(name, "assets/") {
					cache = "public, max-age=31536000, immutable"
				}
				if strings.HasSuffix(name, ".html") && (once["Content-Security-Policy"] != policy || once["X-Frame-Options"] != option) {
					t.Errorf("%s: %v", address, once)
				}
				if once["Cache-Control"] != cache || once["X-Content-Type-Options"] != "nosniff" {
					t.Errorf("%s: %v", address, once)
				}
				seen[policy+cache]++
			}
		}
	}
	if len(seen) < 3 {
		t.Errorf("only %v were seen", seen)
	}
}

// What is kept for a year has a name that follows from its bytes.
func TestAssetsAreNamedByTheirBytes(t *testing.T) {
	t.Parallel()
	named := regexp.MustCompile(`^assets/[^/]+-[0-9a-f]{8}\.[a-z0-9]+$`)
	for name := range mustBe(t, bothOnce).files {
		if strings.HasPrefix(name, "assets/") && !named.MatchString(name) {
			t.Errorf("%s", name)
		}
	}
}

func TestNoRulesForAnAddressThatServersReadOtherwise(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]bool{
		"https://a.id/": true, "http://a.id:8080/portal/b_c/~d/": true, "https://a.id/x%20y/": false, "https://a.id/x%22;}/": false, "https://a.id/é/": false,
	} {
		dir := input(t, smallDir)
		_, _, err := ServerRules(Nginx, Options{Dir: dir, BaseURL: url})
		if (err == nil) != want {
			t.Errorf("%s: %v", url, err)
		}
	}
}

func TestHeadersMayBeLeftOut(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	putFiles(t, dir, map[string]string{"site.yaml": readText(t, dir, "site.yaml") + "pictures: none\nheaders: []\n"})
	files := inMemory(t, dir)
	for _, name := range []string{"_headers", ".htaccess"} {
		if _, ok := files[name]; ok {
			t.Errorf("%s is written", name)
		}
	}
}
