package content

import (
	"maps"
	"runtime"
	"sync"
	"sync/atomic"
)

// readBodies reads the texts of all pieces on all cores, with what is found as if each had been read after the one
// before: which piece names a file first matters to what is told of it.
func readBodies(pieces []*piece, f *folder, m Memory) {
	again := make([]bool, len(pieces)) // it names files that no front matter does
	fronts := f.assets
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(pieces)) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(pieces); i = int(next.Add(1)) - 1 {
				p := pieces[i]
				if p.recall(f, m) {
					continue
				}
				own := *f
				own.assets = maps.Clone(fronts)
				before := p.problems
				if p.readBody(&own); len(own.assets) > len(fronts) {
					again[i], p.problems = true, before[:len(before):len(before)]
					continue
				}
				p.keep(m, len(p.problems) > len(before))
			}
		})
	}
	workers.Wait()
	for i, p := range pieces {
		if again[i] { // in its turn, with what those before it have named
			p.readBody(f)
		}
	}
}
