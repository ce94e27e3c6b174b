package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// spare is what the heap may always grow to before what is no longer needed is looked for.
const spare = 16 << 20

// collectRarely makes a run whose heap is small look for what is no longer needed only
// where the heap has grown to spare. As it is, Go begins at 4 MB and goes on whenever
// the heap has doubled: a tenth and more of the time of a small site, for memory that
// the build of its pages takes in any case. A larger heap is left to Go, and so is all
// where GOGC is set.
func collectRarely(env func(string) string) {
	if env("GOGC") == "" {
		debug.SetGCPercent(spare * 100 / smallestHeap)
		runtime.SetFinalizer(&cycle{}, (*cycle).over)
	}
}

// smallestHeap is what Go lets the heap grow to at 100 percent.
const smallestHeap = 4 << 20

// cycle is unreachable, and so meets its end whenever Go has looked.
type cycle struct{ _ *byte }

// over says by how much the heap may grow now.
func (c *cycle) over() {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	percent := 100
	if n := live[0].Value.Uint64(); n < spare/2 {
		percent = int((spare - n) * 100 / max(n, 1))
	}
	debug.SetGCPercent(percent)
	runtime.SetFinalizer(c, (*cycle).over)
}
