// Package internal_test holds the architecture as data: which room may import
// which, which library stands in which room, what a pure room keeps away from.
package internal_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// room is what the files of one package may do; test files may do more.
type room struct {
	ours   string // rooms that it may import
	pure   bool   // values in, values out: no files, no network, no clock, no randomness
	worker bool   // may start goroutines
}

// architecture is the plan that the code is held against.
type architecture struct {
	rooms     map[string]room
	libraries map[string]string // by import path or the start of one: the one room that may import it
	testOnly  []string          // libraries for tests
	offices   []string          // names that stand in data and content only
	named     []string          // folders that may name them
}

func plan() architecture {
	return architecture{
		rooms: map[string]room{
			"internal/source":            {ours: "personal"},
			"internal/personal":          {pure: true},
			"internal/health":            {pure: true},
			"internal/correction":        {pure: true, ours: "health"},
			"internal/correction/reckon": {pure: true},
			"internal/stats":             {pure: true},
			"internal/words":             {pure: true, ours: "health"},
			"internal/atlas":             {pure: true, ours: "health"},
			"internal/tally":             {pure: true, ours: "health"},
			// Indicators are added up, and indicators and years decided, apart, so that several at once give the same.
			"internal/spm":        {pure: true, ours: "health tally", worker: true},
			"internal/disclosure": {pure: true, ours: "correction health tally spm", worker: true},
			"internal/chart":      {pure: true, ours: "health words stats disclosure atlas"},
			"internal/plausible":  {pure: true, ours: "source health tally"},
			"internal/mapping":    {pure: true, ours: "source config sheet health"},
			"internal/search":     {pure: true},
			"internal/picture":    {pure: true},
			"internal/qr":         {pure: true},
			"internal/media":      {pure: true},
			"internal/site":       {pure: true, ours: "health words stats disclosure atlas chart picture qr config content source search photo media"},
			"internal/lint":       {pure: true, ours: "health words disclosure content source"},
			"internal/opendata":   {pure: true, ours: "health words disclosure config sheet columnar media"},
			"internal/columnar":   {pure: true},
			"internal/editor":     {pure: true, ours: "words config content"},

			"internal/bounds": {pure: true},
			// It reads and keeps files, and makes several pictures at once.
			"internal/photo": {ours: "source", worker: true},

			"internal/report":  {ours: "source"},
			"internal/config":  {ours: "source health"},
			"internal/sheet":   {ours: "source"},
			"internal/dataset": {ours: "source health config tally sheet mapping plausible personal", worker: true},
			// It asks several hosts at once.
			"internal/reach":     {ours: "source health", worker: true},
			"internal/warehouse": {ours: "source personal config"},
			"internal/intake":    {ours: "source health config sheet mapping dataset"},
			// No build reads the national lists: they only begin a site.
			"internal/national": {ours: "source"},
			"internal/skeleton": {ours: "source health config dataset content national"},
			"internal/content":  {ours: "source health config photo", worker: true},
			"internal/edition":  {ours: "source health"},
			"internal/stencil":  {pure: true},
			"internal/theme":    {ours: "source words chart site stencil themes", worker: true},
			"internal/headers":  {pure: true, ours: "squeeze media"},
			"internal/squeeze":  {pure: true},
			"internal/publish":  {ours: "squeeze", worker: true},
			// What a host is sent is decided apart from sending it.
			"internal/upload": {pure: true},
			"internal/host":   {ours: "config upload media", worker: true},

			"internal/build": {
				ours:   "source health words config warehouse reach dataset content spm disclosure edition atlas chart picture photo site lint opendata editor theme publish squeeze headers themes",
				worker: true,
			},
			"internal/preview": {ours: "source health build media", worker: true},
			// It shares nothing with what makes and hides figures, so that no fault is made twice.
			"internal/attack": {ours: "source bounds", worker: true},
			// It sees what is published and nothing else, so that it cannot tell what is hidden.
			"internal/revision": {ours: "health words correction"},
			"internal/verify":   {ours: "upload", worker: true},

			"cmd/terang": {ours: "source health config build content preview attack revision verify report intake themes national skeleton publish upload host"},
			// The makers of the sample portals: one room for each office, and what they share.
			"cmd/sampledata": {
				ours: "cmd/sampledata/made cmd/sampledata/meranti cmd/sampledata/pulangpisau cmd/sampledata/tebingtinggi cmd/sampledata/bengkalis cmd/sampledata/banten cmd/sampledata/country",
			},
			"cmd/sampledata/made":         {},
			"cmd/sampledata/country":      {ours: "cmd/sampledata/made national"},
			"cmd/sampledata/meranti":      {ours: "cmd/sampledata/made"},
			"cmd/sampledata/pulangpisau":  {ours: "cmd/sampledata/made national"},
			"cmd/sampledata/tebingtinggi": {ours: "cmd/sampledata/made national"},
			"cmd/sampledata/bengkalis":    {ours: "cmd/sampledata/made national"},
			"cmd/sampledata/banten":       {ours: "cmd/sampledata/made national"},

			"cmd/nationallists": {},
			// It makes what is handed out, and is no part of it.
			"cmd/release": {},
			// Programs that measure; they are no part of the tool and share nothing with it.
			"bench/compare": {},
			"bench/floor":   {worker: true},
			"bench/prep":    {worker: true},
			"themes":        {},
			// Tests of the finished pages, and nothing else.
			"internal/browser": {},
			// Tests with real servers, and nothing else.
			"internal/servers": {},
			// Tests that count what is published a second time, and nothing else.
			"internal/recount": {},
		},
		libraries: map[string]string{
			"go.yaml.in/yaml/v3":                  "internal/source",
			"github.com/gocarina/gocsv":           "internal/dataset",
			"github.com/paulmach/orb":             "internal/dataset",
			"golang.org/x/text/encoding":          "internal/dataset",
			"golang.org/x/text/transform":         "internal/dataset",
			"golang.org/x/text/feature/plural":    "internal/words",
			"golang.org/x/text/language":          "internal/words",
			"golang.org/x/text/message":           "internal/words",
			"golang.org/x/text/number":            "internal/words",
			"golang.org/x/text/unicode/norm":      "internal/search",
			"github.com/yuin/goldmark":            "internal/content",
			"github.com/go-echarts/go-echarts/v2": "internal/chart",
			"github.com/xuri/excelize/v2":         "internal/sheet",
			"github.com/parquet-go/parquet-go":    "internal/columnar",
			"github.com/fsnotify/fsnotify":        "internal/preview",
			"github.com/jackc/pgx/v5":             "internal/warehouse",
			"github.com/spf13/cobra":              "cmd/terang",
			"golang.org/x/net/html":               "internal/attack",
			"golang.org/x/image/draw":             "internal/picture",
			"golang.org/x/image/font":             "internal/picture",
			"golang.org/x/image/math":             "internal/picture",
			"golang.org/x/image/webp":             "internal/photo",
			"github.com/tetratelabs/wazero":       "internal/photo",
			"github.com/go-fonts/liberation":      "internal/picture",
			"github.com/tdewolff/minify/v2":       "internal/theme",
			"github.com/skip2/go-qrcode":          "internal/qr",
			"github.com/klauspost/compress":       "internal/squeeze",
			"github.com/andybalholm/brotli":       "internal/squeeze",
			"github.com/google/licensecheck":      "cmd/release",
			"github.com/CycloneDX/cyclonedx-go":   "cmd/release",
			"github.com/minio/minio-go/v7":        "internal/host",
			"github.com/pkg/sftp":                 "internal/host",
			"github.com/jlaffaye/ftp":             "internal/host",
			"golang.org/x/crypto/ssh":             "internal/host",
		},
		testOnly: []string{
			"github.com/rogpeppe/go-internal", "github.com/chromedp", "pgregory.net/rapid", "github.com/santhosh-tekuri/jsonschema",
		},
		offices: []string{"meranti", "bengkalis", "pulang pisau", "tebing tinggi", "banten"},
		named: []string{
			"cmd/sampledata", "cmd/sampledata/meranti", "cmd/sampledata/pulangpisau", "cmd/sampledata/tebingtinggi", "cmd/sampledata/bengkalis", "cmd/sampledata/banten",
		},
	}
}

