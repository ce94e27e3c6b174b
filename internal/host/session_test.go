package host

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"terang/internal/config"
	"terang/internal/upload"
)

// shelf is a host in memory. fails may say no to a step.
type shelf struct {
	mu    sync.Mutex
	held  map[string]string
	steps []string
	fails func(step string) error
}

func (s *shelf) step(verb, name string) error {
	s.steps = append(s.steps, verb+" "+name)
	if s.fails != nil {
		return s.fails(verb + " " + name)
	}
	return nil
}

func (s *shelf) List(context.Context, func(string) bool) ([]upload.Standing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var there []upload.Standing
	for _, name := range slices.Sorted(maps.Keys(s.held)) {
		there = append(there, upload.Standing{Path: name, Size: int64(len(s.held[name]))})
	}
	return there, s.step("list", "")
}

func (s *shelf) Read(_ context.Context, name string) ([]byte, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, ok := s.held[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	return []byte(body), nil
}

func (s *shelf) Put(ctx context.Context, f upload.File, body []byte) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := errors.Join(ctx.Err(), s.step("put", f.Path)); err != nil {
		return "", err
	}
	s.held[f.Path] = string(body)
	return "", nil
}

func (s *shelf) Delete(_ context.Context, name string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.held, name)
	return s.step("delete", name)
}

func (s *shelf) Finish(context.Context) error { return s.step("finish", "") }

func (s *shelf) Close() error { return nil }

// waits keeps the pauses that were asked for, and makes none.
type waits struct {
	mu   sync.Mutex
	list []time.Duration
}

func (w *waits) wait(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.list = append(w.list, d)
	return ctx.Err()
}

func siteOf(bodies map[string]string) (files []upload.File, read func(upload.File) ([]byte, error)) {
	for _, name := range slices.Sorted(maps.Keys(bodies)) {
		files = append(files, upload.File{Path: name, Size: int64(len(bodies[name])), Sum: upload.SumOf([]byte(bodies[name]))})
	}
	return files, func(f upload.File) ([]byte, error) { return []byte(bodies[f.Path]), nil }
}

func publish(ctx context.Context, s *shelf, w *waits, bodies map[string]string, jobs int) (upload.Plan, Report, error) {
	files, read := siteOf(bodies)
	session := &Session{Store: s, Jobs: jobs, Body: read, Patience: Patience{Wait: w.wait}}
	sight, err := session.Look(ctx, files, false)
	if err != nil {
		return upload.Plan{}, Report{}, err
	}
	p := upload.Make(files, sight.There, sight.Noted)
	r, err := session.Send(ctx, p, sight)
	return p, r, err
}

var small = map[string]string{"index.html": "home", "a/index.html": "list", "a/x.html": "page", "assets/s.css": "style"}

func TestSendsInOrderAndThenNothing(t *testing.T) {
	t.Parallel()
	s := &shelf{held: map[string]string{"foreign.txt": "kept"}}
	_, r, err := publish(t.Context(), s, &waits{}, small, 1)
	if err != nil || r.Sent != 4 || r.Bytes != 17 {
		t.Fatal(r, err)
	}
	want := "list , put .terang-publish, put assets/s.css, put a/x.html, put a/index.html, put index.html, put .terang-publish, finish "
	if got := strings.Join(s.steps, ", "); got != want {
		t.Errorf("steps are\n%s, want\n%s", got, want)
	}
	s.steps = nil
	if _, r, err = publish(t.Context(), s, &waits{}, small, 4); err != nil || r != (Report{}) || len(s.steps) != 1 {
		t.Errorf("again: %+v, %v, %q", r, err, s.steps)
	}
	less := maps.Clone(small)
	delete(less, "a/x.html")
	less["a/index.html"] = "shorter"
	s.steps = nil
	if _, r, err = publish(t.Context(), s, &waits{}, less, 4); err != nil || r.Sent != 1 || r.Deleted != 1 || s.held["foreign.txt"] != "kept" {
		t.Errorf("less: %+v, %v", r, err)
	}
	if got := strings.Join(s.steps, ", "); !strings.HasSuffix(got, "put a/index.html, delete a/x.html, put .terang-publish, finish ") {
		t.Errorf("steps are %s", got)
	}
}

