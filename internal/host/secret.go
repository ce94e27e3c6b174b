package host

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"runtime/debug"
	"slices"
	"strconv"
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
	for _, form := range forms(value) {
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

// keepLogins remembers the passwords that stand in addresses, one a line, as git has them in its own settings. Of
// http a name alone may be a token.
func (s *Secrets) keepLogins(addresses string) {
	for line := range strings.Lines(addresses) {
		scheme, rest, ok := strings.Cut(strings.TrimSpace(line), "://")
		at := strings.LastIndexByte(rest, '@')
		if !ok || at < 0 {
			continue
		}
		name, password, both := strings.Cut(rest[:at], ":")
		if !both && strings.HasPrefix(scheme, "http") {
			password = name
		}
		s.keep(password)
		if plain, err := url.PathUnescape(password); err == nil {
			s.keep(plain)
		}
	}
}

// forms are the ways in which others may write a secret: as it is, in an address, with its blanks made one, in base64,
// and quoted as Go and JSON do, as often as errors hold errors.
func forms(value string) []string {
	list := []string{
		value, url.QueryEscape(value), url.PathEscape(value), strings.Join(strings.Fields(value), " "),
		base64.StdEncoding.EncodeToString([]byte(value)), base64.URLEncoding.EncodeToString([]byte(value)),
	}
	for range 3 {
		inJSON, _ := json.Marshal(value) // of a text, which always can be
		value = strconv.Quote(value)
		value = value[1 : len(value)-1]
		list = append(list, value, string(inJSON[1:len(inJSON)-1]))
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// Guarded does something and makes an error of a panic: what a panic prints by itself would go past [Secrets.Clean].
func Guarded(do func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("%w: %v\n%s", errPanic, fault, debug.Stack())
		}
	}()
	return do()
}

var errPanic = errors.New("this is a fault of the program")

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
