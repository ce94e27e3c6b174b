package photo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"terang/internal/source"
)

// Use says what a lab is for.
type Use uint8

// The uses.
const (
	Keep  Use = iota // what is made is kept in the folder
	Show             // what is kept is used; what is made stays in memory
	Judge            // as Show, but pictures that are not kept are only unpacked: their files are empty
)

// Lab makes pictures, and keeps what it made. It may be used for many builds, one
// after the other.
type Lab struct {
	use     Use
	shelf   shelf
	encoder encoder
	gate    gate

	mu   sync.Mutex
	seen map[string]sight // by file
	made map[key]*Photo   // what was given last time
}

// sight is what a file was when it was last read, so that a preview need not read it
// for every save of another.
type sight struct {
	size     int64
	changed  time.Time
	settings string
	key      key
}

// Open opens a lab whose folder is dir; where that is empty nothing is kept.
func Open(dir string, use Use) *Lab {
	l := &Lab{use: use, shelf: shelf{dir}, seen: map[string]sight{}, made: map[key]*Photo{}}
	l.gate.free.L = &l.gate.mu
	return l
}

// Close gives back what the encoder holds. Renditions can still be read.
func (l *Lab) Close() error { return l.encoder.close() }

// Want is a picture that a site shows.
type Want struct {
	File string     // in the site's folder
	Pos  source.Pos // where it is named, for problems
}

// Develop makes all pictures, on so many cores (0 for all), and gives them by file.
// With trust, a file of the size and time of change that it had when this lab last
// read it is taken to be the same. The error tells that the machine failed or that
// ctx ended.
func (l *Lab) Develop(ctx context.Context, root fs.FS, jobs int, wants []Want, s Settings, trust bool) (map[string]*Photo, source.Problems, error) {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	keys := make([]key, len(wants))
	faults := make([]source.Problems, len(wants))
	errs := make([]error, len(wants))
	each(ctx, jobs, len(wants), func(i int) { keys[i] = l.read(root, wants[i].File, s, trust, &faults[i]) })
	made := make([]*Photo, len(wants))
	each(ctx, jobs, len(wants), func(i int) {
		// Of pictures that are the same the first one is made.
		if keys[i] == "" || first(keys, i) != i {
			return
		}
		if made[i] = l.kept(keys[i], trust); made[i] == nil {
			made[i], errs[i] = l.make(ctx, root, wants[i], keys[i], s, &faults[i])
		}
	})
	if err := errors.Join(append(errs, ctx.Err())...); err != nil {
		return nil, nil, err
	}
	photos := map[string]*Photo{}
	used := map[key]*Photo{}
	var ps source.Problems
	for i, w := range wants {
		ps = append(ps, faults[i]...)
		if keys[i] == "" {
			continue
		}
		p := made[first(keys, i)]
		if used[keys[i]] = p; p != nil {
			photos[w.File] = p
		}
	}
	l.made = used
	if l.use == Keep {
		l.shelf.tidy(used, mostUnused)
	}
	return photos, ps, nil
}

// kept gives a picture that was made before, nil where it has to be made again. With
// trust, one that was given last time is not read again while its file is there.
func (l *Lab) kept(k key, trust bool) *Photo {
	if p := l.made[k]; trust && p.isThere() {
		return p
	}
	return l.shelf.load(k)
}

// first gives the first place of what stands at i.
func first(keys []key, i int) int {
	for j := range i {
		if keys[j] == keys[i] {
			return j
		}
	}
	return i
}

