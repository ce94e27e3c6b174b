package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"terang/internal/revision"
	"terang/internal/source"
)

// settleLog finds the log before anything is compared: a relative path is one in the site's folder.
func (f *diffFlags) settleLog(v diffVoice) error {
	if f.log == "" {
		return nil
	}
	if !filepath.IsAbs(f.log) {
		f.log = filepath.Join(f.dir, f.log)
	}
	if within := filepath.Dir(f.log); !isFolder(within) {
		return wrongUse(v.noFolder, filepath.ToSlash(within))
	}
	return nil
}

// keep adds the revised numbers to the log.
func (f *diffFlags) keep(w world, v diffVoice, changes *revision.Changes, of revision.Entry) error {
	name := filepath.ToSlash(f.log)
	log, err := os.ReadFile(f.log)
	if err != nil && !os.IsNotExist(err) {
		return fmt.Errorf(v.unread, name, bare(err))
	}
	log, did, err := changes.AppendLog(log, of)
	if errors.Is(err, revision.ErrForeignLog) {
		return fmt.Errorf(v.foreign, name)
	}
	if err != nil {
		return fmt.Errorf(v.unread, name, bare(err))
	}
	if did.Added+did.Replaced == 0 {
		w.say(v.nothing, name)
	} else {
		if err := replaceFile(f.log, log); err != nil {
			return fmt.Errorf(v.unwritten, name, bare(err))
		}
		says := v.logged
		if f.ownLog() {
			says += v.published
		}
		w.say(says, name, did.Added, did.Replaced)
	}
	if len(did.Kept) == 0 {
		return nil
	}
	w.say(v.kept, len(did.Kept))
	for _, p := range did.Kept[:min(len(did.Kept), goneShown)] {
		w.say("  %s", printable(p.Period+", "+p.Code+", "+p.Indicator))
	}
	if more := len(did.Kept) - goneShown; more > 0 {
		w.say(v.rest, more)
	}
	return nil
}

// bare leaves out of a fault which file it was, where that was said or is one that nobody knows.
func bare(err error) error {
	if of := (*fs.PathError)(nil); errors.As(err, &of) {
		return of.Err
	}
	return err
}

// ownLog says whether the log is the one that the site's build reads.
func (f *diffFlags) ownLog() bool {
	given, err := os.Stat(f.log)
	if err != nil {
		return false
	}
	own, err := os.Stat(filepath.Join(f.dir, "data", "revisions.csv"))
	return err == nil && os.SameFile(given, own)
}

// replaceFile writes a file as a whole: whoever reads it meanwhile has the old one or the new one.
func replaceFile(name string, body []byte) error {
	temp, err := os.CreateTemp(filepath.Dir(name), ".terang-*")
	if err != nil {
		return err
	}
	_, err = temp.Write(body)
	if closed := temp.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Chmod(temp.Name(), 0o644) //nolint:gosec // what is kept is there to be read
	}
	if err == nil {
		err = os.Rename(temp.Name(), name)
	}
	if err != nil {
		_ = os.Remove(temp.Name())
	}
	return err
}

// diffVoice is what diff says beside its report, in one language. It keeps to the rules of voice.
type diffVoice struct {
	noEdition         string // name, the site's folder
	noPortal          string // folder
	noFolder          string // folder
	foreign           string // file
	unread, unwritten string // file, reason
	nothing           string // file
	logged            string // file, how many are new, how many replaced
	published         string // behind logged
	kept              string // how many
	rest              string // how many
}

func diffIn(lang string) diffVoice {
	if lang == source.Indonesian {
		return diffVoice{
			noEdition: "%q bukan folder, dan git di %s tidak mengenal revisi itu",
			noPortal:  "%s: tidak ada portal yang selesai di sana",
			noFolder:  "folder untuk --log tidak ada: %s; path --log dihitung dari folder situs (--site)",
			foreign:   "%s: baris pertamanya bukan kepala kolom catatan revisi yang ditulis terang; berkas itu tidak berubah",
			unread:    "catatan revisi %s tidak dapat dibaca, jadi tidak berubah: %w", unwritten: "catatan revisi %s tidak dapat ditulis, jadi tidak berubah: %w",
			nothing: "%s tidak berubah: perbandingan ini tidak menambah apa pun", logged: "%s: %d angka yang direvisi ditambahkan, %d diganti",
			published: "; pembangunan berikutnya menerbitkannya di data/revisi/",
			kept:      "%d angka yang tercatat dari edisi lama yang sama tidak direvisi dalam perbandingan ini; barisnya dibiarkan, hapus bila tidak pernah terbit:",
			rest:      "  dan %d lagi",
		}
	}
	return diffVoice{
		noEdition: "%q is no folder, and git in %s knows no such revision",
		noPortal:  "%s: no finished portal stands there",
		noFolder:  "there is no folder for --log: %s; its path begins in the site's folder (--site)",
		foreign:   "%s: its first line is not that of a log of corrections that terang wrote; the file is as it was",
		unread:    "the log of corrections %s cannot be read and is as it was: %w", unwritten: "the log of corrections %s cannot be written and is as it was: %w",
		nothing: "%s is as it was: this comparison adds nothing", logged: "%s: %d revised numbers added, %d replaced",
		published: "; the next build publishes them at data/revisi/",
		kept:      "%d numbers logged of the same old edition are not revised in this comparison; their rows were kept, delete those that were never published:",
		rest:      "  and %d more",
	}
}
