package preview

import (
	"bytes"
	"html/template"
	"strings"
)

// sheet is what is laid over a page after a broken save.
type sheet struct {
	lang  string
	title string
	text  string // problems as they stand on the log
}

// A sheet folds up, so that the page below it can be read meanwhile.
var sheetHTML = template.Must(template.New("sheet").Parse(`<link rel="stylesheet" href="` + stylePath + `">
<div id="terang-sheet" lang="{{.Lang}}" role="alert"><details open>
<summary>{{.Title}}</summary>
<p>{{.Below}}</p>
{{with .Lines}}<pre tabindex="0">{{range .}}{{if .Head}}<strong>{{.Text}}</strong>{{else}}{{.Text}}{{end}}
{{end}}</pre>{{end}}
</details></div>
`))

type sheetLine struct {
	Head bool // begins a problem: place and text
	Text string
}

func (s sheet) html() []byte {
	view := struct {
		Lang, Title, Below string
		Lines              []sheetLine
	}{Lang: s.lang, Title: s.title, Below: voiceIn(s.lang).below}
	for line := range strings.Lines(s.text) {
		text := strings.TrimRight(line, "\n")
		view.Lines = append(view.Lines, sheetLine{Head: !strings.HasPrefix(text, " "), Text: text})
	}
	var b bytes.Buffer
	if err := sheetHTML.Execute(&b, view); err != nil {
		return []byte(template.HTMLEscapeString(s.title + "\n" + s.text))
	}
	return b.Bytes()
}
