package revision

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"
)

const head = "periode,jenis_unit,kode_unit,nama_unit,indikator,pembilang,penyebut,persen,target,status,disensor,rentang,terakhir_periode,terakhir_pembilang,terakhir_penyebut\n"

// portal makes the files of an edition: rows of numbers, and other files by path.
func portal(month, rows string, more ...string) fstest.MapFS {
	files := fstest.MapFS{
		"index.html":                      {},
		"data/unduhan/datapackage.json":   {Data: []byte(`{"version":"` + month + `"}`)},
		"data/unduhan/capaian.csv":        {Data: []byte(head + rows)},
		"api/v1/indikator/bumil.json":     {Data: []byte(`{"indikator":{"kode":"bumil","nama":"Ibu hamil","ambang":5}}`)},
		"api/v1/indikator/kematian.json":  {Data: []byte(`{"indikator":{"kode":"kematian","nama":"Kematian ibu","ambang":10}}`)},
		"wilayah/hulu/index.html":         {},
		"assets/base-0123456789abcdef.js": {},
	}
	for i := 0; i < len(more); i += 2 {
		files[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	return files
}

func compared(t *testing.T, was, is fstest.MapFS) *Changes {
	t.Helper()
	old, err := Open("lama", was)
	if err != nil {
		t.Fatal(err)
	}
	now, err := Open("baru", is)
	if err != nil {
		t.Fatal(err)
	}
	c, err := Compare(old, now)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWhatChangedOfANumber(t *testing.T) {
	const (
		kab  = "2024-09,kabkota,99.01,Uji,bumil,%s,0,,,,\n"
		desa = "2024-09,desa,99.01.01.2001,Air Jernih,bumil,%s,0,,,,\n"
	)
	row := func(form, cells string) string { return fmt.Sprintf(form, cells) }
	hidden := "2024-09,desa,99.01.01.2001,Air Jernih,bumil,,,,75.0000,,1,,%s\n"
	for _, c := range []struct{ name, was, is, want string }{
		{"nothing", row(kab, "80,100,80.0000,75.0000,tercapai"), row(kab, "80,100,80.0000,75.0000,tercapai"), ""},
		{"of few people in a kabupaten", row(kab, "80,100,80.0000,75.0000,tercapai"), row(kab, "81,100,81.0000,75.0000,tercapai"), "revised 80/100 81/100"},
		{"of few people in a desa", row(desa, "80,100,80.0000,75.0000,tercapai"), row(desa, "81,100,81.0000,75.0000,tercapai"), "revised untold"},
		{"of many in a desa", row(desa, "80,100,80.0000,75.0000,tercapai"), row(desa, "90,100,90.0000,75.0000,tercapai"), "revised 80/100 90/100"},
		{"of many, and of few that remain", row(desa, "80,100,80.0000,75.0000,tercapai"), row(desa, "90,112,80.3571,75.0000,tercapai"), "revised untold"},
		{"of few to serve", row(desa, "80,100,80.0000,75.0000,tercapai"), row(desa, "80,101,79.2079,75.0000,tercapai"), "revised untold"},
		{"a target that is reached", row(desa, "70,100,70.0000,75.0000,mendekati"), row(desa, "80,100,80.0000,75.0000,tercapai"), "revised 70/100 80/100; reached"},
		{"a target that is missed", row(kab, "80,100,80.0000,75.0000,tercapai"), row(kab, "70,100,70.0000,75.0000,di_bawah"), "revised 80/100 70/100; missed"},
		{"hidden now", row(desa, "80,100,80.0000,75.0000,tercapai"), row(hidden, ",,"), "hidden"},
		{"shown now", row(hidden, ",,"), row(desa, "80,100,80.0000,75.0000,tercapai"), "shown"},
		{"hidden on both sides, another last month", row(hidden, "2024-07,40,60"), row(hidden, "2024-08,50,60"), ""},
		{"hidden on both sides, another number of the last month", row(hidden, "2024-07,40,60"), row(hidden, "2024-07,50,60"), "revised 40/60 50/60"},
		{"hidden on both sides, another sasaran of the last month", row(hidden, "2024-07,40,60"), row(hidden, "2024-07,40,72"), "revised 40/60 40/72"},
		{"shown in its month, then as the last month of a hidden one", strings.ReplaceAll(row(desa, "80,100,80.0000,66.6667,tercapai"), "2024-09", "2024-08"), row(hidden, "2024-08,90,100"), "advanced; revised 80/100 90/100"},
		{"reported now", row(desa, ",,,75.0000,belum_lapor"), row(desa, "80,100,80.0000,75.0000,tercapai"), "added"},
		{"no longer reported", row(desa, "80,100,80.0000,75.0000,tercapai"), row(desa, ",,,75.0000,belum_lapor"), "dropped"},
		{"a later month", strings.ReplaceAll(row(desa, "80,100,80.0000,66.6667,tercapai"), "2024-09", "2024-08"), row(desa, "85,100,85.0000,75.0000,tercapai"), "advanced"},
		{"a later month that misses", strings.ReplaceAll(row(desa, "67,100,67.0000,66.6667,tercapai"), "2024-09", "2024-08"), row(desa, "68,100,68.0000,75.0000,di_bawah"), "advanced; missed"},
		{"another target", row(desa, "80,100,80.0000,75.0000,tercapai"), row(desa, "80,100,80.0000,70.0000,tercapai"), "target 75.0000 70.0000"},
		{"a plain count", row(kab, "8,,,0.0000,"), row(kab, "9,,,0.0000,"), "revised 8/-1 9/-1"},
		{"a new unit", "", row(desa, "80,100,80.0000,75.0000,tercapai"), "unit new"},
		{"a unit that is gone", row(desa, "80,100,80.0000,75.0000,tercapai"), "", "unit gone"},
	} {
		got := short(compared(t, portal("2024-08", c.was), portal("2024-09", c.is)))
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// short writes in a word each what changed.
func short(c *Changes) string {
	var parts []string
	if c.Advanced > 0 {
		parts = append(parts, "advanced")
	}
	for _, r := range c.Revised {
		if r.Untold {
			parts = append(parts, "revised untold")
		} else {
			parts = append(parts, fmt.Sprintf("revised %d/%d %d/%d", r.Old.Numerator, r.Old.Denominator, r.New.Numerator, r.New.Denominator))
		}
	}
	for _, x := range c.Crossed {
		parts = append(parts, map[bool]string{true: "reached", false: "missed"}[x.Reached])
	}
	for word, n := range map[string]int{
		"hidden": len(c.Hidden), "shown": len(c.Shown), "added": c.Added, "dropped": len(c.Dropped), "unit new": len(c.UnitsNew), "unit gone": len(c.UnitsOff),
	} {
		if n > 0 { // one of them at most, in these cases
			parts = append(parts, word)
		}
	}
	for _, a := range c.Targets {
		parts = append(parts, "target "+a.Old+" "+a.New)
	}
	return strings.Join(parts, "; ")
}

func TestAUnitMayMoveToAnotherTable(t *testing.T) {
	moved := "2024-09,desa,99.01.01.2001,Air Jernih,bumil,80,100,80.0000,75.0000,tercapai,0,,,,\n"
	stays := "2024-09,kabkota,99.01,Uji,bumil,80,100,80.0000,75.0000,tercapai,0,,,,\n"
	was := portal("2024-09", stays, "data/unduhan/capaian-99.01.csv", head+moved, "data/unduhan/capaian-99.02.csv", head)
	is := portal("2024-09", stays, "data/unduhan/capaian-99.01.csv", head, "data/unduhan/capaian-99.02.csv", head+strings.ReplaceAll(moved, ",80,100,80.0000", ",90,100,90.0000"))
	if got := short(compared(t, was, is)); got != "revised 80/100 90/100" {
		t.Error(got)
	}
}

// A correction mostly comes with the next month: the month that was the last one is looked up
// in the tables by month.
func TestACorrectionBesideANewMonth(t *testing.T) {
	const head = "tahun,bulan,jenis_unit,kode_unit,nama_unit,indikator,pembilang,penyebut,persen,target,status,disensor\n"
	was := portal("2024-08", "2024-08,puskesmas,1,Satu,bumil,80,100,80.0000,66.6667,tercapai,0,,,,\n2024-08,puskesmas,2,Dua,bumil,50,100,50.0000,66.6667,di_bawah,0,,,,\n")
	is := portal("2024-09", "2024-09,puskesmas,1,Satu,bumil,99,100,99.0000,75.0000,tercapai,0,,,,\n2024-09,puskesmas,2,Dua,bumil,60,100,60.0000,75.0000,di_bawah,0,,,,\n",
		"data/tabel/puskesmas/satu-bulan.csv", head+"2024,2024-07,puskesmas,1,Satu,bumil,70,100,70.0000,58.0000,tercapai,0\n2024,2024-08,puskesmas,1,Satu,bumil,90,100,90.0000,66.6667,tercapai,0\n",
		"data/tabel/spm/bumil-bulan.csv", head+"2024,2024-08,puskesmas,1,Satu,bumil,90,100,90.0000,66.6667,tercapai,0\n2024,2024-08,puskesmas,2,Dua,bumil,50,100,50.0000,66.6667,di_bawah,0\n")
	c := compared(t, was, is)
	if got := short(c); got != "advanced; revised 80/100 90/100" || c.Advanced != 2 || c.Revised[0].Period != "2024-08" || c.Revised[0].Code != "1" {
		t.Errorf("%s %+v", got, c.Revised)
	}
}

func TestListsAndAddresses(t *testing.T) {
	const list = "cari/fas/semua.json"
	was := portal("2024-08", "", list, `{"at":["Hulu\twilayah/hulu/"],"r":["Posyandu Melati\tposyandu\t0","Posyandu Mawar\tposyandu\t0","Posyandu Mawar\tposyandu\t0"]}`, "berita/lama.html", "",
		"data/unduhan/indeks.csv", "periode,jenis_unit,kode_unit,nama_unit,indeks\n2024-08,kabkota,99.01,Uji,71.2000\n2023-12,kabkota,99.01,Uji,70.0000\n")
	is := portal("2024-09", "", list, `{"at":["Hilir\tx","Hulu\ty"],"r":["Posyandu Mawar\tposyandu\t1\tDesa Lain","Klinik Baru\tklinik\t0"]}`, "berita/baru.html", "",
		"data/unduhan/indeks.csv", "periode,jenis_unit,kode_unit,nama_unit,indeks\n2024-09,kabkota,99.01,Uji,72.0000\n2023-12,kabkota,99.01,Uji,70.5000\n")
	delete(is, "wilayah/hulu/index.html")
	delete(is, "api/v1/indikator/kematian.json")
	c := compared(t, was, is)
	got := fmt.Sprint(c.FacilitiesOff, c.FacilitiesNew, c.AddressesOff, c.AddressesNew, c.Indicators.Gone, c.Scores)
	want := "[{Posyandu Melati posyandu Hulu} {Posyandu Mawar posyandu Hulu}] [{Klinik Baru klinik Hilir}] [/berita/lama.html /wilayah/hulu/] 1 [kematian] [{{kabkota 99.01 Uji} 2023-12 70.0000 70.5000}]"
	if got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestWhatIsNoPortalIsRefused(t *testing.T) {
	if _, err := Open("data", fstest.MapFS{"regions.csv": {}}); !errors.Is(err, ErrNoPortal) {
		t.Error(err)
	}
	broken := portal("2024-09", "2024-09,desa,1,A,bumil,banyak,100,,,,0,,,,\n")
	old, err := Open("lama", portal("2024-09", ""))
	if err != nil {
		t.Fatal(err)
	}
	now, err := Open("baru", broken)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Compare(old, now); err == nil || !strings.Contains(err.Error(), "baru: data/unduhan/capaian.csv: ") {
		t.Error(err)
	}
}

// A name is data of the office's: it is no Markdown, no HTML, no mention, and moves no cursor.
func TestNamesAreOnlyNames(t *testing.T) {
	name := "\"A|B <b> @semua [x](y) https://a.b Www.c.d \x1b[2J\""
	was := portal("2024-09", "2024-09,kabkota,99.01,"+name+",bumil,80,100,80.0000,75.0000,tercapai,0,,,,\n")
	is := portal("2024-09", "2024-09,kabkota,99.01,"+name+",bumil,90,100,90.0000,75.0000,tercapai,0,,,,\n")
	c := compared(t, was, is)
	md := written(t, c, Markdown, "id")
	if !strings.Contains(md, `| A\|B &lt;b> &#64;semua \[x\](y) https&#58;//a.b Www&#46;c.d `) {
		t.Error(md)
	}
	if text := written(t, c, Text, "id"); strings.Contains(text, "\x1b") || !strings.Contains(text, "80 dari 100 (80,0 %)  90 dari 100 (90,0 %)") {
		t.Error(text)
	}
}

func written(t interface{ Fatal(...any) }, c *Changes, as Format, lang string) string {
	var b strings.Builder
	if err := c.Write(&b, as, lang); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestBothLanguagesSayTheSame(t *testing.T) {
	id, en := indonesian(), english()
	for key := range id {
		if _, ok := en[key]; !ok {
			t.Errorf("%s is not in English", key)
		}
		for _, placeholder := range []string{"{n}", "{d}", "{p}", "{name}", "{level}", "{old}", "{new}", "{was}", "{is}", "{month}", "{pages}"} {
			if strings.Contains(id[key], placeholder) != strings.Contains(en[key], placeholder) {
				t.Errorf("%s: %s in one language only", key, placeholder)
			}
		}
	}
	if len(en) != len(id) {
		t.Error("English has more")
	}
}

// What one of two editions hides is in no report, and no correction below kab/kota of fewer
// people than may be told of can be worked out from one.
func TestNoReportTellsOfFewPeople(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		level := rapid.SampledFrom([]string{"kecamatan", "desa", "puskesmas"}).Draw(t, "level")
		edition := func(name string, secret int) (row string, n, d int, hidden bool) {
			n, hidden = secret, rapid.Bool().Draw(t, name+" hidden")
			d = 20000 + rapid.IntRange(0, 30).Draw(t, name+" sasaran")
			if hidden {
				return fmt.Sprintf("2024-09,%s,1,A,bumil,,,,75.0000,,1,,,,\n", level), n, d, hidden
			}
			return fmt.Sprintf("2024-09,%s,1,A,bumil,%d,%d,1.0000,75.0000,tercapai,0,,,,\n", level, n, d), n, d, hidden
		}
		was, n0, d0, hid0 := edition("old", 7000+rapid.IntRange(0, 30).Draw(t, "old n"))
		is, n1, d1, hid1 := edition("new", 7000+rapid.IntRange(0, 30).Draw(t, "new n"))
		old, _ := Open("lama", portal("2024-09", was))
		now, _ := Open("baru", portal("2024-09", is))
		c, err := Compare(old, now)
		if err != nil {
			t.Fatal(err)
		}
		log, _, err := c.AppendLog(nil, Entry{Day: "2024-10-20"})
		if err != nil {
			t.Fatal(err)
		}
		all := strings.ReplaceAll(string(log)+written(t, c, Text, "en")+written(t, c, Markdown, "en")+written(t, c, JSON, "en"), ",", "")
		tells := strings.Contains(all, fmt.Sprint(n0)) || strings.Contains(all, fmt.Sprint(n1)) || strings.Contains(all, fmt.Sprint(d0)) || strings.Contains(all, fmt.Sprint(d1))
		few := func(n int) bool { return n != 0 && n < 5 && n > -5 }
		mayTell := !hid0 && !hid1 && (n0 != n1 || d0 != d1) && !few(n1-n0) && !few(d1-d0) && !few(d1-d0-(n1-n0))
		if tells != mayTell {
			t.Fatalf("%d/%d (hidden %v) to %d/%d (hidden %v): told %v\n%s", n0, d0, hid0, n1, d1, hid1, tells, all)
		}
	})
}

func TestTheLogGrowsByWhatIsNew(t *testing.T) {
	was := portal("2024-09", "2024-09,kabkota,99.01,Uji,bumil,80,100,80.0000,75.0000,tercapai,0,,,,\n2024-09,desa,99.01.01.2001,Air,bumil,80,100,80.0000,75.0000,tercapai,0,,,,\n")
	is := portal("2024-09", "2024-09,kabkota,99.01,Uji,bumil,81,100,81.0000,75.0000,tercapai,0,,,,\n2024-09,desa,99.01.01.2001,Air,bumil,81,100,81.0000,75.0000,tercapai,0,,,,\n")
	c := compared(t, was, is)
	log, did, err := c.AppendLog(nil, Entry{"2024-10-20", "laporan, susulan", "aaa"})
	const head = "tanggal,periode,wilayah,indikator,pembilang_lama,penyebut_lama,pembilang_baru,penyebut_baru,alasan,dasar\n"
	want := head + "2024-10-20,2024-09,99.01,bumil,,,,,\"laporan, susulan\",aaa\n" + // it would tell of the desa
		"2024-10-20,2024-09,99.01.01.2001,bumil,,,,,\"laporan, susulan\",aaa\n"
	if err != nil || did.Added != 2 || string(log) != want {
		t.Fatal(did, err, string(log))
	}
	for _, e := range []Entry{{"2024-10-20", "", "aaa"}, {"2024-10-26", "laporan, susulan", "aaa"}} { // the command is run again
		if again, did, err := c.AppendLog(log, e); err != nil || did.Added+did.Replaced+len(did.Kept) != 0 || string(again) != want {
			t.Error(did, err, string(again))
		}
	}
	why, did, err := c.AppendLog(log, Entry{"2024-10-26", "lain", "aaa"}) // and for another reason
	if err != nil || did.Added != 0 || did.Replaced != 2 || string(why) != strings.ReplaceAll(want, "\"laporan, susulan\"", "lain") {
		t.Error(did, err, string(why))
	}
	more := compared(t, was, portal("2024-09", "2024-09,kabkota,99.01,Uji,bumil,95,100,95.0000,75.0000,tercapai,0,,,,\n2024-09,desa,99.01.01.2001,Air,bumil,95,100,95.0000,75.0000,tercapai,0,,,,\n"))
	better, did, err := more.AppendLog(log, Entry{"2024-10-21", "", "aaa"}) // and once more is corrected
	want = head + "2024-10-21,2024-09,99.01,bumil,80,100,95,100,\"laporan, susulan\",aaa\n" +
		"2024-10-20,2024-09,99.01.01.2001,bumil,,,,,\"laporan, susulan\",aaa\n"
	if err != nil || did.Added != 0 || did.Replaced != 1 || string(better) != want {
		t.Error(did, err, string(better))
	}
	next, did, err := c.AppendLog([]byte(strings.TrimSuffix(want, "\n")), Entry{"2024-11-20", "", "bbb"})
	if err != nil || did.Added != 2 || !strings.HasPrefix(string(next), want) || strings.Count(string(next), "\n") != 5 {
		t.Error(err, string(next))
	}
	if _, _, err := c.AppendLog([]byte("kode,nama\n1,A\n"), Entry{}); !errors.Is(err, ErrForeignLog) {
		t.Error(err)
	}
}

// Day and reason are those of each correction: another one of the same edition brings its own and changes none that
// stand, and what was corrected once more by another comparison is no draft of this one.
func TestTheLogKeepsDayAndReason(t *testing.T) {
	edition := func(a, b int) *Edition {
		row := "2024-09,kabkota,%s,Uji,bumil,%d,100,%d.0000,75.0000,tercapai,0,,,,\n"
		e, err := Open("e", portal("2024-09", fmt.Sprintf(row+row, "99.01", a, a, "99.02", b, b)))
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	log := []byte(nil)
	logs := func(was, is *Edition, e Entry, want string) {
		t.Helper()
		c, err := Compare(was, is)
		if err != nil {
			t.Fatal(err)
		}
		if log, _, err = c.AppendLog(log, e); err != nil {
			t.Fatal(err)
		}
		if _, got, _ := strings.Cut(string(log), "\n"); got != want {
			t.Errorf("logged\n%s\nwant\n%s", got, want)
		}
	}
	a := edition(40, 50)
	late := "2024-10-05,2024-09,99.01,bumil,40,100,60,100,susulan,aaa\n"
	logs(a, edition(60, 50), Entry{"2024-10-05", "susulan", "aaa"}, late)
	typed := "2024-10-12,2024-09,99.02,bumil,50,100,70,100,salah ketik,aaa\n"
	logs(a, edition(60, 70), Entry{"2024-10-12", "salah ketik", "aaa"}, late+typed)
	back := "2024-10-14,2024-09,99.01,bumil,60,100,40,100,,bbb\n"
	logs(edition(60, 70), edition(40, 70), Entry{"2024-10-14", "", "bbb"}, late+typed+back)
	logs(a, edition(80, 70), Entry{"2024-10-16", "", "aaa"}, late+typed+back+"2024-10-16,2024-09,99.01,bumil,40,100,80,100,,aaa\n")
	logs(a, edition(90, 70), Entry{"2024-10-17", "", "aaa"}, late+typed+back+"2024-10-17,2024-09,99.01,bumil,40,100,90,100,,aaa\n")
}

// What was logged once is public. A comparison that finds less, since nobody has built or since a number went back,
// deletes nothing.
func TestTheLogKeepsWhatIsNotFoundAgain(t *testing.T) {
	row := func(code string, n int) string {
		return fmt.Sprintf("2024-09,kabkota,%s,Uji,bumil,%d,100,%d.0000,75.0000,tercapai,0,,,,\n", code, n, n)
	}
	was := portal("2024-09", row("99.01", 40)+row("99.02", 50))
	both, one := compared(t, was, portal("2024-09", row("99.01", 60)+row("99.02", 70))), compared(t, was, portal("2024-09", row("99.01", 40)+row("99.02", 75)))
	first, _, err := both.AppendLog(nil, Entry{"2024-10-20", "susulan", "aaa"})
	if err != nil {
		t.Fatal(err)
	}
	kept, did, err := compared(t, was, was).AppendLog(first, Entry{"2024-10-21", "", "aaa"})
	if err != nil || string(kept) != string(first) || did.Added+did.Replaced != 0 || len(did.Kept) != 2 {
		t.Error(did, err, string(kept))
	}
	kept, did, err = one.AppendLog(first, Entry{"2024-10-21", "", "aaa"})
	want := strings.Replace(string(first), "2024-10-20,2024-09,99.02,bumil,50,100,70,", "2024-10-21,2024-09,99.02,bumil,50,100,75,", 1)
	if err != nil || string(kept) != want || did.Replaced != 1 || len(did.Kept) != 1 || did.Kept[0].Code != "99.01" || did.Kept[0].Period != "2024-09" {
		t.Errorf("%v %v\n%s\nwant\n%s", did, err, kept, want)
	}
}

func TestJSONHasAllLists(t *testing.T) {
	c := compared(t, portal("2024-09", ""), portal("2024-09", ""))
	if !c.None() || written(t, c, Text, "id") != "lama (data s.d. September 2024, 2 halaman) dibanding baru (data s.d. September 2024, 2 halaman)\nTidak ada yang berubah.\n" {
		t.Error(written(t, c, Text, "id"))
	}
	var doc map[string]any
	if err := json.Unmarshal([]byte(written(t, c, JSON, "id")), &doc); err != nil {
		t.Fatal(err)
	}
	for key, value := range doc {
		if value == nil {
			t.Errorf("%s is null", key)
		}
	}
	if !slices.Contains(Formats(), JSON) || len(doc) != 19 {
		t.Error(len(doc))
	}
}
