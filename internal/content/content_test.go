package content

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/health"
	"terang/internal/source"
)

// news is the least that a post needs, with more keys and a text behind.
func news(keys, text string) string {
	return "-- content/berita/kabar.md --\n---\njudul: Kabar\ntanggal: 2024-10-08\n" + keys + "---\n" + text + "\n"
}

// one reads a single post that has no problem at all.
func one(t testing.TB, text string) Post {
	t.Helper()
	c, ps := readText(t, text, Options{})
	if len(ps) > 0 || len(c.Posts) != 1 {
		t.Fatalf("%d posts, problems %v", len(c.Posts), ps)
	}
	return c.Posts[0]
}

// filled joins a body with every hole shown as [name:args].
func filled(b Body) string {
	return b.Fill(func(h Hole) string {
		var args []string
		for _, a := range h.Args {
			args = append(args, a.Name+"="+a.Value)
		}
		return "[" + h.Name + " " + strings.Join(args, " ") + "]"
	})
}

func TestKeysInBothLanguages(t *testing.T) {
	t.Parallel()
	id := one(t, news("diperbarui: 2024-10-09\nringkasan: Ada\npenulis: Tim\ntag: [a, b, a]\n"+
		"terkait: {wilayah: [14.10.03], puskesmas: \"1011351\", indikator: [ht]}\nterbit: 2024-10-01\nkedaluwarsa: 2024-10-17\nslug: lain\n", "Isi"))
	en := one(t, `-- content/berita/kabar.md --
---
title: Kabar
date: 2024-10-08T23:30:00+07:00
updated: 2024-10-09T01:00:00.5Z
summary: Ada
author: Tim
tags:
  - a
  - b
related: {areas: "14.10.03", puskesmas: ["1011351"], indicators: ht}
publish: 2024-10-01
expires: 2024-10-17
slug: lain
---
Isi
`)
	for _, p := range []Post{id, en} {
		if p.Title != "Kabar" || p.Date != 2024_10_08 || p.Updated != 2024_10_09 || p.Summary != "Ada" || p.Author != "Tim" || p.Slug != "lain" {
			t.Errorf("got %+v", p)
		}
		if !slices.Equal(p.Tags, []string{"a", "b"}) || !slices.Equal(p.Units, []health.Unit{1, 3}) || !slices.Equal(p.Indicators, []int{1}) {
			t.Errorf("tags %v, units %v, indicators %v", p.Tags, p.Units, p.Indicators)
		}
	}
}

func TestWhatIsLeftOut(t *testing.T) {
	t.Parallel()
	const text = `-- content/berita/hari-ini.md --
---
{judul: A, tanggal: 2024-10-17, kedaluwarsa: 2024-10-17}
---
-- content/berita/besok.md --
---
{judul: B, tanggal: 2024-10-18}
---
-- content/kegiatan/undangan.md --
---
{judul: C, tanggal: 2024-11-01, terbit: 2024-10-17}
---
-- content/berita/lalu.md --
---
{judul: D, tanggal: 2024-10-01, kedaluwarsa: 2024-10-16}
---
<b>rusak</b>
-- content/berita/draf.md --
---
{judul: E, tanggal: 2024-10-01, draf: true}
---
<b>rusak</b>
-- content/halaman/tentang.md --
---
{judul: F}
---
`
	c, ps := readText(t, text, Options{})
	if ps.HasErrors() || len(ps) != 4 {
		t.Errorf("faults of posts that nobody sees: %v", ps)
	}
	var got []string
	for _, p := range c.Posts {
		got = append(got, p.File)
	}
	want := []string{"content/berita/hari-ini.md", "content/kegiatan/undangan.md", "content/halaman/tentang.md"}
	if !slices.Equal(got, want) || c.Scheduled != 1 || c.Expired != 1 || c.Drafts != 1 {
		t.Errorf("got %v, scheduled %d, expired %d, drafts %d", got, c.Scheduled, c.Expired, c.Drafts)
	}
	if n := len(c.Of(Kegiatan)); n != 1 {
		t.Errorf("Of(Kegiatan) gave %d", n)
	}
	c, ps = readText(t, text, Options{Drafts: true})
	if !ps.HasErrors() || len(c.Of(Berita)) != 2 || !c.Of(Berita)[1].Draft || c.Drafts != 0 {
		t.Errorf("with drafts: %d posts, problems %v", len(c.Of(Berita)), ps)
	}
	if n := len(c.Of(Halaman)); n != 1 {
		t.Errorf("Of(Halaman) gave %d", n)
	}
}

func TestPostsAreSorted(t *testing.T) {
	t.Parallel()
	c, ps := readText(t, `-- content/berita/b.md --
---
{judul: B, tanggal: 2024-10-01}
---
-- content/berita/c.md --
---
{judul: C, tanggal: 2024-10-02}
---
-- content/berita/a.md --
---
{judul: A, tanggal: 2024-10-01}
---
`, Options{})
	got := ""
	for _, p := range c.Posts {
		got += p.Slug
	}
	if got != "cab" || len(ps) > 0 {
		t.Errorf("got %s, problems %v", got, ps)
	}
}

