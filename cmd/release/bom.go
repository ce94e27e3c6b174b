package main

import (
	"bytes"
	"debug/buildinfo"
	"fmt"
	"time"

	"github.com/CycloneDX/cyclonedx-go"
)

// bill makes the bill of materials of a built program, in CycloneDX: what its own record says is linked, and what it
// carries of others. A module of which no licence is known is an error.
func bill(binary, version string, at time.Time, parts []part) ([]byte, error) {
	info, err := buildinfo.ReadFile(binary)
	if err != nil {
		return nil, err
	}
	known := map[string]part{}
	for _, p := range parts {
		known[p.name] = p
	}
	list := []cyclonedx.Component{component(part{name: standard, version: info.GoVersion, licences: known[standard].licences}, "pkg:golang/std@"+info.GoVersion)}
	for _, m := range info.Deps {
		p, ok := known[m.Path]
		if !ok || p.version != m.Version {
			return nil, fmt.Errorf("%s holds %s %s, of which no licence is known", binary, m.Path, m.Version)
		}
		list = append(list, component(p, "pkg:golang/"+m.Path+"@"+m.Version))
	}
	for _, p := range parts {
		switch p.kind {
		case bundled, inEditor:
			list = append(list, component(p, "pkg:npm/"+p.name+"@"+p.version))
		case converted:
			list = append(list, component(p, "pkg:generic/"+p.name+"@"+p.version))
		}
	}
	bom := cyclonedx.NewBOM()
	bom.Metadata = &cyclonedx.Metadata{
		Timestamp: at.UTC().Format(time.RFC3339),
		Component: &cyclonedx.Component{BOMRef: "terang", Type: cyclonedx.ComponentTypeApplication, Name: "terang", Version: version, Licenses: licences([]string{"Apache-2.0"})},
	}
	bom.Components = &list
	var b bytes.Buffer
	err = cyclonedx.NewBOMEncoder(&b, cyclonedx.BOMFileFormatJSON).SetPretty(true).Encode(bom)
	return b.Bytes(), err
}

func component(p part, address string) cyclonedx.Component {
	return cyclonedx.Component{
		BOMRef: address, Type: cyclonedx.ComponentTypeLibrary, Name: p.name, Version: p.version, PackageURL: address, Licenses: licences(p.licences),
	}
}

func licences(names []string) *cyclonedx.Licenses {
	var list cyclonedx.Licenses
	for _, name := range names {
		list = append(list, cyclonedx.LicenseChoice{License: &cyclonedx.License{ID: name}})
	}
	return &list
}
