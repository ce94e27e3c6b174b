package editor

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/words"
)

// echo is a catalogue that answers with the key.
func echo() *words.Catalogue { return words.New("id", map[string]string{}) }

func files(t *testing.T, e config.Editor, change func(*Input)) map[string]string {
	t.Helper()
	in := Input{
		Config: config.Site{Title: `Portal "A" <b>`, BaseURL: "https://a.example/", Editor: e}, Words: echo(), Script: []byte("alert(1)"),
		Areas: []Option{{"Alai", "14.10.01"}}, Puskesmas: []Option{{"Puskesmas Alai", "1091482"}}, Indicators: []Option{{"Ibu hamil", "bumil"}},
	}
	if change != nil {
		change(&in)
	}
	list, err := Files(in)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range list {
		got[f.Path] = string(f.Body)
	}
	return got
}

func TestNoEditorUnlessAsked(t *testing.T) {
	t.Parallel()
	if got := files(t, config.Editor{}, nil); len(got) > 0 {
		t.Errorf("files %v", got)
	}
	if got := files(t, config.Editor{Backend: "github", Repo: "a/b"}, func(in *Input) { in.Script = nil }); len(got) > 0 {
		t.Errorf("files without the script %v", got)
	}
}

func TestPolicyNamesTheRepositorysHostAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		e    config.Editor
		want string
	}{
		{config.Editor{Backend: "github", Repo: "a/b"}, "connect-src 'self' blob: data: https://github.com https://api.github.com https://www.githubstatus.com;"},
		{config.Editor{Backend: "github", Repo: "a/b", Relay: "https://masuk.example"}, "https://www.githubstatus.com https://masuk.example;"},
		{config.Editor{Backend: "gitlab", Repo: "a/b", AppID: "x"}, "connect-src 'self' blob: data: https://gitlab.com;"},
		{config.Editor{Backend: "gitlab", Repo: "a/b", AppID: "x", Host: "https://git.example"}, "connect-src 'self' blob: data: https://git.example;"},
	} {
		page := strings.ReplaceAll(files(t, c.e, nil)["admin/index.html"], "&#39;", "'")
		for _, want := range []string{c.want, "default-src 'none'; script-src 'self';", `content="noindex, nofollow"`} {
			if !strings.Contains(page, want) {
				t.Errorf("%+v: no %q in\n%s", c.e, want, page)
			}
		}
		if strings.Contains(page, "unsafe-eval") || strings.Contains(page, "<b>") {
			t.Errorf("%s", page)
		}
	}
}

// described is what the settings say of one form.
type described struct {
	Backend     map[string]any `json:"backend"`
	Collections []struct {
		Name, Folder string
		Fields       []map[string]any
	}
}

func read(t *testing.T, text string) described {
	t.Helper()
	var d described
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

func TestFormsAreTheSchema(t *testing.T) {
	t.Parallel()
	d := read(t, files(t, config.Editor{Backend: "gitlab", Repo: "a/b", AppID: "x", Folder: "portal"}, nil)["admin/config.json"])
	if d.Backend["auth_type"] != "pkce" || d.Backend["app_id"] != "x" {
		t.Errorf("backend %v", d.Backend)
	}
	if len(d.Collections) != len(content.Kinds()) {
		t.Fatalf("%d forms", len(d.Collections))
	}
	for i, kind := range content.Kinds() {
		c := d.Collections[i]
		if c.Folder != "portal/content/"+string(kind) {
			t.Errorf("%s stands in %s", kind, c.Folder)
		}
		compare(t, string(kind), content.Schema(kind), c.Fields[:len(c.Fields)-1])
		if last := c.Fields[len(c.Fields)-1]; last["name"] != "body" {
			t.Errorf("%s ends with %v", kind, last["name"])
		}
	}
}

func compare(t *testing.T, at string, schema []content.Field, form []map[string]any) {
	t.Helper()
	if len(schema) != len(form) {
		t.Errorf("%s: %d fields of %d", at, len(form), len(schema))
		return
	}
	for i, f := range schema {
		if form[i]["name"] != f.Key || form[i]["required"] != f.Needed || form[i]["widget"] == nil {
			t.Errorf("%s: %s is %v", at, f.Key, form[i])
		}
		var inner []map[string]any
		if list, ok := form[i]["fields"].([]any); ok {
			for _, one := range list {
				inner = append(inner, one.(map[string]any))
			}
		}
		compare(t, at+"."+f.Key, f.Fields, inner)
	}
}

// Where there are more places than a list can hold, writers type the code.
func TestLongListsAreTyped(t *testing.T) {
	t.Parallel()
	got := files(t, config.Editor{Backend: "github", Repo: "a/b"}, func(in *Input) {
		for i := range mostOptions {
			in.Areas = append(in.Areas, Option{"Desa", strconv.Itoa(i)})
		}
	})["admin/config.json"]
	d := read(t, got)
	for _, f := range d.Collections[1].Fields {
		if f["name"] == "unit" && f["widget"] != "string" {
			t.Errorf("unit is %v", f["widget"])
		}
	}
	if strings.Contains(got, `"Desa"`) || !strings.Contains(got, `"Puskesmas Alai"`) {
		t.Error("the long list is in the settings, or the short one is not")
	}
}
