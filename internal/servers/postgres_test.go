//go:build servers && linux

package servers

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"

	"terang/internal/build"
	"terang/internal/health"
	"terang/internal/source"
)

// database is a PostgreSQL with the tables of a DHIS2 and of a warehouse.
type database struct {
	*sql.DB // as its superuser
	port    int
}

// postgres starts one; its superuser needs no password, all others do.
func postgres(t *testing.T) database {
	t.Helper()
	dir, port := grounds(t), freePort(t)
	who, err := nobody()
	if err != nil {
		t.Fatal(err)
	}
	folder, initdb := filepath.Join(dir, "db"), installed(t, "initdb")
	if err := os.WriteFile(filepath.Join(dir, "word"), []byte("induk\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	begin := exec.Command(initdb, "-D", folder, "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", "--auth-local=reject", "--pwfile=word", "--no-sync")
	begin.Dir = dir
	begin.SysProcAttr = &syscall.SysProcAttr{Credential: who}
	if out, err := begin.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	run := exec.Command(filepath.Join(filepath.Dir(initdb), "postgres"), "-D", folder)
	for _, setting := range []string{
		"listen_addresses=127.0.0.1", fmt.Sprint("port=", port), "unix_socket_directories=", "fsync=off", "shared_buffers=8MB", "max_connections=20",
		// As a server abroad has them: an answer must not follow from them.
		"timezone=America/New_York", "datestyle=SQL, DMY", "autovacuum=off",
	} {
		run.Args = append(run.Args, "-c", setting)
	}
	db, err := sql.Open("pgx", fmt.Sprintf("postgres://postgres:induk@127.0.0.1:%d/postgres", port))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	start(t, dir, run, db.Ping)
	text, err := os.ReadFile("testdata/dhis2.sql")
	if err == nil {
		_, err = db.Exec(string(text))
	}
	if err != nil {
		t.Fatal(err)
	}
	return database{db, port}
}

// password is that of the user who asks.
const password = "rahasia:Sekali/9"

// env is the environment of who asks.
func (db database) env(name string) string {
	as := func(user *url.Userinfo, port int) string {
		u := url.URL{Scheme: "postgres", User: user, Host: fmt.Sprint("127.0.0.1:", port), Path: "postgres"}
		return u.String()
	}
	switch name {
	case "TERANG_DHIS2":
		return as(url.UserPassword("terang", password), db.port)
	case "TERANG_SALAH":
		return as(url.UserPassword("terang", password+"0"), db.port)
	case "TERANG_TAMU":
		return as(url.UserPassword("tamu", "tamu"), db.port)
	case "TERANG_JAUH":
		return as(url.UserPassword("terang", password), 1)
	case "TERANG_RUSAK":
		return "postgres://terang:" + password + "@[::1/"
	}
	return ""
}

const (
	siteYAML   = "title: Portal Uji\nbase_url: https://example.go.id/\narea: \"99.01\"\npictures: none\n"
	regions    = "code,parent,level,name,population,puskesmas\n99.01,99,kabkota,Kabupaten Uji,9000,\n99.01.01,99.01,kecamatan,Utara,6000,\n99.01.01.2001,99.01.01,desa,Hulu,3500,9900001\n99.01.01.2002,99.01.01,desa,\"Tengah, Baru\",2500,9900001\n99.01.02,99.01,kecamatan,Selatan,,\n99.01.02.2001,99.01.02,desa,Hilir,3000,9900002\n"
	places     = "code,name,type,kecamatan,phone,lat,lon\n9900001,Puskesmas Utara,puskesmas,99.01.01,0763-31234,0.912345,102.5\n9900002,\"Puskesmas \"\"Selatan\"\"\",puskesmas,99.01.02,,0.75,102.625\n"
	counted    = "2024-07,bumil,99.01.01.2001,31,120\n2024-07,bumil,99.01.01.2002,18,90\n2024-07,bumil,99.01.02.2001,29,150\n2024-07,tb,99.01.01.2001,12,60\n2024-07,tb,99.01.01.2002,11,45\n2024-07,tb,99.01.02.2001,14,75\n2024-08,bumil,99.01.01.2001,32,120\n2024-08,bumil,99.01.01.2002,17,90\n2024-08,bumil,99.01.02.2001,31,150\n2024-08,tb,99.01.01.2001,13,60\n2024-08,tb,99.01.01.2002,10,45\n2024-08,tb,99.01.02.2001,15,75\n2024-09,bumil,99.01.01.2001,34,120\n2024-09,bumil,99.01.01.2002,0,90\n2024-09,bumil,99.01.02.2001,30,150\n2024-09,tb,99.01.01.2001,11,60\n2024-09,tb,99.01.02.2001,16,75\n"
	ofHeadings = "period,indicator,area,numerator,denominator"
)

// asking is a source with one question.
func asking(name, rest string) string {
	return "  - sql: {name: " + name + ", dsn: TERANG_DHIS2, " + rest + "}\n"
}

// portal writes a site; files with nothing in them are left out.
func portalOf(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	all := map[string]string{"data/regions.csv": regions, "data/facilities.csv": places}
	maps.Copy(all, files)
	for name, text := range all {
		if text == "" {
			continue
		}
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func (db database) options(dir string) build.Options {
	return build.Options{Dir: dir, Out: "public", Date: health.DateOf(2024, 10, 20), AsOf: health.NoMonth, Env: db.env, Program: "one"}
}

// written builds a site and gives its files.
func (db database) written(t *testing.T, o build.Options) (map[string]string, build.Result, source.Problems) {
	t.Helper()
	result, ps, err := build.Site(context.Background(), o)
	if err != nil || ps.HasErrors() {
		t.Fatalf("%v\n%s", err, db.said(t, o.Dir, ps))
	}
	files := map[string]string{}
	out := os.DirFS(filepath.Join(o.Dir, "public"))
	err = fs.WalkDir(out, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(out, name)
		files[name] = string(body)
		return err
	})
	if err != nil || len(files) < 20 {
		t.Fatal(err, len(files))
	}
	return files, result, ps
}

// said is what a person reads of problems, which never holds a password or a cell of a patient.
func (db database) said(t *testing.T, dir string, ps source.Problems) string {
	t.Helper()
	var all bytes.Buffer
	for _, lang := range []string{"en", "id"} {
		for _, form := range source.Formats() {
			if err := ps.Write(&all, form, os.DirFS(dir), lang); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, hidden := range []string{password, url.QueryEscape(password), "Sekali", "Orang Rahasia", "1401014507900001", "stok habis"} {
		if strings.Contains(all.String(), hidden) {
			t.Errorf("%q is told:\n%s", hidden, all.String())
		}
	}
	var text bytes.Buffer
	if err := ps.Write(&text, source.Text, os.DirFS(dir), "en"); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

// recipes are the questions of docs/import.md, by the file that they name.
func recipes(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../../docs/import.md")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, m := range regexp.MustCompile("(?s)```sql\n-- (data/sql/[a-z0-9]+[.]sql)\n.*?```").FindAllStringSubmatch(string(text), -1) {
		found[m[1]] = strings.TrimSuffix(strings.TrimPrefix(m[0], "```sql\n"), "```")
	}
	if len(found) != 2 {
		t.Fatalf("docs/import.md has the questions %v", slices.Sorted(maps.Keys(found)))
	}
	return found
}

func TestPostgres(t *testing.T) {
	db := postgres(t)
	t.Run("gives the bytes of a CSV", db.givesTheBytesOfCSV)
	t.Run("is asked again", db.isAskedAgain)
	t.Run("answers of one moment", db.answersOfOneMoment)
	t.Run("faults", db.faults)
	t.Run("kept answers", db.keptAnswers)
}

func (db database) givesTheBytesOfCSV(t *testing.T) {
	drawn := ",DHIS2,2024-10-10\n"
	want, _, _ := db.written(t, db.options(portalOf(t, map[string]string{
		"site.yaml": siteYAML, "data/observations/2024.csv": ofHeadings + ",source,extracted\n" + strings.ReplaceAll(counted, "\n", drawn),
	})))
	plain, _, _ := db.written(t, db.options(portalOf(t, map[string]string{"site.yaml": siteYAML, "data/observations/2024.csv": ofHeadings + "\n" + counted})))
	questions := recipes(t)
	wilayah := asking("wilayah", "yields: regions, query: 'select kode as code, induk as parent, tingkat as level, nama as name, penduduk as population, puskesmas from wilayah'")
	faskes := asking("faskes", "yields: facilities, query: 'select kode as code, nama as name, jenis as type, kecamatan, telepon as phone, lat, lon from faskes'")
	mapped := "  - sql: {name: gudang, dsn: TERANG_DHIS2, query: \"select to_char(bulan, 'YYYY-MM') as bulan, indikator, kode_desa, sum(dilayani) as d, max(sasaran) as s from fakta_layanan group by 1, 2, 3\"}\n" +
		"    columns: {period: bulan, indicator: indikator, area: kode_desa, numerator: d, denominator: s}\n"
	for name, c := range map[string]struct {
		files   map[string]string
		sources string
		want    map[string]string
	}{
		"DHIS2":     {map[string]string{"data/sql/dhis2.sql": questions["data/sql/dhis2.sql"]}, asking("dhis2", "file: data/sql/dhis2.sql"), want},
		"warehouse": {map[string]string{"data/sql/gudang.sql": questions["data/sql/gudang.sql"]}, asking("gudang", "file: data/sql/gudang.sql"), plain},
		"registers": {map[string]string{"data/regions.csv": "", "data/facilities.csv": "", "data/observations/2024.csv": ofHeadings + "\n" + counted}, wilayah + faskes, plain},
	} {
		t.Run(name, func(t *testing.T) {
			c.files["site.yaml"] = siteYAML + "sources:\n" + c.sources
			got, _, _ := db.written(t, db.options(portalOf(t, c.files)))
			same(t, got, c.want)
		})
	}
	// A mapped source is named on the page about methods, so that page alone differs.
	got, _, _ := db.written(t, db.options(portalOf(t, map[string]string{"site.yaml": siteYAML + "sources:\n" + mapped})))
	if table := "data/unduhan/capaian.csv"; got[table] != plain[table] || got[table] == "" {
		t.Errorf("the mapped answer gives\n%s\nwant\n%s", got[table], plain[table])
	}
}

// same holds files against others. Pages tell from which rows of which source a figure is; the sources have two names.
func same(t *testing.T, got, want map[string]string) {
	t.Helper()
	called := regexp.MustCompile(`sql:[a-z0-9]+`)
	for name := range maps.Keys(want) {
		if name == "build.json" || name == "build.sha256" { // digests of files, in which the names stand
			continue
		}
		if called.ReplaceAllString(got[name], "data/observations/2024.csv") != called.ReplaceAllString(want[name], "data/observations/2024.csv") {
			t.Errorf("%s differs: %d bytes, want %d", name, len(got[name]), len(want[name]))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
}

func (db database) isAskedAgain(t *testing.T) {
	exec := func(statement string) {
		t.Helper()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	exec(`create table ulang as select * from fakta_layanan; grant select on ulang to terang`)
	o := db.options(portalOf(t, map[string]string{
		"site.yaml": siteYAML + "sources:\n" + asking("ulang", `query: "select to_char(bulan, 'YYYY-MM') as period, indikator as indicator, kode_desa as area, sum(dilayani) as numerator, max(sasaran) as denominator from ulang group by 1, 2, 3 limit 100"`),
	}))
	first, one, _ := db.written(t, o)
	// The rows stand elsewhere, and numbers are written otherwise: it is the same answer.
	exec(`create table lain as select * from ulang order by random(); drop table ulang; alter table lain rename to ulang; alter table ulang alter dilayani type double precision; grant select on ulang to terang`)
	again, two, _ := db.written(t, o)
	same(t, again, first)
	if two.Publish.Written != 0 || two.Passed != two.Parts || one.Passed == one.Parts {
		t.Errorf("of the same answer %+v was written", two.Publish)
	}
	exec(`update ulang set dilayani = dilayani + 7 where kode_desa = '99.01.01.2001' and bulan = '2024-09-01' and indikator = 'tb'`)
	changed, three, _ := db.written(t, o)
	if three.Publish.Written == 0 || three.Passed == 0 || changed["data/unduhan/capaian.csv"] == first["data/unduhan/capaian.csv"] {
		t.Errorf("of another answer %+v was written, %d of %d parts passed over", three.Publish, three.Passed, three.Parts)
	}
	exec(`drop table ulang`)
}

func (db database) answersOfOneMoment(t *testing.T) {
	if _, err := db.Exec(`create table sesaat (n int); insert into sesaat values (11); grant select on sesaat to terang`); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() {
		time.Sleep(400 * time.Millisecond)
		_, err := db.Exec(`update sesaat set n = 99`)
		done <- err
	}()
	ask := func(name, indicator, wait string) string {
		return asking(name, `query: "select '2024-09' as period, '`+indicator+`' as indicator, '99.01.01.2001' as area, n as numerator, 120 as denominator from sesaat, (select `+wait+`) as w"`)
	}
	dir := portalOf(t, map[string]string{"site.yaml": siteYAML + "sources:\n" + ask("satu", "bumil", "pg_sleep(1)") + ask("dua", "tb", "1")})
	db.written(t, db.options(dir))
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"satu", "dua"} {
		text, err := os.ReadFile(filepath.Join(dir, ".terang/sql", name+".csv"))
		if err != nil || !strings.Contains(string(text), ",11,120\n") {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
}

// faults: what is told, at which place, and that nothing of a refused answer is kept.
func (db database) faults(t *testing.T) {
	row := func(numerator string) string {
		return `query: "select '2024-09' as period, 'tb' as indicator, '99.01.01.2001' as area, ` + numerator + ` as numerator, 60 as denominator"`
	}
	for name, c := range map[string]struct {
		source string
		want   []string
		kept   bool
	}{
		"wrong password":     {strings.Replace(asking("a", row("1")), "TERANG_DHIS2", "TERANG_SALAH", 1), []string{"site.yaml:6:25: error", "[sql-refused]", "28P01"}, false},
		"no right":           {strings.Replace(asking("a", "query: select * from wilayah"), "TERANG_DHIS2", "TERANG_TAMU", 1), []string{"[sql-query]", "permission denied for table wilayah", "42501"}, false},
		"nobody there":       {strings.Replace(asking("a", row("1")), "TERANG_DHIS2", "TERANG_JAUH", 1), []string{"site.yaml:6:25: error", "[sql-unreachable]", "connection refused"}, false},
		"no variable":        {strings.Replace(asking("a", row("1")), "TERANG_DHIS2", "TERANG_KOSONG", 1), []string{"[sql-no-dsn]", "TERANG_KOSONG"}, false},
		"odd variable":       {strings.Replace(asking("a", row("1")), "TERANG_DHIS2", "TERANG_RUSAK", 1), []string{"[sql-bad-dsn]"}, false},
		"connection in site": {strings.Replace(asking("a", row("1")), "TERANG_DHIS2", "'postgres://terang:"+password+"@x/y'", 1), []string{"site.yaml:6:25: error", "[sql-dsn]"}, false},
		"missing table":      {"  - sql:\n      name: a\n      dsn: TERANG_DHIS2\n      query: |\n        select *\n        from tabel_lama\n", []string{"site.yaml:11: error", `relation "tabel_lama" does not exist`, "from tabel_lama\n", "[sql-query]"}, false},
		"write":              {asking("a", "query: update wilayah set nama = 'x' returning kode"), []string{"[sql-writes]"}, false},
		"write within":       {asking("a", "query: select diam_diam() as period"), []string{"[sql-writes]"}, false},
		"two statements":     {asking("a", "query: select 1; commit; delete from wilayah"), []string{"[sql-query]", "42601"}, false},
		"mode changed":       {asking("a", "query: set transaction read write"), []string{"[sql-failed]", "25001"}, false},
		"end":                {asking("a", "query: rollback"), []string{"[sql-no-rows]"}, false},
		"time":               {asking("a", "timeout: 1, query: select pg_sleep(30) is null as period"), []string{"[sql-timeout]", "1 seconds"}, false},
		"heading of persons": {asking("a", "query: select nik from pasien"), []string{"[personal-data]", "nik"}, false},
		"numbers of persons": {asking("a", `query: "select catatan as note, kode_desa as area from pasien"`), []string{"[personal-numbers]", "note", "40"}, false},
		"parts in a cell":    {asking("a", "query: select translations as note from organisationunit"), []string{"[sql-column-type]", "jsonb"}, false},
		"words of the data":  {asking("a", "query: select max(value::numeric) as numerator from datavalue"), []string{"[sql-failed]", "22P02"}, false},
		"cell of a patient":  {asking("a", "query: select catatan::int as numerator from pasien"), []string{"[sql-failed]", "22P02"}, false},
		"decimals":           {asking("a", row("10.5::numeric")), []string{".terang/sql/a.csv:2:26: error", "[decimal-count]", "2024-09,tb,99.01.01.2001,10.5,60"}, true},
		"three decimals":     {asking("a", row("12.345::numeric(9, 3)")), []string{".terang/sql/a.csv:2:26: error", "[decimal-count]", "12.3450"}, true},
		"unknown area":       {asking("a", strings.Replace(row("1"), "2001'", "2009'", 1)), []string{".terang/sql/a.csv:2:12: error", "[unknown-area]"}, true},
		"repeated row":       {asking("a", strings.Replace(row("1"), `60 as denominator`, `60 as denominator from generate_series(1, 2)`, 1)), []string{".terang/sql/a.csv:3:12: error", "[repeated-row]", ".terang/sql/a.csv:2"}, true},
		"missing column":     {asking("a", "query: select 1 as numerator"), []string{".terang/sql/a.csv:1: error", "[missing-column]"}, true},
		"no such file":       {asking("a", "file: data/sql/a.sql"), []string{"site.yaml:6:", "[missing-data-file]", "data/sql/a.sql"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			dir := portalOf(t, map[string]string{"site.yaml": siteYAML + "sources:\n" + c.source, "data/observations/2024.csv": ofHeadings + "\n" + strings.ReplaceAll(counted, "2024-09,tb", "2024-06,tb")})
			_, ps, err := build.Check(context.Background(), db.options(dir))
			if err != nil || !ps.HasErrors() {
				t.Fatalf("%v, %v", err, ps)
			}
			text := db.said(t, dir, ps)
			for _, want := range c.want {
				if !strings.Contains(text, want) {
					t.Errorf("no %q in\n%s", want, text)
				}
			}
			if _, err := os.Stat(filepath.Join(dir, ".terang/sql/a.csv")); (err == nil) != c.kept {
				t.Errorf("kept is %t, want %t", err == nil, c.kept)
			}
		})
	}
	var names int
	if err := db.QueryRow(`select count(*) from wilayah where nama <> 'x' and kode <> 'x'`).Scan(&names); err != nil || names != 6 {
		t.Errorf("%d regions are as they were: %v", names, err)
	}
}

// keptAnswers writes cells of every kind, in two zones, and builds without the database.
func (db database) keptAnswers(t *testing.T) {
	const kinds = `select '2024-09' as period, 'tb' as indicator, '99.01.01.2001' as area, 13::numeric(9, 3) as numerator, 60.0::double precision as denominator, null as percent,
		true as _a, '2024-10-09 17:30:00+00'::timestamptz as _b, '2024-10-09 17:30:00'::timestamp as _c, date '2024-10-09' as _d, 1e10::numeric as _e, 0.000012::numeric as _f,
		2.5::real as _g, 'a, "b"' as _h, -7::smallint as _i, timestamptz '2024-10-09 00:00+07' as _j`
	for zone, want := range map[string]string{
		"WIB": `2024-09,tb,99.01.01.2001,13,60,,ya,2024-10-10 00:30:00,2024-10-09 17:30:00,2024-10-09,10000000000,0.000012,2.5,"a, ""b""",-7,2024-10-09`,
		"WIT": `2024-09,tb,99.01.01.2001,13,60,,ya,2024-10-10 02:30:00,2024-10-09 17:30:00,2024-10-09,10000000000,0.000012,2.5,"a, ""b""",-7,2024-10-09 02:00:00`,
	} {
		from := "sources:\n" + asking("jenis", "zone: "+zone+", file: data/sql/jenis.sql")
		o := db.options(portalOf(t, map[string]string{"site.yaml": siteYAML + from, "data/sql/jenis.sql": kinds}))
		o.From = build.FromKept
		if _, ps, err := build.Site(context.Background(), o); err != nil || len(ps) != 1 || ps[0].Code != "sql-not-kept" {
			t.Fatalf("%v, %v", ps, err)
		}
		o.From = build.FromAsked
		want = "period,indicator,area,numerator,denominator,percent,_a,_b,_c,_d,_e,_f,_g,_h,_i,_j\n" + want + "\n"
		asked, _, _ := db.written(t, o)
		text, err := os.ReadFile(filepath.Join(o.Dir, ".terang/sql/jenis.csv"))
		if err != nil || string(text) != want {
			t.Errorf("%s: %v\n%s\nwant\n%s", zone, err, text, want)
		}
		o.From, o.Env = build.FromKept, func(string) string { return "" }
		kept, _, ps := db.written(t, o)
		same(t, kept, asked)
		if !slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Code == "sql-kept" }) {
			t.Errorf("that nobody was asked is not told: %v", ps)
		}
		if err := os.WriteFile(filepath.Join(o.Dir, "data/sql/jenis.sql"), []byte(kinds+" limit 1"), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, ps, err := build.Site(context.Background(), o); err != nil || len(ps) != 1 || ps[0].Code != "sql-not-kept" {
			t.Errorf("of another question: %v, %v", ps, err)
		}
	}
}