// The bounds of a file and of a function, in lines.
const (
	fileLines     = 400
	functionLines = 60
)

// A package or file with such a name is where things go that belong nowhere.
var nowhere = []string{"util", "utils", "common", "helper", "helpers", "types", "models", "misc"}

// file is one parsed Go file.
type file struct {
	path   string // from the top of the repository
	text   string
	tokens *token.FileSet
	tree   *ast.File
}

func (f file) room() string { return path.Dir(f.path) }

func (f file) isTest() bool { return strings.HasSuffix(f.path, "_test.go") }

func parse(name, text string) (file, error) {
	tokens := token.NewFileSet()
	tree, err := parser.ParseFile(tokens, name, text, parser.SkipObjectResolution|parser.ParseComments)
	return file{name, text, tokens, tree}, err
}

// faults lists, sorted, where the files depart from the plan.
func (a architecture) faults(files []file) []string {
	var list []string
	for _, f := range files {
		say := func(format string, args ...any) { list = append(list, f.path+": "+fmt.Sprintf(format, args...)) }
		r, known := a.rooms[f.room()]
		if !known {
			say("%s is not in the plan", f.room())
			continue
		}
		for _, part := range append(strings.Split(f.room(), "/"), strings.TrimSuffix(path.Base(f.path), ".go"), f.tree.Name.Name) {
			if slices.Contains(nowhere, part) {
				say("%q says nothing about what is in it", part)
			}
		}
		if f.isTest() {
			continue
		}
		a.imports(f, r, say)
		if r.pure {
			purity(f, say)
		}
		if !r.worker {
			goroutines(f, say)
		}
		size(f, say)
		a.names(f, say)
	}
	slices.Sort(list)
	return list
}

