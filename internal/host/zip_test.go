package host

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"terang/internal/config"
	"terang/internal/upload"
)

// packInto publishes a site into a zip, and gives what was planned and the bytes that stand then.
func packInto(t *testing.T, name string, bodies map[string]string) (p upload.Plan, zipped []byte) {
	t.Helper()
	store, err := Open(t.Context(), config.Host{Kind: config.HostZip, Path: name}, Access{})
	if err != nil {
		t.Fatal(err)
	}
	files, read := siteOf(bodies)
	session := &Session{Store: store, Whole: true, Jobs: 1, Body: read, Patience: Patience{Wait: (&waits{}).wait}}
	sight, err := session.Look(t.Context(), files, false)
	if err == nil {
		p = upload.Make(files, sight.There, sight.Noted)
		_, err = session.Send(t.Context(), p, sight)
	}
	if err := errors.Join(err, store.Close()); err != nil {
		t.Fatal(err)
	}
	zipped, err = os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if rest, err := os.ReadDir(filepath.Dir(name)); err != nil || len(rest) != 1 {
		t.Errorf("left beside it: %v, %v", rest, err)
	}
	return p, zipped
}

// entriesOf unpacks a zip.
func entriesOf(t *testing.T, zipped []byte) map[string]string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(zipped), int64(len(zipped)))
	if err != nil {
		t.Fatal(err)
	}
	held := map[string]string{}
	for _, f := range r.File {
		body, err := fs.ReadFile(r, f.Name)
		if err != nil {
			t.Fatal(err)
		}
		held[f.Name] = string(body)
	}
	return held
}

// The same site gives the same bytes, whatever stood there before.
func TestZipIsTheSameFromTheSame(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "a.zip")
	less := maps.Clone(small)
	delete(less, "a/x.html")
	less["index.html"] = "HOME"
	var first []byte
	for i, c := range []struct {
		bodies           map[string]string
		puts, same, gone int
	}{{small, 4, 0, 0}, {small, 0, 4, 0}, {less, 1, 2, 1}, {small, 2, 2, 0}} {
		p, zipped := packInto(t, name, c.bodies)
		if len(p.Puts) != c.puts || p.Same != c.same || len(p.Deletes) != c.gone || p.Ours > 4 {
			t.Errorf("%d: plan is %+v", i, p)
		}
		held := entriesOf(t, zipped)
		delete(held, upload.StateFile)
		if !maps.Equal(held, c.bodies) {
			t.Errorf("%d: it holds %v", i, held)
		}
		if i == 0 {
			first = zipped
		} else if bytes.Equal(zipped, first) != (len(c.bodies) == len(small)) {
			t.Errorf("%d: as the first is %t", i, bytes.Equal(zipped, first))
		}
	}
}