func TestRetriesPauseLongerAndEnd(t *testing.T) {
	t.Parallel()
	failures := 0
	s := &shelf{held: map[string]string{}, fails: func(step string) error {
		if step == "put a/x.html" && failures < 3 {
			failures++
			return &Fault{Kind: Unreachable, Where: "x"}
		}
		return nil
	}}
	w := &waits{}
	if _, r, err := publish(t.Context(), s, w, small, 1); err != nil || r.Sent != 4 {
		t.Fatal(r, err)
	}
	if got := fmt.Sprint(w.list); got != "[1s 2s 4s]" {
		t.Errorf("pauses are %s", got)
	}
	for _, c := range []struct {
		err    error
		pauses int
	}{
		{errors.New("broken pipe"), 4}, {&Fault{Kind: Refused}, 0}, {&Fault{Kind: Denied}, 0}, {&Fault{Kind: Unreachable}, 4}, {fs.ErrPermission, 0},
	} {
		s := &shelf{held: map[string]string{}, fails: func(step string) error {
			if step == "put a/x.html" {
				return c.err
			}
			return nil
		}}
		w := &waits{}
		_, r, err := publish(t.Context(), s, w, small, 1)
		if !errors.Is(err, c.err) || len(w.list) != c.pauses || r.Sent != 1 {
			t.Errorf("%v: ends with %v after %v, %d sent", c.err, err, w.list, r.Sent)
		}
		if s.held["index.html"] != "" {
			t.Error("the first page is there though a page failed")
		}
	}
}

// However many steps a run has taken when it is cut off, the next one finishes, sends no more than
// what is missing where the first could still note what it had done, and finds nothing foreign.
func TestCutOffAnywhereTheNextRunFinishes(t *testing.T) {
	t.Parallel()
	bodies := map[string]string{"index.html": "home"}
	for i := range 200 {
		bodies[fmt.Sprintf("berita/%03d.html", i)] = fmt.Sprint("post ", i)
	}
	gone := errors.New("gone")
	for _, killed := range []bool{true, false} {
		for at := 1; at < 210; at += 13 {
			s := &shelf{held: map[string]string{}}
			n := 0
			s.fails = func(step string) error {
				if n++; n == at+1 || n > at+1 && killed {
					return fmt.Errorf("%w", &Fault{Kind: Denied, Err: gone})
				}
				return nil
			}
			_, first, err := publish(t.Context(), s, &waits{}, bodies, 1)
			if err == nil && at < 203 {
				t.Fatalf("cut at %d and no error", at)
			}
			s.fails = nil
			p, second, err := publish(t.Context(), s, &waits{}, bodies, 4)
			if err != nil || len(p.InWay)+len(p.Foreign)+len(p.Deletes) > 0 || s.held["berita/199.html"] != "post 199" {
				t.Fatalf("cut at %d: %v, plan %+v", at, err, p)
			}
			if again := first.Sent + second.Sent - len(bodies); again < 0 || killed && again > leastNoted || !killed && again > 0 {
				t.Errorf("cut at %d (killed %t): %d sent and then %d", at, killed, first.Sent, second.Sent)
			}
		}
	}
}

func TestVerifyReadsWhatStands(t *testing.T) {
	t.Parallel()
	s := &shelf{held: map[string]string{}}
	if _, _, err := publish(t.Context(), s, &waits{}, small, 1); err != nil {
		t.Fatal(err)
	}
	s.held["index.html"] = "hacked"[:4] // of the same size
	delete(s.held, upload.StateFile)
	s.held["a/x.html"] = "PAGE"
	files, read := siteOf(small)
	session := &Session{Store: s, Jobs: 2, Body: read, Patience: Patience{Wait: (&waits{}).wait}}
	sight, err := session.Look(t.Context(), files, true)
	if err != nil {
		t.Fatal(err)
	}
	p := upload.Make(files, sight.There, sight.Noted)
	if p.Same != 2 || len(p.InWay) != 2 || len(p.Puts) != 2 {
		t.Errorf("plan is %+v", p)
	}
}

