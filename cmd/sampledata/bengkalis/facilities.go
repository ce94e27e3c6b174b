package bengkalis

import (
	"fmt"
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
)

// facility is one row of data/facilities.csv before it is written.
type facility struct {
	code, name, kind, puskesmas string
	desa                        *desa
	at                          made.Point
	hours, services, phone      string
	inpatient, accreditation    string
	remote, kader               string
	closed                      bool
}

func (o *office) facilityRows() [][]string {
	rows := [][]string{strings.Split("kode,nama,jenis,kecamatan,desa,puskesmas,lintang,bujur,status,alamat,telepon,jam_buka,"+
		"layanan,rawat_inap,akreditasi,terpencil,kader", ",")}
	all := append(o.centres(), o.clinics()...)
	for i := range o.desa {
		all = append(all, o.posts(&o.desa[i])...)
	}
	for _, f := range all {
		status, kind := "aktif", "Desa "
		if f.closed {
			status = "tutup"
		}
		if f.desa.kelurahan() {
			kind = "Kelurahan "
		}
		lat, lon := f.at.Lat(), f.at.Lon()
		if f.at == (made.Point{}) {
			lat, lon = "", ""
		}
		rows = append(rows, []string{
			f.code, f.name, f.kind, kecamatanOf(f.desa.Code), f.desa.Code, f.puskesmas, lat, lon, status,
			kind + f.desa.Name, f.phone, f.hours, f.services, f.inpatient, f.accreditation, f.remote, f.kader,
		})
	}
	return rows
}

// centres gives the eighteen puskesmas.
func (o *office) centres() []facility {
	var out []facility
	for _, p := range o.puskesmas {
		d := o.desaOf(p.seat)
		services := "rawat jalan; KIA dan KB; imunisasi; gizi; gigi; laboratorium"
		if p.inpatient == "ya" {
			services += "; rawat inap; gawat darurat 24 jam"
		}
		out = append(out, facility{
			code: p.Code, name: p.Name, kind: "puskesmas", puskesmas: p.Code, desa: d, at: d.centre, phone: "0800-000-000",
			hours: "Senin-Kamis 07.30-14.30, Jumat 07.30-11.30", services: services,
			inpatient: p.inpatient, accreditation: p.accreditation, remote: p.remote,
		})
	}
	return out
}

// clinics gives eight made-up klinik pratama in the towns.
func (o *office) clinics() []facility {
	var out []facility
	for i, code := range []string{
		"14.03.09.1006", "14.03.09.1002", "14.03.09.1001", "14.03.09.1007", "14.03.16.2012", "14.03.13.1012", "14.03.01.1001", "14.03.03.1010",
	} {
		d := o.desaOf(code)
		id := fmt.Sprintf("X-KP-%02d", i+1)
		out = append(out, facility{
			code: id, name: fmt.Sprintf("Klinik Pratama Contoh %d %s", i+1, d.Name), kind: "klinik_pratama", puskesmas: d.puskesmas, desa: d,
			at: d.outline.Somewhere(made.For("tempat", id), d.centre), hours: "Senin-Sabtu 08.00-20.00",
			services: "rawat jalan; apotek", inpatient: "tidak",
		})
	}
	return out
}

// posts gives a desa its pustu, in about half of them, and posyandu, one for about 1,500 people.
func (o *office) posts(d *desa) []facility {
	short := strings.ReplaceAll(strings.TrimPrefix(d.Code, kabupaten+"."), ".", "")
	spot := func(seed string) made.Point {
		if len(d.outline) == 0 {
			return made.Point{}
		}
		return d.outline.Somewhere(made.For("tempat", seed), d.centre)
	}
	var out []facility
	if !d.kelurahan() && made.For("pustu", d.Code).Below(100) < 55 {
		id := "X-PT-" + short
		out = append(out, facility{
			code: id, name: "Pustu " + d.Name, kind: "pustu", puskesmas: d.puskesmas, desa: d, at: spot(id),
			hours: "Senin-Jumat 08.00-12.00", services: "rawat jalan; KIA dan KB; imunisasi", closed: id == "X-PT-102007",
		})
	}
	names := strings.Fields("Kenanga Melur Cempaka Tanjung Kasih Harapan Bakung Seroja Permata Bahari Delima Nusa")
	first := made.For("posyandu", d.Code).Below(len(names))
	for n := range min(max(1, d.people/1500), len(names)) {
		id := fmt.Sprintf("X-PY-%s-%02d", short, n+1)
		out = append(out, facility{
			code: id, name: "Posyandu " + names[(first+n)%len(names)] + " " + d.Name, kind: "posyandu", puskesmas: d.puskesmas, desa: d,
			at: spot(id), hours: "Sekali sebulan, 08.30-11.00", services: "KIA dan KB; imunisasi; gizi",
			kader: strconv.Itoa(5 + made.For("kader", id).Below(3)),
		})
	}
	return out
}
