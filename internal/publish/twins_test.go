package publish

import (
	"bytes"
	"crypto/sha256"
	"maps"
	"os"
	"strings"
	"testing"

	"terang/internal/squeeze"
)

// twinned builds with twins.
func (s site) twinned(program string, want files, codings ...squeeze.Coding) Report {
	s.t.Helper()
	r := s.open()
	r.Twins(program, codings...)
	if err := writeAll(r, want); err != nil {
		s.t.Fatal(err)
	}
	report, err := r.Commit()
	if err != nil {
		s.t.Fatal(err)
	}
	return report
}

// squeezed gives the twins of files that can be made smaller.
func squeezed(of files, codings ...squeeze.Coding) files {
	twins := files{}
	for name, body := range of {
		for _, c := range codings {
			twins[name+"."+string(c)] = string(c.Append(nil, []byte(body)))
		}
	}
	return twins
}

var (
	long  = files{"index.html": strings.Repeat("panjang ", 200), "data/a.csv": strings.Repeat("1,2\n", 400)}
	short = files{"b.html": "short", "c.png": strings.Repeat("no text ", 200), "d.txt": noise()}
)

// noise cannot be made smaller.
func noise() string {
	var b []byte
	sum := sha256.Sum256(nil)
	for range 40 {
		sum = sha256.Sum256(sum[:])
		b = append(b, sum[:]...)
	}
	return string(b)
}

func both(a, b files) files {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

func TestTwinsOfTextThatIsLongEnough(t *testing.T) {
	s := newSite(t)
	site := both(long, short)
	if r := s.twinned("v1", site, squeeze.Codings()...); r.Written != 5+2*3 {
		t.Errorf("%d files written", r.Written)
	}
	s.expect(site, squeezed(long, squeeze.Codings()...))
	// Nothing has changed, and nothing is written; what is not asked for any more goes, and is no address that dies.
	if r := s.twinned("v1", site, squeeze.Codings()...); r.Written != 0 || r.Unchanged != 11 {
		t.Errorf("again: %+v", r)
	}
	if r := s.twinned("v1", site, squeeze.Gzip); r.Written != 0 || r.Removed != 4 || len(r.Gone) != 0 {
		t.Errorf("with fewer codings: %+v", r)
	}
	s.expect(site, squeezed(long, squeeze.Gzip))
	if r := s.build(short); r.Removed != 4 || len(r.Gone) != 2 {
		t.Errorf("without the files: %+v", r)
	}
	s.expect(short)
}

func TestTwinsFollowTheirFile(t *testing.T) {
	s := newSite(t)
	s.twinned("v1", long, squeeze.Gzip)
	changed := both(long, files{"index.html": strings.Repeat("lain ", 300)})
	if r := s.twinned("v1", changed, squeeze.Gzip); r.Written != 2 || r.Unchanged != 2 {
		t.Errorf("%+v: one file and its twin changed", r)
	}
	s.expect(changed, squeezed(changed, squeeze.Gzip))
	noisy := both(changed, files{"index.html": noise()})
	if r := s.twinned("v1", noisy, squeeze.Gzip); r.Removed != 1 {
		t.Errorf("%+v: the twin would be larger now", r)
	}
	s.expect(noisy, squeezed(files{"data/a.csv": long["data/a.csv"]}, squeeze.Gzip))
}

func TestATwinThatIsGoneIsMadeAgain(t *testing.T) {
	s := newSite(t)
	s.twinned("v1", long, squeeze.Gzip, squeeze.Brotli)
	lose := func() {
		if err := os.Remove(under(s.out, "index.html.br")); err != nil {
			t.Fatal(err)
		}
	}
	lose()
	if r := s.twinned("v1", long, squeeze.Gzip, squeeze.Brotli); r.Written != 1 {
		t.Errorf("%+v", r)
	}
	lose()
	r := s.open()
	r.Twins("v1", squeeze.Gzip, squeeze.Brotli)
	if kept, err := r.Keep("index.html"); kept || err != nil {
		t.Errorf("a file is kept whose twin is gone: %v", err)
	}
	if kept, err := r.Keep("data/a.csv"); !kept || err != nil {
		t.Errorf("a file is not kept that stands with its twins: %v", err)
	}
	if err := r.Write("index.html", []byte(long["index.html"])); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Commit(); err != nil {
		t.Fatal(err)
	}
	s.expect(long, squeezed(long, squeeze.Gzip, squeeze.Brotli))
}

// Another program may squeeze otherwise: what stands is no proof, though it may come out the same.
func TestTwinsOfAnotherProgramAreMadeAgain(t *testing.T) {
	s := newSite(t)
	s.twinned("v1", long, squeeze.Gzip)
	r := s.open()
	r.Twins("v2", squeeze.Gzip)
	if kept, err := r.Keep("index.html"); kept || err != nil {
		t.Errorf("kept: %v", err)
	}
	if err := r.Abort(); err != nil {
		t.Fatal(err)
	}
	if r := s.twinned("v2", long, squeeze.Gzip); r.Written != 0 || r.Unchanged != 4 {
		t.Errorf("%+v", r)
	}
}

// What is dear to make has twins like the rest, also where it was made before twins were asked for.
func TestTwinsOfWhatIsDear(t *testing.T) {
	s := newSite(t)
	of, body := sha256.Sum256([]byte("figures")), []byte(long["index.html"])
	for _, c := range []struct {
		codings []squeeze.Coding
		made    int
	}{{nil, 1}, {[]squeeze.Coding{squeeze.Gzip}, 1}, {[]squeeze.Coding{squeeze.Gzip}, 0}, {nil, 0}} {
		made := 0
		r := s.open()
		r.Twins("v1", c.codings...)
		if err := r.WriteMade("a.svg", of, func() []byte { made++; return body }); err != nil {
			t.Fatal(err)
		}
		if _, err := r.Commit(); err != nil {
			t.Fatal(err)
		}
		svg := files{"a.svg": string(body)}
		s.expect(svg, squeezed(svg, c.codings...))
		if made != c.made {
			t.Errorf("with %v it was made %d times, want %d", c.codings, made, c.made)
		}
	}
}

func TestATwinWithANameThatIsTakenIsRefused(t *testing.T) {
	r := newSite(t).open()
	r.Twins("v1", squeeze.Gzip)
	err := r.Write("a.csv.gz", []byte("own"))
	if err == nil {
		err = r.Write("a.csv", bytes.Repeat([]byte("1"), 2000))
	}
	if err == nil || !strings.Contains(err.Error(), "written twice") {
		t.Errorf("%v", err)
	}
}
