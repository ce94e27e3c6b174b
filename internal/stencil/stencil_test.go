package stencil

import (
	"bytes"
	"encoding/json"
	"html/template"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

type mood string

type leaf struct {
	Name string
	Mood mood
	Href string
	N    int
	On   bool
	Raw  json.RawMessage
	HTML template.HTML
	More []leaf
	Next *leaf
	Part part
}

type part struct{ Title, Kind string }

func (p part) Long() bool               { return len(p.Title) > 3 }
func (p *part) Twice(n int) string      { return strings.Repeat(p.Title, n) }
func (l leaf) Named(with string) string { return l.Name + with }

var functions = Funcs{
	"T":       Fixed(func(key string, args ...string) string { return "‹" + key + strings.Join(args, "|") + "›" }),
	"raw":     Text(func(m mood) template.HTML { return template.HTML("<b>" + m + "</b>") }),
	"address": Text(func(s string) template.URL { return template.URL(s) }),
	"count":   Fixed(func(l []leaf) int { return len(l) }),
	"sheet":   Fixed(func() template.CSS { return "color:red;a>b{}" }),
}

// templates try each construct that stencils know, in each place that html/template
// tells apart.
var templates = map[string]string{
	"text":      `<p>{{.Name}} {{.Mood}} {{.N}} {{.HTML}} {{.Part.Title}}</p>`,
	"attribute": `<p title="{{.Name}}" lang='{{.Mood}}' class="a {{.Part.Kind}}" data-n="{{.N}}" data-h="{{.HTML}}">x</p>`,
	"address":   `<a href="{{.Href}}">x</a><a href="/a/{{.Href}}">x</a><a href="?q={{.Name}}#{{.Mood}}">x</a><img src='{{address .Href}}' srcset="{{.Href}}">`,
	"title":     `<title>{{.Name}} {{.HTML}}</title><textarea>{{.Mood}}</textarea>`,
	"script":    `<script>var a = {{.Raw}};</script><script type="application/json">{{.Raw}}</script>`,
	"style":     `<style>{{sheet}}</style>`,
	"branches":  `{{if .Name}}a{{else if .N}}b{{else}}c{{end}}{{with .Next}}<i>{{.Name}}</i>{{else}}{{.Name}}{{end}}{{if .On}}on{{end}}{{if .More}}m{{end}}{{with .Part}}{{.Title}}{{end}}`,
	"logic":     `{{if and .Name .On}}1{{end}}{{if or .More .Name}}2{{end}}{{if not .Name}}3{{end}}{{or .Name .Href}}{{and .Name .Href}}{{if or (eq .Mood "x") (not .On)}}4{{end}}`,
	"compare":   `{{if eq .Name "a"}}1{{end}}{{if ne .Mood "b"}}2{{end}}{{if gt (len .More) 1}}3{{end}}{{if le .N 4}}4{{end}}{{if lt .Name .Href}}5{{end}}{{if ge .N 0}}6{{end}}`,
	"range":     `{{range .More}}<li>{{.Name}} {{$.Name}}</li>{{else}}none{{end}}{{range $i, $l := .More}}{{if eq $i 1}}second{{end}}{{$i}} {{$l.Name}} {{.Mood}}{{range .More}}{{$l.N}}{{end}}{{end}}{{range $l := .More}}{{$l.Href}}{{end}}`,
	"variables": `{{$seen := false}}{{range .More}}{{if .On}}{{$seen = true}}{{end}}{{end}}{{if $seen}}seen{{end}}{{$n := .Name}}{{$n}}{{with $x := .Next}}{{$x.Name}}{{$n}}{{end}}{{if $y := .Mood}}{{$y}}{{end}}`,
	"calls":     `{{T "a"}} {{T "b<" "n" .Name}} <b title="{{T "c" "n" "'"}}">{{raw .Mood}}</b> {{count .More}} {{.Part.Long}}{{if .Part.Long}}long{{end}}{{if not .Part.Long}}short{{end}} {{.Part.Twice 2}} {{.Named "+"}} {{.Mood | raw}}`,
	"template":  `{{template "item" .}}{{range .More}}{{template "item" .}}{{end}}{{with .Next}}{{template "item" .}}{{end}}{{template "bare"}}{{template "part" .Part}}`,
	"item":      `<i>{{.Name}}{{range .More}}{{template "item" .}}{{end}}</i>`,
	"bare":      `<hr>{{T "bare"}}`,
	"part":      `{{.Title}} {{$.Kind}}`,
	"nothing":   `{{.Next.Name}}`,
	"comment":   `a{{/* b */}} {{- " c " -}} d{{"<e>"}}{{3}}`,
}

func set(t testing.TB, texts map[string]string) *template.Template {
	t.Helper()
	s := template.New("").Funcs(functions.Map())
	for name, text := range texts {
		template.Must(s.New(name).Parse(text))
	}
	return s
}

// words are short texts in which what escapers look for is frequent.
func words() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{
			"a", "b", "Ä", "\x00", `"`, "'", "&", "&amp;", "<", ">", "</script>", "<!--", "+", " ", "\n", "%", "%2", "%2f", "%zz", ":", "/", "?", "#", "=", "`",
			"javascript:", "https://x/", "mailto:", "HTTP:", "tel:", "../", "\u2028", "\xff", "\ufdd0", "{", "}", "(", ")", ",", "~", "^", "ﷰ",
		}), 0, 6).Draw(t, "pieces"), "")
	})
}

