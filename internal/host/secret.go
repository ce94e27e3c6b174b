package host

import (
	"io"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Secrets are the passwords and keys that a run has read, so that they can be kept out of
// what it says. The zero value knows none.
type Secrets struct {
	mu     sync.Mutex
	hidden []func() string // functions, so that printing the value shows none
}

// mask stands where a secret stood.
const mask = "•••"

// shortest is how long a secret must be to be looked for: a text of one letter would be masked everywhere.
const shortest = 3

// keep remembers a secret and gives it back as something that cannot be printed.
func (s *Secrets) keep(value string) func() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, form := range []string{value, url.QueryEscape(value), url.PathEscape(value)} {
		if len(form) >= shortest {
			s.hidden = append(s.hidden, func() string { return form })
		}
	}
	for line := range strings.Lines(value) { // of a key, any line gives much away
		if line = strings.TrimSpace(line); len(line) > 2*8 && line != value {
			s.hidden = append(s.hidden, func() string { return line })
		}
	}
	return func() string { return value }
}

// Clean takes all secrets out of a text.
func (s *Secrets) Clean(text string) string {
	s.mu.Lock()
	hidden := make([]string, 0, len(s.hidden))
	for _, reveal := range s.hidden {
		hidden = append(hidden, reveal())
	}
	s.mu.Unlock()
	slices.SortFunc(hidden, func(a, b string) int { return len(b) - len(a) })
	for _, h := range hidden {
		text = strings.ReplaceAll(text, h, mask)
	}
	return text
}

// Writer cleans what is written to w; a secret must come in one piece.
func (s *Secrets) Writer(w io.Writer) io.Writer { return cleaner{s, w} }

type cleaner struct {
	secrets *Secrets
	w       io.Writer
}

func (c cleaner) Write(p []byte) (int, error) {
	if _, err := io.WriteString(c.w, c.secrets.Clean(string(p))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// secret reads a variable of the environment: that of one host, TERANG_PASSWORD_CPANEL, or
// else that of all, TERANG_PASSWORD. It also gives the name of the one that is set.
func (a Access) secret(name, host string) (reveal func() string, from string) {
	own := name + "_" + strings.ToUpper(strings.ReplaceAll(host, "-", "_"))
	for _, from := range []string{own, name} {
		if value := a.Env(from); value != "" {
			return a.Secrets.keep(value), from
		}
	}
	return nil, ""
}
