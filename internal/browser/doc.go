// Package browser holds the tests that look at a built portal as a reader does: in Chromium, at phone and desk width, in light
// and dark, without scripts, on paper. It has no code of its own.
//
// The tests need the build tag "browser", Chromium, and axe-core and html-validate from npm; `make test` installs what is
// missing. They read the site in the folder TERANG_SITE, or public/ at the top of the repository, which `make site` writes.
//
//	make browser                                                           all of them
//	go test -tags browser -run Screenshots ./internal/browser/ -shots DIR  pictures of every page shape, to be looked at
//
// Pages are found by walking the site: each kind of page names itself in <body data-page="KIND">, and the largest page of a kind
// stands for it. Each checker is itself tested on a page of testdata/site that breaks its rule.
package browser
