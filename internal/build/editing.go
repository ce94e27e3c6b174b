package build

import (
	"cmp"
	"slices"

	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/editor"
	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/theme"
	"terang/themes"
)

// editorOf makes the page on which staff edit texts, with the codes of the registers
// to choose from. A program built without its script says so.
func editorOf(cfg config.Site, look *theme.Theme, d *dataset.Data) ([]editor.File, source.Problems) {
	var ps source.Problems
	if cfg.Editor.Backend == "" {
		return nil, nil
	}
	script := themes.EditorScript()
	if script == nil {
		ps.Warn(cfg.Pos("editor"), "editor-without-script")
		return nil, ps
	}
	in := editor.Input{Config: cfg, Words: look.Words(), Script: script}
	reg := d.Register
	for u := range health.Unit(reg.Units()) {
		o := editor.Option{Label: reg.Name(u) + " (" + reg.Code(u) + ")", Value: reg.Code(u)}
		if int(u) >= len(reg.Areas) {
			in.Puskesmas = append(in.Puskesmas, o)
		} else {
			in.Areas = append(in.Areas, o)
		}
	}
	for i := range reg.Facilities {
		if f := &reg.Facilities[i]; f.Unit == health.NoUnit {
			in.Facilities = append(in.Facilities, editor.Option{Label: f.Name + " (" + f.Code + ")", Value: f.Code})
		}
	}
	for _, ind := range d.Indicators {
		in.Indicators = append(in.Indicators, editor.Option{Label: ind.ShortName, Value: ind.Code})
	}
	for _, list := range [][]editor.Option{in.Puskesmas, in.Facilities} {
		slices.SortFunc(list, func(a, b editor.Option) int {
			return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.Value, b.Value))
		})
	}
	files, err := editor.Files(in)
	if err != nil { // its parts are our own, and every one of them is tested
		ps.Warn(cfg.Pos("editor"), "editor-without-script")
	}
	return files, ps
}
