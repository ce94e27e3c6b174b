package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/internal/host"
	"terang/internal/upload"
)

// A full disk is told as one, in the language of the site, and no file of a zip is told as sent that never came to be.
func TestPublishOntoAFullDisk(t *testing.T) {
	t.Parallel()
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("no disk is always full here")
	}
	site := smallSite(t, "pictures: none\npublish:\n  zip: {kind: zip, path: ../a.zip}\n")
	if said, code := telling(t, site, "build", "--date", "2024-10-08"); code != 0 {
		t.Fatal(said)
	}
	name := filepath.Join(filepath.Dir(site), "a.zip")
	for lang, want := range map[string]string{"id": "tidak ada ruang lagi di " + name, "en": name + " has no room left; make room there"} {
		part := filepath.Join(filepath.Dir(site), upload.PartOf("a.zip", upload.SumOf([]byte(name+"part"))))
		if err := os.Symlink(full, part); err != nil {
			t.Fatal(err)
		}
		said, code := telling(t, site, "publish", "--lang", lang)
		if code != 2 || !strings.Contains(said, want) || strings.Contains(said, "sekali lagi melanjutkannya") || strings.Contains(said, "goes on") {
			t.Errorf("%d, want %q in\n%s", code, want, said)
		}
	}
}

// Whatever a host can lack has words in both languages.
func TestEveryFaultOfAHostHasWords(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"id", "en"} {
		for kind := host.Unreachable; kind <= host.AmongInputs; kind++ {
			if v := publishVoiceIn(lang); !strings.Contains(v.faults[kind], "%s") {
				t.Errorf("%s: kind %d has no words", lang, kind)
			}
		}
		said := publishVoiceIn(lang).why(&host.Fault{Kind: host.OtherRegion, Where: "s3.example.id/portal", Need: "us-west-2"})
		if !strings.Contains(said, "site.yaml (") || !strings.HasSuffix(said, ": us-west-2)") {
			t.Error(said)
		}
	}
}
