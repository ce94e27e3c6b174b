package stencil

import (
	"reflect"
	"text/template/parse"
)

// method gives the value of a method with arguments: .Logo.Across 36.
func (c *compiler) method(s *scope, on expr, names []string, args []parse.Node, last *expr) (expr, error) {
	on, err := c.fields(on, names[:len(names)-1])
	if err != nil {
		return expr{}, err
	}
	values, err := c.arguments(s, args, last)
	if err != nil {
		return expr{}, err
	}
	return methodCall(on, names[len(names)-1], values)
}

// hasMethod reports whether a value, or a pointer to it, has a method.
func hasMethod(t reflect.Type, name string) bool {
	if _, ok := t.MethodByName(name); ok {
		return true
	}
	_, ok := reflect.PointerTo(t).MethodByName(name)
	return ok && t.Kind() != reflect.Pointer
}

func methodCall(on expr, name string, args []expr) (expr, error) {
	if on.typ == nil || on.typ.Kind() == reflect.Interface {
		return expr{}, refusal("method %s of an unknown type", name)
	}
	m, ok := on.typ.MethodByName(name)
	get := on.get
	if !ok { // html/template takes the address too, where there is one
		m, ok = reflect.PointerTo(on.typ).MethodByName(name)
		get = func(r *run, dot reflect.Value) reflect.Value {
			v := on.get(r, dot)
			if !v.CanAddr() {
				panic(fault{})
			}
			return v.Addr()
		}
	}
	if !ok || on.typ.Kind() == reflect.Pointer && on.typ.Elem().Kind() == reflect.Pointer {
		return expr{}, refusal("no method %s in %s", name, on.typ)
	}
	if m.Type.In(0).Kind() == reflect.Pointer {
		at := get
		get = func(r *run, dot reflect.Value) reflect.Value {
			v := at(r, dot)
			if v.IsNil() { // whether the method minds is html/template's to find out
				panic(fault{})
			}
			return v
		}
	}
	receiver := expr{typ: m.Type.In(0), get: get}
	e, err := called(m.Func, append([]expr{receiver}, args...))
	if name == "Markup" && len(args) == 0 && receiver.typ.Implements(appenderType) {
		e.put = func(r *run, dot reflect.Value) { r.set(get(r, dot).Interface().(appender).Append(r.out)) }
	}
	return e, err
}

// arguments are those written out, and behind them what the command before gave.
func (c *compiler) arguments(s *scope, nodes []parse.Node, last *expr) ([]expr, error) {
	var values []expr
	for _, n := range nodes {
		v, err := c.argument(s, n)
		if err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	if last != nil {
		values = append(values, *last)
	}
	return values, nil
}

// function gives the value of a function of the template's.
func (c *compiler) function(s *scope, name string, args []parse.Node, last *expr) (expr, error) {
	values, err := c.arguments(s, args, last)
	if err != nil {
		return expr{}, err
	}
	f, ok := c.funcs[name]
	if !ok {
		return builtin(name, values)
	}
	if len(values) == 1 && f.text != nil && values[0].typ.Kind() == reflect.String {
		return textCall(f, values[0])
	}
	if call, ok := f.call.(func(string, ...string) string); ok && len(values) > 0 {
		if e, ok := wordsCall(call, values); ok {
			return e, nil
		}
	}
	return called(reflect.ValueOf(f.call), values)
}

// textCall calls a function from text to text without reflection.
func textCall(f Func, arg expr) (expr, error) {
	typ := reflect.TypeOf(f.call)
	if !arg.typ.AssignableTo(typ.In(0)) {
		return expr{}, refusal("%s is no %s", arg.typ, typ.In(0))
	}
	out := typ.Out(0)
	call, text := f.text, arg.text
	e := expr{
		typ:   out,
		fixed: arg.fixed,
		text:  func(r *run, dot reflect.Value) string { return call(text(r, dot)) },
	}
	if f.same {
		e.text, e.put = text, arg.put
	}
	e.get = func(r *run, dot reflect.Value) reflect.Value {
		v := reflect.New(out).Elem()
		v.SetString(e.text(r, dot))
		return v
	}
	return e, nil
}

// wordsCall calls a function that fills words into a text without reflection.
func wordsCall(call func(string, ...string) string, args []expr) (expr, bool) {
	fixed := true
	for _, a := range args {
		if a.typ != stringType {
			return expr{}, false
		}
		fixed = fixed && a.fixed
	}
	e := expr{typ: stringType, fixed: fixed}
	e.text = func(r *run, dot reflect.Value) string {
		words := make([]string, len(args))
		for i, a := range args {
			words[i] = a.text(r, dot)
		}
		return call(words[0], words[1:]...)
	}
	e.get = func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(e.text(r, dot)) }
	return e, true
}

// called calls any function by reflection. Its result is one value.
func called(f reflect.Value, args []expr) (expr, error) {
	typ := f.Type()
	if typ.NumOut() != 1 || !fits(typ, args) {
		return expr{}, refusal("a call of %s", typ)
	}
	e := expr{typ: typ.Out(0), fixed: true}
	for _, a := range args {
		e.fixed = e.fixed && a.fixed
	}
	e.get = func(r *run, dot reflect.Value) reflect.Value {
		in := make([]reflect.Value, len(args))
		for i, a := range args {
			in[i] = a.get(r, dot)
		}
		return f.Call(in)[0]
	}
	return e.asText(), nil
}

// fits reports whether a function takes the arguments as they are.
func fits(f reflect.Type, args []expr) bool {
	least := f.NumIn()
	if f.IsVariadic() {
		least--
	}
	if len(args) < least || len(args) > least && !f.IsVariadic() {
		return false
	}
	for i, a := range args {
		want := f.In(min(i, f.NumIn()-1))
		if f.IsVariadic() && i >= least {
			want = want.Elem()
		}
		if a.typ == nil || !a.typ.AssignableTo(want) {
			return false
		}
	}
	return true
}
