package mapping

import (
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/sheet"
	"terang/internal/source"
)

// someKnown is a kabupaten with two kecamatan, four desa and two puskesmas. At BPS
// its numbers are others.
func someKnown() Known {
	areas := []health.Area{
		{Code: "14.03", Name: "Kabupaten Bengkalis", Level: health.Kabkota, Parent: health.NoUnit, End: 7},
		{Code: "14.03.01", Name: "Bengkalis", Level: health.Kecamatan, Parent: 0, End: 4},
		{Code: "14.03.01.2001", Name: "Air Putih", Level: health.Desa, Parent: 1, End: 3},
		{Code: "14.03.01.2002", Name: "Pematang Duku", Level: health.Desa, Parent: 1, End: 4},
		{Code: "14.03.02", Name: "Bantan", Level: health.Kecamatan, Parent: 0, End: 7},
		{Code: "14.03.02.2001", Name: "Selat Baru", Level: health.Desa, Parent: 4, End: 6},
		{Code: "14.03.02.2002", Name: "Air Putih", Level: health.Desa, Parent: 4, End: 7},
	}
	facilities := []health.Facility{
		{Code: "1012598", Name: "Puskesmas Pematang Duku", Type: health.TypePuskesmas, Kabkota: 0, Kecamatan: 1, Desa: health.NoUnit},
		{Code: "1011300", Name: "Puskesmas Bantan", Type: health.TypePuskesmas, Kabkota: 0, Kecamatan: 4, Desa: health.NoUnit},
	}
	return Known{
		Register: health.NewRegister(areas, facilities, nil),
		Indicators: []health.Indicator{
			{Code: "bumil", ShortName: "Ibu hamil", Name: "Pelayanan kesehatan ibu hamil"},
			{Code: "bulin", ShortName: "Ibu bersalin", Name: "Pelayanan kesehatan ibu bersalin"},
			{Code: "ht", ShortName: "Hipertensi", Name: "Pelayanan kesehatan penderita hipertensi"},
			{Code: "dm", ShortName: "Diabetes melitus", Name: "Pelayanan kesehatan penderita diabetes melitus"},
			{Code: "klb", ShortName: "Kejadian luar biasa", Name: "Kejadian luar biasa", Measure: health.Tally},
		},
	}
}

// proposed reads a text as a file and gives what is proposed for it, without the
// name of the file, with its questions as lines "? key".
func proposed(t *testing.T, file, text string, told ...string) string {
	t.Helper()
	src := config.Source{File: file}
	var keys []string
	for _, s := range told {
		key, value, _ := strings.Cut(s, "=")
		if ps := source.SetYAML(&src, key, value, source.Pos{}); len(ps) > 0 {
			t.Fatal(ps)
		}
		keys = append(keys, key)
	}
	book, ps := sheet.Read(fstest.MapFS{file: &fstest.MapFile{Data: []byte(text)}}, file, sheet.Options{Sheet: src.Sheet, Table: src.Table, Headings: src.Headings})
	if ps.HasErrors() {
		t.Fatal(ps)
	}
	p := Propose(book, nil, src, keys, someKnown())
	for key := range p.Notes {
		for _, n := range p.Notes[key] {
			if text := n.Text(source.English); strings.Contains(text, "{") || text == string(n.Choice) {
				t.Errorf("%s: %s", n.Choice, text)
			}
		}
	}
	out := strings.Replace(source.PrintYAML(p.Source, nil), "file: "+file+"\n", "", 1)
	for _, q := range p.Questions {
		if text := q.Ask.Text(source.Indonesian); strings.Contains(text, "{") || text == string(q.Ask.Choice) {
			t.Errorf("%s: %s", q.Ask.Choice, text)
		}
		out += "? " + q.Key + "\n"
	}
	return out
}

