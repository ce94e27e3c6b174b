package host

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/textproto"
	"os"
	"path"
	"sync"
	"time"

	"github.com/jlaffaye/ftp"

	"terang/internal/config"
	"terang/internal/upload"
)

// ftpsStore is a folder of an account that is reached by FTP over TLS, as cPanel hosting offers it. FTP
// does one thing at a time on a connection, so each that goes on has its own.
type ftpsStore struct {
	host  config.Host
	where string
	trust *x509.CertPool
	login func() string // the password
	from  string
	root  string
	made  folders
	ready bool // a login has worked

	mu   sync.Mutex
	idle []*ftp.ServerConn
	open map[*ftp.ServerConn]net.Conn
}

// implicitPort is where TLS begins at once; everywhere else the client asks for it, before it says who it is.
const implicitPort = "990"

func openFTPS(ctx context.Context, h config.Host, a Access) (Store, error) {
	s := &ftpsStore{host: h, where: withPort(h.Address, "21"), root: h.Path, open: map[*ftp.ServerConn]net.Conn{}}
	s.login, s.from = a.secret(passwordVar, h.Name)
	if s.login == nil {
		return nil, &Fault{Kind: NoSecret, Where: s.where, Need: passwordVar}
	}
	if h.Certificate != "" {
		text, err := os.ReadFile(a.file(h.Certificate))
		s.trust = x509.NewCertPool()
		if err != nil || !s.trust.AppendCertsFromPEM(text) {
			return nil, &Fault{Kind: Certificate, Where: s.where, Need: a.file(h.Certificate), Err: err}
		}
	}
	c, err := s.take(ctx)
	if err != nil {
		return nil, err
	}
	defer s.give(c)
	s.ready = true
	if s.root == "" || !path.IsAbs(s.root) {
		begin, err := c.CurrentDir()
		if err != nil {
			return nil, err
		}
		s.root = path.Join(begin, s.root)
	}
	if err := c.ChangeDir(s.root); err != nil {
		return nil, &Fault{Kind: NoPlace, Where: s.where + " " + s.root, Err: err}
	}
	return s, nil
}

// take gives a connection that nobody uses, or a new one.
func (s *ftpsStore) take(ctx context.Context) (*ftp.ServerConn, error) {
	s.mu.Lock()
	if n := len(s.idle); n > 0 {
		c := s.idle[n-1]
		s.idle = s.idle[:n-1]
		s.mu.Unlock()
		return c, nil
	}
	s.mu.Unlock()
	return s.dial(ctx)
}

// dial logs in. Servers may ask that the connections of a session's files continue its TLS session (vsftpd's
// require_ssl_reuse, usual on cPanel): each session has its own memory of it, since a server knows no other's.
func (s *ftpsStore) dial(ctx context.Context) (*ftp.ServerConn, error) {
	name, port, err := net.SplitHostPort(s.where)
	if err != nil {
		return nil, err
	}
	secure := &tls.Config{ServerName: name, RootCAs: s.trust, MinVersion: tls.VersionTLS12, ClientSessionCache: tls.NewLRUClientSessionCache(4)}
	var control net.Conn
	options := []ftp.DialOption{ftp.DialWithForceListHidden(true), ftp.DialWithShutTimeout(silence), ftp.DialWithDialFunc(func(network, address string) (net.Conn, error) {
		life := ctx
		if control != nil { // a connection outlives what it was first made for
			life = context.WithoutCancel(ctx)
		}
		raw, err := (&net.Dialer{Timeout: reach}).DialContext(life, network, address)
		if err != nil {
			return nil, err
		}
		conn := &patient{Conn: raw}
		if control == nil {
			control = raw
			if port == implicitPort {
				return tls.Client(conn, secure), nil
			}
			return conn, nil
		}
		return &data{tls.Client(conn, secure)}, nil
	})}
	if port == implicitPort {
		options = append(options, ftp.DialWithTLS(secure))
	} else {
		options = append(options, ftp.DialWithExplicitTLS(secure))
	}
	stop := context.AfterFunc(ctx, func() {
		if control != nil {
			_ = control.Close()
		}
	})
	defer stop()
	c, err := ftp.Dial(s.where, options...)
	if err == nil {
		err = c.Login(s.host.User, s.login())
		if err != nil {
			_ = c.Quit()
		}
	}
	if err != nil {
		return nil, s.fault(ctx, err)
	}
	s.mu.Lock()
	s.open[c] = control
	s.mu.Unlock()
	return c, nil
}

// data is the connection of one file.
type data struct{ *tls.Conn }

// Close says that all was sent and hears the server out, which may still send what belongs to TLS: a connection
// that ends with something unread is cut, and the server may take the file for half.
func (c *data) Close() error {
	if c.CloseWrite() == nil {
		_ = c.SetReadDeadline(time.Now().Add(reach))
		_, _ = io.Copy(io.Discard, c.Conn)
	}
	return c.Conn.Close()
}

func (s *ftpsStore) give(c *ftp.ServerConn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = append(s.idle, c)
}

// drop ends a connection at once: what is left of it would only be waited for.
func (s *ftpsStore) drop(c *ftp.ServerConn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if raw := s.open[c]; raw != nil {
		_ = raw.Close()
	}
	delete(s.open, c)
}

// use does something on a connection of its own. An answer of the server leaves it whole, anything else does not.
func (s *ftpsStore) use(ctx context.Context, do func(*ftp.ServerConn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	c, err := s.take(ctx)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { s.drop(c) })
	err = do(c)
	whole := stop()
	answer := (*textproto.Error)(nil)
	if err == nil || errors.As(err, &answer) && answer.Code != ftp.StatusNotAvailable && answer.Code/100 == 5 {
		if whole {
			s.give(c)
		}
	} else {
		s.drop(c)
	}
	return s.fault(ctx, err)
}

