// Package host is the door to the places at which a site is published: a folder, a bucket of
// an object store, an account reached by SFTP or FTPS, a branch of a git repository, a zip.
//
// Each kind is a [Store], in one file of its name. What is to be done there is decided by
// room upload; a [Session] does it: in stages, several files at once, with retries that end,
// and so that it may be cut off at any instant and gone on with by the next run.
//
// Nothing is deleted or replaced that an earlier run did not put there. Passwords and keys are
// read from the environment or the usual files, stand in no value that could be printed, and
// are taken out of every text that others made (see [Secrets]).
package host

import (
	"context"
	"path/filepath"
	"time"

	"terang/internal/config"
	"terang/internal/upload"
)

// Store is a place that holds files by path. Paths are relative to where the site stands, with
// slashes. Put and Delete may be called from several goroutines.
type Store interface {
	// List gives the files below each folder that into says yes to, the root among them without
	// being asked for; of another folder only its name, with a slash at the end.
	List(ctx context.Context, into func(dir string) bool) ([]upload.Standing, error)
	// Read gives a file, and fs.ErrNotExist where there is none.
	Read(ctx context.Context, name string) ([]byte, error)
	// Put stores a file so that nobody sees half of it, where the host can do that, and gives its mark.
	Put(ctx context.Context, f upload.File, body []byte) (mark string, err error)
	// Delete takes a file away, and the folders that this empties. One that is not there is no error.
	Delete(ctx context.Context, name string) error
	// Finish makes seen what a store that shows all at once was given.
	Finish(ctx context.Context) error
	Close() error
}

// Traits say how a kind of host wants to be used.
type Traits struct {
	Jobs    int  // files sent at once, unless something else is asked for
	Whole   bool // all that is sent appears at once, or nothing
	Flat    bool // it has no folders, so that a name may stand where another one goes on
	Objects bool // it has no server of its own that chooses among files or reads rules
}

// TraitsOf gives those of a kind.
func TraitsOf(kind config.HostKind) Traits {
	switch kind {
	case config.HostS3:
		return Traits{Jobs: 8, Flat: true, Objects: true}
	case config.HostSFTP:
		return Traits{Jobs: 8}
	case config.HostFTPS: // cheap hosting allows few connections
		return Traits{Jobs: 2}
	case config.HostGit:
		return Traits{Jobs: 1, Whole: true, Objects: true}
	case config.HostZip:
		return Traits{Jobs: 1, Whole: true}
	}
	return Traits{Jobs: 4}
}

// Access is what reaching a host takes beside what site.yaml says.
type Access struct {
	Dir     string // the site's folder
	State   string // a folder that may be written to and is never published
	Env     func(string) string
	Secrets *Secrets
}

// Timeouts: to reach a host, and of a host that says nothing more.
const (
	reach   = 20 * time.Second
	silence = 2 * time.Minute
)

// Open reaches a host.
func Open(ctx context.Context, h config.Host, a Access) (Store, error) {
	if err := free([]upload.Standing{{Path: h.Folder}, {Path: h.Path}}, nil); err != nil {
		return nil, err
	}
	switch h.Kind {
	case config.HostFolder:
		return openFolder(a.file(h.Path))
	case config.HostS3:
		return openBucket(h, a)
	case config.HostSFTP:
		return openSFTP(ctx, h, a)
	case config.HostFTPS:
		return openFTPS(ctx, h, a)
	case config.HostGit:
		return openBranch(ctx, h, a)
	case config.HostZip:
		return openArchive(a.file(h.Path))
	}
	return nil, &Fault{Kind: NoPlace, Where: string(h.Kind)}
}

// file gives a path that site.yaml names from the site's folder.
func (a Access) file(name string) string { return config.At(a.Dir, name) }

// home gives a file of the user's home folder, "" where that is not known.
func (a Access) home(parts ...string) string {
	dir := a.Env("HOME")
	if dir == "" {
		dir = a.Env("USERPROFILE")
	}
	if dir == "" {
		return ""
	}
	return filepath.Join(append([]string{dir}, parts...)...)
}