func TestNoContentAtAll(t *testing.T) {
	t.Parallel()
	c, ps := Read(fstest.MapFS{}, Names{}, Options{Date: today})
	if len(c.Posts) != 0 || len(ps) != 0 {
		t.Errorf("got %v, %v", c, ps)
	}
}

// brokenFS holds one post that cannot be opened.
type brokenFS struct{ fstest.MapFS }

func (f brokenFS) Open(name string) (fs.File, error) {
	if name == "content/berita/kabar.md" {
		return nil, &fs.PathError{Op: "open", Path: "/home/somebody/" + name, Err: errors.New("no luck")}
	}
	return f.MapFS.Open(name)
}

func (f brokenFS) ReadFile(name string) ([]byte, error) {
	_, err := f.Open(name)
	return nil, err
}

func TestUnreadableFile(t *testing.T) {
	t.Parallel()
	root := brokenFS{fstest.MapFS{"content/berita/kabar.md": {}}}
	_, ps := Read(root, someNames(), Options{Date: today})
	if len(ps) != 1 || ps[0].Code != "unreadable-file" || ps[0].Arg("reason") != "no luck" {
		t.Errorf("got %v", ps)
	}
}

// TestPlaces checks line and column behind a byte order mark, Windows line ends
// and letters of several bytes.
func TestPlaces(t *testing.T) {
	t.Parallel()
	root := fstest.MapFS{"content/berita/kabar.md": {Data: []byte(
		"\ufeff---\r\njudul: Kabar\r\ntanggal: 2024-10-08\r\nkotak: x\r\n---\r\n\r\n> é <b>é\r\n> ![é](a.png)\r\n",
	)}}
	_, ps := Read(root, someNames(), Options{Date: today})
	var got []source.Pos
	for _, p := range ps {
		got = append(got, p.Pos)
	}
	const file = "content/berita/kabar.md"
	want := []source.Pos{{File: file, Line: 4, Column: 1, Width: 5}, {File: file, Line: 7, Column: 5, Width: 3}, {File: file, Line: 8, Column: 8, Width: 5}}
	if !slices.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

// minutes is a meeting with every field of the domain reference §5.2.
const minutes = `-- content/kegiatan/lokmin.md --
---
judul: Lokmin
tanggal: 2024-08-21
jenis: lokmin_triwulan
tempat: Kantor Camat
unit: "1011351"
pimpinan: Kepala Puskesmas
dibuka_oleh: Camat
peserta:
  - {unsur: Desa, jumlah: 14}
  - {unsur: Sekolah}
peserta_jumlah: 40
capaian:
  - {indikator: ht, periode: 2024-07, nilai: "54,2 %"}
masalah: Satu saja
akar_masalah: [Pagi, Jauh]
kesepakatan:
  - nomor: 01/X
    judul: Perahu
    tanggal: 2024-08-21
    pihak_pertama: "1011351"
    pihak_kedua: ["14.10.03.2001", X-KP-01, {nama: Universitas}]
    ruang_lingkup: Antar jemput
    mulai: 2024-09-01
    sampai: 2025-08-31
    berkas: mou.pdf
  - {judul: Lama, sampai: 2024-10-16}
  - {judul: Batal, status: berakhir}
rtl:
  - {no: 7, kegiatan: Skrining, indikator: ht, penanggung_jawab: Camat, sektor: desa, target: 4, batas_waktu: 2024-10-16, status: proses, bukti: Foto, tanggal_perbarui: 2024-10-01}
  - {kegiatan: Lain, wilayah: "14.10.03.2001", penanggung_jawab: Camat, batas_waktu: 2024-10-17}
---
-- content/kegiatan/mou.pdf --
%PDF
`

func TestMeeting(t *testing.T) {
	t.Parallel()
	p := one(t, minutes)
	m := p.Meeting
	if m.Type != LokminTriwulan || m.Date != 2024_08_21 || m.Year != 2024 || m.Unit != 3 || m.Chair == "" || m.OpenedBy != "Camat" || m.Place == "" {
		t.Errorf("got %+v", m)
	}
	if !slices.Equal(p.Units, []health.Unit{3, 2}) {
		t.Errorf("the meeting's unit and that of a promise are not related: %v", p.Units)
	}
	if !slices.Equal(m.Participants, []Participants{{"Desa", 14}, {"Sekolah", health.Missing}}) {
		t.Errorf("participants %v", m.Participants)
	}
	if m.Attendance != 40 {
		t.Errorf("%d people in all, want 40", m.Attendance)
	}
	counted := strings.Replace(strings.Replace(minutes, "peserta_jumlah: 40\n", "", 1), "{unsur: Sekolah}", "{unsur: Sekolah, jumlah: 5}", 1)
	if n := one(t, counted).Meeting.Attendance; n != 19 {
		t.Errorf("14 and 5 are %d people, want 19", n)
	}
	if n := one(t, strings.Replace(minutes, "peserta_jumlah: 40\n", "", 1)).Meeting.Attendance; n.Known() {
		t.Errorf("one sector is not counted, but all are %d", n)
	}
	if !slices.Equal(m.Discussed, []Discussed{{1, health.MonthOf(2024, 7), "54,2 %"}}) {
		t.Errorf("discussed %v", m.Discussed)
	}
	if !slices.Equal(m.Problems, []string{"Satu saja"}) || m.RootCause != "Pagi\nJauh" {
		t.Errorf("problems %q, cause %q", m.Problems, m.RootCause)
	}
	a := m.Agreements[0]
	if !slices.Equal(a.First, []health.Party{{Code: "1011351", Unit: 3}}) ||
		!slices.Equal(a.Second, []health.Party{
			{Code: "14.10.03.2001", Unit: 2}, {Code: "X-KP-01", Name: "Klinik Contoh", Unit: health.NoUnit}, {Name: "Universitas", Unit: health.NoUnit},
		}) {
		t.Errorf("parties %v and %v", a.First, a.Second)
	}
	if a.Number != "01/X" || a.From != 2024_09_01 || a.To != 2025_08_31 || a.File != "media/kegiatan/mou.pdf" || a.Status != health.AgreementActive {
		t.Errorf("agreement %+v", a)
	}
	if m.Agreements[1].Status != health.AgreementEnded || m.Agreements[2].Status != health.AgreementEnded {
		t.Errorf("agreements that ended: %v, %v", m.Agreements[1].Status, m.Agreements[2].Status)
	}
	want := []health.Action{
		{
			No: 7, What: "Skrining", Indicator: 1, Target: "4", Owner: "Camat", Sector: "desa", Due: 2024_10_16,
			Status: health.ActionUnderway, Evidence: "Foto", Updated: 2024_10_01, Unit: health.NoUnit,
		},
		{
			No: 2, What: "Lain", Indicator: -1, Owner: "Camat", Due: 2024_10_17, Status: health.ActionOpen, Unit: 2,
		},
	}
	if !slices.Equal(m.Actions, want) {
		t.Errorf("actions %+v", m.Actions)
	}
	if !m.Actions[0].Late(today) || m.Actions[1].Late(today) {
		t.Error("Late is wrong by a day")
	}
}

func TestLate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		due    health.Date
		status health.ActionStatus
		want   bool
	}{
		{2024_10_16, health.ActionOpen, true},
		{2024_10_16, health.ActionUnderway, true},
		{2024_10_16, health.ActionDone, false},
		{2024_10_16, health.ActionCancelled, false},
		{2024_10_17, health.ActionOpen, false},
		{0, health.ActionOpen, false},
	} {
		if got := (health.Action{Due: c.due, Status: c.status}).Late(today); got != c.want {
			t.Errorf("due %v, %s: got %v", c.due, c.status, got)
		}
	}
}

