package main

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The guides for staff in docs/id are followed word for word, with the program
// alone: no shell, and nothing on PATH. What a block is for stands behind its fence:
//
//	sh                    a command a line: terang …, or cd …; "sh galat" must end with exit code 1
//	text                  lines of what the command before it says
//	csv tambah FILE       is written below a file
//	markdown ganti FILE   becomes a file
//	csv baris FILE:N      becomes line N of a file
//
// and comments that readers do not see say the rest: <!-- uji: portal CODE -->
// (the guide begins in a new portal), <!-- uji: foto FILE --> (a photo is there),
// <!-- uji: tampil PAGE TEXT --> (what is served then says so).
func TestGuides(t *testing.T) {
	t.Parallel()
	guides, err := filepath.Glob("../../docs/id/*.md")
	if err != nil || len(guides) < 5 {
		t.Fatalf("%d guides (%v)", len(guides), err)
	}
	program, err := exec.LookPath("terang")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range guides {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			g := &guide{t: t, program: program, dir: t.TempDir()}
			g.follow(string(text))
			if g.commands == 0 {
				t.Error("it runs nothing")
			}
		})
	}
}

// guide is somebody who follows a guide.
type guide struct {
	t        *testing.T
	program  string
	dir      string
	said     string // by the last command
	at       string // address of what is served
	commands int
}

func (g *guide) follow(text string) {
	g.t.Helper()
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		if m := regexp.MustCompile(`^<!-- uji: (\S+) (.*) -->$`).FindStringSubmatch(lines[i]); m != nil {
			g.hidden(m[1], m[2])
			continue
		}
		fence, ok := strings.CutPrefix(lines[i], "```")
		if !ok {
			continue
		}
		var block []string
		for i++; lines[i] != "```"; i++ {
			block = append(block, lines[i])
		}
		g.block(strings.Fields(fence), block)
	}
}

func (g *guide) hidden(what, of string) {
	switch what {
	case "portal":
		g.run("init portal --area "+of, 0)
		g.dir = filepath.Join(g.dir, "portal")
		g.edit("tambah", "site.yaml", "pictures: none\n") // which this test does not look at, and which take long
	case "foto":
		picture := image.NewRGBA(image.Rect(0, 0, 1200, 800))
		for x := range 1200 {
			for y := range 800 {
				picture.Set(x, y, color.RGBA{uint8(x / 5), uint8(y / 4), 90, 255})
			}
		}
		var b bytes.Buffer
		g.must(jpeg.Encode(&b, picture, nil))
		g.must(os.WriteFile(filepath.Join(g.dir, of), b.Bytes(), 0o644))
	case "tampil":
		page, text, _ := strings.Cut(of, " ")
		g.shows(page, text)
	default:
		g.t.Fatalf("nobody knows what %q is", what)
	}
}

func (g *guide) block(fence, lines []string) {
	switch {
	case len(fence) == 0: // without commands
	case fence[0] == "sh":
		for _, line := range lines {
			command, isTerang := strings.CutPrefix(line, "terang ")
			folder, isFolder := strings.CutPrefix(line, "cd ")
			switch {
			case isFolder:
				g.dir = filepath.Join(g.dir, folder)
			case !isTerang:
				g.t.Fatalf("%q needs more than the program", line)
			case command == "serve":
				g.serve()
			default:
				g.run(command, len(fence)-1)
			}
		}
	case fence[0] == "text":
		for _, line := range lines {
			if !strings.Contains(g.said, line) {
				g.t.Errorf("nothing says %q:\n%s", line, g.said)
			}
		}
	case len(fence) == 3:
		g.edit(fence[1], fence[2], strings.Join(lines, "\n")+"\n")
	}
}

func (g *guide) edit(how, file, text string) {
	file, at, _ := strings.Cut(file, ":")
	name := filepath.Join(g.dir, filepath.FromSlash(file))
	old, err := os.ReadFile(name)
	switch how {
	case "tambah":
		g.must(err)
		text = string(old) + text
	case "baris":
		g.must(err)
		n, err := strconv.Atoi(at)
		g.must(err)
		all := strings.SplitAfter(string(old), "\n")
		all[n-1] = text
		text = strings.Join(all, "")
	case "ganti":
	default:
		g.t.Fatalf("nobody knows how to %q", how)
	}
	g.must(os.WriteFile(name, []byte(text), 0o644))
}

// command makes a command that finds nothing but the program.
func (g *guide) command(line string) *exec.Cmd {
	var args []string
	for _, word := range regexp.MustCompile(`"[^"]*"|\S+`).FindAllString(line, -1) {
		args = append(args, strings.Trim(word, `"`))
	}
	cmd := exec.CommandContext(g.t.Context(), g.program, args...)
	cmd.Dir, cmd.Env = g.dir, []string{"PATH=", "SOURCE_DATE_EPOCH=1795305600"} // 22 November 2026
	if root := os.Getenv("SYSTEMROOT"); root != "" {
		cmd.Env = append(cmd.Env, "SYSTEMROOT="+root)
	}
	return cmd
}

func (g *guide) run(line string, code int) {
	g.commands++
	out, err := g.command(line).CombinedOutput()
	g.said = string(out)
	got := 0
	if exit := (&exec.ExitError{}); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		g.must(err)
	}
	if got != code {
		g.t.Fatalf("terang %s: exit code %d, want %d\n%s", line, got, code, g.said)
	}
}

// serve shows the portal until the test ends.
func (g *guide) serve() {
	g.commands++
	said := &firstLines{at: make(chan string, 1)}
	cmd := g.command("serve --addr 127.0.0.1:0")
	cmd.Stdout, cmd.Stderr = said, said
	g.must(cmd.Start())
	g.t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	select {
	case g.at = <-said.at:
	case <-time.After(30 * time.Second):
		g.t.Fatalf("nothing is served")
	}
}

// shows waits until a page that is served holds a text.
func (g *guide) shows(page, text string) {
	var body []byte
	for range 600 { // half a minute, on a machine with other work
		r, err := http.NewRequestWithContext(g.t.Context(), http.MethodGet, g.at+page, nil)
		g.must(err)
		answer, err := http.DefaultClient.Do(r)
		g.must(err)
		body, err = io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		g.must(err)
		body = bytes.ReplaceAll(body, []byte("\u00a0"), []byte(" "))
		if bytes.Contains(body, []byte(text)) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	g.t.Fatalf("%s does not show %q:\n%s", page, text, body)
}

func (g *guide) must(err error) {
	g.t.Helper()
	if err != nil {
		g.t.Fatal(fmt.Errorf("in %s: %w", g.dir, err))
	}
}
