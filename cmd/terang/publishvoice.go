package main

import (
	"errors"
	"fmt"
	"strings"

	"terang/internal/build"
	"terang/internal/host"
	"terang/internal/publish"
)

// publishVoice is what is said of a site on its way to a host.
type publishVoice struct {
	decimal     string
	noHosts     string
	drafts      string // folder, host
	otherURL    string // folder, its address, host, the host's address, again
	notApart    string // host, folder
	notSent     string // folder, how many, first
	idle        string // address, first
	foreign     string // how many, first
	inWay       string // how many, first
	differ      string // the same, of those that were read
	closed      string // how many, first
	capped      string // how many, of how many, how many may, first, how many
	damaged     string // file
	otherZip    string // file
	done        string // host, kind, sent, size, kept, deleted, seconds
	would       string // host, kind, to send, size, kept, to delete
	rest        string // how many
	going       string // done, of how many
	interrupted string // sent, of how many
	goOn        string // sent, of how many
	none        string
	half        string
	part, area  string
	changed     string
	need        string                    // what is looked for
	from        string                    // what it was from
	expects     string                    // which one
	faults      map[host.FaultKind]string // host
}

func publishVoiceIn(lang string) publishVoice {
	if lang == "id" {
		return publishIndonesian()
	}
	return publishEnglish()
}

func publishIndonesian() publishVoice {
	return publishVoice{
		decimal: ",",
		noHosts: "site.yaml belum menyebut tempat penerbitan; tulis di bawah publish, misalnya:\n  publish:\n    hosting: {kind: sftp, host: dinkes.example.go.id, user: dinkes, path: public_html}",
		drafts:  "%s dibangun dengan draf; bangun lagi tanpa --drafts, atau tulis drafts: true pada %s di site.yaml bila memang tempat uji",
		otherURL: "%s dibangun untuk %s, padahal %s beralamat %s; tidak ada yang dikirim: terang build --base-url %s lebih dahulu, " +
			"atau perbaiki url di site.yaml",
		notApart: "folder tujuan %s dan %s tidak boleh sama atau saling memuat",
		notSent:  "di %s ada %d berkas yang bukan buatan terang dan tidak dikirim: %s",
		idle:     "tidak berguna di %s: %s",
		foreign:  "di tempat tujuan ada %d berkas atau folder lain yang dibiarkan: %s",
		inWay:    "di tempat tujuan sudah ada %d berkas yang bukan kiriman terang: %s; tidak ada yang dikirim: --verify menerima yang isinya sama, --overwrite menimpanya",
		differ: "di tempat tujuan ada %d berkas yang bukan kiriman terang dan isinya lain: %s; tidak ada yang dikirim: --verify --overwrite menerima yang isinya sama " +
			"dan menimpa yang isinya lain",
		closed: "di tempat tujuan ada %d folder yang menempati tempat halaman, atau berkas yang menempati tempat folder: %s; tidak ada yang dikirim, dan --overwrite pun tidak " +
			"menimpanya: pindahkan atau hapus di sana, lalu terang publish sekali lagi",
		capped:   "%d dari %d berkas di tempat tujuan akan dihapus, lebih dari batas %d: %s; tidak ada yang dikirim: bila memang dimaksud, --max-delete %d",
		damaged:  "catatan %s di tempat tujuan rusak dan tidak dipakai",
		otherZip: "%s sudah ada dan bukan zip buatan terang; tidak ada yang ditulis: --overwrite menggantinya seluruhnya, atau sebut path lain di site.yaml",
		done:     "%s (%s): %d berkas dikirim (%s), %d tetap, %d dihapus; %s detik",
		would:    "%s (%s): %d berkas akan dikirim (%s), %d tetap, %d akan dihapus; belum ada yang dilakukan",
		rest:     "    dan %d lagi", going: "mengirim %d dari %d",
		interrupted: "dihentikan setelah %d dari %d berkas; situs di sana tetap utuh, terang publish sekali lagi melanjutkannya",
		goOn:        "terkirim %d dari %d berkas; terang publish sekali lagi melanjutkannya",
		none:        "belum ada situs yang dibangun di sana; terang build lebih dahulu",
		half:        "pembangunan terakhir terhenti di tengah; terang build sekali lagi menyelesaikannya",
		part:        "di sana hanya sebagian situs (--shard); satukan dahulu dengan terang merge",
		area:        "di sana hanya satu bagian untuk dilihat (--only); bangun seluruh situs dengan terang build",
		changed:     "berkas hilang atau diubah sesudah dibangun; terang build --force membuatnya lagi",
		need:        " (dicari: %s)", from: " (dari: %s)", expects: " (yang diharapkan: %s)",
		faults: map[host.FaultKind]string{
			host.Unreachable: "%s tidak menjawab", host.NoSecret: "%s memerlukan kata sandi atau kunci", host.Refused: "%s menolak kata sandi atau kunci",
			host.UnknownKey:  "%s menunjukkan kunci yang belum dikenal; bandingkan dengan yang disebut penyedia, lalu simpan dengan ssh-keyscan ke known_hosts",
			host.OtherKey:    "%s menunjukkan kunci lain daripada yang dikenal; jangan lanjutkan sebelum penyedia membenarkannya",
			host.Certificate: "sertifikat %s tidak ditandatangani siapa pun yang dikenal; simpan sertifikatnya di berkas dan sebut dengan certificate di site.yaml",
			host.NoPlace:     "%s tidak ada", host.NoProgram: "%s memerlukan program yang tidak terpasang",
			host.OtherRegion: "%s berada di region lain; sebut region-nya dengan region di site.yaml",
			host.Denied:      "%s tidak mengizinkannya; periksa hak akun ini di sana", host.Unwritable: "%s tidak dapat ditulis",
			host.Full: "tidak ada ruang lagi di %s; kosongkan ruang di sana atau minta kuotanya ditambah, lalu terang publish sekali lagi",
			host.PerhapsFull: "%s tidak menyimpan sebuah berkas, mungkin karena disk atau kuotanya penuh; periksa ruang dan hak menulis di sana, " +
				"lalu terang publish sekali lagi",
			host.Overtaken: "%s baru saja diterbitkan orang lain; terang publish sekali lagi",
			host.AmongInputs: "di tempat tujuan ada bahan situs (%s), yang akan ikut terbuka untuk umum bersama angka yang disembunyikan; tidak ada yang dikirim: terbitkan ke cabang, " +
				"folder atau bucket lain yang hanya memuat portal",
		},
	}
}

