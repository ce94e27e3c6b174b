package opendata

import "slices"

// schema is a JSON Schema, as far as the documents need one.
type schema struct {
	Schema      string             `json:"$schema,omitempty"`
	ID          string             `json:"$id,omitempty"`
	Title       string             `json:"title,omitempty"`
	Description string             `json:"description,omitempty"`
	Type        string             `json:"type,omitempty"`
	Enum        []string           `json:"enum,omitempty"`
	Pattern     string             `json:"pattern,omitempty"`
	Minimum     *int               `json:"minimum,omitempty"`
	Maximum     *int               `json:"maximum,omitempty"`
	Items       *schema            `json:"items,omitempty"`
	Properties  map[string]*schema `json:"properties,omitempty"`
	Required    []string           `json:"required,omitempty"`
	Closed      *bool              `json:"additionalProperties,omitempty"` // false: no other property
}

const monthPattern = `^[0-9]{4}-(0[1-9]|1[0-2])$`

const dialectURI = "https://json-schema.org/draft/2020-12/schema"

func (b *book) schemaFiles() []File {
	unit := object(b.headSchema(), map[string]*schema{
		"unit": object(b.unitSchema(), nil, "jenis_unit", "kode_unit", "nama_unit"),
		"tahun": list(object(b.yearSchema(), map[string]*schema{
			"indeks":         b.indexSchema(),
			"indeks_dikutip": b.quotedSchema(),
			"capaian": list(object(b.measureSchema(), map[string]*schema{
				"indikator":   plain("string", b.Words.T("download.field.indikator")),
				"periode":     b.periodSchema(),
				"cara_hitung": b.workingSchema(),
			}, measured("indikator")...)),
		}, "tahun", "periode", "lengkap", "capaian")),
	}, "$schema", "sample", "unit", "tahun")
	indicator := object(b.headSchema(), map[string]*schema{
		"indikator": b.indicatorSchema(),
		"tahun": list(object(b.yearSchema(), map[string]*schema{
			"capaian": list(object(b.unitSchema(), b.measureSchema(), measured("jenis_unit", "kode_unit", "nama_unit")...)),
		}, "tahun", "periode", "lengkap", "capaian")),
	}, "$schema", "sample", "indikator", "tahun")
	return []File{
		b.schemaFile("unit.json", b.Words.T("download.schema.unit"), unit),
		b.schemaFile("indikator.json", b.Words.T("download.schema.indicator"), indicator),
	}
}

func (b *book) schemaFile(name, title string, s *schema) File {
	s.Schema, s.Title = dialectURI, title
	if b.Config.BaseURL != "" {
		s.ID = b.Config.BaseURL + schemas + name
	}
	return made(schemas+name, func(to []byte) []byte { return append(to, encode(s)...) })
}

// object makes a schema of the properties of both maps, with no others allowed.
func object(properties, more map[string]*schema, required ...string) *schema {
	all := make(map[string]*schema, len(properties)+len(more))
	for name, s := range properties {
		all[name] = s
	}
	for name, s := range more {
		all[name] = s
	}
	slices.Sort(required)
	return &schema{Type: "object", Properties: all, Required: required, Closed: new(bool)}
}

func list(items *schema) *schema { return &schema{Type: "array", Items: items} }

func plain(kind, description string) *schema { return &schema{Type: kind, Description: description} }

func atLeastZero(kind, description string) *schema {
	return &schema{Type: kind, Description: description, Minimum: new(int)}
}

func oneOf(description string, values []string) *schema {
	return &schema{Type: "string", Description: description, Enum: values}
}

func (b *book) headSchema() map[string]*schema {
	return map[string]*schema{
		"$schema": plain("string", ""),
		"sample":  plain("boolean", b.Words.T("download.field.sample")),
		"notice":  plain("string", ""),
		"license": plain("string", ""),
	}
}

func (b *book) unitSchema() map[string]*schema {
	return map[string]*schema{
		"jenis_unit":     oneOf(b.Words.T("download.field.jenis_unit"), levels()),
		"kode_unit":      plain("string", b.Words.T("download.field.kode_unit")),
		"nama_unit":      plain("string", b.Words.T("download.field.nama_unit")),
		"kode_induk":     plain("string", b.Words.T("download.field.kode_induk")),
		"kode_puskesmas": plain("string", b.Words.T("download.field.kode_puskesmas")),
	}
}

