package preview

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// door is where the preview listens, and knows which addresses lead to it.
type door struct {
	given string // as asked for
	host  string // for links
	port  string
	names []string // hosts that a request may name
	wide  bool     // other machines can reach it
	anyIP bool     // it listens on every address of the machine
}

// doorAt makes the door of a listener that was asked for as given.
func doorAt(given string, at net.Addr) door {
	host, _, _ := net.SplitHostPort(given)
	d := door{given: given, host: host, names: []string{"localhost", "127.0.0.1", "::1"}}
	if tcp, ok := at.(*net.TCPAddr); ok {
		ip := tcp.AddrPort().Addr().Unmap()
		d.port = strconv.Itoa(tcp.Port)
		d.wide, d.anyIP = !ip.IsLoopback(), ip.IsUnspecified()
	}
	if d.anyIP {
		d.host = "127.0.0.1"
	} else {
		d.names = append(d.names, strings.ToLower(host))
	}
	return d
}

// base is the address of the site's root.
func (d door) base() string { return "http://" + net.JoinHostPort(d.host, d.port) + "/" }

// admits says whether the Host of a request is an address of the preview. A page
// of another site can have its own name point at this machine and so reach the
// preview from a visitor's browser, but the name that is sent stays its own. A bare
// IP address is nobody's name, so where the preview listens on all of them, any will do.
func (d door) admits(host string) bool {
	name, port, err := net.SplitHostPort(host)
	if err != nil {
		name, port = strings.Trim(host, "[]"), "80"
	}
	if port != d.port {
		return false
	}
	_, err = netip.ParseAddr(name)
	return slices.Contains(d.names, strings.ToLower(name)) || d.anyIP && err == nil
}

// guard lets through requests that name an address of the preview and only read.
func (d door) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		switch {
		case !d.admits(r.Host):
			http.Error(w, "the preview answers at "+d.base(), http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead:
			h.Set("Allow", "GET, HEAD")
			http.Error(w, "read only", http.StatusMethodNotAllowed)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ownPage says whether a request comes from a page of the preview itself, or from
// no page at all. Browsers say where it comes from in one or both of two headers.
func ownPage(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Scheme == "http" && strings.EqualFold(u.Host, r.Host)
}
