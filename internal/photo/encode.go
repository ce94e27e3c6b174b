package photo

import (
	"bytes"
	"context"
	_ "embed" // the encoder
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"math"
	"sync"

	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
)

//go:embed webp.wasm
var webpWasm []byte

// The quality of what is written, from 0 to 100, and how hard the encoder tries, from
// 0 to 6: docs/decisions.md has the measurements.
const (
	jpegQuality = 78
	webpQuality = 75
	webpEffort  = 4
)

// encoderPages bounds the memory of one encoder, in pages of 64 kB: 1 GB.
const encoderPages = 1 << 14

// compiled keeps the machine code of the encoder, so that it is made once in a program
// and not in every build.
var compiled = wazero.NewCompilationCache()

// encoder is the WebP encoder, compiled when it is first asked for.
type encoder struct {
	once    sync.Once
	runtime wazero.Runtime
	module  wazero.CompiledModule
	err     error
}

func (e *encoder) compile(ctx context.Context) error {
	e.once.Do(func() {
		ctx := context.WithoutCancel(ctx)
		e.runtime = wazero.NewRuntimeWithConfig(ctx, wazero.NewRuntimeConfig().
			WithCompilationCache(compiled).WithMemoryLimitPages(encoderPages))
		e.module, e.err = e.runtime.CompileModule(ctx, webpWasm)
	})
	return e.err
}

func (e *encoder) close() error {
	if e.runtime == nil {
		return nil
	}
	return e.runtime.Close(context.Background())
}

var errEncoder = errors.New("the WebP encoder failed")

// encoded is a finished file.
type encoded struct {
	ext  string
	body []byte
}

// webp writes a picture as WebP.
func (e *encoder) webp(ctx context.Context, m *image.NRGBA, lossless bool) (file encoded, err error) {
	if err := e.compile(ctx); err != nil {
		return file, err
	}
	// An instance for each picture, so that its memory goes with it.
	inside, err := e.runtime.InstantiateModule(ctx, e.module, wazero.NewModuleConfig().WithName("").WithStartFunctions("_initialize"))
	if err != nil {
		return file, err
	}
	defer func() { err = errors.Join(err, inside.Close(ctx)) }()
	at, err := call(ctx, inside, "take", uint64(len(m.Pix)))
	if err != nil {
		return file, err
	}
	if at == 0 || !inside.Memory().Write(at, m.Pix) {
		return file, errEncoder
	}
	exact := uint64(0)
	if lossless {
		exact = 1
	}
	length, err := call(ctx, inside, "encode", uint64(at), uint64(m.Rect.Dx()), uint64(m.Rect.Dy()),
		exact, uint64(math.Float32bits(webpQuality)), webpEffort)
	if err != nil {
		return file, err
	}
	from, err := call(ctx, inside, "encoded")
	if err != nil {
		return file, err
	}
	body, ok := inside.Memory().Read(from, length)
	if length == 0 || !ok {
		return file, errEncoder
	}
	return encoded{".webp", bytes.Clone(body)}, nil
}

// call asks the encoder for one number.
func call(ctx context.Context, inside api.Module, name string, args ...uint64) (uint32, error) {
	got, err := inside.ExportedFunction(name).Call(ctx, args...)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", errEncoder, err)
	}
	return api.DecodeU32(got[0]), nil
}

// both writes a picture in the modern and in the plain form. Photographs are smaller
// as JPEG, drawings as PNG; where it is not known what a picture is, both are tried.
func (e *encoder) both(ctx context.Context, m *image.NRGBA, photograph bool) (modern, plain encoded, err error) {
	holes := !m.Opaque()
	var drawn, taken bytes.Buffer
	if !photograph || holes {
		if err := png.Encode(&drawn, m); err != nil {
			return modern, plain, err
		}
	}
	if !holes {
		// Without holes both kinds of pixels are the same bytes, and this one is quicker.
		solid := &image.RGBA{Pix: m.Pix, Stride: m.Stride, Rect: m.Rect}
		if err := jpeg.Encode(&taken, solid, &jpeg.Options{Quality: jpegQuality}); err != nil {
			return modern, plain, err
		}
	}
	plain = encoded{".jpg", taken.Bytes()}
	drawing := holes || drawn.Len() > 0 && drawn.Len() <= taken.Len()
	if drawing {
		plain = encoded{".png", drawn.Bytes()}
	}
	if modern, err = e.webp(ctx, m, false); err != nil || !drawing {
		return modern, plain, err
	}
	exact, err := e.webp(ctx, m, true)
	if err == nil && len(exact.body) < len(modern.body) {
		modern = exact
	}
	return modern, plain, err
}
