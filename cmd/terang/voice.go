package main

import (
	"fmt"
	"strings"

	"terang/internal/build"
	"terang/internal/health"
)

// The program's voice. Whoever adds a line that the command prints keeps to it:
//
//   - Help is in English; whatever a run says about somebody's site is in the
//     language of --lang, which is the site's own where nothing else is asked for.
//   - Say what happened and what it means for the published site: after every
//     refusal, that the output folder is as it was.
//   - One line, no capital after the colon, no full stop, no exclamation mark, no
//     apology, no blame.
//   - Name files and flags as they are typed, so that they can be copied.
//   - What was asked for goes to standard output: results, the problems of check,
//     the pages of explain. All else goes to standard error: the date, the
//     problems of build, progress. Progress only where a person looks at a terminal.
//   - Nothing here is read by a visitor of the site; those words stand in the theme.

// voice is what the command says of a run, in one language. Its texts are
// formats whose verbs stand in the same order in both languages.
type voice struct {
	accountVoice
	progressVoice
	outVoice

	date        string // day, where it is from
	fromFlag    string
	fromEpoch   string
	fromClock   string
	fromNote    string
	months      string
	through     string // month
	noData      string
	wrote       string // folder, pages, files, written, unchanged, removed, through
	ahead       string // how many rows, year
	drafts      string // how many
	scheduled   string // how many
	hidden      string // how many by which rule
	outlines    string // maps, size of the largest, size allowed
	decimal     string // comma or point
	rule        string // how many, number
	gone        string // how many
	rest        string // how many
	resumed     string // folder
	damaged     string // folder
	passed      string // how many, of how many
	static      string
	refused     string // summary, folder
	ready       string // summary
	unknownCode string // code
	didYouMean  string // code
	attacked    string // summary, editions, pages, statements, hidden amounts, narrowest interval
	noInterval  string
}

func voiceIn(lang string) voice {
	if lang == "id" {
		return voice{
			accountVoice: accountIn(lang), progressVoice: progressIn(lang), outVoice: outIn(lang),

			date: "tanggal: %s (%s)", fromFlag: "dari --date", fromEpoch: "dari SOURCE_DATE_EPOCH", fromClock: "hari ini di Jakarta", fromNote: "dari build.json portal itu",
			months:  "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
			through: "data s.d. %s", noData: "belum ada data",
			wrote:       "%s: %d halaman, %d berkas (%d ditulis, %d tetap, %d dihapus); %s",
			ahead:       "tahun ajaran yang baru dimulai: %d baris dibaca, tampil sejak Januari %d",
			drafts:      "draf yang tidak diterbitkan: %d; terang serve menampilkannya",
			scheduled:   "tulisan yang menunggu tanggalnya: %d",
			hidden:      "disensor demi privasi: %s",
			outlines:    "peta: %d gambar batas wilayah, terbesar %s kB dari batas %s kB",
			decimal:     ",",
			rule:        "%d oleh aturan %d",
			gone:        "berkas selain halaman yang tidak ada lagi: %d",
			rest:        "  dan %d lagi",
			resumed:     "%s: pembangunan sebelumnya terhenti di tengah; situsnya diselesaikan lebih dahulu",
			damaged:     "%s: catatan .terang tentang pembangunan sebelumnya rusak; semuanya dibuat lagi",
			passed:      "dipakai lagi dari pembangunan sebelumnya: %d dari %d bagian",
			static:      "grafik hanya tampil diam: berkas tampilan interaktif belum dibuat (make site membuatnya bila ada Node)",
			refused:     "%s; %s tidak berubah",
			ready:       "%s; situs dapat dibangun",
			unknownCode: "kode %q tidak dikenal",
			didYouMean:  "; maksud Anda %q?",
			attacked:    "%s; %d edisi, %d halaman, %d keterangan dibaca; %d angka tersembunyi diperkirakan, rentang tersempit %s",
			noInterval:  "tidak ada",
		}
	}
	return voice{
		accountVoice: accountIn(lang), progressVoice: progressIn(lang), outVoice: outIn(lang),

		date: "date: %s (%s)", fromFlag: "from --date", fromEpoch: "from SOURCE_DATE_EPOCH", fromClock: "today in Jakarta", fromNote: "from the portal's build.json",
		months:  "January February March April May June July August September October November December",
		through: "data up to %s", noData: "no data yet",
		wrote:       "%s: %d pages, %d files (%d written, %d unchanged, %d removed); %s",
		ahead:       "of the school year that has just begun: %d rows read, shown from January %d",
		drafts:      "drafts that are not published: %d; terang serve shows them",
		scheduled:   "posts that wait for their day: %d",
		hidden:      "hidden for privacy: %s",
		outlines:    "maps: %d drawings of boundaries, the largest %s kB of %s kB allowed",
		decimal:     ".",
		rule:        "%d by rule %d",
		gone:        "files other than pages that are gone: %d",
		rest:        "  and %d more",
		resumed:     "%s: the last build was cut off half-way; its site was finished first",
		damaged:     "%s: what .terang noted of the last build is damaged; everything was made again",
		passed:      "taken over from the last build: %d of %d parts",
		static:      "charts are static only: the interactive view has not been built (make site builds it where there is Node)",
		refused:     "%s; %s is as it was",
		ready:       "%s; the site can be built",
		unknownCode: "unknown code %q",
		didYouMean:  "; did you mean %q?",
		attacked:    "%s; %d editions, %d pages, %d statements read; %d hidden amounts bounded, narrowest interval %s",
		noInterval:  "none",
	}
}

// byRule says how many figures each rule of disclosure hid.
func (v voice) byRule(hidden []build.Hidden) string {
	var parts []string
	for _, h := range hidden {
		parts = append(parts, fmt.Sprintf(v.rule, h.Figures, h.Rule))
	}
	return strings.Join(parts, ", ")
}

// upTo says how far the data go.
func (v voice) upTo(m health.Month) string {
	if m < 0 {
		return v.noData
	}
	return fmt.Sprintf(v.through, fmt.Sprintf("%s %d", strings.Fields(v.months)[m.Of()-1], m.Year()))
}

// thousand writes bytes as kB with one decimal.
func (v voice) thousand(bytes int) string {
	tenths := (bytes + 50) / 100
	return fmt.Sprintf("%d%s%d", tenths/10, v.decimal, tenths%10)
}
