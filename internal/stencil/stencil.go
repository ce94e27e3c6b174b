// Package stencil makes html/template quick where the data is always of one type.
//
// html/template walks a template's tree anew for every page, looks each field up by
// its name, and hands every text through escapers by reflection. A stencil is made
// of the same tree after html/template has put its escapers in: fields are found
// once, words that never change are joined with the HTML around them, and what
// remains is a list of functions that append to one buffer. The bytes are the same;
// tests hold them against html/template's.
//
// What a stencil cannot do it refuses to be made for: maps, interfaces, break and
// continue, a template within an attribute, an escaper that it does not know. The
// caller then uses html/template, and also where a page fails, for its message.
package stencil

import (
	"fmt"
	"html/template"
	"reflect"
)

// Func is a function that templates call. It must be pure: with arguments that are
// written out in the template it is called once, when the stencil is made.
type Func struct {
	call any
	text func(string) string // where it makes one text of one text
	same bool                // and leaves it as it is
}

// Fixed takes any function, for html/template and for a stencil.
func Fixed(call any) Func { return Func{call: call} }

// Text takes a function from a text to a text of any kind; a stencil calls it directly.
func Text[A, R ~string](call func(A) R) Func {
	return Func{call: call, text: func(s string) string { return string(call(A(s))) }}
}

// Kind takes the function that says of which kind a text is, and leaves it as it is.
func Kind[A, R ~string]() Func {
	return Func{call: func(s A) R { return R(s) }, text: func(s string) string { return s }, same: true}
}

// appender is what has a method Markup and appends the same itself.
type appender interface{ Append(b []byte) []byte }

// Funcs are functions by the name that templates call them by.
type Funcs map[string]Func

// Map gives the functions as html/template takes them.
func (fs Funcs) Map() template.FuncMap {
	m := template.FuncMap{}
	for name, f := range fs {
		m[name] = f.call
	}
	return m
}

// Stencil renders one template for data of one type. It is not changed once made and
// may be used by several at once.
type Stencil struct {
	body *body
	typ  reflect.Type
}

// New makes the stencil of a template of the set for data of a type. The set must have
// been executed once, so that its escapers are in place.
func New(set *template.Template, name string, funcs Funcs, data reflect.Type) (*Stencil, error) {
	c := &compiler{set: set, funcs: funcs, bodies: map[bodyKey]*body{}}
	b, err := c.body(name, data)
	if err != nil {
		return nil, err
	}
	return &Stencil{b, data}, nil
}

// Append appends the rendered template to dst. It is false where the template fails
// with the data, as at a field of nothing; dst then holds a part of it.
func (s *Stencil) Append(dst []byte, data any) (out []byte, ok bool) {
	value := reflect.ValueOf(data)
	if value.Type() != s.typ {
		return dst, false
	}
	r := &run{out: dst, vars: make([]reflect.Value, 0, 32)}
	defer func() {
		if e := recover(); e != nil {
			if _, fault := e.(fault); !fault {
				panic(e)
			}
			out, ok = r.out, false
		}
	}()
	s.body.do(r, value)
	return r.out, true
}

// fault ends a run: html/template would fail at the same place.
type fault struct{}

// run is one rendering.
type run struct {
	out  []byte
	vars []reflect.Value // of the template that runs, and below them those of its callers
	base int             // where its own begin
}

// set takes out with more appended. It is mostly in the same place, and then no pointer
// is stored: while the collector runs, it has to be told of each.
func (r *run) set(out []byte) {
	if cap(out) == cap(r.out) {
		r.out = r.out[:len(out)]
		return
	}
	r.out = out
}

// step appends a part of a page; dot is what the template stands on.
type step func(r *run, dot reflect.Value)

// body is a template for data of one type.
type body struct {
	step step
	vars int // how many variables it has; the first is $
}

func (b *body) do(r *run, data reflect.Value) {
	base, top := r.base, len(r.vars)
	r.base = top
	for range b.vars {
		r.vars = append(r.vars, reflect.Value{})
	}
	r.vars[top] = data
	b.step(r, data)
	r.vars, r.base = r.vars[:top], base
}

// refusal is why a stencil cannot be made.
func refusal(format string, args ...any) error { return fmt.Errorf("stencil: "+format, args...) }
