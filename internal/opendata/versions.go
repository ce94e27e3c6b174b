package opendata

import "terang/internal/health"

// Edition is a copy of the downloads that was kept and never changes.
type Edition struct {
	Name    string
	From    health.Month // the first one that its numbers are of, NoMonth where that is not known
	Through health.Month // up to which its numbers count, likewise
	Files   []EditionFile
}

// EditionFile is a file of an edition: where it stands, from the site's root, and its digest in hexadecimal digits.
type EditionFile struct {
	Path   string
	Bytes  int64
	SHA256 string
}

// versions gives the editions as data sets, and has the whole name them as its versions, as DCAT 3 does.
func (s *Set) versions(whole node, editions []Edition) (list []node) {
	var before node
	var all []node
	for _, e := range editions {
		n := s.dataset("edisi-"+e.Name, s.title(), s.Words.T("download.description"), s.Config.BaseURL+"data/edisi/#edisi-"+e.Name)
		delete(n, "dct:temporal")
		if e.Through != health.NoMonth {
			n["dct:temporal"] = during(e.From, e.Through)
		}
		delete(n, "dct:accrualPeriodicity") // nothing is ever added
		n["dcat:version"], n["dcat:isVersionOf"] = e.Name, node{"@id": whole["@id"]}
		var files []node
		for _, f := range e.Files {
			files = append(files, s.distribution(f.Path).weighing(f.Bytes, f.SHA256))
		}
		n["dcat:distribution"] = files
		if before != nil {
			n["dcat:previousVersion"] = before
		}
		before = node{"@id": n["@id"]}
		all, list = append(all, before), append(list, n)
	}
	if len(all) > 0 {
		whole["dcat:hasVersion"] = all
	}
	return list
}
