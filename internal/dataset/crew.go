package dataset

import (
	"sync"

	"terang/internal/source"
)

// readChunks reads the rows of a text: its heading first, then a piece after the other.
func (o *observer) readChunks(c *chunker) {
	b, s := &batch{}, &scanner{file: o.file, delim: o.delim}
	for {
		b.text = c.next(b.text)
		s.reset(b.text, true)
		if s.next() {
			break
		}
		if len(b.text) == 0 {
			if !c.long {
				o.r.ps.Error(source.Pos{File: o.file}, "empty-file")
			}
			return
		}
		o.lines += s.nextLine - 1
	}
	if !o.header(s) {
		o.lines += s.nextLine - 1
		return
	}
	j := o.judge()
	b.clear(len(o.heads.names), len(o.r.mentioned))
	j.chunk(b, s)
	o.take(b)
	if len(c.rest) > 0 || !c.end {
		newCrew(o, c).read()
	}
	o.finish()
}

// judge makes a judge of the file's rows.
func (o *observer) judge() *judge {
	j := &judge{r: o.r, heads: o.heads, col: o.col}
	j.quick = newQuick(o)
	return j
}

// chunk judges the rows of a text from where the scanner stands.
func (j *judge) chunk(b *batch, s *scanner) {
	j.in = s
	j.start(b)
	for {
		j.quick.rows(j, s)
		if !s.next() {
			break
		}
		j.take()
	}
	b.lines = s.nextLine - 1
	b.account.Around.Blank, s.blanks = s.blanks, 0
}

// crew reads the pieces of one file with a worker for each core. Whoever has
// judged a piece leaves it; one of them at a time hands over to the observer what
// is next in the order of the file. So the table and the problems are those of
// one worker, whoever is quicker.
type crew struct {
	o    *observer
	free chan *batch

	cut    sync.Mutex // for what follows
	c      *chunker
	pieces int

	order sync.Mutex // for what follows
	ready map[int]*batch
	next  int
	busy  bool // somebody is handing over
}

func newCrew(o *observer, c *chunker) *crew {
	w := &crew{o: o, c: c, free: make(chan *batch, 2*o.r.workers), ready: map[int]*batch{}}
	for range cap(w.free) {
		w.free <- &batch{}
	}
	return w
}

func (w *crew) read() {
	var all sync.WaitGroup
	for range w.o.r.workers {
		all.Go(w.work)
	}
	all.Wait()
}

func (w *crew) work() {
	j, s := w.o.judge(), &scanner{file: w.o.file, delim: w.o.delim}
	for b := range w.free {
		if !w.take(b) {
			w.free <- b // for the others to find that nothing is left
			return
		}
		b.clear(len(j.heads.names), len(w.o.r.mentioned))
		s.reset(b.text, true)
		j.chunk(b, s)
		w.deliver(b)
	}
}

// take fills a batch with the next piece; false where there is none.
func (w *crew) take(b *batch) bool {
	w.cut.Lock()
	defer w.cut.Unlock()
	b.text, b.number = w.c.next(b.text), w.pieces
	w.pieces++
	return len(b.text) > 0
}

// deliver leaves a piece and hands over what is next, unless somebody does.
func (w *crew) deliver(b *batch) {
	w.order.Lock()
	defer w.order.Unlock()
	w.ready[b.number] = b
	if w.busy {
		return
	}
	w.busy = true
	for b := w.ready[w.next]; b != nil; b = w.ready[w.next] {
		delete(w.ready, w.next)
		w.next++
		w.order.Unlock()
		w.o.take(b)
		w.free <- b
		w.order.Lock()
	}
	w.busy = false
}
