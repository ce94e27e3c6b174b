# Every command of the project, one comment a line; `make help` prints them.

GO ?= go
# The day the sample portal is built for: it decides what is scheduled, overdue or in the future.
DATE ?= 2024-10-20
# How long each fuzz target runs, and where pictures of the pages go.
FUZZTIME ?= 10s
SHOTS ?= bin/shots
# Which benchmarks run, of which rooms, and how often.
BENCH ?= .
BENCHED ?= ./internal/build ./internal/chart
COUNT ?= 6
# How many edits the target of that name makes of each site, and from where its chance begins.
N ?= 1000
SEED ?= 1
# What bench-hugo compares: district, province, country (4.5 GB of memory, minutes), country-desa (twice that).
SCALES ?= district province
# Into how many shares bench-shards cuts the country.
SHARES ?= 4

# Tools, pinned here so that go.mod names only what the program is made of. They live in bin/, which is not committed.
ESBUILD := bin/esbuild-v0.28.2
GOFUMPT := bin/gofumpt-v0.12.0
STATICCHECK := bin/staticcheck-v0.8.2
VERSITYGW := bin/versitygw-v1.8.0

# What terang version says: the tag, or how far from it. The same commit gives the same program, wherever it is built.
VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo devel)
REPRODUCIBLE := -trimpath -buildvcs=false -ldflags "-s -w -buildid= -X main.stamped=$(VERSION)"
BUNDLE := themes/default/assets/js/echarts.js
EDITOR := themes/editor/sveltia-cms.js
SOURCES := cmd internal themes bench

.PHONY: site build bundle examples serve check test test-offline browser shots gallery bench-visit bench-hugo bench-shards fmt format-check lint vet windows twice tools chromium servers test-servers licenses release lists golden fuzz edits bench bench-country cover clean help
.DEFAULT_GOAL := site

site: bundle build ## build the program and write the sample portal to public/
	bin/terang build --date $(DATE)

build: ## build bin/terang, the same bytes each time
	CGO_ENABLED=0 $(GO) build $(REPRODUCIBLE) -o bin/terang ./cmd/terang

bundle: ## bundle the charting library and the editor from npm; without Node portals keep their static charts
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(BUNDLE) $(EDITOR); \
	else echo "note: no Node on this machine, so the portal has its static charts only, no interactive view of them, and no editor in the browser"; fi

