package reach

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
)

// state is what became of an address.
type state uint8

const (
	well state = iota
	gone
	failing
	closed // to programs, perhaps not to people
	unreachable
	within // this machine's network
	endless
)

// answer is what a host said in the end.
type answer struct {
	state  state
	status int
	reason string
	to     string // where the page has moved for good
}

// judged gives the state of a status.
func judged(status int) answer {
	a := answer{status: status}
	switch {
	case status < http.StatusBadRequest:
	case status == http.StatusNotFound || status == http.StatusGone:
		a.state = gone
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusMethodNotAllowed, status == http.StatusNotAcceptable,
		status == http.StatusTooManyRequests, status == http.StatusUnavailableForLegalReasons, status == 999:
		a.state = closed
	default:
		a.state = failing
	}
	return a
}

// failed says why there was no answer.
func failed(err error) answer {
	var dns *net.DNSError
	var op *net.OpError
	var cert *tls.CertificateVerificationError
	a := answer{state: unreachable}
	var late interface{ Timeout() bool }
	switch {
	case errors.Is(err, errWithin):
		a.state = within
	case errors.As(err, &dns):
		a.reason = dns.Err
	case errors.As(err, &cert):
		a.reason = "certificate"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &late) && late.Timeout():
		a.reason = "timeout"
	case errors.As(err, &op) && op.Err != nil:
		a.reason = op.Err.Error()
	}
	return a
}