// read gives the key of a file, empty with a problem where it cannot be read.
func (l *Lab) read(root fs.FS, file string, s Settings, trust bool, ps *source.Problems) key {
	settings := fmt.Sprint(s.Widths)
	now, err := fs.Stat(root, file)
	l.mu.Lock()
	known, ok := l.seen[file]
	l.mu.Unlock()
	if trust && ok && err == nil && known.size == now.Size() && known.changed.Equal(now.ModTime()) && known.settings == settings {
		return known.key
	}
	data, err := source.ReadFile(root, file, LongestFile, ps)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			ps.Error(source.Pos{File: file}, "unreadable-file", "reason", fs.ErrNotExist.Error())
		}
		return ""
	}
	k := keyOf(data, s)
	if now != nil {
		l.mu.Lock()
		l.seen[file] = sight{now.Size(), now.ModTime(), settings, k}
		l.mu.Unlock()
	}
	return k
}

// make makes a picture; nil with a problem where that cannot be done.
func (l *Lab) make(ctx context.Context, root fs.FS, w Want, k key, s Settings, ps *source.Problems) (*Photo, error) {
	data, err := source.ReadFile(root, w.File, LongestFile, ps)
	if err != nil {
		return nil, nil //nolint:nilerr // told among the problems
	}
	if keyOf(data, s) != k {
		ps.Error(source.Pos{File: w.File}, "file-changed")
		return nil, nil
	}
	p, err := l.develop(ctx, data, k, s)
	if broken := (*brokenError)(nil); errors.As(err, &broken) {
		ps.Error(w.Pos, "broken-image", "value", w.File, "reason", broken.reason)
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", w.File, err)
	}
	return p, nil
}

// brokenError says why a picture cannot be unpacked.
type brokenError struct{ reason string }

func (b *brokenError) Error() string { return b.reason }

// develop unpacks a picture and writes it in all sizes.
func (l *Lab) develop(ctx context.Context, data []byte, k key, s Settings) (*Photo, error) {
	h, fault := lookAt(data)
	if fault != NoFault {
		return nil, &brokenError{"head " + strconv.Itoa(int(fault))}
	}
	l.gate.enter(h.memory)
	defer l.gate.leave(h.memory)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	m, err := unpack(h.Kind, data)
	if err != nil {
		return nil, &brokenError{err.Error()}
	}
	sizes := s.sizes(h.Size)
	if l.use == Judge {
		return judged(sizes), nil
	}
	lying, canvas := sizes, h.Size
	if h.Turn.sideways() {
		canvas = Size{h.Height, h.Width}
		lying = nil
		for _, size := range sizes {
			lying = append(lying, Size{size.Height, size.Width})
		}
	}
	small := reduce(m, canvas, lying)
	files := make([][2]encoded, len(sizes))
	for i := range small {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		up := h.Turn.upright(small[i])
		if files[i][0], files[i][1], err = l.encoder.both(ctx, up, h.Kind == "JPEG"); err != nil {
			return nil, err
		}
	}
	return l.shelf.store(k, pack(k, sizes, files), l.use == Keep)
}

// judged is a picture of which only the sizes are known.
func judged(sizes []Size) *Photo {
	p := &Photo{}
	for _, s := range sizes {
		none := Rendition{Digest: strings.Repeat("0", nameLength), from: &entry{body: []byte{}}}
		v := Version{Size: s, Modern: none, Plain: none}
		v.Modern.Ext, v.Plain.Ext = ".webp", ".jpg"
		p.Versions = append(p.Versions, v)
	}
	return p
}

// each runs do for every number below n, on so many workers.
func each(ctx context.Context, jobs, n int, do func(int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(jobs, n) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				do(i)
			}
		})
	}
	wg.Wait()
}

// mostAtOnce bounds the bytes of pictures that are unpacked at the same time; a
// larger one is alone.
const mostAtOnce = 512 << 20

// gate lets pictures in while there is room.
type gate struct {
	mu     sync.Mutex
	free   sync.Cond
	inside int64
}

func (g *gate) enter(bytes int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for g.inside > 0 && g.inside+bytes > mostAtOnce {
		g.free.Wait()
	}
	g.inside += bytes
}

func (g *gate) leave(bytes int64) {
	g.mu.Lock()
	g.inside -= bytes
	g.mu.Unlock()
	g.free.Broadcast()
}
