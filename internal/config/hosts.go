package config

import (
	"cmp"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"terang/internal/source"
)

// Host is a place at which the finished site is published. What its kind has no use
// for is empty. Passwords and keys never stand here: they are from the environment or
// the usual files.
type Host struct {
	Name   string // small letters, digits and hyphens
	Kind   HostKind
	URL    string // where readers find it, ends with a slash; that of the site where not said
	Drafts bool   // a site built with drafts may go there
	Cap    Cap

	Path   string // folder, zip: from the site's folder; sftp, ftps: folder of the account, "" for where a login begins
	Folder string // s3, git: below the bucket or the branch, "" for the whole of it

	Address     string // sftp, ftps: name or number, with a port where it is not the usual one
	User        string
	KnownHosts  string // sftp: file from the site's folder
	Certificate string // ftps: file from the site's folder, where no authority known to the machine signed it

	Bucket   string
	Endpoint string // s3: https://…, empty for that of AWS
	Region   string
	Cache    Cache

	Remote string // git: an address, or the name of a remote of the site's own repository
	Branch string
}

// HostKind says how files come to a host.
type HostKind string

// The kinds, as site.yaml writes them.
const (
	HostFolder HostKind = "folder"
	HostS3     HostKind = "s3"
	HostSFTP   HostKind = "sftp"
	HostFTPS   HostKind = "ftps"
	HostGit    HostKind = "git"
	HostZip    HostKind = "zip"
)

// Cap is how many files one run may delete: the larger of both.
type Cap struct {
	Files   int
	Percent int // of the files that terang has put there
}

// Allows says how many of so many files may go.
func (c Cap) Allows(of int) int { return max(c.Files, of*c.Percent/100) }

// ParseCap reads a number of files, or a share such as 20%.
func ParseCap(text string) (Cap, bool) {
	share, percent := strings.CutSuffix(text, "%")
	n, err := strconv.Atoi(share)
	switch {
	case err != nil || n < 0 || percent && n > 100:
		return Cap{}, false
	case percent:
		return Cap{Percent: n}, true
	}
	return Cap{Files: n}, true
}

// Cache is what browsers are told about keeping a file; the words of the header
// Cache-Control.
type Cache struct {
	Pages  string `yaml:"pages"`
	Files  string `yaml:"files"`  // downloads, pictures and whatever else keeps its name
	Assets string `yaml:"assets"` // files whose name changes with their content
}

func usualCache() Cache {
	return Cache{Pages: "public, max-age=300", Files: "public, max-age=3600", Assets: "public, max-age=31536000, immutable"}
}

// UsualCap holds where a host says nothing.
func UsualCap() Cap { return Cap{Files: 256, Percent: 10} }

// rawHost is a host as it is written.
type rawHost struct {
	Kind        string `yaml:"kind"`
	URL         string `yaml:"url"`
	Drafts      bool   `yaml:"drafts"`
	MaxDelete   string `yaml:"max_delete"`
	Path        string `yaml:"path"`
	Folder      string `yaml:"folder"`
	Address     string `yaml:"host"`
	User        string `yaml:"user"`
	KnownHosts  string `yaml:"known_hosts"`
	Certificate string `yaml:"certificate"`
	Bucket      string `yaml:"bucket"`
	Endpoint    string `yaml:"endpoint"`
	Region      string `yaml:"region"`
	Cache       *Cache `yaml:"cache"`
	Remote      string `yaml:"remote"`
	Branch      string `yaml:"branch"`
}

// own are the keys that only some kinds have a use for, with what is written.
func (r rawHost) own() map[string]string {
	given := map[string]string{
		"path": r.Path, "folder": r.Folder, "host": r.Address, "user": r.User, "known_hosts": r.KnownHosts, "certificate": r.Certificate,
		"bucket": r.Bucket, "endpoint": r.Endpoint, "region": r.Region, "remote": r.Remote, "branch": r.Branch,
	}
	if r.Cache != nil {
		given["cache"] = "given"
	}
	return given
}

