package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"go.yaml.in/yaml/v3"
)

// recipe is a file of docs/ci, of any of the kinds.
type recipe struct {
	Env     map[string]string `yaml:"env"`
	Jobs    map[string]job    `yaml:"jobs"`
	Default job               `yaml:"default"`
	Check   job               `yaml:"check"`
	Publish job               `yaml:"publish"`
	Turn    struct {
		Group string `yaml:"group"`
		Stops bool   `yaml:"cancel-in-progress"`
	} `yaml:"concurrency"`
}

type job struct {
	Before []string `yaml:"before_script"`
	Script []string `yaml:"script"`
	Turn   string   `yaml:"resource_group"`
	Steps  []struct {
		Uses string            `yaml:"uses"`
		Run  string            `yaml:"run"`
		Env  map[string]string `yaml:"env"`
		May  bool              `yaml:"continue-on-error"`
	} `yaml:"steps"`
}

// step is one script of a recipe, with the environment that it is given.
type step struct {
	script string
	env    map[string]string
	may    bool // fail
}

// steps are those of a job, whichever kind of recipe it stands in.
func (r recipe) steps(name string) []step {
	var list []step
	for _, s := range r.Jobs[name].Steps {
		if s.Run != "" {
			env := maps.Clone(r.Env)
			maps.Copy(env, s.Env)
			list = append(list, step{s.Run, env, s.May})
		}
	}
	for _, line := range slices.Concat(r.Default.Before, map[string]job{"check": r.Check, "publish": r.Publish}[name].Script) {
		if len(r.Jobs) == 0 {
			list = append(list, step{line, nil, false})
		}
	}
	return list
}

// The recipes are run as CI runs them: in a clone of a repository, by a shell that ends at the first error. What would
// reach the network is a stand-in that writes down how it was called.
func TestRecipesForCI(t *testing.T) {
	t.Parallel()
	for name, r := range recipes(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if (r.Turn.Group == "" || r.Turn.Stops) && r.Publish.Turn == "" {
				t.Error("two runs may publish at the same time, or one is stopped halfway")
			}
			c := newCI(t)
			c.run(r.steps("check"))
			c.commented()
			c.reported("batu-kecil")
			c.run(r.steps("publish"))
			if got := gitIn(t, c.origin, "ls-tree", "--name-only", "gh-pages"); !strings.Contains(got, "index.html\n") || !strings.Contains(got, ".nojekyll\n") {
				t.Errorf("published is %s", got)
			}
		})
	}
}

// Where main holds no site yet, or one that cannot be built, a change is checked all the same, and the comment says that there is
// nothing to compare with.
func TestRecipesWithoutAnOldEdition(t *testing.T) {
	t.Parallel()
	for name, r := range recipes(t) {
		for state, spoil := range map[string]string{"no site": "site.yaml", "errors": "data/regions.csv"} {
			t.Run(name+", "+state, func(t *testing.T) {
				t.Parallel()
				c := newCI(t)
				gitIn(t, c.clone, "checkout", "-q", "main")
				gitIn(t, c.clone, "rm", "-q", spoil)
				gitIn(t, c.clone, "commit", "-q", "-m", "spoil")
				gitIn(t, c.clone, "push", "-q", "origin", "main")
				gitIn(t, c.clone, "checkout", "-q", "change")
				c.run(r.steps("check"))
				c.reported("Tidak ada pembanding")
				c.commented()
			})
		}
	}
}

// A change from a fork is compared with the project that it is to go into. That its token may not comment does not fail it.
func TestRecipesForAFork(t *testing.T) {
	t.Parallel()
	for name, r := range recipes(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := newCI(t)
			gitIn(t, filepath.Dir(c.origin), "clone", "-q", "--bare", c.origin, "utama.git")
			gitIn(t, c.origin, "update-ref", "-d", "refs/heads/main")
			c.env["CI_MERGE_REQUEST_PROJECT_PATH"], c.env["CI_MERGE_REQUEST_PROJECT_ID"] = "utama", "2"
			c.env["COMMENT_TOKEN"], c.env["REFUSED"] = "", "yes"
			c.run(r.steps("check"))
			c.reported("batu-kecil")
			if called := c.commented(); strings.Contains(called, "/projects/") && !strings.Contains(called, "/projects/2/") {
				t.Errorf("the comment goes elsewhere: %s", called)
			}
		})
	}
}

