package content

import (
	"slices"
	"strconv"
	"strings"

	"terang/internal/health"
	"terang/internal/source"
)

type peopleFront struct {
	Unsur  string `yaml:"unsur" form:"line"`
	Jumlah *int   `yaml:"jumlah" form:"whole"`
}

type discussedFront struct {
	Indikator string `yaml:"indikator" form:"indicator"`
	Periode   string `yaml:"periode" form:"month"`
	Nilai     string `yaml:"nilai" form:"line"`
}

type agreementFront struct {
	Nomor        string      `yaml:"nomor" form:"line"`
	Judul        string      `yaml:"judul" form:"line"`
	Tanggal      string      `yaml:"tanggal" form:"day"`
	PihakPertama partiesList `yaml:"pihak_pertama" form:"rows"`
	PihakKedua   partiesList `yaml:"pihak_kedua" form:"rows"`
	RuangLingkup string      `yaml:"ruang_lingkup" form:"text"`
	Mulai        string      `yaml:"mulai" form:"day"`
	Sampai       string      `yaml:"sampai" form:"day"`
	Berkas       string      `yaml:"berkas" form:"file"`
	Status       string      `yaml:"status" form:"choice"`
}

type actionFront struct {
	No              int    `yaml:"no" form:"whole"`
	Kegiatan        string `yaml:"kegiatan" form:"line"`
	Wilayah         string `yaml:"wilayah" form:"unit"`
	Indikator       string `yaml:"indikator" form:"indicator"`
	PenanggungJawab string `yaml:"penanggung_jawab" form:"line"`
	Sektor          string `yaml:"sektor" form:"line"`
	Target          string `yaml:"target" form:"line"`
	BatasWaktu      string `yaml:"batas_waktu" form:"day"`
	Status          string `yaml:"status" form:"choice"`
	Bukti           string `yaml:"bukti" form:"line"`
	TanggalPerbarui string `yaml:"tanggal_perbarui" form:"day"`
}

// partyFront is {kode, nama}, or a code in its place.
type partyFront struct {
	Kode string `yaml:"kode" form:"party"`
	Nama string `yaml:"nama" form:"line"`
}

// UnmarshalYAML reads a code; the strict reader takes mappings apart itself.
func (t *partyFront) UnmarshalYAML(read func(any) error) error { return read(&t.Kode) }

// partiesList is a list of parties, or one code in its place.
type partiesList []partyFront

// UnmarshalYAML reads one code; the strict reader takes lists, and one mapping in place of a list, apart itself.
func (t *partiesList) UnmarshalYAML(read func(any) error) error {
	var one string
	if err := read(&one); err != nil {
		return err
	}
	*t = partiesList{{Kode: one}}
	return nil
}

// element gives the path of an element of a list.
func element(list []string, i int) []string {
	return slices.Concat(list, []string{strconv.Itoa(i)})
}

// takeMeeting reads the keys of a meeting, or reports them where they do not belong.
func (p *piece) takeMeeting(w *front, f *folder) {
	if p.post.Kind != Kegiatan {
		for _, key := range meetingKeys() {
			if p.yaml.Has(key) {
				p.problems.Error(p.yaml.Pos(key), "meeting-key", "value", key)
			}
		}
		return
	}
	m := &Meeting{
		Type: MeetingType(w.Jenis), Date: p.post.Date, Place: oneLine(w.Tempat), Unit: health.NoUnit,
		Year: w.Tahun, Chair: oneLine(w.Pimpinan), OpenedBy: oneLine(w.DibukaOleh),
		RootCause: strings.Join(lines(w.AkarMasalah), "\n"), Problems: lines(w.Masalah),
	}
	p.oneOf(w.Jenis, choices("jenis"), "jenis")
	if w.Unit != "" {
		m.Unit = p.names.unit(w.Unit, p.yaml.Pos("unit"), &p.problems)
		p.addUnit(m.Unit)
	}
	if m.Year == 0 && m.Date != 0 {
		m.Year = m.Date.Year()
	}
	p.takeParticipants(m, w)
	p.takeDiscussed(m, w.Capaian)
	for i, a := range w.Kesepakatan {
		m.Agreements = append(m.Agreements, p.agreement(a, i, f))
	}
	for i, a := range w.RTL {
		m.Actions = append(m.Actions, p.action(a, i))
	}
	p.post.Meeting = m
}

