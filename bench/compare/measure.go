//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"syscall"
	"time"
)

// run is one run of one program, or of several after each other: seconds and MiB.
type run struct {
	wall, cpu float64
	memory    float64 // the highest of the programs'
	told      told
}

type runs []run

// told is what `terang build --json` says, as far as it is needed here.
type told struct {
	Pages   int `json:"pages"`
	Files   int `json:"files"`
	Written int `json:"written"`
}

// measure runs commands one after the other. A child's peak of memory begins at that of
// the process that starts it, so this program keeps itself small.
func measure(commands ...*exec.Cmd) (r run, err error) {
	for _, c := range commands {
		var said, complaint bytes.Buffer
		c.Stdout, c.Stderr = &said, &tail{&complaint}
		start := time.Now()
		if err := c.Run(); err != nil {
			return r, fmt.Errorf("%v: %w\n%s%s", c.Args, err, complaint.Bytes(), said.Bytes()[:min(said.Len(), 4000)])
		}
		r.wall += time.Since(start).Seconds()
		r.cpu += (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds()
		if usage, ok := c.ProcessState.SysUsage().(*syscall.Rusage); ok {
			r.memory = max(r.memory, peak(usage))
		}
		_ = json.Unmarshal(said.Bytes(), &r.told) // Hugo says no JSON
	}
	return r, nil
}

// peak gives the peak in MiB; Linux counts in KiB, others in bytes.
func peak(usage *syscall.Rusage) float64 {
	if runtime.GOOS == "linux" {
		return float64(usage.Maxrss) / (1 << 10)
	}
	return float64(usage.Maxrss) / (1 << 20)
}

// tail keeps the first lines of a complaint, and lets the rest go.
type tail struct{ kept *bytes.Buffer }

func (t *tail) Write(text []byte) (int, error) {
	const enough = 2000
	if room := enough - t.kept.Len(); room > 0 {
		t.kept.Write(text[:min(room, len(text))])
	}
	return len(text), nil
}

func wall(r run) float64   { return r.wall }
func cpu(r run) float64    { return r.cpu }
func memory(r run) float64 { return r.memory }

func (all runs) median(of func(run) float64) float64 {
	var values []float64
	for _, r := range all {
		values = append(values, of(r))
	}
	return median(values)
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	values = slices.Sorted(slices.Values(values))
	middle := len(values) / 2
	if len(values)%2 == 1 {
		return values[middle]
	}
	return (values[middle-1] + values[middle]) / 2
}

// ratio is the median of the ratios of each pair.
func ratio(above, below runs, of func(run) float64) float64 {
	var values []float64
	for i := range min(len(above), len(below)) {
		values = append(values, of(above[i])/of(below[i]))
	}
	return median(values)
}

func (all runs) print(what string, to io.Writer) {
	fmt.Fprintf(to, "  %-28s %8.3f s  %8.3f CPU s %8.1f MiB\n", what, all.median(wall), all.median(cpu), all.median(memory))
}

// row changes one number in the middle of the reports, there and back again.
type row struct {
	files string
	back  bool
}

// change takes 1 from the last digit of a numerator, or gives it back.
func (r *row) change() error {
	files, err := filepath.Glob(filepath.Join(r.files, "*.csv"))
	if err != nil || len(files) == 0 {
		return fmt.Errorf("no reports in %s", r.files)
	}
	f, err := os.OpenFile(files[0], os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // the write is checked
	info, err := f.Stat()
	if err != nil {
		return err
	}
	text, middle := make([]byte, 4096), info.Size()/2
	n, err := f.ReadAt(text, middle)
	if err != nil && err != io.EOF {
		return err
	}
	at, digit := numerator(text[:n], r.back)
	if at < 0 {
		return fmt.Errorf("no number to change in %s", files[0])
	}
	r.back = !r.back
	_, err = f.WriteAt([]byte{digit}, middle+int64(at))
	return err
}

// numerator finds the last digit of a numerator of two digits and more, and says what
// to write there. It lies before the fourth comma of a line; digits 1 to 8 are turned
// down by one and up again, so that there and back meet at the same place.
func numerator(text []byte, back bool) (at int, digit byte) {
	for start := bytes.IndexByte(text, '\n') + 1; ; {
		length := bytes.IndexByte(text[start:], '\n')
		if length < 0 {
			return -1, 0
		}
		cells := bytes.Split(text[start:start+length], []byte{','})
		if len(cells) > 4 && len(cells[3]) > 1 {
			at := start + len(cells[0]) + len(cells[1]) + len(cells[2]) + len(cells[3]) + 2
			switch digit := text[at]; {
			case back:
				return at, digit + 1
			case digit > '0':
				return at, digit - 1
			}
		}
		start += length + 1
	}
}