// fault says what an answer of the server means.
func (s *ftpsStore) fault(ctx context.Context, err error) error {
	var unsigned x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var other x509.HostnameError
	answer := (*textproto.Error)(nil)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &unsigned) || errors.As(err, &invalid) || errors.As(err, &other):
		return &Fault{Kind: Certificate, Where: s.where, Need: "certificate", Err: err}
	case errors.As(err, &answer) && answer.Code == ftp.StatusNotLoggedIn && s.ready: // one more at once than the server allows
		return &Fault{Kind: Unreachable, Where: s.where, Err: err}
	case errors.As(err, &answer) && answer.Code == ftp.StatusNotLoggedIn:
		return &Fault{Kind: Refused, Where: s.host.User + "@" + s.where, Need: s.from, Err: err}
	case errors.As(err, &answer):
		return err
	}
	return &Fault{Kind: Unreachable, Where: s.where, Err: err}
}

// absent says whether an answer may mean that there is no such file: FTP has no word of its own for that.
func absent(err error) bool {
	answer := (*textproto.Error)(nil)
	return errors.As(err, &answer) && answer.Code == ftp.StatusFileUnavailable
}

func (s *ftpsStore) at(name string) string { return path.Join(s.root, name) }

func (s *ftpsStore) List(ctx context.Context, into func(string) bool) ([]upload.Standing, error) {
	return walk(ctx, into, func(dir string) ([]upload.Standing, error) {
		var list []upload.Standing
		err := s.use(ctx, func(c *ftp.ServerConn) error {
			// Options such as "-a" go before a name, which may have spaces: so the folder is gone into first.
			if err := c.ChangeDir(s.at(dir)); err != nil {
				return err
			}
			entries, err := c.List("")
			list = nil
			for _, e := range entries {
				switch name := path.Join(dir, e.Name); {
				case e.Name == "." || e.Name == "..":
				case e.Type == ftp.EntryTypeFolder:
					list = append(list, upload.Standing{Path: name + "/", Size: -1})
				case e.Type == ftp.EntryTypeFile:
					list = append(list, upload.Standing{Path: name, Size: int64(e.Size)})
				default:
					list = append(list, upload.Standing{Path: name, Size: -1})
				}
			}
			return err
		})
		return list, err
	})
}

func (s *ftpsStore) Read(ctx context.Context, name string) (body []byte, err error) {
	err = s.use(ctx, func(c *ftp.ServerConn) error {
		r, err := c.Retr(s.at(name))
		if err != nil {
			return err
		}
		body, err = io.ReadAll(r)
		return errors.Join(err, r.Close())
	})
	if absent(err) {
		return nil, fmt.Errorf("%w (%w)", fs.ErrNotExist, err)
	}
	return body, err
}

func (s *ftpsStore) Put(ctx context.Context, f upload.File, body []byte) (string, error) {
	return "", s.unwritten(f.Path, s.use(ctx, func(c *ftp.ServerConn) error {
		err := s.made.above(f.Path, func(dir string) error {
			if err := c.MakeDir(s.at(dir)); err != nil && c.ChangeDir(s.at(dir)) != nil {
				return err
			}
			return nil
		})
		if err != nil {
			return err
		}
		part := s.at(upload.PartOf(f.Path, upload.SumOf([]byte(f.Path+f.Sum))))
		if err := c.Stor(part, bytes.NewReader(body)); err != nil {
			return err
		}
		if err := c.Rename(part, s.at(f.Path)); !absent(err) && !badName(err) {
			return err
		}
		// A server that does not rename over a file: the file goes first.
		if err := c.Delete(s.at(f.Path)); err != nil {
			return err
		}
		return c.Rename(part, s.at(f.Path))
	}))
}

// unwritten says what an answer to a write means.
func (s *ftpsStore) unwritten(name string, err error) error {
	answer := (*textproto.Error)(nil)
	if known := (*Fault)(nil); errors.As(err, &known) || !errors.As(err, &answer) {
		return err
	}
	switch answer.Code {
	case ftp.Status452, ftp.StatusExceededStorage:
		return &Fault{Kind: Full, Where: s.where, Err: err}
	case ftp.StatusActionAborted: // what most servers answer on a full disk, and on any other
		return &Fault{Kind: PerhapsFull, Where: s.where, Need: name, Err: err}
	case ftp.StatusFileUnavailable, ftp.StatusBadFileName:
		return &Fault{Kind: Denied, Where: s.where, Need: name, Err: err}
	}
	return err
}

func badName(err error) bool {
	answer := (*textproto.Error)(nil)
	return errors.As(err, &answer) && answer.Code == ftp.StatusBadFileName
}

func (s *ftpsStore) Delete(ctx context.Context, name string) error {
	return s.unwritten(name, s.use(ctx, func(c *ftp.ServerConn) error {
		if err := c.Delete(s.at(name)); err != nil {
			if size, e := c.FileSize(s.at(name)); e == nil && size >= 0 || !absent(err) {
				return err
			}
		}
		if err := c.ChangeDir(s.root); err != nil {
			return err
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if c.RemoveDir(s.at(dir)) != nil { // it holds more
				break
			}
			s.made.forget(dir)
		}
		return nil
	}))
}

func (s *ftpsStore) Finish(context.Context) error { return nil }

func (s *ftpsStore) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range s.idle {
		_ = c.Quit()
	}
	s.idle = nil
	for _, raw := range s.open {
		_ = raw.Close()
	}
	return nil
}
