package config

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/source"
)

func TestHostsOfEveryKind(t *testing.T) {
	t.Parallel()
	s, ps := read(valid + `publish:
  uji: {kind: folder, path: ../uji, url: https://uji.example.go.id, drafts: true, max_delete: 20%}
  arsip: {kind: zip, path: portal.zip}
  awan: {kind: s3, bucket: portal-dinkes, endpoint: "https://s3.example.id", region: id-1, folder: /portal/, cache: {pages: no-cache}, max_delete: "40"}
  hosting: {kind: sftp, host: "dinkes.example.go.id:2222", user: dinkes, path: public_html, known_hosts: known_hosts}
  cpanel: {kind: ftps, host: ftp.example.go.id, user: dinkes@example.go.id, certificate: server.pem}
  pages: {kind: git, remote: origin, folder: docs}
  lain: {kind: git, remote: "git@github.com:dinkes/portal.git", branch: main}
`)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	var names []string
	by := map[string]Host{}
	for _, h := range s.Hosts {
		names = append(names, h.Name)
		by[h.Name] = h
	}
	if !slices.IsSorted(names) || len(names) != 7 {
		t.Errorf("hosts are %v", names)
	}
	if h := by["uji"]; h.URL != "https://uji.example.go.id/" || !h.Drafts || h.Cap != (Cap{Percent: 20}) || h.Path != "../uji" {
		t.Errorf("uji is %+v", h)
	}
	if h := by["awan"]; h.Endpoint != "https://s3.example.id" || h.Folder != "portal" || h.Cap != (Cap{Files: 40}) || h.URL != s.BaseURL ||
		h.Cache.Pages != "no-cache" || !strings.Contains(h.Cache.Assets, "immutable") {
		t.Errorf("awan is %+v", h)
	}
	if h := by["pages"]; h.Branch != "gh-pages" || !h.OwnRemote() || by["lain"].OwnRemote() || h.Cap != UsualCap() {
		t.Errorf("pages is %+v", h)
	}
}

func TestWhatIsWrongWithHosts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ host, code, arg string }{
		{"a: {kind: sfpt, host: x, user: y}", "unknown-choice", "sftp"},
		{"a: {path: x}", "missing-setting", "kind"},
		{"a: {kind: sftp, user: y}", "missing-setting", "host"},
		{"a: {kind: s3}", "missing-setting", "bucket"},
		{"a: {kind: sftp, host: x, user: y, bucket: z}", "setting-of-other-kind", "bucket"},
		{"a: {kind: sftp, host: x, user: y, pathh: z}", "unknown-key", "path"},
		{"a: {kind: folder, path: ../x, cache: {pages: a}}", "setting-of-other-kind", "cache"},
		{"A B: {kind: folder, path: ../x}", "bad-host-name", "A B"},
		{"a: {kind: s3, bucket: portal, folder: ../x}", "bad-host-folder", "../x"},
		{"a: {kind: s3, bucket: Portal Kita}", "bad-host-setting", "bucket"},
		{"a: {kind: s3, bucket: portal, endpoint: s3.example.id}", "bad-base-url", "s3.example.id"},
		{"a: {kind: sftp, host: 'sftp://x', user: y}", "bad-host-setting", "host"},
		{"a: {kind: git, remote: '--upload-pack=x'}", "bad-host-setting", "remote"},
		{"a: {kind: git, remote: 'ext::sh -c x'}", "bad-host-setting", "remote"},
		{"a: {kind: git, remote: origin, branch: '-x'}", "bad-host-setting", "branch"},
		{"a: {kind: git, remote: origin, branch: refs/heads/gh2}", "bad-host-setting", "refs/heads/gh2"},
		{"a: {kind: git, remote: origin, branch: HEAD}", "bad-host-setting", "HEAD"},
		{"a: {kind: git, remote: origin, branch: a//b}", "bad-host-setting", "a//b"},
		{"a: {kind: git, remote: origin, branch: a.lock/b}", "bad-host-setting", "a.lock/b"},
		{"a: {kind: git, remote: origin, branch: a/.b}", "bad-host-setting", "a/.b"},
		{"a: {kind: folder, path: ../x, max_delete: many}", "bad-delete-cap", "many"},
		{"a: {kind: folder, path: ../x, max_delete: 120%}", "bad-delete-cap", "120%"},
	} {
		s, ps := read(valid + "publish:\n  " + c.host + "\n")
		if len(ps) != 1 || string(ps[0].Code) != c.code || !strings.Contains(strings.Join(ps[0].Args, " "), c.arg) || ps[0].Pos.Line != 5 {
			t.Errorf("%s: %v, want %s of %s in line 5", c.host, ps, c.code, c.arg)
		}
		if c.code != "unknown-key" && len(s.Hosts) != 0 {
			t.Errorf("%s: taken as %+v", c.host, s.Hosts)
		}
	}
}

// A password in site.yaml is told without being shown, in every form of report.
func TestSecretsInSiteAreToldAndNotShown(t *testing.T) {
	t.Parallel()
	const secret = "Rahasia-8313"
	for _, host := range []string{
		"{kind: ftps, host: x, user: y, password: " + secret + "}",
		"{kind: ftps, host: x, user: y, passwd: " + secret + "}",
		"{kind: sftp, host: x, user: y, key: " + secret + "}",
		"{kind: s3, bucket: portal, secret_key: " + secret + "}",
		"{kind: s3, bucket: portal, secret_key: [" + secret + "]}",
		"{kind: ftps, path: [x], password: " + secret + "}",
		"{kind: s3, bucket: portal, endpoint: 'https://a:" + secret + "@s3.example.id'}",
		"{kind: sftp, host: 'y:" + secret + "@example.id', user: y}",
		"{kind: git, remote: 'https://x:" + secret + "@github.com/a/b.git'}",
		"{kind: git, remote: 'https://" + secret + "@github.com/a/b.git'}",
		"{kind: git, remote: 'https://x:" + secret + "%zz@github.com/a/b.git'}",
		"{kind: git, remote: 'https://x:/" + secret + "@github.com/a/b.git'}",
		"{kind: s3, bucket: portal, endpoint: 'https://a:%" + secret + "@s3.example.id'}",
		"{kind: git, remote: origin}\nbase_url: 'https://a:" + secret + "@dinkes.example.go.id/'",
		"{kind: git, remote: origin}\nbase_url: 'https://a:%" + secret + "@dinkes.example.go.id/'",
		"{kind: git, remote: origin, token: " + secret + "}",
	} {
		text := valid + "publish:\n  a: " + host + "\n"
		_, ps := read(text)
		if !ps.HasErrors() {
			t.Errorf("%s is taken", host)
		}
		for _, format := range source.Formats() {
			var b strings.Builder
			if err := ps.Write(&b, format, fstest.MapFS{"site.yaml": {Data: []byte(text)}}, "id"); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(b.String(), secret) {
				t.Errorf("%s as %s shows it:\n%s", host, format, b.String())
			}
		}
	}
}
