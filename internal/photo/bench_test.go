package photo

import (
	"context"
	"testing"
	"testing/fstest"
)

// BenchmarkPhone takes a picture of 12 million pixels to all its files on one core.
func BenchmarkPhone(b *testing.B) {
	data := asJPEG(b, scene(4000, 3000), "", 92)
	b.ReportMetric(float64(len(data))/1e6, "MB")
	l := Open("", Keep)
	defer l.Close() //nolint:errcheck // a benchmark
	for b.Loop() {
		ps, faults, err := l.Develop(context.Background(), fstest.MapFS{"a.jpg": {Data: data}}, 1, []Want{{File: "a.jpg"}}, usual, false)
		if err != nil || len(faults) > 0 {
			b.Fatal(err, faults)
		}
		for _, v := range ps["a.jpg"].Versions {
			b.Logf("%d×%d: WebP %d, %s %d", v.Width, v.Height, v.Modern.Length, v.Plain.Ext, v.Plain.Length)
		}
	}
}

// BenchmarkKept gives fifty pictures that were made before.
func BenchmarkKept(b *testing.B) {
	l := Open(b.TempDir(), Keep)
	defer l.Close() //nolint:errcheck // a benchmark
	root := fstest.MapFS{}
	var wants []Want
	for _, name := range []string{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"} {
		root[name] = &fstest.MapFile{Data: append(asJPEG(b, scene(400, 300), "", 92), name...)}
		wants = append(wants, Want{File: name})
	}
	for _, trust := range []bool{false, true} {
		b.Run(map[bool]string{false: "read", true: "trusted"}[trust], func(b *testing.B) {
			for b.Loop() {
				if _, faults, err := l.Develop(context.Background(), root, 1, wants, usual, trust); err != nil || len(faults) > 0 {
					b.Fatal(err, faults)
				}
			}
		})
	}
}
