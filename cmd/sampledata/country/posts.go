package country

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"terang/cmd/sampledata/made"
)

// The words that posts are drawn from.
const vocabulary = `air anak bayi bersama bulan data dengan desa dinas gizi hasil ibu imunisasi jadwal kader kegiatan
keluarga kesehatan lansia layanan lingkungan obat pelayanan pemeriksaan pencegahan petugas posyandu puskesmas remaja rumah rutin
sanitasi sasaran sehat sekolah skrining target tim untuk warga wilayah yang`

// howMany posts a part has: 30, 200 or 1,000.
func (p Part) howMany() int {
	switch {
	case p.Area == Whole:
		return 1000
	case strings.Contains(p.Area, "."):
		return 30
	}
	return 200
}

// posts writes news of some 500 words each, of days of the year.
func posts(dir string, part Part, districts []*district) error {
	folder := filepath.Join(dir, "content", "berita")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	words := strings.Fields(vocabulary)
	for i := range part.howMany() {
		r := author{made.For("berita", part.Area, fmt.Sprint(i)), words}
		about := districts[r.Below(len(districts))].area
		date := fmt.Sprintf("%d-%02d-%02d", year, 1+r.Below(12), 1+r.Below(28))
		text := fmt.Appendf(nil, "---\ntitle: \"Kabar %d dari %s\"\ndate: %s\narea: \"%s\"\ntags: [kabar, %s]\nsummary: \"Kabar karangan dari %s.\"\n---\n\n",
			i+1, about.Name, date, about.Code, r.word(), about.Name)
		text = append(text, r.article()...)
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%s-%04d.md", date, i)), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// author draws words.
type author struct {
	*made.Draw
	words []string
}

func (r author) word() string { return r.words[r.Below(len(r.words))] }

// article draws paragraphs with emphasis and links, two headings, a list and a table.
func (r author) article() string {
	var b strings.Builder
	paragraph := func() {
		for range 6 {
			r.sentence(&b, 12)
		}
		b.WriteString("\n\n")
	}
	for range 2 {
		paragraph()
		paragraph()
		fmt.Fprintf(&b, "## Tentang %s\n\n", r.word())
		paragraph()
		for range 4 {
			b.WriteString("- ")
			r.sentence(&b, 6)
			b.WriteByte('\n')
		}
		b.WriteByte('\n')
	}
	b.WriteString("| Kegiatan | Peserta |\n|---|---:|\n")
	for range 4 {
		fmt.Fprintf(&b, "| %s %s | %d |\n", r.word(), r.word(), 10+r.Below(200))
	}
	return b.String()
}

func (r author) sentence(b *strings.Builder, words int) {
	b.WriteString("Pada")
	for range words {
		b.WriteByte(' ')
		switch word := r.word(); r.Below(30) {
		case 0:
			b.WriteString("**" + word + "**")
		case 1:
			b.WriteString("[" + word + "](https://example.org/" + word + ")")
		default:
			b.WriteString(word)
		}
	}
	b.WriteString(". ")
}
