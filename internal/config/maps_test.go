package config

import (
	"slices"
	"testing"
	"testing/fstest"
)

func TestMaps(t *testing.T) {
	const head = "title: A\nbase_url: https://example.go.id/\narea: \"14.10\"\n"
	for text, want := range map[string]Maps{
		"":                                       {Budget: 10000},
		"maps: {tiles: false}\n":                 {NoTiles: true, Budget: 10000},
		"maps: {facilities: false, tiles: true}": {NoFacilities: true, Budget: 10000},
		"maps: {outline_kb: 25}\n":               {Budget: 25000},
	} {
		s, ps := Read(fstest.MapFS{File: {Data: []byte(head + text)}})
		if len(ps) > 0 || s.Maps != want {
			t.Errorf("%q gives %+v, %v", text, s.Maps, ps)
		}
	}
	for _, text := range []string{"maps: {outline_kb: 1}\n", "maps: {outline_kb: 61}\n"} {
		s, ps := Read(fstest.MapFS{File: {Data: []byte(head + text)}})
		if len(ps) != 1 || ps[0].Code != "unknown-choice" || ps[0].Pos.Line != 4 || s.Maps.Budget != 10000 {
			t.Errorf("%q gives %+v, %v", text, s.Maps, ps)
		}
	}
}

func TestPageKB(t *testing.T) {
	t.Parallel()
	const head = "title: A\nbase_url: https://example.go.id/\narea: \"14.10\"\n"
	for text, want := range map[string]int{"": 30, "page_kb: 15\n": 15, "page_kb: 500\n": 500} {
		if s, ps := Read(fstest.MapFS{File: {Data: []byte(head + text)}}); len(ps) > 0 || s.PageKB != want {
			t.Errorf("%q gives %d, %v", text, s.PageKB, ps)
		}
	}
	for _, text := range []string{"page_kb: 14\n", "page_kb: 501\n"} {
		s, ps := Read(fstest.MapFS{File: {Data: []byte(head + text)}})
		if len(ps) != 1 || ps[0].Code != "unknown-choice" || ps[0].Pos.Line != 4 || s.PageKB != 30 {
			t.Errorf("%q gives %d, %v", text, s.PageKB, ps)
		}
	}
}

func TestPhotos(t *testing.T) {
	t.Parallel()
	const head = "title: A\nbase_url: https://example.go.id/\narea: \"14.10\"\n"
	for text, want := range map[string][]int{
		"": {480, 960, 1440}, "photos: {}\n": {480, 960, 1440}, "photos: {widths: [800, 160, 800]}\n": {160, 800},
	} {
		if s, ps := Read(fstest.MapFS{File: {Data: []byte(head + text)}}); len(ps) > 0 || !slices.Equal(s.Photos, want) {
			t.Errorf("%q gives %v, %v", text, s.Photos, ps)
		}
	}
	for _, text := range []string{"photos: {widths: [159]}\n", "photos: {widths: [480, 2561]}\n", "photos: {widths: [200, 300, 400, 500, 600]}\n"} {
		if _, ps := Read(fstest.MapFS{File: {Data: []byte(head + text)}}); len(ps) != 1 || ps[0].Code != "unknown-choice" || ps[0].Pos.Line != 4 {
			t.Errorf("%q gives %v", text, ps)
		}
	}
}
