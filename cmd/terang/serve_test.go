package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
)

// firstLines hands on what is written until the preview has said where it is.
type firstLines struct {
	text bytes.Buffer
	at   chan string
}

func (f *firstLines) Write(p []byte) (int, error) {
	f.text.Write(p)
	if at := regexp.MustCompile(`http://\S+/`).FindString(f.text.String()); at != "" {
		select {
		case f.at <- at:
		default:
		}
	}
	return len(p), nil
}

func TestServeShowsDraftsUntilInterrupted(t *testing.T) {
	small, err := txtar.ParseFile("testdata/small.txtar")
	if err != nil {
		t.Fatal(err)
	}
	small.Files = append(small.Files, txtar.File{
		Name: "content/berita/besok.md", Data: []byte("---\njudul: Baru besok\ntanggal: 2024-03-13\ndraf: true\n---\n\nIsi.\n"),
	})
	dir := t.TempDir()
	if err := txtar.Write(small, dir); err != nil {
		t.Fatal(err)
	}
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	said, code := &firstLines{at: make(chan string, 1)}, make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"serve", "--site", dir, "--addr", "127.0.0.1:0", "--date", "2024-10-08"},
			world{out: io.Discard, err: said, env: func(string) string { return "" }, now: time.Now})
	}()
	var at string
	select {
	case at = <-said.at:
	case got := <-code:
		t.Fatalf("ended with %d:\n%s", got, said.text.String())
	}
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	home, err := io.ReadAll(answer.Body)
	if err != nil || !strings.Contains(string(home), "Baru besok") {
		t.Errorf("the draft is not shown (%v):\n%s", err, home)
	}
	_ = answer.Body.Close()
	interrupt()
	if got := <-code; got != 0 {
		t.Errorf("ended with %d:\n%s", got, said.text.String())
	}
}

// A port that another program has is told in words, with what to do.
func TestServeAtATakenPort(t *testing.T) {
	t.Parallel()
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close() //nolint:errcheck // the test is over
	addr := taken.Addr().String()
	for lang, want := range map[string]string{
		"id": "terang: " + addr + " sedang dipakai program lain", "en": "terang: " + addr + " is in use by another program",
	} {
		var said bytes.Buffer
		code := run(t.Context(), []string{"serve", "--site", t.TempDir(), "--addr", addr, "--date", "2024-10-08", "--lang", lang},
			world{out: io.Discard, err: &said, env: func(string) string { return "" }, now: time.Now})
		if code != exitFailed || !strings.Contains(said.String(), want) || !strings.HasSuffix(said.String(), "terang serve --addr 127.0.0.1:0\n") {
			t.Errorf("%d, want %q in\n%s", code, want, said.String())
		}
	}
}
