package media

import "testing"

func TestOf(t *testing.T) {
	for name, want := range map[string]string{
		"index.html": "text/html; charset=utf-8", "a/B.HTML": "text/html; charset=utf-8", "build.sha256": "text/plain; charset=utf-8", "a.tar.csv": "text/csv; charset=utf-8",
		"data/katalog.jsonld": "application/ld+json", "x.parquet": "application/vnd.apache.parquet", "feed.xml": "application/xml", "foto.JPG": "image/jpeg",
		"a.woff2": "font/woff2", "html": Unknown, "x": Unknown, "": Unknown, "a.": Unknown, "index.html.gz": Unknown, ".htaccess": Unknown, "a.html/b": Unknown,
	} {
		if got := Of(name).Sent(); got != want {
			t.Errorf("%q is %s, want %s", name, got, want)
		}
	}
	if got := Of("a.csv").Type; got != "text/csv" {
		t.Errorf("a CSV is %s", got)
	}
}

func TestNothingIsOfTwoKinds(t *testing.T) {
	types, endings := map[string]bool{}, map[string]bool{}
	for _, k := range Kinds() {
		if types[k.Type] || len(k.Endings) == 0 {
			t.Errorf("%s stands twice, or has no endings", k.Type)
		}
		types[k.Type] = true
		for _, e := range k.Endings {
			if endings[e] || Of("a."+e).Type != k.Type {
				t.Errorf(".%s stands twice", e)
			}
			endings[e] = true
		}
	}
}
