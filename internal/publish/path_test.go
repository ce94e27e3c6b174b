package publish

import (
	"crypto/sha256"
	"strings"
	"testing"
)

func TestWriteRefusesPaths(t *testing.T) {
	for _, tc := range []struct{ path, why string }{
		{"", "empty"},
		{"/index.html", "absolute"},
		{"//host/x", "absolute"},
		{"C:/x", "control character or one of"},
		{"../x", `".."`},
		{"a/../x", `".."`},
		{"..", `".."`},
		{".", `"."`},
		{"a/./x", `"."`},
		{`a\x`, "control character or one of"},
		{`..\x`, "control character or one of"},
		{"a//x", "empty segment"},
		{"a/", "empty segment"},
		{"a\x00b", "control character"},
		{"a\nb", "control character"},
		{"a\xff", "UTF-8"},
		{"apa?.html", "control character or one of"},
		{"x.html:stream", "control character or one of"},
		{"a./x", "dot or a space"},
		{"a /x", "dot or a space"},
		{"con", "device"},
		{"berita/NUL.html", "device"},
		{"aux.tar.gz/x", "device"},
		{"Com1", "device"},
		{"lpt9.txt", "device"},
		{"COM².csv", "device"},
		{".gitignore", "keeps that name"},
		{".GitIgnore", "keeps that name"},
		{".terang-part", "keeps that name"},
	} {
		s := newSite(t)
		r := s.open()
		err := r.Write(tc.path, []byte("x"))
		if err == nil || !strings.Contains(err.Error(), tc.why) {
			t.Errorf("Write(%q) = %v, want an error with %q", tc.path, err, tc.why)
		}
		if _, err := r.Commit(); err == nil || !strings.Contains(err.Error(), "not whole") {
			t.Errorf("Commit after Write(%q) = %v, want a refusal", tc.path, err)
		}
	}
}

func TestWriteTakesPaths(t *testing.T) {
	for _, name := range []string{
		"index.html", "wilayah/14.10.01/index.html", "data/spm 2024.csv", ".nojekyll", "a/.gitignore",
		"com/x", "com10", "console.html", "nulis/aux-1.html", "...a", "berita/é.html", "lpt.txt",
	} {
		if err := checkPath(name); err != nil {
			t.Error(err)
		}
	}
}

func TestWriteRefusesTheSamePathTwice(t *testing.T) {
	for _, pair := range [][2]string{{"a/x.html", "a/x.html"}, {"a/x.html", "A/X.html"}} {
		r := newSite(t).open()
		if err := r.Write(pair[0], []byte("1")); err != nil {
			t.Fatal(err)
		}
		if err := r.Write(pair[1], []byte("1")); err == nil || !strings.Contains(err.Error(), "twice") {
			t.Errorf("%v: %v", pair, err)
		}
		if _, err := r.Commit(); err == nil {
			t.Errorf("%v: committed", pair)
		}
	}
}

func TestManifestIsSortedSealedAndReadBack(t *testing.T) {
	m := manifest{}
	for _, name := range []string{"b/index.html", "A.html", "a b.html"} {
		m[fold(name)] = entry{path: name, size: int64(len(name)), sum: sha256.Sum256([]byte(name))}
	}
	data := encoded(m)
	lines := strings.Split(string(data), "\n")
	if lines[0] != "terang manifest 3" || lines[1] != "note of this" || !strings.HasSuffix(lines[2], " - 6 A.html") || !strings.HasSuffix(lines[4], " 12 b/index.html") {
		t.Errorf("manifest:\n%s", data)
	}
	back, ok := decodeManifest(data)
	if !ok || string(encoded(back)) != string(data) {
		t.Errorf("read back: %v %v", ok, back)
	}
	for i := range data {
		hurt := append([]byte{}, data...)
		hurt[i] ^= 1
		if _, ok := decodeManifest(hurt); ok {
			t.Fatalf("a flipped bit in byte %d goes unnoticed", i)
		}
		if _, ok := decodeManifest(data[:i]); ok {
			t.Fatalf("a manifest cut at byte %d goes unnoticed", i)
		}
	}
	outside := seal([]byte(manifestHead + "\n" + strings.Repeat("00", 32) + " - 1 ../x" + "\n"))
	if _, ok := decodeManifest(outside); ok {
		t.Error("a manifest may name a file outside the output folder")
	}
}

func TestRecordIsReadBack(t *testing.T) {
	steps := []step{{path: "a b.html"}, {put: true, path: "b"}, {path: "c/x"}}
	back, ok := decodeRecord(encodeRecord(steps))
	if !ok || len(back) != 3 || back[0] != steps[0] || back[1] != steps[1] || back[2] != steps[2] {
		t.Errorf("got %v %v", back, ok)
	}
	for _, line := range []string{"burn x", "put ../x", "remove"} {
		if _, ok := decodeRecord(seal([]byte(recordHead + "\n" + line + "\n"))); ok {
			t.Errorf("a record with %q is taken", line)
		}
	}
}

func encoded(m manifest) []byte {
	var entries []*entry
	for _, e := range m {
		entries = append(entries, &e)
	}
	return encodeManifest(entries, "of this")
}

// What is passed at first sight would be passed at a closer look.
func TestOrdinaryPathsAreSound(t *testing.T) {
	for _, name := range []string{"index.html", "wilayah/a-b/c1.html", "con/x", "a/aux.html", "com1", "lpt9.x.html", "a//b", "a./b", "a/.b", "a/..", "a..b", "-", "", "/a", "a/", "nul", "prn.html", "cona/b.html"} {
		ordinary := isOrdinary(name)
		sound := Refusal("A") == nil && Refusal("A/"+name) == nil && name != "" && name[0] != '/'
		if ordinary && !sound {
			t.Errorf("%q is passed", name)
		}
	}
	if !isOrdinary("wilayah/a-b/c1.html") || !isOrdinary("cona/b.html") {
		t.Error("ordinary paths are not")
	}
}
