package main

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/xuri/excelize/v2"
)

var update = flag.Bool("update", false, "write what the scripts expect anew")

func TestMain(m *testing.M) {
	if os.Getenv(asTerang) != "" {
		main() // and out
	}
	testscript.Main(m, map[string]func(){"terang": main})
}

// Every script finds a small site that is in order in folder site, and where README.md stands in $README.
func TestScripts(t *testing.T) {
	small, err := txtar.ParseFile("testdata/small.txtar")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := filepath.Abs("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	jabar, err := filepath.Abs("../../internal/dataset/testdata/jabar")
	if err != nil {
		t.Fatal(err)
	}
	guide, err := filepath.Abs("../../docs/import.md")
	if err != nil {
		t.Fatal(err)
	}
	look, err := filepath.Abs("../../docs/theme.md")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("README", readme)
			env.Setenv("JABAR", jabar)
			env.Setenv("IMPORT", guide)
			env.Setenv("THEME", look)
			return txtar.Write(small, filepath.Join(env.WorkDir, "site"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "sametree": sameTree, "append": appendLine, "swap": swapBytes, "xlsx": workbook,
		},
	})
}

// smallSite writes the small site into a folder of its own, with more in its site.yaml.
func smallSite(t *testing.T, more string) (dir string) {
	t.Helper()
	small, err := txtar.ParseFile("testdata/small.txtar")
	dir = filepath.Join(t.TempDir(), "site")
	if err == nil {
		err = txtar.Write(small, dir)
	}
	if err != nil {
		t.Fatal(err)
	}
	appendTo(t, filepath.Join(dir, "site.yaml"), more)
	return dir
}

// exits CODE COMMAND… runs a command that must end with an exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits code command...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	err = ts.Exec(args[1], args[2:]...)
	if exit := (&exec.ExitError{}); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// sametree A B compares all files below two folders; with ! they must differ.
func sameTree(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: [!] sametree a b")
	}
	a, b := contents(ts, args[0]), contents(ts, args[1])
	var differ []string
	for name, body := range a {
		if other, ok := b[name]; !ok || other != body {
			differ = append(differ, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			differ = append(differ, name)
		}
	}
	slices.Sort(differ)
	if len(a) == 0 {
		ts.Fatalf("%s is empty", args[0])
	}
	if len(differ) > 0 != neg {
		ts.Fatalf("files that differ: %q", differ)
	}
}

func contents(ts *testscript.TestScript, dir string) map[string]string {
	files, err := filesIn(ts.MkAbs(dir))
	ts.Check(err)
	return files
}

// filesIn reads all files below a folder.
func filesIn(dir string) (map[string]string, error) {
	files := map[string]string{}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(root, name)
		files[name] = string(body)
		return err
	})
	return files, err
}

// swap FILE swaps two bytes of a file, which keeps its size and its time.
func swapBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: swap file")
	}
	name := ts.MkAbs(args[0])
	info, err := os.Stat(name)
	ts.Check(err)
	body, err := os.ReadFile(name)
	ts.Check(err)
	body[0], body[1] = body[1], body[0]
	ts.Check(os.WriteFile(name, body, 0o600))
	ts.Check(os.Chtimes(name, info.ModTime(), info.ModTime()))
}

// append FILE LINE adds a line to a file.
func appendLine(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: append file line")
	}
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0o644)
	ts.Check(err)
	_, err = f.WriteString(args[1] + "\n")
	ts.Check(errors.Join(err, f.Close()))
}

// xlsx BOOK SHEET GRID [MERGED…] makes a sheet of a workbook of a text with | between
// the cells. Whole numbers become numbers.
func workbook(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: xlsx book sheet grid [merged...]")
	}
	book := excelize.NewFile()
	name := ts.MkAbs(args[0])
	if old, err := excelize.OpenFile(name); err == nil {
		book = old
		_, err = book.NewSheet(args[1])
		ts.Check(err)
	} else {
		ts.Check(book.SetSheetName("Sheet1", args[1]))
	}
	for i, line := range strings.Split(strings.TrimSuffix(ts.ReadFile(args[2]), "\n"), "\n") {
		for col, cell := range strings.Split(line, "|") {
			at, err := excelize.CoordinatesToCellName(col+1, i+1)
			ts.Check(err)
			cell = strings.TrimSpace(cell)
			if n, err := strconv.Atoi(cell); err == nil {
				ts.Check(book.SetCellInt(args[1], at, int64(n)))
			} else if cell != "" {
				ts.Check(book.SetCellStr(args[1], at, cell))
			}
		}
	}
	for _, area := range args[3:] {
		from, to, _ := strings.Cut(area, ":")
		ts.Check(book.MergeCell(args[1], from, to))
	}
	ts.Check(book.SaveAs(name))
}
