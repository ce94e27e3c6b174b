package main

import (
	"slices"
	"strconv"
	"strings"
)

// page is what Hugo makes a page of. Numbers are written as they are shown and points
// as they are drawn, so that the templates only have to put them in their places.
type page struct {
	Path       string `json:"path"`
	Title      string `json:"title"`
	Code       string `json:"code"`
	Kind       string `json:"jenis"`
	People     int    `json:"people"`
	Lat        string `json:"lat"`
	Lon        string `json:"lon"`
	Crumbs     []link `json:"crumbs"`
	Below      []link `json:"below"`
	Facilities []link `json:"facilities"`
	SPM        *spm   `json:"spm,omitempty"`
}

// link leads to a page; what has none has a kind beside its name.
type link struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
	Kind string `json:"jenis,omitempty"`
}

// spm is the summary of the year: the mean of all shares, and a row for each service.
type spm struct {
	Index string `json:"index"`
	Rows  []row  `json:"rows"`
}

type row struct {
	Code    string    `json:"code"`
	Name    string    `json:"name"`
	Served  int       `json:"served"`
	Target  int       `json:"target"`
	Share   string    `json:"share"`
	Status  string    `json:"status"`
	X       int       `json:"x"` // the bar, its label above it
	Y       string    `json:"y"`
	Label   string    `json:"label"`
	Height  string    `json:"height"`
	Colour  string    `json:"colour"`
	Points  string    `json:"points"` // the line
	Monthly []string  `json:"monthly"`
	Values  []float64 `json:"values"`
}

func (u *unit) path() string {
	name := strings.ReplaceAll(u.code, ".", "-")
	if shard := u.shard(); u.kind != "provinsi" && u.kind != "kabkota" {
		return u.kind + "/" + shard + "/" + name
	}
	return u.kind + "/" + name
}

func (u *unit) link() link { return link{Name: u.name, URL: "/" + u.path() + ".html"} }

func pageOf(u *unit) page {
	p := page{Path: u.path(), Title: u.name, Code: u.code, Kind: u.kind, People: u.people, Lat: u.lat, Lon: u.lon}
	for above := u.parent; above != nil; above = above.parent {
		p.Crumbs = append(p.Crumbs, above.link())
	}
	slices.Reverse(p.Crumbs)
	for _, b := range u.below {
		p.Below = append(p.Below, b.link())
	}
	for _, k := range u.puskesmas {
		p.Facilities = append(p.Facilities, k.link())
	}
	for _, f := range u.facilities {
		p.Facilities = append(p.Facilities, link{Name: f.name, Kind: f.kind})
	}
	if u.counts != nil {
		p.SPM = summary(u.counts)
	}
	return p
}

var colours = [len(services)]string{
	"#0b6e4f", "#2274a5", "#d1495b", "#8f5c38", "#66527d", "#c77d0a",
	"#3d5a80", "#5f7a29", "#b5446e", "#00798c", "#7a6f00", "#555555",
}

// The charts are 720 wide; 100 % is 260 high, and stands at 280 - 260.
const (
	ground  = 280.0
	perCent = 2.6
)

func summary(c *counts) *spm {
	s, sum := &spm{}, 0.0
	for i, service := range services {
		r := row{Code: service[0], Name: service[1], Target: int(c.target[i]), X: 50 + 55*i, Colour: colours[i]}
		var points []byte
		for m, n := range c.served[i] {
			r.Served += int(n)
			share := shareOf(r.Served, r.Target)
			r.Monthly, r.Values = append(r.Monthly, decimal(share)), append(r.Values, share)
			if m > 0 {
				points = append(points, ' ')
			}
			points = strconv.AppendInt(points, int64(50+58*m), 10)
			points = append(points, ',')
			points = strconv.AppendFloat(points, ground-perCent*share, 'f', 1, 64)
		}
		share := r.Values[months-1]
		sum += share
		r.Share, r.Points, r.Status = r.Monthly[months-1], string(points), status(share)
		r.Y, r.Label, r.Height = decimal(ground-perCent*share), decimal(ground-5-perCent*share), decimal(perCent*share)
		s.Rows = append(s.Rows, r)
	}
	s.Index = decimal(sum / float64(len(services)))
	return s
}

func shareOf(n, d int) float64 {
	if d == 0 {
		return 0
	}
	return float64((1000*n+d/2)/d) / 10
}

func decimal(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

func status(share float64) string {
	switch {
	case share >= 100:
		return "tuntas"
	case share >= 80:
		return "hampir"
	}
	return "kurang"
}
