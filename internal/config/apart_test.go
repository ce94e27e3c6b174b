package config

import (
	"os"
	"path/filepath"
	"testing"
)

// tree makes folders and files below a new folder; a name with a slash at its end is a folder.
func tree(t *testing.T, names ...string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		whole := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(whole), 0o700); err != nil {
			t.Fatal(err)
		}
		if name[len(name)-1] == '/' {
			err = os.MkdirAll(whole, 0o700)
		} else {
			err = os.WriteFile(whole, []byte(valid), 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestWhatIsWrittenStaysApartFromInputs(t *testing.T) {
	t.Parallel()
	root := tree(t, "site/site.yaml", "site/data/observations/a.csv", "site/content/", "other/site.yaml", "other/data/", "far/")
	for to, link := range map[string]string{"link": "site/data", "site/www": "far"} {
		if err := os.Symlink(filepath.Join(root, link), filepath.Join(root, to)); err != nil {
			t.Skip("there are no links:", err)
		}
	}
	for to, want := range map[string]bool{
		"web": true, "site/public": true, "site/web/deep": true, "site/portal.zip": true, "site/datang": true, "far/x": true, "other/public": true, "site/www": true,
		"site": false, "": false, "site/data": false, "site/data/observations/x": false, "site/content/x": false, "site/themes": false, "site/.terang/x": false,
		"site/.git": false, "site/site.yaml": false, "link": false, "link/x/y": false, "site/../site/data": false, "other": false, "other/data/x": false, "site/Data/x": false,
	} {
		if got := Apart(filepath.Join(root, "site"), filepath.Join(root, to)); got != want {
			t.Errorf("%q is apart: %t", to, got)
		}
	}
}

// Data that lie elsewhere, behind a link, are inputs all the same.
func TestWhatIsWrittenStaysApartFromLinkedInputs(t *testing.T) {
	t.Parallel()
	root := tree(t, "site/site.yaml", "share/data/")
	if err := os.Symlink(filepath.Join(root, "share", "data"), filepath.Join(root, "site", "data")); err != nil {
		t.Skip("there are no links:", err)
	}
	for to, want := range map[string]bool{"share/web": true, "share/data/web": false, "share": false} {
		if got := Apart(filepath.Join(root, "site"), filepath.Join(root, to)); got != want {
			t.Errorf("%q is apart: %t", to, got)
		}
	}
}

func TestHostsAmongInputsAreTold(t *testing.T) {
	t.Parallel()
	root := tree(t, "site/site.yaml", "site/data/", "site/public/")
	for host, want := range map[string]bool{
		"{kind: folder, path: data/x}": false, "{kind: folder, path: public}": false, "{kind: folder, path: ../site/data}": false, "{kind: folder, path: .}": false, "{kind: folder, path: ..}": false,
		"{kind: zip, path: ../site/public/x.zip}": false, "{kind: zip, path: site.yaml}": false, "{kind: zip, path: '" + root + "/site/content/x.zip'}": false,
		"{kind: folder, path: '" + root + "/site/themes/x'}": false, "{kind: folder, path: '" + root + "/web'}": true,
		"{kind: folder, path: web}": true, "{kind: folder, path: ../web}": true, "{kind: zip, path: portal.zip}": true, "{kind: sftp, host: x, user: y, path: data}": true,
	} {
		s, ps := read(valid + "publish:\n  a: " + host + "\n")
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		ps = s.Astray(filepath.Join(root, "site"))
		if want && len(ps) > 0 || !want && (len(ps) != 1 || ps[0].Code != "bad-host-folder" || ps[0].Pos.Line != 5 || ps[0].Pos.Column < 2) {
			t.Errorf("%s: %v", host, ps)
		}
	}
}