func (b *book) yearSchema() map[string]*schema {
	return map[string]*schema{
		"tahun":   plain("integer", ""),
		"periode": b.periodSchema(),
		"lengkap": plain("boolean", b.Words.T("download.field.lengkap")),
	}
}

func (b *book) quotedSchema() *schema {
	hundred := 100
	return object(map[string]*schema{
		"nilai": {
			Type: "number", Description: b.Words.T("download.field.indeks_dikutip"), Minimum: new(int), Maximum: &hundred,
		},
		"kategori": plain("string", b.Words.T("download.field.kategori_dikutip")),
		"sumber":   plain("string", b.Words.T("download.field.sumber_dikutip")),
	}, nil, "nilai", "sumber")
}

func (b *book) periodSchema() *schema {
	return &schema{Type: "string", Pattern: monthPattern, Description: b.Words.T("download.field.periode")}
}

func (b *book) indexSchema() *schema {
	hundred := 100
	return object(map[string]*schema{
		"nilai": {
			Type: "number", Description: b.Words.T("download.field.indeks"), Minimum: new(int), Maximum: &hundred,
		},
		"kategori":      plain("string", b.Words.T("download.field.kategori")),
		"komponen_mutu": plain("boolean", b.Words.T("download.field.komponen_mutu")),
		"disensor":      plain("boolean", b.Words.T("download.field.disensor")),
	}, nil, "disensor")
}

// measured gives the properties that every figure has, and more.
func measured(more ...string) []string {
	return append(more, "target", "status", "disensor", "sementara")
}

func (b *book) measureSchema() map[string]*schema {
	return map[string]*schema{
		"pembilang": atLeastZero("integer", b.Words.T("download.field.pembilang")),
		"penyebut":  atLeastZero("integer", b.Words.T("download.field.penyebut")),
		"persen":    atLeastZero("number", b.Words.T("download.field.persen")),
		"target":    atLeastZero("number", b.Words.T("download.field.target")),
		"status":    oneOf(b.Words.T("download.field.status"), append([]string{""}, statuses()...)),
		"disensor":  plain("boolean", b.Words.T("download.field.disensor")),
		"rentang":   oneOf(b.Words.T("download.field.rentang"), bands()),
		"sementara": plain("boolean", b.Words.T("download.field.sementara")),

		"terakhir_periode":   {Type: "string", Pattern: monthPattern, Description: b.Words.T("download.field.terakhir_periode")},
		"terakhir_pembilang": atLeastZero("integer", b.Words.T("download.field.terakhir_pembilang")),
		"terakhir_penyebut":  atLeastZero("integer", b.Words.T("download.field.terakhir_penyebut")),

		"sasaran_proyeksi": plain("boolean", b.Words.T("download.field.sasaran_proyeksi")),
		"luar_wilayah":     atLeastZero("integer", b.Words.T("download.field.luar_wilayah")),

		"unit_melapor":  atLeastZero("integer", b.Words.T("download.field.unit_melapor")),
		"unit_terharap": atLeastZero("integer", b.Words.T("download.field.unit_terharap")),
	}
}

func (b *book) indicatorSchema() *schema {
	return object(map[string]*schema{
		"kode": plain("string", b.Words.T("download.field.indikator")), "nama": plain("string", ""),
		"kelompok": plain("string", ""), "satuan": plain("string", ""),
		"jenis":          plain("string", b.Words.T("download.field.jenis")),
		"per":            atLeastZero("integer", b.Words.T("download.field.per")),
		"arah":           plain("string", b.Words.T("download.field.arah")),
		"target_setahun": atLeastZero("number", b.Words.T("download.field.target_setahun")),
		"jenis_tahun":    oneOf(b.Words.T("download.field.jenis_tahun"), []string{"kalender", "ajaran"}),
		"sifat":          oneOf(b.Words.T("download.field.sifat"), countings()),
		"definisi":       plain("string", ""), "pembilang": plain("string", ""), "penyebut": plain("string", ""),
		"dasar_hukum": plain("string", ""), "sumber": plain("string", ""),
		"kelas":            oneOf(b.Words.T("download.field.kelas"), classes()),
		"tingkat_terendah": oneOf(b.Words.T("download.field.tingkat_terendah"), levels()),
		"ambang":           atLeastZero("integer", b.Words.T("download.field.ambang")),
		"bulatkan":         atLeastZero("integer", b.Words.T("download.field.bulatkan")),
	}, nil, "kode", "nama", "kelompok", "jenis", "per", "arah", "target_setahun", "jenis_tahun", "sifat", "kelas", "tingkat_terendah", "ambang")
}