// What somebody has added to a zip of ours stays in it, and is not deleted.
func TestZipKeepsWhatOthersAdded(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "a.zip")
	_, zipped := packInto(t, name, small)
	var more bytes.Buffer
	w := zip.NewWriter(&more)
	r, err := zip.NewReader(bytes.NewReader(zipped), int64(len(zipped)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		err = errors.Join(err, w.Copy(f))
	}
	added, e := w.Create("CNAME")
	if _, e2 := added.Write([]byte("portal.example.go.id")); errors.Join(err, e, e2, w.Close()) != nil {
		t.Fatal(err, e, e2)
	}
	if err := os.WriteFile(name, more.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	p, zipped := packInto(t, name, map[string]string{"index.html": "HOME"})
	held := entriesOf(t, zipped)
	if len(p.Foreign) != 1 || len(p.Deletes) != 3 || held["CNAME"] != "portal.example.go.id" || held["index.html"] != "HOME" || len(held) != 3 {
		t.Errorf("plan is %+v, and then it holds %v", p, held)
	}
}

func TestZipsOfOthersAreKnown(t *testing.T) {
	t.Parallel()
	var theirs, empty bytes.Buffer
	w := zip.NewWriter(&theirs)
	if _, err := w.Create("index.html"); errors.Join(err, w.Close(), zip.NewWriter(&empty).Close()) != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "a.zip")
	for _, body := range []string{"no zip", theirs.String(), empty.String()} {
		if err := os.WriteFile(name, []byte(body), 0o600); err != nil {
			t.Fatal(err)
		}
		store, err := Open(t.Context(), config.Host{Kind: config.HostZip, Path: name}, Access{})
		if err != nil {
			t.Fatal(err)
		}
		if list, err := store.List(t.Context(), nil); !store.(*Archive).Foreign || len(list) > 0 || err != nil {
			t.Errorf("%q is taken for ours: %v, %v", body, list, err)
		}
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
}

// A run that does not end well leaves the zip as it was, and nothing beside it.
func TestZipThatFailsLeavesTheOldOne(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "a.zip")
	_, before := packInto(t, name, small)
	store, err := Open(t.Context(), config.Host{Kind: config.HostZip, Path: name}, Access{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	if _, err := store.Put(ctx, upload.File{Path: "b.html", Size: 1}, []byte("b")); err != nil {
		t.Fatal(err)
	}
	stop()
	if err := store.Finish(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := store.Close(); err != nil {
		t.Error(err)
	}
	after, err := os.ReadFile(name)
	if rest, _ := os.ReadDir(filepath.Dir(name)); err != nil || !slices.Equal(after, before) || len(rest) != 1 {
		t.Errorf("%v, left: %v", err, rest)
	}
}

func TestZipIntoNoFolder(t *testing.T) {
	t.Parallel()
	_, err := Open(t.Context(), config.Host{Kind: config.HostZip, Path: filepath.Join(t.TempDir(), "nowhere", "a.zip")}, Access{})
	if f := (*Fault)(nil); !errors.As(err, &f) || f.Kind != NoPlace {
		t.Error(err)
	}
}

// What stands in the place of a zip or a folder is not told as missing.
func TestAPlaceThatIsTakenIsNoMissingOne(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, h := range []config.Host{
		{Kind: config.HostZip, Path: dir},
		{Kind: config.HostFolder, Path: filepath.Join(dir, "file")},
		{Kind: config.HostZip, Path: filepath.Join(dir, "file", "a.zip")},
		{Kind: config.HostFolder, Path: filepath.Join(dir, "file", "a")},
	} {
		if _, err := Open(t.Context(), h, Access{}); kindOf(err) != Unwritable {
			t.Errorf("%s %s: %v", h.Kind, h.Path, err)
		}
	}
}

// An entry that was damaged since is sent again by a run that reads what stands there.
func TestZipWithATornEntryIsMended(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "a.zip")
	bodies := map[string]string{"a.html": strings.Repeat("Posyandu Melati. ", 50), "index.html": "home"}
	_, zipped := packInto(t, name, bodies)
	r, err := zip.NewReader(bytes.NewReader(zipped), int64(len(zipped)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		at, err := f.DataOffset()
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == "a.html" {
			zipped[at] ^= 0xff
		}
	}
	if err := os.WriteFile(name, zipped, 0o600); err != nil {
		t.Fatal(err)
	}
	store, err := Open(t.Context(), config.Host{Kind: config.HostZip, Path: name}, Access{})
	if err != nil {
		t.Fatal(err)
	}
	files, read := siteOf(bodies)
	session := &Session{Store: store, Whole: true, Jobs: 1, Body: read, Patience: Patience{Wait: (&waits{}).wait}}
	sight, err := session.Look(t.Context(), files, true)
	if err != nil {
		t.Fatal(err)
	}
	p := upload.Make(files, sight.There, sight.Noted)
	_, err = session.Send(t.Context(), p, sight)
	if err := errors.Join(err, store.Close()); err != nil || len(p.Puts) != 1 || p.Puts[0].Path != "a.html" {
		t.Fatalf("%+v: %v", p, err)
	}
	if zipped, err = os.ReadFile(name); err != nil || entriesOf(t, zipped)["a.html"] != bodies["a.html"] {
		t.Error(err)
	}
}
