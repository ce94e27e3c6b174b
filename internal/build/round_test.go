package build

import (
	"strings"
	"testing"
)

// The domain reference §5.1: planning, workshops and review month by month, and how
// many of twelve and four workshops a puskesmas held.
func TestRoundOfAPuskesmas(t *testing.T) {
	t.Parallel()
	var rows strings.Builder
	rows.WriteString("tanggal,jenis,puskesmas\n2024-01-09,perencanaan,9901002\n2024-02-06,lokmin_bulanan,9901002\n2024-02-27,lokmin_bulanan,9901002\n" +
		"2024-10-19,penilaian,9901002\n2024-10-21,penilaian,9901002\n2023-05-16,lokmin_triwulan,9901001\n2023-05-16,lokmin_triwulan,9901001\n")
	for _, month := range []string{"01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"} {
		rows.WriteString("2023-" + month + "-03,lokmin_bulanan,9901002\n2023-" + month + "-20,lokmin_triwulan,9901002\n")
	}
	page := siteWith(t, map[string]string{"data/meetings.csv": rows.String()})
	reads(t, "puskesmas/hilir/index.html", page("puskesmas/hilir/index.html"), []string{
		"Siklus P1–P2–P3 tahun 2024", "P1 Perencanaan|9|–|–|–|–|–|–|–|–||||", "P2 Lokmin bulanan|–|6, 27|–|", "P3 Penilaian|–|–|–|–|–|–|–|–|–|19|||",
		"Tercatat tahun 2024: 1 dari 12 lokmin bulanan dan 0 dari 4 triwulanan.", "Tercatat tahun 2023: 12 dari 12 lokmin bulanan dan 4 dari 4 triwulanan.",
	}, "19, 21")
	reads(t, "kegiatan/index.html", page("kegiatan/index.html"), []string{
		"Tahun 2023: 1 dari 2 puskesmas mencatat 12 lokmin bulanan dan 4 triwulanan.", "Hilir|1/12|0/4|12/12|4/4|10|", "|0/12|1/4|0|",
		"P2 Lokmin triwulanan|1|1|1|1|2|1|",
	})
	without := siteWith(t, nil)
	reads(t, "kegiatan/index.html", without("kegiatan/index.html"), nil, "Kelengkapan Lokmin")
	reads(t, "puskesmas/hilir/index.html", without("puskesmas/hilir/index.html"), nil, "Siklus P1")
}

// Agreements of the table stand on the page of the meeting at which they were signed.
func TestSignedAtAMeeting(t *testing.T) {
	t.Parallel()
	page := siteWith(t, map[string]string{
		"data/agreements.csv": "nomor,judul,tanggal,pihak_pertama,pihak_kedua,mulai,sampai\n" +
			"A1,Nota,2024-09-10,9901001,99.01.01.2002; X-KP-1,2024-09-10,2025-09-09\nA2,Lain,2024-09-10,9901002,99.01.02.2002,,\nA3,Nanti,2024-09-11,9901001,99.01.01.1001,,\n",
		"content/kegiatan/lokmin-nota.md": "---\njudul: Lokmin dengan nota\ntanggal: 2024-09-10\njenis: lokmin_triwulan\nunit: \"9901001\"\n---\n\nIsi.\n",
	})
	reads(t, "the meeting", page("kegiatan/lokmin-nota.html"), []string{
		"Ditandatangani pada hari pertemuan ini: 1 kesepakatan.",
		"|99.01.01.2002|10 September 2024|9 September 2025|● berlaku|A1|", "Klinik Contoh Sehat|X-KP-1|10 September 2024|",
	}, "A2", "A3")
}

// Members, active ones and segments quarter by quarter, with the money that is spoken
// of; a state that changes its sasaran has no share of another quarter's members.
func TestUHCByQuarter(t *testing.T) {
	t.Parallel()
	page := siteWith(t, map[string]string{
		"data/budget.csv": "tahun,wilayah,indikator,sumber,jumlah,dikutip_dari\n2024,99.01,uhc_peserta,Semua sumber,84000000000,\"pidato, 1 Maret 2024\"\n2024,99.01,,APBD,7000,\n",
		"data/observations/uhc.csv": `periode,indikator,wilayah,pembilang,penyebut,jenis_data
2024-TW2,uhc_peserta,99.01,13000,14670,keadaan proyeksi
2024-TW2,uhc_aktif,99.01,10400,13000,keadaan
2024-TW2,uhc_ppu,99.01,900,14670,keadaan proyeksi
2024-TW3,uhc_peserta,99.01,14000,14670,keadaan proyeksi
2024-TW3,uhc_aktif,99.01,11900,14000,keadaan
`,
	})
	reads(t, "uhc.html", page("uhc.html"), []string{
		"Juni 2024|13.000 (88,62 %)|10.400 (80,00 %)|900|", "September 2024|14.000 (95,43 %)|11.900 (85,00 %)|", "Rp 84.000.000.000", "Dikutip dari pidato, 1 Maret 2024",
	}, "Desember 2023|", "Maret 2024|", "7.000")
}

// Where puskesmas report, their desa have not failed to: nothing says so.
func TestDesaThatAreNotAsked(t *testing.T) {
	t.Parallel()
	rows := "periode,indikator,wilayah,pembilang,penyebut,jenis_data\n"
	for _, month := range []string{"08", "09"} {
		rows += "2024-" + month + ",bumil,9901001,80,150,kumulatif\n2024-" + month + ",bumil,9901002,70,130,kumulatif\n"
	}
	page := siteWith(t, map[string]string{"data/observations/2023.csv": "periode,indikator,wilayah,pembilang,penyebut\n", "data/observations/2024.csv": rows})
	desa := page("wilayah/hilir-2023-99-01-02/con-99-01-02-2002.html")
	reads(t, "a desa", desa, []string{"dilaporkan per puskesmas, tidak per desa", "ada di halaman Puskesmas Hilir."}, "belum lapor", "disensor")
	reads(t, "a puskesmas", page("puskesmas/hilir/index.html"), []string{"53,8 %"}, "PWS 3 desa")
}
