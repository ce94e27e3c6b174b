package build

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestPagesNamedAsFilesOfOthers makes texts that are called what files of data of the home page are.
func TestPagesNamedAsFilesOfOthers(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	text := func(name string) string {
		return "---\njudul: " + name + "\n---\n\nTeks.\n\n{{< grafik indikator=\"bumil\" >}}\n"
	}
	names := []string{"beranda", "beranda-bulan", "beranda-lain"}
	files := map[string]string{}
	for _, name := range names {
		files["content/halaman/"+name+".md"] = text(name)
	}
	if err := os.MkdirAll(filepath.Join(dir, "content", "halaman"), 0o755); err != nil {
		t.Fatal(err)
	}
	putFiles(t, dir, files)
	b, err := construct(Options{Dir: dir, Date: day(), Plain: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if b.named[name+".html"] == nil || b.files["data/tabel/"+name+"_-bulan.csv"] == nil {
			t.Errorf("the page %s, or the months that it shows, are not there", name)
		}
	}
	for _, fault := range heldAgainst(b).faults {
		t.Error(fault)
	}
}

// TestOtherTablesSayWhenAndWhat reads what stands beside the numbers of other tables: the time that they are of, the
// place, and that percentages are such.
func TestOtherTablesSayWhenAndWhat(t *testing.T) {
	t.Parallel()
	d := heldAgainst(sampleSite(t))
	for _, want := range []struct{ file, table, column, times string }{
		{"spm/2023", "angka", "", "2023-12"},
		{"spm", "angka", "", "2024-09"},
		{"spm", "indeks", "", "2024 2023"},
		{"puskesmas", "pkp", "", "2023"},
		{"indikator", "anggaran", "", "2024"},
		{"data", "belum-lapor", "Mar", "2024-03"},
		{"kesepakatan", "per-unit", "Lokmin bulanan 2024", "2024"},
		{"kesepakatan", "per-unit", "Terlambat", "2024-10"},
		{"fasilitas", "jumlah", "", ""},
	} {
		name, n := "data/tabel/"+want.file+"-lain.csv", 0
		for _, r := range d.rows(name) {
			if r.of["tabel"] != want.table || want.column != "" && r.of["kolom"] != want.column {
				continue
			}
			if n++; want.times != r.of["waktu"] && !slices.Contains(strings.Fields(want.times), r.of["waktu"]) {
				t.Errorf("%s, %s is of %q: %v", name, want.table, r.of["waktu"], r.of)
			}
		}
		if n == 0 {
			t.Errorf("%s tells nothing of %s, column %q", name, want.table, want.column)
		}
	}
	percentages := 0
	for name := range d.b.files {
		if !strings.HasPrefix(name, "data/tabel/") || !strings.HasSuffix(name, "-lain.csv") {
			continue
		}
		for _, r := range d.rows(name) {
			percent := strings.HasSuffix(r.of["kolom"], "(%)") && r.of["nilai"] != ""
			if percent {
				percentages++
			}
			switch {
			case percent && r.of["satuan"] != "%",
				strings.HasPrefix(r.of["tabel"], "corong-") && r.of["kode_unit"] == "",
				strings.HasPrefix(r.of["judul"], "Tabel: "),
				r.of["teks"] == "–" && r.of["disensor"] == "0" && r.of["status"] == "":
				t.Errorf("%s: %v", name, r.of)
			}
		}
	}
	if percentages == 0 {
		t.Error("no percentage was seen")
	}
}

// TestMonthsAreAFileWhereOneWasReported finds no file of months that is a head alone, and no page or catalogue that
// leads to one that is not written.
func TestMonthsAreAFileWhereOneWasReported(t *testing.T) {
	t.Parallel()
	for name, once := range map[string]func() (*built, error){"sample": sampleOnce, "small": smallOnce, "first year": earlyOnce} {
		b, n := mustBe(t, once), 0
		for file, body := range b.files {
			if strings.HasPrefix(file, "data/tabel/") && strings.HasSuffix(file, "-bulan.csv") {
				if n++; bytes.Count(body, []byte("\n")) < 2 {
					t.Errorf("%s: %s is a head alone", name, file)
				}
			}
		}
		if n == 0 {
			t.Errorf("%s has no months", name)
		}
	}
	sample := sampleSite(t)
	for page, is := range map[string]bool{"indikator/uhc-aktif": false, "spm/bumil": true} {
		file := "data/tabel/" + page + "-bulan.csv"
		for _, by := range []string{page + ".html", "data/katalog.jsonld"} {
			if named := bytes.Contains(sample.files[by], []byte(file)); named != is || (sample.files[file] != nil) != is {
				t.Errorf("%s names %s: %v, want %v", by, file, named, is)
			}
		}
	}
}
