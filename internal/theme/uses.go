package theme

import "text/template/parse"

// A wordUse is one call of T in a template with a key that is written out.
type wordUse struct {
	node parse.Node
	key  string
	args []string // the names among the arguments, where they are written out
}

func (u wordUse) gives(name string) bool {
	for _, a := range u.args {
		if a == name {
			return true
		}
	}
	return false
}

// wordUses finds every call of T below a node.
func wordUses(n parse.Node) []wordUse {
	switch n := n.(type) {
	case *parse.ListNode:
		if n == nil {
			return nil
		}
		var uses []wordUse
		for _, child := range n.Nodes {
			uses = append(uses, wordUses(child)...)
		}
		return uses
	case *parse.ActionNode:
		return pipeUses(n.Pipe)
	case *parse.TemplateNode:
		return pipeUses(n.Pipe)
	case *parse.IfNode:
		return branchUses(&n.BranchNode)
	case *parse.RangeNode:
		return branchUses(&n.BranchNode)
	case *parse.WithNode:
		return branchUses(&n.BranchNode)
	}
	return nil
}

func branchUses(b *parse.BranchNode) []wordUse {
	uses := pipeUses(b.Pipe)
	uses = append(uses, wordUses(b.List)...)
	return append(uses, wordUses(b.ElseList)...)
}

func pipeUses(p *parse.PipeNode) []wordUse {
	if p == nil {
		return nil
	}
	var uses []wordUse
	for _, cmd := range p.Cmds {
		if use, ok := commandUse(cmd); ok {
			uses = append(uses, use)
		}
		for _, arg := range cmd.Args {
			if inner, ok := arg.(*parse.PipeNode); ok {
				uses = append(uses, pipeUses(inner)...)
			}
		}
	}
	return uses
}

func commandUse(cmd *parse.CommandNode) (wordUse, bool) {
	if len(cmd.Args) < 2 {
		return wordUse{}, false
	}
	function, isName := cmd.Args[0].(*parse.IdentifierNode)
	key, isText := cmd.Args[1].(*parse.StringNode)
	if !isName || !isText || function.Ident != "T" {
		return wordUse{}, false
	}
	use := wordUse{node: cmd, key: key.Text}
	for i := 2; i < len(cmd.Args); i += 2 {
		if name, ok := cmd.Args[i].(*parse.StringNode); ok {
			use.args = append(use.args, name.Text)
		}
	}
	return use, true
}
