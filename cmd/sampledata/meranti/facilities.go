package meranti

import (
	"fmt"
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
)

// facility is one row of data/facilities.csv before it is written.
type facility struct {
	code, name, kind                 string
	desa                             *desa
	at                               made.Point
	closed                           bool
	phone, hours, services           string
	inpatient, accreditation, remote string
	kader                            int
}

// facilityRows makes data/facilities.csv: puskesmas, klinik and TPMD, then each desa's pustu and posyandu.
func (p *portal) facilityRows() [][]string {
	rows := [][]string{strings.Split("kode,nama,jenis,kecamatan,desa,puskesmas,lintang,bujur,status,kabkota,alamat,telepon,jam_buka,"+
		"layanan,rawat_inap,akreditasi,terpencil,kader,status_ilp,ilp_mulai,telemedisin", ",")}
	all := p.centres()
	all = append(all, p.practices()...)
	all = append(all, p.posts()...)
	for _, f := range all {
		rows = append(rows, p.facilityRow(f))
	}
	return rows
}

func (p *portal) facilityRow(f facility) []string {
	served := f.desa.puskesmas
	if f.kind == "puskesmas" {
		served = f.code
	}
	status, kader := "aktif", ""
	if f.closed {
		status = "tutup"
	}
	if f.kind == "posyandu" {
		kader = strconv.Itoa(f.kader)
	}
	kind := "Desa "
	if f.desa.code[len(f.desa.kecamatan)+1] == '1' {
		kind = "Kelurahan "
	}
	ilp, since, telemedicine := "", "", ""
	if f.kind == "puskesmas" {
		ilp, since, telemedicine = rollOut(f.code)
	}
	return []string{
		f.code, f.name, f.kind, f.desa.kecamatan, f.desa.code, served, f.at.Lat(), f.at.Lon(), status, p.kabupaten.code,
		kind + f.desa.name, f.phone, f.hours, f.services, f.inpatient, f.accreditation, f.remote, kader, ilp, since, telemedicine,
	}
}

// centres gives the ten puskesmas.
func (p *portal) centres() []facility {
	out := make([]facility, 0, len(p.puskesmas))
	for _, k := range p.puskesmas {
		d := p.desaOf(k.desa)
		services := "rawat jalan; KIA dan KB; imunisasi; gizi; gigi; laboratorium"
		if k.inpatient == "ya" {
			services += "; rawat inap; gawat darurat 24 jam"
		}
		out = append(out, facility{
			code: k.code, name: k.name, kind: "puskesmas", desa: d, at: d.centre,
			phone: "0800-000-000", hours: "Senin-Kamis 07.30-14.00, Jumat 07.30-11.30, Sabtu 07.30-12.30",
			services: services, inpatient: k.inpatient, accreditation: k.accreditation, remote: k.remote,
		})
	}
	return out
}

// practices gives the klinik pratama and TPMD.
func (p *portal) practices() []facility {
	out := make([]facility, 0, len(p.network))
	for _, n := range p.network {
		d := p.desaOf(n.desa)
		f := facility{
			code: n.code, name: n.name, kind: n.kind, desa: d, at: d.outline.Somewhere(made.For("tempat", n.code), d.centre),
			hours: "Senin-Sabtu 17.00-20.00", services: "pemeriksaan umum",
		}
		if n.kind == "klinik_pratama" {
			f.hours, f.services, f.inpatient = "Senin-Sabtu 08.00-20.00", "pemeriksaan umum; KIA; apotek", "tidak"
		}
		out = append(out, f)
	}
	return out
}

// posts gives pustu (in about six desa of ten without a puskesmas) and posyandu (one for about 900 people).
func (p *portal) posts() []facility {
	flowers := strings.Fields("Melati Mawar Anggrek Kenanga Teratai Dahlia Cempaka Seroja Flamboyan Sakura")
	seats := make(map[string]bool, len(p.puskesmas))
	for _, k := range p.puskesmas {
		seats[k.desa] = true
	}
	var out []facility
	for i := range p.desa {
		d := &p.desa[i]
		short := strings.ReplaceAll(strings.TrimPrefix(d.code, p.kabupaten.code+"."), ".", "")
		if !seats[d.code] && made.For("pustu", d.code).Below(100) < 60 {
			out = append(out, facility{
				code: "X-PT-" + short, name: "Pustu " + d.name, kind: "pustu", desa: d,
				at:     d.outline.Somewhere(made.For("tempat pustu", d.code), d.centre),
				closed: closedPustu(d.code), hours: "Senin-Jumat 08.00-12.00", services: "rawat jalan; KIA; imunisasi",
			})
		}
		first := made.For("posyandu", d.code).Below(len(flowers))
		for n := range min(max(1, (d.population+450)/900), len(flowers)) {
			code := fmt.Sprintf("X-PY-%s-%02d", short, n+1)
			r := made.For("posyandu", code)
			out = append(out, facility{
				code: code, name: "Posyandu " + flowers[(first+n)%len(flowers)] + " " + d.name, kind: "posyandu", desa: d,
				at: d.outline.Somewhere(r, d.centre), closed: closedPosyandu(code),
				hours: "Sekali sebulan, 08.30-11.00", services: "semua siklus hidup", kader: 4 + r.Below(4),
			})
		}
	}
	return out
}
