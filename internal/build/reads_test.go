package build

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/site"
)

// TestPagesReadWhatTheyAreSaidTo makes every page and every file of data and notes whose figures are asked for: no others
// than those that site.Plan.Reads and opendata.Set.Reads name, since a build passes over what does not follow from a change.
func TestPagesReadWhatTheyAreSaidTo(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("../../examples/*")
	if err != nil || len(dirs) < 4 {
		t.Fatal(dirs, err)
	}
	if dir := os.Getenv("TERANG_BENCH"); dir != "" { // any other site
		dirs = append(dirs, dir)
	}
	for _, dir := range append(dirs, sampleDir) {
		if filepath.Base(dir) == "README.md" {
			continue
		}
		t.Run(filepath.Base(dir), func(t *testing.T) { readAsSaid(t, dir) })
	}
}

func readAsSaid(t *testing.T, dir string) {
	t.Helper()
	seen := map[disclosure.Scope]bool{}
	var guard sync.Mutex
	o := Options{Dir: dir, Date: health.DateOf(2026, 1, 15), Plain: true}
	o.overhear = func(of disclosure.Scope) {
		guard.Lock()
		defer guard.Unlock()
		seen[of] = true
	}
	s, ps, err := read(context.Background(), o)
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	defer s.close()
	reg, plan := s.data.Register, s.plans[0]
	alone := 0
	all := disclosure.Beneath(disclosure.Whole)
	check := func(name string, reads []disclosure.Scope, make func()) {
		if slices.Contains(reads, all) {
			return
		}
		alone++
		clear(seen)
		make()
		said, services := map[health.Unit]bool{}, map[int]bool{}
		for _, scope := range reads {
			if scope.Unit == disclosure.Whole {
				services[scope.Indicator] = true
				continue
			}
			beneath(reg, scope.Unit, said)
		}
		for of := range seen {
			if !said[of.Unit] && !services[of.Indicator] {
				t.Errorf("%s reads the figures %v, and is said to read those of %v", name, of, reads)
			}
		}
	}
	for i := range s.tables().Len() {
		f := s.tables().At(i)
		check(f.Path, []disclosure.Scope{s.tables().Reads(i)}, func() { f.Append(nil) })
	}
	check("the search index", nil, func() { plan.Index() })
	check("the feed", plan.FeedReads(), func() { plan.Feed() })
	check("what is made for programs", nil, func() { plan.Files() })
	for _, list := range plan.Lists() {
		check(list.Path, nil, func() { list.Append(nil) })
	}
	for _, page := range plan.Pages() {
		check(page.Path, plan.Reads(page), func() {
			view := plan.View(page)
			plan.Card(page, view)
			plan.Drawings(page, view)
			plan.Embeds(page)
			var buf bytes.Buffer
			if err := s.tabled(plan, page, view, &buf, outlet{write: func(string, []byte) error { return nil }}); err != nil {
				t.Fatal(err)
			}
			if _, copied, ok := plan.Copy(page); ok {
				var b bytes.Buffer
				if err := s.theme.In(plan.Lang()).Render(&b, copied); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	if parts := len(plan.Pages()) + s.tables().Len(); 2*alone < parts {
		t.Errorf("%d of %d parts are said to follow from some figures alone", alone, parts)
	}
	for _, page := range plan.Pages() {
		if page.Kind == site.Home && !slices.Contains(plan.Reads(page), all) {
			t.Error("the home page is said to read less than all")
		}
	}
}

// beneath adds a unit and all that belongs to it, as disclosure.Marks has it.
func beneath(reg *health.Register, u health.Unit, to map[health.Unit]bool) {
	served := func(p health.Unit) {
		to[p] = true
		for _, desa := range reg.Served(p) {
			to[desa] = true
		}
	}
	if int(u) >= len(reg.Areas) {
		served(u)
		return
	}
	within := func(a health.Unit) bool { return a >= u && a < reg.Areas[u].End }
	for a := u; a < reg.Areas[u].End; a++ {
		to[a] = true
	}
	for _, p := range reg.Puskesmas() {
		if u == 0 || within(reg.Facility(p).Area()) || slices.ContainsFunc(reg.Served(p), within) {
			served(p)
		}
	}
}
