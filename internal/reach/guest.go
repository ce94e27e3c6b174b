package reach

import (
	"cmp"
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"
)

// errWithin refuses an address of the machine or its network.
var errWithin = errors.New("an address within the network")

// reserved are addresses that are nobody's on the open web, besides those that the library knows.
var reserved = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("192.0.0.0/24"), netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("240.0.0.0/4"), netip.MustParsePrefix("64:ff9b::/96"), netip.MustParsePrefix("64:ff9b:1::/48"), netip.MustParsePrefix("2002::/16"), netip.MustParsePrefix("fec0::/10"),
}

// isOpen says whether an address is one of the open web.
func isOpen(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	for _, p := range reserved {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsGlobalUnicast() && !a.IsPrivate() && !a.IsLoopback()
}

// guest is who asks. It knows of each host when it was last there.
type guest struct {
	o      Options
	client *http.Client
	mu     sync.Mutex
	hosts  map[string]*host
}

// host lets in one question at a time.
type host struct {
	mu   sync.Mutex
	free time.Time // when the next one may come
}

func newGuest(o Options) *guest {
	o.Pause, o.Answer, o.Again = cmp.Or(o.Pause, usualPause), cmp.Or(o.Answer, usualAnswer), cmp.Or(o.Again, usualAgain)
	dialer := &net.Dialer{Timeout: o.Answer}
	// By the address itself and not by the name, which may lead elsewhere the next time it is asked.
	dialer.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
		at, err := netip.ParseAddrPort(address)
		if err == nil && (o.Private || isOpen(at.Addr())) {
			return nil
		}
		return errWithin
	}
	return &guest{o: o, hosts: map[string]*host{}, client: &http.Client{
		Timeout:       o.Answer,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		Transport: &http.Transport{
			DialContext: dialer.DialContext, DisableKeepAlives: true, ForceAttemptHTTP2: true, MaxResponseHeaderBytes: 1 << 16,
		},
	}}
}

// follow asks for an address, and for what it leads to.
func (g *guest) follow(ctx context.Context, address string) answer {
	at, err := url.Parse(address)
	if err != nil {
		return answer{state: unreachable}
	}
	moved, forGood := "", true
	for range mostHops + 1 {
		status, next, err := g.ask(ctx, at)
		switch {
		case err != nil:
			return failed(err)
		case next == nil:
			a := judged(status)
			a.to = moved
			return a
		case next.Scheme != "http" && next.Scheme != "https":
			return answer{state: failing, status: status}
		}
		forGood = forGood && (status == http.StatusMovedPermanently || status == http.StatusPermanentRedirect)
		if forGood {
			moved = next.String()
		}
		at = next
	}
	return answer{state: endless}
}

// ask asks for one page, a few times where its host is only busy. next is where it sends us.
func (g *guest) ask(ctx context.Context, at *url.URL) (status int, next *url.URL, err error) {
	method := http.MethodHead
	for try := 1; ; try++ {
		var res *http.Response
		res, err = g.once(ctx, method, at)
		wait, busy := g.o.Pause*time.Duration(try), true
		switch {
		case errors.Is(err, errWithin):
			return 0, nil, err
		case err != nil:
			var dns *net.DNSError
			busy, method = !errors.As(err, &dns) || dns.IsTemporary, http.MethodGet
		default:
			status = res.StatusCode
			if to, e := res.Location(); e == nil && status >= 300 && status < 400 {
				return status, to, nil
			}
			busy = status == http.StatusTooManyRequests || status >= http.StatusBadGateway && status <= http.StatusGatewayTimeout
			if after, given := asked(res.Header.Get("Retry-After")); busy && given {
				if wait = after; wait > g.o.Again {
					return status, nil, nil // not today
				}
			}
			if !busy && status >= http.StatusBadRequest && method == http.MethodHead { // not every server knows heads
				method = http.MethodGet
				continue
			}
		}
		if !busy || try >= tries {
			return status, nil, err
		}
		if !g.rest(ctx, at.Hostname(), wait) {
			return status, nil, ctx.Err()
		}
	}
}

// once asks for a page when its host may be asked again.
func (g *guest) once(ctx context.Context, method string, at *url.URL) (*http.Response, error) {
	clean := *at
	clean.User, clean.Fragment = nil, ""
	req, err := http.NewRequestWithContext(ctx, method, clean.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", g.o.Agent)
	req.Header.Set("Accept", "*/*")
	h := g.host(at.Hostname())
	h.mu.Lock()
	defer h.mu.Unlock()
	if !sleep(ctx, time.Until(h.free)) {
		return nil, ctx.Err()
	}
	res, err := g.client.Do(req)
	h.free = time.Now().Add(g.o.Pause)
	if err != nil {
		return nil, err
	}
	_ = res.Body.Close() // the page itself is not read
	return res, nil
}

func (g *guest) host(name string) *host {
	g.mu.Lock()
	defer g.mu.Unlock()
	name = strings.ToLower(name)
	if g.hosts[name] == nil {
		g.hosts[name] = &host{}
	}
	return g.hosts[name]
}

// rest lets a host alone for a while; false where the run has ended.
func (g *guest) rest(ctx context.Context, name string, wait time.Duration) bool {
	h := g.host(name)
	h.mu.Lock()
	if until := time.Now().Add(wait); until.After(h.free) {
		h.free = until
	}
	h.mu.Unlock()
	return ctx.Err() == nil
}

func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// asked reads how long a host asks us to wait: seconds, or a time.
func asked(header string) (wait time.Duration, given bool) {
	if n, err := strconv.Atoi(header); err == nil && n >= 0 {
		return time.Duration(min(n, 1<<20)) * time.Second, true
	}
	if at, err := http.ParseTime(header); err == nil {
		return max(0, time.Until(at)), true
	}
	return 0, false
}
