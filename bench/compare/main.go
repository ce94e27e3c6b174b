//go:build unix

// Command compare builds one site with terang and with Hugo in turn, measures both,
// and holds the ratios against the goals. bench/run.sh makes what it needs and calls it.
//
// What is measured is a whole process: by the clock, by the processor, and its peak of
// memory as the operating system counts it. The tables' preparation for Hugo is part
// of Hugo's time. Seconds are of one machine and one hour; ratios are of one run.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// bench is one comparison: what to run on which site, and how often.
type bench struct {
	scale             string
	site, work        string // the input; where outputs go
	terang, hugo      string // programs
	prep, floor       string
	theme             string // Hugo's layouts
	day, month        string
	rounds, hugoRuns  int
	ours, theirs, raw runs // by round
	floors            []floor
}

// floor is what bench/floor prints, in seconds.
type floor struct {
	Files int     `json:"files"`
	Bytes int64   `json:"bytes"`
	Write float64 `json:"write"`
	Stat  float64 `json:"stat"`
	Hash  float64 `json:"hash"`
}

func main() {
	b := &bench{day: "2026-01-20", month: "2025-12"}
	flag.StringVar(&b.scale, "scale", "", "district, province, country or country-desa: which goals hold")
	flag.StringVar(&b.site, "site", "", "folder of the site; a row of it is changed")
	flag.StringVar(&b.work, "work", "", "folder for both outputs")
	disk := flag.String("disk", "", "a folder on a disk, to build both there too")
	flag.StringVar(&b.terang, "terang", "bin/terang", "our program")
	flag.StringVar(&b.hugo, "hugo", "", "Hugo; without it only ours is measured")
	flag.StringVar(&b.prep, "prep", "", "bench/prep, built")
	flag.StringVar(&b.floor, "floor", "", "bench/floor, built")
	flag.StringVar(&b.theme, "theme", "bench/hugo", "Hugo's layouts")
	flag.IntVar(&b.rounds, "rounds", 5, "how often")
	flag.IntVar(&b.hugoRuns, "hugo-rounds", 5, "in how many of the rounds Hugo runs")
	flag.Parse()
	err := b.run(os.Stdout)
	if err == nil && *disk != "" {
		onDisk := *b
		onDisk.work, onDisk.ours, onDisk.theirs = filepath.Join(*disk, b.scale), nil, nil
		err = onDisk.alternate(false)
		onDisk.pair("on the disk", os.Stdout)
		err = errors.Join(err, os.RemoveAll(onDisk.work))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

func (b *bench) out() string { return filepath.Join(b.work, "terang") }

// build is the command that builds the site.
func (b *bench) build() *exec.Cmd {
	return exec.Command(b.terang, "build", "--site", b.site, "--out", b.out(), "--date", b.day, "--as-of", b.month, "--json")
}

// first builds where nothing is.
func (b *bench) first() (run, error) {
	if err := errors.Join(os.RemoveAll(b.out()), os.RemoveAll(filepath.Join(b.site, ".terang"))); err != nil {
		return run{}, err
	}
	return measure(b.build())
}

// theHugoWay prepares the tables and builds, where nothing is.
func (b *bench) theHugoWay() (run, error) {
	out, work := filepath.Join(b.work, "hugo"), filepath.Join(b.work, "prepared")
	if err := errors.Join(os.RemoveAll(out), os.RemoveAll(work)); err != nil {
		return run{}, err
	}
	r, err := measure(
		exec.Command(b.prep, b.site, work, b.theme),
		exec.Command(b.hugo, "build", "--source", work, "--destination", out, "--noBuildLock", "--cacheDir", filepath.Join(work, "cache")),
	)
	return r, errors.Join(err, os.RemoveAll(work)) // of the country it is large, and may lie in memory
}

// alternate runs ours, the floor and Hugo in turn.
func (b *bench) alternate(withFloor bool) error {
	if err := os.MkdirAll(b.work, 0o755); err != nil {
		return err
	}
	for i := range b.rounds {
		ours, err := b.first()
		if err != nil {
			return err
		}
		b.ours = append(b.ours, ours)
		if withFloor {
			if err := b.below(); err != nil {
				return err
			}
		}
		if b.hugo == "" || i >= b.hugoRuns {
			continue
		}
		theirs, err := b.theHugoWay()
		if err != nil {
			return err
		}
		b.theirs = append(b.theirs, theirs)
	}
	return nil
}

// below measures the floor of what was just built, and an empty run.
func (b *bench) below() error {
	text, err := exec.Command(b.floor, b.out(), filepath.Join(b.work, "floor"), filepath.Join(b.site, "data"), filepath.Join(b.site, "content")).Output()
	var f floor
	if err == nil {
		err = json.Unmarshal(text, &f)
	}
	if err != nil {
		return fmt.Errorf("floor: %w", err)
	}
	b.floors = append(b.floors, f)
	empty, err := measure(exec.Command(b.terang, "version"))
	b.raw = append(b.raw, empty)
	return err
}

// again builds once more, each time after a change.
func (b *bench) again(change func() error) (all runs, err error) {
	for range b.rounds {
		if err := change(); err != nil {
			return nil, err
		}
		r, err := measure(b.build())
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, nil
}

func (b *bench) run(to *os.File) error {
	if err := b.alternate(true); err != nil {
		return err
	}
	unchanged, err := b.again(func() error { return nil })
	if err != nil {
		return err
	}
	rows := row{files: filepath.Join(b.site, "data", "observations")}
	edited, err := b.again(rows.change)
	if err != nil {
		return err
	}
	fmt.Fprintf(to, "\n%s: %d pages, %d files, %.1f MB; %d cores, %s; %d rounds, Hugo in %d\n", b.scale,
		b.ours[0].told.Pages, b.floors[0].Files, float64(b.floors[0].Bytes)/1e6, runtime.GOMAXPROCS(0), on(b.work), b.rounds, len(b.theirs))
	b.pair("first build", to)
	b.raw.print("empty run (terang version)", to)
	unchanged.print("again, nothing changed", to)
	edited.print("again, one row changed", to)
	fmt.Fprintf(to, "  %-28s %d of %d\n", "files written for that row", edited[len(edited)-1].told.Written, edited[len(edited)-1].told.Files)
	write, know := b.floorSeconds()
	fmt.Fprintf(to, "  %-28s %8.3f s\n  %-28s %8.3f s\n", "write floor", write, "stat of all + hash of all", know)
	b.verdicts(unchanged, edited, to)
	return nil
}

// pair prints ours and Hugo's.
func (b *bench) pair(what string, to *os.File) {
	b.ours.print("terang, "+what, to)
	if len(b.theirs) > 0 {
		b.theirs.print("prep and Hugo, "+what, to)
		ours := b.ours[:len(b.theirs)]
		fmt.Fprintf(to, "  %-28s %8.2f    %8.2f     %8.2f\n", "Hugo / terang", ratio(b.theirs, ours, wall), ratio(b.theirs, ours, cpu), ratio(b.theirs, ours, memory))
	}
}

func (b *bench) floorSeconds() (write, know float64) {
	var writes, knows []float64
	for _, f := range b.floors {
		writes, knows = append(writes, f.Write), append(knows, f.Stat+f.Hash)
	}
	return median(writes), median(knows)
}

// on says whether a folder is kept in memory.
func on(dir string) string {
	if strings.HasPrefix(dir, "/dev/shm/") {
		return "in memory (tmpfs)"
	}
	return "on " + dir
}