// takeParticipants reads who was there. How many in all is what is said, else the
// sum where every sector is counted.
func (p *piece) takeParticipants(m *Meeting, w *front) {
	sum, whole := health.Count(0), len(w.Peserta) > 0
	for i, g := range w.Peserta {
		n := p.headcount(g.Jumlah, "peserta", strconv.Itoa(i), "jumlah")
		m.Participants = append(m.Participants, Participants{Sector: oneLine(g.Unsur), Count: n})
		if whole = whole && n.Known(); whole {
			sum += n
		}
	}
	m.Attendance = p.headcount(w.Semua, "peserta_jumlah")
	if whole && w.Semua == nil {
		m.Attendance = sum
	}
}

// headcount checks a number of people; Missing where there is none.
func (p *piece) headcount(n *int, path ...string) health.Count {
	if n == nil {
		return health.Missing
	}
	if *n < 0 || *n > 10_000_000 {
		p.problems.Error(p.yaml.Pos(path...), "bad-headcount", "value", strconv.Itoa(*n))
		return health.Missing
	}
	return health.Count(*n)
}

// lines tidies a list of texts and drops empty ones.
func lines(ts texts) []string {
	var out []string
	for _, t := range ts {
		if t = oneLine(t); t != "" {
			out = append(out, t)
		}
	}
	return out
}

// oneOf checks a word against those that may stand there; an empty one may.
func (p *piece) oneOf(value string, known []string, path ...string) bool {
	if value == "" || slices.Contains(known, value) {
		return true
	}
	near, _ := source.Nearest(value, known)
	p.problems.Error(p.yaml.Pos(path...), "unknown-choice",
		"value", value, "column", path[len(path)-1], "near", near, "choices", strings.Join(known, ", "))
	return false
}

func (p *piece) takeDiscussed(m *Meeting, rows []discussedFront) {
	for i, row := range rows {
		at := []string{"capaian", strconv.Itoa(i)}
		d := Discussed{Indicator: -1, Period: health.NoMonth, Note: oneLine(row.Nilai)}
		d.Indicator = p.names.indicator(row.Indikator, p.yaml.Pos(append(at, "indikator")...), &p.problems)
		if row.Periode != "" {
			var ok bool
			if d.Period, ok = health.ParseMonth(row.Periode); !ok {
				p.problems.Error(p.yaml.Pos(append(at, "periode")...), "bad-month", "value", row.Periode)
			}
		}
		if d.Indicator >= 0 {
			m.Discussed = append(m.Discussed, d)
		}
	}
}

func (p *piece) agreement(w agreementFront, i int, f *folder) health.Agreement {
	at := func(key string) source.Pos { return p.yaml.Pos("kesepakatan", strconv.Itoa(i), key) }
	a := health.Agreement{
		Number: oneLine(w.Nomor), Title: oneLine(w.Judul), Scope: oneLine(w.RuangLingkup),
		Date:   p.date(w.Tanggal, at("tanggal")),
		From:   p.date(w.Mulai, at("mulai")),
		To:     p.date(w.Sampai, at("sampai")),
		First:  p.parties(w.PihakPertama, "kesepakatan", strconv.Itoa(i), "pihak_pertama"),
		Second: p.parties(w.PihakKedua, "kesepakatan", strconv.Itoa(i), "pihak_kedua"),
		Status: health.AgreementActive,
	}
	p.oneOf(w.Status, choices("kesepakatan.status"), "kesepakatan", strconv.Itoa(i), "status")
	over := a.To != 0 && a.To < p.opt.Date
	if over || w.Status == string(health.AgreementEnded) {
		a.Status = health.AgreementEnded
	}
	if over && w.Status == string(health.AgreementActive) {
		p.problems.Warn(at("status"), "agreement-ended", "value", a.To.String())
	}
	if a.To != 0 && a.To < a.From {
		p.problems.Error(at("sampai"), "end-before-start", "value", a.To.String(), "other", a.From.String())
	}
	if w.Berkas != "" {
		if h := f.link(p.post.File, w.Berkas, at("berkas"), &p.problems); h != nil && h.Name == HoleAsset {
			a.File = h.Get("path")
		} else if h != nil {
			p.problems.Error(at("berkas"), "missing-file", "value", w.Berkas)
		}
	}
	return a
}

