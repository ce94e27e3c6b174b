// Package dataset reads data/: the registers of areas and facilities, the
// catalogue of indicators, the observations, the quality figures, agreements and
// promises, scores and budgets, and the boundaries. It is the one door through which the office's own files come in.
//
// Each file goes through three gates, each in files of its own:
//
//   - shape (text.go, scan.go, rows.go, headings.go): is it a CSV, does it have
//     the columns, how many cells has a row. Registers and small tables are read
//     through gocsv into structs of text; observations, which may have millions
//     of rows, in pieces by all cores (crew.go), through a scanner of our own that
//     says the same as encoding/csv and a shortcut for plain rows (quick.go).
//   - meaning (cells.go and a file for each table): is this a month, a count, an
//     area that exists.
//   - agreement (agree.go and the end of each table): do rows and files agree
//     with each other.
//
// [Read] never gives up early. It gives what could be read together with every
// problem that was found, each with its file, line and column. A row with an
// error is left out of the result and counted as refused.
package dataset

import (
	"io/fs"
	"runtime"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// The files and folders that Read reads, from the root of a site.
const (
	regionsFile      = "data/regions.csv"
	facilitiesFile   = "data/facilities.csv"
	indicatorsFile   = "data/indicators.csv"
	qualityFile      = "data/quality.csv"
	agreementsFile   = "data/agreements.csv"
	commitmentsFile  = "data/commitments.csv"
	meetingsFile     = "data/meetings.csv"
	scoresFile       = "data/pkp.csv"
	budgetFile       = "data/budget.csv"
	quotedFile       = "data/index.csv"
	revisionsFile    = "data/revisions.csv"
	observationsPath = "data/observations"
	boundariesPath   = "data/boundaries"
)

// Options says what day it is and how far to read.
type Options struct {
	Through health.Month // later rows are left out; 0 or NoMonth for the month of Date
	Date    health.Date  // a period after its month is an error; 0 for no such check
	Kept    *Kept        // of the reading before, nil where there was none
	Still   string       // names site.yaml, the options and all of data/ but observations, and changes with them; empty where nothing is known of them
}

// Data is what the files say. Nothing in it is nil: what could not be read is empty.
type Data struct {
	Register    *health.Register
	Indicators  []health.Indicator          // in the order in which pages show them
	Table       *tally.Table                // indicators by their place in Indicators
	Quality     []QualityRow                // by year, unit, indicator
	Agreements  []health.Agreement          // as they stand in their table
	Actions     []health.Action             // promises, as they stand in their table
	Held        []health.Held               // by puskesmas, day and step, each once
	Scores      []health.Score              // by year and puskesmas
	Budget      []health.BudgetLine         // by unit, the newest year first
	Quoted      []health.QuotedIndex        // by year and unit
	Corrections []health.Correction         // the newest first
	Files       []FileAccount               // in order of reading
	LeftOut     []LeftOut                   // in order of reading: rows of mapped files, by the rule that left them out
	Decisions   []source.Decision           // in order of reading: what was settled about files that could be read in more than one way
	Sources     []string                    // systems that the observations name as their source, sorted
	Place       func(row uint32) source.Pos // the line that the Origin of a row of Table means
	Extracted   health.Date                 // latest day on which observations were drawn from their source; 0 where none says

	translated map[string][]health.Indicator // Indicators by further language
}

// QualityRow is the quality component (mutu minimal) of one service in one year,
// 0 to 100. Where items were given it is the mean of their percentages, each
// capped at 100 (domain reference §2.2).
type QualityRow struct {
	Year      int
	Unit      health.Unit
	Indicator int
	Percent   float64
}

// FileAccount tells what became of the rows of a file: Rows is the sum of the others.
type FileAccount struct {
	Name    string
	Rows    int
	Used    int
	Refused int // had an error
	Skipped int // blank, without a number, about an area outside the site, or for a later day
	Later   int // after the last month asked for
	Ahead   int // of a school year that counts in a year which has not begun: read, and shown once it has
	Around  Around

	outOfSite, blank, unfilled, unneeded, scheduled int // parts of Skipped; what a mapping left out is counted by its rules
}

// Around counts the lines of a file that are no rows: titles above the table, its
// headings, totals below it, sources and remarks, blank lines, and lines that go on
// with a row of an earlier part of the table. Of small tables blank lines are not counted.
type Around struct {
	Titles, Headings, Totals, Footers, Blank, Parts int
}

// LeftOut is how many rows of a file were left out by one rule: one of its mapping, or
// "blank", "outside" (of the site), "unfilled" (without a number), "unneeded", "scheduled" (for a later day). But for
// "refused" they are all that were skipped.
type LeftOut struct {
	File string
	Rule string
	Rows int
}

// Read reads data/ from the root of a site.
func Read(root fs.FS, cfg config.Site, opt Options) (*Data, source.Problems) {
	r := newReader(root, cfg, opt)
	r.read()
	return r.data, r.ps
}

func (r *reader) read() {
	r.opt.Kept.registers(r, r.readRegisters)
	r.readObservations()
	r.readQuality()
	r.readAgreements()
	r.readMeetings()
	r.readScores()
	r.readBudget()
	r.readQuoted()
	r.readRevisions()
	r.readBoundaries()
	r.tellUnused()
	r.tellSkipped()
	r.ps.Sort()
}

func (r *reader) readRegisters() {
	r.readCatalogue()
	r.readRegions()
	r.readFacilities()
	r.makeRegister()
}

// tellSkipped lists by what rows were skipped.
func (r *reader) tellSkipped() {
	for _, f := range r.data.Files {
		for _, s := range []struct {
			rule string
			rows int
		}{{"outside", f.outOfSite}, {"blank", f.blank}, {"unfilled", f.unfilled}, {"unneeded", f.unneeded}, {"scheduled", f.scheduled}} {
			if s.rows > 0 {
				r.data.LeftOut = append(r.data.LeftOut, LeftOut{f.Name, s.rule, s.rows})
			}
		}
	}
}

// reader is one run of Read.
type reader struct {
	root fs.FS
	cfg  config.Site
	opt  Options
	data *Data
	ps   source.Problems

	indicatorAt  map[string]int     // by code
	indonesian   []health.Indicator // the built-in ones as they are written
	ready        map[string]bool    // codes of ready-made indicators that only a row of a figure may name
	mentioned    []bool             // by indicator: whether one does
	places       places
	noFacilities bool
	regions      []region
	facilities   []health.Facility
	facilityAt   []record // where they stand
	areas        []health.Area
	before       [health.Desa + 1]struct { // by level: the area that a facility named last; its neighbours mostly name the same
		code string
		unit health.Unit
	}
	servedBy map[string]string
	origins  []origin
	codes    []unitCode               // by unit
	byName   map[string][]health.Unit // by name as names are compared
	doubts   *doubts

	workers   int  // that judge observations
	chunkSize int  // how many bytes of them one takes at once
	slow      bool // without the quick reader
}

func newReader(root fs.FS, cfg config.Site, opt Options) *reader {
	r := &reader{
		root: root, cfg: cfg, opt: opt.settled(), data: &Data{},
		workers: runtime.GOMAXPROCS(0), chunkSize: chunkSize,
	}
	r.doubts = newDoubts(r)
	return r
}

// forever is a month after all others.
const forever = health.Month(1 << 30)

// settled fills in what follows from the rest: how far to read, and for ever
// where no date was given.
func (o Options) settled() Options {
	if o.Through > 0 {
		return o
	}
	o.Through = forever
	if o.Date > 0 {
		o.Through = o.Date.Month()
	}
	return o
}
