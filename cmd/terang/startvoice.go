package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"terang/internal/national"
	"terang/internal/skeleton"
)

// startVoice is what init and new say, in one language. It keeps to the rules of voice.
type startVoice struct {
	askArea, askName, askOffice string // the last two with what holds if nothing is typed
	noAnswer, sayArea           string
	unknownArea                 string // what was asked for
	meant                       string // before what may have been meant
	listed                      string
	portal, office              string
	provinceWord                string
	notEmpty                    string // folder
	made                        string // folder, area, puskesmas
	next                        string // folder
	fill                        string // year
	noUnit                      string // place
	noTitle                     string // title
	exists                      string // file
	post                        string // file
	then                        string // kind
	see                         string
	publish                     string
}

func startVoiceIn(lang string) startVoice {
	if lang == "id" {
		return startVoice{
			askArea: "Kode atau nama kabupaten, kota, atau provinsi: ", askName: "Nama portal [%s]: ", askOffice: "Nama dinas [%s]: ",
			noAnswer: "tidak ada jawaban, jadi tidak ada yang ditulis", sayArea: "sebutkan wilayahnya dengan --area, kode atau nama; terang init --list menyebut semuanya",
			unknownArea: "tidak ada kabupaten, kota, atau provinsi %q", meant: "; mungkin maksudnya ", listed: "; terang init --list menyebut semuanya",
			portal: "Portal Kesehatan ", office: "Dinas Kesehatan ", provinceWord: "Provinsi ",
			notEmpty: "%s tidak kosong, jadi tidak ada yang ditulis; pilih folder baru",
			made:     "%s: situs untuk %s %s, dengan %d puskesmas",
			next:     "berikutnya:\n  cd %s\n  terang serve    menampilkan situs; buka alamat yang disebutnya\n",
			fill: "yang masih kosong dan harus diisi:\n  site.yaml                  alamat portal dan kontak dinas\n  data/regions.csv           puskesmas yang melayani tiap desa, jumlah penduduk\n" +
				"  data/facilities.csv        kecamatan dan desa puskesmas; pustu, posyandu, klinik\n  data/observations/%d.csv  angka bulanan\n  content/                   berita dan kegiatan; yang bernama contoh boleh dihapus\n" +
				"README.md di folder itu menjelaskan semuanya\n",
			noUnit: "tidak ada puskesmas atau wilayah %q di situs ini", noTitle: "dari judul %q tidak dapat dibuat nama berkas; pakai huruf atau angka",
			exists: "%s sudah ada, jadi tidak ada yang ditulis; pakai judul lain, atau sunting berkas itu",
			post:   "%s dibuat", then: "berikutnya:\n  1. buka berkas itu dan ganti isinya\n",
			see: "  2. lihat hasilnya dengan terang serve\n", publish: "  3. hapus baris draf: true bila siap terbit, lalu terang build\n",
		}
	}
	return startVoice{
		askArea: "Code or name of the kabupaten, kota or province: ", askName: "Name of the portal [%s]: ", askOffice: "Name of the office [%s]: ",
		noAnswer: "there is no answer, so nothing was written", sayArea: "say which area with --area, by code or name; terang init --list names all",
		unknownArea: "there is no kabupaten, kota or province %q", meant: "; did you mean ", listed: "; terang init --list names all",
		portal: "Health Portal of ", office: "Health Office of ", provinceWord: "Province of ",
		notEmpty: "%s is not empty, so nothing was written; choose a new folder",
		made:     "%s: a site about %s %s, with %d puskesmas",
		next:     "next:\n  cd %s\n  terang serve    shows the site at the address that it names\n",
		fill: "empty yet, and yours to fill in:\n  site.yaml                  the portal's address, how to reach the office\n  data/regions.csv           which puskesmas serves each desa, how many people live there\n" +
			"  data/facilities.csv        kecamatan and desa of the puskesmas; pustu, posyandu, clinics\n  data/observations/%d.csv  monthly figures\n  content/                   news and meetings; delete those called contoh\n" +
			"README.md in that folder explains everything\n",
		noUnit: "this site has no puskesmas or area %q", noTitle: "no file name can be made of the title %q; use letters or digits",
		exists: "%s is there already, so nothing was written; use another title, or edit that file",
		post:   "%s is there", then: "next:\n  1. open that file and replace its words\n",
		see: "  2. look at it with terang serve\n", publish: "  3. delete its line draft: true when it is ready, then terang build\n",
	}
}

// province names a province as one, unless its name says what it is.
func (v startVoice) province(name string) string {
	if strings.HasPrefix(name, "Daerah ") {
		return name
	}
	return v.provinceWord + name
}

// noArea says that an area is not known, and which may have been meant.
func (v startVoice) noArea(asked string, near []national.Area) string {
	says := fmt.Sprintf(v.unknownArea, asked)
	if len(near) == 0 {
		return says + v.listed
	}
	var names []string
	for _, a := range near {
		names = append(names, a.Code+" "+a.Name)
	}
	return says + v.meant + strings.Join(names, ", ") + "?"
}

// near says that something is not known, and what may have been meant.
func near(says, asked, meant, nearest string) string {
	says = fmt.Sprintf(says, asked)
	if nearest != "" {
		says += meant + fmt.Sprintf("%q?", nearest)
	}
	return says
}

// started says what init wrote and what comes next.
func (v startVoice) started(out io.Writer, dir string, s skeleton.Site, puskesmas int) error {
	_, err := fmt.Fprintf(out, v.made+"\n"+v.next+v.fill, folder(dir), s.Area.Code, s.Area.Name, puskesmas, quoted(dir), s.Date.Year())
	return err
}

// begun says what new wrote and what comes next.
func (v startVoice) begun(out io.Writer, name string) error {
	_, err := fmt.Fprintf(out, v.post+"\n%s%s%s", filepath.ToSlash(name), v.then, v.see, v.publish)
	return err
}
