// Package preview shows a site to the person who writes it: it builds in memory,
// serves from there, and builds again whenever a file is saved.
//
// # The loop
//
//	folders ─► watch ─► pause ─► build.Open ─► edition ─► shelf ─► pages
//	                                                         └───► events ─► the browser loads again
//
// What is watched is folders, not files: most programs save by writing a new file
// and renaming it over the old one, and whoever watches the old one hears nothing
// more. Watched are the site's folder (for site.yaml) and data, content and themes
// with all below them. Whatever else lies in the site's folder, the output folder
// above all, is not looked at, nor is a source named in site.yaml that lies
// outside data; neither are hidden files and what editors and office programs put
// beside a file while it is open. One save makes several events, so the build
// waits for a moment of quiet. A change during a build leads to one more build
// after it.
//
// A build here reads and plans, and no more: a page is made when it is asked for.
// What was made of data and themes is kept (build.Kept) while nothing changes in
// them, so that after a save of a text only texts are read again.
//
// # Editions
//
// Every build makes an edition, which has a mark: a digest of all that it is made from.
// A page carries the mark it was served under, the browser is told the present one
// over a stream of server-sent events, and where the two differ the page loads
// again, at the place it was scrolled to. So nothing is lost when an event is
// missed or the preview is started anew, and a save that changes nothing moves
// nothing. A tab in the background holds no connection: browsers have few of them
// to give to one server.
//
// A broken save makes an edition too: the pages of the last whole site with what
// is wrong laid over them. The save that mends it brings the page back.
//
// # What is added to a page
//
// The pages are those that a build would write, but for the base address and, in
// front of </body>, a script and, over a broken save, a style sheet and the list
// of problems. Both files come from the preview's own address, so that the pages'
// policy (script-src, style-src and connect-src 'self') lets them in, and nothing
// of it reaches the output folder.
//
// # Who may look
//
// Drafts are shown, so the preview keeps to the machine it runs on unless told
// otherwise. A request must name an address that the preview has: another site's
// name that was made to point at this machine is refused. The stream of events is
// given to the preview's own pages only.
package preview

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
	"syscall"
	"time"

	"terang/internal/build"
	"terang/internal/source"
)

// DefaultAddr is where the preview listens when nothing else is asked for.
const DefaultAddr = "127.0.0.1:8313"

// patience bounds how long a browser may take to name what it wants, and how long
// open answers may take to end at the close.
const patience = 2 * time.Second

// Serve builds the site that o names and serves it until ctx ends, which is no
// error. addr is host:port, empty for DefaultAddr; port 0 takes a free one. lang is
// the language of problems and of the log, "id" (also when empty) or "en". Out and BaseURL of o
// count for nothing: nothing is written but what was made of pictures, which the next
// build finds, and the base address is the preview's own.
//
// Problems in the site are shown in the page and on the log. The error tells that
// the machine failed: the address is taken, or the folder cannot be read or watched.
func Serve(ctx context.Context, o build.Options, addr, lang string, to io.Writer) error {
	addr, lang = cmp.Or(addr, DefaultAddr), cmp.Or(lang, "id")
	ln, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return voiceIn(lang).closed(addr, err)
	}
	defer ln.Close() //nolint:errcheck // closed by the server already, unless an error came before
	door := doorAt(addr, ln.Addr())
	o.BaseURL = door.base()
	o.Photos, o.Kept = build.OpenPhotos(o.Dir), new(build.Kept)
	defer o.Photos.Close() //nolint:errcheck // memory alone is given back
	p := &press{options: o, lang: lang, log: log.New(to, "", 0), shelf: newShelf()}

	// Watching begins before the first build, so that no save falls between them.
	folders, err := watch(o.Dir)
	if err != nil {
		return fmt.Errorf("preview: %w", err)
	}
	defer folders.Close() //nolint:errcheck // nothing is lost with it
	if err := p.build(ctx); err != nil {
		if ctx.Err() != nil {
			return nil
		}
		return fmt.Errorf("preview: %w", err)
	}
	p.greet(door)
	return p.serve(ctx, ln, folders, door)
}

// portInUse is WSAEADDRINUSE of Windows, which package syscall has no name for; no other system has an error of that number.
const portInUse = syscall.Errno(10048)

// closed says why an address cannot be listened at, and what to do.
func (v voice) closed(addr string, err error) error {
	host, _, e := net.SplitHostPort(addr)
	if taken := errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, portInUse); !taken || e != nil {
		return fmt.Errorf(v.unheard, addr, DefaultAddr, err)
	}
	return fmt.Errorf(v.taken, addr, net.JoinHostPort(host, "0"))
}

// greet says where the preview is, and who else can look.
func (p *press) greet(d door) {
	v := voiceIn(p.lang)
	if d.wide {
		p.log.Printf(v.wide, d.given)
	}
	p.log.Printf(v.serving, d.base())
}

// serve runs the three things at once and ends when all of them have.
func (p *press) serve(ctx context.Context, ln net.Listener, folders *folders, door door) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := &http.Server{
		Handler:           door.guard(p.pages()),
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: patience,
		ErrorLog:          p.log,
	}
	changed := make(chan struct{}, 1)
	var wg sync.WaitGroup
	wg.Go(func() { folders.follow(ctx, changed, p.log) })
	wg.Go(func() { p.work(ctx, changed) })
	wg.Go(func() {
		<-ctx.Done()
		// The given context has ended; this one is for the answers still open.
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
		defer cancel()
		if server.Shutdown(last) != nil {
			_ = server.Close()
		}
	})
	err := server.Serve(ln)
	stop()
	wg.Wait()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return fmt.Errorf("preview: %w", err)
}

// press makes editions of the site.
type press struct {
	options build.Options
	lang    string
	log     *log.Logger
	shelf   *shelf
	told    string // the problems on the log; they are not told twice
}

// work makes an edition for every change until ctx ends.
func (p *press) work(ctx context.Context, changed <-chan struct{}) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-changed:
		}
		if err := p.build(ctx); err != nil && ctx.Err() == nil {
			p.shelf.put(broken(p.shelf.present(), sheet{lang: p.lang, title: err.Error()}))
			p.log.Print(err)
		}
	}
}

// build builds once and puts the edition on the shelf. Problems are no error.
//
// Databases are asked when the preview starts, and again only where a question is another one:
// who writes texts saves often, and the figures of a warehouse are of last night.
func (p *press) build(ctx context.Context) error {
	site, problems, err := build.Open(ctx, p.options)
	if err != nil {
		return err
	}
	if !problems.HasErrors() && p.options.From == build.FromAsked {
		p.options.From = build.FromAskedOnce
	}
	folder, err := os.OpenRoot(p.options.Dir)
	if err != nil {
		return err
	}
	defer folder.Close() //nolint:errcheck // read only: nothing can be lost
	root := folder.FS()
	var said bytes.Buffer
	if err := problems.WithoutNotes().Write(&said, source.Text, root, p.lang); err != nil {
		return err
	}
	summary := problems.Summary(p.lang)
	if p.told != said.String() {
		p.told = said.String()
		p.log.Print(p.told + summary)
	}
	if !problems.HasErrors() {
		p.shelf.put(whole(site, site.Mark))
		return nil
	}
	var errs source.Problems
	for _, problem := range problems {
		if problem.Severity == source.Error {
			errs = append(errs, problem)
		}
	}
	said.Reset()
	if err := errs.Write(&said, source.Text, root, p.lang); err != nil {
		return err
	}
	p.shelf.put(broken(p.shelf.present(), sheet{lang: p.lang, title: summary, text: said.String()}))
	return nil
}
