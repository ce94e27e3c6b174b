package stencil

import (
	"html/template"
	"reflect"
	"text/template/parse"
)

// compiler makes bodies of the templates of a set, each once for a type.
type compiler struct {
	set    *template.Template
	funcs  Funcs
	bodies map[bodyKey]*body
}

type bodyKey struct {
	name string
	data reflect.Type
}

// scope is what names mean at a place of a template.
type scope struct {
	dot  reflect.Type // nil where there is no data
	vars []variable   // the last of a name holds
	body *body
}

type variable struct {
	name string
	slot int
	typ  reflect.Type
}

// with gives the scope in which dot is another value.
func (s *scope) with(dot reflect.Type) *scope { return &scope{dot, s.vars, s.body} }

// declare makes room for a variable, which holds until the scope ends.
func (s *scope) declare(name string, typ reflect.Type) int {
	slot := s.body.vars
	s.body.vars++
	s.vars = append(s.vars[:len(s.vars):len(s.vars)], variable{name, slot, typ})
	return slot
}

func (s *scope) find(name string) (variable, bool) {
	for i := len(s.vars) - 1; i >= 0; i-- {
		if s.vars[i].name == name {
			return s.vars[i], true
		}
	}
	return variable{}, false
}

func (c *compiler) body(name string, data reflect.Type) (*body, error) {
	key := bodyKey{name, data}
	if b, ok := c.bodies[key]; ok {
		return b, nil // it may be one that is being made, and calls itself
	}
	t := c.set.Lookup(name)
	if t == nil || t.Tree == nil || t.Tree.Root == nil {
		return nil, refusal("no template %q", name)
	}
	b := &body{}
	c.bodies[key] = b
	s := &scope{dot: data, body: b}
	s.declare("$", data)
	steps, err := c.list(s, t.Tree.Root)
	if err != nil {
		return nil, err
	}
	b.step = steps
	return b, nil
}

// list makes one step of a list of nodes. What it declares ends with it.
func (c *compiler) list(s *scope, l *parse.ListNode) (step, error) {
	if l == nil {
		return nothing, nil
	}
	inner := *s
	var parts parts
	for _, n := range l.Nodes {
		if err := c.node(&inner, n, &parts); err != nil {
			return nil, err
		}
	}
	return parts.join(), nil
}

func nothing(*run, reflect.Value) {}

// parts are the steps of a list, in which text that never changes is joined.
type parts struct {
	steps []step
	text  []byte
}

func (p *parts) add(s step) {
	p.flush()
	p.steps = append(p.steps, s)
}

func (p *parts) flush() {
	if len(p.text) == 0 {
		return
	}
	text := string(p.text)
	p.steps = append(p.steps, func(r *run, _ reflect.Value) { r.set(append(r.out, text...)) })
	p.text = nil
}

func (p *parts) join() step {
	p.flush()
	switch steps := p.steps; len(steps) {
	case 0:
		return nothing
	case 1:
		return steps[0]
	default:
		return func(r *run, dot reflect.Value) {
			for _, s := range steps {
				s(r, dot)
			}
		}
	}
}

func (c *compiler) node(s *scope, n parse.Node, to *parts) error {
	switch n := n.(type) {
	case *parse.TextNode:
		to.text = append(to.text, n.Text...)
		return nil
	case *parse.CommentNode:
		return nil
	case *parse.ActionNode:
		if len(n.Pipe.Decl) > 0 {
			return c.assign(s, n.Pipe, to)
		}
		return c.print(s, n.Pipe, to)
	case *parse.IfNode:
		return c.branch(s, &n.BranchNode, false, to)
	case *parse.WithNode:
		return c.branch(s, &n.BranchNode, true, to)
	case *parse.RangeNode:
		return c.loop(s, n, to)
	case *parse.TemplateNode:
		return c.call(s, n, to)
	default:
		return refusal("%s is not known", n)
	}
}

