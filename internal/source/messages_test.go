package source

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestEveryCodeHasWords reads the Go code of the whole repository: a code that
// is used has a message in both languages and an explain page, and a code that
// has them is used.
func TestEveryCodeHasWords(t *testing.T) {
	t.Parallel()
	used, literals, told := codesInUse(t, filepath.Join("..", ".."))
	known := Codes()
	if err := yaml.Unmarshal(messagesYAML, &map[Code]message{}); err != nil {
		t.Fatalf("messages.yaml: %v", err)
	}
	for code, where := range used {
		if !slices.Contains(known, code) {
			t.Errorf("%s: code %q is not in messages.yaml", where, code)
		}
	}
	for _, code := range known {
		if !literals[string(code)] {
			t.Errorf("messages.yaml: code %q is used nowhere", code)
		}
		checkWords(t, code)
		want := map[string]string{"Error": "error", "Warn": "warning", "ErrorWarn": "either"}[told[code]]
		if got := messages()[code].Severity; want != "" && got != want && got != "either" {
			t.Errorf("%s: severity is %q, but it is called with %s", code, got, told[code])
		}
	}
	pages, err := filepath.Glob("explain/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		code := Code(strings.TrimSuffix(filepath.Base(page), ".md"))
		if !slices.Contains(known, code) {
			t.Errorf("%s: no such code in messages.yaml", page)
		}
	}
}

func checkWords(t *testing.T, code Code) {
	t.Helper()
	m := messages()[code]
	if (m.Quiet.EN == "") != (m.Quiet.ID == "") || !slices.Equal(placeholders(m.Quiet.EN), placeholders(m.Quiet.ID)) {
		t.Errorf("%s: the quiet text is needed in both languages, with the same arguments", code)
	}
	if m.Text.EN == "" || m.Text.ID == "" || m.Hint.EN == "" || m.Hint.ID == "" {
		t.Errorf("%s: text and hint are needed in both languages", code)
	}
	if !slices.Contains([]string{"error", "warning", "note", "either"}, m.Severity) {
		t.Errorf("%s: severity is %q", code, m.Severity)
	}
	if en, id := placeholders(m.Text.EN+m.Hint.EN), placeholders(m.Text.ID+m.Hint.ID); !slices.Equal(en, id) {
		t.Errorf("%s: English fills %v, Indonesian %v", code, en, id)
	}
	if strings.Count(m.Hint.EN, "\n") != strings.Count(m.Hint.ID, "\n") {
		t.Errorf("%s: the hints have different numbers of lines", code)
	}
	for _, lang := range []string{English, Indonesian} {
		page, ok := Explain(code, lang)
		if !ok || len(page) < 120 || strings.Contains(page, "##") {
			t.Errorf("explain/%s.md: part %q is missing or thin: %q", code, lang, page)
		}
	}
}

func placeholders(s string) []string {
	var names []string
	for {
		_, rest, ok := strings.Cut(s, "{")
		if !ok {
			slices.Sort(names)
			return slices.Compact(names)
		}
		name, after, _ := strings.Cut(rest, "}")
		names = append(names, name)
		s = after
	}
}

// imports says whether a file imports a package.
func imports(f *ast.File, path string) bool {
	return slices.ContainsFunc(f.Imports, func(i *ast.ImportSpec) bool { return i.Path.Value == strconv.Quote(path) })
}

// codesInUse finds the string literals that stand where a Code is wanted: as an
// argument of a function of the repository with a parameter of that type, in a
// conversion, or in a constant. literals holds all string literals, told
// whether a code goes to Error, Warn or both.
func codesInUse(t *testing.T, root string) (used map[Code]string, literals map[string]bool, told map[Code]string) {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		f, err := parser.ParseFile(fset, path, nil, parser.SkipObjectResolution)
		if err == nil {
			if !imports(f, "net/http") { // http.Error tells of no problem
				files = append(files, f)
			}
		}
		return nil // a file that somebody is just writing does not parse; the compiler tells
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	takes := map[string][]int{"Code": {0}}
	for _, f := range files {
		findParameters(f, takes)
	}
	used, literals, told = map[Code]string{}, map[string]bool{}, map[Code]string{}
	note := func(e ast.Expr, by string) {
		s, ok := literal(e)
		if !ok {
			return
		}
		used[Code(s)] = fset.Position(e.Pos()).String()
		if was := told[Code(s)]; (by == "Error" || by == "Warn") && was != by {
			told[Code(s)] = map[string]string{"": by}[was]
			if was != "" {
				told[Code(s)] = "ErrorWarn"
			}
		}
	}
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				if s, ok := literal(n); ok {
					literals[s] = true
				}
			case *ast.CallExpr:
				for _, i := range takes[lastName(n.Fun)] {
					if i < len(n.Args) {
						note(n.Args[i], lastName(n.Fun))
					}
				}
			}
			return true
		})
	}
	return used, literals, told
}

// findParameters notes which functions take a Code, and at which place.
func findParameters(f *ast.File, takes map[string][]int) {
	for _, d := range f.Decls {
		fn, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		i := 0
		for _, field := range fn.Type.Params.List {
			for range max(len(field.Names), 1) {
				isCode := isSourceCode(field.Type) || f.Name.Name == "source" && lastName(field.Type) == "Code"
				if isCode && !slices.Contains(takes[fn.Name.Name], i) {
					takes[fn.Name.Name] = append(takes[fn.Name.Name], i)
				}
				i++
			}
		}
	}
}

func isSourceCode(e ast.Expr) bool {
	sel, ok := e.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Code" && lastName(sel.X) == "source"
}

func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

func TestHintLeavesOutWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	p := Problem{Code: "unknown-key", Args: []string{"key", "titel", "near", "", "known", "area, title"}}
	if got, want := p.Hint("en"), "known here: area, title"; got != want {
		t.Errorf("Hint = %q, want %q", got, want)
	}
	p.Args[3] = "title"
	if got, want := p.Hint("id"), "mungkin maksudnya \"title\"?\nyang dikenal di sini: area, title"; got != want {
		t.Errorf("Hint = %q, want %q", got, want)
	}
	if got, want := (Problem{Code: "no-such-code"}).Text("en"), "no-such-code"; got != want {
		t.Errorf("Text = %q, want %q", got, want)
	}
}

func TestExplainUnknownCode(t *testing.T) {
	t.Parallel()
	if page, ok := Explain("../messages", "en"); ok {
		t.Errorf("Explain gave %q", page)
	}
}
