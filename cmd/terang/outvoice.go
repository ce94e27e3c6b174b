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
}

func outIn(lang string) outVoice {
	if lang == source.Indonesian {
		return outVoice{
			busy:    "%s sedang dibuka program lain; tutup program itu (penyunting, Excel, penyalin awan), lalu terang build sekali lagi: situsnya diselesaikan",
			running: "pembangunan atau penerbitan lain masih berjalan di folder situs ini (proses %s, %s); tunggu sampai selesai, atau hentikan, lalu jalankan lagi",
			astray:  "%s memuat bahan situs, atau berada di antaranya, sehingga yang disembunyikan ikut terbit; tidak ada yang ditulis: sebut folder lain dengan --out, misalnya public",
		}
	}
	return outVoice{
		busy:    "%s is open in another program; close that program (an editor, Excel, a copy to the cloud), then terang build once more: it finishes the site",
		running: "another build or publish run is at work in this site's folder (process %s, %s); wait until it ends, or stop it, then run this again",
		astray:  "%s holds what a site is made from, or lies among it, so that what is hidden would be published; nothing was written: name another folder with --out, such as public",
	}
}

// why says in words what kept a run from the folder, where they are known.
func (v outVoice) why(err error, out string) error {
	busy, locked := (*build.BusyError)(nil), (*publish.LockedError)(nil)
	switch {
	case errors.As(err, &busy):
		return fmt.Errorf(v.busy, folder(out)+busy.Path)
	case errors.As(err, &locked):
		return fmt.Errorf(v.running, locked.Process, locked.Lock)
	case errors.Is(err, build.ErrAstray):
		return fmt.Errorf(v.astray, folder(out))
	}
	return err
}
