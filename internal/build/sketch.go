package build

import (
	"bytes"
	"context"
	"sync"

	"terang/internal/photo"
	"terang/internal/source"
)

// Memory builds the site as Site does and gives its files by path, for a preview;
// nothing is written but what o.Photos keeps. With errors among the problems there
// are no files.
func Memory(ctx context.Context, o Options) (map[string][]byte, source.Problems, error) {
	o.photoUse = photo.Show
	var mu sync.Mutex
	files := map[string][]byte{}
	ps, err := sketch(ctx, o, func(path string, body []byte) error {
		mu.Lock()
		defer mu.Unlock()
		files[path] = bytes.Clone(body)
		return nil
	})
	if ps.HasErrors() {
		return nil, ps, err
	}
	return files, ps, err
}

// Sketch builds the site as Site does but without the pixels of its pictures, and hands each file
// to write, which several workers call at once; the bytes are the worker's after that.
// Nothing is written beside.
func Sketch(ctx context.Context, o Options, write func(path string, body []byte) error) (source.Problems, error) {
	o.photoUse, o.unpainted = photo.Judge, true
	return sketch(ctx, o, write)
}

func sketch(ctx context.Context, o Options, write func(path string, body []byte) error) (source.Problems, error) {
	s, ps, err := read(ctx, o)
	if err != nil {
		return nil, err
	}
	defer s.close()
	if ps.HasErrors() {
		return ps, nil
	}
	err = s.write(ctx, o.Jobs, outlet{write: write})
	return append(ps, s.scale.problems()...), err
}
