package main

import (
	"fmt"
	"io"
	"runtime/metrics"
	"strings"
	"sync"
	"time"

	"terang/internal/build"
)

// progressVoice is what is said of how far a build is.
type progressVoice struct {
	stages   string // their names, between bars
	pages    string // done, of all, a second, seconds left
	together string
}

func progressIn(lang string) progressVoice {
	if lang == "id" {
		return progressVoice{
			stages: "membaca tampilan|membaca data|menjumlahkan|menyensor|membaca tulisan|merencanakan|menulis berkas|menulis halaman|memasang situs",
			pages:  " %d dari %d, %.0f per detik, sisa %.0f detik", together: "seluruhnya",
		}
	}
	return progressVoice{
		stages: "reading the theme|reading data|adding up|hiding|reading texts|planning|writing files|writing pages|putting into place",
		pages:  " %d of %d, %.0f a second, %.0f seconds left", together: "all together",
	}
}

// meter tells a person at a terminal how far a build is, and keeps what each stage took.
type meter struct {
	line io.Writer // nil where nobody looks
	now  func() time.Time
	v    voice

	guard  sync.Mutex
	stage  build.Stage
	began  time.Time
	shown  time.Time
	stages []stageCost
}

// stageCost is what a stage took: its time, and the memory that the program held at its end.
type stageCost struct {
	Stage  build.Stage
	Took   time.Duration
	Memory uint64 // bytes
}

func newMeter(line io.Writer, now func() time.Time, v voice) *meter {
	m := &meter{line: line, now: now, v: v, began: now()}
	m.show(0, 0)
	return m
}

// often is how much time passes between two states of the line.
const often = 100 * time.Millisecond

// at is a build.Progress.
func (m *meter) at(s build.Stage, done, total int) {
	m.guard.Lock()
	defer m.guard.Unlock()
	if s != m.stage {
		m.finish()
		m.stage = s
	}
	if m.line != nil && (done == 0 || m.now().Sub(m.shown) >= often) {
		m.show(done, total)
	}
}

// show writes the line anew: the stage, and of what is counted how many, how fast, and
// how long still.
func (m *meter) show(done, total int) {
	if m.line == nil {
		return
	}
	m.shown = m.now()
	text := m.v.stage(m.stage)
	if took := m.shown.Sub(m.began).Seconds(); done > 0 && took > 0 {
		rate := float64(done) / took
		text += fmt.Sprintf(m.v.pages, done, total, rate, float64(total-done)/rate)
	}
	_, _ = fmt.Fprintf(m.line, "\r%s\x1b[K", text) // a line that cannot be shown is no fault of the build
}

// finish notes what the stage at hand took.
func (m *meter) finish() {
	now := m.now()
	m.stages = append(m.stages, stageCost{m.stage, now.Sub(m.began), memory()})
	m.began = now
}

// end clears the line, and gives what the stages took.
func (m *meter) end() []stageCost {
	m.guard.Lock()
	defer m.guard.Unlock()
	m.finish()
	if m.line != nil {
		_, _ = io.WriteString(m.line, "\r\x1b[K")
	}
	return m.stages
}

// memory gives how many bytes the program holds of the machine's.
func memory() uint64 {
	const held, returned = "/memory/classes/total:bytes", "/memory/classes/heap/released:bytes"
	sample := []metrics.Sample{{Name: held}, {Name: returned}}
	metrics.Read(sample)
	return sample[0].Value.Uint64() - sample[1].Value.Uint64()
}

// table writes what the stages took, and all of it together.
func (v voice) table(stages []stageCost) string {
	var b strings.Builder
	row := func(name string, took time.Duration, memory uint64) {
		fmt.Fprintf(&b, "%-28s%12s%12s\n", name, v.seconds(took), v.thousand(int(memory/1000))+" MB")
	}
	var all time.Duration
	most := uint64(0)
	for _, s := range stages {
		row(v.stage(s.Stage), s.Took, s.Memory)
		all, most = all+s.Took, max(most, s.Memory)
	}
	row(v.together, all, most)
	return b.String()
}

// seconds writes a time with three decimals.
func (v voice) seconds(d time.Duration) string {
	return strings.Replace(fmt.Sprintf("%.3f s", d.Seconds()), ".", v.decimal, 1)
}

func (v voice) stage(s build.Stage) string { return strings.Split(v.stages, "|")[s] }