func TestPropose(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file string
		text string
		told []string
		want string
	}{
		"our own headings": {
			text: "periode,indikator,wilayah,pembilang,penyebut\n2024-01,ht,14.03.01.2001,5,10\n2024-01,dm,14.03.01.2002,6,20\n",
			want: "codes: kemendagri\ncolumns:\n  period: periode\n  indicator: indikator\n  area: wilayah\n  numerator: pembilang\n  denominator: penyebut\n",
		},
		"one month, which may be of that month or since January": {
			file: "data/ht.csv",
			text: "LAPORAN HIPERTENSI\nBULAN MARET 2024\nKode;Nama Desa;Sasaran;Realisasi;Persen\n14.03.01.2001;Air Putih;1.000;250;25,0\n14.03.01.2002;Pematang Duku;800;100;12,5\n",
			want: "indicator: ht\nperiod: 2024-03\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: Realisasi\n  denominator: Sasaran\n? kind\n",
		},
		"men and women without a column of both": {
			text: "HIPERTENSI JANUARI S.D. MARET 2024\nKode;Sasaran;Dilayani;;%\n;;L;P;\n14.03.01.2001;1.000;110;140;25,0\n14.03.01.2002;800;60;40;12,5\n",
			want: "indicator: ht\nperiod: 2024-03\nkind: kumulatif\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: [Dilayani / L, Dilayani / P]\n  denominator: Sasaran\n",
		},
		"men and women on both sides": {
			text: "HIPERTENSI JANUARI S.D. MARET 2024\nKode;Sasaran Laki-laki;Sasaran Perempuan;Dilayani L;Dilayani P\n14.03.01.2001;600;400;110;140\n14.03.01.2002;300;500;60;40\n",
			want: "indicator: ht\nperiod: 2024-03\nkind: kumulatif\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: [Dilayani L, Dilayani P]\n  denominator: [Sasaran Laki-laki, Sasaran Perempuan]\n",
		},
		"nothing but L and P": {
			text: "HIPERTENSI JANUARI S.D. MARET 2024\nKode;Sasaran;L;P\n14.03.01.2001;600;110;140\n14.03.01.2002;300;60;40\n",
			want: "indicator: ht\nperiod: 2024-03\nkind: kumulatif\ncodes: kemendagri\ncolumns:\n  area: Kode\n  denominator: Sasaran\n? columns.numerator\n",
		},
		"men, women and both": {
			text: "HIPERTENSI JANUARI S.D. MARET 2024\nKode;Sasaran;Dilayani;;\n;;L;P;L + P\n14.03.01.2001;1.000;110;140;250\n14.03.01.2002;800;60;40;100\n",
			want: "indicator: ht\nperiod: 2024-03\nkind: kumulatif\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: Dilayani / L + P\n  denominator: Sasaran\n",
		},
		"men and women below their month": {
			text: "HIPERTENSI TAHUN 2024\nKode;Sasaran;Januari;;Februari;\n;;L;P;L;P\n14.03.01.2001;1.000;11;14;9;9\n14.03.01.2002;800;60;40;7;8\n",
			want: "indicator: ht\nperiod: \"2024\"\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: [L, P]\n  denominator: Sasaran\nwide: months\n",
		},
		"up to a month": {
			text: "HIPERTENSI JANUARI S.D. MARET 2024\nKode;Sasaran;Realisasi\n14.03.01.2001;1.000;250\n14.03.01.2002;800;100\n",
			want: "indicator: ht\nperiod: 2024-03\nkind: kumulatif\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: Realisasi\n  denominator: Sasaran\n",
		},
		"a year twice in the title": {
			text: "HIPERTENSI TAHUN 2023 DAN 2024\nKode;Sasaran;Realisasi\n14.03.01.2001;1.000;250\n14.03.01.2002;800;100\n",
			want: "indicator: ht\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: Realisasi\n  denominator: Sasaran\n? period\n",
		},
		"year and month in the name of the file, a month that falls": {
			file: "data/bumil_2024.csv",
			text: "kode_kemendagri,sasaran,jan,feb,mar\n14.03.01.2001,100,10,8,12\n14.03.01.2002,90,5,9,7\n",
			want: "indicator: bumil\nperiod: \"2024\"\ncodes: kemendagri\ncolumns:\n  area: kode_kemendagri\n  denominator: sasaran\nwide: months\n",
		},
		"months that always rise": {
			file: "data/bumil_2024.csv",
			text: "kode_kemendagri,sasaran,jan,feb,mar\n14.03.01.2001,100,10,18,22\n14.03.01.2002,90,5,9,9\n",
			want: "indicator: bumil\nperiod: \"2024\"\ncodes: kemendagri\ncolumns:\n  area: kode_kemendagri\n  denominator: sasaran\nwide: months\n? kind\n",
		},
		"a total that is the last month": {
			file: "data/bumil_2024.csv",
			text: "kode_kemendagri,sasaran,jan,feb,mar,total\n14.03.01.2001,100,10,18,22,22\n14.03.01.2002,90,5,9,9,9\n",
			want: "indicator: bumil\nperiod: \"2024\"\nkind: kumulatif\ncodes: kemendagri\ncolumns:\n  area: kode_kemendagri\n  denominator: sasaran\nwide: months\n",
		},
		"months below their year": {
			text: "HIPERTENSI\nKode;Sasaran;2023;;2024\n;;Nov;Des;Jan\n14.03.01.2001;100;9;7;2\n14.03.01.2002;90;4;3;8\n",
			want: "indicator: ht\ncodes: kemendagri\ncolumns:\n  area: Kode\n  denominator: Sasaran\nwide: months\n",
		},
		"quarters": {
			file: "data/bumil.csv",
			text: "Puskesmas;Sasaran;TW I 2024;TW II 2024\nPKM Pematang Duku;100;20;15\nUPT Puskesmas Bantan;80;10;12\n",
			want: "indicator: bumil\nmatch: name\nlevel: puskesmas\ncolumns:\n  name: Puskesmas\n  denominator: Sasaran\nwide: quarters\n",
		},
		"BPS codes with names, of which one stands twice": {
			text: "HIPERTENSI 2023\nkode_desa,kecamatan,nama_desa,sasaran,dilayani\n1408010001,BENGKALIS,AIR PUTIH,100,50\n1408010002,BENGKALIS,PEMATANG DUKU,90,40\n1408020001,BANTAN,SELAT BARU,80,30\n1408020002,BANTAN,AIR PUTIH,70,20\n",
			want: "indicator: ht\nperiod: \"2023\"\ncodes: bps\ncolumns:\n  area: kode_desa\n  name: nama_desa\n  parents: [kecamatan]\n  numerator: dilayani\n  denominator: sasaran\n",
		},
		"four digits without names": {
			text: "HIPERTENSI 2023\nkode,sasaran,dilayani\n1403,100,50\n",
			want: "indicator: ht\nperiod: \"2023\"\ncolumns:\n  area: kode\n  numerator: dilayani\n  denominator: sasaran\n? codes\n",
		},
		"names of desa within their kecamatan": {
			text: "HIPERTENSI 2023\nKecamatan;Desa/Kelurahan;sasaran;dilayani\nBENGKALIS;Desa Air Putih;100;50\nBANTAN;Airputih;90;40\nBANTAN;Selatbaru;90;45\n",
			want: "indicator: ht\nperiod: \"2023\"\nmatch: name\nlevel: desa\ncolumns:\n  name: Desa/Kelurahan\n  parents: [Kecamatan]\n  numerator: dilayani\n  denominator: sasaran\n",
		},
		"a name that nobody has": {
			text: "HIPERTENSI 2023\nPuskesmas;sasaran;dilayani\nPematang Duku;100;50\nBantam;90;40\n",
			want: "indicator: ht\nperiod: \"2023\"\nmatch: name\nlevel: puskesmas\ncolumns:\n  name: Puskesmas\n  numerator: dilayani\n  denominator: sasaran\n? areas.Bantam\n",
			told: []string{"level=puskesmas"},
		},
		"the share tells the columns apart": {
			text: "HIPERTENSI 2023\nKode;A;B;%\n14.03.01.2001;200;50;25,0\n14.03.01.2002;300;60;20,0\n",
			want: "indicator: ht\nperiod: \"2023\"\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: B\n  denominator: A\n",
		},
		"two columns that may both be counted": {
			text: "HIPERTENSI 2023\nKode;Sasaran;Dilayani L;Dilayani semua\n14.03.01.2001;200;50;90\n14.03.01.2002;300;60;100\n",
			want: "indicator: ht\nperiod: \"2023\"\ncodes: kemendagri\ncolumns:\n  area: Kode\n  denominator: Sasaran\n? columns.numerator\n",
		},
		"several services in columns": {
			text: "SPM 2023\nKode;Hipertensi Sasaran;Hipertensi Dilayani;Diabetes Sasaran;Diabetes Dilayani\n14.03.01.2001;200;50;90;9\n14.03.01.2002;300;60;100;8\n",
			want: "period: \"2023\"\ncodes: kemendagri\ncolumns:\n  area: Kode\nseries:\n  - indicator: ht\n    numerator: Hipertensi Dilayani\n    denominator: Hipertensi Sasaran\n  - indicator: dm\n    numerator: Diabetes Dilayani\n    denominator: Diabetes Sasaran\n",
		},
		"thousands, as the heading says": {
			text: "HIPERTENSI 2023\nKode;Penduduk (ribu jiwa);Dilayani\n14.03.01.2001;20,5;50\n14.03.01.2002;30,1;60\n",
			want: "indicator: ht\nperiod: \"2023\"\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: Dilayani\n  denominator: Penduduk (ribu jiwa)\nunits:\n  denominator: ribu\n",
		},
		"men and women in rows": {
			text: "HIPERTENSI 2023\nKode;Jenis Kelamin;Sasaran;Dilayani\n14.03.01.2001;L;100;50\n14.03.01.2001;P;110;60\n14.03.01.2001;L+P;210;110\n",
			want: "indicator: ht\nperiod: \"2023\"\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: Dilayani\n  denominator: Sasaran\nwhere:\n  Jenis Kelamin: [L+P]\n",
		},
		"no title, no time": {
			file: "data/data.csv",
			text: "Kode;Sasaran;Dilayani\n14.03.01.2001;100;50\n",
			want: "codes: kemendagri\ncolumns:\n  area: Kode\n  numerator: Dilayani\n  denominator: Sasaran\n? indicator\n? period\n",
		},
		"a service in the title that two names fit": {
			text: "IBU HAMIL DAN IBU BERSALIN 2023\nKode;Sasaran;Dilayani\n14.03.01.2001;100;50\n",
			want: "period: \"2023\"\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: Dilayani\n  denominator: Sasaran\n? indicator\n",
		},
		"what is told is not guessed": {
			text: "HIPERTENSI 2023\nKode;Sasaran;Dilayani\n14.03.01.2001;100;50\n",
			told: []string{"indicator=dm", "period=2022", "columns.denominator="},
			want: "indicator: dm\nperiod: \"2022\"\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: Dilayani\n",
		},
		"a table of the whole province": {
			text: "HIPERTENSI 2023\nkabupaten_kota,jumlah_sasaran,jumlah_dilayani\nKABUPATEN SIAK,100,50\nKABUPATEN BENGKALIS,200,90\nKOTA DUMAI,300,80\n",
			want: "indicator: ht\nperiod: \"2023\"\nmatch: name\nlevel: kabkota\ncolumns:\n  name: kabupaten_kota\n  numerator: jumlah_dilayani\n  denominator: jumlah_sasaran\nwhere:\n  kabupaten_kota: [KABUPATEN BENGKALIS]\n",
		},
		"months below their sasaran and realisasi": {
			file: "data/ht-2024.csv",
			text: "Kode;Januari;;Februari;\n;Sasaran;Realisasi;Sasaran;Realisasi\n14.03.01.2001;100;9;100;7\n14.03.01.2002;90;4;90;8\n",
			want: "indicator: ht\nperiod: \"2024\"\ncodes: kemendagri\ncolumns:\n  area: Kode\n  numerator: Realisasi\n  denominator: Sasaran\nwide: months\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := c.file
			if file == "" {
				file = "data/a.csv"
			}
			if got := proposed(t, file, c.text, c.told...); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

func TestPeriodsIn(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"TAHUN 2024": "2024", "BULAN JANUARI 2024": "2024-01", "Keadaan TW II Tahun 2024": "2024-Q2", "spm-2024-09": "2024-09",
		"SPM_202409": "2024-09", "Januari 2024 - Maret 2024": "2024-01 2024-03", "s/d Maret 2024": "2024-03 upto", "per 31 Desember 2024": "",
		"Tahun 2023 dan 2024": "2023 2024", "hipertensi": "", "bulan : Maret 2024": "2024-03", "2024 Sep": "2024-09", "Bulan Pebruari Tahun 2024": "2024-02",
	} {
		found, upTo := periodsIn(text)
		got := strings.Join(found, " ")
		if upTo {
			got += " upto"
		}
		if got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// Whatever a file holds, looking at it ends, and asks for the same twice.
func FuzzPropose(f *testing.F) {
	for _, text := range []string{
		"HIPERTENSI 2023\nKode;Sasaran;Dilayani;%\n14.03.01.2001;100;50;50,0\n", "No;Uraian;Jan;Feb;Total\n1;Ibu hamil;1;2;3\n",
		"dataelement,period,orgunit,value\naaaaaaaaaa1,202401,x,1\n", "TABEL 1 HIPERTENSI\nNO;KECAMATAN;PUSKESMAS;SASARAN;MENDAPAT PELAYANAN\n1;Bantan;Bantan;5;4\n",
		"a;b\n;\n", "kode;2023;;2024\n;Nov;Des;Jan\n1403;1;2;3\n",
	} {
		f.Add(text)
	}
	known := someKnown()
	f.Fuzz(func(t *testing.T, text string) {
		book, _ := sheet.Read(fstest.MapFS{"data/a.csv": &fstest.MapFile{Data: []byte(text)}}, "data/a.csv", sheet.Options{})
		a := Propose(book, nil, config.Source{File: "data/a.csv"}, nil, known)
		b := Propose(book, nil, config.Source{File: "data/a.csv"}, nil, known)
		if source.PrintYAML(a.Source, nil) != source.PrintYAML(b.Source, nil) || len(a.Questions) != len(b.Questions) {
			t.Errorf("%q is read in two ways", text)
		}
	})
}
