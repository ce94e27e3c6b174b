package pulangpisau

import (
	"fmt"
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
)

// facility is one row of data/facilities.csv before it is written.
type facility struct {
	code, name, kind                 string
	desa                             *desa // nil where it is not known
	address, hours, services, kader  string
	inpatient, accreditation, remote string
	ilp, since                       string
}

// facilityRows makes data/facilities.csv: puskesmas and hospitals, then each desa's pustu and posyandu.
func (p *portal) facilityRows() [][]string {
	rows := [][]string{strings.Split("kode,nama,jenis,kecamatan,desa,puskesmas,kabkota,alamat,jam_buka,layanan,rawat_inap,akreditasi,terpencil,jumlah_kader,ilp_status,ilp_mulai", ",")}
	all := append(p.centres(), p.practices()...)
	for _, f := range append(all, p.posts()...) {
		kecamatan, village, parent := "", "", ""
		if f.desa != nil {
			kecamatan, village, parent = f.desa.kecamatan, f.desa.code, f.desa.puskesmas
		}
		if f.kind == "puskesmas" {
			parent = ""
		}
		rows = append(rows, []string{
			f.code, f.name, f.kind, kecamatan, village, parent, kabupaten, f.address, f.hours, f.services,
			f.inpatient, f.accreditation, f.remote, f.kader, f.ilp, f.since,
		})
	}
	return rows
}

// centres gives the twelve puskesmas and the two hospitals of the public list, which
// does not say where these stand.
func (p *portal) centres() []facility {
	var out []facility
	for _, k := range p.puskesmas {
		services := "rawat jalan; KIA dan KB; imunisasi; gizi; laboratorium"
		if k.inpatient == "ya" {
			services += "; rawat inap; gawat darurat 24 jam"
		}
		if k.ilp == "berjalan" {
			services += "; klaster menurut siklus hidup"
		}
		out = append(out, facility{
			code: k.code, name: k.name, kind: "puskesmas", desa: p.desaOf(k.desa),
			hours: "Senin-Kamis 07.30-14.00, Jumat 07.30-10.30, Sabtu 07.30-12.00", services: services,
			inpatient: k.inpatient, accreditation: k.accreditation, remote: k.remote, ilp: k.ilp, since: k.since,
		})
	}
	return append(
		out,
		facility{code: "6210015", name: "RSUD Pulang Pisau", kind: "rs"},
		facility{code: "6271068", name: "RS Jiwa Kalawa Atei", kind: "rs"},
	)
}

// practices gives klinik and independent practices, where many people live.
func (p *portal) practices() []facility {
	var out []facility
	for i := range p.desa {
		d := &p.desa[i]
		add := func(mark, name, kind, services string) {
			out = append(out, facility{
				code: "X-" + mark + "-" + short(d.code), name: name + " " + d.name + " (contoh)", kind: kind, desa: d,
				hours: "Senin-Sabtu 16.00-20.00", services: services,
			})
		}
		if d.population > 3500 {
			add("KL", "Klinik Pratama", "klinik_pratama", "pemeriksaan umum; KIA dan KB")
		}
		if d.population > 2300 {
			add("TD", "Praktik dokter", "tpmd", "pemeriksaan umum")
		}
		if d.population > 1900 && d.code != "62.11.01.2011" {
			add("TB", "Praktik bidan", "tpmb", "KIA dan KB")
		}
	}
	return out
}

// posts gives pustu (in about six desa of ten without a puskesmas) and posyandu (one
// for about 700 people, each in a dusun or RW of its own).
func (p *portal) posts() []facility {
	seats := make(map[string]bool, len(p.puskesmas))
	for _, k := range p.puskesmas {
		seats[k.desa] = true
	}
	var out []facility
	for i := range p.desa {
		d := &p.desa[i]
		if !seats[d.code] && hasPustu(d.code) {
			f := facility{
				code: "X-PT-" + short(d.code), name: "Pustu " + d.name, kind: "pustu", desa: d,
				hours: "Senin-Jumat 08.00-12.00", services: "rawat jalan; KIA dan KB; imunisasi",
			}
			f.ilp, f.since = p.follows(d, made.For("ilp pustu", d.code), 4)
			out = append(out, f)
		}
		if !withoutPosyandu(d.code) {
			out = append(out, p.posyandu(d)...)
		}
	}
	return out
}

func (p *portal) posyandu(d *desa) []facility {
	names := strings.Fields("Melati Mawar Anggrek Kamboja Teratai Dahlia Cempaka Seroja Kenanga Bougenvil Tulip Sakura")
	part := "Dusun"
	if d.urban() {
		part = "RW"
	}
	first := made.For("posyandu", d.code).Below(len(names))
	var out []facility
	for n := range min(max(1, (d.population+350)/700), len(names)) {
		code := fmt.Sprintf("X-PY-%s-%02d", short(d.code), n+1)
		r := made.For("posyandu", code)
		f := facility{
			code: code, name: "Posyandu " + names[(first+n)%len(names)] + " " + d.name, kind: "posyandu", desa: d,
			address: part + " " + strconv.Itoa(n+1), hours: "Sekali sebulan, 08.30-11.00", kader: strconv.Itoa(4 + r.Below(4)),
			services: "ibu dan anak",
		}
		if kaderUnknown(code) {
			f.kader = ""
		}
		if f.ilp, f.since = p.follows(d, r, 6); f.ilp == "berjalan" {
			f.services = "semua siklus hidup"
		}
		out = append(out, f)
	}
	return out
}

// follows says how far a pustu or posyandu is: it follows its puskesmas by some months,
// and what would begin after May 2025 is still being prepared.
func (p *portal) follows(d *desa, r *made.Draw, slowest int) (status, since string) {
	k := p.puskesmasOf(d.puskesmas)
	switch k.ilp {
	case "belum":
		return "belum", ""
	case "persiapan":
		return [...]string{"belum", "persiapan"}[r.Below(2)], ""
	}
	year, _ := strconv.Atoi(k.since[:4])
	month, _ := strconv.Atoi(k.since[5:])
	begins := year*12 + month - 1 + r.Below(slowest)
	if begins > lastMonth || r.Below(100) < 12 {
		return "persiapan", ""
	}
	return "berjalan", monthName(begins)
}

func short(code string) string {
	return strings.ReplaceAll(strings.TrimPrefix(code, kabupaten+"."), ".", "")
}

// desaOf finds a desa by code; nil where there is none.
func (p *portal) desaOf(code string) *desa {
	for i := range p.desa {
		if p.desa[i].code == code {
			return &p.desa[i]
		}
	}
	return nil
}

func draws(what, code string) int { return made.For(what, code).Below(100) }