// The workflows of a new site take the program as a release hands it out.
func TestWorkflowsOfANewSite(t *testing.T) {
	t.Parallel()
	recipes(t) // what they run with is there
	for name, job := range map[string]string{".github/workflows/portal.yml": "portal", ".gitlab-ci.yml": "check"} {
		c := newCI(t)
		site := filepath.Join(filepath.Dir(c.clone), "baru")
		if said, err := exec.Command("terang", "init", site, "--area", "36.73").CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, said)
		}
		c.run(recipeIn(t, filepath.Join(site, name)).steps(job))
	}
}

// Each machine of several takes the program as one does.
func TestRecipesForShardsTakeTheProgram(t *testing.T) {
	t.Parallel()
	one, several := recipeIn(t, "../../docs/ci/github.yml"), recipeIn(t, "../../docs/ci/shards/github.yml")
	for _, job := range []string{"share", "publish"} {
		if got, want := several.steps(job)[0].script, one.steps("publish")[0].script; got != want {
			t.Errorf("%s takes it by\n%s\nwant\n%s", job, got, want)
		}
	}
}

// recipes reads those of docs/ci, by the names of their files.
func recipes(t *testing.T) map[string]recipe {
	t.Helper()
	for _, program := range []string{"git", "sh", "sha256sum", "tar"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("there is no %s", program)
		}
	}
	files, err := filepath.Glob("../../docs/ci/*.yml")
	if err != nil || len(files) != 3 {
		t.Fatalf("%v, %v", files, err)
	}
	all := map[string]recipe{}
	for _, name := range files {
		all[filepath.Base(name)] = recipeIn(t, name)
	}
	return all
}

func recipeIn(t *testing.T, name string) (r recipe) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err == nil {
		err = yaml.Unmarshal(text, &r)
	}
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return r
}

// ci is a machine of somebody's CI.
type ci struct {
	t                    *testing.T
	origin, clone, tools string
	env                  map[string]string
}

