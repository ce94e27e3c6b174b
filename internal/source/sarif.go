package source

import (
	"encoding/json"
	"io"
	"net/url"
)

// The parts of a SARIF 2.1.0 log that are written, named as the standard names them.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		Language   string        `json:"language"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name     string      `json:"name"`
		Language string      `json:"language"`
		Rules    []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      Code        `json:"id"`
		Help    sarifText   `json:"help"`
		Default sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID    Code            `json:"ruleId"`
		RuleIndex int             `json:"ruleIndex"`
		Level     string          `json:"level"`
		Message   sarifText       `json:"message"`
		Locations []sarifLocation `json:"locations"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
		Kind string `json:"kind"`
	}
)

// writeSARIF writes a log of one run for what shows findings beside the lines of
// a repository. Its rules are the codes that were met, with their pages as help.
func (ps Problems) writeSARIF(w io.Writer, lang string) error {
	run := sarifRun{Language: lang, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	run.Tool.Driver = sarifDriver{Name: "terang", Language: lang, Rules: []sarifRule{}}
	at := map[Code]int{}
	for _, p := range ps {
		if _, known := at[p.Code]; !known {
			at[p.Code] = len(run.Tool.Driver.Rules)
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(p.Code, lang))
		}
		run.Results = append(run.Results, p.sarif(at[p.Code], lang))
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(sarifLog{
		Schema: "https://json.schemastore.org/sarif-2.1.0.json", Version: "2.1.0", Runs: []sarifRun{run},
	})
}

func sarifRuleOf(code Code, lang string) sarifRule {
	page, _ := Explain(code, lang)
	level := messages()[code].Severity
	if level == "either" {
		level = Error.String()
	}
	return sarifRule{ID: code, Help: sarifText{Text: page, Markdown: page}, Default: sarifConfig{level}}
}

func (p Problem) sarif(rule int, lang string) sarifResult {
	text := p.Text(lang)
	if p.Pos.Sheet != "" {
		text = p.Pos.String() + ": " + text
	}
	if hint := p.Hint(lang); hint != "" {
		text += "\n" + hint
	}
	result := sarifResult{RuleID: p.Code, RuleIndex: rule, Level: p.Severity.String(), Message: sarifText{Text: text}, Locations: []sarifLocation{}}
	if p.Pos.File == "" {
		return result
	}
	place := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{(&url.URL{Path: decoded(p.Pos.File)}).String()}}}
	switch {
	case p.Pos.Sheet != "": // a workbook has no lines of text
		place.Logical = []sarifLogical{{p.Pos.String(), "member"}}
	case p.Pos.Line > 0:
		place.Physical.Region = &sarifRegion{StartLine: p.Pos.Line}
		if p.Pos.Column > 0 {
			place.Physical.Region.StartColumn = p.Pos.Column
			place.Physical.Region.EndColumn = p.Pos.Column + max(p.Pos.Width, 1)
		}
	}
	result.Locations = append(result.Locations, place)
	return result
}
