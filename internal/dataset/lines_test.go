package dataset

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/config"
)

// Registers of lines say the same, entry by entry and problem by problem, as those read
// through gocsv: with rows of every kind of fault, drawn at random.
func TestLinesSayWhatTablesSay(t *testing.T) {
	t.Parallel()
	codes := []string{"14.10.01", "14.10.02", "1410011001", "14.10.01.2001", "14.10.09", "99.01", "", "1.4E+06", "1060378.0", "14.10"}
	kinds := []string{"posyandu", "Klinik Pratama", "pustu", "puskesmas", "toko", ""}
	cells := []string{"", "aktif", "0.9", "102.6", "95", "ya", "mungkin", `"di ""tepi"" sungai"`, `"a,b"`, `"`, `x"y"`, `"a" b`, "081234567890", "\u00a0", "1401010101010001"}
	for seed := range uint64(60) {
		r := rand.New(rand.NewPCG(seed, 1))
		one := func(of []string) string { return of[r.IntN(len(of))] }
		var b strings.Builder
		b.WriteString("code,name,type,kecamatan,desa,puskesmas,lat,lon,status,inpatient\n")
		for i := range 40 {
			row := []string{fmt.Sprintf("X-%d", r.IntN(60)), "N" + one([]string{"a", "b", ""}), one(kinds), one(codes), "", "", "", "", "", ""}
			if r.IntN(4) > 0 {
				row[1], row[2], row[3] = "N", "posyandu", "14.10.01"
			}
			for range r.IntN(3) {
				row[r.IntN(len(row))] = one(cells)
			}
			if r.IntN(12) == 0 {
				row = row[:r.IntN(len(row))]
			}
			b.WriteString(strings.Join(row, ","))
			b.WriteString(one([]string{"\n", "\n", "\r\n", "\n\n"}))
			if seed%3 > 0 && i%7 == 0 { // most sites have no mark that stays open
				text := strings.ReplaceAll(b.String(), `,",`, ",,")
				b.Reset()
				b.WriteString(text)
			}
		}
		site := siteOf(archive(t, "testdata/valid.txtar"))
		site[facilitiesFile] = &fstest.MapFile{Data: []byte(b.String())}
		regions := strings.Split(string(site[regionsFile].Data), "\n")
		at := 1 + r.IntN(len(regions)-1)
		regions[at] = strings.Replace(regions[at], ",", one([]string{",", `,"x",`, ",,"}), 1)
		site[regionsFile] = &fstest.MapFile{Data: []byte(strings.Join(regions, "\n"))}
		cfg, _ := config.Read(site)
		read := func(slow bool) (*Data, string) {
			reader := newReader(site, cfg, Options{})
			reader.slow = slow
			reader.read()
			return reader.data, fmt.Sprint(reader.ps)
		}
		quick, said := read(false)
		want, says := read(true)
		if said != says {
			t.Fatalf("seed %d\n%s\nlines:\n%s\ntable:\n%s", seed, b.String(), strings.ReplaceAll(said, "} {", "}\n{"), strings.ReplaceAll(says, "} {", "}\n{"))
		}
		if !reflect.DeepEqual(quick.Register, want.Register) || !reflect.DeepEqual(quick.Files, want.Files) || !reflect.DeepEqual(quick.LeftOut, want.LeftOut) {
			t.Fatalf("seed %d: %+v\nwant %+v", seed, quick.Files, want.Files)
		}
	}
}

// Where a piece ends does not matter, and neither does who is quicker.
func TestPiecesOfRegistersDoNotMatter(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("code,name,type,kecamatan\n")
	for i := range 3 * pieceBytes / 40 {
		fmt.Fprintf(&b, "K%d,Klinik dengan nama %d,klinik_pratama,14.10.0%d\n", i, i, 1+i/2%2)
	}
	site := siteOf(archive(t, "testdata/valid.txtar"))
	site[facilitiesFile] = &fstest.MapFile{Data: []byte(strings.TrimSuffix(b.String(), "\n"))}
	cfg, _ := config.Read(site)
	var first *Data
	for workers := range 4 {
		r := newReader(site, cfg, Options{})
		r.workers, r.slow = workers, workers == 0
		if r.slow {
			r.workers = 1
		}
		r.read()
		if first == nil {
			first = r.data
		}
		if !reflect.DeepEqual(r.data.Register.Facilities, first.Register.Facilities) || !reflect.DeepEqual(r.data.Files, first.Files) {
			t.Errorf("%d workers: %+v, want %+v", workers, r.data.Files, first.Files)
		}
	}
}
