package preview

import (
	"bytes"
	_ "embed" // the script and the style sheet
	"fmt"
	"html"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"terang/internal/media"
)

// The preview's own addresses; no page of a site begins with an underscore.
const (
	eventsPath = "/_terang/events"
	scriptPath = "/_terang/reload.js"
	stylePath  = "/_terang/sheet.css"
)

var (
	//go:embed reload.js
	reloadJS []byte
	//go:embed sheet.css
	sheetCSS []byte
)

// pages answers requests from the present edition.
func (p *press) pages() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc(eventsPath, p.events)
	mux.HandleFunc(scriptPath, func(w http.ResponseWriter, _ *http.Request) { send(w, http.StatusOK, scriptPath, reloadJS) })
	mux.HandleFunc(stylePath, func(w http.ResponseWriter, _ *http.Request) { send(w, http.StatusOK, stylePath, sheetCSS) })
	mux.HandleFunc("/", p.page)
	return mux
}

// events tells the mark of the present edition, and of each that follows.
func (p *press) events(w http.ResponseWriter, r *http.Request) {
	if !ownPage(r) {
		http.Error(w, "for the preview's own pages", http.StatusForbidden)
		return
	}
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	for {
		now, next := p.shelf.look()
		if _, err := fmt.Fprintf(w, "retry: 500\ndata: %s\n\n", now.mark); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-next:
		case <-r.Context().Done():
			return
		}
	}
}

func (p *press) page(w http.ResponseWriter, r *http.Request) {
	now, _ := p.shelf.look()
	name, folder := find(now.has, r.URL.Path)
	if folder != "" {
		// Links in a page count from its folder, so the address must end like one.
		http.Redirect(w, r, (&url.URL{Path: folder, RawQuery: r.URL.RawQuery}).String(), http.StatusFound)
		return
	}
	status := http.StatusOK
	var body []byte
	switch {
	case now.site == nil:
		status, name, body = http.StatusServiceUnavailable, "index.html", p.blank(voiceIn(p.lang).nothing)
	case name == "" && now.has("404.html"):
		status, name = http.StatusNotFound, "404.html"
	case name == "":
		status, name, body = http.StatusNotFound, "404.html", p.blank(fmt.Sprintf(voiceIn(p.lang).missing, r.URL.Path))
	}
	if body == nil {
		body, now = p.made(now, name)
	}
	if strings.EqualFold(path.Ext(name), ".html") {
		body = now.dress(body)
	}
	send(w, status, name, body)
}

// made makes a file, and for a page that is in order on its own account but has a
// fault of its own (it is too heavy, or a template fails) the sheet that says so.
func (p *press) made(now *edition, name string) ([]byte, *edition) {
	body, problems, err := now.site.File(name)
	if err == nil && len(problems) == 0 {
		return body, now
	}
	s := sheet{lang: p.lang, title: problems.Summary(p.lang)}
	if err != nil {
		s.title, body = err.Error(), p.blank(name)
	}
	for _, problem := range problems {
		s.text += problem.Pos.File + ": " + problem.Text(p.lang) + "\n  " + strings.ReplaceAll(problem.Hint(p.lang), "\n", "\n  ") + "\n"
	}
	over := *now
	over.sheet = append(bytes.Clone(now.sheet), s.html()...)
	return body, &over
}

// find gives the file at an address, or the address to go to where that is a
// folder written without its slash; neither where nothing is there.
func find(has func(name string) bool, address string) (name, folder string) {
	clean := path.Clean("/" + address)
	name = strings.TrimPrefix(clean, "/")
	index := path.Join(name, "index.html")
	slash := strings.HasSuffix(address, "/")
	switch {
	case slash && has(index):
		return index, ""
	case slash:
		return "", ""
	case has(name):
		return name, ""
	case has(index):
		return "", clean + "/"
	}
	return "", ""
}

// dress puts the script, and what is wrong, in front of the end of a page's body.
func (e *edition) dress(page []byte) []byte {
	at := bytes.LastIndex(page, []byte("</body>"))
	if at < 0 {
		at = len(page)
	}
	dressed := make([]byte, 0, len(page)+len(e.sheet)+128)
	dressed = append(dressed, page[:at]...)
	dressed = append(dressed, e.sheet...)
	dressed = fmt.Appendf(dressed, `<script src="%s" data-edition="%s"></script>`, scriptPath, e.mark)
	return append(dressed, page[at:]...)
}

// blank is a page to lay problems over where the site has none.
func (p *press) blank(title string) []byte {
	title = html.EscapeString(title)
	return []byte(`<!doctype html><html lang="` + html.EscapeString(p.lang) + `"><head><meta charset="utf-8">` +
		`<meta name="viewport" content="width=device-width"><title>` + title + `</title></head><body><h1>` + title + `</h1></body></html>`)
}

func send(w http.ResponseWriter, status int, name string, body []byte) {
	w.Header().Set("Content-Type", media.Of(name).Sent())
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the browser went away: nobody to tell
}