func leaves(depth int) *rapid.Generator[leaf] {
	return rapid.Custom(func(t *rapid.T) leaf {
		w := words()
		raw, _ := json.Marshal(w.Draw(t, "raw"))
		l := leaf{
			Name: w.Draw(t, "name"), Mood: mood(w.Draw(t, "mood")), Href: w.Draw(t, "href"), N: rapid.IntRange(-9, 9).Draw(t, "n"),
			On: rapid.Bool().Draw(t, "on"), Raw: raw, HTML: template.HTML(w.Draw(t, "html")), Part: part{w.Draw(t, "title"), w.Draw(t, "kind")},
		}
		if depth > 0 {
			l.More = rapid.SliceOfN(leaves(depth-1), 0, 3).Draw(t, "more")
			if rapid.Bool().Draw(t, "next") {
				next := leaves(depth-1).Draw(t, "it")
				l.Next = &next
			}
		}
		return l
	})
}

// What a stencil appends is what html/template writes; and where the one fails, so does the other.
func TestSameAsTemplate(t *testing.T) {
	s := set(t, templates)
	stencils := map[string]*Stencil{}
	for name := range templates {
		if name == "bare" || name == "part" {
			continue
		}
		if err := s.ExecuteTemplate(&bytes.Buffer{}, name, &leaf{Next: &leaf{}}); err != nil {
			t.Fatal(name, err)
		}
		one, err := New(s, name, functions, reflect.TypeFor[*leaf]())
		if err != nil {
			t.Fatal(name, err)
		}
		stencils[name] = one
	}
	rapid.Check(t, func(t *rapid.T) {
		data := leaves(2).Draw(t, "data")
		for name, one := range stencils {
			var want bytes.Buffer
			err := s.ExecuteTemplate(&want, name, &data)
			got, ok := one.Append([]byte("before"), &data)
			if ok != (err == nil) {
				t.Fatalf("%s: stencil ends %v, html/template %v", name, ok, err)
			}
			if ok && string(got) != "before"+want.String() {
				t.Fatalf("%s:\n got %q\nwant %q", name, got[len("before"):], want.String())
			}
		}
	})
}

// What a stencil cannot do must be refused, not done otherwise.
func TestRefused(t *testing.T) {
	type odd struct {
		Map map[string]string
		Any any
		Err error
		Str stringer
		F   float64
		leaf
	}
	for name, text := range map[string]string{
		"map": `{{.Map.a}}`, "any": `{{.Any}}`, "field of any": `{{.Any.Name}}`, "error": `{{.Err}}`, "stringer": `{{.Str}}`, "float": `{{.F}}`,
		"range over map": `{{range .Map}}{{end}}`, "break": `{{range .More}}{{break}}{{end}}`, "printf": `{{printf "%d" 3}}`, "index": `{{index .More 0}}`,
		"embedded": `{{.Name}}`, "unquoted": `<p title={{.F}}>`, "attribute name": `<p {{.Map.a}}>`, "mixed": `{{or .F .Map}}`, "script": `<script>{{.Any}}</script>`,
	} {
		s := set(t, map[string]string{"it": text})
		_ = s.ExecuteTemplate(&bytes.Buffer{}, "it", &odd{}) // escapes
		if _, err := New(s, "it", functions, reflect.TypeFor[*odd]()); err == nil {
			t.Errorf("%s: a stencil was made of %s", name, text)
		}
	}
	s := set(t, templates)
	if _, err := New(s, "no such", functions, reflect.TypeFor[*leaf]()); err == nil {
		t.Error("a stencil was made of a template that is not there")
	}
}

type stringer struct{}

func (stringer) String() string { return "s" }

func TestOtherData(t *testing.T) {
	s := set(t, templates)
	if err := s.ExecuteTemplate(&bytes.Buffer{}, "text", &leaf{}); err != nil {
		t.Fatal(err)
	}
	one, err := New(s, "text", functions, reflect.TypeFor[*leaf]())
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := one.Append(nil, leaf{}); ok {
		t.Error("data of another type was taken")
	}
}

func BenchmarkAppend(b *testing.B) {
	s := set(b, templates)
	data := &leaf{Name: "Puskesmas", Mood: "baik", Href: "../a.html", Raw: json.RawMessage(`{}`), Next: &leaf{}}
	for range 20 {
		data.More = append(data.More, leaf{Name: "Desa <x>", Href: "b.html", More: []leaf{{}, {}}})
	}
	for _, name := range []string{"range", "template"} {
		if err := s.ExecuteTemplate(&bytes.Buffer{}, name, data); err != nil {
			b.Fatal(err)
		}
		one, err := New(s, name, functions, reflect.TypeFor[*leaf]())
		if err != nil {
			b.Fatal(err)
		}
		b.Run(name+"/stencil", func(b *testing.B) {
			b.ReportAllocs()
			var out []byte
			for b.Loop() {
				out, _ = one.Append(out[:0], data)
			}
		})
		b.Run(name+"/template", func(b *testing.B) {
			b.ReportAllocs()
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				_ = s.ExecuteTemplate(&out, name, data)
			}
		})
	}
}
