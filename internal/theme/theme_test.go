package theme

import (
	"bytes"
	"testing"
	"testing/fstest"
)

func TestReadDefault(t *testing.T) {
	th, ps := Read(fstest.MapFS{}, "", "id")
	for _, p := range ps {
		t.Errorf("%s:%d: %s %v", p.Pos.File, p.Pos.Line, p.Code, p.Args)
	}
	v := specimen()
	v.Layout = "page"
	var b bytes.Buffer
	if err := th.Render(&b, v); err != nil {
		t.Fatal(err)
	}
}
