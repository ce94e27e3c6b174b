package config

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"terang/internal/health"
)

// Statement names one of the pages that a public office owes its readers.
type Statement string

// The statements, as site.yaml writes them.
const (
	PPID          Statement = "ppid"
	Privacy       Statement = "privacy"
	Accessibility Statement = "accessibility"
)

// Statements is what those pages cannot know of themselves.
type Statements struct {
	PPID    Desk // who takes requests for information; empty fields are the office's
	Tested  health.Date
	Known   []string // what is not accessible yet
	Without []Statement
}

// Desk is where somebody can be reached; any field may be empty.
type Desk struct {
	Name     string `yaml:"name"`
	Address  string `yaml:"address"`
	Email    string `yaml:"email"`
	Phone    string `yaml:"phone"`
	WhatsApp string `yaml:"whatsapp"`
	Hours    string `yaml:"hours"`
	Website  string `yaml:"website"`
}

// PPID is the desk for requests for information: what site.yaml says of it, or else the
// office's; its zero value where nobody can be reached.
func (s Site) PPID() Desk {
	d, o := s.Statements.PPID, s.Office
	if d.Email == "" && d.Phone == "" && d.WhatsApp == "" && d.Website == "" {
		d.Email, d.Phone, d.WhatsApp, d.Website = o.Email, o.Phone, o.WhatsApp, o.Website
	}
	d.Address = cmp.Or(d.Address, o.Address)
	if d.Email == "" && d.Phone == "" && d.WhatsApp == "" && d.Website == "" && d.Address == "" {
		return Desk{}
	}
	d.Name = cmp.Or(d.Name, o.Name, s.Title)
	return d
}

// Release is a day on which data come out: those up to a month, or what Text says.
type Release struct {
	Date   health.Date
	Period health.Month // 0 where it is about no month
	Text   string

	place int // in site.yaml
}

type rawStatements struct {
	PPID          Desk `yaml:"ppid"`
	Accessibility struct {
		Tested string   `yaml:"tested"`
		Known  []string `yaml:"known"`
	} `yaml:"accessibility"`
	Without []string `yaml:"without"`
}

type rawRelease struct {
	Date   string `yaml:"date"`
	Period string `yaml:"period"`
	Text   string `yaml:"text"`
}

func (c *checker) statements(r rawStatements) Statements {
	s := Statements{PPID: r.PPID, Known: r.Accessibility.Known}
	if given := r.Accessibility.Tested; given != "" {
		date, ok := health.ParseDate(given)
		if !ok {
			c.ps.Error(c.y.Pos("statements", "accessibility", "tested"), "bad-date", "value", given)
		}
		s.Tested = date
	}
	for i, name := range r.Without {
		known := c.choice(name, "", []string{string(PPID), string(Privacy), string(Accessibility)}, "statements", "without", strconv.Itoa(i))
		if known != "" {
			s.Without = append(s.Without, Statement(known))
		}
	}
	return s
}

func (c *checker) releases(raws []rawRelease) []Release {
	var list []Release
	for i, r := range raws {
		at := strconv.Itoa(i)
		release := Release{Text: strings.TrimSpace(r.Text), place: i}
		date, ok := health.ParseDate(r.Date)
		if !ok && r.Date == "" {
			c.ps.Error(c.y.Pos("releases", at), "missing-setting", "key", "date", "example", "2024-11-15")
		} else if !ok {
			c.ps.Error(c.y.Pos("releases", at, "date"), "bad-date", "value", r.Date)
		}
		release.Date = date
		period := true
		if r.Period != "" {
			if release.Period, period = health.ParseMonth(r.Period); !period {
				c.ps.Error(c.y.Pos("releases", at, "period"), "bad-month", "value", r.Period)
			}
		} else if release.Text == "" {
			c.ps.Error(c.y.Pos("releases", at), "missing-setting", "key", "period", "example", "2024-10")
			period = false
		}
		if ok && period {
			list = append(list, release)
		}
	}
	slices.SortStableFunc(list, func(a, b Release) int { return cmp.Compare(a.Date, b.Date) })
	return list
}
