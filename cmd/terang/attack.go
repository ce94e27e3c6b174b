package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"terang/internal/attack"
	"terang/internal/source"
)

// attackOn reads finished portals as a stranger would, earliest first, and tells
// what they give away of what they hide.
func (f *checkFlags) attackOn(ctx context.Context, w world, folders []string) error {
	if err := language(&f.lang, f.dir); err != nil {
		return err
	}
	v := voiceIn(f.lang)
	var editions []attack.Edition
	for _, dir := range folders {
		if info, err := os.Stat(dir); err != nil {
			return fmt.Errorf("the output folder: %w", err)
		} else if !info.IsDir() {
			return wrongUse("%q is not a folder", dir)
		}
		editions = append(editions, attack.Edition{Name: filepath.ToSlash(filepath.Clean(dir)), Files: os.DirFS(dir)})
	}
	report, problems, err := attack.Run(ctx, editions)
	if err != nil {
		return err
	}
	if err := problems.Write(w.out, source.Format(f.format), nil, f.lang); err != nil {
		return err
	}
	if f.format == string(source.Text) {
		narrowest := v.noInterval
		if report.Narrowest >= 0 {
			narrowest = fmt.Sprint(report.Narrowest)
		}
		_, err = fmt.Fprintf(w.out, v.attacked+"\n", problems.Summary(f.lang),
			report.Editions, report.Pages, report.Figures(), report.Bounded, narrowest)
	}
	if err == nil && problems.HasErrors() {
		return errProblems
	}
	return err
}
