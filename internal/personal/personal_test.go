package personal

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// Many spellings of what must not be there, and of what only looks like it.
func TestLook(t *testing.T) {
	t.Parallel()
	for kind, cells := range map[Kind][]string{
		Identity: {
			"1410014507900001", " 1410014507900001 ", "'1410014507900001", "=\"1410014507900001\"", "1410014507900001.0", "1410014507900001,00",
			"141001 450790 0001", "141001.450790.0001", "141001-450790-0001", "1410 0145 0790 0001", "1410-0145-0790-0001", "14.10.01.450790.0001",
			"1.410.014.507.900.001", "1,410,014,507,900,001", "1.41001E+15", "1,41001E+15", "1.41E15", "1e+15",
			"NIK 1410014507900001 (ibu)", "NIK:1410014507900001", "\u00a01410014507900001\u00a0", "1410014507900001/Siti",
		},
		Card: {"0001234567890", "'0001234567890", "0001 2345 67890", "0001-2345-67890", "0001234567890.0", "1234567890123"},
		Phone: {
			"081234567890", "0812-3456-7890", "0812 3456 7890", "(0812) 3456 7890", "+6281234567890", "+62 812-3456-7890", "6281234567890", "62 812 3456 7890",
			"'081234567890", "0812.3456.7890", "+62 (763) 31234", "hub. 0812-3456-7890 Ibu Siti", "Bidan Ana, 081234567890", "Ana,081234567890", "0812 3456 789 / 0813 4567 8901",
		},
		Email: {"siti@example.com", "Siti <siti.aminah@mail.example.co.id>", "surel: a.b+c@example.id;"},
		None: {
			"", "12", "1234567", "14.10.02.2005", "1410022005", "14.10", "2024-09", "202409", "P1410010201", "1011351", "10113510001", "0763-31234", "(0763) 31234",
			"0.8123456789", "65.65656566", "62.8123456789012", "0.89123456789", "0,0812345678901", "102.7123456789", "1.234.567", "1,245,978", "280.000.000", "2019 2020 2021 2022",
			"2019-2020-2021-2022", "08.00-15.00", "08:00-15:00, Sabtu 08:00-12:00", "0800-000-000", "2024-10-08T10:00:00+07:00", "8/10/2024", "8171040001",
			"6208010001", "Puskesmas @ Desa", "1.06038E+06", "3.2E+05", "kode e15", "https://example.go.id/x?t=1700000000000&id=1410014507900001", "1.234.567.890", "12.345.678.901",
			"Rp 62.812.345.678", "3201190006.0", "Jalan Raya KM 12 No. 81 RT 02 RW 03 28755", "12/PKS/2024 tanggal 08-10-2024 s.d. 08-10-2026",
		},
	} {
		for _, cell := range cells {
			if got := Look(cell); got != kind {
				t.Errorf("%q is %d, want %d", cell, got, kind)
			}
			if kind == None {
				continue
			}
			if left := string(Cover([]rune("n: " + cell + ", x"))); strings.ContainsAny(strings.TrimPrefix(left, "n: "), "@789") {
				t.Errorf("%q is covered as %q", cell, left)
			}
		}
	}
}

// Cells that are passed over quickly hold nothing on a closer look either.
func TestLookPassesOverNothing(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	found := 0
	for range 200_000 {
		cell := make([]byte, 10+r.IntN(10))
		for i := range cell {
			cell[i] = "0268888123456789 .-+(),a"[r.IntN(24)]
		}
		copy(cell, []string{"", "08", "+62 8", "62-8", "hub 0 8"}[r.IntN(5)])
		digits := 0
		for _, b := range cell {
			if b-'0' <= 9 {
				digits++
			}
		}
		if digits < phoneDigits {
			continue
		}
		want := look(cell, digits)
		if got := Look(cell); got != want {
			t.Fatalf("%q is %d, want %d", cell, got, want)
		}
		if want == Phone {
			found++
		}
	}
	if found < 1000 {
		t.Errorf("only %d telephones", found)
	}
}

// What is no data of a person stays readable in messages.
func TestCoverLeavesTheRest(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"2024-09,bumil,14.10.02.2005,6,84,proyeksi", "0.8912345678,102.7123456789", "14.10.02.2005,1.234.567,2.000", "1410022005,65.65656566,,-",
		"data/observations/2024.csv:12345:67", "2019 2020 2021 2022", "é1.234;ü",
	} {
		if got := string(Cover([]rune(text))); got != text {
			t.Errorf("%q became %q", text, got)
		}
	}
	in := []rune("é hub 0812-3456-7890 ü")
	if got := string(Cover(in)); got != "é hub •••••••••••••• ü" {
		t.Errorf("got %q", got)
	}
}

func TestHeading(t *testing.T) {
	t.Parallel()
	for _, h := range []string{
		"NIK", "No. KK", "NO_KK", "no kk", "Nomor KK", "Nama Ibu", "NAMA PASIEN", "nama-balita", "Tgl Lahir", "Tgl. Lahir", "TANGGAL LAHIR", "No. HP", "NoHP", "NIK Ibu", "No. Rekam Medis",
	} {
		if !Heading(h, false) {
			t.Errorf("%q passes", h)
		}
	}
	for _, h := range []string{"Alamat", "ALAMAT RUMAH", "No. Telp", "E-mail", "WhatsApp"} {
		if !Heading(h, false) || Heading(h, true) {
			t.Errorf("%q is not judged by the table", h)
		}
	}
	for _, h := range []string{"NO", "NAMA", "Nama Puskesmas", "NAMA KECAMATAN", "Jumlah KK", "Kode", "nama_fasyankes", "Bulan", "Ibu Hamil", "Balita", "NIKAH"} {
		if Heading(h, false) {
			t.Errorf("%q is refused", h)
		}
	}
}

func TestSuspicious(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		counts  Counts
		rows    int
		allowed []Kind
		want    Kind
	}{
		{Counts{Identity: 1}, 100, nil, Identity},
		{Counts{Identity: 1}, 101, nil, None},
		{Counts{Phone: 2}, 1000, nil, None},
		{Counts{Phone: 3}, 100_000, nil, Phone},
		{Counts{Phone: 90, Email: 90}, 100, []Kind{Phone, Email}, None},
		{Counts{Phone: 90, Card: 1}, 100, []Kind{Phone, Email}, Card},
		{Counts{}, 0, nil, None},
	} {
		if got := c.counts.Suspicious(c.rows, c.allowed...); got != c.want {
			t.Errorf("%v of %d: %d, want %d", c.counts, c.rows, got, c.want)
		}
	}
}
