package search

import (
	"regexp"
	"slices"
	"strings"
)

// Roots are words that the rules of affixes would take apart wrongly, and roots
// that settle what a prefix has swallowed (mengirim: kirim). The script that
// searches is given the same list with the index.
const Roots = `ajar alat badan bagian balita bayi beberapa berani berapa beras berat beri berita bersih besar bidan bukan bulan daerah
darurat dehidrasi desa diabetes diagnosa diagnosis dialisis diare difteri digital dimensi dinas dinkes direktur disabilitas disentri
disiplin diskusi dislipidemia distribusi distrik gigi gizi hati hewan hutan ikan imunisasi jalan jangan kader kaji kali kandung kanker
kasus kawasan kecamatan kelola keluarga keluh kelurahan kembang kemudian kena kenal kencing kendali keras kerja kirim konsumsi kontrol
kuasa kuat kumpul kunjung kurang lahan lapangan lembaga makan mandi mandiri masalah masuk masyarakat mati mental menteri milik
minum mulai musim naik nikah nilai nyala nyaman nyata obat orang pandemi pantau pasien pedoman peduli pekan pemerintah penduduk penting
penuh penyakit perahu perempuan pergi perilaku periksa periode perlu pernah persen pertama perut pesan peserta pesisir petani petugas peran
risiko rokok rujuk rumah sakit sampai sasaran sekolah selesai seluruh tahan tahu tahun tangan telinga teman tempat tenaga tengah terapi
terima termometer timbang tinggi tubuh tuberkulosis tular tumbuh ubah`

// Stops are words that say nothing about a text; they are left out of texts and,
// where others stand beside them, of queries.
const Stops = `ada adalah agar akan atau bagi bahwa bisa dalam dan dapat dari dengan di hanya harus ia ini itu jadi juga kami karena ke kepada
kita lebih lagi mana mereka oleh pada para saat sampai saja sama satu sebagai sebuah sedang seperti serta setiap sudah tanpa telah tetapi tiap
tidak untuk yaitu yang and for from in is of on or the to with`

var isRoot, isStop = setOf(Roots), setOf(Stops)

func setOf(list string) func(string) bool {
	set := strings.Fields(list)
	slices.Sort(set)
	return func(word string) bool {
		_, found := slices.BinarySearch(set, word)
		return found
	}
}

// least is how many letters are left of a word at least.
const least = 4

// noun and verb say which suffixes go with a prefix: -an with pe- and ke-, -kan and -i with me- and di-.
const (
	bare = iota
	noun
	verb
)

// affixes are the prefixes with what may have stood in their place, the likelier first.
var affixes = []struct {
	prefix *regexp.Regexp
	roots  []string
}{
	{regexp.MustCompile(`^(?:memper|diper)`), []string{""}},
	{regexp.MustCompile(`^[mp]eny([aiueo])`), []string{"s", "ny"}},
	{regexp.MustCompile(`^[mp]eng([aiueo])`), []string{"", "k"}},
	{regexp.MustCompile(`^[mp]eng([ghkl])`), []string{""}},
	{regexp.MustCompile(`^[mp]em([aiueo])`), []string{"p", "m"}},
	{regexp.MustCompile(`^[mp]em([bfpv])`), []string{""}},
	{regexp.MustCompile(`^[mp]en([aiueo])`), []string{"t", "n"}},
	{regexp.MustCompile(`^[mp]en([cdjstz])`), []string{""}},
	{regexp.MustCompile(`^(?:[bpt]er)([^aiueo])`), []string{""}},
	{regexp.MustCompile(`^per([aiueo])`), []string{"r", ""}},
	{regexp.MustCompile(`^[bt]er([aiueo])`), []string{"", "r"}},
	{regexp.MustCompile(`^[bp]e[kl](erja|ajar)`), []string{"k", ""}},
	{regexp.MustCompile(`^me([lmnrwy])`), []string{""}},
	{regexp.MustCompile(`^pe([lrwy])`), []string{""}},
	{regexp.MustCompile(`^di`), []string{""}},
	{regexp.MustCompile(`^ke(.+an)$`), []string{""}},
}

// Stem takes the affixes off an Indonesian word: me-, di-, ber-, pe-, ter-, ke- in
// their forms, -kan, -an, -i and -nya. It knows no dictionary but Roots, so that
// the same few rules run in the reader's browser. What counts is that the forms of
// one word meet, not that where they meet is a word.
func Stem(word string) string {
	if rest, ok := strings.CutSuffix(word, "nya"); ok && len(rest) >= least {
		word = rest
	}
	if len(word) <= least || isRoot(word) || strings.ContainsAny(word, "0123456789") {
		return word
	}
	forms := forms(word)
	for _, f := range forms {
		for _, root := range []string{unsuffixed(f.text, f.kind), f.text} {
			if isRoot(root) {
				return root
			}
		}
	}
	for _, f := range forms {
		if root := unsuffixed(f.text, f.kind); len(root) >= least {
			return root
		}
	}
	return word
}

// form is a word without its prefix.
type form struct {
	text string
	kind int
}

func forms(word string) []form {
	kind := verb
	if word[0] == 'p' || word[0] == 'k' {
		kind = noun
	}
	var list []form
	for _, a := range affixes {
		if m := a.prefix.FindStringSubmatchIndex(word); m != nil {
			rest := word[m[1]:]
			if len(m) > 2 {
				rest = word[m[2]:]
			}
			for _, r := range a.roots {
				list = append(list, form{r + rest, kind})
			}
		}
	}
	return append(list, form{word, bare})
}

// unsuffixed takes -kan, -an or -i off, where enough is left. Without a prefix that
// tells, -an is likelier than -kan after a vowel (tindakan). A final -si belongs to
// a borrowed word (vaksinasi), -ai to a root (capai).
func unsuffixed(word string, kind int) string {
	cut := 0
	n := len(word)
	switch {
	case strings.HasSuffix(word, "kan") && (kind == verb || kind == bare && n > 3 && !strings.ContainsRune("aiueo", rune(word[n-4]))):
		cut = 3
	case strings.HasSuffix(word, "an"):
		cut = 2
	case kind == verb && strings.HasSuffix(word, "i") && n > 1 && word[n-2] != 's' && word[n-2] != 'a':
		cut = 1
	}
	if n-cut < least {
		return word
	}
	return word[:n-cut]
}
