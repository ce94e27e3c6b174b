package opendata

import (
	"encoding/hex"
	"strconv"
	"strings"

	"terang/internal/health"
	"terang/internal/media"
)

// ServicePage is where an indicator is shown, and where its files are, from the site's root.
type ServicePage struct {
	Indicator int
	Address   string
	Files     []string
}

// CatalogueFile is where the catalogue stands.
const CatalogueFile = "data/katalog.jsonld"

// node is a thing of a catalogue with its properties, in the words of DCAT.
type node map[string]any

// Catalogue describes the data sets as DCAT-AP does (JSON-LD): the whole, and each indicator with what the standards of
// Satu Data Indonesia ask for (concept, definition, classification, measure, unit). Of figures it follows by the sizes and digests of the tables alone; those of the
// files of indicators are made with pages, later and in other shares.
// The editions are versions of the whole, in the order in which they followed each other.
func (s *Set) Catalogue(pages []ServicePage, editions []Edition, built health.Date) File {
	return made(CatalogueFile, func(to []byte) []byte { return append(to, encode(s.catalogue(pages, editions, built))...) })
}

func (s *Set) catalogue(pages []ServicePage, editions []Edition, built health.Date) node {
	base := s.Config.BaseURL
	c := node{
		"@context": node{
			"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/", "foaf": "http://xmlns.com/foaf/0.1/",
			"vcard": "http://www.w3.org/2006/vcard/ns#", "skos": "http://www.w3.org/2004/02/skos/core#",
			"xsd": "http://www.w3.org/2001/XMLSchema#", "spdx": "http://spdx.org/rdf/terms#", "sdi": base + CatalogueFile + "#",
		},
		"@id": base + CatalogueFile, "@type": "dcat:Catalog", "dct:title": s.text(s.Config.Title),
		"dct:description": s.text(s.described(s.Words.T("download.description"))), "dct:publisher": s.publisher(), "foaf:homepage": node{"@id": base},
		"dct:language": s.Words.Lang(), "dct:modified": typed("xsd:date", built.String()), "dct:spatial": s.place(),
	}
	whole := s.dataset("unduhan", s.title(), s.Words.T("download.description"), base+"data/")
	var files []node
	for _, f := range s.told {
		if !strings.HasSuffix(f.Path, ".txt") {
			of := f.seal()
			files = append(files, s.distribution(f.Path).weighing(int64(of.size), hex.EncodeToString(of.sum[:])))
		}
	}
	whole["dcat:distribution"] = files
	whole["dct:modified"] = c["dct:modified"]
	list := append([]node{whole}, s.versions(whole, editions)...)
	for _, p := range pages {
		n := s.serviceNode(p)
		n["dct:modified"] = c["dct:modified"]
		list = append(list, n)
	}
	c["dcat:dataset"] = list
	return c
}

// dataset has what all data sets of the site share.
func (s *Set) dataset(id, title, description, page string) node {
	n := node{
		"@id": s.Config.BaseURL + CatalogueFile + "#" + id, "@type": "dcat:Dataset", "dct:title": s.text(title), "dct:identifier": id,
		"dct:description": s.text(s.described(description)), "dct:publisher": s.publisher(), "dcat:landingPage": node{"@id": page},
		"dct:spatial": s.place(), "dct:language": s.Words.Lang(),
		"dcat:theme":             node{"@id": "http://publications.europa.eu/resource/authority/data-theme/HEAL"},
		"dct:accrualPeriodicity": node{"@id": "http://publications.europa.eu/resource/authority/frequency/MONTHLY"},
		"dct:accessRights":       node{"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"},
	}
	if len(s.years) > 0 {
		n["dct:temporal"] = during(health.MonthOf(s.years[0], 1), s.Release.AsOf())
	}
	if o := s.Config.Office; o.Name != "" {
		contact := node{"@type": "vcard:Organization", "vcard:fn": o.Name}
		if o.Email != "" {
			contact["vcard:hasEmail"] = node{"@id": "mailto:" + o.Email}
		}
		n["dcat:contactPoint"] = contact
	}
	return n
}

// serviceNode is an indicator in all places.
func (s *Set) serviceNode(p ServicePage) node {
	ind := s.Indicators[p.Indicator]
	n := s.dataset("indikator-"+fileName(ind.Code), ind.Name+", "+s.Register.Areas[0].Name, ind.Definition, p.Address)
	if ind.Definition == "" {
		n["dct:description"] = s.text(s.described(ind.Name))
	}
	var files []node
	for _, f := range append(p.Files, s.IndicatorPath(p.Indicator)) {
		if f != "" {
			files = append(files, s.distribution(f))
		}
	}
	n["dcat:distribution"] = files
	if ind.LegalBasis != "" {
		n["dct:conformsTo"] = node{"@type": "dct:Standard", "dct:title": s.text(ind.LegalBasis)}
	}
	measured := s.Words.T("download.sdi.measure", "n", ind.Numerator, "d", ind.Denominator, "per", s.Words.Int(ind.Factor))
	if ind.Measure == health.Tally {
		measured = ind.Numerator
	}
	for name, text := range map[string]string{
		"konsep": ind.Name, "definisi": ind.Definition, "klasifikasi": strings.Join(levels(), ", "), "ukuran": measured, "satuan": ind.Unit,
		"produsenData": s.Config.Office.Name, "sumber": ind.Source, "kodeReferensi": s.Words.T("download.sdi.codes"),
	} {
		if text != "" {
			n["sdi:"+name] = text
		}
	}
	return n
}

func (s *Set) distribution(path string) node {
	n := node{
		"@type": "dcat:Distribution", "dcat:accessURL": node{"@id": s.Config.BaseURL + path}, "dcat:downloadURL": node{"@id": s.Config.BaseURL + path},
		"dcat:mediaType": node{"@id": "https://www.iana.org/assignments/media-types/" + media.Of(path).Type},
	}
	if l := s.Config.License; l != "" {
		n["dct:license"] = node{"@type": "dct:LicenseDocument", "dct:title": l}
	}
	return n
}

// weighing adds the size of a file in bytes and its SHA-256 in hexadecimal digits.
func (n node) weighing(size int64, sum string) node {
	n["dcat:byteSize"] = typed("xsd:nonNegativeInteger", strconv.FormatInt(size, 10))
	n["spdx:checksum"] = node{
		"@type": "spdx:Checksum", "spdx:algorithm": node{"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"},
		"spdx:checksumValue": typed("xsd:hexBinary", sum),
	}
	return n
}

// during is the time from one month to another; without a beginning where that is NoMonth.
func during(from, through health.Month) node {
	n := node{"@type": "dct:PeriodOfTime", "dcat:endDate": typed("xsd:gYearMonth", through.String())}
	if from != health.NoMonth {
		n["dcat:startDate"] = typed("xsd:gYearMonth", from.String())
	}
	return n
}

func (s *Set) publisher() node {
	name := s.Config.Office.Name
	if name == "" {
		name = s.Config.Title
	}
	return node{"@type": "foaf:Organization", "@id": s.Config.BaseURL + "#kantor", "foaf:name": name}
}

func (s *Set) place() node {
	root := s.Register.Areas[0]
	return node{"@type": "dct:Location", "dct:identifier": root.Code, "skos:prefLabel": s.text(root.Name)}
}

func (s *Set) text(text string) node { return node{"@language": s.Words.Lang(), "@value": text} }

func typed(kind, text string) node { return node{"@type": kind, "@value": text} }

// described puts the notice before a description, so that nobody takes a sample for more.
func (s *Set) described(text string) string {
	if n := s.notice(); n != "" {
		return n + " " + text
	}
	return text
}