// What was put there by hand, or whose note is damaged or gone, is ours once it was read: the next run believes the note.
func TestWhatWasVerifiedIsNoted(t *testing.T) {
	t.Parallel()
	files, read := siteOf(small)
	for name, note := range map[string]string{
		"by hand": "", "damaged": "x", "differs": string(upload.State{"index.html": {Size: 4}, "gone.html": {Size: 1}}.Encode()),
	} {
		s := &shelf{held: maps.Clone(small)}
		if note != "" {
			s.held[upload.StateFile] = note
		}
		for i, want := range []string{"list , put .terang-publish, finish ", "list ", "list "} {
			s.steps = nil
			session := &Session{Store: s, Jobs: 2, Body: read, Patience: Patience{Wait: (&waits{}).wait}}
			sight, err := session.Look(t.Context(), files, i < 2)
			if err != nil {
				t.Fatal(err)
			}
			p := upload.Make(files, sight.There, sight.Noted)
			if r, err := session.Send(t.Context(), p, sight); err != nil || r != (Report{}) || p.Same != len(small) || len(p.InWay) > 0 {
				t.Errorf("%s, run %d: %+v, %+v, %v", name, i, r, p, err)
			}
			if got := strings.Join(s.steps, ", "); got != want {
				t.Errorf("%s, run %d: steps are %s, want %s", name, i, got, want)
			}
		}
	}
}

// Nothing is published to where a site's inputs stand, at whatever depth.
func TestInputsOnAHostAreRefused(t *testing.T) {
	t.Parallel()
	for name, refused := range map[string]bool{
		"site.yaml": true, "portal/site.yaml": true, "data/observations/2024.csv": true, "portal/data/observations/": true, ".terang/sql/a.csv": true, "observations/2024.csv": true,
		"data/unduhan/x.csv": false, "data/observations.html": false, "berita/observations/x.html": false, "mysite.yaml": false, upload.StateFile: false,
	} {
		s := &shelf{held: map[string]string{name: "x"}}
		_, _, err := publish(t.Context(), s, &waits{}, small, 1)
		if f := (*Fault)(nil); (errors.As(err, &f) && f.Kind == AmongInputs && f.Where == name) != refused || !refused && err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if refused && len(s.held) > 1 {
			t.Errorf("%s: %v was sent", name, s.steps)
		}
	}
}

// A place is known as well by how it is called, while nothing stands there.
func TestPlacesOfInputsAreRefused(t *testing.T) {
	t.Parallel()
	for _, h := range []config.Host{{Kind: config.HostGit, Folder: "portal/data/observations"}, {Kind: config.HostSFTP, Path: "/srv/situs/data/observations/"}, {Kind: config.HostS3, Folder: ".terang"}} {
		_, err := Open(t.Context(), h, Access{})
		if f := (*Fault)(nil); !errors.As(err, &f) || f.Kind != AmongInputs {
			t.Errorf("%+v: %v", h, err)
		}
	}
}

func TestInterruptionLeavesAState(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	s := &shelf{held: map[string]string{}}
	s.fails = func(step string) error {
		if step == "put a/x.html" {
			stop()
		}
		return nil
	}
	_, r, err := publish(ctx, s, &waits{}, small, 1)
	if !errors.Is(err, context.Canceled) || r.Sent != 2 {
		t.Fatal(r, err)
	}
	s.fails = nil
	if _, r, err = publish(t.Context(), s, &waits{}, small, 1); err != nil || r.Sent != 2 {
		t.Error(r, err)
	}
}

func TestSecretsAreKeptOutOfTexts(t *testing.T) {
	t.Parallel()
	var secrets Secrets
	a := Access{Secrets: &secrets, Env: func(name string) string {
		return map[string]string{"TERANG_PASSWORD": "ra ha/sia", "TERANG_PASSWORD_C_PANEL": "khusus"}[name]
	}}
	reveal, from := a.secret(passwordVar, "lain")
	own, ownFrom := a.secret(passwordVar, "c-panel")
	if reveal() != "ra ha/sia" || from != "TERANG_PASSWORD" || own() != "khusus" || ownFrom != "TERANG_PASSWORD_C_PANEL" {
		t.Error(from, ownFrom)
	}
	var b strings.Builder
	fmt.Fprintf(secrets.Writer(&b), "ftp://x:ra+ha%%2Fsia@y ra%%20ha%%2Fsia ra ha/sia khusus")
	if got := b.String(); strings.Contains(got, "sia") || strings.Contains(got, "khusus") {
		t.Error(got)
	}
	if shown := fmt.Sprintf("%v %+v %#v", &secrets, &secrets, &a); strings.Contains(shown, "sia") || strings.Contains(shown, "khusus") {
		t.Error(shown)
	}
}
