package dataset

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/health"
	"terang/internal/source"
)

func TestReadAgreementsAndCommitments(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{
		agreementsFile: `nomor,judul,tanggal,pihak_pertama,pihak_kedua,ruang_lingkup,mulai,sampai,status,tautan
1,Nota,2024-01-02,1011352,K1; 14.10.02.2005 | Universitas,Rujukan,2024-01-02,2024-10-07,,https://example.go.id/a.pdf
2,Nota lain,,1011352,K1,,,2024-10-08,,
`,
		commitmentsFile: `wilayah,kegiatan,indikator,penanggung_jawab,sektor,target,batas_waktu,status,bukti,tanggal_perbarui,pertemuan
1011352,Skrining,ht,Camat,desa,4 desa,2024-10-07,proses,Foto,2024-10-01,Lokmin September
14.11,Lain,,Camat,,,2024-10-07,,,,
`,
		regionsFile: strings.Replace(string(siteOf(archive(t, "testdata/valid.txtar"))[regionsFile].Data), "14.10.02,14.10", "14.11,14,kabkota,Lain,,,,\n14.10.02,14.10", 1),
	})
	a := d.Agreements
	if len(a) != 2 || a[0].Status != health.AgreementEnded || a[1].Status != health.AgreementActive || a[0].Link != "https://example.go.id/a.pdf" {
		t.Fatalf("%+v", a)
	}
	unit, _ := d.Register.UnitOf("14.10.02.2005")
	want := []health.Party{{Code: "K1", Unit: health.NoUnit}, {Code: "14.10.02.2005", Unit: unit}, {Name: "Universitas", Unit: health.NoUnit}}
	if !slices.Equal(a[0].Second, want) || a[0].From != health.DateOf(2024, 1, 2) || a[0].Scope != "Rujukan" {
		t.Errorf("%+v", a[0])
	}
	if len(d.Actions) != 1 || !d.Actions[0].Late(testDay) || d.Register.Code(d.Actions[0].Unit) != "1011352" ||
		d.Indicators[d.Actions[0].Indicator].Code != "ht" || d.Actions[0].Origin != "Lokmin September" {
		t.Errorf("%+v", d.Actions)
	}
}

// Rows of one day are one meeting; areas that are no puskesmas hold none.
func TestReadMeetings(t *testing.T) {
	t.Parallel()
	site := siteOf(archive(t, "testdata/valid.txtar"))
	site[meetingsFile] = &fstest.MapFile{Data: []byte(`tanggal,jenis,puskesmas
2024-03-05,lokmin_bulanan,1011352
2024-02-05,lokmin_triwulan,1011352
2024-02-05,lokmin_triwulan,1011352
2024-02-05,Penilaian,14.10
2024-02-05,rapat,1011352
2024-02-05,penilaian,
`)}
	d, ps := readSite(site)
	unit, _ := d.Register.UnitOf("1011352")
	want := []health.Held{
		{Unit: unit, Date: health.DateOf(2024, 2, 5), Step: health.StepQuarterly},
		{Unit: unit, Date: health.DateOf(2024, 3, 5), Step: health.StepMonthly},
	}
	if !slices.Equal(d.Held, want) {
		t.Errorf("%+v", d.Held)
	}
	var codes []source.Code
	for _, p := range ps {
		codes = append(codes, p.Code)
	}
	if !slices.Equal(codes, []source.Code{"unknown-puskesmas", "unknown-choice", "missing-cell"}) {
		t.Errorf("problems %v", codes)
	}
}

// The domain reference §5.3: sub-variables are capped, 171.9 counts as 100.
func TestReadScores(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{scoresFile: `tahun,puskesmas,variabel,nilai
2023,1011352,UKM esensial,"171,9"
2023,1011352,UKP,80
2023,1011352,Manajemen,"8,5"
2022,1011352,manajemen,7
`})
	if len(d.Scores) != 2 || d.Scores[1].Services != 90 || d.Scores[1].Management != 8.5 || d.Scores[0].Services != -1 {
		t.Errorf("%+v", d.Scores)
	}
}

func TestReadAmount(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]int64{
		"84000000000": 84e9, "84.000.000.000": 84e9, "Rp 84.000.000.000": 84e9, "Rp84,000,000,000": 84e9, "Rp. 1.500,00": 1500, "0": 0,
		"84 miliar": -1, "1.5": -1, "12.50": -1, "-5": -1, "": -1, "1.000.00": -1, "99999999999999999999": -1,
	} {
		if n, ok := readAmount(cell); ok != (want >= 0) || ok && n != want {
			t.Errorf("%q: %d, %v", cell, n, ok)
		}
	}
}