func TestSlugOf(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Rakor 2024": "rakor-2024", "a--b_c": "a-b-c", "  x  ": "x", "Ünï": "n", "---": "", "": "", "A/B\"C": "a-b-c",
	} {
		if got := slugOf(in); got != want {
			t.Errorf("slugOf(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestCutWords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in   string
		n    int
		want string
	}{
		{"satu dua", 8, "satu dua"},
		{"satu dua", 7, "satu…"},
		{"satu, dua", 6, "satu…"},
		{"satu dua tiga", 9, "satu dua…"},
		{"sangatpanjang", 5, "sang…"},
		{"éé éé", 4, "éé…"},
		{"", 5, ""},
	} {
		if got := cutWords(c.in, c.n); got != c.want {
			t.Errorf("cutWords(%q, %d) = %q, want %q", c.in, c.n, got, c.want)
		}
	}
}

// However many cores read, what is found is as if each text had been read after the one
// before: whoever names a file first has it, and those with one of the same address are told.
func TestTextsAreReadAsInTurn(t *testing.T) {
	var text strings.Builder
	for i := range 60 {
		picture := []string{"Foto A.png", "foto-a.png"}[i%2]
		fmt.Fprintf(&text, "-- content/berita/pos-%02d.md --\n---\njudul: Pos %d\ntanggal: 2024-10-01\n---\nIsi.\n\n![Foto](<%s>)\n", i, i, picture)
	}
	text.WriteString("-- content/berita/Foto A.png --\nPNG 3x2\n-- content/berita/foto-a.png --\nPNG 3x2\n")
	for range 20 {
		c, ps := readText(t, text.String(), Options{})
		if len(c.Assets) != 1 || c.Assets[0].Source != "content/berita/Foto A.png" || c.Assets[0].Pos.File != "content/berita/pos-00.md" {
			t.Fatalf("taken: %+v", c.Assets)
		}
		collisions := 0
		for _, p := range ps {
			if p.Code == "asset-collision" {
				collisions++
			}
		}
		if collisions != 30 {
			t.Fatalf("%d collisions are told, want 30: %v", collisions, ps[:3])
		}
	}
}
