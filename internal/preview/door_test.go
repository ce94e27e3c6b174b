package preview

import (
	"bytes"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func at(ip string, port int) *net.TCPAddr { return &net.TCPAddr{IP: net.ParseIP(ip), Port: port} }

func TestOnlyThePreviewsOwnNamesLeadToIt(t *testing.T) {
	loop := doorAt("127.0.0.1:8313", at("127.0.0.1", 8313))
	for _, c := range []struct {
		door   door
		host   string
		admits bool
	}{
		{loop, "127.0.0.1:8313", true},
		{loop, "localhost:8313", true},
		{loop, "LOCALHOST:8313", true},
		{loop, "[::1]:8313", true},
		{loop, "127.0.0.1:80", false},
		{loop, "127.0.0.1", false},
		{loop, "", false},
		{loop, "evil.example:8313", false},
		{loop, "127.0.0.1.evil.example:8313", false},
		{loop, "localhost.evil.example:8313", false},
		{loop, "192.168.1.5:8313", false},
		{doorAt("localhost:80", at("127.0.0.1", 80)), "localhost", true},
		{doorAt("localhost:80", at("::1", 80)), "[::1]", true},
		{doorAt("meja-ani.local:8313", at("192.168.1.5", 8313)), "meja-ani.local:8313", true},
		{doorAt("meja-ani.local:8313", at("192.168.1.5", 8313)), "evil.example:8313", false},
		{doorAt(":8313", at("::", 8313)), "192.168.1.5:8313", true},
		{doorAt(":8313", at("::", 8313)), "[fd00::5]:8313", true},
		{doorAt("0.0.0.0:8313", at("0.0.0.0", 8313)), "evil.example:8313", false},
		{doorAt("127.0.0.1:0", at("127.0.0.1", 40123)), "localhost:40123", true},
	} {
		if got := c.door.admits(c.host); got != c.admits {
			t.Errorf("%s admits %q: %v, want %v", c.door.given, c.host, got, c.admits)
		}
	}
}

func TestListeningWiderIsSaid(t *testing.T) {
	for _, c := range []struct {
		door door
		want string
	}{
		{doorAt("127.0.0.1:8313", at("127.0.0.1", 8313)), "preview: http://127.0.0.1:8313/;"},
		{doorAt("localhost:0", at("::1", 40123)), "preview: http://localhost:40123/;"},
		{doorAt("[::1]:8313", at("::1", 8313)), "preview: http://[::1]:8313/;"},
		{doorAt("0.0.0.0:8313", at("0.0.0.0", 8313)), "warning: on 0.0.0.0:8313 other devices"},
		{doorAt("192.168.1.5:8313", at("192.168.1.5", 8313)), "warning: on 192.168.1.5:8313 other devices"},
	} {
		var said bytes.Buffer
		p := &press{lang: "en", log: log.New(&said, "", 0)}
		p.greet(c.door)
		if !strings.HasPrefix(said.String(), c.want) {
			t.Errorf("%s: said %q, want %q first", c.door.given, said.String(), c.want)
		}
	}
}

func TestForeignRequestsAreRefused(t *testing.T) {
	p := &press{lang: "id", shelf: newShelf()}
	p.shelf.put(sold(stock{"index.html": []byte("<body>rahasia</body>")}))
	handler := doorAt("127.0.0.1:8313", at("127.0.0.1", 8313)).guard(p.pages())
	for _, c := range []struct {
		method, address string
		header          [2]string
		status          int
	}{
		{"GET", "http://127.0.0.1:8313/", [2]string{}, http.StatusOK},
		{"HEAD", "http://127.0.0.1:8313/", [2]string{}, http.StatusOK},
		{"POST", "http://127.0.0.1:8313/", [2]string{}, http.StatusMethodNotAllowed},
		{"GET", "http://evil.example:8313/", [2]string{}, http.StatusForbidden},
		{"GET", "http://evil.example:8313/_terang/events", [2]string{}, http.StatusForbidden},
		{"GET", "http://127.0.0.1:8313/_terang/events", [2]string{"Origin", "https://evil.example"}, http.StatusForbidden},
		{"GET", "http://127.0.0.1:8313/_terang/events", [2]string{"Origin", "http://127.0.0.1:8314"}, http.StatusForbidden},
		{"GET", "http://127.0.0.1:8313/_terang/events", [2]string{"Origin", "null"}, http.StatusForbidden},
		{"GET", "http://127.0.0.1:8313/_terang/events", [2]string{"Sec-Fetch-Site", "cross-site"}, http.StatusForbidden},
	} {
		r := httptest.NewRequestWithContext(t.Context(), c.method, c.address, nil)
		if c.header[0] != "" {
			r.Header.Set(c.header[0], c.header[1])
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s %s %v: status %d, want %d", c.method, c.address, c.header, w.Code, c.status)
		}
		if c.status != http.StatusOK && strings.Contains(w.Body.String(), "rahasia") {
			t.Errorf("%s %s %v: the page was sent", c.method, c.address, c.header)
		}
	}
}
