package search

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// entry is the address of a facility among those of its directory.
const entry = "{place}{mid}index.html#f-{name}"

func small() Input {
	return Input{
		Folder: Folder,
		Kinds: []Kind{
			{Code: "layanan", Label: "Layanan"},
			{Code: "kabupaten", Label: "Kabupaten", Pattern: "Kabupaten {name}", Address: "{place}{name}/index.html", Kabkota: true},
			{Code: "puskesmas", Label: "Puskesmas", Pattern: "Puskesmas {name}", Address: "puskesmas/{kab}{name}/index.html"},
			{Code: "desa", Label: "Desa", Pattern: "Desa {name}", Address: "{place}{mid}{name}.html"},
			{Code: "klinik_pratama", Label: "Klinik pratama", Address: entry},
			{Code: "berita", Label: "Berita"},
		},
		Places: []Place{{Name: "Pulau", Kind: "kabupaten", Parent: -1, Slug: "pulau"}},
		Names: []Name{
			{Name: "Tanjung Jaya", Kind: "desa", Place: 0, Mid: "Ma'rang", Path: "wilayah/pulau/marang/tanjung-jaya.html"},
			{Name: "Tanjung Jaya", Kind: "desa", Place: 0, Mid: "Utara", Path: "wilayah/pulau/utara/tanjung-jaya-2.html"},
			{Name: "Klinik Pratama Sehat 2", Kind: "klinik_pratama", Place: -1, Mid: "Utara", Path: "wilayah/utara/index.html#f-klinik-pratama-sehat-2"},
			{Name: "Alai", Kind: "puskesmas", Place: 0, Mid: "Utara", Path: "puskesmas/pulau/alai/index.html"},
		},
		Texts: []Text{
			{Title: "Hipertensi", Kind: "layanan", Path: "spm/ht.html", Words: "penderita yang dilayani"},
			{Title: "Pelayanan\tdi perahu", Kind: "berita", Note: "2 Mei 2024", Path: "berita/a.html", Words: "Ada 1234 pasien hipertensi, 56,7 persen."},
		},
		Aliases: map[string]string{"darah tinggi": "hipertensi", "tensi": "kosong; hipertensi"},
	}
}

func built(t testing.TB, in Input) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, f := range Build(in) {
		if files[f.Path] != nil {
			t.Errorf("%s is written twice", f.Path)
		}
		files[f.Path] = f.Body
	}
	return files
}

func read[T any](t testing.TB, files map[string][]byte, name string) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(files[Folder+name+".json"], &v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return v
}

func TestAddressesAreToldOnlyWhereUnusual(t *testing.T) {
	lines := read[[]string](t, built(t, small()), "n0")
	for _, want := range []string{
		"Tanjung Jaya\tdesa\t0\tMa'rang",
		"Tanjung Jaya\tdesa\t0\tUtara\twilayah/pulau/utara/tanjung-jaya-2.html",
		"Klinik Pratama Sehat 2\tklinik_pratama\t\tUtara",
		"Alai\tpuskesmas\t0\tUtara",
	} {
		if !slices.Contains(lines, want) {
			t.Errorf("no line %q among %q", want, lines)
		}
	}
	if len(lines) != 4 {
		t.Errorf("%d lines, want each name once: %q", len(lines), lines)
	}
}

func TestTextsAreFoundByStemAndAlias(t *testing.T) {
	files := built(t, small())
	postings := map[string]string{}
	for _, l := range read[[]string](t, files, "t0") {
		stem, rest, _ := strings.Cut(l, "\t")
		postings[stem] = rest
	}
	for stem, want := range map[string]string{
		"hipertensi": "0\t1", "layan": "1\t0", "darah": "0\t1", "tinggi": "0\t1", "tensi": "0\t1", "pasien": "\t1", "perahu": "1",
	} {
		if postings[stem] != want {
			t.Errorf("%q leads to %q, want %q", stem, postings[stem], want)
		}
	}
	for _, number := range []string{"1234", "56", "7"} {
		if _, ok := postings[number]; ok {
			t.Errorf("the figure %s of a text is in the index", number)
		}
	}
	if docs := read[[]string](t, files, "d0"); docs[0] != "Hipertensi\tlayanan\t\tspm/ht.html\tdarah tinggi;tensi" ||
		docs[1] != "Pelayanan di perahu\tberita\t2 Mei 2024\tberita/a.html" {
		t.Errorf("texts are %q", docs)
	}
}