type complain func(format string, args ...any)

func imported(f file) []string {
	var paths []string
	for _, s := range f.tree.Imports {
		if p, err := strconv.Unquote(s.Path.Value); err == nil {
			paths = append(paths, p)
		}
	}
	return paths
}

func (a architecture) imports(f file, r room, say complain) {
	for _, p := range imported(f) {
		first, _, _ := strings.Cut(p, "/")
		switch {
		case first == "terang":
			name := strings.TrimPrefix(strings.TrimPrefix(p, "terang/"), "internal/")
			if !slices.Contains(strings.Fields(r.ours), name) {
				say("may not import %s", name)
			}
		case strings.Contains(first, "."):
			a.housed(f, p, say)
		}
	}
}

func (a architecture) housed(f file, p string, say complain) {
	for _, lib := range a.testOnly {
		if within(p, lib) {
			say("imports %s, which is for tests", p)
			return
		}
	}
	for lib, home := range a.libraries {
		if within(p, lib) {
			if home != f.room() {
				say("imports %s, whose room is %s", p, home)
			}
			return
		}
	}
	say("imports %s, which has no room", p)
}

func within(p, folder string) bool { return p == folder || strings.HasPrefix(p, folder+"/") }

// purity finds ways to the world outside. net/url only takes texts apart.
func purity(f file, say complain) {
	for _, p := range imported(f) {
		for _, outside := range []string{"os", "io/fs", "io/ioutil", "net", "log", "math/rand", "crypto/rand", "syscall", "embed", "path/filepath"} {
			if within(p, outside) && p != "net/url" {
				say("imports %s, and its room is pure", p)
			}
		}
	}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == "time" && slices.Contains(
				[]string{"Now", "Since", "Until", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Sleep", "Local"}, s.Sel.Name) {
				say("time.%s, and its room is pure", s.Sel.Name)
			}
		}
		return true
	})
}

func goroutines(f file, say complain) {
	ast.Inspect(f.tree, func(n ast.Node) bool {
		starts := false
		switch n := n.(type) {
		case *ast.GoStmt:
			starts = true
		case *ast.SelectorExpr: // of a group that is waited for
			starts = n.Sel.Name == "Go"
		}
		if starts {
			say("starts a goroutine in line %d", f.tokens.Position(n.Pos()).Line)
		}
		return true
	})
}

func size(f file, say complain) {
	if n := strings.Count(f.text, "\n"); n > fileLines {
		say("has %d lines, more than %d", n, fileLines)
	}
	ast.Inspect(f.tree, func(n ast.Node) bool {
		if d, ok := n.(*ast.FuncDecl); ok {
			if lines := f.tokens.Position(d.End()).Line - f.tokens.Position(d.Pos()).Line + 1; lines > functionLines {
				say("%s has %d lines, more than %d", d.Name.Name, lines, functionLines)
			}
		}
		return true
	})
}

func (a architecture) names(f file, say complain) {
	if slices.Contains(a.named, f.room()) {
		return
	}
	for _, office := range officesIn(a, f.text) {
		say("names %q: what is true of one office only stands in its data", office)
	}
}

func officesIn(a architecture, text string) []string {
	text = strings.ToLower(text)
	return slices.DeleteFunc(slices.Clone(a.offices), func(o string) bool { return !strings.Contains(text, o) })
}

// tree parses every Go file of the repository that is ours.
func tree(t *testing.T) []file {
	t.Helper()
	var files []file
	for _, top := range []string{"internal", "cmd", "themes", "bench"} {
		err := fs.WalkDir(os.DirFS(".."), top, func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "testdata" || d.Name() == "node_modules"):
				return fs.SkipDir
			case d.IsDir() || !strings.HasSuffix(name, ".go") || name == "internal/layout_test.go":
				return nil
			}
			text, err := os.ReadFile(path.Join("..", name))
			if err != nil {
				return err
			}
			f, err := parse(name, string(text))
			files = append(files, f)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(files) < len(plan().rooms) {
		t.Fatalf("only %d files were found", len(files))
	}
	return files
}

func TestEveryFileKeepsToThePlan(t *testing.T) {
	for _, fault := range plan().faults(tree(t)) {
		t.Error(fault)
	}
}