func publishEnglish() publishVoice {
	return publishVoice{
		decimal: ".",
		noHosts: "site.yaml names no host yet; write one under publish, such as:\n  publish:\n    hosting: {kind: sftp, host: dinkes.example.go.id, user: dinkes, path: public_html}",
		drafts:  "%s was built with drafts; build without --drafts, or write drafts: true at %s in site.yaml if it is for trying out",
		otherURL: "%s was built for %s, but %s stands at %s; nothing was sent: first terang build --base-url %s, " +
			"or correct url in site.yaml",
		notApart: "the folder of %s and %s must not be the same or lie in one another",
		notSent:  "in %s there are %d files that terang did not make and does not send: %s",
		idle:     "of no effect at %s: %s",
		foreign:  "the host has %d other files or folders, which are kept: %s",
		inWay:    "the host already has %d files that terang did not put there: %s; nothing was sent: --verify accepts those that hold the same, --overwrite replaces them",
		differ: "the host has %d files that terang did not put there and that hold something else: %s; nothing was sent: --verify --overwrite accepts those that hold " +
			"the same and replaces those that do not",
		closed: "the host has %d folders where pages go, or files where folders go: %s; nothing was sent, and --overwrite does not replace them: move or delete them there, " +
			"then terang publish once more",
		capped:   "of %[2]d files on the host %[1]d would be deleted, more than the %[3]d allowed: %[4]s; nothing was sent: if that is meant, --max-delete %[5]d",
		damaged:  "the note %s on the host is damaged and is not used",
		otherZip: "%s is there and is no zip that terang wrote; nothing was written: --overwrite replaces all of it, or name another path in site.yaml",
		done:     "%s (%s): %d files sent (%s), %d kept, %d deleted; %s seconds",
		would:    "%s (%s): %d files would be sent (%s), %d kept, %d would be deleted; nothing was done",
		rest:     "    and %d more", going: "sending %d of %d",
		interrupted: "interrupted after %d of %d files; the site there still works, terang publish once more goes on",
		goOn:        "%d of %d files were sent; terang publish once more goes on",
		none:        "no site has been built there; first terang build",
		half:        "the last build was cut off half-way; terang build once more finishes it",
		part:        "only a part of the site stands there (--shard); first join all with terang merge",
		area:        "only a part to look at stands there (--only); build the whole site with terang build",
		changed:     "files are gone or were changed since the build; terang build --force makes them again",
		need:        " (looked for: %s)", from: " (from: %s)", expects: " (expected: %s)",
		faults: map[host.FaultKind]string{
			host.Unreachable: "%s does not answer", host.NoSecret: "%s needs a password or a key", host.Refused: "%s does not accept the password or key",
			host.UnknownKey:  "%s shows a key that is not known; compare it with what the provider tells, then keep it in known_hosts with ssh-keyscan",
			host.OtherKey:    "%s shows another key than the known one; do not go on before the provider has confirmed it",
			host.Certificate: "nobody known has signed the certificate of %s; keep the certificate in a file and name it with certificate in site.yaml",
			host.NoPlace:     "%s is not there", host.NoProgram: "%s needs a program that is not installed",
			host.OtherRegion: "%s is in another region; name it with region in site.yaml",
			host.Denied:      "%s does not allow this; see what this account may do there", host.Unwritable: "%s cannot be written",
			host.Full: "%s has no room left; make room there or have its quota raised, then terang publish once more",
			host.PerhapsFull: "%s did not store a file, perhaps because its disk or quota is full; see to room and the right to write there, " +
				"then terang publish once more",
			host.Overtaken: "%s has just been published to by somebody else; terang publish once more",
			host.AmongInputs: "the host holds what a site is made from (%s), which would be public with it, hidden counts and all; nothing was sent: publish to another branch, " +
				"folder or bucket, which holds the portal alone",
		},
	}
}

