package stencil

import (
	"cmp"
	"reflect"
	"text/template/parse"
)

// builtin gives the value of a function that every template has.
func builtin(name string, args []expr) (expr, error) {
	switch {
	case name == "not" && len(args) == 1:
		truth, err := args[0].truth()
		return tested(func(r *run, dot reflect.Value) bool { return !truth(r, dot) }), err
	case name == "len" && len(args) == 1 && (args[0].typ.Kind() == reflect.Slice || args[0].typ.Kind() == reflect.String):
		get := args[0].get
		return expr{typ: intType, get: func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(get(r, dot).Len()) }}, nil
	case (name == "and" || name == "or") && len(args) > 0:
		return chosen(name == "and", args)
	case len(args) == 2:
		return compared(name, args[0], args[1])
	}
	return expr{}, refusal("function %s", name)
}

// tested is a yes or no.
func tested(test func(r *run, dot reflect.Value) bool) expr {
	return expr{
		typ: boolType, test: test,
		get: func(r *run, dot reflect.Value) reflect.Value { return reflect.ValueOf(test(r, dot)) },
	}
}

// chosen is and, or or: the first argument that decides, else the last. All must be of
// one type, for else the type of the value is only known when it is made.
func chosen(and bool, args []expr) (expr, error) {
	tests, err := truths(args)
	if err != nil {
		return expr{}, err
	}
	for _, a := range args {
		if a.typ != args[0].typ {
			return expr{}, refusal("and, or of %s and %s", args[0].typ, a.typ)
		}
	}
	e := expr{typ: args[0].typ}
	e.get = func(r *run, dot reflect.Value) reflect.Value {
		for i, test := range tests[:len(tests)-1] {
			if test(r, dot) != and {
				return args[i].get(r, dot)
			}
		}
		return args[len(args)-1].get(r, dot)
	}
	return e.asText(), nil
}

// truths tell whether values are something.
func truths(args []expr) ([]func(r *run, dot reflect.Value) bool, error) {
	tests := make([]func(r *run, dot reflect.Value) bool, len(args))
	for i, a := range args {
		test, err := a.truth()
		if err != nil {
			return nil, err
		}
		tests[i] = test
	}
	return tests, nil
}

// condition gives a value of which only the truth counts: then and, or may mix types.
func (c *compiler) condition(s *scope, p *parse.PipeNode) (expr, error) {
	cmd := p.Cmds[0]
	name, ok := cmd.Args[0].(*parse.IdentifierNode)
	if !ok || len(p.Cmds) > 1 || name.Ident != "and" && name.Ident != "or" || len(cmd.Args) < 2 {
		return c.pipe(s, p)
	}
	args, err := c.arguments(s, cmd.Args[1:], nil)
	if err != nil {
		return expr{}, err
	}
	tests, err := truths(args)
	if err != nil {
		return expr{}, err
	}
	and := name.Ident == "and"
	return tested(func(r *run, dot reflect.Value) bool {
		for _, test := range tests {
			if test(r, dot) != and {
				return !and
			}
		}
		return and
	}), nil
}

// compared is eq, ne, lt, le, gt or ge of two texts or two whole numbers.
func compared(name string, a, b expr) (expr, error) {
	var order func(r *run, dot reflect.Value) int
	switch {
	case a.text != nil && b.text != nil:
		order = func(r *run, dot reflect.Value) int { return cmp.Compare(a.text(r, dot), b.text(r, dot)) }
	case a.typ != nil && b.typ != nil && a.typ.Kind() == reflect.Int && b.typ.Kind() == reflect.Int:
		order = func(r *run, dot reflect.Value) int { return cmp.Compare(a.get(r, dot).Int(), b.get(r, dot).Int()) }
	default:
		return expr{}, refusal("%s of %s and %s", name, a.typ, b.typ)
	}
	decide := map[string]func(int) bool{
		"eq": func(n int) bool { return n == 0 }, "ne": func(n int) bool { return n != 0 },
		"lt": func(n int) bool { return n < 0 }, "le": func(n int) bool { return n <= 0 },
		"gt": func(n int) bool { return n > 0 }, "ge": func(n int) bool { return n >= 0 },
	}[name]
	if decide == nil {
		return expr{}, refusal("function %s", name)
	}
	return tested(func(r *run, dot reflect.Value) bool { return decide(order(r, dot)) }), nil
}