func newCI(t *testing.T) *ci {
	t.Helper()
	program, err := exec.LookPath("terang")
	if err != nil {
		t.Fatal(err)
	}
	small, err := txtar.ParseFile("testdata/small.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	c := &ci{t: t, origin: filepath.Join(dir, "origin.git"), clone: filepath.Join(dir, "clone"), tools: filepath.Join(dir, "tools")}
	if err := os.Mkdir(c.tools, 0o700); err != nil {
		t.Fatal(err)
	}
	archive := released(t, program)
	if err := os.WriteFile(filepath.Join(dir, "archive"), archive, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, does := range map[string]string{
		"curl": `out=; last=; for a; do [ "$last" = -o ] && out=$a; last=$a; done; case $last in terang_*.tar.gz) cp "$ARCHIVE" "$out";; *) [ -z "$REFUSED" ] || exit 22; echo '{}' >"$out";; esac`,
		"gh":   `[ -z "$REFUSED" ]`, "apk": "", "node": `echo '{"body": ""}'`,
	} {
		script := "#!/bin/sh\necho \"" + name + " $*\" >>\"$CALLED\"\n" + does + "\n"
		if err := os.WriteFile(filepath.Join(c.tools, name), []byte(script), 0o700); err != nil { //nolint:gosec // a program
			t.Fatal(err)
		}
	}
	c.env = map[string]string{
		"ARCHIVE": filepath.Join(dir, "archive"), "CALLED": filepath.Join(dir, "called"), "vars.TERANG_URL": "terang_1.0.0_linux_amd64.tar.gz", "vars.TERANG_SHA256": fmt.Sprintf("%x", sha256.Sum256(archive)),
		"github.base_ref": "main", "github.event.number": "7", "github.token": "t", "github.api_url": "https://forge.invalid/api", "github.repository": "a/b",
		"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main", "CI_API_V4_URL": "https://forge.invalid/api", "CI_MERGE_REQUEST_PROJECT_ID": "1", "CI_PROJECT_ID": "1",
		"CI_REPOSITORY_URL": c.origin, "CI_PROJECT_PATH": "origin", "CI_MERGE_REQUEST_PROJECT_PATH": "origin", "CI_MERGE_REQUEST_IID": "7", "COMMENT_TOKEN": "t",
	}
	c.env["TERANG_URL"], c.env["TERANG_SHA256"] = c.env["vars.TERANG_URL"], c.env["vars.TERANG_SHA256"]
	gitIn(t, dir, "init", "-q", "--bare", "-b", "main", c.origin)
	gitIn(t, dir, "clone", "-q", c.origin, c.clone)
	if err := txtar.Write(small, c.clone); err != nil {
		t.Fatal(err)
	}
	appendTo(t, filepath.Join(c.clone, "site.yaml"), "pictures: none\npublish:\n  pages: {kind: git, remote: origin}\n")
	gitIn(t, c.clone, "checkout", "-q", "-B", "main")
	gitIn(t, c.clone, "add", "-A")
	gitIn(t, c.clone, "commit", "-q", "-m", "site")
	gitIn(t, c.clone, "push", "-q", "origin", "main")
	gitIn(t, c.clone, "checkout", "-q", "-b", "change")
	regions := filepath.Join(c.clone, "data/regions.csv")
	text, err := os.ReadFile(regions)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(regions, []byte(strings.Replace(string(text), "Batu Kecil", "Bumi Baru", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	gitIn(t, c.clone, "commit", "-q", "-a", "-m", "change")
	return c
}

// released is the program as a release hands it out: in a folder of an archive, with its documents.
func released(t *testing.T, program string) []byte {
	t.Helper()
	body, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.NoCompression)
	if err != nil {
		t.Fatal(err)
	}
	w := tar.NewWriter(z)
	for _, f := range []struct {
		name string
		mode int64
		body []byte
	}{{"README.md", 0o644, []byte("of the program")}, {"terang", 0o755, body}} {
		err := w.WriteHeader(&tar.Header{Typeflag: tar.TypeReg, Name: "terang_1.0.0_linux_amd64/" + f.name, Size: int64(len(f.body)), Mode: f.mode, Format: tar.FormatUSTAR})
		if _, e := w.Write(f.body); err != nil || e != nil {
			t.Fatal(err, e)
		}
	}
	if err := errors.Join(w.Close(), z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

var expression = regexp.MustCompile(`\$\{\{ *([a-zA-Z0-9_.]+) *\}\}`)

// run runs steps as a runner does; a name that is not known to it is a fault of the recipe, and secrets are empty.
func (c *ci) run(steps []step) {
	c.t.Helper()
	if len(steps) < 3 {
		c.t.Fatalf("only %d steps", len(steps))
	}
	for _, s := range steps {
		cmd := exec.Command("sh", "-eu", "-c", s.script)
		cmd.Dir = c.clone
		cmd.Env = append(os.Environ(), "PATH="+c.tools+string(os.PathListSeparator)+os.Getenv("PATH"), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull, "SOURCE_DATE_EPOCH=1728345600")
		for _, k := range slices.Sorted(maps.Keys(c.env)) {
			if !strings.Contains(k, ".") {
				cmd.Env = append(cmd.Env, k+"="+c.env[k])
			}
		}
		for _, k := range slices.Sorted(maps.Keys(s.env)) {
			cmd.Env = append(cmd.Env, k+"="+expression.ReplaceAllStringFunc(s.env[k], func(e string) string {
				name := expression.FindStringSubmatch(e)[1]
				if _, known := c.env[name]; !known && !strings.HasPrefix(name, "secrets.") {
					c.t.Errorf("%s is not known", name)
				}
				return c.env[name]
			}))
		}
		if strings.Contains(s.script, "${{") {
			c.t.Errorf("an expression stands in a script, where what it holds would be run: %s", s.script)
		}
		if out, err := cmd.CombinedOutput(); err != nil && !s.may {
			c.t.Fatalf("%s\n%v: %s", s.script, err, out)
		}
	}
}

// reported sees that the report says something.
func (c *ci) reported(what string) {
	c.t.Helper()
	if report, err := os.ReadFile(filepath.Join(c.clone, "perubahan.md")); err != nil || !strings.Contains(string(report), what) {
		c.t.Errorf("%q is not in the report: %v\n%s", what, err, report)
	}
}

// commented sees that the report was sent.
func (c *ci) commented() string {
	c.t.Helper()
	called, err := os.ReadFile(c.env["CALLED"])
	if err != nil || !bytes.Contains(called, []byte("perubahan.md")) && !bytes.Contains(called, []byte("comment.json")) {
		c.t.Errorf("nothing is commented: %v\n%s", err, called)
	}
	return string(called)
}
