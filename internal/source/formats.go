package source

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// Format is a form in which problems are written.
type Format string

// The forms: for people, for programs, for a forge that shows annotations, for
// a test report, for what shows findings of many tools side by side.
const (
	Text   Format = "text"
	JSON   Format = "json"
	GitHub Format = "github"
	JUnit  Format = "junit"
	SARIF  Format = "sarif"
)

// Formats lists the forms by name.
func Formats() []Format { return []Format{Text, JSON, GitHub, JUnit, SARIF} }

// Write writes problems in a form, sorted, in "id" or "en". root is where lines
// are read from for the text form, and may be nil. The other forms hold every
// problem. What is waived is left out, see [Problems.Waived] and
// [Problems.Print]. The error is that of w, or that the form is unknown.
func (ps Problems) Write(w io.Writer, f Format, root fs.FS, lang string) error {
	sorted := ps.Standing()
	sorted.Sort()
	switch f {
	case Text:
		return sorted.Print(w, root, lang)
	case JSON:
		return sorted.writeJSON(w, ps.counts(), lang)
	case GitHub:
		return sorted.writeGitHub(w, lang)
	case JUnit:
		return sorted.writeJUnit(w, lang)
	case SARIF:
		return sorted.writeSARIF(w, lang)
	}
	return fmt.Errorf("unknown format %q: text, json, github, junit or sarif", f)
}

// Standing gives the problems that are not waived.
func (ps Problems) Standing() Problems {
	return slices.DeleteFunc(slices.Clone(ps), func(p Problem) bool { return p.Severity == Waived })
}

// Waived gives the others.
func (ps Problems) Waived() Problems {
	return slices.DeleteFunc(slices.Clone(ps), func(p Problem) bool { return p.Severity != Waived })
}

type jsonProblem struct {
	File     string `json:"file"`
	Sheet    string `json:"sheet,omitempty"`
	Line     int    `json:"line,omitempty"`
	Column   int    `json:"column,omitempty"`
	Width    int    `json:"width,omitempty"`
	Code     Code   `json:"code"`
	Severity string `json:"severity"`
	Text     string `json:"text"`
	Hint     string `json:"hint,omitempty"`

	Indicator string `json:"indicator,omitempty"`
	Area      string `json:"area,omitempty"`
	Period    string `json:"period,omitempty"`
	Rest      int    `json:"more,omitempty"`
}

type jsonReport struct {
	Errors   int           `json:"errors"`
	Warnings int           `json:"warnings"`
	Notes    int           `json:"notes"`
	Waived   int           `json:"waived"`
	Problems []jsonProblem `json:"problems"`
}

func (ps Problems) writeJSON(w io.Writer, n [Waived + 1]int, lang string) error {
	report := jsonReport{
		Errors: n[Error], Warnings: n[Warning], Notes: n[Note], Waived: n[Waived], Problems: make([]jsonProblem, 0, len(ps)),
	}
	for _, p := range ps {
		report.Problems = append(report.Problems, jsonProblem{
			File: p.Pos.File, Sheet: p.Pos.Sheet, Line: p.Pos.Line, Column: p.Pos.Column, Width: p.Pos.Width,
			Code: p.Code, Severity: p.Severity.String(), Text: p.Text(lang), Hint: p.Hint(lang),
			Indicator: p.About.Indicator, Area: p.About.Area, Period: p.About.Period, Rest: p.Rest,
		})
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(report)
}

// Workflow commands escape the characters that would end a value.
var (
	githubText  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubValue = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

func (ps Problems) writeGitHub(w io.Writer, lang string) error {
	var b strings.Builder
	for _, p := range ps {
		level := p.Severity.String()
		if p.Severity == Note {
			level = "notice" // as the forge calls it
		}
		fmt.Fprintf(&b, "::%s file=%s", level, githubValue.Replace(p.Pos.File))
		inText := p.Pos.Sheet == "" // a forge shows lines of text, no cells
		if inText && p.Pos.Line > 0 {
			fmt.Fprintf(&b, ",line=%d", p.Pos.Line)
		}
		if inText && p.Pos.Column > 0 {
			fmt.Fprintf(&b, ",col=%d,endColumn=%d", p.Pos.Column, p.Pos.Column+max(p.Pos.Width, 1))
		}
		text := p.Text(lang)
		if !inText {
			text = p.Pos.String() + ": " + text
		}
		if hint := p.Hint(lang); hint != "" {
			text += "\n" + hint
		}
		fmt.Fprintf(&b, ",title=%s::%s\n", githubValue.Replace(string(p.Code)), githubText.Replace(text))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

type junitSuite struct {
	XMLName  xml.Name    `xml:"testsuite"`
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name    string        `xml:"name,attr"`
	Class   string        `xml:"classname,attr"`
	Failure *junitFailure `xml:"failure,omitempty"`
	Output  string        `xml:"system-out,omitempty"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Type    Code   `xml:"type,attr"`
	Text    string `xml:",chardata"`
}

// writeJUnit makes each problem a test case: an error is a failure, a warning a
// case that passes with words. Without any there is one case that passes.
func (ps Problems) writeJUnit(w io.Writer, lang string) error {
	suite := junitSuite{Name: "terang check"}
	for _, p := range ps {
		c := junitCase{Name: p.Pos.String() + " [" + string(p.Code) + "]", Class: shown(p.Pos.File)}
		body := strings.TrimSpace(p.Text(lang) + "\n" + p.Hint(lang))
		if p.Severity == Error {
			suite.Failures++
			c.Failure = &junitFailure{Message: p.Text(lang), Type: p.Code, Text: body}
		} else {
			c.Output = body
		}
		suite.Cases = append(suite.Cases, c)
	}
	if len(ps) == 0 {
		suite.Cases = []junitCase{{Name: "input", Class: "terang"}}
	}
	suite.Tests = len(suite.Cases)
	body, err := xml.MarshalIndent(suite, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, body)
	return err
}
