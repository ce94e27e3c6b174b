package verify

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"time"
)

// noteFile is what a portal says of how it was made.
const noteFile = "build.json"

// Published is a portal as it is out.
type Published interface {
	// Open gives a file's bytes; fs.ErrNotExist where none stands there.
	Open(ctx context.Context, name string) (io.ReadCloser, error)
	// List names the files that are known to stand there.
	List(ctx context.Context) ([]string, error)
	// Serves says whether a file can be read there at all: of what is for the web server alone
	// an address shows nothing.
	Serves(name string) bool
	// Complete says whether List names all that stands there.
	Complete() bool
}

// Note is what a portal says of how it was made; empty where it says nothing.
type Note struct {
	Version string `json:"version"`  // of the program
	Date    string `json:"date"`     // the day it was made for, YYYY-MM-DD
	AsOf    string `json:"as_of"`    // last month that counts, YYYY-MM
	BaseURL string `json:"base_url"` // where it is to stand, ends with a slash
	Drafts  bool   `json:"drafts"`   // drafts are shown
	Lists   []struct {
		Path string `json:"path"`
	} `json:"lists"`
}

// ReadNote reads it; the error tells that no portal answers.
func ReadNote(ctx context.Context, p Published) (Note, error) {
	var n Note
	body, err := readAll(ctx, p, noteFile)
	if err != nil {
		return n, fmt.Errorf("%s: %w", noteFile, err)
	}
	if err := json.Unmarshal(body, &n); err != nil {
		return n, fmt.Errorf("%s: %w", noteFile, err)
	}
	return n, nil
}

// largestNote bounds what is read of a file that is no part of what was made.
const largestNote = 64 << 20

func readAll(ctx context.Context, p Published, name string) ([]byte, error) {
	r, err := p.Open(ctx, name)
	if err != nil {
		return nil, err
	}
	defer r.Close() //nolint:errcheck // read only: nothing can be lost
	return io.ReadAll(io.LimitReader(r, largestNote))
}

// Folder is a portal in a folder.
func Folder(files fs.FS) Published { return folder{files} }

type folder struct{ files fs.FS }

func (f folder) Open(_ context.Context, name string) (io.ReadCloser, error) {
	return f.files.Open(name)
}

func (f folder) Serves(string) bool { return true }

func (f folder) Complete() bool { return true }

// List names all files but those that belong to the folder itself, or to git where the folder is a clone.
func (f folder) List(context.Context) (list []string, err error) {
	err = fs.WalkDir(f.files, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".git" && d.IsDir():
			return fs.SkipDir
		case !d.IsDir() && name != ".git" && name != ".gitignore" && name != ".nojekyll":
			list = append(list, name)
		}
		return nil
	})
	slices.Sort(list)
	return list, err
}

// Address is a portal on the web. Its files are asked for one by one; who leads elsewhere
// than to the same host is not followed. A host that has no time is asked again, after
// the pause and then after twice as long.
func Address(base *url.URL, pause time.Duration) Published {
	base = base.JoinPath("/")
	client := &http.Client{Timeout: time.Minute, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if r.URL.Host != base.Host || len(via) > 3 {
			return http.ErrUseLastResponse
		}
		return nil
	}}
	return address{base, client, pause}
}

type address struct {
	base   *url.URL
	client *http.Client
	pause  time.Duration
}

// attempts is how often a file is asked for while the host has no time for it.
const attempts = 3

func (a address) Open(ctx context.Context, name string) (io.ReadCloser, error) {
	var fault error
	for try := range attempts {
		if try > 0 {
			select {
			case <-ctx.Done():
				return nil, ctx.Err()
			case <-time.After(time.Duration(try) * a.pause):
			}
		}
		var again bool
		var body io.ReadCloser
		if body, again, fault = a.get(ctx, name); !again {
			return body, fault
		}
	}
	return nil, fault
}

// get asks once; again says that asking once more may help.
func (a address) get(ctx context.Context, name string) (body io.ReadCloser, again bool, err error) {
	to := a.base.JoinPath(strings.Split(name, "/")...)
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, to.String(), nil)
	if err != nil {
		return nil, false, err
	}
	r.Header.Set("User-Agent", "terang-verify")
	answer, err := a.client.Do(r)
	if err != nil {
		return nil, ctx.Err() == nil, err
	}
	if answer.StatusCode == http.StatusOK {
		return answer.Body, false, nil
	}
	_ = answer.Body.Close()
	switch {
	case answer.StatusCode == http.StatusNotFound, answer.StatusCode == http.StatusGone, answer.StatusCode == http.StatusForbidden:
		return nil, false, fs.ErrNotExist
	case answer.StatusCode >= 500, answer.StatusCode == http.StatusTooManyRequests:
		return nil, true, errors.New(answer.Status)
	}
	return nil, false, errors.New(answer.Status)
}

// Serves is false for files that tell the web server what to do.
func (a address) Serves(name string) bool {
	return !strings.HasPrefix(name, "_") && !strings.HasPrefix(path.Base(name), ".")
}

// Complete is false: no address tells what nobody has listed.
func (a address) Complete() bool { return false }

// List names what the portal's own lists of digests name.
func (a address) List(ctx context.Context) ([]string, error) {
	n, err := ReadNote(ctx, a)
	if err != nil {
		return nil, err
	}
	names := []string{noteFile}
	for _, l := range n.Lists {
		body, err := readAll(ctx, a, l.Path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.Path, err)
		}
		names = append(names, l.Path)
		for line := range strings.Lines(string(body)) {
			if _, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  "); ok {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}