// hostKeys lists, by kind, the keys of its own and an example of each that is needed.
var hostKeys = map[HostKind][]struct{ key, example string }{
	HostFolder: {{"path", "/var/www/portal"}},
	HostZip:    {{"path", "portal.zip"}},
	HostS3:     {{"bucket", "portal-dinkes"}, {"endpoint", ""}, {"region", ""}, {"folder", ""}, {"cache", ""}},
	HostSFTP:   {{"host", "dinkes.example.go.id"}, {"user", "dinkes"}, {"path", ""}, {"known_hosts", ""}},
	HostFTPS:   {{"host", "ftp.dinkes.example.go.id"}, {"user", "dinkes"}, {"path", ""}, {"certificate", ""}},
	HostGit:    {{"remote", "origin"}, {"branch", ""}, {"folder", ""}},
}

var (
	hostName    = regexp.MustCompile(`^[a-z][a-z0-9-]{0,30}$`)
	hostAddress = regexp.MustCompile(`^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?$`)
	bucketName  = regexp.MustCompile(`^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$`)
	branchName  = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9._/-]*$`)
	ownRemote   = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9._-]*$`)
)

// hosts checks what "publish" says; a host with a fault is left out.
func (c *checker) hosts(given map[string]rawHost, base string) []Host {
	c.unasked()
	var hosts []Host
	for _, name := range slices.Sorted(maps.Keys(given)) {
		before := len(c.ps)
		h := c.host(name, given[name])
		h.URL = cmp.Or(h.URL, base)
		if len(c.ps) == before {
			hosts = append(hosts, h)
		}
	}
	c.hush()
	return hosts
}

// secretKey is how people call what must not be written.
var secretKey = regexp.MustCompile(`(?i)pass|secret|token|sandi|credential|key`)

// unasked tells of passwords and keys as such, not as settings that are unknown.
func (c *checker) unasked() {
	for i, p := range c.ps {
		if key := p.Arg("key"); p.Code == "unknown-key" && secretKey.MatchString(key) {
			c.ps[i] = source.Problem{Pos: p.Pos, Code: "secret-in-site", Severity: source.Error, Quiet: true, Args: []string{"key", key}}
		}
	}
}

// hush keeps back the lines that a secret stands in, whatever else is wrong with them.
func (c *checker) hush() {
	secret := map[int]bool{}
	for _, p := range c.ps {
		secret[p.Pos.Line] = secret[p.Pos.Line] || p.Code == "secret-in-site"
	}
	for i := range c.ps {
		c.ps[i].Quiet = c.ps[i].Quiet || secret[c.ps[i].Pos.Line]
	}
}

func (c *checker) host(name string, r rawHost) Host {
	at := func(key ...string) source.Pos { return c.y.Pos(append([]string{"publish", name}, key...)...) }
	if !hostName.MatchString(name) {
		c.ps.Error(at(), "bad-host-name", "value", name)
	}
	var kinds []string
	for kind := range hostKeys {
		kinds = append(kinds, string(kind))
	}
	slices.Sort(kinds)
	if r.Kind == "" {
		c.ps.Error(at(), "missing-setting", "key", "kind", "example", "kind: sftp")
		return Host{}
	}
	kind := HostKind(c.choice(r.Kind, "", kinds, "publish", name, "kind"))
	if kind == "" {
		return Host{}
	}
	if !c.fits(name, kind, r) {
		return Host{}
	}
	h := Host{
		Name: name, Kind: kind, Drafts: r.Drafts, Cap: UsualCap(), Path: r.Path, Address: r.Address, User: r.User,
		KnownHosts: r.KnownHosts, Certificate: r.Certificate, Bucket: r.Bucket, Region: r.Region, Remote: r.Remote,
		Branch: cmp.Or(r.Branch, "gh-pages"), Cache: usualCache(),
	}
	if r.Cache != nil {
		h.Cache = Cache{cmp.Or(r.Cache.Pages, h.Cache.Pages), cmp.Or(r.Cache.Files, h.Cache.Files), cmp.Or(r.Cache.Assets, h.Cache.Assets)}
	}
	if r.MaxDelete != "" {
		var ok bool
		if h.Cap, ok = ParseCap(r.MaxDelete); !ok {
			c.ps.Error(at("max_delete"), "bad-delete-cap", "value", r.MaxDelete)
		}
	}
	h.URL = c.webAddress(r.URL, at("url"))
	h.Endpoint = strings.TrimSuffix(c.webAddress(r.Endpoint, at("endpoint")), "/")
	h.Folder = c.below(r.Folder, at("folder"))
	c.written(h, at)
	return h
}

// secret tells of a password or a key, without its line.
func (c *checker) secret(at source.Pos, key string) {
	c.ps = append(c.ps, source.Problem{Pos: at, Code: "secret-in-site", Severity: source.Error, Quiet: true, Args: []string{"key", key}})
}

