package host

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"sync"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh"

	"terang/internal/config"
	"terang/internal/upload"
)

// sftpStore is a folder of an account that is reached by SFTP. All that goes on at once shares a connection.
type sftpStore struct {
	login *sshLogin
	root  string
	made  folders

	mu   sync.Mutex
	ssh  *ssh.Client
	sftp *sftp.Client
}

func openSFTP(ctx context.Context, h config.Host, a Access) (Store, error) {
	login, err := newLogin(h, a)
	if err != nil {
		return nil, err
	}
	s := &sftpStore{login: login, root: h.Path}
	c, err := s.connect(ctx)
	if err != nil {
		return nil, err
	}
	if s.root == "" {
		s.root = "."
	}
	info, err := c.Stat(s.root)
	if err != nil || !info.IsDir() {
		_ = s.Close()
		return nil, &Fault{Kind: NoPlace, Where: login.where + " " + s.root, Err: err}
	}
	return s, nil
}

func (s *sftpStore) connect(ctx context.Context) (*sftp.Client, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sftp != nil {
		return s.sftp, nil
	}
	conn, err := s.login.dial(ctx)
	if err != nil {
		return nil, err
	}
	c, err := sftp.NewClient(conn)
	if err != nil {
		_ = conn.Close()
		return nil, &Fault{Kind: Denied, Where: s.login.where, Need: "sftp", Err: err}
	}
	s.ssh, s.sftp = conn, c
	return c, nil
}

// use does something on the connection. One that has broken is thrown away: the next try makes another.
func (s *sftpStore) use(ctx context.Context, do func(*sftp.Client) error) error {
	c, err := s.connect(ctx)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { s.drop(c) })
	defer stop()
	err = do(c)
	status := (*sftp.StatusError)(nil)
	switch {
	case err == nil || errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrExist):
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, fs.ErrPermission):
		return &Fault{Kind: Denied, Where: s.login.where, Err: err}
	case !errors.As(err, &status) || status.FxCode() == sftp.ErrSSHFxConnectionLost || status.FxCode() == sftp.ErrSSHFxNoConnection:
		s.drop(c)
	}
	return err
}

func (s *sftpStore) drop(c *sftp.Client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sftp == c && c != nil {
		_ = s.ssh.Close() // the session ends with it
		s.ssh, s.sftp = nil, nil
	}
}

func (s *sftpStore) at(name string) string { return path.Join(s.root, name) }

func (s *sftpStore) List(ctx context.Context, into func(string) bool) ([]upload.Standing, error) {
	return walk(ctx, into, func(dir string) ([]upload.Standing, error) {
		var list []upload.Standing
		err := s.use(ctx, func(c *sftp.Client) error {
			entries, err := c.ReadDirContext(ctx, s.at(dir))
			list = nil
			for _, e := range entries {
				list = append(list, listed(path.Join(dir, e.Name()), e))
			}
			return err
		})
		return list, err
	})
}

// listed is an entry of a folder: a folder has a slash, and what is neither that nor a file has no size.
func listed(name string, info os.FileInfo) upload.Standing {
	switch {
	case info.IsDir():
		return upload.Standing{Path: name + "/", Size: -1}
	case info.Mode().IsRegular():
		return upload.Standing{Path: name, Size: info.Size()}
	}
	return upload.Standing{Path: name, Size: -1}
}

// walk lists folder after folder, for hosts that can list one at a time.
func walk(ctx context.Context, into func(string) bool, list func(dir string) ([]upload.Standing, error)) ([]upload.Standing, error) {
	var there []upload.Standing
	dirs := []string{"."}
	for len(dirs) > 0 {
		dir := dirs[0]
		dirs = dirs[1:]
		entries, err := list(dir)
		if err := errors.Join(err, ctx.Err()); err != nil {
			return nil, err
		}
		for _, e := range entries {
			name := path.Clean(e.Path)
			if name != e.Path && into(name) {
				dirs = append(dirs, name)
			} else {
				there = append(there, e)
			}
		}
	}
	return there, nil
}

func (s *sftpStore) Read(ctx context.Context, name string) (body []byte, err error) {
	err = s.use(ctx, func(c *sftp.Client) error {
		f, err := c.Open(s.at(name))
		if err != nil {
			return err
		}
		defer f.Close() //nolint:errcheck // read only: nothing can be lost
		body, err = io.ReadAll(f)
		return err
	})
	return body, err
}

func (s *sftpStore) Put(ctx context.Context, f upload.File, body []byte) (string, error) {
	return "", s.unwritten(f.Path, s.use(ctx, func(c *sftp.Client) error {
		err := s.made.above(f.Path, func(dir string) error {
			if err := c.Mkdir(s.at(dir)); err != nil {
				if info, e := c.Stat(s.at(dir)); e != nil || !info.IsDir() {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		part := s.at(upload.PartOf(f.Path, upload.SumOf([]byte(f.Path+f.Sum))))
		out, err := c.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
		if err != nil {
			return err
		}
		_, err = out.ReadFrom(bytes.NewReader(body))
		if err := errors.Join(err, out.Close()); err != nil {
			return err
		}
		return replace(c, part, s.at(f.Path))
	}))
}

// The statuses of later versions of the protocol, which some servers answer with all the same.
const (
	noSpace  = 14
	quotaHit = 15
)

// unwritten says what an answer to a write means: a server of the usual version has no word but failure for a full disk.
func (s *sftpStore) unwritten(name string, err error) error {
	status := (*sftp.StatusError)(nil)
	switch {
	case !errors.As(err, &status):
		return err
	case status.Code == noSpace || status.Code == quotaHit:
		return &Fault{Kind: Full, Where: s.login.where, Err: err}
	case status.FxCode() == sftp.ErrSSHFxFailure:
		return &Fault{Kind: PerhapsFull, Where: s.login.where, Need: name, Err: err}
	}
	return err
}

// replace renames a file over another one; where the server cannot do that, the other one goes first.
func replace(c *sftp.Client, part, name string) error {
	if _, can := c.HasExtension("posix-rename@openssh.com"); can {
		return c.PosixRename(part, name)
	}
	if err := c.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return c.Rename(part, name)
}

func (s *sftpStore) Delete(ctx context.Context, name string) error {
	return s.use(ctx, func(c *sftp.Client) error {
		if err := c.Remove(s.at(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if c.RemoveDirectory(s.at(dir)) != nil { // it holds more
				break
			}
			s.made.forget(dir)
		}
		return nil
	})
}

func (s *sftpStore) Finish(context.Context) error { return nil }

func (s *sftpStore) Close() error {
	s.mu.Lock()
	c := s.sftp
	s.mu.Unlock()
	s.drop(c)
	return nil
}
