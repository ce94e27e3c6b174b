package site

import (
	"strings"
	"testing"

	"terang/internal/chart"
	"terang/internal/content"
	"terang/internal/health"
)

// A long text has its contents before it, and what may be fetched after it.
func TestReading(t *testing.T) {
	t.Parallel()
	p := content.Post{Kind: content.Berita, Slug: "a", Title: "A", Author: "Tim Data", Date: 2024_10_01, Attachments: []content.Attachment{{Path: "media/a.pdf", Name: "Notulen", Kind: "PDF", Size: 1_234_567}}}
	text := &content.Text{}
	for _, title := range []string{"Satu", "Dua", "Tiga", "Empat"} {
		text.Headings = append(text.Headings, content.Heading{Level: 2, ID: "bagian-" + strings.ToLower(title), Text: title})
	}
	p.Say(text)
	b := tiny{month: health.MonthOf(2024, 9), services: 1, desa: []place{{"Marang", []int{50}}}, posts: []content.Post{p}, date: 2024_10_08}.build(t)
	for _, pg := range b.Pages() {
		switch pg.Kind {
		case News:
			sections := map[string]Section{}
			for _, s := range b.View(pg).Sections {
				sections[s.ID] = s
			}
			if g := sections["daftar-isi"].Links; len(g) != 1 || len(g[0].Links) != 4 || g[0].Links[3].Href != "#bagian-empat" {
				t.Errorf("contents %+v", g)
			}
			if d := sections["lampiran"].Downloads; len(d) != 1 || d[0].Format != "PDF" || d[0].Size != "1,2 MB" || d[0].Href != "../media/a.pdf" {
				t.Errorf("attachments %+v", d)
			}
			if l := sections["penulis"].Links; len(l) != 1 || l[0].Links[0].Href != "penulis/tim-data.html" {
				t.Errorf("author %+v", l)
			}
		case NewsAuthor:
			if s := b.View(pg).Sections; len(s[0].Cards) != 1 {
				t.Errorf("author's page %+v", s)
			}
		default:
		}
	}
}

// A shortcode with per stays at its month, and one with a year at that year's end.
func TestPinnedShortcodes(t *testing.T) {
	t.Parallel()
	b := tiny{month: health.MonthOf(2024, 9), services: 1, desa: []place{{"Marang", []int{50}}}, date: 2024_10_08}.build(t)
	hole := func(name, per string) content.Hole {
		h := content.Hole{Name: name, Spot: content.InText, Args: []content.Arg{{Name: "indikator", Value: "layanan-1"}}}
		if per != "" {
			h.Args = append(h.Args, content.Arg{Name: "per", Value: per})
		}
		return h
	}
	now := b.holeText(hole("nilai", ""))
	for per, same := range map[string]bool{"2024-09": true, "2024": true, "2024-06": false, "2023": false, "2025-01": false} {
		if got := b.holeText(hole("nilai", per)); (got == now) != same {
			t.Errorf("per %s: %q, now %q", per, got, now)
		}
	}
	captions := map[string]*chart.Table{"": b.holeBlock(hole("tabel", "")).Table, "2024-06": b.holeBlock(hole("tabel", "2024-06")).Table}
	if captions[""].Caption == captions["2024-06"].Caption || !strings.Contains(captions["2024-06"].Caption, "Juni 2024") {
		t.Errorf("captions %q and %q", captions[""].Caption, captions["2024-06"].Caption)
	}
}
