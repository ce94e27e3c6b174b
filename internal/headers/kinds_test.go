package headers

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"terang/internal/media"
	"terang/internal/squeeze"
)

// Each kind of server is told the same types, for the same endings, as are sent by the preview and to object storage.
func TestServersAreToldTheTypesOfTheTable(t *testing.T) {
	want := map[string]string{}
	for _, k := range media.Kinds() {
		for _, e := range k.Endings {
			want[e] = k.Sent()
		}
	}
	s := Site{Host: "dinkes.example.go.id", Base: "/", Codings: squeeze.Codings()}
	for server, got := range map[string]map[string]string{"nginx": typesInNginx(s), "Apache": typesInApache(s), "Caddy": typesInCaddy(s)} {
		if !maps.Equal(got, want) {
			for _, e := range slices.Sorted(maps.Keys(want)) {
				if got[e] != want[e] {
					t.Errorf("%s sends .%s as %q, the table has %q", server, e, got[e], want[e])
				}
			}
			t.Errorf("%s knows %d endings, the table %d", server, len(got), len(want))
		}
	}
}

// lines gives the words of each line of rules.
func lines(rules []byte) (list [][]string) {
	for line := range strings.Lines(string(rules)) {
		if words := strings.Fields(strings.TrimSuffix(strings.TrimSpace(line), ";")); len(words) > 0 {
			list = append(list, words)
		}
	}
	return list
}

func typesInNginx(s Site) map[string]string {
	types, utf8, within := map[string]string{}, []string{"text/html"}, false
	for _, words := range lines(s.Nginx()) {
		switch {
		case words[0] == "charset_types":
			utf8 = append(utf8, words[1:]...)
		case words[0] == "types":
			within = true
		case words[0] == "}":
			within = false
		case within:
			for _, e := range words[1:] {
				if types[e] = words[0]; slices.Contains(utf8, words[0]) {
					types[e] += "; charset=utf-8"
				}
			}
		}
	}
	return types
}

func typesInApache(s Site) map[string]string {
	types, forced := map[string]string{}, ""
	for _, words := range lines(s.Apache()) {
		switch words[0] {
		case "AddType":
			for _, e := range words[2:] {
				types[strings.TrimPrefix(e, ".")] = words[1]
			}
		case "AddCharset":
			for _, e := range words[2:] {
				types[strings.TrimPrefix(e, ".")] += "; charset=" + words[1]
			}
		case "<FilesMatch": // of the twins
			forced, _, _ = strings.Cut(strings.TrimPrefix(words[1], `"\.(`), ")")
		case "ForceType":
			for e := range strings.SplitSeq(forced, "|") {
				if sent := strings.Trim(strings.Join(words[1:], " "), `"`); types[e] != sent {
					types[e] = "as it is " + types[e] + ", as a twin " + sent
				}
			}
		}
	}
	return types
}

func typesInCaddy(s Site) map[string]string {
	types, endings := map[string]string{}, map[string][]string{}
	for _, words := range lines(s.Caddy()) {
		switch {
		case strings.HasPrefix(words[0], "@") && len(words) > 2 && words[1] == "path":
			endings[words[0]] = words[2:]
		case words[0] == "header" && len(words) > 3 && words[2] == "Content-Type":
			for _, e := range endings[words[1]] {
				types[strings.TrimPrefix(e, "*.")] = strings.Trim(strings.Join(words[3:], " "), `"`)
			}
		}
	}
	return types
}
