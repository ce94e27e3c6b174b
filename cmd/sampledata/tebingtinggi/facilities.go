package tebingtinggi

import (
	"fmt"
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
)

const columns = "kode,nama,jenis,kabkota,desa,puskesmas,lintang,bujur,status,telepon,jam_buka,layanan,rawat_inap,akreditasi,kader,status_ilp,ilp_mulai,telemedisin"

// facilityRows makes data/facilities.csv: hospitals, puskesmas, klinik and practices, then each kelurahan's pustu and posyandu.
func (c *city) facilityRows() [][]string {
	rows := [][]string{strings.Split(columns, ",")}
	add := func(r made.Record) {
		row := make([]string, len(rows[0]))
		for i, column := range rows[0] {
			row[i] = r[column]
		}
		rows = append(rows, row)
	}
	for _, h := range c.hospitals { // real, and their places are in no list
		add(made.Record{"kode": h["kode"], "nama": h["nama"], "jenis": "rs", "kabkota": code, "status": "aktif"})
	}
	for _, p := range c.centres {
		k := c.in(p.seat)
		services := "rawat jalan; KIA dan KB; imunisasi; gizi; gigi; laboratorium; kesehatan jiwa"
		if p.row["rawat_inap"] == "ya" {
			services += "; rawat inap; gawat darurat 24 jam"
		}
		add(made.Record{
			"kode": p.Code, "nama": p.Name, "jenis": "puskesmas", "kabkota": code, "desa": p.seat, "lintang": k.middle.Lat(), "bujur": k.middle.Lon(),
			"status": "aktif", "telepon": "0800-000-000", "jam_buka": "Senin-Kamis 07.30-14.30, Jumat 07.30-12.00, Sabtu 07.30-13.00", "layanan": services,
			"rawat_inap": p.row["rawat_inap"], "akreditasi": p.row["akreditasi"], "status_ilp": p.row["ilp"], "ilp_mulai": p.row["ilp_mulai"], "telemedisin": p.row["telemedisin"],
		})
	}
	for _, n := range c.practices {
		k := c.in(n["kelurahan"])
		r := c.placed(k, n["kode"], n["nama"], n["jenis"])
		r["puskesmas"] = n["puskesmas"]
		r["jam_buka"], r["layanan"] = "Senin-Sabtu 17.00-21.00", map[string]string{
			"klinik_pratama": "pemeriksaan umum; KIA dan KB; laboratorium", "tpmd": "pemeriksaan umum", "tpmdg": "gigi",
			"tpmb": "KIA dan KB; persalinan", "lab": "laboratorium", "apotek": "obat",
		}[n["jenis"]]
		add(r)
	}
	for i := range c.kelurahan {
		for _, r := range c.posts(&c.kelurahan[i]) {
			add(r)
		}
	}
	return rows
}

// placed begins a row of what stands somewhere in a kelurahan.
func (c *city) placed(k *kelurahan, id, name, kind string) made.Record {
	at := k.outline.Somewhere(made.For("tempat", id), k.middle)
	return made.Record{
		"kode": id, "nama": name, "jenis": kind, "kabkota": code, "desa": k.Code, "puskesmas": k.puskesmas,
		"lintang": at.Lat(), "bujur": at.Lon(), "status": "aktif",
	}
}

// posts gives a kelurahan's pustu (in half of those without a puskesmas) and its posyandu (one for about 1,300 people).
func (c *city) posts(k *kelurahan) []made.Record {
	flowers := strings.Fields("Melati Mawar Anggrek Kenanga Dahlia Cempaka Seroja Flamboyan Bougenville Teratai")
	short := strings.ReplaceAll(strings.TrimPrefix(k.Code, code+"."), ".", "")
	var list []made.Record
	seat := false
	for _, p := range c.centres {
		seat = seat || p.seat == k.Code
	}
	if !seat && made.For("pustu", k.Code).Below(100) < 55 {
		r := c.placed(k, "X-PT-"+short, "Pustu "+k.Name, "pustu")
		r["jam_buka"], r["layanan"] = "Senin-Jumat 08.00-13.00", "rawat jalan; KIA dan KB; imunisasi"
		list = append(list, r)
	}
	first := made.For("posyandu", k.Code).Below(len(flowers))
	for n := range min(max(1, (k.people+650)/1300), len(flowers)) {
		id := fmt.Sprintf("X-PY-%s-%02d", short, n+1)
		d := made.For("posyandu", id)
		r := c.placed(k, id, "Posyandu "+flowers[(first+n)%len(flowers)]+" "+k.Name, "posyandu")
		r["jam_buka"], r["layanan"], r["kader"] = "Sekali sebulan, 08.30-11.30", standing(k.puskesmas), strconv.Itoa(5+d.Below(4))
		if d.Below(100) < resting(k.puskesmas) {
			r["status"] = "tutup"
		}
		list = append(list, r)
	}
	return list
}
