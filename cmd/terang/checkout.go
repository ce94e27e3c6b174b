package main

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path"
	"strings"

	"terang/internal/host"
)

// checkout writes the folder dir as it was at a git revision into a folder of its own.
// Whoever gets no error deletes that.
func checkout(ctx context.Context, v diffVoice, dir, revision string) (string, error) {
	commit, err := git(ctx, dir, "rev-parse", "--verify", "--quiet", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return "", wrongUse(v.noEdition, revision, folder(dir))
	}
	within, err := git(ctx, dir, "rev-parse", "--show-prefix")
	if err != nil {
		return "", err
	}
	top, err := git(ctx, dir, "rev-parse", "--show-toplevel") // in a folder that git does not know, archive refuses
	if err != nil {
		return "", err
	}
	archive, err := git(ctx, strings.TrimSpace(string(top)), "archive", "--format=tar", strings.TrimSpace(string(commit))+":"+strings.TrimSpace(string(within)))
	if err != nil {
		return "", fmt.Errorf("revision %s: %w", revision, err)
	}
	temp, err := os.MkdirTemp("", "terang-revision-*")
	if err != nil {
		return "", err
	}
	if err := untar(temp, archive); err != nil {
		_ = os.RemoveAll(temp)
		return "", fmt.Errorf("revision %s: %w", revision, err)
	}
	return temp, nil
}

// sentTo names the remote to which git sends what is in data/, if git keeps that folder and has one.
func sentTo(ctx context.Context, dir string) string {
	kept, err := git(ctx, dir, "ls-files", "--cached", "--", "data")
	if err != nil || len(kept) == 0 {
		return ""
	}
	remotes, _ := git(ctx, dir, "remote") // what cannot be asked is no remote
	first, _, _ := strings.Cut(string(remotes), "\n")
	return first
}

// git runs git in a folder and gives what it prints.
func git(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "git", append([]string{"-C", dir}, args...)...) //nolint:gosec // no shell reads the words, and a revision cannot be taken for a flag
	cmd.Env = host.GitEnvironment()
	var out, said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &said
	if err := cmd.Run(); err != nil {
		if text := strings.TrimSpace(said.String()); text != "" {
			return nil, fmt.Errorf("git: %s", text)
		}
		return nil, fmt.Errorf("git: %w", err)
	}
	return out.Bytes(), nil
}

// untar writes the files and folders of an archive. A link leads nowhere in a copy and is left out.
func untar(dir string, archive []byte) error {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close() //nolint:errcheck // what was written is closed
	for r := tar.NewReader(bytes.NewReader(archive)); ; {
		head, err := r.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		name := path.Clean(head.Name)
		switch head.Typeflag {
		case tar.TypeDir:
			err = root.MkdirAll(name, 0o700)
		case tar.TypeReg:
			var body []byte
			if body, err = io.ReadAll(r); err == nil {
				err = root.WriteFile(name, body, 0o600)
			}
		}
		if err != nil {
			return err
		}
	}
}
