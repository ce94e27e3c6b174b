package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"terang/cmd/sampledata/made"
	"terang/internal/build"
	"terang/internal/health"
	"terang/internal/national"
	"terang/internal/skeleton"
)

// A portal of any kabupaten or kota is a matter of its code and its reports: here are
// some that nobody chose, begun from the national lists and filled with drawn reports.
func TestAnywhere(t *testing.T) {
	lists, err := national.Open()
	if err != nil {
		t.Fatal(err)
	}
	var all []national.Area
	for _, a := range lists.Tops() {
		if a.Level() == "kabkota" {
			all = append(all, a)
		}
	}
	if len(all) != 514 {
		t.Fatalf("%d kabupaten and kota", len(all))
	}
	for seed := range 3 {
		area := all[made.For("anywhere", strconv.Itoa(seed)).Below(len(all))]
		t.Run(area.Code, func(t *testing.T) {
			t.Parallel()
			t.Log(area.Name)
			somewhere(t, lists, area)
		})
	}
}

func somewhere(t *testing.T, lists *national.Lists, area national.Area) {
	day := health.DateOf(2026, 7, 20)
	files, err := skeleton.NewSite(lists, skeleton.Site{
		Lang: "id", Area: area, Title: "Portal Kesehatan " + area.Name, Office: "Dinas Kesehatan " + area.Name, BaseURL: "https://example.go.id/", Date: day, Down: "desa",
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "portal")
	if err := skeleton.Start(dir, files); err != nil {
		t.Fatal(err)
	}
	rows, n, d := reports(lists.Within(area.Code))
	at := filepath.Join(dir, "data/observations/2026.csv")
	text, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, append(text, rows...), 0o600); err != nil {
		t.Fatal(err)
	}
	built, ps, err := build.Memory(t.Context(), build.Options{Dir: dir, Date: day, AsOf: health.NoMonth, Plain: true})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, ps)
	}
	pages := 0
	for name := range built {
		if strings.HasPrefix(name, "wilayah/") && strings.HasSuffix(name, ".html") {
			pages++
		}
	}
	// The page of the whole area is the home page; wilayah/index.html lists the others.
	if want := len(lists.Within(area.Code)); pages != want {
		t.Errorf("%d pages of areas, want %d", pages, want)
	}
	for _, p := range lists.PuskesmasIn(area.Code) {
		if !bytes.Contains(built["puskesmas/index.html"], []byte(strings.TrimPrefix(p.Name, "Puskesmas "))) {
			t.Errorf("no page lists %s", p.Name)
		}
	}
	percent := strings.Replace(fmt.Sprintf("%.1f", float64(n)*100/float64(d)), ".", ",", 1) + "\u00a0%"
	if page := string(built["spm/bumil.html"]); !strings.Contains(page, percent) {
		t.Errorf("%d of %d are served; no page says %s", n, d, percent)
	}
}

// reports draws half a year of all desa in an area, and adds up one service.
func reports(areas []national.Area) (rows []byte, n, d int) {
	services := strings.Fields("bumil bulin bbl balita upd usprod lansia ht dm odgj tb hiv")
	for month := 1; month <= 6; month++ {
		for _, a := range areas {
			if a.Level() != "desa" {
				continue
			}
			for _, s := range services {
				need := 40 + made.For(s, a.Code).Below(400)
				served := made.For(s, a.Code, strconv.Itoa(month)).Below(need / 6)
				if s == services[0] {
					n += served
					if month == 1 {
						d += need
					}
				}
				rows = fmt.Appendf(rows, "2026-%02d,%s,%s,%d,%d,proyeksi,Laporan karangan,,\n", month, s, a.Code, served, need)
			}
		}
	}
	return rows, n, d
}
