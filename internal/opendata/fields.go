package opendata

import (
	"terang/internal/disclosure"
	"terang/internal/health"
)

// field describes a column, as Frictionless Table Schema does.
type field struct {
	Name        string       `json:"name"`
	Type        string       `json:"type"`
	Description string       `json:"description"`
	TrueValues  []string     `json:"trueValues,omitempty"`
	FalseValues []string     `json:"falseValues,omitempty"`
	Constraints *constraints `json:"constraints,omitempty"`
}

type constraints struct {
	Required bool     `json:"required,omitempty"`
	Enum     []string `json:"enum,omitempty"`
	Minimum  *float64 `json:"minimum,omitempty"`
	Maximum  *float64 `json:"maximum,omitempty"`
}

func text(name, description string, c constraints) field {
	return field{Name: name, Type: "string", Description: description, Constraints: given(c)}
}

func number(name, kind, description string, c constraints) field {
	c.Minimum = new(float64)
	return field{Name: name, Type: kind, Description: description, Constraints: &c}
}

func boolean(name, description string, required bool) field {
	return field{
		Name: name, Type: "boolean", Description: description, TrueValues: []string{"1"}, FalseValues: []string{"0"},
		Constraints: given(constraints{Required: required}),
	}
}

func given(c constraints) *constraints {
	if !c.Required && c.Enum == nil {
		return nil
	}
	return &c
}

// unitFields are the first columns of every table.
func unitFields(b *book) []field {
	must := constraints{Required: true}
	return []field{
		{Name: "periode", Type: "yearmonth", Description: b.Words.T("download.field.periode"), Constraints: &must},
		text("jenis_unit", b.Words.T("download.field.jenis_unit"), constraints{Required: true, Enum: levels()}),
		text("kode_unit", b.Words.T("download.field.kode_unit"), must),
		text("nama_unit", b.Words.T("download.field.nama_unit"), must),
	}
}

func capaianFields(b *book) []field {
	return append(
		unitFields(b),
		text("indikator", b.Words.T("download.field.indikator"), constraints{Required: true, Enum: b.codes()}),
		number("pembilang", "integer", b.Words.T("download.field.pembilang"), constraints{}),
		number("penyebut", "integer", b.Words.T("download.field.penyebut"), constraints{}),
		number("persen", "number", b.Words.T("download.field.persen"), constraints{}),
		number("target", "number", b.Words.T("download.field.target"), constraints{Required: true}),
		text("status", b.Words.T("download.field.status"), constraints{Enum: statuses()}),
		boolean("disensor", b.Words.T("download.field.disensor"), true),
		text("rentang", b.Words.T("download.field.rentang"), constraints{Enum: bands()}),
		field{Name: "terakhir_periode", Type: "yearmonth", Description: b.Words.T("download.field.terakhir_periode")},
		number("terakhir_pembilang", "integer", b.Words.T("download.field.terakhir_pembilang"), constraints{}),
		number("terakhir_penyebut", "integer", b.Words.T("download.field.terakhir_penyebut"), constraints{}),
	)
}

// monthFields are the columns of a page's figures by month.
func monthFields(b *book) []field {
	must := constraints{Required: true}
	return append(
		[]field{
			number("tahun", "integer", b.Words.T("download.field.tahun"), must),
			{Name: "bulan", Type: "yearmonth", Description: b.Words.T("download.field.bulan"), Constraints: &must},
		},
		capaianFields(b)[1:11]...,
	)
}

func indeksFields(b *book) []field {
	hundred := 100.0
	return append(
		unitFields(b),
		number("indeks", "number", b.Words.T("download.field.indeks"), constraints{Maximum: &hundred}),
		text("kategori", b.Words.T("download.field.kategori"), constraints{Enum: b.categories()}),
		boolean("komponen_mutu", b.Words.T("download.field.komponen_mutu"), false),
		boolean("disensor", b.Words.T("download.field.disensor"), true),
		number("indeks_dikutip", "number", b.Words.T("download.field.indeks_dikutip"), constraints{Maximum: &hundred}),
		text("kategori_dikutip", b.Words.T("download.field.kategori_dikutip"), constraints{}),
		text("sumber_dikutip", b.Words.T("download.field.sumber_dikutip"), constraints{}),
	)
}

// codes lists the indicators that have data, as the tables write them.
func (b *book) codes() []string {
	var codes []string
	for i, ind := range b.Indicators {
		if b.ever(i) {
			codes = append(codes, guard(ind.Code))
		}
	}
	return codes
}

func (b *book) categories() []string {
	var names []string
	for _, c := range b.Config.Categories {
		names = append(names, guard(c.Name))
	}
	return names
}

func levels() []string {
	var names []string
	for l := health.Country; l <= health.Puskesmas; l++ {
		names = append(names, l.String())
	}
	return names
}

func statuses() []string {
	var names []string
	for _, s := range []health.Status{health.Reached, health.Near, health.Behind, health.Unreported, health.NothingToDo} {
		names = append(names, string(s))
	}
	return append(names, unasked)
}

func classes() []string {
	return []string{string(health.Routine), string(health.Condition), string(health.Sensitive)}
}

func bands() []string {
	var codes []string
	for band := disclosure.Below50; band <= disclosure.From100; band++ {
		codes = append(codes, band.Code())
	}
	return codes
}