func (c *compiler) assign(s *scope, p *parse.PipeNode, to *parts) error {
	value, err := c.pipe(s, p)
	if err != nil {
		return err
	}
	if len(p.Decl) != 1 {
		return refusal("%s declares several variables", p)
	}
	name := p.Decl[0].Ident[0]
	slot := 0
	if !p.IsAssign {
		slot = s.declare(name, value.typ)
	} else if v, ok := s.find(name); ok && v.typ == value.typ {
		slot = v.slot
	} else {
		return refusal("%s is set to another type", name)
	}
	to.add(func(r *run, dot reflect.Value) { r.vars[r.base+slot] = value.get(r, dot) })
	return nil
}

func (c *compiler) branch(s *scope, n *parse.BranchNode, with bool, to *parts) error {
	inner := *s
	var set parts
	value, err := c.tested(&inner, n.Pipe, with, &set)
	if err != nil {
		return err
	}
	truth, err := value.truth()
	if err != nil {
		return err
	}
	then := &inner
	if with {
		then = inner.with(value.typ)
	}
	yes, err := c.list(then, n.List)
	if err != nil {
		return err
	}
	no, err := c.list(&inner, n.ElseList)
	if err != nil {
		return err
	}
	if len(n.Pipe.Decl) > 0 {
		to.add(set.join())
	}
	if !with {
		to.add(func(r *run, dot reflect.Value) {
			if truth(r, dot) {
				yes(r, dot)
			} else {
				no(r, dot)
			}
		})
		return nil
	}
	to.add(func(r *run, dot reflect.Value) {
		if truth(r, dot) {
			yes(r, value.get(r, dot))
		} else {
			no(r, dot)
		}
	})
	return nil
}

// tested gives the value that a branch goes by. {{with $x := …}} sets a variable first.
func (c *compiler) tested(s *scope, p *parse.PipeNode, with bool, set *parts) (expr, error) {
	if len(p.Decl) > 0 {
		if err := c.assign(s, p, set); err != nil {
			return expr{}, err
		}
		return c.variable(s, p.Decl[0].Ident[:1])
	}
	if with {
		return c.pipe(s, p)
	}
	return c.condition(s, p)
}

func (c *compiler) loop(s *scope, n *parse.RangeNode, to *parts) error {
	value, err := c.pipe(s, n.Pipe)
	if err != nil {
		return err
	}
	if value.typ.Kind() != reflect.Slice || n.Pipe.IsAssign {
		return refusal("range over %s", value.typ)
	}
	inner := s.with(value.typ.Elem())
	index, elem := -1, -1
	switch names := n.Pipe.Decl; len(names) {
	case 1:
		elem = inner.declare(names[0].Ident[0], value.typ.Elem())
	case 2:
		index = inner.declare(names[0].Ident[0], intType)
		elem = inner.declare(names[1].Ident[0], value.typ.Elem())
	}
	each, err := c.list(inner, n.List)
	if err != nil {
		return err
	}
	none, err := c.list(s, n.ElseList)
	if err != nil {
		return err
	}
	to.add(func(r *run, dot reflect.Value) {
		list := value.get(r, dot)
		size := list.Len()
		if size == 0 {
			none(r, dot)
		}
		for i := range size {
			item := list.Index(i)
			if index >= 0 {
				r.vars[r.base+index] = reflect.ValueOf(i)
			}
			if elem >= 0 {
				r.vars[r.base+elem] = item
			}
			each(r, item)
		}
	})
	return nil
}

func (c *compiler) call(s *scope, n *parse.TemplateNode, to *parts) error {
	if n.Pipe == nil {
		b, err := c.body(n.Name, nil)
		if err == nil {
			to.add(func(r *run, _ reflect.Value) { b.do(r, reflect.Value{}) })
		}
		return err
	}
	value, err := c.pipe(s, n.Pipe)
	if err != nil {
		return err
	}
	b, err := c.body(n.Name, value.typ)
	if err == nil {
		to.add(func(r *run, dot reflect.Value) { b.do(r, value.get(r, dot)) })
	}
	return err
}
