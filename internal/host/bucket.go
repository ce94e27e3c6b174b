package host

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"terang/internal/config"
	"terang/internal/media"
	"terang/internal/upload"
)

// bucket is a bucket of an object store that speaks S3, or what lies below a prefix in it.
type bucket struct {
	client *minio.Client
	host   config.Host
	keys   string // where the keys are from
	hangUp func() // the connections that nobody uses
}

// aws is where a bucket is that names no endpoint.
const aws = "https://s3.amazonaws.com"

func openBucket(h config.Host, a Access) (Store, error) {
	address := cmp.Or(h.Endpoint, aws)
	u, err := url.Parse(address)
	if err != nil {
		return nil, &Fault{Kind: Unreachable, Where: address, Err: err}
	}
	keys, from, err := a.awsKeys(u.Host)
	if err != nil {
		return nil, err
	}
	region := cmp.Or(h.Region, a.Env("AWS_REGION"), a.Env("AWS_DEFAULT_REGION"))
	if region == "" && h.Endpoint != "" {
		region = "us-east-1" // what all others answer to
	}
	way, err := minio.DefaultTransport(u.Scheme == "https")
	if err != nil {
		return nil, &Fault{Kind: Unreachable, Where: address, Err: err}
	}
	client, err := minio.New(u.Host, &minio.Options{Creds: keys, Secure: u.Scheme == "https", Region: region, MaxRetries: 1, Transport: way})
	if err != nil {
		return nil, &Fault{Kind: Unreachable, Where: address, Err: err}
	}
	return &bucket{client: client, host: h, keys: from, hangUp: way.CloseIdleConnections}, nil
}

// awsKeys reads the keys as the tools of AWS do: from the environment, or from the file of
// credentials and its profile.
func (a Access) awsKeys(where string) (*credentials.Credentials, string, error) {
	id, secret, token := a.Env("AWS_ACCESS_KEY_ID"), a.Env("AWS_SECRET_ACCESS_KEY"), a.Env("AWS_SESSION_TOKEN")
	const wanted = "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, ~/.aws/credentials"
	if id != "" && secret != "" {
		a.Secrets.keep(secret)
		a.Secrets.keep(token)
		return credentials.NewStaticV4(id, secret, token), "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY", nil
	}
	file := cmp.Or(a.Env("AWS_SHARED_CREDENTIALS_FILE"), a.home(".aws", "credentials"))
	keys := credentials.NewFileAWSCredentials(file, cmp.Or(a.Env("AWS_PROFILE"), "default"))
	value, err := keys.GetWithContext(nil)
	if err != nil || value.AccessKeyID == "" {
		var unread *fs.PathError
		switch {
		case err == nil || errors.Is(err, fs.ErrNotExist):
			err = nil
		case !errors.As(err, &unread): // which quotes the line
			err = fmt.Errorf("%s has no keys that can be read", file)
		}
		return nil, "", &Fault{Kind: NoSecret, Where: where, Need: wanted, Err: err}
	}
	a.Secrets.keep(value.SecretAccessKey)
	a.Secrets.keep(value.SessionToken)
	return keys, file, nil
}

func (s *bucket) key(name string) string { return path.Join(s.host.Folder, name) }

func (s *bucket) List(ctx context.Context, _ func(string) bool) ([]upload.Standing, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	prefix := ""
	if s.host.Folder != "" {
		prefix = s.host.Folder + "/"
	}
	var there []upload.Standing
	for o := range s.client.ListObjectsIter(ctx, s.host.Bucket, minio.ListObjectsOptions{Prefix: prefix, Recursive: true}) {
		if o.Err != nil {
			return nil, s.fault(o.Err)
		}
		if name := strings.TrimPrefix(o.Key, prefix); name != "" {
			there = append(there, upload.Standing{Path: name, Size: o.Size, Mark: markOf(o.ETag)})
		}
	}
	return there, ctx.Err()
}

// markOf makes an ETag a single word.
func markOf(etag string) string { return strings.Trim(strings.ReplaceAll(etag, " ", "_"), `"`) }

