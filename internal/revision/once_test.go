package revision

import (
	"fmt"
	"testing"
)

const monthHead = "tahun,bulan,jenis_unit,kode_unit,nama_unit,indikator,pembilang,penyebut,persen,target,status,disensor\n"

// A number that is hidden by now stands as the last one shown and in the tables by month: it was corrected once.
func TestACorrectionIsToldOnce(t *testing.T) {
	was := portal("2024-08", "2024-08,kecamatan,99.01.01,Hulu,bumil,80,100,80.0000,66.6667,tercapai,0,,,,\n")
	is := portal("2024-09", "2024-09,kecamatan,99.01.01,Hulu,bumil,,,,75.0000,,1,80-89,2024-08,90,100\n",
		"data/tabel/wilayah/hulu-bulan.csv", monthHead+"2024,2024-08,kecamatan,99.01.01,Hulu,bumil,90,100,90.0000,66.6667,tercapai,0\n")
	if got := short(compared(t, was, is)); got != "advanced; revised 80/100 90/100" {
		t.Error(got)
	}
}

// A kab/kota of a province stands in the table of the whole and in its own.
func TestAKabkotaOfTwoTablesIsToldOnce(t *testing.T) {
	files := func(kabkota, desa int) (whole, part string) {
		kab := fmt.Sprintf("2024-09,kabkota,99.01,Uji,bumil,%d,100,1.0000,75.0000,di_bawah,0,,,,\n", kabkota)
		return kab, head + kab + fmt.Sprintf("2024-09,desa,99.01.01.2001,Air Jernih,bumil,%d,90,1.0000,75.0000,di_bawah,0,,,,\n", desa)
	}
	const name = "data/unduhan/capaian-99.01.csv"
	whole, part := files(40, 30)
	was := portal("2024-09", whole, name, part)
	whole, part = files(60, 50)
	if got := short(compared(t, was, portal("2024-09", whole, name, part))); got != "revised 40/100 60/100; revised 30/90 50/90" {
		t.Error(got)
	}
}

// What is told of one kecamatan counts once where it is taken from its kab/kota: the rest is three people, of a kecamatan
// that hides how many it has, in the last month or in the one that was corrected.
func TestTheRestOfASumIsReckonedOnce(t *testing.T) {
	const (
		form = "%s,%s,%s,A,bumil,%d,1000,1.0000,75.0000,di_bawah,0,,,,\n"
		last = "2024-09,kecamatan,%s,A,bumil,,,,75.0000,,1,50-79,2024-08,%d,1000\n"
		by   = "2024,2024-08,%s,%s,A,bumil,%d,1000,1.0000,75.0000,di_bawah,0\n"
	)
	row := func(month, level, code string, n int) string { return fmt.Sprintf(form, month, level, code, n) }
	before := row("2024-08", "kabkota", "99.01", 500) + row("2024-08", "kecamatan", "99.01.01", 200)
	for name, c := range map[string]struct{ was, is, months string }{
		"hidden in the last month": {
			before + "2024-08,kecamatan,99.01.02,A,bumil,,,,75.0000,,1,,,,\n",
			row("2024-09", "kabkota", "99.01", 600) + fmt.Sprintf(last, "99.01.01", 220) + "2024-09,kecamatan,99.01.02,A,bumil,,,,75.0000,,1,,,,\n",
			fmt.Sprintf(by, "kabkota", "99.01", 523) + fmt.Sprintf(by, "kecamatan", "99.01.01", 220),
		},
		"hidden in the month that was corrected": {
			before + row("2024-08", "kecamatan", "99.01.02", 300),
			row("2024-09", "kabkota", "99.01", 600) + row("2024-09", "kecamatan", "99.01.01", 260) + row("2024-09", "kecamatan", "99.01.02", 340),
			fmt.Sprintf(by, "kabkota", "99.01", 523) + fmt.Sprintf(by, "kecamatan", "99.01.01", 220) + "2024,2024-08,kecamatan,99.01.02,A,bumil,,,,75.0000,,1\n",
		},
	} {
		c := compared(t, portal("2024-08", c.was), portal("2024-09", c.is, "data/tabel/wilayah/uji-bulan.csv", monthHead+c.months))
		if len(c.Revised) != 2 {
			t.Errorf("%s: %v", name, told(c))
		}
		for _, x := range c.Revised {
			if x.Level == "kabkota" && !x.Untold {
				t.Errorf("%s: told are %v", name, told(c))
			}
		}
	}
}
