package opendata

import (
	"terang/internal/health"
)

// working tells how a figure came about; a figure without numbers has none.
type working struct {
	Files   []fileLines    `json:"berkas,omitempty"`
	Sasaran []sasaranEntry `json:"sasaran,omitempty"`
	Others  []otherSasaran `json:"sasaran_lain,omitempty"`
	Outside int            `json:"luar_wilayah,omitempty"`
	Blank   int            `json:"baris_kosong,omitempty"`
	Stated  int            `json:"total_tertulis,omitempty"`
	Rounded int            `json:"kelipatan,omitempty"`
	Change  *decimal       `json:"sasaran_berubah,omitempty"`
}

type fileLines struct {
	Name  string `json:"nama"`
	First int    `json:"dari"`
	Last  int    `json:"sampai"`
	Rows  int    `json:"baris"`
}

type sasaranEntry struct {
	Kind   string `json:"jenis"`
	System string `json:"sumber,omitempty"`
	First  string `json:"tanggal_awal,omitempty"` // where not all are of one day
	Last   string `json:"tanggal,omitempty"`
	Units  int    `json:"unit"`
}

type otherSasaran struct {
	Kind        string  `json:"jenis"`
	System      string  `json:"sumber"`
	Day         string  `json:"tanggal,omitempty"`
	Denominator int     `json:"penyebut"`
	Percent     decimal `json:"persen"`
}

// working gives the working of a unit's figure, nil where it has none. Documents of
// desa are without: it would double them, and their pages have it.
func (b *book) working(u health.Unit, indicator, year int) *working {
	work, ok := b.Release.Working(u, indicator, year)
	if !ok || b.Register.LevelOf(u) == health.Desa {
		return nil
	}
	f := b.Release.Figure(u, indicator, year)
	n, _ := f.Numerator()
	w := &working{Outside: f.Outside(), Blank: work.Blank, Stated: work.Stated, Rounded: work.Rounded}
	for _, l := range work.Lines {
		w.Files = append(w.Files, fileLines{l.File, l.First, l.Last, l.Rows})
	}
	for _, s := range work.Sasaran {
		e := sasaranEntry{Kind: kindOf(s.Projected), System: s.System, Last: s.Last.String(), Units: s.Units}
		if s.First != s.Last {
			e.First = s.First.String()
		}
		w.Sasaran = append(w.Sasaran, e)
	}
	for _, o := range work.Others {
		w.Others = append(w.Others, otherSasaran{kindOf(o.Projected), o.System, o.Drawn.String(), o.D, portion(n, o.D, f.Factor())})
	}
	if work.Jump.Known {
		percent := rounded(work.Jump.Percent)
		w.Change = &percent
	}
	return w
}

func kindOf(projected bool) string {
	if projected {
		return "proyeksi"
	}
	return "riil"
}

func (b *book) workingSchema() *schema {
	T := func(name string) string { return b.Words.T("download.field.cara_hitung." + name) }
	kinds := func() *schema { return oneOf(T("jenis"), []string{"riil", "proyeksi"}) }
	whole := func(name string) *schema { return atLeastZero("integer", T(name)) }
	s := object(map[string]*schema{
		"berkas": list(object(map[string]*schema{
			"nama": plain("string", T("nama")), "dari": whole("dari"), "sampai": whole("sampai"), "baris": whole("baris"),
		}, nil, "nama", "dari", "sampai", "baris")),
		"sasaran": list(object(map[string]*schema{
			"jenis": kinds(), "sumber": plain("string", T("sumber")), "tanggal": plain("string", T("tanggal")),
			"tanggal_awal": plain("string", T("tanggal_awal")), "unit": whole("unit"),
		}, nil, "jenis", "unit")),
		"sasaran_lain": list(object(map[string]*schema{
			"jenis": kinds(), "sumber": plain("string", T("sumber")), "tanggal": plain("string", T("tanggal")),
			"penyebut": whole("penyebut"), "persen": atLeastZero("number", T("persen")),
		}, nil, "jenis", "sumber", "penyebut", "persen")),
		"luar_wilayah": whole("luar_wilayah"), "baris_kosong": whole("baris_kosong"), "total_tertulis": whole("total_tertulis"),
		"kelipatan": whole("kelipatan"), "sasaran_berubah": plain("number", T("sasaran_berubah")),
	}, nil)
	s.Description = b.Words.T("download.field.cara_hitung")
	return s
}
