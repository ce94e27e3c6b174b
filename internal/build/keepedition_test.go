package build

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"terang/internal/attack"
	"terang/internal/disclosure"
	"terang/internal/source"
)

// keep keeps the site of a folder as an edition.
func keep(t *testing.T, o Options, name string) (source.Problems, error) {
	t.Helper()
	_, ps, err := KeepEdition(context.Background(), o, name)
	return ps, err
}

// toldOf gives the words of the problems of a code.
func toldOf(ps source.Problems, code source.Code) (texts []string) {
	for _, p := range ps {
		if p.Code == code {
			texts = append(texts, p.Text("en"))
		}
	}
	return texts
}

// TestEditionsDoNotGiveCorrectionsAway corrects one person of a desa after an edition was kept: the build warns, names the
// figures without their numbers, and no second edition can be kept beside the first. A correction of many may be told.
func TestEditionsDoNotGiveCorrectionsAway(t *testing.T) {
	t.Parallel()
	const row, file = "2024-03,bumil,99.01.01.1001,7,120,", "data/observations/2024.csv"
	for _, c := range []struct {
		name, now string
		gives     bool
	}{
		{"one person", "2024-03,bumil,99.01.01.1001,8,120,", true},
		{"many", "2024-03,bumil,99.01.01.1001,19,120,", false},
	} {
		o := plainly(input(t, smallDir))
		stages(t, o)
		if ps, err := keep(t, o, "dulu"); err != nil || len(ps) > 0 {
			t.Fatal(err, ps)
		}
		if _, ps, _ := stages(t, o); len(toldOf(ps, "edition-few")) > 0 {
			t.Errorf("%s: an edition of the same data is told of", c.name)
		}
		swap(file, row, c.now)(t, o.Dir)
		_, ps, _ := stages(t, o)
		told := toldOf(ps, "edition-few")
		if len(told) > 0 != c.gives {
			t.Errorf("%s: the build tells %q", c.name, told)
		}
		for _, text := range told {
			if !strings.Contains(text, "bumil") || strings.Contains(text, "57") || strings.Contains(text, "120") {
				t.Errorf("%s: %q", c.name, text)
			}
		}
		ps, err := keep(t, o, "kini")
		if refused := len(toldOf(ps, "edition-reveals")) > 0; err != nil || refused != c.gives {
			t.Errorf("%s: a second edition: %v %v", c.name, ps, err)
		}
		if _, kept := tree(t, o.Dir)["data/editions/kini/capaian.csv"]; kept == c.gives {
			t.Errorf("%s: kept is %t", c.name, kept)
		}
	}
}

// TestEditionsOfWeakerRulesAreTold asks for a higher threshold after an edition was kept.
func TestEditionsOfWeakerRulesAreTold(t *testing.T) {
	t.Parallel()
	o := plainly(input(t, smallDir))
	stages(t, o)
	if ps, err := keep(t, o, "dulu"); err != nil || len(ps) > 0 {
		t.Fatal(err, ps)
	}
	swap("site.yaml", "sample: true", "sample: true\ndisclosure: {min_count: 30, min_count_sensitive: 30, reason: uji}")(t, o.Dir)
	_, ps, _ := stages(t, o)
	if len(toldOf(ps, "edition-threshold")) != 1 || len(toldOf(ps, "edition-hidden")) != 1 {
		t.Errorf("told is %v", ps)
	}
	if ps, err := keep(t, o, "kini"); err != nil || len(toldOf(ps, "edition-reveals")) != 1 {
		t.Errorf("a second edition beside one that shows more: %v %v", ps, err)
	}
}

// TestEditionsAreOfTheFinishedSite refuses what is not as its build left it, or not what the input gives.
func TestEditionsAreOfTheFinishedSite(t *testing.T) {
	t.Parallel()
	o := plainly(input(t, smallDir))
	stages(t, o)
	swap("data/observations/2024.csv", "2024-03,bumil,99.01.01.1001,7,", "2024-03,bumil,99.01.01.1001,27,")(t, o.Dir)
	if _, err := keep(t, o, "a"); !errors.Is(err, ErrOtherInput) {
		t.Errorf("of a site of other input: %v", err)
	}
	stages(t, o)
	if _, err := keep(t, o, "a"); err != nil {
		t.Error(err)
	}
	if _, err := keep(t, o, "a"); !errors.Is(err, ErrEditionExists) {
		t.Errorf("of a name that is taken: %v", err)
	}
	before := tree(t, o.Dir)
	stages(t, o)
	for name, body := range before {
		if rest, ok := strings.CutPrefix(name, "data/editions/"); ok && tree(t, o.Dir)["public/data/edisi/"+rest] != body {
			t.Errorf("%s is published otherwise", name)
		}
	}
}

// TestEditionsAreAttackedToo plants a leak in an edition and nowhere else: the attacker reads editions as it reads the site.
func TestEditionsAreAttackedToo(t *testing.T) {
	t.Parallel()
	files := func(except disclosure.Rule, from, to string) map[string][]byte {
		s, ps, err := read(context.Background(), Options{Dir: smallDir, Date: day(), except: except})
		if err != nil || ps.HasErrors() {
			t.Fatal(err, ps)
		}
		defer s.close()
		list := map[string][]byte{}
		for i := range s.tables().Len() {
			if f := s.tables().At(i); strings.HasPrefix(f.Path, from) {
				list[to+strings.TrimPrefix(f.Path, from)] = f.Append(nil)
			}
		}
		return list
	}
	for except, want := range map[disclosure.Rule]bool{disclosure.Shown: false, disclosure.Primary: true} {
		all := files(disclosure.Shown, "", "")
		maps.Copy(all, files(except, "data/unduhan/", "data/edisi/a/"))
		_, ps := attacked(t, []attack.Edition{{Name: "kini", Files: folderOf(all)}})
		found := slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Severity == source.Error })
		if found != want {
			t.Errorf("without rule %d: %v", except, ps)
		}
	}
}
