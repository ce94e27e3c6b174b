package build

import (
	"context"
	"io/fs"
	"path/filepath"

	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/photo"
	"terang/internal/site"
	"terang/internal/source"
)

// photosDir is where the pictures of posts are kept as they were made, in the state folder.
const photosDir = "photos"

// OpenPhotos opens the lab of a site's folder, for a preview that builds many times.
// Whoever opens it closes it.
func OpenPhotos(dir string) *photo.Lab { return openPhotos(dir, photo.Keep) }

func openPhotos(dir string, use photo.Use) *photo.Lab {
	return photo.Open(filepath.Join(dir, stateDir, photosDir), use)
}

// developed makes the pictures that posts show, in the widths that site.yaml asks for.
// A preview takes a file that seems unchanged to be so; a build reads them all.
func developed(ctx context.Context, root fs.FS, cfg config.Site, posts *content.Content, o Options) (map[string]*photo.Photo, source.Problems, error) {
	var wants []photo.Want
	address := map[string]string{}
	for _, a := range posts.Assets {
		if a.Picture {
			wants = append(wants, photo.Want{File: a.Source, Pos: a.Pos})
			address[a.Source] = a.Path
		}
	}
	if len(wants) == 0 {
		return nil, nil, nil
	}
	lab, trust := o.Photos, true
	if lab == nil {
		lab, trust = openPhotos(o.Dir, o.photoUse), false
		defer lab.Close() //nolint:errcheck // memory alone is given back
	}
	byFile, ps, err := lab.Develop(ctx, root, o.Jobs, wants, photo.Settings{Widths: cfg.Photos}, trust)
	photos := map[string]*photo.Photo{}
	for file, made := range byFile {
		photos[address[file]] = made
	}
	return photos, ps, err
}

// writePhotos hands on the files of all pictures. Two pictures of the same bytes and
// nearly the same name have the same files.
func (s *made) writePhotos(write writeFunc) error {
	written := map[string]bool{}
	for _, a := range s.assets {
		if !a.Picture || s.photos[a.Path] == nil {
			continue
		}
		for _, v := range s.photos[a.Path].Versions {
			for _, r := range []photo.Rendition{v.Modern, v.Plain} {
				name := site.PhotoFile(a.Path, v, r)
				if written[name] {
					continue
				}
				written[name] = true
				body, err := r.Bytes()
				if err != nil {
					return err
				}
				if err := write(name, body); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