// why says what went wrong, in words where they are known.
func (v publishVoice) why(err error) string {
	var f *host.Fault
	changed := (*publish.ChangedError)(nil)
	switch {
	case errors.Is(err, publish.ErrNone):
		return v.none
	case errors.Is(err, publish.ErrHalf):
		return v.half
	case errors.Is(err, build.ErrPart):
		return v.part
	case errors.Is(err, build.ErrArea):
		return v.area
	case errors.As(err, &changed):
		return fmt.Sprintf("%s (%s)", v.changed, firstOf(changed.Files))
	case !errors.As(err, &f):
		return err.Error()
	}
	text := fmt.Sprintf(v.faults[f.Kind], f.Where)
	switch {
	case f.Need == "":
	case f.Kind == host.NoSecret || f.Kind == host.NoProgram:
		text += fmt.Sprintf(v.need, f.Need)
	case f.Kind == host.Refused:
		text += fmt.Sprintf(v.from, f.Need)
	case f.Kind == host.OtherRegion:
		text += fmt.Sprintf(v.expects, f.Need)
	default:
		text += " (" + f.Need + ")"
	}
	if f.Err != nil {
		text += ": " + strings.Join(strings.Fields(f.Err.Error()), " ")
	}
	return text
}

// size writes bytes as kB or MB with one decimal.
func (v publishVoice) size(bytes int64) string {
	if bytes < 1e6 {
		return v.number(float64(bytes)/1e3) + " kB"
	}
	return v.number(float64(bytes)/1e6) + " MB"
}

func (v publishVoice) number(n float64) string {
	return strings.Replace(fmt.Sprintf("%.1f", n), ".", v.decimal, 1)
}
