package host

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/textproto"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/pkg/sftp"
	"golang.org/x/crypto/ssh/knownhosts"

	"terang/internal/config"
	"terang/internal/upload"
)

// kindOf gives what a host is said to lack, and -1 where that is not said.
func kindOf(err error) FaultKind {
	if f := (*Fault)(nil); errors.As(err, &f) {
		return f.Kind
	}
	return -1
}

// What a server answers to a write says whether there is room, or no right, or nothing more than that it failed.
func TestAnswersOfFTPToAWrite(t *testing.T) {
	t.Parallel()
	s := &ftpsStore{where: "ftp.example.go.id:21"}
	for code, want := range map[int]FaultKind{452: Full, 552: Full, 451: PerhapsFull, 550: Denied, 553: Denied, 500: -1} {
		err := s.unwritten("a.html", s.fault(t.Context(), fmt.Errorf("cut off, %w", &textproto.Error{Code: code, Msg: "no"})))
		if got := kindOf(err); got != want || hopeless(err) != (want != PerhapsFull && want >= 0) {
			t.Errorf("%d is of kind %d, want %d: %v", code, got, want, err)
		}
	}
	s.ready = true // one connection more than the server allows is no answer to a write
	if err := s.unwritten("a.html", s.fault(t.Context(), &textproto.Error{Code: 530, Msg: "no"})); kindOf(err) != Unreachable {
		t.Error(err)
	}
}

// fullDisk opens every file, and stores none of it.
type fullDisk struct{ answer error }

func (d fullDisk) Filewrite(*sftp.Request) (io.WriterAt, error) { return d, nil }

func (d fullDisk) WriteAt([]byte, int64) (int, error) { return 0, d.answer }

func TestSFTPOnAFullDisk(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		answer error
		want   FaultKind
	}{{sftp.ErrSSHFxFailure, PerhapsFull}, {sftp.ErrSSHFxPermissionDenied, Denied}, {sftp.ErrSSHFxOk + noSpace, Full}} {
		files := sftp.InMemHandler()
		files.FilePut = fullDisk{c.answer}
		address, keys := sshServerOf(t, "x", files)
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "known"), []byte(knownhosts.Line([]string{address}, keys[0])+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		a := Access{Dir: dir, Secrets: &Secrets{}, Env: func(name string) string { return map[string]string{passwordVar: "x"}[name] }}
		s, err := Open(t.Context(), config.Host{Name: "x", Kind: config.HostSFTP, Address: address, User: "dinkes", KnownHosts: "known", Path: "/"}, a)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Put(t.Context(), upload.File{Path: "a.html"}, []byte("a")); kindOf(err) != c.want {
			t.Errorf("%v is of kind %d, want %d: %v", c.answer, kindOf(err), c.want, err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestDisksOfThisMachine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want FaultKind
	}{{syscall.ENOSPC, Full}, {syscall.EDQUOT, Full}, {syscall.EROFS, Denied}, {syscall.EACCES, Denied}, {fs.ErrExist, -1}} {
		if got := kindOf(ofDisk("web", &fs.PathError{Op: "write", Path: "a", Err: c.err})); got != c.want {
			t.Errorf("%v is of kind %d, want %d", c.err, got, c.want)
		}
	}
	dir := t.TempDir()
	s, err := Open(t.Context(), config.Host{Kind: config.HostFolder, Path: dir}, Access{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o500); err != nil { //nolint:gosec // a folder that is only read
		t.Fatal(err)
	}
	if _, err := s.Put(t.Context(), upload.File{Path: "a.html"}, nil); err != nil && kindOf(err) != Denied { // nothing is forbidden to root
		t.Error(err)
	}
	if err := errors.Join(os.Chmod(dir, 0o700), s.Close()); err != nil { //nolint:gosec // to be removed
		t.Error(err)
	}
}

// objects is a bucket whose server answers everything so.
func objects(t *testing.T, status int, code, message, region string) (Store, *httptest.Server) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/xml")
		w.WriteHeader(status)
		_ = xml.NewEncoder(w).Encode(struct {
			XMLName               xml.Name `xml:"Error"`
			Code, Message, Region string
		}{Code: code, Message: message, Region: region})
	}))
	t.Cleanup(server.Close)
	a := Access{Secrets: &Secrets{}, Env: func(name string) string {
		return map[string]string{"AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "rahasia-sekali"}[name]
	}}
	s, err := Open(t.Context(), config.Host{Kind: config.HostS3, Bucket: "portal", Endpoint: server.URL, Region: "id-jkt-1"}, a)
	if err != nil {
		t.Fatal(err)
	}
	return s, server
}

// A request that is signed for another region is no wrong key.
func TestAnswersOfAnObjectStore(t *testing.T) {
	t.Parallel()
	const malformed = "The authorization header is malformed; "
	for _, c := range []struct {
		status                int
		code, message, region string
		want                  FaultKind
		need                  string
	}{
		{400, "AuthorizationHeaderMalformed", malformed + "the region 'id-jkt-1' is wrong; expecting 'us-west-2'", "us-west-2", OtherRegion, "us-west-2"},
		{400, "AuthorizationHeaderMalformed", malformed + "the region 'id-jkt-1' is wrong; expecting 'us-west-2'", "", OtherRegion, "us-west-2"},
		{400, "AuthorizationHeaderMalformed", malformed + "the region is wrong", "", OtherRegion, ""},
		{400, "AuthorizationHeaderMalformed", malformed + "a non-empty Access Key (AKID) must be provided", "", Refused, "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"},
		{403, "SignatureDoesNotMatch", "no", "", Refused, "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY"},
		{403, "AccessDenied", "no", "", Denied, ""},
		{403, "QuotaExceeded", "no", "", Full, ""},
		{507, "XMinioStorageFull", "no", "", Full, ""},
	} {
		s, _ := objects(t, c.status, c.code, c.message, c.region)
		_, err := s.Put(t.Context(), upload.File{Path: "a.html", Size: 1}, []byte("a"))
		f := (*Fault)(nil)
		if !errors.As(err, &f) || f.Kind != c.want || f.Need != c.need {
			t.Errorf("%s %q: %v", c.code, c.message, err)
		}
	}
	s, server := objects(t, 200, "", "", "")
	server.Close()
	if _, err := s.Put(t.Context(), upload.File{Path: "a.html", Size: 1}, []byte("a")); kindOf(err) != Unreachable || strings.Contains(err.Error(), "Put") {
		t.Errorf("a store that is gone: %v", err)
	}
}

// A disk that is full is told as that, and as nobody's lack of a right.
func TestZipOnAFullDisk(t *testing.T) {
	t.Parallel()
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("no disk is always full here")
	}
	store, err := Open(t.Context(), config.Host{Kind: config.HostZip, Path: filepath.Join(t.TempDir(), "a.zip")}, Access{})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(full, store.(*Archive).part); err != nil {
		t.Fatal(err)
	}
	_, err = store.Put(t.Context(), upload.File{Path: "a.html", Size: 1}, []byte("a"))
	if err = errors.Join(err, store.Finish(t.Context())); kindOf(err) != Full {
		t.Error(err)
	}
	if err := store.Close(); err != nil {
		t.Error(err)
	}
}