// What is appended is what encoding/json writes of the same lines.
func TestLinesAreAsTheLibraryWritesThem(t *testing.T) {
	for _, fields := range [][]string{
		{"a", "", "b"}, {"", ""}, {" a  b ", "c\td", "é", "", ""}, {`"x\`, "<&>", "\u2028", "a\x01b", "\u00a0 z"}, {"a\n", "\xff", ""},
	} {
		if got, want := string(appendLine(nil, fields...)), strings.TrimSuffix(string(encode(line(slices.Clone(fields)...))), "\n"); got != want {
			t.Errorf("%q are written %s, want %s", fields, got, want)
		}
	}
	for _, text := range []string{"Ma'rang 12 UPT.Puskesmas", "", " -- ", "a_b", "Désa’s É", "x\u00b2"} {
		plain := strings.ToLower(strings.Map(func(r rune) rune {
			if r >= 0x300 && r <= 0x36f || r == '\'' || r == '’' {
				return -1
			}
			return r
		}, norm.NFD.String(text)))
		want := strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
		if got := Tokens(text); !slices.Equal(got, want) {
			t.Errorf("%q has the words %q, want %q", text, got, want)
		}
	}
}

// An index is text through and through: there is no place in it for a figure.
func TestNoNumbers(t *testing.T) {
	files := Build(small())
	files = append(files, File{Folder + "fas/semua.json", AppendFacilities(nil, []Directory{{"Utara", "wilayah/utara/index.html"}}, []Facility{
		{Name: "Pustu Ujung", Kind: "pustu", Anchor: "f-pustu-ujung", Known: true, Lat: 1.00004, Lon: 102.5, Services: []string{"gizi", "gigi"}},
		{Name: "Pustu Ujung", Kind: "pustu", Anchor: "f-pustu-ujung-9", Closed: true},
	})})
	for _, f := range files {
		var v any
		if err := json.Unmarshal(f.Body, &v); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		onlyText(t, f.Path, v)
	}
	got := string(files[len(files)-1].Body)
	want := `{"at":["Utara\twilayah/utara/index.html"],"r":["Pustu Ujung\tpustu\t0\t\t\t\t1.0000,102.5000\t\t\t\tgizi;gigi","Pustu Ujung\tpustu\t0\t\tf-pustu-ujung-9\t\t\t\t\t\t\tx"]}` + "\n"
	if got != want {
		t.Errorf("facilities are\n%s want\n%s", got, want)
	}
}

func onlyText(t *testing.T, path string, v any) {
	t.Helper()
	switch v := v.(type) {
	case string, nil:
	case []any:
		for _, inner := range v {
			onlyText(t, path, inner)
		}
	case map[string]any:
		for _, inner := range v {
			onlyText(t, path, inner)
		}
	default:
		t.Errorf("%s holds %v", path, v)
	}
}

// country has so many desa of names that repeat, as a country's do.
func country(n int) Input {
	in := small()
	first := strings.Fields("Tanjung Suka Sungai Gunung Karang Sumber Batu Muara Lubuk Kampung Pulau Padang")
	second := strings.Fields("Jaya Maju Baru Indah Mulya Sari Makmur Raya Agung Rejo Asri Lama Sakti Damai Subur Harum Mekar")
	for i := range n {
		name := first[i%len(first)] + " " + second[i/7%len(second)]
		if i%3 == 0 {
			name += " " + second[i/5%len(second)]
		}
		in.Names = append(in.Names, Name{Name: name, Kind: "desa", Place: 0, Mid: fmt.Sprintf("Kecamatan Nomor %d", i/9), Path: "x"})
	}
	return in
}

// asked lists the pieces that may hold keys with a beginning, as the script does.
func asked(begins []string, from string) []int {
	var list []int
	for i, b := range begins {
		if (b <= from || strings.HasPrefix(b, from)) && (i+1 == len(begins) || begins[i+1] >= from) {
			list = append(list, i)
		}
	}
	return list
}

// Every name is in the pieces that its words lead to, in any order of them.
func TestEveryNameIsWhereItIsLookedFor(t *testing.T) {
	in := country(3000)
	files := built(t, in)
	h := read[head](t, files, "indeks")
	if len(h.Names) < 5 {
		t.Fatalf("only %d pieces", len(h.Names))
	}
	pieces := make([]map[string]bool, len(h.Names))
	for i := range pieces {
		pieces[i] = map[string]bool{}
		for _, l := range read[[]string](t, files, fmt.Sprintf("n%d", i)) {
			pieces[i][l] = true
		}
	}
	m := in.mapped()
	for i := range in.Names {
		n := &in.Names[i]
		words := telling(Tokens(n.Name), m.kinds[n.Kind].tokens())
		line := m.line(n, slug(n.Name))
		queries := []string{words[0], words[0][:3], strings.Join(words, " ")}
		if len(words) > 1 && words[1] != "2" {
			queries = append(queries, words[1], words[1]+" "+words[0][:2])
		}
		if len(words) == 3 { // the key that begins with the second word goes on with the third
			queries[len(queries)-1] = words[1] + " " + words[2]
		}
		for _, q := range queries {
			if !slices.ContainsFunc(asked(h.Names, q), func(p int) bool { return pieces[p][line] }) {
				t.Fatalf("%q is not found by %q", line, q)
			}
		}
	}
}

func gzipped(t testing.TB, body []byte) int {
	t.Helper()
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = w.Write(body); err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Len()
}

// What one query fetches does not grow with the country: the pieces keep their size.
func TestPiecesAreSmall(t *testing.T) {
	for name, body := range built(t, country(20000)) {
		if n := gzipped(t, body); n > 8000 {
			t.Errorf("%s has %d bytes gzip", name, n)
		}
	}
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	a, b := Build(country(500)), Build(country(500))
	if !slices.EqualFunc(a, b, func(x, y File) bool { return x.Path == y.Path && bytes.Equal(x.Body, y.Body) }) {
		t.Error("two builds differ")
	}
	changed := country(500)
	changed.Names[0].Name = "Tanjung Lain"
	if bytes.Equal(Build(changed)[0].Body, a[0].Body) {
		t.Error("another index has the same version")
	}
}

// Any single mistake in a word leads, by its beginning or its end, to a piece that holds the word.
func TestMisspeltWordsAreLookedForWhereTheyAre(t *testing.T) {
	spelling := words{}
	in := country(3000)
	in.names(spelling)
	for i := range 4000 { // so many that there are several pieces
		spelling.add("kata" + string([]rune{'a' + rune(i%26), 'a' + rune(i/26%26), 'a' + rune(i/676), 'x'}))
	}
	forward, backward := spelling.pieces()
	if len(forward) < 2 {
		t.Fatalf("only %d pieces", len(forward))
	}
	for word := range spelling {
		if len(word) > 7 && word[4] != 'b' {
			continue
		}
		for _, wrong := range mistakes(word) {
			half := (len(wrong) - 1) / 2
			if len(wrong) >= leastWord && !holds(forward, wrong[:half], word) && !holds(backward, reversed(wrong)[:half], word) {
				t.Fatalf("%q does not lead to %q", wrong, word)
			}
		}
	}
}

func holds(pieces []piece, from, word string) bool {
	var begins []string
	for _, p := range pieces {
		begins = append(begins, p.begins)
	}
	return slices.ContainsFunc(asked(begins, from), func(i int) bool { return slices.Contains(pieces[i].lines, word) })
}

func reversed(s string) string {
	b := []byte(s)
	slices.Reverse(b)
	return string(b)
}

func mistakes(word string) []string {
	var list []string
	for i := range word {
		list = append(list, word[:i]+word[i+1:], word[:i]+"q"+word[i:], word[:i]+"q"+word[i+1:])
		if i > 0 {
			list = append(list, word[:i-1]+word[i:i+1]+word[i-1:i]+word[i+1:])
		}
	}
	return list
}