// The reported counts reach a page by way of disclosure only. This holds the
// plan itself, so that nobody opens a second way by adding a word to it.
func TestRawCountsHaveOneWayOut(t *testing.T) {
	for raw, may := range map[string][]string{
		"tally": {"internal/dataset", "internal/disclosure", "internal/plausible", "internal/spm"},
		"spm":   {"internal/build", "internal/disclosure"},
	} {
		var does []string
		for _, name := range slices.Sorted(maps.Keys(plan().rooms)) {
			if slices.Contains(strings.Fields(plan().rooms[name].ours), raw) {
				does = append(does, name)
			}
		}
		if !slices.Equal(does, may) {
			t.Errorf("%s may be imported by %v, meant are %v", raw, does, may)
		}
	}
}

func TestEveryRoomSaysWhatItIsFor(t *testing.T) {
	said := map[string]bool{}
	for _, f := range tree(t) {
		if !f.isTest() {
			said[f.room()] = said[f.room()] || f.tree.Doc != nil
		}
	}
	for _, name := range slices.Sorted(maps.Keys(said)) {
		if !said[name] {
			t.Errorf("%s has no package comment", name)
		}
	}
}

func TestTheThemeNamesNoOffice(t *testing.T) {
	err := fs.WalkDir(os.DirFS(".."), "themes", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path.Join("..", name))
		for _, office := range officesIn(plan(), string(text)) {
			t.Errorf("%s names %q", name, office)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The checks above must be able to fail.
func TestDeparturesFromAPlanAreFound(t *testing.T) {
	a := architecture{
		rooms: map[string]room{
			"internal/clean": {pure: true, ours: "nouns"}, "internal/door": {worker: true}, "internal/util": {},
		},
		libraries: map[string]string{"example.org/yaml/v3": "internal/door"},
		testOnly:  []string{"example.org/check"},
		offices:   []string{"kota uji"},
	}
	long := "package clean\nfunc long() {" + strings.Repeat("\n", functionLines) + "}\n" + strings.Repeat("\n", fileLines)
	for _, c := range []struct{ path, text, fault string }{
		{"internal/clean/a.go", `package clean; import "terang/internal/nouns"; var _ = nouns.X`, ""},
		{"internal/clean/a.go", `package clean; import "terang/internal/door"; var _ = door.X`, "may not import door"},
		{"internal/clean/a_test.go", `package clean; import "terang/internal/door"; var _ = door.X`, ""},
		{"internal/clean/a.go", `package clean; import "os"`, "imports os, and its room is pure"},
		{"internal/clean/a.go", `package clean; import "net/http"`, "imports net/http, and its room is pure"},
		{"internal/clean/a.go", `package clean; import "net/url"`, ""},
		{"internal/clean/a.go", `package clean; import "math/rand/v2"`, "imports math/rand/v2, and its room is pure"},
		{"internal/clean/a.go", `package clean; import "time"; var x = time.Now()`, "time.Now, and its room is pure"},
		{"internal/clean/a.go", `package clean; func f() { go f() }`, "starts a goroutine in line 1"},
		{"internal/clean/a.go", `package clean; import "sync"; func f() { var g sync.WaitGroup; g.Go(f) }`, "starts a goroutine in line 1"},
		{"internal/door/a.go", `package door; import "time"; func f() { time.Now(); go f() }`, ""},
		{"internal/door/a.go", `package door; import "example.org/yaml/v3"`, ""},
		{"internal/clean/a.go", `package clean; import "example.org/yaml/v3/more"`, "imports example.org/yaml/v3/more, whose room is internal/door"},
		{"internal/door/a.go", `package door; import "example.org/check/deep"`, "imports example.org/check/deep, which is for tests"},
		{"internal/door/a.go", `package door; import "example.org/new"`, "imports example.org/new, which has no room"},
		{"internal/door/a.go", "package door // as in Kota Uji", `names "kota uji"`},
		{"internal/clean/a.go", long, fmt.Sprintf("has %d lines, more than", fileLines+functionLines+2)},
		{"internal/clean/a.go", long, fmt.Sprintf("long has %d lines, more than", functionLines+1)},
		{"internal/util/a.go", `package util`, `"util" says nothing`},
		{"internal/door/helpers.go", `package door`, `"helpers" says nothing`},
		{"internal/attic/a.go", `package attic`, "internal/attic is not in the plan"},
	} {
		f, err := parse(c.path, c.text)
		if err != nil {
			t.Fatal(err)
		}
		faults := a.faults([]file{f})
		found := slices.ContainsFunc(faults, func(s string) bool { return strings.Contains(s, c.fault) })
		if c.fault == "" && len(faults) > 0 || c.fault != "" && !found {
			t.Errorf("%s %q: faults %v, want %q", c.path, c.text, faults, c.fault)
		}
	}
}