examples: build ## make the data of the sample portals again and build those below examples/, each to its public/
	$(GO) run ./cmd/sampledata
	@for site in examples/*/; do \
		set -- $$(sed -n 's/^# date: \(.*\)  as-of: \(.*\)/\1 \2/p' $$site/site.yaml); \
		bin/terang build --site $$site --date $$1 --as-of $$2 || exit 1; done

serve: build ## show the sample portal and build it again when a file changes
	bin/terang serve --date $(DATE)

check: build ## list every problem of the sample portal's input
	bin/terang check --date $(DATE)

test: chromium servers node_modules/.package-lock.json tools bundle format-check lint ## everything; installs what it needs
	@rm -f bin/*.count
	$(call counted,unit,-shuffle=on ./...)
	@$(MAKE) --no-print-directory windows site twice
	$(call counted,browser,-tags browser ./internal/browser/)
	$(call counted,servers,-tags servers ./internal/servers/)
	@cat bin/*.count

test-offline: vet ## the part of test that needs no browser and no network
	@rm -f bin/*.count
	$(call counted,unit,-shuffle=on ./...)
	@$(MAKE) --no-print-directory windows
	@cat bin/*.count

browser: chromium node_modules/.package-lock.json site ## look at the sample portal as a reader does
	$(call counted,browser,-tags browser ./internal/browser/)

test-servers: servers site ## use the sample portal with real web servers, hosts and databases
	$(call counted,servers,-tags servers ./internal/servers/)

shots: chromium site ## pictures of every kind of page, in SHOTS
	$(GO) test -count=1 -tags browser -run Screenshots ./internal/browser/ -shots $(abspath $(SHOTS))
	@echo "pictures in $(SHOTS)"

gallery: bundle ## one page of every kind of chart in every state, to be looked at: bin/gallery/index.html
	$(GO) test -count=1 -run '^TestGallery$$' ./internal/chart -gallery $(abspath bin/gallery)

bench-visit: chromium site ## how soon each kind of page is painted on a cheap phone with a weak signal
	@$(GO) test -count=1 -v -tags browser -run '^TestVisits$$' ./internal/browser/ -visits 3 | sed -n 's/^ *slow_test.go:[0-9]*: //p'

fmt: $(GOFUMPT) ## format all Go files
	$(GOFUMPT) -w $(SOURCES)

format-check: $(GOFUMPT)
	@unformatted=$$($(GOFUMPT) -l $(SOURCES)); test -z "$$unformatted" || { echo "run make fmt, not formatted:"; echo "$$unformatted"; exit 1; }

lint: vet $(STATICCHECK) ## vet and staticcheck, browser and server tests included
	$(STATICCHECK) -checks all ./...
	$(STATICCHECK) -checks all -tags servers ./internal/servers/
	$(STATICCHECK) -checks all -tags browser ./internal/browser/

vet:
	@unformatted=$$(gofmt -l $(SOURCES)); test -z "$$unformatted" || { echo "not formatted:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) vet -tags browser ./internal/browser/
	$(GO) vet -tags servers ./internal/servers/

windows: ## the program must vet and build for Windows, where most of its users are
	GOOS=windows $(GO) vet ./...
	GOOS=windows GOARCH=amd64 $(GO) build $(REPRODUCIBLE) -o bin/windows/terang.exe ./cmd/terang
	@size=$$(wc -c <bin/windows/terang.exe); test $$size -le 60000000 || { echo "the program has $$size bytes, more than 60000000"; exit 1; }

# The copy's files are made in another order and at another time, for another user where root may, who has another zone, language,
# home and umask, and one core.
twice: ## build the sample portal as another machine would: the bytes must be the same
	@place=$$(mktemp -d) && trap 'rm -rf "$$place"' EXIT && mkdir "$$place/lain" && chmod 755 "$$place" && \
	find site.yaml data content themes -type f | sort -r | tar -cf - -T - | tar -xmf - -C "$$place/lain" && cp bin/terang "$$place/lain/program" && \
	if [ "$$(id -u)" = 0 ] && command -v setpriv >/dev/null; then chown -R 65534 "$$place" && as="setpriv --reuid=65534 --clear-groups"; fi && \
	(umask 027 && cd "$$place/lain" && $$as env -i HOME=/nonexistent PATH=/nonexistent TMPDIR="$$place" TZ=Pacific/Kiritimati LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 GOMAXPROCS=1 \
		./program build --date $(DATE) --out www/lain) && \
	diff -r --exclude=.gitignore public "$$place/lain/www/lain" && echo "the same bytes from another folder, order of files, time, user, zone, language, home, umask and number of cores"

tools: $(ESBUILD) $(GOFUMPT) $(STATICCHECK) ## install the pinned tools into bin/

licenses: node_modules/.package-lock.json ## write THIRD_PARTY.md: what others wrote, and under which licences
	$(GO) run ./cmd/release licenses

# Times in the archives are those of the commit.
release: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
release: bundle ## archives for all systems, with sums and bills of materials, into bin/release/
	@rm -rf bin/manual && mkdir -p bin/manual
	$(GO) test -count=1 -run '^TestManual$$' ./cmd/terang -manual $(abspath bin/manual)
	$(GO) run ./cmd/release pack -version $(VERSION) -man bin/manual -epoch $$SOURCE_DATE_EPOCH

lists: ## make the national lists of areas and puskesmas anew from cmd/nationallists/sources
	$(GO) run ./cmd/nationallists

golden: ## rewrite the golden files, then show what changed
	$(GO) test $$(grep -rl --include='*_test.go' 'flag.Bool("update"' $(SOURCES) | xargs -n1 dirname | sort -u | sed 's,^,./,') -update
	git diff --stat

fuzz: ## run each fuzz target for FUZZTIME
	@$(GO) list ./... | while read -r package; do \
		for target in $$($(GO) test -list '^Fuzz' "$$package" | grep '^Fuzz'); do \
			echo "$$package $$target"; $(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 3s "$$package" || exit 1; \
		done; done

edits: ## make N edits of every kind to two small sites, from SEED, and hold each build against one from nothing
	$(GO) test -count=1 -v -timeout 24h -run '^TestEditsOfAllKinds$$' ./internal/build -edits $(N) -editseed $(SEED)

bench: ## each stage on a made district and province, COUNT times, into bin/bench.txt for benchstat
	@mkdir -p bin
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem -count $(COUNT) -timeout 3h $(BENCHED) | tee bin/bench.txt

bench-country: build ## build a portal of the whole country from made data, and tell what each stage takes
	$(GO) run ./cmd/sampledata -country bin/negara
	bin/terang build --site bin/negara --date 2026-01-20 --as-of 2025-12 --stats

bench-hugo: build ## build made portals of SCALES with terang and with Hugo in turn, and print the ratios
	bench/run.sh $(SCALES)

bench-shards: build ## build a made portal of the whole country whole and in SHARES, join them and compare
	SHARES=$(SHARES) bench/shards.sh country

cover: ## write the coverage of the tests to bin/cover.html
	@mkdir -p bin
	$(GO) test -coverprofile bin/cover.out -coverpkg ./... ./...
	$(GO) tool cover -func bin/cover.out | tail -1
	$(GO) tool cover -html bin/cover.out -o bin/cover.html

clean: ## remove what the other commands made
	rm -rf bin node_modules .terang $(BUNDLE) $(EDITOR)
	find public -mindepth 1 -maxdepth 1 ! -name .gitignore -exec rm -rf {} +

help: ## print this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

# --- what the commands above lean on ---

# $(call counted,NAME,ARGUMENTS): go test, quietly; of a failure everything that is not a pass; at last how many tests ran.
define counted
	@mkdir -p bin; status=0; echo "go test $(2)"; \
	$(GO) test -count=1 -timeout 60m -v $(2) >bin/$(1).log 2>&1 || status=$$?; \
	if [ $$status = 0 ]; then grep '^ok' bin/$(1).log; else grep -vE '^ *(=== |--- (PASS|SKIP)|PASS$$|ok  |[?]  )' bin/$(1).log; fi; \
	awk -v name=$(1) '/^ *--- PASS/ { p++ } /^ *--- FAIL/ { f++ } /^ *--- SKIP/ { s++ } END { printf "%s: %d passed, %d failed, %d skipped; all of it in bin/%s.log\n", name, p, f, s, name; exit !p }' \
		bin/$(1).log >bin/$(1).count || status=1; \
	cat bin/$(1).count; exit $$status
endef

$(BUNDLE): internal/browser/echarts-entry.js node_modules/.package-lock.json $(ESBUILD)
	$(ESBUILD) $< --bundle --minify --format=iife --global-name=echarts --target=es2017 --outfile=$@ --log-level=warning \
		--banner:js='/* Apache ECharts, Apache-2.0, Copyright The Apache Software Foundation; zrender, BSD-3-Clause, Copyright Baidu Inc. */'