// fits tells of keys that a kind needs and that it has no use for.
func (c *checker) fits(name string, kind HostKind, r rawHost) bool {
	before := len(c.ps)
	given, known := r.own(), []string{"kind", "url", "drafts", "max_delete"}
	for _, k := range hostKeys[kind] {
		known = append(known, k.key)
		if given[k.key] == "" && k.example != "" {
			c.ps.Error(c.y.Pos("publish", name), "missing-setting", "key", k.key, "example", k.key+": "+k.example)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		if given[key] != "" && !slices.Contains(known, key) {
			c.ps.Error(c.y.Pos("publish", name, key), "setting-of-other-kind", "key", key, "kind", string(kind), "choices", strings.Join(known, ", "))
		}
	}
	return len(c.ps) == before
}

// webAddress checks an address that may be left out, and ends it with a slash.
func (c *checker) webAddress(value string, at source.Pos) string {
	if value == "" {
		return ""
	}
	u, err := url.Parse(value)
	switch {
	case err == nil && u.User != nil || loginIn(value, err):
		c.secret(at, "user")
	case err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "":
		c.ps.Error(at, "bad-base-url", "value", value)
	default:
		return strings.TrimRight(u.String(), "/") + "/"
	}
	return ""
}

// loginIn says whether an address that cannot be read seems to have a password in it, as one with a % or / of its own.
func loginIn(address string, err error) bool {
	_, rest, ok := strings.Cut(address, "://")
	return err != nil && ok && strings.Contains(rest, "@")
}

// below checks a folder that may be left out, and takes the slashes around it away.
func (c *checker) below(value string, at source.Pos) string {
	clean := strings.Trim(value, "/")
	if clean != "" && (path.Clean(clean) != clean || strings.HasPrefix(clean, ".") || strings.ContainsAny(clean, "\\\r\n\t")) {
		c.ps.Error(at, "bad-host-folder", "value", value)
		return ""
	}
	return clean
}

// written checks how what names the host is written.
func (c *checker) written(h Host, at func(...string) source.Pos) {
	wrong := func(key, value, example string) {
		c.ps.Error(at(key), "bad-host-setting", "key", key, "value", value, "example", key+": "+example)
	}
	switch {
	case strings.Contains(h.Address, "@") && strings.Contains(h.Address, ":"):
		c.secret(at("host"), "host")
	case h.Address != "" && !hostAddress.MatchString(h.Address):
		wrong("host", h.Address, "ftp.dinkes.example.go.id:2222")
	}
	if h.Bucket != "" && !bucketName.MatchString(h.Bucket) {
		wrong("bucket", h.Bucket, "portal-dinkes")
	}
	if !isBranch(h.Branch) {
		wrong("branch", h.Branch, "gh-pages")
	}
	if strings.ContainsAny(h.Path+h.User, "\r\n\x00") {
		wrong("path", strconv.Quote(h.Path), "public_html")
	}
	u, err := url.Parse(h.Remote)
	_, password := "", false
	if err == nil && u.User != nil {
		_, password = u.User.Password()
	}
	switch {
	case password || strings.HasPrefix(h.Remote, "http") && strings.Contains(h.Remote, "@") || loginIn(h.Remote, err):
		c.secret(at("remote"), "remote")
	case strings.HasPrefix(h.Remote, "-") || strings.ContainsAny(h.Remote, " \r\n\x00") || strings.Contains(h.Remote, "::"):
		wrong("remote", h.Remote, "git@github.com:dinkes/portal.git")
	}
}

// isBranch says whether a branch can be called so, by git's rules for what has no need of quoting. What git calls it at
// full length, refs/heads/x, would become a branch of that whole name.
func isBranch(name string) bool {
	if !branchName.MatchString(name) || strings.HasPrefix(name, "refs/") || name == "HEAD" || strings.Contains(name, "..") || strings.HasSuffix(name, ".") {
		return false
	}
	for segment := range strings.SplitSeq(name, "/") {
		if segment == "" || strings.HasPrefix(segment, ".") || strings.HasSuffix(segment, ".lock") {
			return false
		}
	}
	return true
}

// OwnRemote says whether a git remote is one that the site's own repository has a name for.
func (h Host) OwnRemote() bool { return ownRemote.MatchString(h.Remote) }
