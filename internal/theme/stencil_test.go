package theme

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"terang/internal/site"
)

// scatter fills a view with whatever comes: hostile texts, lists of any length, blocks
// that are there or not.
func scatter(r *rand.Rand, v reflect.Value, depth int) {
	if raw, ok := v.Addr().Interface().(*json.RawMessage); ok {
		if r.IntN(2) == 0 {
			*raw = json.RawMessage(`{"a":"</script>\u2028"}`)
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		texts := []string{"", "", "Desa Bunut", `<i>"&'+</i>`, "javascript:alert(1)", "../kecamatan/a.html#b c", "tel:+62", "bad", "near", "penting", "id", "x\x00\xff"}
		v.SetString(texts[r.IntN(len(texts))])
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int:
		v.SetInt(int64(r.IntN(5) - 1))
	case reflect.Float64:
		v.SetFloat(float64(r.IntN(90)))
	case reflect.Pointer:
		if r.IntN(2) == 0 && depth > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			scatter(r, v.Elem(), depth-1)
		}
	case reflect.Slice:
		n := r.IntN(4) - 1
		if depth <= 0 || n < 1 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			scatter(r, v.Index(i), depth-1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				scatter(r, v.Field(i), depth)
			}
		}
	}
}

// The default theme is rendered by stencils, and they write what html/template writes.
func TestStencilsWriteTheSame(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		th := defaultTheme(t, lang)
		r := rand.New(rand.NewPCG(1, 2))
		layouts := []string{"page", "lokmin", "form", "copy", "embed"}
		if len(th.stencils) != len(layouts) {
			t.Errorf("%d layouts, %d stencils", len(layouts), len(th.stencils))
		}
		written := 0
		for _, layout := range layouts {
			s := th.stencils[layoutName(layout)]
			if s == nil {
				t.Fatalf("no stencil of %s", layout)
			}
			for range 60 {
				var v site.View
				scatter(r, reflect.ValueOf(&v).Elem(), 6)
				var want bytes.Buffer
				err := th.templates.ExecuteTemplate(&want, layoutName(layout), &v)
				got, ok := s.Append(nil, &v)
				if ok != (err == nil) {
					t.Fatalf("%s: stencil ends %v, html/template %v", layout, ok, err)
				}
				if ok && !bytes.Equal(got, want.Bytes()) {
					t.Fatalf("%s: the stencil writes otherwise", layout)
				}
				written += len(got)
			}
		}
		if written < 1e6 {
			t.Errorf("only %d bytes were compared", written)
		}
	}
}

// A theme of the site's own may hold what no stencil can be made of.
func TestTemplateThatNoStencilCanDo(t *testing.T) {
	th, ps := Read(own(map[string]string{
		"partials/footer.html": `<footer class="site">{{printf "%s!" .Lang}}{{range .Nav}}{{break}}{{end}}</footer>`,
	}), Choice{Name: "own"}, "id")
	reportAll(t, ps)
	if th.stencils[layoutName("page")] != nil {
		t.Fatal("a stencil was made")
	}
	if page := render(t, th, &site.View{Layout: "page", Lang: "id"}); !bytes.Contains([]byte(page), []byte("<footer class=\"site\">id!</footer>")) {
		t.Error("the page is not rendered")
	}
}