$(EDITOR): node_modules/.package-lock.json
	sed '/^\/\/# sourceMappingURL=/d' node_modules/@sveltia/cms/dist/sveltia-cms.js >$@

node_modules/.package-lock.json: package.json package-lock.json
	@command -v npm >/dev/null || { echo "Node and npm are missing; install them with: sudo apt-get install -y nodejs npm"; exit 1; }
	npm ci
	@touch $@

$(ESBUILD): package = github.com/evanw/esbuild/cmd/esbuild
$(GOFUMPT): package = mvdan.cc/gofumpt
$(STATICCHECK): package = honnef.co/go/tools/cmd/staticcheck
$(VERSITYGW): package = github.com/versity/versitygw/cmd/versitygw
$(ESBUILD) $(GOFUMPT) $(STATICCHECK) $(VERSITYGW):
	GOBIN=$(CURDIR)/bin $(GO) install $(package)@$(lastword $(subst -v, v,$@))
	@mv bin/$(firstword $(subst -v, ,$(notdir $@))) $@

# Chromium and a font for the browser tests, by apt where that is allowed.
CHROMIUM_PACKAGES := chromium chromium-sandbox fonts-dejavu-core
chromium:
	@for name in "$$TERANG_CHROMIUM" chromium chromium-browser google-chrome google-chrome-stable; do \
		if [ -n "$$name" ] && command -v "$$name" >/dev/null; then exit 0; fi; done; \
	if [ "$$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root=sudo; \
	else echo "Chromium is missing; install it with: sudo apt-get install -y $(CHROMIUM_PACKAGES)"; exit 1; fi; \
	$$root apt-get update -q && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $(CHROMIUM_PACKAGES)

# What the server tests start, by apt where that is allowed. The packages' own services are not started: a policy that stands
# for the time of the installation says so.
SERVER_PACKAGES := nginx libnginx-mod-http-brotli-static caddy apache2-bin postgresql openssh-server vsftpd
servers: $(VERSITYGW)
	@for name in $(SERVER_PACKAGES); do \
		dpkg-query -W -f '$${Status}' $$name 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$name"; done; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ]; then root=; elif sudo -n true 2>/dev/null; then root=sudo; \
	else echo "Servers for the tests are missing; install them with: sudo apt-get install -y$$missing"; exit 1; fi; \
	policy=/usr/sbin/policy-rc.d; \
	if [ -e $$policy ]; then policy=; else printf '#!/bin/sh\nexit 101\n' | $$root tee $$policy >/dev/null && $$root chmod 755 $$policy; fi; \
	$$root apt-get update -q && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends $$missing; status=$$?; \
	if [ -n "$$policy" ]; then $$root rm -f $$policy; fi; exit $$status