// Ready-made indicators are in the catalogue of a site whose files name them, in
// their own order, and in no other.
func TestReadyIndicators(t *testing.T) {
	t.Parallel()
	const plainSite = 14
	if n := len(read(t, nil).Indicators); n != plainSite {
		t.Errorf("%d indicators on a site that names none, want %d", n, plainSite)
	}
	d := read(t, map[string]string{
		"data/observations/uhc.csv": `periode,indikator,wilayah,pembilang,penyebut,jenis_data
2024-09,uhc_peserta,14.10,208500,211997,keadaan proyeksi
2024-09,kbk_rrns,1011352,3,90,keadaan
`,
		"data/raw.csv":   "w,t,n,d\n14.10,2024-09,171900,208500\n",
		"site.yaml":      "title: x\nbase_url: https://a.id\narea: \"14.10\"\nsources: [{file: data/raw.csv, indicator: uhc_aktif, kind: keadaan, columns: {area: w, period: t, numerator: n, denominator: d}}]\n",
		indicatorsFile:   "kode,nama,kelas,target,kelompok,pilar\nkbk_kontak,,,160,,2\nk1,K1,rutin,95,lain,\n",
		"data/_note.csv": "uhc_pbpu\n",
	})
	var codes []string
	for _, ind := range d.Indicators[plainSite:] {
		codes = append(codes, ind.Code)
	}
	if !slices.Equal(codes, []string{"uhc_peserta", "uhc_aktif", "kbk_kontak", "kbk_rrns", "k1"}) {
		t.Errorf("catalogue %v", codes)
	}
	if k := d.Indicators[plainSite+2]; k.Target != 160 || k.Factor != 1000 || k.Polarity != health.HighIsGood || k.Pillar != "2" {
		t.Errorf("%+v", k)
	}
	if k := d.Indicators[plainSite+3]; k.Target != 5 || k.Polarity != health.LowIsGood || k.Lowest != health.Kecamatan {
		t.Errorf("%+v", k)
	}
}

// A log of revisions may name places that the site no longer has, and days that have not come, which wait for theirs. The
// newest day comes first.
func TestReadRevisions(t *testing.T) {
	t.Parallel()
	site := siteOf(archive(t, "testdata/valid.txtar"))
	site[revisionsFile] = &fstest.MapFile{Data: []byte(`tanggal,periode,wilayah,indikator,pembilang_lama,penyebut_lama,pembilang_baru,penyebut_baru,alasan
2024-09-20,2024-08,14.10,bumil,80,100,90,100,laporan susulan
2024-10-08,2024-09,1011352,bumil,,,,,
2024-10-09,2024-09,14.10,bumil,1,2,3,4,
2024-10-08,2024-09,99.99,bumil,1,2,3,4,
2024-10-20,2024-09,14.10,bumli,1,2,3,4,
2024-10-20,September,14.10,bumil,banyak,2,3,4,
,2024-09,14.10,bumil,1,2,3,4,
`)}
	d, ps := readSite(site)
	puskesmas, _ := d.Register.UnitOf("1011352")
	none := health.Amount{Numerator: health.Missing, Denominator: health.Missing}
	want := []health.Correction{
		{Date: health.DateOf(2024, 10, 8), Period: health.MonthOf(2024, 9), Unit: puskesmas, Old: none, New: none},
		{
			Date: health.DateOf(2024, 9, 20), Period: health.MonthOf(2024, 8), Unit: 0, Reason: "laporan susulan",
			Old: health.Amount{Numerator: 80, Denominator: 100}, New: health.Amount{Numerator: 90, Denominator: 100},
		},
	}
	if !slices.Equal(d.Corrections, want) {
		t.Errorf("%+v", d.Corrections)
	}
	if at := slices.IndexFunc(d.LeftOut, func(l LeftOut) bool { return l == (LeftOut{revisionsFile, "scheduled", 1}) }); at < 0 {
		t.Errorf("left out %v", d.LeftOut)
	}
	var codes []source.Code
	for _, p := range ps {
		if p.Pos.File == revisionsFile {
			codes = append(codes, p.Code)
		}
	}
	if !slices.Equal(codes, []source.Code{"unknown-indicator", "bad-period", "not-a-number", "missing-cell"}) {
		t.Errorf("problems %v", codes)
	}
}
