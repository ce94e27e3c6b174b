package build

import (
	"bytes"
	"encoding/base64"
	"encoding/gob"
	"strings"

	"terang/internal/publish"
	"terang/internal/source"
)

// account is what a build said, kept with its manifest: when nothing has changed it is said again, without a build.
type account struct {
	Result   Result
	Problems source.Problems
}

// note writes what a build of some input told, and its ledger, for the manifest.
func note(of string, r Result, ps source.Problems, l *ledger) string {
	if of == "" {
		return ""
	}
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(account{r, ps}); err != nil {
		return ""
	}
	return of + " " + base64.StdEncoding.EncodeToString(b.Bytes()) + " " + base64.StdEncoding.EncodeToString(l.text())
}

// noted takes a note apart.
func noted(note string) (of, told, ledger string) {
	of, rest, _ := strings.Cut(note, " ")
	told, ledger, _ = strings.Cut(rest, " ")
	return of, told, ledger
}

// recount reads what a build told, as a note has it; another version of the program may have
// written it otherwise.
func recount(told string) (a account, ok bool) {
	data, err := base64.StdEncoding.DecodeString(told)
	if err != nil || gob.NewDecoder(bytes.NewReader(data)).Decode(&a) != nil {
		return account{}, false
	}
	return a, true
}

// unchanged gives what the last build told, if it was of the same input and every file that it wrote stands.
func unchanged(run *publish.Run, of string) (Result, source.Problems, bool) {
	mark, text, _ := noted(run.Noted())
	if of == "" || mark != of {
		return Result{}, nil, false
	}
	last, ok := recount(text)
	if !ok {
		return Result{}, nil, false
	}
	report, whole := run.Standing()
	if !whole {
		return Result{}, nil, false
	}
	last.Result.Publish, last.Result.Files, last.Result.Passed = report, report.Unchanged, last.Result.Parts
	return last.Result, last.Problems, true
}
