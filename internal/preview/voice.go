package preview

// voice is what the preview says of itself, in one language; the problems of the
// site have their words in source. Formats have their verbs in the same order.
type voice struct {
	serving string // address
	wide    string // address as given
	below   string
	nothing string
	missing string // path
	taken   string // address, another one
	unheard string // address, the usual one, why
}

func voiceIn(lang string) voice {
	if lang == "en" {
		return voice{
			serving: "preview: %s; saved files show in the browser, Ctrl+C ends it",
			wide:    "warning: on %s other devices of this network can look too, at drafts as well",
			below:   "The site cannot be built. Below is the last whole one; the page comes back once this is mended.",
			nothing: "No site yet",
			missing: "%s is not on this site",
			taken:   "%s is in use by another program, perhaps a terang serve that still runs; end that one, or take any free port: terang serve --addr %s",
			unheard: "%s cannot be listened at; name another address with --addr, such as %s: %w",
		}
	}
	return voice{
		serving: "pratinjau: %s; berkas yang disimpan langsung tampil di peramban, Ctrl+C mengakhiri",
		wide:    "peringatan: lewat %s perangkat lain di jaringan ini ikut dapat melihat, termasuk draf",
		below:   "Situs belum dapat dibangun. Di bawah ini situs terakhir yang utuh; halaman kembali setelah ini diperbaiki.",
		nothing: "Belum ada situs",
		missing: "%s tidak ada di situs ini",
		taken:   "%s sedang dipakai program lain, mungkin terang serve yang masih berjalan; akhiri yang itu, atau pakai port mana pun yang bebas: terang serve --addr %s",
		unheard: "%s tidak dapat dibuka; sebut alamat lain dengan --addr, misalnya %s: %w",
	}
}