func (s *bucket) Read(ctx context.Context, name string) ([]byte, error) {
	o, err := s.client.GetObject(ctx, s.host.Bucket, s.key(name), minio.GetObjectOptions{})
	if err != nil {
		return nil, s.fault(err)
	}
	defer o.Close() //nolint:errcheck // read only: nothing can be lost
	body, err := io.ReadAll(o)
	return body, s.fault(err)
}

func (s *bucket) Put(ctx context.Context, f upload.File, body []byte) (string, error) {
	o := minio.PutObjectOptions{ContentType: media.Of(f.Path).Sent(), CacheControl: s.host.Cache.Files}
	switch {
	case upload.Lasts(f.Path):
		o.CacheControl = s.host.Cache.Assets
	case upload.IsPage(f.Path):
		o.CacheControl = s.host.Cache.Pages
	case f.Path == upload.StateFile:
		o.ContentType, o.CacheControl = "text/plain; charset=utf-8", "no-store"
	}
	info, err := s.client.PutObject(ctx, s.host.Bucket, s.key(f.Path), bytes.NewReader(body), int64(len(body)), o)
	if ctx.Err() != nil { // what was stopped may have stalled, and with it what waits to be used again
		s.hangUp()
	}
	return markOf(info.ETag), s.fault(err)
}

func (s *bucket) Delete(ctx context.Context, name string) error {
	err := s.fault(s.client.RemoveObject(ctx, s.host.Bucket, s.key(name), minio.RemoveObjectOptions{}))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func (s *bucket) Finish(context.Context) error { return nil }

func (s *bucket) Close() error { return nil }

// fault says what an answer of the object store means.
func (s *bucket) fault(err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	var answer minio.ErrorResponse
	where := s.client.EndpointURL().Host
	if unsigned := (*tls.CertificateVerificationError)(nil); !errors.As(err, &answer) {
		if silent := (*url.Error)(nil); errors.As(err, &silent) && !errors.As(err, &unsigned) {
			return &Fault{Kind: Unreachable, Where: where, Err: silent.Err}
		}
		return err
	}
	if region, is := otherRegion(answer); is {
		return &Fault{Kind: OtherRegion, Where: where + "/" + s.host.Bucket, Need: region, Err: err}
	}
	switch answer.Code {
	case minio.NoSuchKey:
		return fmt.Errorf("%w (%s)", fs.ErrNotExist, answer.Code)
	case minio.NoSuchBucket:
		return &Fault{Kind: NoPlace, Where: where + "/" + s.host.Bucket, Err: err}
	case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "ExpiredToken", "RequestTimeTooSkewed", "AuthorizationHeaderMalformed":
		return &Fault{Kind: Refused, Where: where, Need: s.keys, Err: err}
	case "QuotaExceeded":
		return &Fault{Kind: Full, Where: where + "/" + s.host.Bucket, Err: err}
	}
	switch answer.StatusCode {
	case http.StatusInsufficientStorage:
		return &Fault{Kind: Full, Where: where + "/" + s.host.Bucket, Err: err}
	case http.StatusUnauthorized, http.StatusForbidden:
		return &Fault{Kind: Denied, Where: where + "/" + s.host.Bucket, Err: err}
	case http.StatusNotFound:
		return fmt.Errorf("%w (%s)", fs.ErrNotExist, answer.Code)
	}
	return err
}

// expected is the region that the words of an answer name.
var expected = regexp.MustCompile(`region.* expecting (?:region )?['"‘]([^'"’]+)`)

// otherRegion says whether an answer is about the region that a request was signed for, and which one it should
// have been, where that is told. What is malformed otherwise is the key.
func otherRegion(answer minio.ErrorResponse) (region string, is bool) {
	switch answer.Code {
	case "PermanentRedirect", minio.InvalidRegion:
		is = true
	case "AuthorizationHeaderMalformed":
		is = answer.Region != "" || strings.Contains(answer.Message, "region")
	}
	if named := expected.FindStringSubmatch(answer.Message); answer.Region == "" && named != nil {
		return named[1], is
	}
	return answer.Region, is
}