// parties reads one side of an agreement. A code that no register knows is a
// warning: the party may be right and the register behind.
func (p *piece) parties(ws partiesList, path ...string) []health.Party {
	var all []health.Party
	for i, w := range ws {
		party := health.Party{Code: strings.TrimSpace(w.Kode), Name: oneLine(w.Nama), Unit: health.NoUnit}
		if party.Code != "" && !p.known(&party) {
			near, _ := source.Nearest(party.Code, p.names.Units)
			p.problems.Warn(p.partyPos(path, i), "unknown-party", "value", party.Code, "near", near)
			if party.Name == "" {
				party.Name = party.Code
			}
			party.Code = ""
		}
		if party.Code != "" || party.Name != "" {
			all = append(all, party)
		}
	}
	return all
}

func (p *piece) partyPos(path []string, i int) source.Pos {
	if !p.yaml.Has(element(path, i)...) {
		return p.yaml.Pos(path...) // one code in place of a list
	}
	return p.yaml.Pos(append(element(path, i), "kode")...)
}

// known finds a party in the registers.
func (p *piece) known(party *health.Party) bool {
	if p.names.Unit != nil {
		if u, ok := p.names.Unit(party.Code); ok {
			party.Unit = u
			return true
		}
	}
	if p.names.Facility == nil {
		return false
	}
	name, ok := p.names.Facility(party.Code)
	if ok && party.Name == "" {
		party.Name = name
	}
	return ok
}

func (p *piece) action(w actionFront, i int) health.Action {
	at := func(key string) source.Pos { return p.yaml.Pos("rtl", strconv.Itoa(i), key) }
	a := health.Action{
		No: w.No, What: oneLine(w.Kegiatan), Indicator: -1, Unit: health.NoUnit, Target: oneLine(w.Target),
		Owner: oneLine(w.PenanggungJawab), Sector: oneLine(w.Sektor), Evidence: oneLine(w.Bukti),
		Due:     p.date(w.BatasWaktu, at("batas_waktu")),
		Updated: p.date(w.TanggalPerbarui, at("tanggal_perbarui")),
		Status:  health.ActionOpen,
	}
	if a.No == 0 {
		a.No = i + 1
	}
	what := a.What
	if what == "" {
		what = strconv.Itoa(a.No)
		p.problems.Warn(at("kegiatan"), "action-without-words", "value", what)
	}
	if a.Owner == "" {
		p.problems.Warn(at("kegiatan"), "action-without-owner", "value", what)
	}
	if w.BatasWaktu == "" {
		p.problems.Warn(at("kegiatan"), "action-without-date", "value", what)
	}
	if w.Wilayah != "" {
		a.Unit = p.names.unit(w.Wilayah, at("wilayah"), &p.problems)
		p.addUnit(a.Unit)
	}
	if w.Indikator != "" {
		a.Indicator = p.names.indicator(w.Indikator, at("indikator"), &p.problems)
	}
	if p.oneOf(w.Status, choices("rtl.status"), "rtl", strconv.Itoa(i), "status") && w.Status != "" {
		a.Status = health.ActionStatus(w.Status)
	}
	return a
}
