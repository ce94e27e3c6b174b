package main

import (
	"errors"
	"fmt"

	"terang/internal/build"
	"terang/internal/publish"
	"terang/internal/source"
)

// outVoice is what is said where a run is kept from its output folder.
type outVoice struct {
	busy    string // file
	running string // process, file
	astray  string // folder
	inWay   string // folder, first
	closed  string // folder, first
	lost    string // folder
}

func outIn(lang string) outVoice {
	if lang == source.Indonesian {
		return outVoice{
			busy:    "%s sedang dibuka program lain; tutup program itu (penyunting, Excel, penyalin awan), lalu terang build sekali lagi: situsnya diselesaikan",
			running: "pembangunan atau penerbitan lain masih memakai folder keluaran ini (proses %s, %s); tunggu sampai selesai, atau hentikan, lalu jalankan lagi",
			astray:  "%s memuat bahan situs, atau berada di antaranya, sehingga yang disembunyikan ikut terbit; tidak ada yang ditulis: sebut folder lain dengan --out, misalnya public",
			inWay: "di %s ada berkas yang setahu terang bukan buatannya di tempat halaman: %s; tidak ada yang ditulis: hapus berkas itu, bangun ke folder kosong (--out), " +
				"atau biarkan tertimpa (--force)",
			closed: "di %s ada tautan, berkas, atau folder yang bukan buatan terang di tempat halaman: %s; tidak ada yang ditulis: hapus, atau bangun ke folder kosong (--out)",
			lost:   "catatan .terang tentang %s rusak, sehingga terang tidak mengenali berkas buatannya sendiri; kosongkan folder itu, atau tulis semuanya lagi dengan terang build --force",
		}
	}
	return outVoice{
		busy:    "%s is open in another program; close that program (an editor, Excel, a copy to the cloud), then terang build once more: it finishes the site",
		running: "another build or publish run is at work in this output folder (process %s, %s); wait until it ends, or stop it, then run this again",
		astray:  "%s holds what a site is made from, or lies among it, so that what is hidden would be published; nothing was written: name another folder with --out, such as public",
		inWay: "in %s files that terang did not write, as far as it knows, stand where pages must go: %s; nothing was written: delete them, build into an empty folder (--out), " +
			"or let them be overwritten (--force)",
		closed: "in %s links, files or folders that terang did not make stand where pages must go: %s; nothing was written: delete them, or build into an empty folder (--out)",
		lost:   "what .terang noted of %s is damaged, so that terang does not know the files that it wrote; empty that folder, or write all of it again with terang build --force",
	}
}

// why says in words what kept a run from the folder, where they are known.
func (v outVoice) why(err error, out string) error {
	busy, locked, inWay := (*build.BusyError)(nil), (*publish.LockedError)(nil), (*publish.InWayError)(nil)
	switch {
	case errors.As(err, &busy):
		return fmt.Errorf(v.busy, folder(out)+busy.Path)
	case errors.As(err, &locked):
		return fmt.Errorf(v.running, locked.Process, locked.Lock)
	case errors.As(err, &inWay):
		return errors.New(v.whatIsInWay(inWay, folder(out)))
	case errors.Is(err, build.ErrAstray):
		return fmt.Errorf(v.astray, folder(out))
	}
	return err
}

// whatIsInWay names what keeps pages from their places, and first why it may be the program's own.
func (v outVoice) whatIsInWay(e *publish.InWayError, out string) string {
	says := v.inWay
	if e.Closed {
		says = v.closed
	}
	text := fmt.Sprintf(says, out, firstOf(e.Names))
	if e.Damaged {
		text = fmt.Sprintf(v.lost, out) + "; " + text
	}
	return text
}
