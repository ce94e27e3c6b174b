package stencil

import (
	"reflect"
	"text/template/parse"
)

var (
	intType    = reflect.TypeFor[int]()
	boolType   = reflect.TypeFor[bool]()
	stringType = reflect.TypeFor[string]()
)

// expr is a value that a template names: of which type, and how to get it.
type expr struct {
	typ   reflect.Type
	fixed bool // it is the same always
	get   func(r *run, dot reflect.Value) reflect.Value
	text  func(r *run, dot reflect.Value) string // where the type is a text; it needs no reflect.Value
	put   func(r *run, dot reflect.Value)        // appends the text as it is, where that is quicker
	test  func(r *run, dot reflect.Value) bool   // where it is known otherwise than by the value
}

func constant(v reflect.Value) expr {
	e := expr{typ: v.Type(), fixed: true, get: func(*run, reflect.Value) reflect.Value { return v }}
	return e.asText()
}

// asText fills in how to get a text.
func (e expr) asText() expr {
	if e.typ != nil && e.typ.Kind() == reflect.String && e.text == nil {
		get := e.get
		e.text = func(r *run, dot reflect.Value) string { return get(r, dot).String() }
	}
	return e
}

// truth tells as html/template does whether a value is something.
func (e expr) truth() (func(r *run, dot reflect.Value) bool, error) {
	if e.test != nil {
		return e.test, nil
	}
	get := e.get
	switch e.typ.Kind() {
	case reflect.String:
		text := e.text
		return func(r *run, dot reflect.Value) bool { return text(r, dot) != "" }, nil
	case reflect.Slice:
		return func(r *run, dot reflect.Value) bool { return get(r, dot).Len() > 0 }, nil
	case reflect.Bool:
		return func(r *run, dot reflect.Value) bool { return get(r, dot).Bool() }, nil
	case reflect.Pointer:
		return func(r *run, dot reflect.Value) bool { return !get(r, dot).IsNil() }, nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(r *run, dot reflect.Value) bool { return get(r, dot).Int() != 0 }, nil
	case reflect.Float32, reflect.Float64:
		return func(r *run, dot reflect.Value) bool { return get(r, dot).Float() != 0 }, nil
	case reflect.Struct:
		return func(*run, reflect.Value) bool { return true }, nil
	default:
		return nil, refusal("%s is not tested", e.typ)
	}
}

// pipe gives the value of a pipeline without escapers.
func (c *compiler) pipe(s *scope, p *parse.PipeNode) (expr, error) {
	value, err := c.command(s, p.Cmds[0], nil)
	for _, cmd := range p.Cmds[1:] {
		if err != nil {
			return expr{}, err
		}
		value, err = c.command(s, cmd, &value)
	}
	return value, err
}

// command gives the value of one command; last is what the one before it gave.
func (c *compiler) command(s *scope, cmd *parse.CommandNode, last *expr) (expr, error) {
	args := cmd.Args[1:]
	switch first := cmd.Args[0].(type) {
	case *parse.IdentifierNode:
		return c.function(s, first.Ident, args, last)
	case *parse.FieldNode:
		if len(args) == 0 && last == nil {
			return c.fields(dotOf(s), first.Ident)
		}
		return c.method(s, dotOf(s), first.Ident, args, last)
	case *parse.ChainNode:
		if len(args) == 0 && last == nil {
			return c.argument(s, first)
		}
	default:
		if len(args) == 0 && last == nil {
			return c.argument(s, first)
		}
	}
	return expr{}, refusal("%s is not known", cmd)
}

func dotOf(s *scope) expr {
	e := expr{typ: s.dot, get: func(_ *run, dot reflect.Value) reflect.Value { return dot }}
	return e.asText()
}

// argument gives the value of what stands alone: a field, a variable, a word, a number.
func (c *compiler) argument(s *scope, n parse.Node) (expr, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		if s.dot == nil {
			return expr{}, refusal("there is no data")
		}
		return dotOf(s), nil
	case *parse.FieldNode:
		return c.fields(dotOf(s), n.Ident)
	case *parse.VariableNode:
		return c.variable(s, n.Ident)
	case *parse.ChainNode:
		value, err := c.argument(s, n.Node)
		if err != nil {
			return expr{}, err
		}
		return c.fields(value, n.Field)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			return expr{}, refusal("%s declares a variable", n)
		}
		return c.pipe(s, n)
	case *parse.StringNode:
		return constant(reflect.ValueOf(n.Text)), nil
	case *parse.BoolNode:
		return constant(reflect.ValueOf(n.True)), nil
	case *parse.NumberNode:
		if n.IsInt {
			return constant(reflect.ValueOf(int(n.Int64))), nil
		}
	case *parse.IdentifierNode:
		return c.function(s, n.Ident, nil, nil)
	}
	return expr{}, refusal("%s is not known", n)
}

func (c *compiler) variable(s *scope, ident []string) (expr, error) {
	v, ok := s.find(ident[0])
	if !ok || v.typ == nil {
		return expr{}, refusal("%s is not known", ident[0])
	}
	slot := v.slot
	e := expr{typ: v.typ, get: func(r *run, _ reflect.Value) reflect.Value { return r.vars[r.base+slot] }}
	return c.fields(e.asText(), ident[1:])
}

// fields follows names from a value, each a field or a method without arguments.
func (c *compiler) fields(e expr, names []string) (expr, error) {
	for _, name := range names {
		next, err := c.field(e, name)
		if err != nil {
			return expr{}, err
		}
		e = next
	}
	return e, nil
}

func (c *compiler) field(e expr, name string) (expr, error) {
	if e.typ == nil {
		return expr{}, refusal("%s of nothing", name)
	}
	if hasMethod(e.typ, name) {
		return methodCall(e, name, nil)
	}
	get, typ := e.get, e.typ
	pointer := typ.Kind() == reflect.Pointer
	if pointer {
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct {
		return expr{}, refusal("%s of %s", name, typ)
	}
	f, ok := typ.FieldByName(name)
	if !ok || !f.IsExported() || len(f.Index) != 1 {
		return expr{}, refusal("no field %s in %s", name, typ)
	}
	i := f.Index[0]
	next := expr{typ: f.Type}
	if pointer {
		next.get = func(r *run, dot reflect.Value) reflect.Value { return pointed(get(r, dot)).Field(i) }
	} else {
		next.get = func(r *run, dot reflect.Value) reflect.Value { return get(r, dot).Field(i) }
	}
	return next.asText(), nil
}

// pointed gives what a pointer leads to; html/template fails at a field of nothing.
func pointed(v reflect.Value) reflect.Value {
	if v.IsNil() {
		panic(fault{})
	}
	return v.Elem()
}
