package content

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// payloads are ways by which script gets into pages that take Markdown or HTML: the
// techniques of the usual lists of cross-site scripting, in our own words. Each is read
// as it stands and within links, pictures, titles, tables, quotations and code.
func payloads(t testing.TB) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/hostile.txt")
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimSuffix(line, "\n"); line != "" && !strings.HasPrefix(line, "## ") {
			list = append(list, strings.NewReplacer(`\t`, "\t", `\n`, "\n", `\0`, "\x00", `\r`, "\r", `\x01`, "\x01", `\xA0`, "\u00A0").Replace(line))
		}
	}
	if len(list) < 100 {
		t.Fatalf("only %d payloads", len(list))
	}
	return list
}

// frames are the places of a text that a payload may stand in.
func frames() []string {
	return []string{
		"@", "> @", "- @", "# @", "|a|\n|-|\n|@|", "**@**", "[a](@)", "[a](<@>)", "[a](x \"@\")", "[@](x)", "![@](foto.png)", "![a](@)", "![a](foto.png \"@\")",
		"[a]: @\n\n[a]", "[a]: x \"@\"\n\n[a]", "<@>", "a[^1]\n\n[^1]: @", "`@`", "```@\nx\n```", "    @", "https://a.id/@", "\"@\" -- '@'", "@\n===",
		"{{< grafik indikator=\"bumil\" judul=\"@\" >}}", "{{< nilai indikator=\"@\" >}}", "{{< @ >}}", "<!-- @ -->", "<!-- -->@<!-- -->",
	}
}

// TestHostilePayloads: whatever is tried, the page has no script, no event handler, no
// style, no element of another kind, and no address that runs anything.
func TestHostilePayloads(t *testing.T) {
	t.Parallel()
	picture := dot(t)
	for _, payload := range payloads(t) {
		for _, frame := range frames() {
			checkText(t, picture, strings.ReplaceAll(frame, "@", payload))
		}
	}
}

func checkText(t *testing.T, picture []byte, body string) {
	t.Helper()
	t.Helper()
	text := "---\n{judul: A, tanggal: 2024-10-01}\n---\n" + body
	root := fstest.MapFS{"content/berita/a.md": {Data: []byte(text)}, "content/berita/foto.png": {Data: picture}}
	c, ps := Read(root, someNames(), Options{Date: today})
	checkPlaces(t, ps, text)
	for _, p := range c.Posts {
		checkSafe(t, p)
		checkBalanced(t, p, body)
	}
	if t.Failed() {
		t.Fatalf("by %q", body)
	}
}

// checkBalanced parses the text of a post inside a box, as it stands in its page: it
// may not close the box, and so reach what is around it.
func checkBalanced(t *testing.T, p Post, body string) {
	t.Helper()
	page := p.Text().Body.Fill(func(h Hole) string {
		if h.Spot == InBlock {
			return "<figure></figure>"
		}
		return "x"
	})
	root, err := html.Parse(strings.NewReader(`<body><div id="kotak">` + page + `</div><p id="sesudah"></p>`))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || len(n.Attr) == 0 || n.Attr[0].Val != "sesudah" {
			continue
		}
		if n.Parent.Data != "body" || n.PrevSibling == nil || n.PrevSibling.Data != "div" {
			t.Errorf("%q leaves its box: %s", body, page)
		}
		return
	}
	t.Errorf("%q swallows what follows it: %s", body, page)
}

// TestCommonMark reads every example of the CommonMark specification, which the library
// brings for its own tests, as a post; where the library is vendored it is not there.
func TestCommonMark(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Skip("no module to list: ", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(out)), "_test", "spec.json"))
	if err != nil {
		t.Skip("the module brings no examples: ", err)
	}
	var examples []struct {
		Markdown string `json:"markdown"`
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) < 600 {
		t.Errorf("only %d examples", len(examples))
	}
	picture := dot(t)
	for _, e := range examples {
		checkText(t, picture, e.Markdown)
	}
}

// TestNoFileOutside: a post reaches no file outside content/, by whatever way and from
// whatever field; os.Root, by which a site is read, holds links that lead out.
func TestNoFileOutside(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("luar/rahasia.pdf", "%PDF")
	write("luar/rahasia.md", "---\njudul: Rahasia\n---\nSandi.\n")
	write("situs/data/rahasia.csv", "a,b\n")
	write("situs/rahasia.pdf", "%PDF")
	for from, to := range map[string]string{
		"berita/tautan.pdf": "../../../luar/rahasia.pdf", "berita/mutlak.pdf": filepath.Join(dir, "luar/rahasia.pdf"), "berita/tautan.md": "../../../luar/rahasia.md",
		"berita/folder": "../../../luar", "berita/data.csv": "../../data/rahasia.csv",
	} {
		at := filepath.Join(dir, "situs/content", from)
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(to, at); err != nil {
			t.Skip("no links on this machine: ", err)
		}
	}
	addresses := []string{
		"../../rahasia.pdf", "../../../luar/rahasia.pdf", "/../rahasia.pdf", "/../../luar/rahasia.pdf", filepath.ToSlash(filepath.Join(dir, "luar/rahasia.pdf")),
		"..%2f..%2frahasia.pdf", "%2e%2e/%2e%2e/rahasia.pdf", "....//....//rahasia.pdf", `..\..\rahasia.pdf`, "file:///etc/passwd", "../../data/rahasia.csv",
		"tautan.pdf", "mutlak.pdf", "folder/rahasia.pdf", "folder/../../../../luar/rahasia.pdf", "..%252f..%252frahasia.pdf", "//luar/rahasia.pdf", "a/../../../rahasia.pdf", "../../../luar/rahasia.md", "tautan.md",
	}
	for _, a := range addresses {
		for _, text := range []string{
			"[a](<@>)", "![a](<@>)", "[a]: <@>\n\n[a]", "gambar: {berkas: '@', alt: a}", "kesepakatan: [{judul: A, berkas: '@'}]", "lampiran: [{berkas: '@'}]",
		} {
			front, body, kind := "", strings.ReplaceAll(text, "@", a), "berita"
			if !strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "!") {
				front, body = body+"\n", "Isi."
			}
			if strings.HasPrefix(text, "kesepakatan") {
				kind = "kegiatan"
			}
			file := "situs/content/" + kind + "/uji.md"
			write(file, "---\njudul: A\ntanggal: 2024-10-01\n"+front+"---\n"+body+"\n")
			root, err := os.OpenRoot(filepath.Join(dir, "situs"))
			if err != nil {
				t.Fatal(err)
			}
			c, ps := Read(root.FS(), someNames(), Options{Date: today})
			for _, asset := range c.Assets {
				data, err := root.ReadFile(asset.Source)
				if err == nil {
					t.Errorf("%s reaches %s: %q", text, asset.Source, data)
				}
			}
			for _, p := range c.Posts {
				if strings.Contains(p.Text().Words, "Sandi") {
					t.Errorf("%s shows a text from outside", a)
				}
			}
			_ = root.Close()
			if err := os.Remove(filepath.Join(dir, file)); err != nil {
				t.Fatal(err)
			}
			if !ps.HasErrors() {
				t.Errorf("%s in %s: nothing told", a, text)
			}
		}
	}
}
