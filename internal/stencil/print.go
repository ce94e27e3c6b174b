package stencil

import (
	"encoding/json"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// escaperPrefix begins the names of the escapers that html/template puts in.
const escaperPrefix = "_html_template_"

// print makes the step that prints a value through its escapers.
func (c *compiler) print(s *scope, p *parse.PipeNode, to *parts) error {
	plain := *p
	var chain []string
	for n := len(p.Cmds) - 1; n > 0; n-- {
		name, ok := p.Cmds[n].Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(name.Ident, escaperPrefix) || len(p.Cmds[n].Args) > 1 {
			break
		}
		chain = append([]string{strings.TrimPrefix(name.Ident, escaperPrefix)}, chain...)
		plain.Cmds = p.Cmds[:n]
	}
	value, err := c.pipe(s, &plain)
	if err != nil {
		return err
	}
	write, err := printer(value, strings.Join(chain, " "))
	if err != nil {
		return err
	}
	if value.fixed {
		r := &run{out: to.text}
		write(r, reflect.Value{})
		to.text = r.out
		return nil
	}
	to.add(write)
	return nil
}

var (
	appenderType = reflect.TypeFor[appender]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
	errorType    = reflect.TypeFor[error]()
	htmlType     = reflect.TypeFor[template.HTML]()
	urlType      = reflect.TypeFor[template.URL]()
	rawType      = reflect.TypeFor[json.RawMessage]()
)

// trusted are the kinds of text that escapers treat in a way of their own.
var trusted = map[reflect.Type]bool{
	htmlType: true, urlType: true,
	reflect.TypeFor[template.CSS](): true, reflect.TypeFor[template.HTMLAttr](): true, reflect.TypeFor[template.JS](): true,
	reflect.TypeFor[template.JSStr](): true, reflect.TypeFor[template.Srcset](): true,
}

// printer appends a value through a chain of escapers.
func printer(e expr, chain string) (step, error) {
	switch {
	case chain == "jsvalescaper" && e.typ == rawType:
		return borrowed(e, chain)
	case e.typ == nil || e.typ.Implements(stringerType) || e.typ.Implements(errorType):
		return nil, refusal("%s is not printed", e.typ)
	case e.typ.Kind() == reflect.Int && plainEscapers[chain]:
		return func(r *run, dot reflect.Value) { r.out = strconv.AppendInt(r.out, e.get(r, dot).Int(), 10) }, nil
	case e.typ == boolType && plainEscapers[chain]:
		return func(r *run, dot reflect.Value) { r.out = strconv.AppendBool(r.out, e.get(r, dot).Bool()) }, nil
	case e.text == nil:
		return nil, refusal("%s is not printed", e.typ)
	case !trusted[e.typ] && plainEscapers[chain]:
		return func(r *run, dot reflect.Value) { r.set(appendHTML(r.out, e.text(r, dot))) }, nil
	case e.typ == htmlType && chain == "htmlescaper" && e.put != nil:
		return e.put, nil
	case e.typ == htmlType && chain == "htmlescaper":
		return func(r *run, dot reflect.Value) { r.set(append(r.out, e.text(r, dot)...)) }, nil
	case !trusted[e.typ] && chain == "urlfilter urlnormalizer attrescaper":
		return func(r *run, dot reflect.Value) { r.set(appendAddress(r.out, e.text(r, dot), false)) }, nil
	case e.typ == urlType && chain == "urlfilter urlnormalizer attrescaper":
		return func(r *run, dot reflect.Value) { r.set(appendAddress(r.out, e.text(r, dot), true)) }, nil
	case !trusted[e.typ] && chain == "urlescaper attrescaper":
		return func(r *run, dot reflect.Value) { r.set(appendQuery(r.out, e.text(r, dot))) }, nil
	}
	return borrowed(e, chain)
}

// plainEscapers do the same to a text that is of no trusted kind.
var plainEscapers = map[string]bool{"htmlescaper": true, "attrescaper": true, "rcdataescaper": true}

// lent are places that html/template gives the same escapers, for the rare ones.
var lent = map[string][2]string{
	"htmlescaper":                {"<p>", "</p>"},
	"rcdataescaper":              {"<title>", "</title>"},
	"attrescaper":                {`<p title="`, `">`},
	"urlescaper attrescaper":     {`<a href="?`, `">`},
	"srcsetescaper attrescaper":  {`<img srcset="`, `">`},
	"jsvalescaper":               {"<script>", "</script>"},
	"cssvaluefilter":             {"<style>p{x:", "}</style>"},
	"urlnormalizer attrescaper":  {`<a href="/`, `">`},
	"jsvalescaper attrescaper":   {`<a onclick="`, `">`},
	"cssvaluefilter attrescaper": {`<p style="x:`, `">`},
	"urlfilter attrescaper":      {`<meta http-equiv="refresh" content="0;url=`, `">`},
}

// borrowed has html/template itself print a value in a place like its own.
func borrowed(e expr, chain string) (step, error) {
	around, ok := lent[chain]
	if !ok {
		return nil, refusal("escapers %q", chain)
	}
	t, err := template.New("").Parse(around[0] + "{{.}}" + around[1])
	if err != nil {
		return nil, err
	}
	return func(r *run, dot reflect.Value) {
		var b strings.Builder
		if err := t.Execute(&b, e.get(r, dot).Interface()); err != nil {
			panic(fault{})
		}
		r.out = append(r.out, strings.TrimSuffix(strings.TrimPrefix(b.String(), around[0]), around[1])...)
	}, nil
}
